//! `concord verify`.

use super::output::Lines;
use crate::config::Data;
use clap::Args;
use domain::log::Chain;
use store::Store;
use tokio::runtime::Runtime;

/// Check that nothing in the log was edited, removed, reordered or cut off.
#[derive(Args)]
pub struct Verify {
    #[command(flatten)]
    data: Data,
}

impl Verify {
    /// Checks every chain; says which are whole, and fails at the first that is not.
    pub fn run(self) -> Result<(), String> {
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        let words = runtime.block_on(self.check())?;
        let mut lines = Lines::new();
        for line in words {
            lines.line(&line)?;
        }
        lines.finish()
    }

    async fn check(&self) -> Result<Vec<String>, String> {
        let place = self.data.place();
        let why = |error: store::Error| super::serve::why(&place, &error);
        let store = Store::open_to_read(&place).await.map_err(why)?;
        let mut read = store.read().await.map_err(why)?;
        let mut words = Vec::new();
        for chain in store::log::chains(&mut read.tx()).await.map_err(why)? {
            let name = match chain {
                Chain::Instance => "the accounts".to_owned(),
                Chain::Review(review) => format!("review {review}"),
            };
            match store::log::verify(&mut read.tx(), chain)
                .await
                .map_err(why)?
            {
                Ok(length) => words.push(format!("{name}: {length} events, whole")),
                Err(broken) => {
                    return Err(format!("{name}: event {}: {}", broken.seq, broken.what));
                }
            }
        }
        Ok(words)
    }
}
