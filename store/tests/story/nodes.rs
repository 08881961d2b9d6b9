//! Two nodes on one PostgreSQL.

use crate::chain::{append, new_chain, told, verified};
use domain::log::Chain;
use service::House;
use std::sync::Arc;
use std::time::Duration;
use store::{Grown, Store};
use tokio::sync::broadcast::Receiver;
use world::{Engine, World};

async fn second(world: &World) -> House {
    let clock = Arc::clone(&world.clock) as Arc<dyn service::clock::Clock>;
    House::open(&world.place, clock).await.unwrap()
}

/// Waits until a chain is told to have grown to a number.
async fn heard(hints: &mut Receiver<Grown>, chain: Chain, seq: i64) -> bool {
    let listening = async {
        while let Ok(hint) = hints.recv().await {
            if hint.chain == chain && hint.seq >= seq {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(2), listening)
        .await
        .is_ok()
}

#[tokio::test]
async fn both_append_to_one_review_and_the_chain_is_whole() {
    let world = World::on(Engine::Postgres).await;
    let other = second(&world).await;
    let (one, two) = (world.house.store(), other.store());
    let chain = new_chain();
    let parts = |store: &Store, from: usize| {
        let store = store.clone();
        // Several at once on each node, so that batches meet.
        let appends = (0..8).map(move |lane| {
            let store = store.clone();
            let begin = from + lane * 5;
            tokio::spawn(async move { append(&store, chain, begin..begin + 5).await })
        });
        appends.collect::<Vec<_>>()
    };
    let (first, last) = (parts(one, 0), parts(two, 40));
    for part in first.into_iter().chain(last) {
        part.await.unwrap();
    }
    for store in [one, two] {
        assert_eq!(verified(store, chain).await, Ok(80));
        let mut numbers = told(store, chain).await;
        for lane in 0..16 {
            let of_lane: Vec<_> = numbers.iter().filter(|n| **n / 5 == lane).collect();
            assert!(
                of_lane.is_sorted(),
                "each one's own order is kept: {of_lane:?}"
            );
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (0..80).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn what_grows_on_one_node_is_hinted_at_on_the_other() {
    let world = World::on(Engine::Postgres).await;
    let other = second(&world).await;
    let chain = new_chain();
    let mut seq = 0;
    for (here, there) in [(&world.house, &other), (&other, &world.house)] {
        let mut hints = there.store().hints();
        // The other node may still be about to listen.
        let mut tries = 0;
        loop {
            append(here.store(), chain, seq..seq + 1).await;
            seq += 1;
            if heard(&mut hints, chain, i64::try_from(seq).unwrap()).await {
                break;
            }
            tries += 1;
            assert!(tries < 5, "nothing is heard on the other node");
        }
        let mut own = here.store().hints();
        append(here.store(), chain, seq..seq + 1).await;
        seq += 1;
        let seq = i64::try_from(seq).unwrap();
        assert!(heard(&mut own, chain, seq).await && heard(&mut hints, chain, seq).await);
    }
}
