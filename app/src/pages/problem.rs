//! The page shown instead of another one.

use crate::document::Page;
use crate::links;
use crate::parts::button::{self, Weight};
use crate::parts::icon::drawn;
use crate::words::problem::Failure;
use leptos::prelude::*;

/// A failure page: what happened, what is safe, what to do, and the way on.
pub fn page(failure: Failure) -> Page {
    Page::new(failure.title, move || view(failure))
}

fn view(failure: Failure) -> impl IntoView {
    let rows = failure
        .rows
        .iter()
        .map(|(head, words)| view! { <div><dt>{*head}</dt> <dd>{*words}</dd></div> })
        .collect_view();
    let rows = (!failure.rows.is_empty()).then(|| view! { <dl class="safe">{rows}</dl> });
    let sign = failure.broken.then(|| drawn("failed", "alert", 32));
    view! {
        <div class="message">
            {sign}
            <h1>{failure.title}</h1>
            <p>{failure.what}</p>
            {rows}
            <div class="buttons">{button::link(Weight::Primary, links::START, "To my reviews")}</div>
        </div>
    }
}
