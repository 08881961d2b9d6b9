//! Work queues: who is given which record next (rule 7), and lists of what waits to be resolved.

use crate::engine::{Tx, all, first};
use crate::error::Error;
use domain::blinding::Veiled;
use domain::ids::{CriterionId, PersonId, RecordId, ReviewId};
use domain::screening::{Outcome, Ring, Round, Stage};
use domain::time::Timestamp;
use uuid::Uuid;

/// A record in a round, as deciding on it needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The round.
    pub round: Round,
    /// How many people must decide.
    pub needed: u16,
    /// How many did.
    pub decided: u16,
}

/// Where a record is at a stage; `None` if it is not there, or not visible.
pub async fn place(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    record: RecordId,
) -> Result<Option<Place>, Error> {
    let row = first!(
        tx,
        (i64, i64, i64),
        "select w.round, w.needed, w.decided from work w
         join import i on i.import_id = w.import_id
         where w.stage = $1 and w.record_id = $2 and w.review_id = $3 and i.visible",
        stage.code(),
        record.uuid(),
        review.uuid(),
    )?;
    Ok(row.map(|(round, needed, decided)| Place {
        round: Round(round.try_into().unwrap_or(u16::MAX)),
        needed: needed.try_into().unwrap_or(u16::MAX),
        decided: decided.try_into().unwrap_or(u16::MAX),
    }))
}

/// What a queue is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The review.
    pub review: ReviewId,
    /// The stage.
    pub stage: Stage,
    /// The round.
    pub round: Round,
    /// For whom.
    pub person: PersonId,
    /// Where they start on the ring.
    pub start: Ring,
    /// Now, for leases that ran out.
    pub now: Timestamp,
    /// How many records.
    pub most: i64,
}

/// The next records for a person: first those they hold, the last taken before the others (one
/// they took a decision back on comes up at once), then those somebody else has decided on
/// already (so that pairs close), then fresh ones, each in the person's own order. Never one they
/// decided, or on which they have seen others' decisions, never one that enough people hold or have
/// decided.
pub async fn next(tx: &mut Tx<'_>, asked: Asked) -> Result<Vec<RecordId>, Error> {
    let mut found: Vec<RecordId> = Vec::new();
    let held = all!(
        tx,
        (Uuid,),
        "select l.record_id from lease l
         join work w on w.stage = l.stage and w.record_id = l.record_id
         join import i on i.import_id = w.import_id
         where l.review_id = $1 and l.person_id = $2 and l.stage = $3 and l.expires_at > $4
           and w.round = $5 and w.standing = 'waiting' and i.visible
           and (w.stage <> 'full_text' or exists (select 1 from report p
             join work t on t.record_id = p.record_id and t.stage = 'title_abstract'
             where p.record_id = w.record_id and p.state = 'retrieved' and t.outcome = 'include'))
           and not exists (select 1 from decision d where d.stage = l.stage
             and d.record_id = l.record_id and d.person_id = $2 and not d.void)
           and not exists (select 1 from seen s where s.stage = l.stage
             and s.record_id = l.record_id and s.person_id = $2)
         order by l.expires_at desc, l.record_id limit $6",
        asked.review.uuid(),
        asked.person.uuid(),
        asked.stage.code(),
        asked.now.micros(),
        i64::from(asked.round.0),
        asked.most,
    )?;
    found.extend(
        held.into_iter()
            .map(|(record,)| RecordId::from_uuid(record)),
    );
    let started = "select w.record_id from work w
         join import i on i.import_id = w.import_id
         where w.review_id = $1 and w.stage = $2 and w.round = $3 and w.standing = 'waiting'
           and w.decided > 0 and w.ring >= $4 and w.ring < $5 and i.visible
           and (w.stage <> 'full_text' or exists (select 1 from report p
             join work t on t.record_id = p.record_id and t.stage = 'title_abstract'
             where p.record_id = w.record_id and p.state = 'retrieved' and t.outcome = 'include'))
           and not exists (select 1 from decision d where d.stage = w.stage
             and d.record_id = w.record_id and d.person_id = $6 and not d.void)
           and not exists (select 1 from lease l where l.stage = w.stage
             and l.record_id = w.record_id and l.person_id = $6 and l.expires_at > $7)
           and not exists (select 1 from seen s where s.stage = w.stage
             and s.record_id = w.record_id and s.person_id = $6)
           and w.decided + (select count(*) from lease l where l.stage = w.stage
             and l.record_id = w.record_id and l.person_id <> $6 and l.expires_at > $7
             and not exists (select 1 from decision d where d.stage = l.stage
               and d.record_id = l.record_id and d.person_id = l.person_id and not d.void))
             < w.needed
         order by w.ring limit $8";
    let fresh = "select w.record_id from work w
         join import i on i.import_id = w.import_id
         where w.review_id = $1 and w.stage = $2 and w.round = $3 and w.standing = 'waiting'
           and w.decided = 0 and w.ring >= $4 and w.ring < $5 and i.visible
           and (w.stage <> 'full_text' or exists (select 1 from report p
             join work t on t.record_id = p.record_id and t.stage = 'title_abstract'
             where p.record_id = w.record_id and p.state = 'retrieved' and t.outcome = 'include'))
           and not exists (select 1 from lease l where l.stage = w.stage
             and l.record_id = w.record_id and l.person_id = $6 and l.expires_at > $7)
           and not exists (select 1 from seen s where s.stage = w.stage
             and s.record_id = w.record_id and s.person_id = $6)
           and (select count(*) from lease l where l.stage = w.stage
             and l.record_id = w.record_id and l.person_id <> $6 and l.expires_at > $7) < w.needed
         order by w.ring limit $8";
    let halves = [(asked.start.0, i64::MAX), (i64::MIN, asked.start.0)];
    for sql in [started, fresh] {
        for (from, to) in halves {
            let left = asked.most - i64::try_from(found.len()).unwrap_or(asked.most);
            if left <= 0 {
                return Ok(found);
            }
            let rows = all!(
                tx,
                (Uuid,),
                sql,
                asked.review.uuid(),
                asked.stage.code(),
                i64::from(asked.round.0),
                from,
                to,
                asked.person.uuid(),
                asked.now.micros(),
                left,
            )?;
            found.extend(
                rows.into_iter()
                    .map(|(record,)| RecordId::from_uuid(record)),
            );
        }
    }
    Ok(found)
}

/// How many records of a round wait, but not for this person, who has seen what others decided on
/// them. Nothing for nearly everybody; for who led without taking part, what was decided until then.
pub async fn seen_waiting(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    round: Round,
    person: PersonId,
) -> Result<u64, Error> {
    let row = first!(
        tx,
        (i64,),
        "select count(*) from seen s
         join work w on w.stage = s.stage and w.record_id = s.record_id
         where s.review_id = $1 and s.person_id = $2 and s.stage = $3 and w.round = $4
           and w.standing = 'waiting'
           and not exists (select 1 from decision d where d.stage = s.stage
             and d.record_id = s.record_id and d.person_id = $2 and not d.void)",
        review.uuid(),
        person.uuid(),
        stage.code(),
        i64::from(round.0),
    )?;
    Ok(row.map_or(0, |(n,)| n.try_into().unwrap_or(0)))
}

/// A record that waits to be resolved, or was.
#[derive(Clone, Debug)]
pub struct Case {
    /// The record.
    pub record: RecordId,
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Its authors, separated by semicolons.
    pub authors: String,
    /// Its year.
    pub year: Option<u16>,
    /// How it stands: `conflict`, `stale`, `reason_open` or `resolved`.
    pub standing: String,
    /// Where it goes, if that is settled.
    pub outcome: Option<Outcome>,
    /// The reason proposed where only the reason is open.
    pub proposed: Option<CriterionId>,
    /// Since when it stands so.
    pub since: Timestamp,
}

type CaseRow = (
    Uuid,
    i64,
    String,
    String,
    Option<i64>,
    String,
    Option<String>,
    Option<Uuid>,
    i64,
);

/// Disagreements of a stage, oldest first: open ones (conflicts, stale resolutions, open reasons at
/// full text), or resolved ones.
pub async fn cases(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    resolved: bool,
    most: i64,
) -> Result<Veiled<Vec<Case>>, Error> {
    let open = "select w.record_id, r.number, r.title, r.authors, r.year, w.standing, w.outcome,
           w.proposed, w.since
         from work w join counted_record r on r.record_id = w.record_id
         where w.review_id = $1 and w.stage = $2
           and w.standing in ('conflict', 'stale', 'reason_open')
           and (w.standing <> 'reason_open' or w.stage = 'full_text')
         order by w.since, r.number limit $3";
    let done = "select w.record_id, r.number, r.title, r.authors, r.year, w.standing, w.outcome,
           w.proposed, w.since
         from work w join counted_record r on r.record_id = w.record_id
         where w.review_id = $1 and w.stage = $2 and w.standing = 'resolved'
         order by w.since desc, r.number limit $3";
    let sql = if resolved { done } else { open };
    let rows = all!(tx, CaseRow, sql, review.uuid(), stage.code(), most)?;
    let cases = rows
        .into_iter()
        .map(
            |(record, number, title, authors, year, standing, outcome, proposed, since)| Case {
                record: RecordId::from_uuid(record),
                number: number.try_into().unwrap_or(0),
                title,
                authors,
                year: year.and_then(|year| year.try_into().ok()),
                standing,
                outcome: outcome.as_deref().and_then(Outcome::from_code),
                proposed: proposed.map(CriterionId::from_uuid),
                since: Timestamp::from_micros(since),
            },
        )
        .collect();
    Ok(Veiled::new(cases))
}

/// How a record stands at a stage.
pub async fn standing(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Veiled<Option<(String, Option<Outcome>)>>, Error> {
    let row = first!(
        tx,
        (String, Option<String>),
        "select standing, outcome from work where stage = $1 and record_id = $2",
        stage.code(),
        record.uuid(),
    )?;
    Ok(Veiled::new(row.map(|(standing, outcome)| {
        (standing, outcome.as_deref().and_then(Outcome::from_code))
    })))
}

/// Records at a stage that a pilot sample can be drawn from: untouched, in ring order.
pub async fn untouched(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
) -> Result<Vec<RecordId>, Error> {
    let rows = all!(
        tx,
        (Uuid,),
        "select w.record_id from work w join import i on i.import_id = w.import_id
         where w.review_id = $1 and w.stage = $2 and w.round = 0 and w.decided = 0
           and w.standing = 'waiting' and i.visible
         order by w.ring",
        review.uuid(),
        stage.code(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(record,)| RecordId::from_uuid(record))
        .collect())
}

/// The reason proposed where all exclude for different ones.
pub async fn proposed(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Veiled<Option<CriterionId>>, Error> {
    let row = first!(
        tx,
        (Option<Uuid>,),
        "select proposed from work where stage = $1 and record_id = $2",
        stage.code(),
        record.uuid(),
    )?;
    Ok(Veiled::new(
        row.and_then(|(reason,)| reason).map(CriterionId::from_uuid),
    ))
}
