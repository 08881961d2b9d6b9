//! What the handler of a form answers.

use crate::words;
use domain::refusal::Refusal;
use service::Problem;

/// What an act leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Go to this address of ours (303).
    To(String),
    /// A session began: keep its token in the cookie and go on.
    SignedIn { token: String, to: String },
    /// The session ended: forget the cookie and go on.
    SignedOut { to: String },
}

/// Why an act did nothing.
#[derive(Debug)]
pub enum Stop {
    /// Fields are wrong: each with its name and a sentence. An empty name speaks of the whole form.
    Fields(Vec<(String, String)>),
    /// Anything else, a rule's single refusal included.
    Problem(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Problem(Problem::Refused(refusal))
    }
}

/// Collects what is wrong with a form, so that all of it is said at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<(String, String)>);

impl Checks {
    /// Nothing checked yet.
    pub fn new() -> Self {
        Self::default()
    }
    /// The value, or its refusal noted beside this field.
    pub fn take<T>(&mut self, field: &str, value: Result<T, Refusal>) -> Option<T> {
        value
            .map_err(|refusal| self.note(field, words::refusal::sentence(&refusal)))
            .ok()
    }
    /// A sentence beside this field; an empty name speaks of the whole form.
    pub fn note(&mut self, field: &str, words: impl Into<String>) {
        self.0.push((field.to_owned(), words.into()));
    }
    /// Stops if anything was noted. For checks whose value is not kept.
    pub fn passed(&mut self) -> Result<(), Stop> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.stop())
        }
    }
    /// Everything noted, as the answer.
    pub fn stop(&mut self) -> Stop {
        Stop::Fields(std::mem::take(&mut self.0))
    }
}
