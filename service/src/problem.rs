//! What a use case answers when it does not do what it was asked.

use domain::refusal::Refusal;
use std::fmt;
use uuid::Uuid;

/// The number under which a failure stands in the server's log. The only thing about it that
/// people outside are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncidentId(Uuid);

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", &self.0.simple().to_string()[20..])
    }
}

/// Why a use case did nothing.
#[derive(Debug)]
pub enum Problem {
    /// A rule said no.
    Refused(Refusal),
    /// Nothing is there, or it is not for this person: the same answer for both.
    NotFound,
    /// Too much is waiting; trying again is right.
    Busy,
    /// Something failed that should not; it is in the log under this number.
    Internal(IncidentId),
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy | store::Error::Closing => Self::Busy,
            other => Self::internal(&other),
        }
    }
}

impl Problem {
    /// Notes a failure in the server's log and gives its number.
    pub fn internal(error: &dyn fmt::Display) -> Self {
        let incident = IncidentId(Uuid::now_v7());
        eprintln!("incident {incident}: {error}");
        Self::Internal(incident)
    }
}

/// Why a write stopped, while it is still inside its transaction.
#[derive(Debug)]
pub enum Halt {
    /// A rule said no.
    Refused(Refusal),
    /// Nothing there, or not for this person.
    NotFound,
    /// The store failed.
    Store(store::Error),
}

impl From<store::Error> for Halt {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl store::Refusable for Halt {
    fn store_error(&self) -> Option<&store::Error> {
        match self {
            Self::Store(error) => Some(error),
            _ => None,
        }
    }
}

impl From<Halt> for Problem {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Refused(refusal) => Self::Refused(refusal),
            Halt::NotFound => Self::NotFound,
            Halt::Store(error) => error.into(),
        }
    }
}
