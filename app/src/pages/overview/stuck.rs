//! What is stuck: a fact, what follows from it, and one link that does something about it.

use crate::links;
use crate::words::number::counted;
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::reviews::Overview;

/// The list, for leads.
pub fn list(review: ReviewId, overview: &Overview) -> AnyView {
    let mut items: Vec<AnyView> = Vec::new();
    if overview.readers_missing > 0 && overview.setup.round {
        let missing = match overview.readers_missing {
            1 => "One more person is needed at title and abstract.".to_owned(),
            n => format!("{n} more people are needed at title and abstract."),
        };
        items.push(item(
            missing,
            "No record can be completed before.",
            links::in_review(review, "team"),
            "Invite somebody",
        ));
    }
    if overview.slow_requests > 0 {
        items.push(item(
            format!(
                "{} requested more than 3 weeks ago.",
                counted(overview.slow_requests, "full text was", "full texts were")
            ),
            "They are neither retrieved nor given up.",
            links::in_review(review, "full-texts"),
            "See the requests",
        ));
    }
    if overview.blind_lead {
        items.push(kept_back(&overview.settlers));
    }
    let shown = if items.is_empty() {
        view! { <p class="quiet">"Nothing is stuck at the moment."</p> }.into_any()
    } else {
        let items = items
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect_view();
        view! { <ul class="stuck">{items}</ul> }.into_any()
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>"What is stuck"</h2></div>
            {shown}
        </section>
    }
    .into_any()
}

fn item(fact: String, so: &'static str, to: String, act: &'static str) -> AnyView {
    view! { <strong>{fact}</strong> " " {so} " " <a href=to>{act}</a> }.into_any()
}

/// The same sentence whether there are any or not.
fn kept_back(settlers: &[String]) -> AnyView {
    let who = match settlers.split_last() {
        None => "No lead who does not screen is there to settle them.".into(),
        Some((one, [])) => format!("{one} settles them."),
        Some((last, others)) => format!("{} and {last} settle them.", others.join(", ")),
    };
    view! {
        "Disagreements at title and abstract are kept back from you while you screen. "
        <bdi>{who}</bdi>
    }
    .into_any()
}
