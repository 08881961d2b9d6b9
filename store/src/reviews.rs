//! Reviews, their criteria, policies, rounds and releases.

use crate::engine::{Tx, all, first};
use crate::error::Error;
use domain::blinding::{Sight, SightFacts};
use domain::ids::{DeclaredId, PersonId, ReviewId};
use domain::log::DeclaredBox;
use domain::people::{Membership, Role, Stages};
use domain::protocol::{Criteria, StagePolicy};
use domain::screening::{Round, Stage};
use domain::time::Timestamp;
use uuid::Uuid;

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// Its title.
    pub title: String,
    /// The question it asks.
    pub question: Option<String>,
    /// When it was started.
    pub started_at: Timestamp,
}

/// A review by id.
pub async fn get(tx: &mut Tx<'_>, review: ReviewId) -> Result<Option<Review>, Error> {
    let row = first!(
        tx,
        (Uuid, String, Option<String>, i64),
        "select review_id, title, question, started_at from review where review_id = $1",
        review.uuid(),
    )?;
    Ok(row.map(|(id, title, question, at)| Review {
        id: ReviewId::from_uuid(id),
        title,
        question,
        started_at: Timestamp::from_micros(at),
    }))
}

/// The reviews a person is a member of, newest first, with what they are in them.
pub async fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
) -> Result<Vec<(Review, Membership)>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        review_id: Uuid,
        title: String,
        question: Option<String>,
        started_at: i64,
        role: String,
        title_abstract: bool,
        full_text: bool,
        coding: bool,
    }
    let rows = all!(
        tx,
        Row,
        "select r.review_id, r.title, r.question, r.started_at, m.role, m.title_abstract,
           m.full_text, m.coding
         from member m join review r on r.review_id = m.review_id
         where m.person_id = $1 and not m.gone
         order by r.started_at desc limit 200",
        person.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            let review = Review {
                id: ReviewId::from_uuid(row.review_id),
                title: row.title,
                question: row.question,
                started_at: Timestamp::from_micros(row.started_at),
            };
            let membership = Membership {
                role: Role::from_code(&row.role)
                    .ok_or_else(|| Error::inconsistent("member", "an unknown role"))?,
                stages: Stages {
                    title_abstract: row.title_abstract,
                    full_text: row.full_text,
                    coding: row.coding,
                },
            };
            Ok((review, membership))
        })
        .collect()
}

/// Every review, for the command line.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<Review>, Error> {
    let rows = all!(
        tx,
        (Uuid, String, Option<String>, i64),
        "select review_id, title, question, started_at from review order by started_at",
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, title, question, at)| Review {
            id: ReviewId::from_uuid(id),
            title,
            question,
            started_at: Timestamp::from_micros(at),
        })
        .collect())
}

/// The seed of a review's random orders.
pub async fn seed(tx: &mut Tx<'_>, review: ReviewId) -> Result<String, Error> {
    first!(
        tx,
        (String,),
        "select seed from review where review_id = $1",
        review.uuid()
    )?
    .map(|(seed,)| seed)
    .ok_or_else(|| Error::inconsistent("review", "not there"))
}

/// The settings of a stage.
pub async fn policy(tx: &mut Tx<'_>, review: ReviewId, stage: Stage) -> Result<StagePolicy, Error> {
    let row = first!(
        tx,
        (String,),
        "select body from policy where review_id = $1 and stage = $2",
        review.uuid(),
        stage.code(),
    )?;
    row.map_or_else(
        || Ok(StagePolicy::default()),
        |(body,)| serde_json::from_str(&body).map_err(|e| Error::inconsistent("policy", e)),
    )
}

/// How many members screen at a stage.
pub async fn screeners(tx: &mut Tx<'_>, review: ReviewId, stage: Stage) -> Result<u16, Error> {
    let members = crate::people::members(tx, review).await?;
    let n = members
        .iter()
        .filter(|m| !m.gone && m.membership.may_screen(stage))
        .count();
    Ok(n.try_into().unwrap_or(u16::MAX))
}

/// The criteria in force; `None` before the first version.
pub async fn criteria(tx: &mut Tx<'_>, review: ReviewId) -> Result<Option<Criteria>, Error> {
    Ok(versions(tx, review, 1)
        .await?
        .pop()
        .map(|(criteria, _)| criteria))
}

/// The last published versions, newest first, each with its instant.
pub async fn versions(
    tx: &mut Tx<'_>,
    review: ReviewId,
    most: i64,
) -> Result<Vec<(Criteria, Timestamp)>, Error> {
    let rows = all!(
        tx,
        (String, i64),
        "select body, at from criteria where review_id = $1 order by version desc limit $2",
        review.uuid(),
        most,
    )?;
    rows.into_iter()
        .map(|(body, at)| {
            let criteria =
                serde_json::from_str(&body).map_err(|e| Error::inconsistent("criteria", e))?;
            Ok((criteria, Timestamp::from_micros(at)))
        })
        .collect()
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundRow {
    /// Its number; 0 is main screening.
    pub round: Round,
    /// Whether decisions are still taken in.
    pub open: bool,
    /// The size of a pilot's sample.
    pub sample: u32,
    /// The seed of a pilot's sample.
    pub seed: u32,
    /// Why main screening was opened without a pilot.
    pub waiver: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was signed off.
    pub closed_at: Option<Timestamp>,
}

/// The rounds of a stage, in the order of opening.
pub async fn rounds(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
) -> Result<Vec<RoundRow>, Error> {
    let rows = all!(
        tx,
        (i64, String, i64, i64, Option<String>, i64, Option<i64>),
        "select round, state, sample, seed, waiver, opened_at, closed_at from round
         where review_id = $1 and stage = $2 order by opened_at, round",
        review.uuid(),
        stage.code(),
    )?;
    Ok(rows
        .into_iter()
        .map(
            |(round, state, sample, seed, waiver, opened, closed)| RoundRow {
                round: Round(round.try_into().unwrap_or(u16::MAX)),
                open: state == "open",
                sample: sample.try_into().unwrap_or(0),
                seed: seed.try_into().unwrap_or(0),
                waiver,
                opened_at: Timestamp::from_micros(opened),
                closed_at: closed.map(Timestamp::from_micros),
            },
        )
        .collect())
}

/// Whether somebody takes part in a pilot.
pub async fn in_pilot(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    round: Round,
    person: PersonId,
) -> Result<bool, Error> {
    Ok(first!(
        tx,
        (Uuid,),
        "select person_id from round_member
         where review_id = $1 and stage = $2 and round = $3 and person_id = $4",
        review.uuid(),
        stage.code(),
        i64::from(round.0),
        person.uuid(),
    )?
    .is_some())
}

/// The people of a pilot.
pub async fn pilot_members(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    round: Round,
) -> Result<Vec<PersonId>, Error> {
    let rows = all!(
        tx,
        (Uuid,),
        "select person_id from round_member
         where review_id = $1 and stage = $2 and round = $3 order by person_id",
        review.uuid(),
        stage.code(),
        i64::from(round.0),
    )?;
    Ok(rows
        .into_iter()
        .map(|(person,)| PersonId::from_uuid(person))
        .collect())
}

/// How far a member sees into a round of a stage.
pub async fn sight(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    round: Round,
    viewer: PersonId,
    membership: Membership,
) -> Result<Sight, Error> {
    let released = first!(
        tx,
        (i64,),
        "select count(*) from (
           select 1 as one from stage_release where review_id = $1 and stage = $2
           union all
           select 1 from round
             where review_id = $1 and stage = $2 and round = $3 and state = 'signed_off') seen",
        review.uuid(),
        stage.code(),
        i64::from(round.0),
    )?
    .is_some_and(|(n,)| n > 0);
    let lifted = has_lifted(tx, review, stage, viewer).await?;
    // Whoever works alone has nobody to be blind to.
    let released = released || is_alone(tx, review, stage, viewer).await?;
    Ok(Sight::of(SightFacts {
        viewer,
        membership,
        stage,
        released,
        lifted,
    }))
}

/// Whether nobody but this person takes part in a stage or has ever decided in it.
async fn is_alone(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    person: PersonId,
) -> Result<bool, Error> {
    let members = crate::people::members(tx, review).await?;
    let others = members
        .iter()
        .any(|m| !m.gone && m.membership.may_screen(stage) && m.person.id != person);
    let me = members
        .iter()
        .any(|m| !m.gone && m.membership.may_screen(stage) && m.person.id == person);
    if others || !me {
        return Ok(false);
    }
    Ok(first!(
        tx,
        (i64,),
        "select n from tally where review_id = $1 and stage = $2 and name = 'decided'
           and person_id <> $3 and n > 0 limit 1",
        review.uuid(),
        stage.code(),
        person.uuid(),
    )?
    .is_none())
}

/// Whether somebody lifted their own blinding at a stage (and so is out of its queue).
pub async fn has_lifted(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    person: PersonId,
) -> Result<bool, Error> {
    Ok(first!(
        tx,
        (Uuid,),
        "select person_id from lifted where review_id = $1 and stage = $2 and person_id = $3",
        review.uuid(),
        stage.code(),
        person.uuid(),
    )?
    .is_some())
}

/// Whether a stage was shown to the team.
pub async fn is_released(tx: &mut Tx<'_>, review: ReviewId, stage: Stage) -> Result<bool, Error> {
    Ok(first!(
        tx,
        (i64,),
        "select at from stage_release where review_id = $1 and stage = $2",
        review.uuid(),
        stage.code(),
    )?
    .is_some())
}

/// A number a team knows only as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its id.
    pub id: DeclaredId,
    /// The box it enters.
    pub within: DeclaredBox,
    /// The number.
    pub n: u64,
    /// The source it is about.
    pub source: String,
    /// Why it is declared.
    pub why: String,
    /// Who declared it.
    pub by: Option<PersonId>,
}

/// The declared counts in force.
pub async fn declared(tx: &mut Tx<'_>, review: ReviewId) -> Result<Vec<Declared>, Error> {
    let rows = all!(
        tx,
        (Uuid, String, i64, String, String, Option<Uuid>),
        "select declared_id, box, n, source, why, person_id from declared
         where review_id = $1 and not withdrawn order by at, declared_id",
        review.uuid(),
    )?;
    rows.into_iter()
        .map(|(id, within, n, source, why, by)| {
            Ok(Declared {
                id: DeclaredId::from_uuid(id),
                within: DeclaredBox::from_code(&within)
                    .ok_or_else(|| Error::inconsistent("declared", "an unknown box"))?,
                n: n.try_into().unwrap_or(0),
                source,
                why,
                by: by.map(PersonId::from_uuid),
            })
        })
        .collect()
}
