//! `concord demo`.

use super::output::Lines;
use crate::config::Data;
use clap::Args;
use service::House;
use service::clock::SystemClock;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Load the example review: made up, small, with something to show on every page.
#[derive(Args)]
pub struct Demo {
    #[command(flatten)]
    data: Data,
}

impl Demo {
    /// Loads it and prints its id.
    pub fn run(self) -> Result<(), String> {
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        let review = runtime.block_on(self.load())?;
        let mut lines = Lines::new();
        lines.line(&review)?;
        lines.finish()
    }

    async fn load(&self) -> Result<String, String> {
        let place = self.data.place();
        let house = House::open(&place, Arc::new(SystemClock))
            .await
            .map_err(|error| super::serve::why(&place, &error))?;
        let loaded = house.load_demo().await;
        house.close().await;
        loaded.map(|review| review.to_string()).map_err(|_| {
            "the example could not be loaded; the database could not be written".into()
        })
    }
}
