//! The stream of hints about a review. A hint says that something may look different now, never
//! what; its id is an opaque cursor, so that nobody can count what others did.

use crate::process::Process;
use crate::session;
use app::context::Visit;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::ids::ReviewId;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// How often a stream looks without being told to: a session may have ended, a notice be lost.
const LOOK_AGAIN: Duration = Duration::from_secs(15);
/// The least time between two hints, so that a busy team does not make every page reload at once.
const PACE: Duration = Duration::from_millis(500);

/// Listens from the cursor of `Last-Event-ID`, else of the query's `since`. Ends when the process
/// stops, the session ends or the person is no longer a member.
pub async fn events(process: Process, visit: Visit, request: Request) -> Response {
    let token = session::token(request.headers(), &process.url).map(str::to_owned);
    let (Ok(review), Some(token)) = (visit.review(), token) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let last = request
        .headers()
        .get("last-event-id")
        .and_then(|id| id.to_str().ok());
    let since = last.or_else(|| visit.query.get("since")).map(str::to_owned);
    let changes = process.house.changes();
    let listener = Listener {
        process,
        changes,
        review,
        token,
        since,
        pause: Pause::None,
    };
    let stream = futures::stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let mut response = Sse::new(stream)
        .keep_alive(KeepAlive::new().interval(LOOK_AGAIN))
        .into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that gather a response before passing it on would keep every hint back.
    response.headers_mut().insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response
}

struct Listener {
    process: Process,
    changes: broadcast::Receiver<ReviewId>,
    review: ReviewId,
    token: String,
    since: Option<String>,
    pause: Pause,
}

/// What is waited for before looking again.
enum Pause {
    None,
    Pace,
    Change,
}

impl Listener {
    /// The next hint; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            self.wait().await?;
            let caller = self.process.house.caller(&self.token).await.ok()??;
            let since = self.since.as_deref();
            let glimpse = self
                .process
                .house
                .glimpse(&caller, self.review, since)
                .await
                .ok()?;
            self.pause = Pause::Change;
            if glimpse.changed {
                self.pause = Pause::Pace;
                self.since = Some(glimpse.cursor.clone());
                return Some(Event::default().id(glimpse.cursor).data("changed"));
            }
        }
    }

    /// `None` if the process is stopping.
    async fn wait(&mut self) -> Option<()> {
        let process = self.process.clone();
        tokio::select! {
            biased;
            () = process.stopped() => None,
            () = self.pause() => Some(()),
        }
    }

    async fn pause(&mut self) {
        match self.pause {
            Pause::None => {}
            Pause::Pace => tokio::time::sleep(PACE).await,
            Pause::Change => {
                let _ = tokio::time::timeout(LOOK_AGAIN, self.change()).await;
            }
        }
    }

    /// Returns when something happened in the review, or may have.
    async fn change(&mut self) {
        loop {
            match self.changes.recv().await {
                Ok(review) if review == self.review => return,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return,
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}
