//! The entries a record is made of, each as its file has it, and taking them apart.

use crate::links;
use crate::pages::duplicates::place;
use crate::parts::button::{self, Weight};
use crate::parts::reading::plain;
use crate::words::number::{count, counted};
use domain::ids::{HitId, ReviewId};
use leptos::prelude::*;
use service::records::{Hit, Joining, RecordPage};

/// The section.
pub fn section(review: ReviewId, found: &RecordPage) -> impl IntoView + use<> {
    let n = found.hits.len() as u64;
    let apart = found.may_separate && n > 1;
    let hits = found
        .hits
        .iter()
        .map(|hit| entry(review, found, hit, apart))
        .collect_view();
    let what = match n {
        1 => "the record as its source has it".to_owned(),
        n => format!("one record, as {} have it", counted(n, "entry", "entries")),
    };
    view! {
        <section class="section" id="entries">
            <div class="section-head">
                <h2>"Entries " <span class="count">{count(n)}</span></h2>
                <span>{what}</span>
            </div>
            <ul class="hits">{hits}</ul>
            {joined(review, found)}
        </section>
    }
}

fn entry(review: ReviewId, found: &RecordPage, hit: &Hit, apart: bool) -> AnyView {
    let where_from = format!("line {} of ", count(hit.line));
    let take = apart.then(|| separate(review, found, &[hit.id], "Take it out again"));
    let why = hit
        .evidence
        .clone()
        .map(|why| view! { <p class="quiet">{format!("Joined by the program: {why}.")}</p> });
    let text = format!(
        "{}/hits/{}",
        links::record(review, found.record.number),
        hit.id
    );
    let as_it_came = (!found.origin_hidden).then(|| {
        view! {
            <details>
                <summary class="button-link small">"As it was imported"</summary>
                {data(hit)}
                <p class="quiet"><a href=text download="">"The entry as it came, as a text file"</a></p>
            </details>
        }
    });
    view! {
        <li>
            <div class="row">
                <span>
                    <strong>{hit.source.clone()}</strong>
                    " "
                    <span class="second">{where_from} <span class="mono">{hit.file.clone()}</span></span>
                </span>
                {take}
            </div>
            {why}
            {as_it_came}
        </li>
    }
    .into_any()
}

/// A form that takes these entries out. It stands on the record's page and leaves a record of its
/// own, or the one they came from.
fn separate(
    review: ReviewId,
    found: &RecordPage,
    hits: &[HitId],
    words: &'static str,
) -> impl IntoView + use<> {
    let to = format!("{}/separate", links::record(review, found.record.number));
    let hits = hits
        .iter()
        .map(|hit| view! { <input type="hidden" name="hit" value=hit.to_string()/> })
        .collect_view();
    view! { <form method="post" action=to>{hits} {button::send(Weight::Small, words)}</form> }
}

fn data(hit: &Hit) -> impl IntoView + use<> {
    let citation = &hit.citation;
    let text = |text: &Option<String>| text.as_deref().map(plain).unwrap_or_default();
    let year = citation.year.map(|year| year.to_string());
    let rows = [
        ("Title", text(&citation.title)),
        ("Authors", citation.authors.join("; ")),
        ("Year", year.unwrap_or_else(|| text(&citation.date))),
        ("Journal", text(&citation.journal)),
        ("Volume, pages", place(citation)),
        ("DOI", text(&citation.doi)),
        ("PubMed number", text(&citation.pmid)),
        ("Database", text(&citation.database)),
        ("Number there", text(&citation.accession)),
        ("Abstract", text(&citation.abstract_text)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| view! { <dt>{name}</dt> <dd dir="auto">{value}</dd> })
    .collect_view();
    view! { <dl class="pairs">{rows}</dl> }
}

/// Records that were joined into this one after they had been records of their own.
fn joined(review: ReviewId, found: &RecordPage) -> Option<AnyView> {
    let here = |joining: &Joining| {
        joining
            .hits
            .iter()
            .all(|id| found.hits.iter().any(|hit| hit.id.uuid() == *id))
    };
    let rows: Vec<AnyView> = found
        .joinings
        .iter()
        .filter(|(joining, _)| !joining.undone)
        .map(|(joining, _)| {
            let hits: Vec<HitId> = joining
                .hits
                .iter()
                .map(|id| HitId::from_uuid(*id))
                .collect();
            let words = format!(
                "Record {} was joined with this one, with {}.",
                count(u64::from(joining.number)),
                counted(hits.len() as u64, "entry", "entries")
            );
            let apart = (found.may_separate && here(joining))
                .then(|| separate(review, found, &hits, "Take apart"));
            view! { <li><div class="row"><span>{words}</span> {apart}</div></li> }.into_any()
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let list = view! {
        <h3>"Joined records"</h3>
        <ul class="hits">{rows}</ul>
        <p class="quiet">
            "Taken apart, each is a record of its own again with its number and its decisions. \
             Decisions made while they were one stay with both."
        </p>
    };
    Some(list.into_any())
}
