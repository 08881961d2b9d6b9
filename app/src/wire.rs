//! What may cross the wire when a call of an island fails: a code, a sentence, an incident number.
//! Never the text of an inner error.

use domain::refusal::Refusal;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallError {
    /// What kind of failure, for the island to act on.
    pub kind: Failure,
    /// A sentence for the person.
    pub words: String,
    /// The rule's own answer, where a rule said no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

/// The kinds of failure an island tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// A rule said no; nothing was changed.
    Refused,
    /// Nothing is there, or not for this person.
    NotFound,
    /// Signed out in the meantime.
    SignedOut,
    /// Page and server do not understand each other: a hand-made request, or a page older than
    /// the server.
    Malformed,
    /// More was sent than this call takes.
    TooLarge,
    /// Too much to do at the moment; trying again is right.
    Busy,
    /// The server could not be reached. Only ever made in the browser.
    Offline,
    /// Something failed that should not.
    Broken,
}

impl Failure {
    /// The HTTP status the answer carries.
    pub const fn status(self) -> u16 {
        match self {
            Self::Refused => 422,
            Self::NotFound => 404,
            Self::SignedOut => 401,
            Self::Malformed => 400,
            Self::TooLarge => 413,
            Self::Busy => 503,
            Self::Offline | Self::Broken => 500,
        }
    }
}

impl CallError {
    fn of(kind: Failure, words: impl Into<String>) -> Self {
        Self {
            kind,
            words: words.into(),
            refusal: None,
        }
    }
    /// A rule said no.
    pub fn refused(refusal: &Refusal) -> Self {
        Self {
            refusal: Some(refusal.clone()),
            ..Self::of(Failure::Refused, crate::words::refusal::sentence(refusal))
        }
    }
    /// Nothing there, or not for this person.
    pub fn not_found() -> Self {
        Self::of(Failure::NotFound, crate::words::problem::NOT_FOUND)
    }
    /// Signed out in the meantime.
    pub fn signed_out() -> Self {
        Self::of(Failure::SignedOut, crate::words::problem::SIGNED_OUT)
    }
    /// More was sent than the call takes.
    pub fn too_large() -> Self {
        Self::of(Failure::TooLarge, crate::words::problem::TOO_LARGE)
    }
    /// Too much to do at the moment.
    pub fn busy() -> Self {
        Self::of(Failure::Busy, crate::words::problem::BUSY)
    }
    /// Something failed; the incident number finds it in the server's log.
    pub fn internal(incident: String) -> Self {
        Self::of(Failure::Broken, crate::words::problem::broken(&incident))
    }
    /// Something failed before it could get an incident number.
    pub fn broken() -> Self {
        Self::of(Failure::Broken, crate::words::problem::BROKEN)
    }
}

impl FromServerFnError for CallError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => {
                Self::of(Failure::Offline, crate::words::problem::OFFLINE)
            }
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => {
                Self::of(Failure::Malformed, crate::words::problem::GARBLED)
            }
            _ => Self::broken(),
        }
    }
}
