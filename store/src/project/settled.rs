//! What follows when the decisions on a record change: its standing, the tallies, its report.

use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use crate::{decisions, reviews, tally};
use domain::ids::{PersonId, RecordId, ReportId, ReviewId, StudyId};
use domain::retrieval::RetrievalState;
use domain::screening::{Outcome, Stage, Standing, settle};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A record at a stage, as far as the tallies count it.
pub(super) struct Counted {
    round: i64,
    name: String,
    deciders: BTreeSet<Uuid>,
}

/// The name under which a standing is counted.
fn name_of(standing: &str, outcome: Option<&str>) -> String {
    outcome.map_or_else(
        || standing.to_owned(),
        |outcome| format!("{standing}_{outcome}"),
    )
}

/// How a record is counted now; `None` if it is not at the stage.
pub(super) async fn counted(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Option<Counted>, Error> {
    let row = first!(
        tx,
        (i64, String, Option<String>),
        "select round, standing, outcome from work where stage = $1 and record_id = $2",
        stage.code(),
        record.uuid(),
    )?;
    let Some((round, standing, outcome)) = row else {
        return Ok(None);
    };
    let deciders = all!(
        tx,
        (Uuid,),
        "select distinct person_id from decision
         where stage = $1 and record_id = $2 and not void",
        stage.code(),
        record.uuid(),
    )?;
    Ok(Some(Counted {
        round,
        name: name_of(&standing, outcome.as_deref()),
        deciders: deciders.into_iter().map(|(person,)| person).collect(),
    }))
}

/// Brings the tallies from one count of a record to the next.
pub(super) async fn recount(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    before: Option<&Counted>,
    after: Option<&Counted>,
) -> Result<(), Error> {
    let mut changes: BTreeMap<(i64, Uuid, String), i64> = BTreeMap::new();
    for (counted, sign) in [(before, -1), (after, 1)] {
        let Some(counted) = counted else { continue };
        let mut add = |person: Uuid, name: &str| {
            *changes
                .entry((counted.round, person, name.to_owned()))
                .or_default() += sign;
        };
        add(Uuid::nil(), &counted.name);
        for person in &counted.deciders {
            add(*person, "decided");
            if counted.name == "waiting" {
                add(*person, "decided_waiting");
            }
        }
    }
    for ((round, person, name), by) in changes {
        tally::add(tx, review, stage.code(), round, person, &name, by).await?;
    }
    Ok(())
}

/// Settles a record anew after its decisions or resolutions changed, and lets follow what follows.
pub(super) async fn resettle(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    record: RecordId,
    before: Option<Counted>,
    at: i64,
) -> Result<(), Error> {
    let row = first!(
        tx,
        (i64,),
        "select needed from work where stage = $1 and record_id = $2",
        stage.code(),
        record.uuid(),
    )?;
    let Some((needed,)) = row else {
        return Ok(());
    };
    let policy = reviews::policy(tx, review, stage).await?;
    let by_rank = reviews::criteria(tx, review)
        .await?
        .map(|c| c.reason_ids(stage))
        .unwrap_or_default();
    let decided = decisions::of_record(tx, stage, record)
        .await?
        .for_settling();
    let resolutions = decisions::resolutions(tx, stage, record)
        .await?
        .for_settling();
    let standing = settle(
        stage,
        &policy,
        u16::try_from(needed).unwrap_or(u16::MAX),
        &decided,
        &resolutions,
        &by_rank,
    );
    let people: BTreeSet<PersonId> = decided
        .iter()
        .filter(|d| !d.void)
        .map(|d| d.person)
        .collect();
    let proposed = match &standing {
        Standing::ReasonOpen { proposed } => *proposed,
        _ => None,
    };
    run!(
        tx,
        "update work set decided = $3, standing = $4, outcome = $5, reason = $6, proposed = $7,
           since = case when standing = $4 then since else $8 end
         where stage = $1 and record_id = $2",
        stage.code(),
        record.uuid(),
        i64::try_from(people.len()).unwrap_or(i64::MAX),
        standing.code(),
        standing.outcome().map(Outcome::code),
        standing.reason().map(|r| r.uuid()),
        proposed.map(|r| r.uuid()),
        at,
    )?;
    if !standing.wants_resolving() {
        // What the parties said was about a disagreement that is no more.
        run!(
            tx,
            "delete from accord where stage = $1 and record_id = $2",
            stage.code(),
            record.uuid(),
        )?;
    }
    let after = counted(tx, stage, record).await?;
    recount(tx, review, stage, before.as_ref(), after.as_ref()).await?;
    if stage == Stage::TitleAbstract && standing.outcome() == Some(Outcome::Include) {
        go_forward(tx, review, record, at).await?;
    }
    Ok(())
}

/// A record that goes on to full text leads to a report, which stays whatever happens later.
async fn go_forward(
    tx: &mut Tx<'_>,
    review: ReviewId,
    record: RecordId,
    at: i64,
) -> Result<(), Error> {
    let report = ReportId::of_record(record);
    run!(
        tx,
        "insert into report (report_id, review_id, record_id, study_id, state, changed_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        report.uuid(),
        review.uuid(),
        record.uuid(),
        StudyId::of_report(report).uuid(),
        RetrievalState::ToSeek.code(),
        at,
    )?;
    Ok(())
}
