//! The six stages as a strip of boxes: a number, what it counts, and a bar.

use crate::document::path::Place;
use crate::links;
use crate::pages::stage_bars::{Segment, segments};
use crate::words::number::{count, counted};
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::reviews::StageBar;

/// The strip. A number is a link where the viewer has a page for it and it is not nothing.
pub fn boxes(review: ReviewId, stages: &StageBar, places: &[Place]) -> AnyView {
    let removed = stages.entries.saturating_sub(stages.records);
    let numbers = [
        (
            Place::Search,
            Some(stages.entries),
            match stages.sources {
                0 => "entries, nothing imported yet".into(),
                n => format!("entries from {}", counted(n, "source", "sources")),
            },
        ),
        (
            Place::Duplicates,
            Some(stages.records),
            match stages.open_pairs {
                0 => format!("records, {} removed", count(removed)),
                n => format!("records, {} to compare", counted(n, "pair", "pairs")),
            },
        ),
        (
            Place::Screen,
            Some(stages.screened),
            format!("of {} complete", count(stages.records)),
        ),
        (
            Place::FullTexts,
            Some(stages.retrieved),
            format!("of {} retrieved", count(stages.sought)),
        ),
        (
            Place::Eligibility,
            Some(stages.judged),
            format!("of {} judged", count(stages.retrieved)),
        ),
        (
            Place::Coding,
            stages.included.map(|_| stages.coded),
            format!(
                "of {}",
                counted(stages.included.unwrap_or(0), "report", "reports")
            ),
        ),
    ];
    let boxes = numbers
        .into_iter()
        .zip(segments(stages))
        .map(|((place, number, words), segment)| {
            let page = if places.contains(&place) {
                Some(place.page())
            } else if place == Place::Duplicates {
                Some(Place::Records.page())
            } else {
                None
            };
            let to = page.map(|page| links::in_review(review, page));
            stage(segment, number, words, to)
        })
        .collect_view();
    view! { <ol class="stages">{boxes}</ol> }.into_any()
}

fn stage(segment: Segment, number: Option<u64>, words: String, to: Option<String>) -> AnyView {
    let Some(number) = number else {
        return view! {
            <li><h2>{segment.name}</h2> <p class="kept-back">"Kept back while you screen."</p></li>
        }
        .into_any();
    };
    let digits = count(number);
    let shown = match to.filter(|_| number > 0) {
        Some(to) => view! { <a class="number" href=to>{digits}</a> }.into_any(),
        None => view! { <span class="number">{digits}</span> }.into_any(),
    };
    let class = if segment.finished() {
        "bar-line bar-line-done"
    } else {
        "bar-line"
    };
    let (value, max) = (segment.done.to_string(), segment.of.max(1).to_string());
    view! {
        <li>
            <h2>{segment.name}</h2>
            {shown}
            <p>{words}</p>
            <progress class=class value=value max=max aria-label=segment.name></progress>
        </li>
    }
    .into_any()
}
