//! Stored counts, so that no page counts a whole table. They are projections: written while events
//! are projected, and equal to a recount at any moment.

use crate::engine::{Tx, all, run};
use crate::error::Error;
use domain::blinding::Veiled;
use domain::ids::{PersonId, ReviewId};
use domain::screening::{Round, Stage};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

pub(crate) async fn add(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: &str,
    round: i64,
    person: Uuid,
    name: &str,
    by: i64,
) -> Result<(), Error> {
    if by == 0 {
        return Ok(());
    }
    run!(
        tx,
        "insert into tally (review_id, stage, round, person_id, name, n)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (review_id, stage, round, person_id, name)
         do update set n = tally.n + excluded.n",
        review.uuid(),
        stage,
        round,
        person,
        name,
        by,
    )?;
    Ok(())
}

/// Records of a round by where they stand: the names are `standing` or `standing_outcome`.
/// Everything but `waiting` tells what people decided.
pub async fn by_standing(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
) -> Result<Veiled<BTreeMap<(Round, String), u64>>, Error> {
    let rows = all!(
        tx,
        (i64, String, i64),
        "select round, name, n from tally
         where review_id = $1 and stage = $2 and person_id = $3 and n <> 0",
        review.uuid(),
        stage.code(),
        Uuid::nil(),
    )?;
    let map = rows.into_iter().map(|(round, name, n)| {
        (
            (Round(round.try_into().unwrap_or(u16::MAX)), name),
            n.try_into().unwrap_or(0),
        )
    });
    Ok(Veiled::new(map.collect()))
}

/// How far a round has come: how many records it has and how many of them wait for decisions. That
/// others decided may be known; what they decided is not in these numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoundProgress {
    /// Records in the round.
    pub records: u64,
    /// Of them, records that still need somebody's decision.
    pub waiting: u64,
}

/// Progress of each round of a stage.
pub async fn progress(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
) -> Result<BTreeMap<Round, RoundProgress>, Error> {
    let counts = by_standing(tx, review, stage).await?.for_settling();
    let mut rounds: BTreeMap<Round, RoundProgress> = BTreeMap::new();
    for ((round, name), n) in counts {
        let progress = rounds.entry(round).or_default();
        progress.records += n;
        if name == "waiting" {
            progress.waiting += n;
        }
    }
    Ok(rounds)
}

/// One person's work in a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnProgress {
    /// Records they decided on.
    pub decided: u64,
    /// Of them, records that still wait for somebody else.
    pub decided_waiting: u64,
}

/// Each person's work in a stage, by round.
pub async fn own_progress(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
) -> Result<BTreeMap<(Round, PersonId), OwnProgress>, Error> {
    let rows = all!(
        tx,
        (i64, Uuid, String, i64),
        "select round, person_id, name, n from tally
         where review_id = $1 and stage = $2 and person_id <> $3 and n <> 0",
        review.uuid(),
        stage.code(),
        Uuid::nil(),
    )?;
    let mut people: BTreeMap<(Round, PersonId), OwnProgress> = BTreeMap::new();
    for (round, person, name, n) in rows {
        let round = Round(round.try_into().unwrap_or(u16::MAX));
        let progress = people
            .entry((round, PersonId::from_uuid(person)))
            .or_default();
        let n = n.try_into().unwrap_or(0);
        match name.as_str() {
            "decided" => progress.decided = n,
            "decided_waiting" => progress.decided_waiting = n,
            _ => {}
        }
    }
    Ok(people)
}

/// How many records somebody decided on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Who.
    pub person: PersonId,
    /// The day in UTC, counted from 1 January 1970.
    pub day: i64,
    /// Decisions made.
    pub decided: u64,
    /// The last of them.
    pub last: Timestamp,
}

/// Decisions at a stage by person and day: numbers only, nothing about what was decided.
pub async fn days(tx: &mut Tx<'_>, review: ReviewId, stage: Stage) -> Result<Vec<Day>, Error> {
    let rows = all!(
        tx,
        (Uuid, i64, i64, i64),
        "select person_id, at / 86400000000, count(*), max(at) from decision
         where review_id = $1 and stage = $2 and not void
         group by person_id, at / 86400000000 order by person_id, 2",
        review.uuid(),
        stage.code(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(person, day, n, last)| Day {
            person: PersonId::from_uuid(person),
            day,
            decided: n.try_into().unwrap_or(0),
            last: Timestamp::from_micros(last),
        })
        .collect())
}
