//! Rows for exports: what leaves the house as files.

use crate::engine::{Tx, all};
use crate::error::Error;
use domain::blinding::Veiled;
use domain::ids::{PersonId, RecordId, ReviewId};
use domain::screening::{Ruling, Stage};
use domain::time::Timestamp;
use uuid::Uuid;

/// One decision of the log, as an export has it.
#[derive(Clone, Debug)]
pub struct DecisionRow {
    /// Its id.
    pub id: Uuid,
    /// The record.
    pub record: RecordId,
    /// The record's number.
    pub number: u32,
    /// The record's title.
    pub title: String,
    /// The round; 0 is main screening.
    pub round: u16,
    /// Who.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub ruling: Ruling,
    /// The note.
    pub note: Option<String>,
    /// The criteria version.
    pub criteria: u32,
    /// Made after others had completed the record.
    pub additional: bool,
    /// Taken back.
    pub void: bool,
    /// Whether the record still waits to be resolved, so that names stay masked.
    pub in_conflict: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    decision_id: Uuid,
    record_id: Uuid,
    number: i64,
    title: String,
    round: i64,
    person_id: Uuid,
    at: i64,
    ruling: String,
    note: Option<String>,
    criteria: i64,
    additional: bool,
    void: bool,
    standing: String,
}

/// Every decision at a stage in the order of the records.
pub async fn decisions(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
) -> Result<Veiled<Vec<DecisionRow>>, Error> {
    let rows = all!(
        tx,
        Row,
        "select d.decision_id, d.record_id, r.number, r.title, d.round, d.person_id, d.at, d.ruling, d.note,
           d.criteria, d.additional, d.void, w.standing
         from decision d
         join record r on r.record_id = d.record_id
         join work w on w.stage = d.stage and w.record_id = d.record_id
         where d.review_id = $1 and d.stage = $2 order by r.number, d.seq",
        review.uuid(),
        stage.code(),
    )?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(DecisionRow {
                id: row.decision_id,
                record: RecordId::from_uuid(row.record_id),
                number: row.number.try_into().unwrap_or(0),
                title: row.title,
                round: row.round.try_into().unwrap_or(u16::MAX),
                person: PersonId::from_uuid(row.person_id),
                at: Timestamp::from_micros(row.at),
                ruling: serde_json::from_str(&row.ruling)
                    .map_err(|e| Error::inconsistent("decision", e))?,
                note: row.note,
                criteria: row.criteria.try_into().unwrap_or(0),
                additional: row.additional,
                void: row.void,
                in_conflict: matches!(row.standing.as_str(), "conflict" | "stale"),
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Veiled::new(rows))
}

/// The sources of every record: number and source, one row for each pair.
pub async fn sources(tx: &mut Tx<'_>, review: ReviewId) -> Result<Vec<(u32, String)>, Error> {
    let rows = all!(
        tx,
        (i64, String),
        "select distinct r.number, h.source
         from counted_record r join counted_hit h on h.record_id = r.record_id
         where r.review_id = $1 order by r.number, h.source",
        review.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(number, source)| (number.try_into().unwrap_or(0), source))
        .collect())
}
