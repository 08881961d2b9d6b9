//! A review's chain and what the stories append to it.

use domain::ids::{PersonId, ReviewId};
use domain::log::{Chain, Fact};
use domain::text::NonBlank;
use domain::time::Timestamp;
use futures::FutureExt;
use store::log::Broken;
use store::{Error, Store};
use uuid::Uuid;

/// A chain nobody has written to.
pub fn new_chain() -> Chain {
    Chain::Review(ReviewId::from_uuid(Uuid::now_v7()))
}

/// A fact that tells its own number.
pub fn fact(n: usize) -> Fact {
    Fact::ReviewDescribed {
        title: NonBlank::parse("title", &format!("Title {n}")).unwrap(),
        question: None,
    }
}

/// When the `n`th of them happens.
pub fn at(n: usize) -> Timestamp {
    Timestamp::from_micros(1_788_220_800_000_000 + i64::try_from(n).unwrap())
}

/// Appends the facts of these numbers, each in a write of its own.
pub async fn append(store: &Store, chain: Chain, numbers: std::ops::Range<usize>) {
    for n in numbers {
        store
            .write::<_, (), Error>(&[chain], (chain, n), |tx, (chain, n)| {
                async move {
                    let actor = PersonId::from_uuid(Uuid::from_u128(1));
                    store::log::append(tx, chain, at(n), Some(actor), fact(n)).await?;
                    Ok(())
                }
                .boxed()
            })
            .await
            .unwrap();
    }
}

/// What the verifier says of a chain.
pub async fn verified(store: &Store, chain: Chain) -> Result<i64, Broken> {
    let mut read = store.read().await.unwrap();
    store::log::verify(&mut read.tx(), chain).await.unwrap()
}

/// The numbers of the facts in a chain, in its order.
pub async fn told(store: &Store, chain: Chain) -> Vec<usize> {
    let mut read = store.read().await.unwrap();
    let events = store::log::events(&mut read.tx(), chain, 0, 10_000)
        .await
        .unwrap();
    let numbers = events.into_iter().map(|event| match event.fact {
        Fact::ReviewDescribed { title, .. } => title.as_str()["Title ".len()..].parse().unwrap(),
        other => panic!("nobody appended {other:?}"),
    });
    numbers.collect()
}
