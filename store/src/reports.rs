//! Reports and the ledger of seeking them.

use crate::engine::{Tx, all, first};
use crate::error::Error;
use domain::ids::{PersonId, RecordId, ReportId, ReviewId, StudyId};
use domain::retrieval::{Attempt, RetrievalState};
use domain::time::Timestamp;
use uuid::Uuid;

/// A report being sought.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// The record it comes from.
    pub record: RecordId,
    /// The study it belongs to.
    pub study: StudyId,
    /// The record's number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Authors, separated by semicolons.
    pub authors: String,
    /// Year.
    pub year: Option<u16>,
    /// DOI.
    pub doi: Option<String>,
    /// Where the search stands.
    pub state: RetrievalState,
    /// Where it was found.
    pub link: Option<String>,
    /// Why it can't be had, signed by a lead.
    pub reason: Option<String>,
    /// Why somebody proposes that it can't be had.
    pub proposal: Option<String>,
    /// When that last changed.
    pub changed_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    report_id: Uuid,
    record_id: Uuid,
    study_id: Uuid,
    number: i64,
    title: String,
    authors: String,
    year: Option<i64>,
    doi: Option<String>,
    state: String,
    link: Option<String>,
    reason: Option<String>,
    proposal: Option<String>,
    changed_at: i64,
}

impl Row {
    fn report(self) -> Result<Report, Error> {
        Ok(Report {
            id: ReportId::from_uuid(self.report_id),
            record: RecordId::from_uuid(self.record_id),
            study: StudyId::from_uuid(self.study_id),
            number: self.number.try_into().unwrap_or(0),
            title: self.title,
            authors: self.authors,
            year: self.year.and_then(|year| year.try_into().ok()),
            doi: self.doi,
            state: RetrievalState::from_code(&self.state)
                .ok_or_else(|| Error::inconsistent("report", "an unknown state"))?,
            link: self.link,
            reason: self.reason,
            proposal: self.proposal,
            changed_at: Timestamp::from_micros(self.changed_at),
        })
    }
}

/// The reports of a review that are sought: those whose record goes forward as things stand, or
/// went forward and is open again at title and abstract.
pub async fn sought(
    tx: &mut Tx<'_>,
    review: ReviewId,
    state: Option<RetrievalState>,
    after: u32,
    most: i64,
) -> Result<Vec<Report>, Error> {
    all!(
        tx,
        Row,
        "select p.report_id, p.record_id, p.study_id, r.number, r.title, r.authors, r.year, r.doi,
           p.state, p.link, p.reason, p.proposal, p.changed_at
         from report p
         join counted_record r on r.record_id = p.record_id
         join work w on w.record_id = p.record_id and w.stage = 'title_abstract'
         where p.review_id = $1 and (w.outcome = 'include' or w.outcome is null) and ($2 is null or p.state = $2)
           and r.number > $3
         order by r.number limit $4",
        review.uuid(),
        state.map(RetrievalState::code),
        i64::from(after),
        most,
    )?
    .into_iter()
    .map(Row::report)
    .collect()
}

/// How many reports there are in each state.
pub async fn by_state(
    tx: &mut Tx<'_>,
    review: ReviewId,
) -> Result<Vec<(RetrievalState, u64)>, Error> {
    let rows = all!(
        tx,
        (String, i64),
        "select p.state, count(*) from report p
         join counted_record r on r.record_id = p.record_id
         join work w on w.record_id = p.record_id and w.stage = 'title_abstract'
         where p.review_id = $1 and (w.outcome = 'include' or w.outcome is null)
         group by p.state",
        review.uuid(),
    )?;
    rows.into_iter()
        .map(|(state, n)| {
            let state = RetrievalState::from_code(&state)
                .ok_or_else(|| Error::inconsistent("report", "an unknown state"))?;
            Ok((state, n.try_into().unwrap_or(0)))
        })
        .collect()
}

/// A report of a review.
pub async fn get(
    tx: &mut Tx<'_>,
    review: ReviewId,
    report: ReportId,
) -> Result<Option<Report>, Error> {
    first!(
        tx,
        Row,
        "select p.report_id, p.record_id, p.study_id, r.number, r.title, r.authors, r.year, r.doi,
           p.state, p.link, p.reason, p.proposal, p.changed_at
         from report p join counted_record r on r.record_id = p.record_id
         where p.review_id = $1 and p.report_id = $2",
        review.uuid(),
        report.uuid(),
    )?
    .map(Row::report)
    .transpose()
}

/// The report a record leads to, if it went forward.
pub async fn of_record(
    tx: &mut Tx<'_>,
    review: ReviewId,
    record: RecordId,
) -> Result<Option<Report>, Error> {
    first!(
        tx,
        Row,
        "select p.report_id, p.record_id, p.study_id, r.number, r.title, r.authors, r.year, r.doi,
           p.state, p.link, p.reason, p.proposal, p.changed_at
         from report p join counted_record r on r.record_id = p.record_id
         where p.review_id = $1 and p.record_id = $2",
        review.uuid(),
        record.uuid(),
    )?
    .map(Row::report)
    .transpose()
}

/// The record of a report.
pub async fn record_of(tx: &mut Tx<'_>, report: ReportId) -> Result<Option<RecordId>, Error> {
    let row = first!(
        tx,
        (Uuid,),
        "select record_id from report where report_id = $1",
        report.uuid(),
    )?;
    Ok(row.map(|(record,)| RecordId::from_uuid(record)))
}

/// A line of a report's ledger.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Option<PersonId>,
    /// What was done.
    pub attempt: Attempt,
}

/// The ledger of a report, oldest first.
pub async fn ledger(tx: &mut Tx<'_>, report: ReportId) -> Result<Vec<LedgerLine>, Error> {
    let rows = all!(
        tx,
        (i64, Option<Uuid>, String),
        "select at, person_id, attempt from retrieval where report_id = $1 order by seq",
        report.uuid(),
    )?;
    rows.into_iter()
        .map(|(at, by, attempt)| {
            Ok(LedgerLine {
                at: Timestamp::from_micros(at),
                by: by.map(PersonId::from_uuid),
                attempt: serde_json::from_str(&attempt)
                    .map_err(|e| Error::inconsistent("retrieval", e))?,
            })
        })
        .collect()
}

/// Whether anybody's decision at full text stands on a record. That it does may be known.
pub async fn judged(tx: &mut Tx<'_>, record: RecordId) -> Result<bool, Error> {
    Ok(first!(
        tx,
        (Uuid,),
        "select decision_id from decision
         where stage = 'full_text' and record_id = $1 and not void limit 1",
        record.uuid(),
    )?
    .is_some())
}
