//! Joining a review by invitation: with a new account, or with the one somebody is signed in with.

use crate::context::Visit;
use crate::document::Page;
use crate::document::frame::Frame;
use crate::forms::act::{Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::new_account;
use crate::parts::button::{self, Weight};
use crate::words::role::invited_as;
use domain::people::Membership;
use domain::screening::Stage;
use leptos::prelude::*;
use service::team::Invited;
use service::{Caller, Problem};

/// The form for people without an account.
pub const NEW: &str = "join";
/// The form for people who are signed in.
pub const AS_ME: &str = "join-as-me";

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let token = visit.path.text("token").to_owned();
    let Some(invited) = visit.house.invited(&token).await? else {
        let page = Page::new("Join a review", || {
            new_account::dead_link("Ask whoever invited you for a new one.")
        });
        return Ok(match &visit.caller {
            Some(me) => page.within(outside(me)),
            None => page,
        });
    };
    let Some(me) = visit.caller.clone() else {
        let fill = visit.fill(NEW, []);
        return Ok(Page::new("Join a review", move || {
            stranger(fill, invited, token)
        }));
    };
    let frame = outside(&me);
    let member = visit.house.membership(&me, invited.review).await?;
    let fill = visit.fill(AS_ME, []);
    Ok(Page::new("Join a review", move || match member {
        Some(_) => already(invited).into_any(),
        None => signed_in(fill, me, invited, token).into_any(),
    })
    .within(frame))
}

fn outside(me: &Caller) -> Frame {
    Frame::Outside {
        initials: me.initials(),
    }
}

fn invited_to(invited: &Invited) -> impl IntoView + use<> {
    let words = invited_as(membership(invited));
    let title = invited.title.clone();
    view! {
        <p class="lead-in">
            "You are invited to “" <bdi>{title}</bdi> "” as " {words} "."
        </p>
    }
}

fn stranger(fill: Fill, invited: Invited, token: String) -> impl IntoView {
    let here = format!("/join/{token}");
    let sign_in = links::sign_in_then(&here);
    view! {
        <form class="door" method="post" action=here>
            <header class="door-head"><h1>"Join the review"</h1> {invited_to(&invited)}</header>
            {whole_form(&fill)}
            {new_account::fields(&fill, "You sign in with it. No mail is sent.")}
            {button::send(Weight::Door, "Join and start")}
            <p class="door-foot">
                "You have an account here already? "
                <a href=sign_in>"Sign in and join with it"</a>
            </p>
        </form>
    }
}

fn signed_in(fill: Fill, me: Caller, invited: Invited, token: String) -> impl IntoView {
    let address = me.email.map(|email| format!(" ({email})"));
    view! {
        <form class="door" method="post" action=format!("/join/{token}/me")>
            <header class="door-head"><h1>"Join the review"</h1> {invited_to(&invited)}</header>
            {whole_form(&fill)}
            {button::send(Weight::Door, format!("Join as {}", me.name))}
            <p class="door-foot">
                "You are signed in as " {me.name.clone()} {address} ". Somebody else? "
                <a href=links::ACCOUNT>"Sign out"</a> " first, then open the invitation again."
            </p>
        </form>
    }
}

fn already(invited: Invited) -> impl IntoView {
    view! {
        <div class="message">
            <h1>"You are in this review already"</h1>
            <p>"The invitation to “" <bdi>{invited.title}</bdi> "” is still there for somebody else."</p>
            <div class="buttons">
                {button::link(
                    Weight::Primary,
                    links::in_review(invited.review, ""),
                    "Open the review",
                )}
            </div>
        </div>
    }
}

/// Joins with a new account.
pub async fn join_new(visit: Visit, form: Form) -> Result<Done, Stop> {
    let account = new_account::read(&form)?;
    let token = visit.path.text("token");
    let to = first_page(&visit, token).await?;
    let (_, session) = visit.house.join_new(token, account).await?;
    Ok(Done::SignedIn { token: session, to })
}

/// Joins with the account the person is signed in with.
pub async fn join_as_me(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let token = visit.path.text("token");
    let to = first_page(&visit, token).await?;
    visit.house.join(visit.me()?, token).await?;
    Ok(Done::To(to))
}

/// Where the work begins: at the desk, for those who screen.
async fn first_page(visit: &Visit, token: &str) -> Result<String, Problem> {
    let Some(invited) = visit.house.invited(token).await? else {
        return Ok(links::START.to_owned());
    };
    let screens = membership(&invited).may_screen(Stage::TitleAbstract);
    Ok(links::in_review(
        invited.review,
        if screens { "screen" } else { "" },
    ))
}

const fn membership(invited: &Invited) -> Membership {
    Membership {
        role: invited.role,
        stages: invited.stages,
    }
}
