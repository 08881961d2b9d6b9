//! Who asks, where, and with what: everything a page, a form or a call starts from.

use crate::forms::{Fill, Form, Refused};
use crate::wire::CallError;
use domain::ids::{PersonId, ReviewId};
use domain::people::Membership;
use leptos::prelude::use_context;
use service::{Caller, House, Problem};
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;

/// One request of one person. Cheap to clone; the router makes it after it has checked that this
/// person may come here at all.
#[derive(Clone)]
pub struct Visit {
    /// The use cases.
    pub house: House,
    /// The person, if signed in.
    pub caller: Option<Caller>,
    /// Their place in the review of the address, if the address names one.
    pub member: Option<Membership>,
    /// Where the request came from: the person's computer, or the proxy in front of this process.
    pub peer: Option<IpAddr>,
    /// Path and query as asked for.
    pub address: Arc<str>,
    /// The named parts of the path.
    pub path: Arc<Form>,
    /// The query.
    pub query: Arc<Form>,
    /// Where this process is reached, without a slash at the end: `https://concord.example.org`.
    pub public_url: Arc<str>,
    /// What was refused a moment ago, if this page is the answer to a form.
    pub refused: Option<Arc<Refused>>,
}

impl Visit {
    /// The person. Routes for everybody have none; asking there answers "not found".
    pub fn me(&self) -> Result<&Caller, Problem> {
        self.caller.as_ref().ok_or(Problem::NotFound)
    }

    /// The person, if they are still the one a page was made for: what waits in a browser is never
    /// sent in somebody else's name.
    pub fn me_as(&self, person: PersonId) -> Result<&Caller, CallError> {
        let me = self.caller.as_ref().filter(|me| me.person == person);
        me.ok_or_else(CallError::signed_out)
    }

    /// The membership behind a review's address.
    pub fn member(&self) -> Result<Membership, Problem> {
        self.member.ok_or(Problem::NotFound)
    }

    /// A named part of the path. What cannot be read names nothing, so it is "not found".
    pub fn part<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.path.parse(name).ok_or(Problem::NotFound)
    }

    /// The review of the address.
    pub fn review(&self) -> Result<ReviewId, Problem> {
        self.part("review")
    }

    /// What the form of this name shows: after a refusal what was typed with the words beside it,
    /// else the values given here.
    pub fn fill<'v>(
        &self,
        form: &'static str,
        values: impl IntoIterator<Item = (&'v str, String)>,
    ) -> Fill {
        match self.refused.as_deref() {
            Some(refused) if refused.form == form => Fill::refused(refused),
            _ => Fill::new(form, values),
        }
    }
}

/// The visit behind a server function. For use inside their bodies only.
pub fn visit() -> Result<Visit, CallError> {
    use_context::<Visit>().ok_or_else(CallError::broken)
}

impl From<Problem> for CallError {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Refused(refusal) => Self::refused(&refusal),
            Problem::NotFound => Self::not_found(),
            Problem::Busy => Self::busy(),
            Problem::Internal(incident) => Self::internal(incident.to_string()),
        }
    }
}
