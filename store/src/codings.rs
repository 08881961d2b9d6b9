//! Codebooks, statements and answers.

use crate::engine::{Tx, all, first};
use crate::error::Error;
use domain::coding::{Codebook, Statement};
use domain::ids::{FieldId, PersonId, RecordId, ReportId, ReviewId, StatementId};
use domain::log::CodedBy;
use uuid::Uuid;

/// The codebook in force; `None` before the first version.
pub async fn codebook(tx: &mut Tx<'_>, review: ReviewId) -> Result<Option<Codebook>, Error> {
    let row = first!(
        tx,
        (String,),
        "select body from codebook where review_id = $1 order by version desc limit 1",
        review.uuid(),
    )?;
    row.map(|(body,)| serde_json::from_str(&body).map_err(|e| Error::inconsistent("codebook", e)))
        .transpose()
}

/// Every published codebook, oldest first.
pub async fn codebooks(tx: &mut Tx<'_>, review: ReviewId) -> Result<Vec<Codebook>, Error> {
    let rows = all!(
        tx,
        (String,),
        "select body from codebook where review_id = $1 order by version",
        review.uuid(),
    )?;
    rows.into_iter()
        .map(|(body,)| serde_json::from_str(&body).map_err(|e| Error::inconsistent("codebook", e)))
        .collect()
}

fn key(by: CodedBy, coder: PersonId) -> Uuid {
    match by {
        CodedBy::Coder => coder.uuid(),
        CodedBy::Consensus => Uuid::nil(),
    }
}

/// The statements of one coder (or the consensus) in a report, in the order of writing.
pub async fn statements(
    tx: &mut Tx<'_>,
    report: ReportId,
    by: CodedBy,
    coder: PersonId,
) -> Result<Vec<Statement>, Error> {
    let rows = all!(
        tx,
        (String,),
        "select body from statement where report_id = $1 and coder = $2 and not aside
         order by seq, statement_id",
        report.uuid(),
        key(by, coder),
    )?;
    rows.into_iter()
        .map(|(body,)| serde_json::from_str(&body).map_err(|e| Error::inconsistent("statement", e)))
        .collect()
}

/// A statement with whose it is: its report, its coder (`None`: the consensus), whether set aside.
#[derive(Clone, Debug)]
pub struct Owned {
    /// The report.
    pub report: ReportId,
    /// The coder; `None` for the consensus.
    pub coder: Option<PersonId>,
    /// Set aside.
    pub aside: bool,
    /// The statement.
    pub statement: Statement,
}

/// A statement by id.
pub async fn statement(tx: &mut Tx<'_>, id: StatementId) -> Result<Option<Owned>, Error> {
    let row = first!(
        tx,
        (Uuid, Uuid, bool, String),
        "select report_id, coder, aside, body from statement where statement_id = $1",
        id.uuid(),
    )?;
    row.map(|(report, coder, aside, body)| {
        Ok(Owned {
            report: ReportId::from_uuid(report),
            coder: (!coder.is_nil()).then(|| PersonId::from_uuid(coder)),
            aside,
            statement: serde_json::from_str(&body)
                .map_err(|e| Error::inconsistent("statement", e))?,
        })
    })
    .transpose()
}

/// Answers to the fields of a report.
pub async fn answers(
    tx: &mut Tx<'_>,
    report: ReportId,
    by: CodedBy,
    coder: PersonId,
) -> Result<Vec<(FieldId, Option<String>)>, Error> {
    let rows = all!(
        tx,
        (Uuid, Option<String>),
        "select field_id, answer from answer where report_id = $1 and coder = $2 order by field_id",
        report.uuid(),
        key(by, coder),
    )?;
    Ok(rows
        .into_iter()
        .map(|(field, answer)| (FieldId::from_uuid(field), answer))
        .collect())
}

/// Who codes a report, in the order of their ids, and whether they have finished.
pub async fn coders(tx: &mut Tx<'_>, report: ReportId) -> Result<Vec<(PersonId, bool)>, Error> {
    let rows = all!(
        tx,
        (Uuid, bool),
        "select coder, finished from coding where report_id = $1 order by coder",
        report.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .filter(|(coder, _)| !coder.is_nil())
        .map(|(coder, finished)| (PersonId::from_uuid(coder), finished))
        .collect())
}

/// Whether the consensus of a report is finished.
pub async fn consensus_finished(tx: &mut Tx<'_>, report: ReportId) -> Result<bool, Error> {
    let row = first!(
        tx,
        (bool,),
        "select finished from coding where report_id = $1 and coder = $2",
        report.uuid(),
        Uuid::nil(),
    )?;
    Ok(row.is_some_and(|(finished,)| finished))
}

/// An included report, as the list of coding needs it.
#[derive(Clone, Debug)]
pub struct Codable {
    /// The report.
    pub report: ReportId,
    /// Its record.
    pub record: RecordId,
    /// The record's number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Authors, separated by semicolons.
    pub authors: String,
    /// Year.
    pub year: Option<u16>,
    /// Where to read it.
    pub link: Option<String>,
}

/// The included reports of a review, by number. That they are included was released when they came
/// into this stage.
pub async fn included(tx: &mut Tx<'_>, review: ReviewId) -> Result<Vec<Codable>, Error> {
    let rows = all!(
        tx,
        (Uuid, Uuid, i64, String, String, Option<i64>, Option<String>),
        "select p.report_id, p.record_id, r.number, r.title, r.authors, r.year, p.link
         from report p
         join counted_record r on r.record_id = p.record_id
         join work w on w.record_id = p.record_id and w.stage = 'full_text'
         where p.review_id = $1 and w.outcome = 'include'
         order by r.number",
        review.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(
            |(report, record, number, title, authors, year, link)| Codable {
                report: ReportId::from_uuid(report),
                record: RecordId::from_uuid(record),
                number: number.try_into().unwrap_or(0),
                title,
                authors,
                year: year.and_then(|year| year.try_into().ok()),
                link,
            },
        )
        .collect())
}
