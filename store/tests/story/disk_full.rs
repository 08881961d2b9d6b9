//! The disk is full in the middle of a batch.

use crate::chain::{append, new_chain, told, verified};
use crate::crowd::{NOTHING, No, Then, together};
use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::{Connection, SqliteConnection};
use std::sync::atomic::{AtomicBool, Ordering};
use store::{Error, Place, Tx};
use world::{Engine, World};

/// Whether the disk is full at the moment.
static FULL: AtomicBool = AtomicBool::new(true);

/// Needs four mebibytes, which a full disk does not have. The limit is one of the connection, so
/// whoever hits it sets it: as many pages as the database has now.
fn write_a_lot<'t>(tx: &'t mut Tx<'_>, n: usize) -> BoxFuture<'t, Result<(), No>> {
    async move {
        let Tx::Sqlite(connection) = tx else {
            panic!("a limit on pages is SQLite's");
        };
        let limit = if FULL.load(Ordering::SeqCst) {
            "pragma max_page_count = 1"
        } else {
            "pragma max_page_count = 1073741823"
        };
        sqlx::query(limit)
            .execute(&mut **connection)
            .await
            .map_err(Error::from)?;
        sqlx::query(
            "insert into file_chunk (sha256, n, content) values (x'00', $1, zeroblob(4194304))",
        )
        .bind(i64::try_from(n).unwrap())
        .execute(&mut **connection)
        .await
        .map_err(Error::from)?;
        Ok(())
    }
    .boxed()
}

#[tokio::test]
async fn a_full_disk_harms_only_the_write_that_needs_the_room() {
    let world = World::on(Engine::Sqlite).await;
    let (store, chain) = (world.house.store(), new_chain());
    append(store, chain, 90..92).await;
    let all: Vec<Then> = vec![NOTHING, NOTHING, write_a_lot, NOTHING, NOTHING];
    let ended = together(store, chain, all.clone()).await;
    for (n, ended) in ended.iter().enumerate() {
        if n == 2 {
            let words = match &ended.answer {
                Err(No::Store(error @ Error::Driver(_))) => error.to_string(),
                other => panic!("a full disk is told: {other:?}"),
            };
            assert!(words.contains("full"), "{words}");
        } else {
            assert!(ended.answer.is_ok(), "{n}: {ended:?}");
        }
    }
    assert_eq!(
        ended[0].runs, 2,
        "it was one batch with the write that failed"
    );
    assert_eq!(told(store, chain).await, [90, 91, 0, 1, 3, 4], "each once");
    append(store, chain, 92..93).await;

    FULL.store(false, Ordering::SeqCst);
    let ended = together(store, chain, all).await;
    assert!(
        ended.iter().all(|e| e.answer.is_ok() && e.runs == 1),
        "{ended:?}"
    );
    assert_eq!(verified(store, chain).await, Ok(12));

    let Place::Folder(folder) = &world.place else {
        panic!("SQLite is in a folder");
    };
    store.close().await;
    let file = format!("sqlite://{}", folder.join("concord.sqlite").display());
    let mut connection = SqliteConnection::connect(&file).await.unwrap();
    let (sound,): (String,) = sqlx::query_as("pragma integrity_check")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(sound, "ok");
    let (kept,): (i64,) = sqlx::query_as("select count(*) from file_chunk")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(kept, 1, "what was told to have failed is not there");
}
