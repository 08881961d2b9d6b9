//! The overview of a review: my next step, how far the stages are, and for leads who did how much
//! and what is stuck.

mod agreement;
mod flow;
mod pace;
mod recently;
mod stages;
mod stuck;

use crate::context::Visit;
use crate::document::Page;
use crate::document::path::{Place, path};
use crate::pages::framed::framed_by;
use crate::pages::next_step::{self, NextStep};
use crate::pages::setting_up;
use crate::words::time::lasted;
use domain::flow::Flow;
use domain::people::Role;
use domain::screening::Stage;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::agreement::RoundAgreement;
use service::reviews::{Overview, ReviewFrame};

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let around = visit.house.frame(me, review).await?;
    let overview = visit.house.overview(me, review).await?;
    let flow = match overview.stages.records {
        0 => None,
        _ => Some(visit.house.flow(me, review).await?.flow),
    };
    let rounds = match around.membership.role {
        Role::Librarian => Vec::new(),
        _ => visit.house.agreement(me, review).await?,
    };
    let shown = Shown {
        around,
        overview,
        flow,
        rounds,
        now: visit.house.now(),
    };
    let around = shown.around.clone();
    let frame = framed_by(&visit, around.clone(), "", None, false)?;
    Ok(Page::new(around.review.title, move || view(shown)).within(frame))
}

/// What the page shows.
struct Shown {
    around: ReviewFrame,
    overview: Overview,
    /// Once there are records.
    flow: Option<Flow>,
    rounds: Vec<RoundAgreement>,
    now: Timestamp,
}

fn view(shown: Shown) -> AnyView {
    let Shown {
        around,
        overview,
        flow,
        rounds,
        now,
    } = shown;
    let review = around.review.id;
    let leads = around.membership.role == Role::Lead;
    let resolves = around.waits.disagreements.is_some();
    let places: Vec<Place> = path(around.membership, resolves).concat();
    let new = leads && !overview.setup.round;
    let next = next(&around, &overview, new, now);
    let heading = next.is_none().then(|| nothing_waits(&around, &overview));
    let steps = new.then(|| {
        view! {
            <section class="card setting-up">
                <h2>"Before anybody can screen"</h2>
                <p>{setting_up::progress(overview.setup)}</p>
                {setting_up::line(review, overview.setup)}
            </section>
        }
    });
    let beside = flow.map(|flow| {
        view! { {agreement::in_words(review, &rounds)} {flow::small(review, &flow)} }
    });
    let columns = beside.as_ref().map(|_| "columns columns-side");
    view! {
        <div class="page overview" data-live="overview">
            {heading}
            {next.map(|step| next_step::card("Next for you", step))}
            {steps}
            {stages::boxes(review, &overview.stages, &places)}
            <div class=columns>
                <div>
                    {pace::table(&overview.pace, now)}
                    {(leads && !new).then(|| stuck::list(review, &overview))}
                    {recently::list(review, &overview.recent, now)}
                </div>
                {beside.map(|beside| view! { <div>{beside}</div> })}
            </div>
        </div>
    }
    .into_any()
}

fn nothing_waits(around: &ReviewFrame, overview: &Overview) -> AnyView {
    let screens = around.membership.may_screen(Stage::TitleAbstract);
    let words = if screens && !overview.setup.round {
        "Screening opens once a lead has prepared it. Your records will be under “Screen” then."
    } else {
        "What waits will be named here, and in the list of pages."
    };
    view! {
        <div class="page-head">
            <div>
                <h1>"Nothing waits for you"</h1>
                <p class="lead-in">{words}</p>
            </div>
        </div>
    }
    .into_any()
}

/// The one big button: while the review is being set up the next of its steps, else what waits.
fn next(around: &ReviewFrame, overview: &Overview, new: bool, now: Timestamp) -> Option<NextStep> {
    let review = around.review.id;
    if new {
        return setting_up::next(review, overview.setup);
    }
    let mut step = next_step::next_step(review, &around.waits)?;
    if let (Some(oldest), true) = (overview.oldest_case, step.to.ends_with("/disagreements")) {
        step.sentence = format!(
            "The oldest has waited {}. {}",
            lasted(now, oldest),
            step.sentence
        );
    }
    Some(step)
}
