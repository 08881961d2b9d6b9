//! Whoever changes the log behind Concord's back is found out.
//!
//! What no chain can show by itself is its last events cut off together with a head rewritten to
//! match: that takes a copy of the head kept elsewhere.

use crate::chain::{append, new_chain, verified};
use domain::log::Chain;
use sqlx::{Connection, PgConnection, SqliteConnection};
use store::Place;
use store::log::Broken;
use world::{ENGINES, World};

/// What somebody with access to the database does, and the event at which the chain then breaks.
/// Each chain has eight events.
const TAMPERINGS: [(&str, &[&str], i64); 16] = [
    (
        "a body is edited",
        &[
            "update event set body = replace(body, 'Title 3', 'Title 0') where chain = $1 and seq = 4",
        ],
        4,
    ),
    (
        "a time is edited",
        &["update event set at = at - 1 where chain = $1 and seq = 4"],
        4,
    ),
    (
        "an actor is taken away",
        &["update event set actor = null where chain = $1 and seq = 4"],
        4,
    ),
    (
        "a kind is edited",
        &["update event set kind = 'review.started' where chain = $1 and seq = 4"],
        4,
    ),
    (
        "a version is edited",
        &["update event set version = 2 where chain = $1 and seq = 4"],
        4,
    ),
    (
        "a hash is edited",
        &["update event set hash = prev where chain = $1 and seq = 4"],
        4,
    ),
    (
        "the first event is removed",
        &["delete from event where chain = $1 and seq = 1"],
        1,
    ),
    (
        "an event in the middle is removed",
        &["delete from event where chain = $1 and seq = 4"],
        4,
    ),
    (
        "an event in the middle is removed and the gap closed",
        &[
            "delete from event where chain = $1 and seq = 4",
            "update event set seq = -seq where chain = $1 and seq > 4",
            "update event set seq = -seq - 1 where chain = $1 and seq < 0",
            "update chain_head set seq = 7 where chain = $1",
        ],
        4,
    ),
    (
        "two events change places",
        &[
            "update event set seq = -4 where chain = $1 and seq = 4",
            "update event set seq = 4 where chain = $1 and seq = 5",
            "update event set seq = 5 where chain = $1 and seq = -4",
        ],
        4,
    ),
    (
        "an event is told twice",
        &[
            "insert into event (chain, seq, at, actor, kind, version, body, prev, hash)
             select chain, 9, at, actor, kind, version, body, prev, hash
             from event where chain = $1 and seq = 8",
            "update chain_head set seq = 9 where chain = $1",
        ],
        9,
    ),
    (
        "the end is cut off",
        &["delete from event where chain = $1 and seq > 6"],
        7,
    ),
    (
        "the end is cut off and the head counted down",
        &[
            "delete from event where chain = $1 and seq > 6",
            "update chain_head set seq = 6 where chain = $1",
        ],
        7,
    ),
    (
        "everything is removed",
        &["delete from event where chain = $1"],
        1,
    ),
    (
        "the head's number is changed",
        &["update chain_head set seq = 7 where chain = $1"],
        9,
    ),
    (
        "the head's hash is changed",
        &[
            "update chain_head set hash = (select prev from event where chain = $1 and seq = 8)
             where chain = $1",
        ],
        9,
    ),
];

async fn tamper(place: &Place, chain: Chain, statements: &[&'static str]) {
    match place {
        Place::Folder(folder) => {
            let file = format!("sqlite://{}", folder.join("concord.sqlite").display());
            let mut connection = SqliteConnection::connect(&file).await.unwrap();
            for statement in statements {
                let query = sqlx::query(*statement).bind(chain.key());
                let done = query.execute(&mut connection).await.unwrap();
                assert!(done.rows_affected() > 0, "{statement}");
            }
            connection.close().await.unwrap();
        }
        Place::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            for statement in statements {
                let query = sqlx::query(*statement).bind(chain.key());
                let done = query.execute(&mut connection).await.unwrap();
                assert!(done.rows_affected() > 0, "{statement}");
            }
            connection.close().await.unwrap();
        }
    }
}

#[tokio::test]
async fn every_tampering_is_found_where_it_was_done() {
    for engine in ENGINES {
        let world = World::on(engine).await;
        let store = world.house.store();
        let bystander = new_chain();
        append(store, bystander, 0..3).await;
        for (what, statements, seq) in TAMPERINGS {
            let chain = new_chain();
            append(store, chain, 0..8).await;
            assert_eq!(verified(store, chain).await, Ok(8), "{engine:?}: {what}");
            tamper(&world.place, chain, statements).await;
            let found = verified(store, chain).await;
            assert!(
                matches!(found, Err(Broken { seq: at, .. }) if at == seq),
                "{engine:?}: {what}: {found:?}"
            );
        }
        assert_eq!(verified(store, bystander).await, Ok(3), "{engine:?}");
    }
}
