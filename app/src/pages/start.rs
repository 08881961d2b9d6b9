//! Start: what to do next, my reviews, and those still being set up.

use crate::context::Visit;
use crate::document::Page;
use crate::document::frame::Frame;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use crate::islands::keys::PageKeys;
use crate::links;
use crate::pages::{next_step, setting_up, stage_bars};
use crate::parts::button::{self, Weight};
use crate::parts::person::initials;
use crate::parts::time::since;
use crate::words::role::a_role;
use domain::people::Role;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::reviews::MyReview;

/// The form that loads the example review.
pub const EXAMPLE: &str = "example";

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let me = visit.me()?;
    let frame = Frame::Outside {
        initials: me.initials(),
    };
    let mine = visit.house.my_reviews(me).await?;
    let now = visit.house.now();
    Ok(Page::new("My reviews", move || view(mine, now)).within(frame))
}

/// A lead's review in which nobody can decide anything yet.
fn is_new(my: &MyReview) -> bool {
    my.membership.role == Role::Lead && !my.setup.round
}

fn view(mine: Vec<MyReview>, now: Timestamp) -> impl IntoView {
    if mine.is_empty() {
        return nothing_yet().into_any();
    }
    let (new, running): (Vec<MyReview>, Vec<MyReview>) = mine.into_iter().partition(is_new);
    let next = running.iter().find_map(|my| {
        let mut step = next_step::next_step(my.review.id, &my.waits)?;
        step.sentence = format!("{}. {}", my.review.title, step.sentence);
        Some(step)
    });
    let weight = if next.is_some() {
        Weight::Normal
    } else {
        Weight::Primary
    };
    let heading = match next {
        Some(_) => view! { <h2>"My reviews"</h2> }.into_any(),
        None => view! { <h1>"My reviews"</h1> }.into_any(),
    };
    let below = next.is_some();
    let rows = running
        .into_iter()
        .map(|my| row(my, now, below))
        .collect_view();
    let cards = new.into_iter().map(card).collect_view();
    view! {
        <div class="start">
            <PageKeys/>
            {next.map(|step| next_step::card("Where you left off", step))}
            <div class="start-head">
                {heading}
                <div class="buttons">
                    {example()}
                    {button::link(weight, links::NEW_REVIEW, "New review")}
                </div>
            </div>
            <ul class="reviews">{rows}</ul>
            {cards}
        </div>
    }
    .into_any()
}

/// `below` is whether another heading stands between the page's and this row's.
fn row(my: MyReview, now: Timestamp, below: bool) -> impl IntoView {
    let to = links::in_review(my.review.id, "");
    let title = my.review.title.clone();
    let name = if below {
        view! { <h3><a href=to dir="auto">{title}</a></h3> }.into_any()
    } else {
        view! { <h2><a href=to dir="auto">{title}</a></h2> }.into_any()
    };
    let role = match my.membership.role {
        Role::Lead => "you lead".to_owned(),
        role => format!("you are {}", a_role(role)),
    };
    let waiting = next_step::everything(my.review.id, &my.waits);
    let last = waiting.len().saturating_sub(1);
    let waits = if waiting.is_empty() {
        view! { "Nothing waits for you" }.into_any()
    } else {
        waiting
            .into_iter()
            .enumerate()
            .map(|(i, (words, to))| {
                let comma = if i < last { ", " } else { "" };
                view! { <a class="nowrap" href=to>{words}</a> {comma} }
            })
            .collect_view()
            .into_any()
    };
    let who = my.active.map(|(name, at)| {
        view! {
            <p class="who person">
                <span class="initials initials-small" aria-hidden="true">{initials(&name)}</span>
                <span class="unseen">{name.clone()}</span>
                {since(now, at)}
            </p>
        }
    });
    view! {
        <li>
            <div>
                {name}
                <p>{role}</p>
            </div>
            <div>
                {stage_bars::bar(&my.stages)}
                <p class="where">{stage_bars::words(&my.stages)}</p>
            </div>
            <p>{waits}</p>
            {who}
        </li>
    }
}

fn card(my: MyReview) -> impl IntoView {
    let words = format!(
        "You lead this new review. {}",
        setting_up::progress(my.setup)
    );
    view! {
        <section class="card setting-up">
            <h2><a href=links::in_review(my.review.id, "") dir="auto">{my.review.title}</a></h2>
            <p>{words}</p>
            {setting_up::line(my.review.id, my.setup)}
        </section>
    }
}

/// The button that loads the example review.
fn example() -> AnyView {
    view! {
        <form class="buttons" method="post" action=links::EXAMPLE>
            {button::send(Weight::Normal, "Load the example review")}
        </form>
    }
    .into_any()
}

/// Loads the example review and opens it.
pub async fn load_example(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let review = visit.house.load_example(visit.me()?).await?;
    Ok(Done::To(links::in_review(review, "")))
}

fn nothing_yet() -> impl IntoView {
    view! {
        <div class="message">
            <h1>"No reviews yet"</h1>
            <p>
                "Your reviews will stand here, each with how far it is and what waits for you. Start one, or open the invitation you were sent."
            </p>
            <div class="buttons">
                {button::link(Weight::Primary, links::NEW_REVIEW, "New review")}
                {example()}
                {button::link(Weight::Plain, links::help("start"), "How a review is started")}
            </div>
        </div>
    }
}
