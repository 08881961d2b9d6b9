//! A review's title, people, criteria, policies and declared counts.

use super::leaving;
use super::settled::{counted, resettle};
use crate::engine::{Tx, all, run};
use crate::error::Error;
use domain::ids::{PersonId, RecordId, ReviewId};
use domain::log::{Event, Fact};
use domain::people::{Membership, Role, Stages};
use domain::protocol::StagePolicy;
use domain::screening::{Stage, Verdict};
use domain::text::NonBlank;
use serde::Serialize;
use uuid::Uuid;

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::inconsistent("event", e))
}

pub(super) async fn project(tx: &mut Tx<'_>, review: ReviewId, event: &Event) -> Result<(), Error> {
    let at = event.at.micros();
    let actor = event.actor.map(PersonId::uuid);
    match &event.fact {
        Fact::ReviewStarted {
            title,
            question,
            seed,
            title_abstract,
            full_text,
        } => {
            run!(
                tx,
                "insert into review (review_id, title, question, seed, started_at, started_by)
                 values ($1, $2, $3, $4, $5, $6)",
                review.uuid(),
                title.as_str(),
                question.as_ref().map(NonBlank::as_str),
                seed,
                at,
                actor,
            )?;
            set_policy(tx, review, Stage::TitleAbstract, title_abstract).await?;
            set_policy(tx, review, Stage::FullText, full_text).await?;
        }
        Fact::ReviewDescribed { title, question } => {
            run!(
                tx,
                "update review set title = $2, question = $3 where review_id = $1",
                review.uuid(),
                title.as_str(),
                question.as_ref().map(NonBlank::as_str),
            )?;
        }
        Fact::MemberJoined {
            person,
            role,
            stages,
        }
        | Fact::MemberChanged {
            person,
            role,
            stages,
        } => {
            let before = crate::people::membership(tx, review, *person).await?;
            set_member(tx, review, *person, *role, *stages, at).await?;
            let after = Membership {
                role: *role,
                stages: *stages,
            };
            leaving::after(tx, review, *person, before, Some(after), at).await?;
        }
        Fact::MemberLeft { person } => {
            let before = crate::people::membership(tx, review, *person).await?;
            run!(
                tx,
                "update member set gone = $3 where review_id = $1 and person_id = $2",
                review.uuid(),
                person.uuid(),
                true,
            )?;
            leaving::after(tx, review, *person, before, None, at).await?;
        }
        Fact::CriteriaPublished { criteria } => {
            run!(
                tx,
                "insert into criteria (review_id, version, at, person_id, body)
                 values ($1, $2, $3, $4, $5)",
                review.uuid(),
                i64::from(criteria.version),
                at,
                actor,
                json(criteria)?,
            )?;
        }
        Fact::PolicyChanged { stage, policy } => {
            let before = crate::reviews::policy(tx, review, *stage).await?;
            set_policy(tx, review, *stage, policy).await?;
            if before.unsure_goes_forward != policy.unsure_goes_forward {
                settle_maybes(tx, review, *stage, at).await?;
            }
        }
        Fact::CountDeclared {
            count,
            within,
            n,
            source,
            why,
        } => {
            run!(
                tx,
                "insert into declared
                   (declared_id, review_id, box, n, source, why, person_id, at, withdrawn)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                count.uuid(),
                review.uuid(),
                within.code(),
                i64::try_from(*n).unwrap_or(i64::MAX),
                source.as_str(),
                why.as_str(),
                actor,
                at,
                false,
            )?;
        }
        Fact::CountWithdrawn { count } => {
            run!(
                tx,
                "update declared set withdrawn = $3 where review_id = $1 and declared_id = $2",
                review.uuid(),
                count.uuid(),
                true,
            )?;
        }
        _ => {}
    }
    Ok(())
}

/// Settles anew every record on which somebody said maybe, since what that means has changed.
async fn settle_maybes(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    at: i64,
) -> Result<(), Error> {
    let records = all!(
        tx,
        (Uuid,),
        "select distinct record_id from decision
         where review_id = $1 and stage = $2 and verdict = $3 and not void order by record_id",
        review.uuid(),
        stage.code(),
        Verdict::Unsure.code(),
    )?;
    for (record,) in records {
        let record = RecordId::from_uuid(record);
        let before = counted(tx, stage, record).await?;
        resettle(tx, review, stage, record, before, at).await?;
    }
    Ok(())
}

async fn set_policy(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    policy: &StagePolicy,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into policy (review_id, stage, body) values ($1, $2, $3)
         on conflict (review_id, stage) do update set body = excluded.body",
        review.uuid(),
        stage.code(),
        json(policy)?,
    )?;
    Ok(())
}

async fn set_member(
    tx: &mut Tx<'_>,
    review: ReviewId,
    person: PersonId,
    role: Role,
    stages: Stages,
    at: i64,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into member
           (review_id, person_id, role, title_abstract, full_text, coding, joined_at, gone)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (review_id, person_id) do update set role = excluded.role,
           title_abstract = excluded.title_abstract, full_text = excluded.full_text,
           coding = excluded.coding, gone = excluded.gone",
        review.uuid(),
        person.uuid(),
        role.code(),
        stages.title_abstract,
        stages.full_text,
        stages.coding,
        at,
        false,
    )?;
    Ok(())
}
