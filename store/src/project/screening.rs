//! Rounds, decisions, resolutions and releases.

use super::settled::{counted, recount, resettle};
use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use crate::reviews;
use domain::ids::{PersonId, RecordId, ReviewId};
use domain::log::{Event, Fact};
use domain::protocol::Readers;
use domain::screening::{Round, Stage};
use domain::text::NonBlank;
use uuid::Uuid;

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::inconsistent("event", e))
}

pub(super) async fn project(tx: &mut Tx<'_>, review: ReviewId, event: &Event) -> Result<(), Error> {
    let at = event.at.micros();
    match &event.fact {
        Fact::PilotOpened {
            stage,
            round,
            sample,
            records,
            members,
        } => {
            open(
                tx,
                review,
                *stage,
                *round,
                (sample.records, sample.seed),
                None,
                at,
            )
            .await?;
            for member in members {
                run!(
                    tx,
                    "insert into round_member (review_id, stage, round, person_id)
                     values ($1, $2, $3, $4)",
                    review.uuid(),
                    stage.code(),
                    i64::from(round.0),
                    member.uuid(),
                )?;
            }
            for record in records {
                let before = counted(tx, *stage, *record).await?;
                run!(
                    tx,
                    "update work set round = $3, needed = $4 where stage = $1 and record_id = $2",
                    stage.code(),
                    record.uuid(),
                    i64::from(round.0),
                    i64::try_from(members.len()).unwrap_or(1),
                )?;
                let after = counted(tx, *stage, *record).await?;
                recount(tx, review, *stage, before.as_ref(), after.as_ref()).await?;
            }
            Ok(())
        }
        Fact::RoundSignedOff { stage, round } => {
            run!(
                tx,
                "update round set state = 'signed_off', closed_at = $4
                 where review_id = $1 and stage = $2 and round = $3",
                review.uuid(),
                stage.code(),
                i64::from(round.0),
                at,
            )?;
            Ok(())
        }
        Fact::MainOpened { stage, waiver } => {
            open(tx, review, *stage, Round::MAIN, (0, 0), waiver.as_ref(), at).await?;
            // Where everybody reads everything, "everybody" is who takes part when the round opens.
            let policy = reviews::policy(tx, review, *stage).await?;
            if policy.readers == Readers::Everyone {
                let needed = policy
                    .readers
                    .needed(reviews::screeners(tx, review, *stage).await?);
                run!(
                    tx,
                    "update work set needed = $3
                     where review_id = $1 and stage = $2 and round = 0 and decided = 0
                       and needed <> $3",
                    review.uuid(),
                    stage.code(),
                    i64::from(needed),
                )?;
            }
            Ok(())
        }
        Fact::DecisionMade { .. } => decide(tx, review, event).await,
        Fact::DecisionTakenBack { decision } => {
            let row = first!(
                tx,
                (String, Uuid),
                "select stage, record_id from decision where decision_id = $1",
                decision.uuid(),
            )?;
            let Some((stage, record)) = row else {
                return Ok(());
            };
            let stage = stage_of(&stage)?;
            let record = RecordId::from_uuid(record);
            let before = counted(tx, stage, record).await?;
            run!(
                tx,
                "update decision set void = $2 where decision_id = $1",
                decision.uuid(),
                true,
            )?;
            resettle(tx, review, stage, record, before, at).await
        }
        Fact::ConflictResolved {
            stage,
            record,
            outcome,
            reason,
            why,
            saw,
        } => {
            let before = counted(tx, *stage, *record).await?;
            run!(
                tx,
                "insert into resolution (review_id, stage, record_id, seq, at, person_id, outcome,
                   reason, why, saw)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                review.uuid(),
                stage.code(),
                record.uuid(),
                event.seq,
                at,
                event.actor.map_or(Uuid::nil(), PersonId::uuid),
                outcome.code(),
                reason.map(|r| r.uuid()),
                why.as_str(),
                json(saw)?,
            )?;
            resettle(tx, review, *stage, *record, before, at).await
        }
        Fact::ConsensusSaid {
            stage,
            record,
            outcome,
            reason,
            why,
        } => {
            run!(
                tx,
                "insert into accord (review_id, stage, record_id, person_id, at, outcome, reason, why)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)
                 on conflict (stage, record_id, person_id) do update set at = excluded.at,
                   outcome = excluded.outcome, reason = excluded.reason, why = excluded.why",
                review.uuid(),
                stage.code(),
                record.uuid(),
                event.actor.map_or(Uuid::nil(), PersonId::uuid),
                at,
                outcome.code(),
                reason.map(|r| r.uuid()),
                why.as_str(),
            )?;
            Ok(())
        }
        Fact::StageReleased { stage } => {
            run!(
                tx,
                "insert into stage_release (review_id, stage, at) values ($1, $2, $3)
                 on conflict do nothing",
                review.uuid(),
                stage.code(),
                at,
            )?;
            Ok(())
        }
        Fact::SightLifted { stage } => {
            run!(
                tx,
                "insert into lifted (review_id, stage, person_id) values ($1, $2, $3)
                 on conflict do nothing",
                review.uuid(),
                stage.code(),
                event.actor.map_or(Uuid::nil(), PersonId::uuid),
            )?;
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn open(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    round: Round,
    sample: (u32, u32),
    waiver: Option<&NonBlank>,
    at: i64,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into round (review_id, stage, round, state, sample, seed, waiver, opened_at)
         values ($1, $2, $3, 'open', $4, $5, $6, $7)",
        review.uuid(),
        stage.code(),
        i64::from(round.0),
        i64::from(sample.0),
        i64::from(sample.1),
        waiver.map(NonBlank::as_str),
        at,
    )?;
    Ok(())
}

async fn decide(tx: &mut Tx<'_>, review: ReviewId, event: &Event) -> Result<(), Error> {
    let Fact::DecisionMade {
        decision,
        stage,
        round,
        record,
        ruling,
        note,
        criteria,
    } = &event.fact
    else {
        return Ok(());
    };
    let person = event.actor.map_or(Uuid::nil(), PersonId::uuid);
    // A decision can arrive for a record that was joined to another meanwhile: it counts there.
    let current = first!(
        tx,
        (Option<Uuid>,),
        "select merged_into from record where record_id = $1",
        record.uuid(),
    )?;
    let current = match current {
        Some((Some(into),)) => RecordId::from_uuid(into),
        _ => *record,
    };
    let before = counted(tx, *stage, current).await?;
    let complete = first!(
        tx,
        (i64, i64),
        "select w.needed, (select count(distinct d.person_id) from decision d
           where d.stage = w.stage and d.record_id = w.record_id and not d.void
             and d.person_id <> $3)
         from work w where w.stage = $1 and w.record_id = $2",
        stage.code(),
        current.uuid(),
        person,
    )?
    .is_some_and(|(needed, others)| others >= needed);
    let released = first!(
        tx,
        (i64,),
        "select count(*) from (
           select 1 as one from stage_release where review_id = $1 and stage = $2
           union all
           select 1 from round where review_id = $1 and stage = $2 and round = $3
             and state = 'signed_off'
           union all
           select 1 from lifted where review_id = $1 and stage = $2 and person_id = $4
           union all
           select 1 from seen where stage = $2 and record_id = $5 and person_id = $4) shown",
        review.uuid(),
        stage.code(),
        i64::from(round.0),
        person,
        current.uuid(),
    )?
    .is_some_and(|(n,)| n > 0);
    run!(
        tx,
        "insert into decision (decision_id, review_id, stage, round, record_id, origin, person_id,
           seq, at, ruling, verdict, note, criteria, additional, independent, void)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        decision.uuid(),
        review.uuid(),
        stage.code(),
        i64::from(round.0),
        current.uuid(),
        record.uuid(),
        person,
        event.seq,
        event.at.micros(),
        json(ruling)?,
        ruling.verdict().code(),
        note.as_ref().map(NonBlank::as_str),
        i64::from(*criteria),
        complete,
        !released,
        false,
    )?;
    resettle(tx, review, *stage, current, before, event.at.micros()).await
}

pub(super) fn stage_of(code: &str) -> Result<Stage, Error> {
    Stage::from_code(code).ok_or_else(|| Error::inconsistent("decision", "an unknown stage"))
}

/// People with a valid decision on a record at a stage, each with their verdicts.
pub(super) async fn verdicts(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
) -> Result<Vec<(Uuid, String)>, Error> {
    all!(
        tx,
        (Uuid, String),
        "select distinct person_id, verdict from decision
         where stage = $1 and record_id = $2 and not void",
        stage.code(),
        record.uuid(),
    )
}
