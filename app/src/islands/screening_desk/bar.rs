//! The decision bar: always at the same place, always of the same height.

use super::work::{Done, Work};
use crate::parts::icon::{drawn, icon};
use crate::parts::reading::beginning;
use crate::parts::verdict::Sign;
use crate::words::number::count;
use domain::screening::{Stage, Verdict};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The verdicts from left to right, each with its key.
const VERDICTS: [(Verdict, &str); 3] = [
    (Verdict::Exclude, "E"),
    (Verdict::Unsure, "M"),
    (Verdict::Include, "I"),
];

/// The bar.
pub fn bar(work: Work) -> impl IntoView {
    let (label, list, rounds) = work.fixed.with_value(|fixed| {
        (
            match fixed.place.stage {
                Stage::TitleAbstract => "Records you have read",
                Stage::FullText => "Full texts you have judged",
            },
            fixed.link("/mine"),
            fixed.leads.then(|| fixed.link("/rounds")),
        )
    });
    let value = move || work.progress.get().decided.to_string();
    let max = move || work.progress.get().whole().max(1).to_string();
    let decided = move || count(work.progress.get().decided);
    let whole = move || format!("of {}", count(work.progress.get().whole()));
    let left = move || match work.progress.get().left {
        0 => "nothing left for you".to_owned(),
        left => format!("{} left for you", count(left)),
    };
    let rounds = rounds.map(|to| view! { <span><a href=to>"Rounds"</a></span> });
    let verdicts = VERDICTS
        .into_iter()
        .map(|(verdict, key)| button(work, verdict, key).into_any())
        .collect_view();
    view! {
        <footer class="decision-bar" role="group" aria-label="Your decision">
            <progress class="bar-line" value=value max=max aria-label=label></progress>
            <p class="bar-count">
                <strong>{decided}</strong> " " <span>{whole}</span> ", " <span>{left}</span>
            </p>
            <p class="bar-links">
                {rounds}
                <span>
                    <button class="button-link" type="button" popovertarget="keys">"All keys"</button>
                    " " <kbd class="key">"?"</kbd>
                </span>
                <span><a href=list data-key="L">"List"</a> " " <kbd class="key">"L"</kbd></span>
            </p>
            <button class="button reasons-button" type="button" popovertarget="reasons">
                "Reasons"
            </button>
            <div class="verdicts">{verdicts}</div>
            <div class="toast" role="status">
                {move || work.done.with(|done| done.last().cloned()).map(|done| toast(work, done).into_any())}
            </div>
        </footer>
    }
}

fn button(work: Work, verdict: Verdict, key: &'static str) -> impl IntoView {
    let sign = Sign::from(verdict);
    let press = move |event: MouseEvent| {
        event.prevent_default();
        work.decide(verdict, None);
    };
    view! {
        <button
            class=format!("verdict verdict-{}", sign.name())
            name="verdict"
            value=verdict.code()
            on:click=press
        >
            {icon(sign.name(), 18)}
            {sign.word()}
            " "
            <kbd class="key">{key}</kbd>
        </button>
    }
}

/// What was decided last, in its place.
fn toast(work: Work, done: Done) -> impl IntoView {
    let sign = Sign::from(done.verdict);
    let words = match done.late {
        true => view! { <p><strong>"Saved"</strong> "; others had already completed it."</p> }
            .into_any(),
        false => view! {
            <p><strong>{sign.word()}</strong> " for “" {beginning(&done.title, 60)} "”"</p>
        }
        .into_any(),
    };
    let undo_at = work.fixed.with_value(|fixed| fixed.link("/undo"));
    let undo = move |event: MouseEvent| {
        event.prevent_default();
        work.undo();
    };
    let class = match sign {
        Sign::Exclude => "icon icon-exclude",
        Sign::Maybe => "icon icon-maybe",
        Sign::Include => "icon icon-include",
    };
    view! {
        {drawn(class, sign.name(), 16)}
        {words}
        <button
            class="button button-small"
            name="undo"
            value=done.id.to_string()
            formaction=undo_at
            formnovalidate=true
            on:click=undo
        >
            <span>"Undo" <span class="phone-only">" " {sign.word().to_lowercase()}</span></span>
            " "
            <kbd class="key">"Z"</kbd>
        </button>
    }
}
