//! The record to decide on: what is read.

use super::work::Work;
use super::{closed, notice};
use crate::parts::reading::{abstract_text, marked};
use crate::parts::source::source;
use crate::parts::typed::inside;
use domain::screening::Stage;
use domain::screening::desk::DeskRecord;
use leptos::prelude::*;

/// The reading column. It shows a record anew only when it is another one.
pub fn reading(work: Work) -> impl IntoView {
    let first = Memo::new(move |_| work.records.with(|records| records.first().cloned()));
    view! {
        <article class="reading" tabindex="0" aria-labelledby="title">
            {notice::notice(work).into_any()}
            {move || match first.get() {
                Some(record) => shown(work, record).into_any(),
                None => closed::nothing_at_hand(work).into_any(),
            }}
        </article>
    }
}

fn shown(work: Work, record: DeskRecord) -> impl IntoView {
    let citation = record.citation;
    let title = citation.title.clone().unwrap_or_else(|| "No title".into());
    let text = match citation.abstract_text.as_deref() {
        Some(text) => {
            view! { <div class="abstract" dir="auto">{abstract_text(text)}</div> }.into_any()
        }
        None => view! {
            <div class="abstract">
                <p>"There is no abstract in the entries we have. Decide by the title."</p>
            </div>
        }
        .into_any(),
    };
    let full_text = work
        .fixed
        .with_value(|fixed| fixed.place.stage == Stage::FullText);
    let keywords = (!citation.keywords.is_empty()).then(|| {
        view! { <p class="keywords" dir="auto">{citation.keywords.join(" · ")}</p> }
    });
    view! {
        <div class="record-line">
            <span>{format!("Record {}", record.number)}</span>
            {note(work).into_any()}
        </div>
        <h1 class="record-title" id="title" dir="auto">{marked(&title)}</h1>
        {source(&citation, true)}
        {full_text.then(|| to_the_text(record.link, citation.doi.as_deref()))}
        {text}
        {keywords}
    }
}

fn note(work: Work) -> impl IntoView {
    let typed = work.note.get_untracked();
    let open = !typed.is_empty();
    view! {
        <details class="fold" open=open>
            <summary>"Add note " <kbd class="key">"N"</kbd></summary>
            <div class="field">
                <label for="note">"Note " <span class="optional">"may stay empty"</span></label>
                <textarea
                    class="input"
                    id="note"
                    name="note"
                    rows="4"
                    dir="auto"
                    inner_html=inside(&typed)
                    prop:value=typed
                    on:input=move |event| work.note.set(event_target_value(&event))
                ></textarea>
                <p class="help">
                    "Kept with your decision. Whoever resolves a disagreement reads it too."
                </p>
            </div>
        </details>
    }
}

/// The way to the full text.
fn to_the_text(link: Option<String>, doi: Option<&str>) -> AnyView {
    let by_doi = || doi.map(|doi| format!("https://doi.org/{}", crate::links::encode(doi)));
    // Only web addresses: whatever else an entry brought along is not opened.
    let link = link
        .filter(|link| link.starts_with("https://") || link.starts_with("http://"))
        .or_else(by_doi);
    let Some(link) = link else {
        return view! {
            <div class="full-text">
                <p><strong>"No link to the full text"</strong> "Look where your team keeps its files."</p>
            </div>
        }
        .into_any();
    };
    let place = link
        .split_once("://")
        .map_or(link.as_str(), |(_, rest)| rest)
        .chars()
        .take(80)
        .collect::<String>();
    view! {
        <div class="full-text">
            <p><strong>"The full text is at the publisher"</strong> {place}</p>
            <a class="button" href=link target="_blank" rel="noopener noreferrer">
                "Open the text " <kbd class="key">"O"</kbd>
            </a>
        </div>
    }
    .into_any()
}
