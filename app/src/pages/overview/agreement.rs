//! Agreement in words: of the newest round, and of the last pilot beside it.

use crate::links;
use crate::parts::kept_back::kept_back;
use crate::words::agreement::percent;
use crate::words::number::count;
use crate::words::role::stage;
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::agreement::{Found, RoundAgreement};

/// The section; nothing before a round was opened.
pub fn in_words(review: ReviewId, rounds: &[RoundAgreement]) -> Option<AnyView> {
    let newest = rounds.iter().max_by_key(|round| round.opened_at)?;
    let known = |round: &&RoundAgreement| compared(round).is_some();
    let main = rounds
        .iter()
        .filter(|round| !round.round.is_pilot())
        .filter(known)
        .max_by_key(|round| round.opened_at);
    let pilot = rounds
        .iter()
        .filter(|round| round.round.is_pilot())
        .filter(known)
        .max_by_key(|round| round.opened_at);
    let sentences: Vec<AnyView> = [main, pilot]
        .into_iter()
        .flatten()
        .filter_map(|round| Some(sentence(review, round, compared(round)?)))
        .collect();
    let covered = newest.found.is_none().then(kept_back);
    let nothing = (sentences.is_empty() && covered.is_none()).then(|| {
        view! { <p class="quiet">"No record has been read by two people yet."</p> }
    });
    let all = links::in_review(review, "agreement");
    let words = (!sentences.is_empty()).then(|| view! { <p class="second">{sentences}</p> });
    Some(
        view! {
            <section class="section">
                <div class="section-head">
                    <h2>"Agreement"</h2>
                    <a href=all>"All figures"</a>
                </div>
                {covered}
                {words}
                {nothing}
            </section>
        }
        .into_any(),
    )
}

fn compared(round: &RoundAgreement) -> Option<&Found> {
    round.found.as_ref().filter(|found| found.compared > 0)
}

fn sentence(review: ReviewId, round: &RoundAgreement, found: &Found) -> AnyView {
    let where_ = if round.round.is_pilot() {
        format!("In pilot {} at {}", round.round.0, stage(round.stage))
    } else {
        format!("In main screening at {}", stage(round.stage))
    };
    let of = format!("{}.{}", round.stage.code(), round.round.0);
    let to = format!("{}?of={of}", links::in_review(review, "agreement"));
    let pair = format!("{} of {}", count(found.unanimous), count(found.compared));
    let share = percent(found.unanimous as f64 / found.compared as f64);
    view! {
        {where_}
        " all who read a record said the same on "
        <a href=to>{pair}</a>
        {format!(" records ({share}).{} ", beyond_chance(found))}
    }
    .into_any()
}

/// What is left of it beyond chance, after Gwet.
fn beyond_chance(found: &Found) -> String {
    let Some(ac1) = &found.headline.gwet_ac1 else {
        return String::new();
    };
    match (ac1.estimate, ac1.ci) {
        (Some(value), Some((low, high))) => {
            format!(" Beyond chance: AC1 {value:.2}, interval {low:.2} to {high:.2}.")
        }
        _ => String::new(),
    }
}
