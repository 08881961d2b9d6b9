//! What stories are told in: both engines for real, and a clock and chance that repeat.
//!
//! Only tests use this crate. A story runs on SQLite in a fresh folder and on a PostgreSQL that is
//! started for the test program, listens on a socket in a temporary folder, and ends with it.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

pub mod cast;
mod postgres;
mod seeded;

pub use postgres::postgres_url;
pub use seeded::Seeded;

use service::House;
use std::path::PathBuf;
use std::sync::Arc;
use store::Place;
use uuid::Uuid;

/// The engines every story is told on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite in a folder.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Both engines.
pub const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// A house with nobody in it yet.
pub struct World {
    /// The use cases.
    pub house: House,
    /// Where its data are.
    pub place: Place,
    /// Its clock.
    pub clock: Arc<Seeded>,
    /// Its folder, gone at the end.
    pub folder: Folder,
}

/// The folder of a world on SQLite, if it has one. It goes with this.
pub struct Folder(Option<PathBuf>);

impl World {
    /// Opens an empty house on an engine.
    pub async fn on(engine: Engine) -> Self {
        let (place, folder) = match engine {
            Engine::Sqlite => {
                let folder = std::env::temp_dir().join(format!("concord-story-{}", Uuid::now_v7()));
                (Place::Folder(folder.clone()), Some(folder))
            }
            Engine::Postgres => (Place::Postgres(postgres_url().await), None),
        };
        let clock = Arc::new(Seeded::new());
        let house = House::open(&place, Arc::clone(&clock) as Arc<dyn service::clock::Clock>)
            .await
            .unwrap_or_else(|error| panic!("the house does not open on {engine:?}: {error}"));
        Self {
            house,
            place,
            clock,
            folder: Folder(folder),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // A folder left behind in the temporary place harms nobody.
            drop(std::fs::remove_dir_all(folder));
        }
    }
}
