//! Decisions and resolutions. What others decided leaves this file only veiled.

use crate::engine::{Tx, all, first};
use crate::error::Error;
use domain::blinding::Veiled;
use domain::ids::{CriterionId, DecisionId, PersonId, RecordId, ReviewId};
use domain::screening::{Decision, Outcome, Resolution, Round, Ruling, Stage, Wish};
use domain::time::Timestamp;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    decision_id: Uuid,
    person_id: Uuid,
    seq: i64,
    ruling: String,
    additional: bool,
    void: bool,
}

impl Row {
    fn decision(&self) -> Result<Decision, Error> {
        Ok(Decision {
            id: DecisionId::from_uuid(self.decision_id),
            person: PersonId::from_uuid(self.person_id),
            seq: self.seq,
            ruling: ruling(&self.ruling)?,
            additional: self.additional,
            void: self.void,
        })
    }
}

fn ruling(body: &str) -> Result<Ruling, Error> {
    serde_json::from_str(body).map_err(|e| Error::inconsistent("decision", e))
}

/// Every decision on a record at a stage, void ones too.
pub async fn of_record(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Veiled<Vec<Decision>>, Error> {
    let rows = all!(
        tx,
        Row,
        "select decision_id, person_id, seq, ruling, additional, void from decision
         where stage = $1 and record_id = $2 order by seq, decision_id",
        stage.code(),
        record.uuid(),
    )?;
    Ok(Veiled::new(
        rows.iter().map(Row::decision).collect::<Result<_, _>>()?,
    ))
}

/// A decision with what a page shows beside it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The decision.
    pub decision: Decision,
    /// The note.
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The criteria version it was made under.
    pub criteria: u32,
    /// The round.
    pub round: Round,
}

type ToldRow = (
    Uuid,
    Uuid,
    i64,
    String,
    bool,
    bool,
    Option<String>,
    i64,
    i64,
    i64,
);

/// The decisions on a record with their notes.
pub async fn told(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Veiled<Vec<Told>>, Error> {
    let rows = all!(
        tx,
        ToldRow,
        "select decision_id, person_id, seq, ruling, additional, void, note, at, criteria, round
         from decision where stage = $1 and record_id = $2 order by seq, decision_id",
        stage.code(),
        record.uuid(),
    )?;
    let told = rows
        .into_iter()
        .map(
            |(decision_id, person_id, seq, body, additional, void, note, at, criteria, round)| {
                let row = Row {
                    decision_id,
                    person_id,
                    seq,
                    ruling: body,
                    additional,
                    void,
                };
                Ok(Told {
                    decision: row.decision()?,
                    note,
                    at: Timestamp::from_micros(at),
                    criteria: criteria.try_into().unwrap_or(0),
                    round: Round(round.try_into().unwrap_or(u16::MAX)),
                })
            },
        )
        .collect::<Result<_, Error>>()?;
    Ok(Veiled::new(told))
}

/// The resolutions of a record at a stage, oldest first.
pub async fn resolutions(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Veiled<Vec<Resolution>>, Error> {
    let rows = all!(
        tx,
        (i64, Uuid, String, Option<Uuid>, String),
        "select seq, person_id, outcome, reason, saw from resolution
         where stage = $1 and record_id = $2 order by seq",
        stage.code(),
        record.uuid(),
    )?;
    let resolutions = rows
        .into_iter()
        .map(|(seq, person, outcome, reason, saw)| {
            Ok(Resolution {
                seq,
                by: PersonId::from_uuid(person),
                outcome: Outcome::from_code(&outcome)
                    .ok_or_else(|| Error::inconsistent("resolution", "an unknown outcome"))?,
                reason: reason.map(CriterionId::from_uuid),
                saw: serde_json::from_str(&saw)
                    .map_err(|e| Error::inconsistent("resolution", e))?,
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Veiled::new(resolutions))
}

/// What a decision id was used for: by whom, on which record, with which content.
#[derive(Clone, Debug)]
pub struct Used {
    /// Who.
    pub person: PersonId,
    /// The stage.
    pub stage: Stage,
    /// The record it was sent for.
    pub record: RecordId,
    /// The ruling.
    pub ruling: Ruling,
    /// The note.
    pub note: Option<String>,
    /// Whether others had completed the record.
    pub additional: bool,
    /// Whether it was taken back since.
    pub void: bool,
}

/// Looks a decision id up, so that the same id twice is one decision.
pub async fn used(tx: &mut Tx<'_>, id: DecisionId) -> Result<Option<Used>, Error> {
    let row = first!(
        tx,
        (Uuid, String, Uuid, String, Option<String>, bool, bool),
        "select person_id, stage, origin, ruling, note, additional, void from decision
         where decision_id = $1",
        id.uuid(),
    )?;
    row.map(|(person, stage, record, body, note, additional, void)| {
        Ok(Used {
            person: PersonId::from_uuid(person),
            stage: Stage::from_code(&stage)
                .ok_or_else(|| Error::inconsistent("decision", "an unknown stage"))?,
            record: RecordId::from_uuid(record),
            ruling: ruling(&body)?,
            note,
            additional,
            void,
        })
    })
    .transpose()
}

/// One of a person's own decisions, with the record it is on.
#[derive(Clone, Debug)]
pub struct Own {
    /// The id.
    pub id: DecisionId,
    /// The record.
    pub record: RecordId,
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// What they decided.
    pub ruling: Ruling,
    /// The note.
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A person's own valid decisions at a stage, newest first.
pub async fn own(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    person: PersonId,
    most: i64,
) -> Result<Vec<Own>, Error> {
    let rows = all!(
        tx,
        (Uuid, Uuid, i64, String, String, Option<String>, i64),
        "select d.decision_id, d.record_id, r.number, r.title, d.ruling, d.note, d.at
         from decision d join record r on r.record_id = d.record_id
         where d.review_id = $1 and d.person_id = $2 and d.stage = $3 and not d.void
         order by d.seq desc limit $4",
        review.uuid(),
        person.uuid(),
        stage.code(),
        most,
    )?;
    rows.into_iter()
        .map(|(id, record, number, title, body, note, at)| {
            Ok(Own {
                id: DecisionId::from_uuid(id),
                record: RecordId::from_uuid(record),
                number: number.try_into().unwrap_or(0),
                title,
                ruling: ruling(&body)?,
                note,
                at: Timestamp::from_micros(at),
            })
        })
        .collect()
}

/// A resolution as a page shows it: outcome, reason, why, when.
pub type ShownResolution = (Outcome, Option<CriterionId>, String, Timestamp);

/// The resolution of a record that is in force.
pub async fn last_resolution(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Veiled<Option<ShownResolution>>, Error> {
    let row = first!(
        tx,
        (String, Option<Uuid>, String, i64),
        "select outcome, reason, why, at from resolution
         where stage = $1 and record_id = $2 order by seq desc limit 1",
        stage.code(),
        record.uuid(),
    )?;
    let shown = row
        .map(|(outcome, reason, why, at)| {
            let outcome = Outcome::from_code(&outcome)
                .ok_or_else(|| Error::inconsistent("resolution", "an unknown outcome"))?;
            Ok::<_, Error>((
                outcome,
                reason.map(CriterionId::from_uuid),
                why,
                Timestamp::from_micros(at),
            ))
        })
        .transpose()?;
    Ok(Veiled::new(shown))
}

/// What one of those who disagree said they agree to.
#[derive(Clone, Debug)]
pub struct Accord {
    /// Who.
    pub person: PersonId,
    /// Where the record should go, and the reason of an exclusion.
    pub wish: Wish,
    /// Why.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// What the parties of an open disagreement said so far, each their last word, oldest first.
pub async fn accords(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Veiled<Vec<Accord>>, Error> {
    let rows = all!(
        tx,
        (Uuid, String, Option<Uuid>, String, i64),
        "select person_id, outcome, reason, why, at from accord
         where stage = $1 and record_id = $2 order by at, person_id",
        stage.code(),
        record.uuid(),
    )?;
    let accords = rows
        .into_iter()
        .map(|(person, outcome, reason, why, at)| {
            let outcome = Outcome::from_code(&outcome)
                .ok_or_else(|| Error::inconsistent("accord", "an unknown outcome"))?;
            Ok(Accord {
                person: PersonId::from_uuid(person),
                wish: (outcome, reason.map(CriterionId::from_uuid)),
                why,
                at: Timestamp::from_micros(at),
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Veiled::new(accords))
}
