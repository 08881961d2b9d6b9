//! A desk without a record: why, and what would change that.

use super::connection::Connection;
use super::notice;
use super::work::Work;
use crate::links;
use crate::parts::icon::icon;
use crate::words::number::counted;
use domain::screening::Stage;
use domain::screening::desk::DeskClosed;
use leptos::prelude::*;

/// A whole page that says why this desk is not open to this person.
pub fn message(work: Work, why: DeskClosed) -> impl IntoView {
    view! {
        {notice::notice(work)}
        {words(work, why)}
    }
}

/// In the place of a record, when none is at hand.
pub fn nothing_at_hand(work: Work) -> impl IntoView {
    move || match (work.closed.get(), work.connection.get()) {
        (Some(why), _) => words(work, why),
        (None, Connection::Well | Connection::Sending) => view! {
            <div class="message">
                <h1 id="title">"The next records are on their way"</h1>
            </div>
        }
        .into_any(),
        (None, _) => {
            let waiting = work.outbox.with(|outbox| outbox.waiting.len() as u64);
            let kept = match waiting {
                0 => "Everything you decided is saved.".to_owned(),
                n => format!(
                    "{} in this browser until then.",
                    counted(n, "decision is kept", "decisions are kept")
                ),
            };
            view! {
                <div class="message">
                    <h1 id="title">"No more records at hand"</h1>
                    <p>"The next ones come when the server can be reached again. " {kept}</p>
                </div>
            }
            .into_any()
        }
    }
}

fn words(work: Work, why: DeskClosed) -> AnyView {
    let (stage, leads, mine, rounds, review) = work.fixed.with_value(|fixed| {
        (
            fixed.place.stage,
            fixed.leads,
            fixed.link("/mine"),
            fixed.link("/rounds"),
            fixed.place.review,
        )
    });
    let (heading, sentence) = said(why, stage);
    let to_rounds = |words: &'static str| {
        view! { <a class="button button-primary" href=rounds.clone()>{words}</a> }.into_any()
    };
    let step = match (why, leads) {
        (DeskClosed::NothingWaits, _) => {
            let rounds =
                leads.then(|| view! { <a class="button" href=rounds.clone()>"Rounds"</a> });
            view! { <a class="button" href=mine>"Your decisions"</a> {rounds} }.into_any()
        }
        (DeskClosed::NoCriteria, true) => {
            let to = links::in_review(review, "settings");
            view! { <a class="button button-primary" href=to>"Write the criteria"</a> }.into_any()
        }
        (DeskClosed::NotOpened, true) => to_rounds("Open a round"),
        (_, true) => to_rounds("Rounds"),
        (_, false) => {
            let to = links::in_review(review, "");
            view! { <a class="button" href=to>"To the overview"</a> }.into_any()
        }
    };
    view! {
        <div class="message">
            <ul class="signs" aria-hidden="true">
                <li>{icon("exclude", 16)}</li>
                <li>{icon("maybe", 16)}</li>
                <li>{icon("include", 16)}</li>
            </ul>
            <h1 id="title">{heading}</h1>
            <p>{sentence}</p>
            <div class="buttons">{step}</div>
        </div>
    }
    .into_any()
}

/// Heading and sentence.
const fn said(why: DeskClosed, stage: Stage) -> (&'static str, &'static str) {
    match (why, stage) {
        (DeskClosed::NotTakingPart, _) => (
            "You do not take part in this stage",
            "On the Team page a lead sets who takes part in which stage.",
        ),
        (DeskClosed::NoCriteria, _) => (
            "There are no criteria yet",
            "Screening needs them: the sentence that says when to include, and the reasons to exclude. A lead publishes them in the settings.",
        ),
        (DeskClosed::NotOpened, Stage::TitleAbstract) => (
            "Screening has not begun",
            "A lead opens a pilot round, or the main screening without one. Your records appear here then.",
        ),
        (DeskClosed::NotOpened, Stage::FullText) => (
            "Judging full texts has not begun",
            "A lead opens a pilot round, or the main round without one. Full texts that were found appear here then.",
        ),
        (DeskClosed::Lifted, _) => (
            "You see this stage, so you do not decide in it",
            "You lifted your own blinding here. What waited for you goes to the others.",
        ),
        (DeskClosed::PilotOfOthers, _) => (
            "A pilot runs without you",
            "It began before you took part. The main round opens when it is signed off.",
        ),
        (DeskClosed::NothingWaits, Stage::TitleAbstract) => (
            "Nothing waits for you",
            "There is no record at the moment that needs your decision. New ones appear here by themselves.",
        ),
        (DeskClosed::NothingWaits, Stage::FullText) => (
            "Nothing waits for you",
            "There is no full text at the moment that needs your decision. They appear here as they are found.",
        ),
    }
}
