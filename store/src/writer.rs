//! The one way to change anything: closures, run one after another, committed together.
//!
//! Waiting closures are taken as a batch and run in one transaction, each inside a savepoint. One
//! commit makes all of them durable, then each is answered. A closure that the rules refuse is
//! rolled back to its savepoint and answered with its refusal. If the database itself fails, the
//! connection is thrown away, and the closures run again on a fresh one, each in a transaction of
//! its own, so that one that can't succeed harms no other.

use crate::engine::Tx;
use crate::error::{Error, Refusable};
use crate::open::{Connection, Grown, Inner};
use crate::{dialect, log};
use domain::log::{Chain, Hash};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// The most closures that run in one transaction.
const BATCH: usize = 128;
/// The most closures that may wait on one node.
const WAITING: usize = 2_048;

/// How a closure ended, as far as the writer must know.
enum Ended {
    Kept,
    Refused,
    Fault(Failed),
}

/// Why nothing of a batch was kept, and whether another try may do better.
struct Failed {
    error: Error,
    again: bool,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        let again = retriable(&error);
        Self { error, again }
    }
}

type Attempt = dyn for<'t, 'c> FnMut(&'t mut Tx<'c>) -> BoxFuture<'t, Ended> + Send;

pub(crate) struct Waiting {
    chains: Vec<Chain>,
    attempt: Box<Attempt>,
    answer: oneshot::Sender<Result<(), Error>>,
}

/// The closures that wait, by the chain that orders them.
#[derive(Default)]
pub(crate) struct Queues {
    lanes: HashMap<Option<Chain>, VecDeque<Waiting>>,
    waiting: usize,
    closing: bool,
}

impl Queues {
    /// Lets nothing more in.
    pub(crate) fn close(&mut self) {
        self.closing = true;
    }
    /// Whether all that came in was answered.
    pub(crate) fn idle(&self) -> bool {
        self.lanes.is_empty()
    }
}

/// Queues one write and waits until it is on disk (or refused).
pub(crate) async fn write<I, T, E>(
    inner: &Arc<Inner>,
    chains: &[Chain],
    input: I,
    f: for<'t, 'c> fn(&'t mut Tx<'c>, I) -> BoxFuture<'t, Result<T, E>>,
) -> Result<T, E>
where
    I: Clone + Send + 'static,
    T: Send + 'static,
    E: Refusable,
{
    let slot: Arc<Mutex<Option<Result<T, E>>>> = Arc::new(Mutex::new(None));
    let result = Arc::clone(&slot);
    let attempt: Box<Attempt> = Box::new(move |tx| {
        let input = input.clone();
        let slot = Arc::clone(&slot);
        async move {
            let outcome = f(tx, input).await;
            let ended = match &outcome {
                Ok(_) => Ended::Kept,
                Err(error) => match error.store_error() {
                    Some(inner) if inner.is_fault() => Ended::Fault(Failed {
                        again: retriable(inner),
                        error: clone_of(inner),
                    }),
                    _ => Ended::Refused,
                },
            };
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            ended
        }
        .boxed()
    });
    let (answer, answered) = oneshot::channel();
    let mut ordered: Vec<Chain> = chains.to_vec();
    ordered.sort_unstable();
    ordered.dedup();
    enter(
        inner,
        Waiting {
            chains: ordered,
            attempt,
            answer,
        },
    )
    .map_err(E::from)?;
    let told = answered.await.unwrap_or(Err(Error::Closing));
    let outcome = result.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (told, outcome) {
        (Ok(()), Some(outcome)) => outcome,
        (Ok(()), None) => Err(E::from(Error::Panicked)),
        // The closure's own account of a fault says more than ours.
        (Err(_), Some(Err(error))) if error.store_error().is_some() => Err(error),
        (Err(error), _) => Err(E::from(error)),
    }
}

fn enter(inner: &Arc<Inner>, waiting: Waiting) -> Result<(), Error> {
    // SQLite has one writer; on PostgreSQL each review has one.
    let lane = if inner.is_sqlite() {
        None
    } else {
        waiting.chains.first().copied()
    };
    let mut queues = inner.queues.lock().unwrap_or_else(PoisonError::into_inner);
    if queues.closing {
        return Err(Error::Closing);
    }
    if queues.waiting >= WAITING {
        return Err(Error::Busy);
    }
    queues.waiting += 1;
    if let Some(line) = queues.lanes.get_mut(&lane) {
        line.push_back(waiting);
    } else {
        queues.lanes.insert(lane, VecDeque::from([waiting]));
        tokio::spawn(work(Arc::clone(inner), lane));
    }
    Ok(())
}

/// Works one lane until nothing waits in it.
async fn work(inner: Arc<Inner>, lane: Option<Chain>) {
    loop {
        let batch: Vec<Waiting> = {
            let mut queues = inner.queues.lock().unwrap_or_else(PoisonError::into_inner);
            let line = queues.lanes.entry(lane).or_default();
            let count = line.len().min(BATCH);
            let batch: Vec<Waiting> = line.drain(..count).collect();
            if batch.is_empty() {
                queues.lanes.remove(&lane);
                return;
            }
            queues.waiting -= batch.len();
            batch
        };
        commit(&inner, batch).await;
    }
}

/// Runs a batch in one transaction; if the database fails under it, each one alone.
async fn commit(inner: &Arc<Inner>, mut batch: Vec<Waiting>) {
    match together(inner, &mut batch).await {
        Ok(grown) => {
            for waiting in batch {
                // Whoever asked may have gone; what was saved is saved.
                drop(waiting.answer.send(Ok(())));
            }
            inner.announce(&grown);
        }
        Err(failed) if batch.len() == 1 && !failed.again => {
            for waiting in batch {
                drop(waiting.answer.send(Err(clone_of(&failed.error))));
            }
        }
        Err(_) => {
            for waiting in batch {
                alone(inner, waiting).await;
            }
        }
    }
}

async fn alone(inner: &Arc<Inner>, waiting: Waiting) {
    let mut one = vec![waiting];
    let mut tries = 0;
    loop {
        tries += 1;
        match together(inner, &mut one).await {
            Ok(grown) => {
                for waiting in one {
                    drop(waiting.answer.send(Ok(())));
                }
                inner.announce(&grown);
                return;
            }
            Err(failed) if tries < 4 && failed.again => {
                tokio::time::sleep(std::time::Duration::from_millis(20 << tries)).await;
            }
            Err(failed) => {
                for waiting in one {
                    drop(waiting.answer.send(Err(clone_of(&failed.error))));
                }
                return;
            }
        }
    }
}

/// Deadlocks and lost connections are worth another try; a full disk is not.
fn retriable(error: &Error) -> bool {
    match error {
        Error::Driver(sqlx::Error::Io(_) | sqlx::Error::PoolClosed) => true,
        Error::Driver(sqlx::Error::Database(inner)) => {
            matches!(
                inner.code().as_deref(),
                Some("40P01" | "40001" | "57P01" | "57P02" | "57P03")
            )
        }
        _ => false,
    }
}

/// Errors of the driver can't be copied; what each waiting person needs of them can.
fn clone_of(error: &Error) -> Error {
    match error {
        Error::Driver(inner) => Error::Driver(sqlx::Error::Protocol(inner.to_string())),
        Error::Closing => Error::Closing,
        Error::Panicked => Error::Panicked,
        _ => Error::Busy,
    }
}

/// One transaction over the batch. On `Err` nothing of it was kept.
async fn together(inner: &Arc<Inner>, batch: &mut [Waiting]) -> Result<Vec<Grown>, Failed> {
    let mut connection = inner.writing().await?;
    let outcome = attempt(&mut connection, batch).await;
    match outcome {
        Ok((before, after)) => {
            let mut tx = connection.tx();
            if let Err(error) = crate::engine::run!(&mut tx, "commit") {
                connection.spoil();
                return if was_kept(inner, &before, &after).await {
                    Ok(grown(&before, &after))
                } else {
                    Err(error.into())
                };
            }
            connection.keep().await;
            Ok(grown(&before, &after))
        }
        Err(failed) => {
            // After a failure inside a savepoint neither the driver's nor the engine's idea of the
            // transaction can be trusted (SQLite may have rolled all of it back already).
            connection.spoil();
            Err(failed)
        }
    }
}

type Heads = Vec<(Chain, i64, Hash)>;

async fn attempt(
    connection: &mut Connection,
    batch: &mut [Waiting],
) -> Result<(Heads, Heads), Failed> {
    use crate::engine::run;
    let mut tx = connection.tx();
    let begin = dialect::begin(&tx);
    run!(&mut tx, begin)?;
    let chains: BTreeSet<Chain> = batch
        .iter()
        .flat_map(|w| w.chains.iter().copied())
        .collect();
    let mut before = Heads::new();
    for chain in &chains {
        let (seq, hash) = log::lock_head(&mut tx, *chain).await?;
        before.push((*chain, seq, hash));
    }
    for waiting in batch.iter_mut() {
        run!(&mut tx, "savepoint one")?;
        let ended = AssertUnwindSafe((waiting.attempt)(&mut tx))
            .catch_unwind()
            .await;
        match ended {
            Ok(Ended::Kept) => {
                run!(&mut tx, "release savepoint one")?;
            }
            Ok(Ended::Refused) => {
                run!(&mut tx, "rollback to savepoint one")?;
                run!(&mut tx, "release savepoint one")?;
            }
            Ok(Ended::Fault(failed)) => return Err(failed),
            Err(_) => return Err(Error::Panicked.into()),
        }
    }
    let mut after = Heads::new();
    for chain in &chains {
        if let Some((seq, hash)) = log::head(&mut tx, *chain).await? {
            after.push((*chain, seq, hash));
        }
    }
    let words: Vec<String> = grown(&before, &after)
        .iter()
        .map(|g| format!("{}:{}", g.chain.key(), g.seq))
        .collect();
    if !words.is_empty() {
        dialect::notify(&mut tx, &words.join(",")).await?;
    }
    Ok((before, after))
}

fn grown(before: &Heads, after: &Heads) -> Vec<Grown> {
    after
        .iter()
        .filter(|(chain, seq, _)| before.iter().all(|(c, s, _)| c != chain || s < seq))
        .map(|(chain, seq, _)| Grown {
            chain: *chain,
            seq: *seq,
        })
        .collect()
}

/// A connection lost during the commit leaves it unknown whether the batch is on disk: if the head
/// of a chain that grew is there, all of it is.
async fn was_kept(inner: &Arc<Inner>, before: &Heads, after: &Heads) -> bool {
    let Some(Grown { chain, seq }) = grown(before, after).first().copied() else {
        return false;
    };
    let Some((_, _, hash)) = after.iter().find(|(c, _, _)| *c == chain) else {
        return false;
    };
    let Ok(mut connection) = inner.writing().await else {
        return false;
    };
    let mut tx = connection.tx();
    let found = log::hash_at(&mut tx, chain, seq).await;
    connection.keep().await;
    matches!(found, Ok(Some(kept)) if kept == *hash)
}
