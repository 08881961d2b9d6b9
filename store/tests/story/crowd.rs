//! Writes that wait together, so that they are one batch.

use crate::chain::{at, fact};
use domain::log::Chain;
use futures::FutureExt;
use futures::future::BoxFuture;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Error, Refusable, Store, Tx};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// What a write of the stories answers if it is not done.
#[derive(Debug)]
pub enum No {
    /// The rules said no.
    Refused,
    /// The store failed.
    Store(Error),
}

impl From<Error> for No {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl Refusable for No {
    fn store_error(&self) -> Option<&Error> {
        match self {
            Self::Refused => None,
            Self::Store(error) => Some(error),
        }
    }
}

/// What somebody in the crowd wants: to append a fact and then something else.
pub type Then = for<'t, 'c> fn(&'t mut Tx<'c>, usize) -> BoxFuture<'t, Result<(), No>>;

/// Nothing else.
pub const NOTHING: Then = |_, _| async { Ok(()) }.boxed();

/// A write of the crowd: its number is that of its fact.
#[derive(Clone)]
struct Member {
    chain: Chain,
    n: usize,
    runs: Arc<AtomicUsize>,
    then: Then,
}

/// Holds the writer of a chain up until it is let go.
pub struct Held {
    go: Arc<Notify>,
    holder: JoinHandle<Result<(), Error>>,
}

/// Begins a write and keeps it from ending, so that whatever comes meanwhile waits.
pub async fn hold(store: &Store, chain: Chain) -> Held {
    let (here, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let input = (Arc::clone(&here), Arc::clone(&go));
    let store = store.clone();
    let holder = tokio::spawn(async move {
        store
            .write::<_, (), Error>(&[chain], input, |_, (here, go)| {
                async move {
                    here.notify_one();
                    go.notified().await;
                    Ok(())
                }
                .boxed()
            })
            .await
    });
    here.notified().await;
    Held { go, holder }
}

impl Held {
    /// Lets the writer go on.
    pub async fn let_go(self) {
        self.go.notify_one();
        self.holder.await.unwrap().unwrap();
    }
}

/// How a write of the crowd ended, and how often its closure ran.
#[derive(Debug)]
pub struct Ended {
    pub answer: Result<(), No>,
    pub runs: usize,
}

/// Lets all of these wait at once, in their order, and then be written as one batch.
pub async fn together(store: &Store, chain: Chain, all: Vec<Then>) -> Vec<Ended> {
    let held = hold(store, chain).await;
    let chains = [chain];
    let mut waiting = Vec::new();
    for (n, then) in all.into_iter().enumerate() {
        let runs = Arc::new(AtomicUsize::new(0));
        let member = Member {
            chain,
            n,
            runs: Arc::clone(&runs),
            then,
        };
        let mut write = store.write::<_, (), No>(&chains, member, step_in).boxed();
        // The first look at it puts it into the line.
        assert!((&mut write).now_or_never().is_none());
        waiting.push((write, runs));
    }
    held.let_go().await;
    let mut ended = Vec::new();
    for (write, runs) in waiting {
        let answer = write.await;
        let runs = runs.load(Ordering::SeqCst);
        ended.push(Ended { answer, runs });
    }
    ended
}

fn step_in<'t>(tx: &'t mut Tx<'_>, me: Member) -> BoxFuture<'t, Result<(), No>> {
    async move {
        me.runs.fetch_add(1, Ordering::SeqCst);
        store::log::append(tx, me.chain, at(me.n), None, fact(me.n)).await?;
        (me.then)(tx, me.n).await
    }
    .boxed()
}
