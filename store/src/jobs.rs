//! Long work as rows, so that every node sees how far it is and a crash loses nothing.

use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use domain::ids::{JobId, PersonId, ReviewId};
use domain::time::Timestamp;
use uuid::Uuid;

/// A piece of long work.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// The review it belongs to.
    pub review: ReviewId,
    /// Who asked for it.
    pub person: PersonId,
    /// What kind of work.
    pub kind: String,
    /// `draft`, `waiting`, `running`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// What it is to do, as JSON.
    pub body: String,
    /// How much is done, of `total`.
    pub done: u64,
    /// How much there is to do; 0 while unknown.
    pub total: u64,
    /// What it is doing, or why it failed, in words.
    pub words: Option<String>,
    /// Whether somebody asked it to stop.
    pub cancel: bool,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// When it last gave a sign of life.
    pub beat_at: Timestamp,
    /// How often it was taken up. Whoever works on it holds the last turn; a node that was silent
    /// for too long has lost it to another.
    pub turn: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    job_id: Uuid,
    review_id: Uuid,
    person_id: Uuid,
    kind: String,
    state: String,
    body: String,
    done: i64,
    total: i64,
    words: Option<String>,
    cancel: bool,
    made_at: i64,
    beat_at: i64,
    turn: i64,
}

impl Row {
    fn job(self) -> Job {
        Job {
            id: JobId::from_uuid(self.job_id),
            review: ReviewId::from_uuid(self.review_id),
            person: PersonId::from_uuid(self.person_id),
            kind: self.kind,
            state: self.state,
            body: self.body,
            done: self.done.try_into().unwrap_or(0),
            total: self.total.try_into().unwrap_or(0),
            words: self.words,
            cancel: self.cancel,
            made_at: Timestamp::from_micros(self.made_at),
            beat_at: Timestamp::from_micros(self.beat_at),
            turn: self.turn,
        }
    }
}

/// Keeps a new job.
pub async fn make(tx: &mut Tx<'_>, job: &Job) -> Result<(), Error> {
    run!(
        tx,
        "insert into job (job_id, review_id, person_id, kind, state, body, done, total, cancel,
           made_at, beat_at, turn)
         values ($1, $2, $3, $4, $8, $5, 0, 0, $6, $7, $7, 0)",
        job.id.uuid(),
        job.review.uuid(),
        job.person.uuid(),
        &job.kind,
        &job.body,
        false,
        job.made_at.micros(),
        &job.state,
    )?;
    Ok(())
}

/// Lets a draft wait for its turn, with what it is to do now.
pub async fn begin(tx: &mut Tx<'_>, id: JobId, body: &str, now: Timestamp) -> Result<(), Error> {
    run!(
        tx,
        "update job set state = 'waiting', body = $2, beat_at = $3
         where job_id = $1 and state = 'draft'",
        id.uuid(),
        body,
        now.micros(),
    )?;
    Ok(())
}

/// A job of a review.
pub async fn get(tx: &mut Tx<'_>, review: ReviewId, id: JobId) -> Result<Option<Job>, Error> {
    Ok(first!(
        tx,
        Row,
        "select job_id, review_id, person_id, kind, state, body, done, total, words, cancel,
           made_at, beat_at, turn
         from job where job_id = $1 and review_id = $2",
        id.uuid(),
        review.uuid(),
    )?
    .map(Row::job))
}

/// The last jobs of a review, newest first.
pub async fn of_review(tx: &mut Tx<'_>, review: ReviewId, most: i64) -> Result<Vec<Job>, Error> {
    Ok(all!(
        tx,
        Row,
        "select job_id, review_id, person_id, kind, state, body, done, total, words, cancel,
           made_at, beat_at, turn
         from job where review_id = $1 order by made_at desc limit $2",
        review.uuid(),
        most,
    )?
    .into_iter()
    .map(Row::job)
    .collect())
}

/// Takes the oldest job that waits, or whose node has been silent since `silent_since`; marks it as
/// running here.
pub async fn claim(
    tx: &mut Tx<'_>,
    now: Timestamp,
    silent_since: Timestamp,
) -> Result<Option<Job>, Error> {
    let row = first!(
        tx,
        Row,
        "select job_id, review_id, person_id, kind, state, body, done, total, words, cancel,
           made_at, beat_at, turn
         from job
         where (state = 'waiting' or (state = 'running' and beat_at < $1))
           and not exists (select 1 from job other where other.review_id = job.review_id
             and other.state = 'running' and other.beat_at >= $1)
         order by made_at limit 1",
        silent_since.micros(),
    )?;
    let Some(job) = row.map(Row::job) else {
        return Ok(None);
    };
    let taken = run!(
        tx,
        "update job set state = 'running', beat_at = $2, turn = turn + 1
         where job_id = $1 and turn = $3",
        job.id.uuid(),
        now.micros(),
        job.turn,
    )?;
    let turn = job.turn + 1;
    Ok((taken == 1).then_some(Job { turn, ..job }))
}

/// Whether whoever took a job up with this turn still holds it.
pub async fn holds(tx: &mut Tx<'_>, id: JobId, turn: i64) -> Result<bool, Error> {
    Ok(first!(
        tx,
        (i64,),
        "select turn from job where job_id = $1 and turn = $2 and state = 'running'",
        id.uuid(),
        turn,
    )?
    .is_some())
}

/// What a job learns when it gives a sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Go on.
    GoOn,
    /// Somebody asked it to stop.
    Cancelled,
    /// Another node has taken it over.
    TakenOver,
}

/// A sign of life, with how far the job is if that changed (done, total, what it does).
pub async fn beat(
    tx: &mut Tx<'_>,
    id: JobId,
    turn: i64,
    far: Option<(u64, u64, String)>,
    now: Timestamp,
) -> Result<Beat, Error> {
    if !holds(tx, id, turn).await? {
        return Ok(Beat::TakenOver);
    }
    if let Some((done, total, words)) = far {
        run!(
            tx,
            "update job set done = $2, total = $3, words = $4 where job_id = $1",
            id.uuid(),
            i64::try_from(done).unwrap_or(i64::MAX),
            i64::try_from(total).unwrap_or(i64::MAX),
            words,
        )?;
    }
    run!(
        tx,
        "update job set beat_at = $2 where job_id = $1",
        id.uuid(),
        now.micros(),
    )?;
    let row = first!(
        tx,
        (bool,),
        "select cancel from job where job_id = $1",
        id.uuid()
    )?;
    Ok(match row {
        Some((true,)) => Beat::Cancelled,
        _ => Beat::GoOn,
    })
}

/// Ends a job, unless another node has taken it over.
pub async fn end(
    tx: &mut Tx<'_>,
    id: JobId,
    turn: i64,
    state: &'static str,
    words: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    run!(
        tx,
        "update job set state = $2, words = $3, beat_at = $4 where job_id = $1 and turn = $5",
        id.uuid(),
        state,
        words,
        now.micros(),
        turn,
    )?;
    Ok(())
}

/// Asks a job to stop; one that has not begun stops at once.
pub async fn cancel(tx: &mut Tx<'_>, review: ReviewId, id: JobId) -> Result<(), Error> {
    run!(
        tx,
        "update job set state = 'cancelled' where job_id = $1 and review_id = $2
           and state in ('draft', 'waiting')",
        id.uuid(),
        review.uuid(),
    )?;
    run!(
        tx,
        "update job set cancel = $3 where job_id = $1 and review_id = $2
           and state = 'running'",
        id.uuid(),
        review.uuid(),
        true,
    )?;
    Ok(())
}
