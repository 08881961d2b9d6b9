//! Opening a store: a data folder with SQLite in it, or a PostgreSQL database.

use crate::engine::Tx;
use crate::error::{Error, Refusable};
use crate::writer::{self, Queues};
use domain::log::Chain;
use futures::future::BoxFuture;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{
    ConnectOptions, Connection as _, PgPool, Postgres, SqlSafeStr, Sqlite, SqliteConnection,
    SqlitePool, Transaction,
};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedMutexGuard, broadcast};

/// Where a review's data are kept.
#[derive(Clone, Debug)]
pub enum Place {
    /// SQLite and the files in one folder on this computer.
    Folder(PathBuf),
    /// PostgreSQL, shared by several nodes.
    Postgres(String),
}

/// A chain that has grown; a hint, never the data itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grown {
    /// Which chain.
    pub chain: Chain,
    /// Its last number.
    pub seq: i64,
}

pub(crate) enum Engine {
    Sqlite {
        writer: Arc<tokio::sync::Mutex<Option<SqliteConnection>>>,
        options: Box<SqliteConnectOptions>,
        readers: SqlitePool,
        /// Held by the one process that writes.
        _lock: Option<File>,
    },
    Postgres {
        pool: PgPool,
    },
}

pub(crate) struct Inner {
    pub(crate) engine: Engine,
    pub(crate) queues: Mutex<Queues>,
    pub(crate) folder: Option<PathBuf>,
    bus: broadcast::Sender<Grown>,
}

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

/// A consistent look at the database: everything read through one `Read` is of one moment.
pub enum Read {
    /// SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Read {
    /// The connection, for the statements of this crate.
    pub fn tx(&mut self) -> Tx<'_> {
        match self {
            Self::Sqlite(transaction) => Tx::Sqlite(transaction),
            Self::Postgres(transaction) => Tx::Postgres(transaction),
        }
    }
}

/// A connection for one batch of writes.
pub(crate) enum Connection {
    Sqlite {
        slot: OwnedMutexGuard<Option<SqliteConnection>>,
        connection: SqliteConnection,
    },
    Postgres(PoolConnection<Postgres>),
    Spoilt,
}

impl Connection {
    pub(crate) fn tx(&mut self) -> Tx<'_> {
        match self {
            Self::Sqlite { connection, .. } => Tx::Sqlite(connection),
            Self::Postgres(connection) => Tx::Postgres(connection),
            Self::Spoilt => unreachable!("a spoilt connection is dropped, never used"),
        }
    }
    /// Puts a good connection back.
    pub(crate) async fn keep(self) {
        if let Self::Sqlite {
            mut slot,
            connection,
        } = self
        {
            *slot = Some(connection);
        }
    }
    /// Throws the connection away; the next batch opens a fresh one.
    pub(crate) fn spoil(&mut self) {
        if let Self::Postgres(connection) = std::mem::replace(self, Self::Spoilt) {
            drop(connection.detach());
        }
    }
}

impl Inner {
    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite { .. })
    }
    pub(crate) async fn writing(&self) -> Result<Connection, Error> {
        match &self.engine {
            Engine::Sqlite {
                writer, options, ..
            } => {
                let mut slot = Arc::clone(writer).lock_owned().await;
                let connection = match slot.take() {
                    Some(connection) => connection,
                    None => options.connect().await?,
                };
                Ok(Connection::Sqlite { slot, connection })
            }
            Engine::Postgres { pool } => Ok(Connection::Postgres(pool.acquire().await?)),
        }
    }
    pub(crate) fn announce(&self, grown: &[Grown]) {
        for hint in grown {
            // Nobody listening is fine: hints are only for open pages.
            drop(self.bus.send(*hint));
        }
    }
}

fn migrator(files: &[(i64, &'static str, &'static str)]) -> Migrator {
    let migrations = files.iter().map(|(version, name, sql)| {
        let name = std::borrow::Cow::Borrowed(*name);
        Migration::new(
            *version,
            name,
            MigrationType::Simple,
            (*sql).into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}

impl Store {
    /// Opens the store and brings its schema up to date. A data folder has one writer: a second
    /// program on the same folder is told who holds it.
    pub async fn open(place: &Place) -> Result<Self, Error> {
        let (bus, _) = broadcast::channel(1_024);
        let (engine, folder) = match place {
            Place::Folder(folder) => (sqlite(folder).await?, Some(folder.clone())),
            Place::Postgres(url) => (postgres(url).await?, None),
        };
        let store = Self {
            inner: Arc::new(Inner {
                engine,
                queues: Mutex::default(),
                folder,
                bus,
            }),
        };
        if let Engine::Postgres { pool } = &store.inner.engine {
            tokio::spawn(listen(pool.clone(), store.inner.bus.clone()));
        }
        Ok(store)
    }

    /// Opens the store to read only, beside a process that writes. Nothing is locked or brought up
    /// to date, and every write fails.
    pub async fn open_to_read(place: &Place) -> Result<Self, Error> {
        let (bus, _) = broadcast::channel(1);
        let (engine, folder) = match place {
            Place::Folder(folder) => {
                let options = SqliteConnectOptions::new()
                    .filename(folder.join("concord.sqlite"))
                    .pragma("query_only", "on")
                    .busy_timeout(Duration::from_secs(10))
                    .disable_statement_logging();
                let pool = SqlitePoolOptions::new().max_connections(2);
                let readers = pool.connect_with(options.clone()).await?;
                let writer = Arc::new(tokio::sync::Mutex::new(None));
                let options = Box::new(options);
                (
                    Engine::Sqlite {
                        writer,
                        options,
                        readers,
                        _lock: None,
                    },
                    Some(folder.clone()),
                )
            }
            Place::Postgres(url) => {
                let options = PgConnectOptions::from_str(url)?.disable_statement_logging();
                let pool = PgPoolOptions::new()
                    .max_connections(2)
                    .connect_with(options)
                    .await?;
                (Engine::Postgres { pool }, None)
            }
        };
        Ok(Self {
            inner: Arc::new(Inner {
                engine,
                queues: Mutex::default(),
                folder,
                bus,
            }),
        })
    }

    /// A consistent look at the database.
    pub async fn read(&self) -> Result<Read, Error> {
        Ok(match &self.inner.engine {
            Engine::Sqlite { readers, .. } => Read::Sqlite(readers.begin().await?),
            Engine::Postgres { pool } => Read::Postgres(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await?,
            ),
        })
    }

    /// Changes something: the only way. `f` gets the connection and `input`, does nothing but
    /// statements, and may run more than once; ids, times and chance are in `input`. `chains` are
    /// the chains it may append to. When this returns `Ok`, it is on disk.
    pub async fn write<I, T, E>(
        &self,
        chains: &[Chain],
        input: I,
        f: for<'t, 'c> fn(&'t mut Tx<'c>, I) -> BoxFuture<'t, Result<T, E>>,
    ) -> Result<T, E>
    where
        I: Clone + Send + 'static,
        T: Send + 'static,
        E: Refusable,
    {
        writer::write(&self.inner, chains, input, f).await
    }

    /// Hints that chains have grown, from this node and the others.
    pub fn hints(&self) -> broadcast::Receiver<Grown> {
        self.inner.bus.subscribe()
    }

    /// Lets nothing new in and waits until everything that came in is on disk.
    pub async fn close(&self) {
        self.inner
            .queues
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .close();
        while !self
            .inner
            .queues
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .idle()
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        match &self.inner.engine {
            Engine::Sqlite {
                writer, readers, ..
            } => {
                if let Some(connection) = writer.lock().await.take() {
                    // The last connection folds the write-ahead log into the database.
                    drop(connection.close().await);
                }
                readers.close().await;
            }
            Engine::Postgres { pool } => pool.close().await,
        }
    }
}

async fn sqlite(folder: &Path) -> Result<Engine, Error> {
    std::fs::create_dir_all(folder.join("files"))?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(folder.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(Error::Files(std::io::Error::new(
                std::io::ErrorKind::ResourceBusy,
                "another Concord is using this data folder",
            )));
        }
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let options = SqliteConnectOptions::new()
        .filename(folder.join("concord.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .disable_statement_logging();
    let mut first = options.connect().await?;
    migrator(&[(
        1,
        "house",
        include_str!("../../migrations/sqlite/0001_house.sql"),
    )])
    .run(&mut first)
    .await
    .map_err(|error| Error::Migration(error.to_string()))?;
    // Not opened read-only: such a connection can't open a write-ahead log that is being made anew.
    let readers = SqlitePoolOptions::new()
        .max_connections(6)
        .connect_with(
            options
                .clone()
                .create_if_missing(false)
                .pragma("query_only", "on"),
        )
        .await?;
    Ok(Engine::Sqlite {
        writer: Arc::new(tokio::sync::Mutex::new(Some(first))),
        options: Box::new(options),
        readers,
        _lock: Some(lock),
    })
}

async fn postgres(url: &str) -> Result<Engine, Error> {
    let options = PgConnectOptions::from_str(url)?.disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(12)
        .connect_with(options)
        .await?;
    migrator(&[(
        1,
        "house",
        include_str!("../../migrations/postgres/0001_house.sql"),
    )])
    .run(&pool)
    .await
    .map_err(|error| Error::Migration(error.to_string()))?;
    Ok(Engine::Postgres { pool })
}

/// Passes on what other nodes announce. A hint lost while the connection was down does no harm for
/// long: streams look at the log themselves now and then.
async fn listen(pool: PgPool, bus: broadcast::Sender<Grown>) {
    while !pool.is_closed() {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen("concord").await.is_ok()
        {
            while let Ok(notification) = listener.recv().await {
                for hint in notification.payload().split(',').filter_map(parse_hint) {
                    drop(bus.send(hint));
                }
            }
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

fn parse_hint(words: &str) -> Option<Grown> {
    let (key, seq) = words.split_once(':')?;
    Some(Grown {
        chain: Chain::from_key(key.parse().ok()?),
        seq: seq.parse().ok()?,
    })
}
