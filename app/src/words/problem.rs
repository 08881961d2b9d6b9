//! What is said when a page or a call cannot be given: what happened, what is safe, what to do.

use super::refusal::sentence;
use domain::refusal::Refusal;

/// Not there and not allowed read the same, so that neither can be told from the other.
pub const NOT_FOUND: &str =
    "There is nothing here for you. It may have been moved, or the link is not complete.";
/// The session ended while a page was open.
pub const SIGNED_OUT: &str = "You are signed out. Sign in again; what is on this page stays here.";
/// A body above the route's limit.
pub const TOO_LARGE: &str = "That is more than can be sent here at once. Nothing was saved.";
/// The write queue is full, or the disk refuses.
pub const BUSY: &str =
    "Concord has too much to do at the moment. Nothing was saved; try again in a minute.";
/// The browser could not reach the server.
pub const OFFLINE: &str = "The server cannot be reached. Nothing was saved yet.";
/// A request that no page of ours makes.
pub const MALFORMED: &str = "This request could not be understood. Nothing was saved.";
/// A page older than the server, say.
pub const GARBLED: &str =
    "This page and the server do not understand each other. Load the page again.";
/// A form with files that ended too early.
pub const CUT_OFF: &str = "The sending broke off, so nothing was kept. Send it again.";
/// A failure without an incident number.
pub const BROKEN: &str = "Something failed on the server. Nothing was saved.";
/// A request that came from another site.
pub const FOREIGN: &str =
    "This request came from another address than this Concord's own, so it was not carried out.";

/// A failure with the number that finds it in the server's log.
pub fn broken(incident: &str) -> String {
    format!("{BROKEN} The log has it under {incident}.")
}

/// The parts of a failure page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened, as the page's heading.
    pub title: &'static str,
    /// Whether something broke, which is drawn; else there is merely nothing.
    pub broken: bool,
    /// A sentence more.
    pub what: String,
    /// Headed rows: what is safe, what is not, what one can do.
    pub rows: Vec<(&'static str, &'static str)>,
}

/// Nothing there, or not for this person.
pub fn not_found() -> Failure {
    Failure {
        title: "There is nothing here for you",
        broken: false,
        what: "It may have been moved, or the link is not complete.".into(),
        rows: Vec::new(),
    }
}

/// The server failed, and says under which number its log has it.
pub fn failed(incident: &str) -> Failure {
    let what = format!("Something failed on the server. Its log has it under {incident}.");
    Failure { what, ..fell() }
}

/// The server failed in a way nobody foresaw.
pub fn fell() -> Failure {
    Failure {
        title: "This page could not be made",
        broken: true,
        what: "Something failed on the server, at the moment this page was asked for.".into(),
        rows: vec![
            ("What is safe", "Everything that was saved before."),
            (
                "What is not",
                "What you had just typed or chosen, if this was the answer to it.",
            ),
            (
                "What you can do",
                "Go back and look whether it is there. If it fails again, tell whoever runs this Concord.",
            ),
        ],
    }
}

/// Too busy.
pub fn busy() -> Failure {
    Failure {
        title: "Too much to do at the moment",
        broken: true,
        what: BUSY.into(),
        rows: vec![
            ("What is safe", "Everything that was saved before."),
            ("What is not", "What you had just sent."),
            ("What you can do", "Go back and send it again in a minute."),
        ],
    }
}

/// The session ended while a form was filled in.
pub fn signed_out() -> Failure {
    Failure {
        title: "You are signed out",
        broken: true,
        what: "So this was not saved.".into(),
        rows: vec![
            ("What is safe", "Everything that was saved before."),
            ("What is not", "What you had just sent."),
            (
                "What you can do",
                "Go back: what you typed is usually still there. Sign in from another tab, then send it again.",
            ),
        ],
    }
}

/// A rule said no where no form could show it.
pub fn refused(refusal: &Refusal) -> Failure {
    Failure {
        title: "Not carried out",
        broken: false,
        what: sentence(refusal),
        rows: Vec::new(),
    }
}

/// More than the route takes.
pub fn too_large() -> Failure {
    Failure {
        title: "Too large to take",
        broken: true,
        what: TOO_LARGE.into(),
        rows: vec![
            ("What is safe", "Everything that was saved before."),
            ("What you can do", "Go back and send it in smaller pieces."),
        ],
    }
}

/// Unreadable.
pub fn malformed() -> Failure {
    Failure {
        title: "Not understood",
        broken: false,
        what: MALFORMED.into(),
        rows: Vec::new(),
    }
}

/// From another site.
pub fn foreign() -> Failure {
    Failure {
        title: "Not carried out",
        broken: true,
        what: FOREIGN.into(),
        rows: vec![
            ("What is safe", "Everything. Nothing was changed."),
            (
                "What you can do",
                "Open Concord at its usual address and do it there. If this is its usual address, whoever runs it should start it with --public-url set to that address.",
            ),
        ],
    }
}
