//! `concord serve`.

use crate::config::Config;
use crate::process::Process;
use crate::{router, serve, site};
use app::document::Site;
use clap::Args;
use service::House;
use service::clock::SystemClock;
use std::io::Write;
use std::sync::Arc;
use store::{Error, Place};
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// Serve Concord to browsers until Ctrl-C.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    config: Config,
}

impl Serve {
    /// Serves until the process is asked to end.
    pub fn run(self) -> Result<(), String> {
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(self.serve())
    }

    async fn serve(self) -> Result<(), String> {
        let listener = serve::listen(self.config.listen).await?;
        let bound = listener.local_addr().map_err(|error| error.to_string())?;
        let url = self.config.url(bound)?;
        if let Some(words) = site::missing() {
            eprintln!("Pages will come without styles and scripts: {words}");
        }
        let place = self.config.data.place();
        let house = House::open(&place, Arc::new(SystemClock))
            .await
            .map_err(|e| why(&place, &e))?;
        let (ask, stop) = watch::channel(false);
        say(&format!("Concord is at {}", url.origin()));
        let setup = house
            .setup_token()
            .await
            .map_err(|_| "The database could not be read.")?;
        if let Some(token) = setup {
            say(&format!("Set it up here: {}/setup/{token}", url.origin()));
        }
        let process = Process {
            house,
            url: Arc::new(url),
            site: Arc::new(Site::new(site::output_name())),
            stop,
        };
        tokio::spawn(serve::until_asked(ask));
        let closing = process.house.clone();
        let worker = tokio::spawn(service::importing::work(
            closing.clone(),
            process.stop.clone(),
        ));
        serve::serve(listener, router::router(process.clone()), process).await?;
        // The worker stops with the process; what it staged is invisible and swept at the next start.
        drop(worker.await);
        closing.close().await;
        say("Concord has stopped. Everything that was saved is on disk.");
        Ok(())
    }
}

/// Why the data could not be opened, for the person at the terminal.
pub(super) fn why(place: &Place, error: &Error) -> String {
    match (place, error) {
        (Place::Folder(folder), Error::Files(inner))
            if inner.kind() == std::io::ErrorKind::ResourceBusy =>
        {
            format!(
                "Another Concord is using the data in {}. Stop that one first, or choose another \
                 folder with --data.",
                folder.display()
            )
        }
        (Place::Folder(folder), _) => {
            format!(
                "The data in {} could not be opened: {error}.",
                folder.display()
            )
        }
        (Place::Postgres(_), _) => format!("The PostgreSQL database could not be opened: {error}."),
    }
}

/// Tells the person at the terminal; nobody may be there to read it, which is no failure.
fn say(words: &str) {
    let _ = writeln!(std::io::stdout(), "{words}");
}
