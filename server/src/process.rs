//! What all requests of this process share.

use crate::config::PublicUrl;
use app::document::Site;
use service::House;
use std::sync::Arc;
use tokio::sync::watch;

/// Cheap to clone; every request has one.
#[derive(Clone)]
pub struct Process {
    /// The use cases.
    pub house: House,
    /// Where this process is reached.
    pub url: Arc<PublicUrl>,
    /// The names of the built files.
    pub site: Arc<Site>,
    /// Becomes `true` when the process is asked to end.
    pub stop: watch::Receiver<bool>,
}

impl Process {
    /// Returns when the process is asked to end.
    pub async fn stopped(&self) {
        let mut stop = self.stop.clone();
        // An error means that nobody can ask any more, which is the end too.
        let _ = stop.wait_for(|stop| *stop).await;
    }
}
