//! The one context of all use cases.

use crate::clock::Clock;
use crate::problem::{Halt, Problem};
use crate::seat::Acting;
use domain::ids::{PersonId, ReviewId};
use domain::log::Chain;
use domain::time::Timestamp;
use futures::FutureExt;
use futures::future::BoxFuture;
use std::sync::Arc;
use store::{Place, Read, Store, Tx};
use tokio::sync::Notify;
use uuid::Uuid;

/// The use cases, over one store. Cheap to clone.
#[derive(Clone)]
pub struct House {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) secret: [u8; 32],
    pub(crate) work: Notify,
}

/// Somebody with a session.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Whether they look after the instance.
    pub admin: bool,
    pub(crate) token_hash: [u8; 32],
}

impl Caller {
    /// One or two letters for small places.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// The initials of a name: of its first and last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

impl House {
    /// Opens the house on a store; founds the instance's secret at the first start.
    pub async fn open(place: &Place, clock: Arc<dyn Clock>) -> Result<Self, store::Error> {
        let store = Store::open(place).await?;
        let mut secret = [0_u8; 32];
        clock.random(&mut secret);
        let input = (secret, clock.now());
        let secret = store
            .write::<_, [u8; 32], store::Error>(&[Chain::Instance], input, |tx, (secret, at)| {
                async move {
                    store::instance::found(tx, secret, at).await?;
                    Ok(store::instance::secret(tx).await?.unwrap_or(secret))
                }
                .boxed()
            })
            .await?;
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                clock,
                secret,
                work: Notify::new(),
            }),
        })
    }

    /// Opens the house to read only, beside a process that serves the same data. `None` if nothing
    /// was ever kept there.
    pub async fn open_to_read(
        place: &Place,
        clock: Arc<dyn Clock>,
    ) -> Result<Option<Self>, store::Error> {
        let store = Store::open_to_read(place).await?;
        let mut read = store.read().await?;
        let secret = store::instance::secret(&mut read.tx()).await?;
        drop(read);
        Ok(secret.map(|secret| Self {
            inner: Arc::new(Inner {
                store,
                clock,
                secret,
                work: Notify::new(),
            }),
        }))
    }

    /// The store, for the command line and tests.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Lets nothing new in and waits until what came in is on disk.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }

    pub(crate) async fn read(&self) -> Result<Read, Problem> {
        Ok(self.inner.store.read().await?)
    }

    pub(crate) fn acting(&self, caller: &Caller, review: ReviewId) -> Acting {
        Acting {
            me: caller.person,
            review,
            at: self.inner.clock.now(),
        }
    }

    /// One write on a review.
    pub(crate) async fn write<I, T>(
        &self,
        review: ReviewId,
        input: I,
        f: for<'t, 'c> fn(&'t mut Tx<'c>, I) -> BoxFuture<'t, Result<T, Halt>>,
    ) -> Result<T, Problem>
    where
        I: Clone + Send + 'static,
        T: Send + 'static,
    {
        Ok(self
            .inner
            .store
            .write(&[Chain::Review(review)], input, f)
            .await?)
    }

    pub(crate) fn id(&self) -> Uuid {
        self.inner.clock.id()
    }

    /// The present instant, for what pages say about how long ago something was.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// A new id for something a form makes.
    pub fn new_id(&self) -> Uuid {
        self.id()
    }
}
