//! `concord user`.

use super::output::Lines;
use crate::config::Data;
use clap::{Args, Subcommand};
use service::clock::SystemClock;
use service::{House, Problem};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Look after accounts.
#[derive(Args)]
pub struct User {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Print a link with which the person at this address chooses a new password.
    ResetLink(ResetLink),
}

#[derive(Args)]
struct ResetLink {
    /// The e-mail address of the account.
    email: String,
    /// The address people type, if it is not http://127.0.0.1:3000.
    #[arg(
        long,
        env = "CONCORD_PUBLIC_URL",
        default_value = "http://127.0.0.1:3000"
    )]
    public_url: crate::config::PublicUrl,
    #[command(flatten)]
    data: Data,
}

impl User {
    /// Does it.
    pub fn run(self) -> Result<(), String> {
        let Act::ResetLink(asked) = self.act;
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        let path = runtime.block_on(asked.link())?;
        let mut lines = Lines::new();
        lines.line(&format!("{}{path}", asked.public_url.origin()))?;
        lines.finish()
    }
}

impl ResetLink {
    async fn link(&self) -> Result<String, String> {
        let place = self.data.place();
        let house = House::open(&place, Arc::new(SystemClock))
            .await
            .map_err(|error| super::serve::why(&place, &error))?;
        let link = house.reset_link_for(&self.email).await;
        house.close().await;
        match link {
            Ok(Some(path)) => Ok(path),
            Ok(None) => Err(format!("nobody here has the address {}", self.email)),
            Err(Problem::Refused(refusal)) => Err(app::words::refusal::sentence(&refusal)),
            Err(_) => Err("the database could not be written".into()),
        }
    }
}
