//! What stands around every page: outside a review one bar with the name, inside a review the
//! path of the work at the left and where one is at the top.

use super::path::{Place, path, role_words};
use crate::islands::keys::PageKeys;
use crate::islands::live::Live;
use crate::links;
use crate::parts::button::key;
use crate::parts::icon::{icon, sprite};
use crate::words::number::count;
use domain::ids::ReviewId;
use domain::people::Membership;
use leptos::prelude::*;

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub enum Frame {
    /// Outside everything: sign-in, set-up, failures.
    #[default]
    Bare,
    /// Signed in, outside a review.
    Outside { initials: String },
    /// Inside a review.
    Review(Box<InReview>),
}

/// What the frame shows inside a review.
#[derive(Clone, Debug)]
pub struct InReview {
    /// The review.
    pub review: ReviewId,
    /// Its name.
    pub name: String,
    /// The viewer's place in it.
    pub member: Membership,
    /// Whether disagreements are theirs to look at.
    pub resolves: bool,
    /// The viewer's initials.
    pub initials: String,
    /// How many things wait for the viewer, where any do.
    pub waits: Vec<(Place, u64)>,
    /// The page.
    pub current: Place,
    /// Where one is, below the item: `Title and abstract`.
    pub crumb: Option<String>,
    /// Whether the page is a desk, which fills the screen.
    pub desk: bool,
    /// How far the page is in the review's stream of hints; `None` where it does not listen.
    pub cursor: Option<String>,
}

impl Frame {
    /// The page inside its frame.
    pub fn around(self, body: impl FnOnce() -> AnyView) -> AnyView {
        match self {
            Self::Bare => bare(None, body()),
            Self::Outside { initials } => bare(Some(initials), body()),
            Self::Review(frame) => in_review(*frame, body()),
        }
    }
}

fn skip() -> impl IntoView {
    view! { <a class="skip" href="#main">"To the content"</a> }
}

fn brand() -> impl IntoView {
    view! { <a class="brand" href=links::START>{icon("mark", 20)} "Concord"</a> }
}

fn me(initials: String, class: &'static str) -> impl IntoView {
    view! {
        <a class=class href=links::ACCOUNT>{initials} <span class="unseen">", your account"</span></a>
    }
}

/// The page of the help that belongs to a page of the path.
fn help_for(place: Place) -> String {
    links::help(place.help())
}

fn find(review: ReviewId, class: &'static str) -> impl IntoView {
    view! {
        <form class=class role="search" action=links::in_review(review, "records")>
            {icon("search", 14)}
            <input type="search" name="find" placeholder="Find a record" aria-label="Find a record"/>
            {key("/")}
        </form>
    }
}

fn bare(initials: Option<String>, body: AnyView) -> AnyView {
    let bar = if initials.is_some() {
        "bar bar-lined"
    } else {
        "bar"
    };
    view! {
        {sprite()}
        {skip()}
        <div class="bare">
            <header class=bar>
                {brand()}
                <span class="bar-end">
                    <a class="help-link" href=links::HELP>"Help"</a>
                    {initials.map(|initials| me(initials, "me initials"))}
                </span>
            </header>
            <main id="main" tabindex="-1">{body}</main>
        </div>
    }
    .into_any()
}

fn in_review(frame: InReview, body: AnyView) -> AnyView {
    let class = if frame.desk { "main desk" } else { "main" };
    let live = frame.cursor.clone().map(|cursor| {
        view! { <Live events=links::events(frame.review) cursor=cursor/> }
    });
    view! {
        {sprite()}
        {skip()}
        <div class="frame">
            {navigation(&frame)}
            {top(&frame)}
            <main id="main" class=class tabindex="-1">
                {live}
                {(!frame.desk).then(|| view! { <PageKeys/> })}
                {body}
            </main>
        </div>
    }
    .into_any()
}

fn navigation(frame: &InReview) -> impl IntoView + use<> {
    let review = frame.review;
    let groups = path(frame.member, frame.resolves)
        .into_iter()
        .map(|group| {
            let items = group
                .into_iter()
                .map(|place| nav_item(frame, place))
                .collect_view();
            view! { <ul>{items}</ul> }
        })
        .collect_view();
    view! {
        <nav class="nav" id="nav" popover="" aria-label="This review">
            <div class="nav-head">
                {brand()}
                <button
                    class="button button-small menu-only"
                    type="button"
                    popovertarget="nav"
                    popovertargetaction="hide"
                >
                    "Close"
                </button>
            </div>
            <div class="nav-phone menu-only">{find(review, "find")}</div>
            <div class="nav-review">
                <strong dir="auto">{frame.name.clone()}</strong>
                " "
                <span>{role_words(frame.member.role)}</span>
            </div>
            <div data-live="nav">{groups}</div>
            <ul class="nav-account menu-only">
                <li><a href=help_for(frame.current)>"Help"</a></li>
                <li><a href=links::ACCOUNT>"Your account"</a></li>
            </ul>
        </nav>
    }
}

fn nav_item(frame: &InReview, place: Place) -> impl IntoView + use<> {
    let here = (place == frame.current).then_some("page");
    let waits = frame
        .waits
        .iter()
        .find(|(at, n)| *at == place && *n > 0)
        .map(|(_, n)| {
            view! {
                <span class="waits">{count(*n)} <span class="unseen">" wait for you"</span></span>
            }
        });
    let to = links::in_review(frame.review, place.page());
    view! { <li><a href=to aria-current=here>{place.label()} " " {waits}</a></li> }
}

fn top(frame: &InReview) -> impl IntoView + use<> {
    let review = frame.review;
    let (page, label) = (frame.current.page(), frame.current.label());
    let help = help_for(frame.current);
    let crumbs = match frame.crumb.clone() {
        Some(crumb) => view! {
            <li><a href=links::in_review(review, page)>{label}</a></li>
            <li><span aria-current="page">{crumb}</span></li>
        }
        .into_any(),
        None => view! { <li><span aria-current="page">{label}</span></li> }.into_any(),
    };
    view! {
        <header class="top">
            <button
                class="menu-button menu-only"
                type="button"
                popovertarget="nav"
                aria-label="Menu"
            >
                {icon("menu", 16)}
            </button>
            <nav class="crumbs" aria-label="Where you are"><ol>{crumbs}</ol></nav>
            <p class="connection" role="status"></p>
            {find(review, "find desk-only")}
            <a class="help-link desk-only" href=help.clone()>"Help"</a>
            {me(frame.initials.clone(), "me initials desk-only")}
        </header>
    }
}
