//! One write in a batch goes wrong; the others do not notice.

use crate::chain::{append, new_chain, told, verified};
use crate::crowd::{NOTHING, No, Then, hold, together};
use futures::FutureExt;
use futures::future::join_all;
use store::{Error, Tx};
use world::{ENGINES, Engine, World};

#[tokio::test]
async fn a_refusal_takes_back_its_own_writes_and_no_others() {
    const REFUSE: Then = |_, _| async { Err(No::Refused) }.boxed();
    for engine in ENGINES {
        let world = World::on(engine).await;
        let (store, chain) = (world.house.store(), new_chain());
        let all = vec![NOTHING, REFUSE, NOTHING, REFUSE, NOTHING];
        let ended = together(store, chain, all).await;
        for (n, ended) in ended.iter().enumerate() {
            let refused = matches!(ended.answer, Err(No::Refused));
            assert_eq!(refused, n % 2 == 1, "{engine:?}: {n}: {ended:?}");
            assert_eq!(ended.runs, 1, "{engine:?}: one batch, once: {n}");
        }
        assert_eq!(told(store, chain).await, [0, 2, 4], "{engine:?}");
        assert_eq!(verified(store, chain).await, Ok(3), "{engine:?}");
    }
}

#[tokio::test]
async fn a_panic_is_answered_and_the_others_are_kept() {
    const PANIC: Then = |_, n| async move { panic!("write {n} panics on purpose") }.boxed();
    for engine in ENGINES {
        let world = World::on(engine).await;
        let (store, chain) = (world.house.store(), new_chain());
        let ended = together(store, chain, vec![NOTHING, PANIC, NOTHING]).await;
        for (n, ended) in ended.iter().enumerate() {
            if n == 1 {
                let told = matches!(ended.answer, Err(No::Store(Error::Panicked)));
                assert!(told, "{engine:?}: {ended:?}");
            } else {
                assert!(ended.answer.is_ok(), "{engine:?}: {ended:?}");
            }
        }
        assert!(
            ended[0].runs == 2,
            "{engine:?}: it was one batch with the panic"
        );
        assert_eq!(told(store, chain).await, [0, 2], "{engine:?}");
        append(store, chain, 3..5).await;
        assert_eq!(verified(store, chain).await, Ok(4), "{engine:?}");
    }
}

#[tokio::test]
async fn a_panic_alone_is_answered_too() {
    const PANIC: Then = |_, n| async move { panic!("write {n} panics on purpose") }.boxed();
    for engine in ENGINES {
        let world = World::on(engine).await;
        let (store, chain) = (world.house.store(), new_chain());
        let ended = together(store, chain, vec![PANIC]).await;
        let told_so = matches!(ended[0].answer, Err(No::Store(Error::Panicked)));
        assert!(told_so, "{engine:?}: {ended:?}");
        append(store, chain, 0..2).await;
        assert_eq!(verified(store, chain).await, Ok(2), "{engine:?}");
    }
}

/// Ends the connection that runs the statement, once: at its first run in the batch.
fn lose_the_connection<'t>(
    tx: &'t mut Tx<'_>,
    _: usize,
) -> futures::future::BoxFuture<'t, Result<(), No>> {
    async move {
        let Tx::Postgres(connection) = tx else {
            return Ok(());
        };
        // A sequence is not taken back with its transaction: it tells the first run from later ones.
        let (run,): (i64,) = sqlx::query_as("select nextval('losses')")
            .fetch_one(&mut **connection)
            .await
            .map_err(Error::from)?;
        if run == 1 {
            sqlx::query("select pg_terminate_backend(pg_backend_pid())")
                .execute(&mut **connection)
                .await
                .map_err(Error::from)?;
        }
        Ok(())
    }
    .boxed()
}

#[tokio::test]
async fn a_lost_connection_is_nobodys_loss() {
    for company in [0, 4] {
        let world = World::on(Engine::Postgres).await;
        let (store, chain) = (world.house.store(), new_chain());
        store
            .write::<_, (), Error>(&[], (), |tx, ()| {
                async move {
                    if let Tx::Postgres(connection) = tx {
                        sqlx::query("create sequence losses")
                            .execute(&mut **connection)
                            .await?;
                    }
                    Ok(())
                }
                .boxed()
            })
            .await
            .unwrap();
        let mut all = vec![NOTHING; company];
        all.insert(company / 2, lose_the_connection);
        let ended = together(store, chain, all).await;
        for ended in &ended {
            assert!(ended.answer.is_ok(), "{company}: {ended:?}");
        }
        assert_eq!(ended[company / 2].runs, 2, "{company}: it was lost");
        let whole: Vec<usize> = (0..=company).collect();
        assert_eq!(told(store, chain).await, whole);
        assert_eq!(verified(store, chain).await, Ok(whole.len() as i64));
    }
}

#[tokio::test]
async fn more_than_may_wait_are_told_to_come_again() {
    /// As many as may wait (`store::writer::WAITING`).
    const PLACES: usize = 2_048;
    for engine in ENGINES {
        let world = World::on(engine).await;
        let (store, chain) = (world.house.store(), new_chain());
        let chains = [chain];
        let write = || {
            store
                .write::<_, (), Error>(&chains, (), |_, ()| async { Ok(()) }.boxed())
                .boxed()
        };
        let held = hold(store, chain).await;
        let mut waiting: Vec<_> = (0..PLACES).map(|_| write()).collect();
        for write in &mut waiting {
            assert!(write.now_or_never().is_none());
        }
        for _ in 0..3 {
            let answer = write().now_or_never();
            assert!(matches!(answer, Some(Err(Error::Busy))), "{engine:?}");
        }
        held.let_go().await;
        let answers = join_all(waiting).await;
        assert!(answers.iter().all(Result::is_ok), "{engine:?}");
        write().await.unwrap();
    }
}

#[tokio::test]
async fn whoever_comes_while_the_store_closes_is_turned_away_and_who_waited_is_served() {
    for engine in ENGINES {
        let world = World::on(engine).await;
        let (store, chain) = (world.house.store().clone(), new_chain());
        let held = hold(&store, chain).await;
        let chains = [chain];
        let mut waiting = store
            .write::<_, (), Error>(&chains, (), |_, ()| async { Ok(()) }.boxed())
            .boxed();
        assert!((&mut waiting).now_or_never().is_none());
        let closing = tokio::spawn({
            let store = store.clone();
            async move { store.close().await }
        });
        while store
            .write::<_, (), Error>(&[], (), |_, ()| async { Ok(()) }.boxed())
            .now_or_never()
            .is_none_or(|answer| !matches!(answer, Err(Error::Closing)))
        {
            tokio::task::yield_now().await;
        }
        assert!(!closing.is_finished());
        held.let_go().await;
        waiting.await.unwrap();
        closing.await.unwrap();
    }
}
