//! The last acts of people, newest first.

use crate::links;
use crate::parts::time::ago;
use crate::words::acts::lines;
use domain::ids::ReviewId;
use domain::log::Event;
use domain::time::Timestamp;
use leptos::prelude::*;

/// How many lines at most.
const MOST: usize = 8;

/// The list.
pub fn list(review: ReviewId, recent: &[(Option<String>, Event)], now: Timestamp) -> AnyView {
    let items = lines(recent, MOST)
        .into_iter()
        .map(|line| {
            let who = line.who.unwrap_or_else(|| "Concord".into());
            let link = line
                .page
                .map(|page| view! { " " <a href=links::in_review(review, page)>"Look"</a> });
            view! {
                <li>
                    {ago(now, line.at)}
                    <span><bdi>{who}</bdi> " " {line.words} {link}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <div class="section-head"><h2>"Recently"</h2></div>
            <ul class="recently">{items}</ul>
        </section>
    }
    .into_any()
}
