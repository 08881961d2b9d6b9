//! What follows when somebody leaves a stage, or the review, or takes a stage up.

use super::settled::{counted, resettle};
use crate::engine::{Tx, all, run};
use crate::error::Error;
use crate::reviews;
use domain::ids::{PersonId, RecordId, ReviewId};
use domain::people::{Membership, Role};
use domain::protocol::Readers;
use domain::screening::{Round, Stage};
use uuid::Uuid;

/// After somebody's role and stages changed (`None`: they were not, or are no longer, a member).
pub(super) async fn after(
    tx: &mut Tx<'_>,
    review: ReviewId,
    person: PersonId,
    before: Option<Membership>,
    now: Option<Membership>,
    at: i64,
) -> Result<(), Error> {
    let looks_on = |m: Membership, stage| m.role == Role::Lead && !m.stages.screens(stage);
    for stage in Stage::ALL {
        let looked = before.is_some_and(|m| looks_on(m, stage));
        if looked && !now.is_some_and(|m| looks_on(m, stage)) {
            remember_seen(tx, review, stage, person).await?;
        }
        let screened = before.is_some_and(|m| m.may_screen(stage));
        if screened && !now.is_some_and(|m| m.may_screen(stage)) {
            ask_no_more(tx, review, stage, person, at).await?;
        }
    }
    Ok(())
}

/// Notes every record of a stage that has decisions as seen by a lead who did not take part, and may
/// do so from now on: what they have seen they are never given to judge (rule 8).
async fn remember_seen(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    person: PersonId,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into seen (review_id, stage, record_id, person_id)
         select distinct d.review_id, d.stage, d.record_id, $3 from decision d
         where d.review_id = $1 and d.stage = $2
         on conflict do nothing",
        review.uuid(),
        stage.code(),
        person.uuid(),
    )?;
    Ok(())
}

/// Where everybody reads everything (in a pilot, or by policy), records that still wait for somebody
/// who is gone need one reader less. No record waits for nobody.
async fn ask_no_more(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    person: PersonId,
    at: i64,
) -> Result<(), Error> {
    let pilots = all!(
        tx,
        (i64,),
        "select m.round from round_member m
         join round r on r.review_id = m.review_id and r.stage = m.stage and r.round = m.round
         where m.review_id = $1 and m.stage = $2 and m.person_id = $3 and r.state = 'open'",
        review.uuid(),
        stage.code(),
        person.uuid(),
    )?;
    for (round,) in pilots {
        run!(
            tx,
            "delete from round_member
             where review_id = $1 and stage = $2 and round = $3 and person_id = $4",
            review.uuid(),
            stage.code(),
            round,
            person.uuid(),
        )?;
        let members = all!(
            tx,
            (Uuid,),
            "select person_id from round_member
             where review_id = $1 and stage = $2 and round = $3",
            review.uuid(),
            stage.code(),
            round,
        )?;
        let left = i64::try_from(members.len()).unwrap_or(i64::MAX);
        need_less(tx, review, stage, round, person, left, at).await?;
    }
    if reviews::policy(tx, review, stage).await?.readers == Readers::Everyone {
        let left = i64::from(reviews::screeners(tx, review, stage).await?);
        let main = i64::from(Round::MAIN.0);
        need_less(tx, review, stage, main, person, left, at).await?;
    }
    Ok(())
}

/// Lowers what waiting records of a round need, where the person has not decided: by one, and never
/// below one.
async fn need_less(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    round: i64,
    person: PersonId,
    left: i64,
    at: i64,
) -> Result<(), Error> {
    let begun = all!(
        tx,
        (Uuid,),
        "select w.record_id from work w
         where w.review_id = $1 and w.stage = $2 and w.round = $3 and w.standing = 'waiting'
           and w.needed > $5 and w.needed > 1 and w.decided > 0
           and not exists (select 1 from decision d where d.stage = w.stage
             and d.record_id = w.record_id and d.person_id = $4 and not d.void)
         order by w.record_id",
        review.uuid(),
        stage.code(),
        round,
        person.uuid(),
        left,
    )?;
    run!(
        tx,
        "update work set needed = needed - 1
         where review_id = $1 and stage = $2 and round = $3 and standing = 'waiting'
           and needed > $5 and needed > 1
           and not exists (select 1 from decision d where d.stage = work.stage
             and d.record_id = work.record_id and d.person_id = $4 and not d.void)",
        review.uuid(),
        stage.code(),
        round,
        person.uuid(),
        left,
    )?;
    for (record,) in begun {
        let record = RecordId::from_uuid(record);
        let before = counted(tx, stage, record).await?;
        resettle(tx, review, stage, record, before, at).await?;
    }
    Ok(())
}
