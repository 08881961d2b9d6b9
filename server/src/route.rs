//! What a line of the router's table says.

use crate::process::Process;
use app::context::Visit;
use app::document::Page;
use app::forms::Form;
use app::forms::act::{Done, Stop};
use app::forms::upload::Upload;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use domain::people::{Membership, Permission};
use futures::future::BoxFuture;
use service::{Caller, Problem};

/// One address and method this process answers.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// GET also answers HEAD.
    pub method: Verb,
    /// The path, with parts such as `{review}`.
    pub path: &'static str,
    /// Who may come here at all. The service asks again, with a proof, before it does anything.
    pub who: Who,
    /// The most bytes a body may have.
    pub body_limit: u64,
    /// What is done.
    pub handler: Handler,
}

/// The two methods of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// Reads, and changes nothing.
    Get,
    /// Changes something.
    Post,
}

impl Verb {
    /// The HTTP method.
    pub fn method(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Post => Method::POST,
        }
    }
}

/// Who may come to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// People with a session.
    SignedIn,
    /// People who run this Concord.
    Admin,
    /// Members of the review in the path.
    Member,
    /// Members of the review in the path whose role allows this.
    May(Permission),
}

impl Who {
    /// Leads.
    pub const LEAD: Self = Self::May(Permission::Steer);
    /// Leads and librarians.
    pub const LIBRARIAN: Self = Self::May(Permission::Search);

    /// Whether this person may come.
    pub fn admits(self, caller: Option<&Caller>, member: Option<Membership>) -> bool {
        match self {
            Self::Anyone => true,
            Self::SignedIn => caller.is_some(),
            Self::Admin => caller.is_some_and(|caller| caller.admin),
            Self::Member => caller.is_some() && member.is_some(),
            Self::May(permission) => {
                caller.is_some() && member.is_some_and(|member| member.role.may(permission))
            }
        }
    }
}

/// Loads and gives a page.
pub type Show = fn(Visit) -> BoxFuture<'static, Result<Page, Problem>>;
/// Carries out a form.
pub type Act = fn(Visit, Form) -> BoxFuture<'static, Result<Done, Stop>>;
/// Carries out a form with files.
pub type Take = for<'u> fn(Visit, &'u mut Upload) -> BoxFuture<'u, Result<Done, Stop>>;
/// Answers by itself: streams, files, data.
pub type Own = fn(Process, Visit, Request) -> BoxFuture<'static, Response>;

/// What is done at an address.
#[derive(Clone, Copy)]
pub enum Handler {
    /// A page.
    Page(Show),
    /// A form: its name, what it does, and the page shown again if it is refused.
    Form(&'static str, Act, Show),
    /// A form with files.
    Upload(&'static str, Take, Show),
    /// A server function of `app::calls`.
    Call,
    /// Anything else.
    Own(Own),
}

impl std::fmt::Debug for Handler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Page(_) => f.write_str("Page"),
            Self::Form(name, ..) => write!(f, "Form({name})"),
            Self::Upload(name, ..) => write!(f, "Upload({name})"),
            Self::Call => f.write_str("Call"),
            Self::Own(_) => f.write_str("Own"),
        }
    }
}
