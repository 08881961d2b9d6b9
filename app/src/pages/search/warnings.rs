//! The warnings of an import: by file and kind, how many, what was done about them, and where they
//! are.

use crate::words::number::count;
use crate::words::warning::sentence;
use leptos::prelude::*;
use service::importing::{ImportReport, ReadWarning, WarningCount};

/// How many places of one kind are listed.
const LISTED: usize = 200;

/// The section.
pub fn section(report: &ImportReport) -> impl IntoView + use<> {
    let all: u64 = report.warning_counts.iter().map(|w| w.n).sum();
    let mut seen = Vec::new();
    let groups = report
        .warning_counts
        .iter()
        .map(|group| {
            // The first group of a file is where the table's link leads.
            let first = !seen.contains(&group.file_no);
            seen.push(group.file_no);
            view_of(report, group, first)
        })
        .collect_view();
    let body = if all == 0 {
        view! { <p class="second">"None: everything in the files was understood."</p> }.into_any()
    } else {
        view! { <ul class="facts facts-counted">{groups}</ul> }.into_any()
    };
    let n = (all > 0).then(|| view! { <span class="count second">{count(all)}</span> });
    view! {
        <section class="section">
            <div class="section-head"><h2>"Warnings " {n}</h2></div>
            {body}
        </section>
    }
}

fn view_of(report: &ImportReport, group: &WarningCount, first: bool) -> impl IntoView + use<> {
    let name = report
        .files
        .iter()
        .find(|found| found.file.no == group.file_no)
        .map(|found| found.file.name.clone());
    let (what, done) = sentence(&group.kind, group.n == 1, &group.words);
    let id = first.then(|| format!("warnings-{}", group.file_no));
    let places: Vec<&ReadWarning> = report
        .warnings
        .iter()
        .filter(|w| w.file_no == group.file_no && w.kind == group.kind)
        .take(LISTED)
        .collect();
    let more = group.n.saturating_sub(places.len() as u64);
    let more = (more > 0).then(|| view! { <li>{format!("and {} more", count(more))}</li> });
    let places = places
        .into_iter()
        .map(|place| {
            let line = count(place.line.unsigned_abs());
            let text = place.content.clone();
            view! { <li>{format!("line {line}")} " " <span class="mono" dir="auto">{text}</span></li> }
        })
        .collect_view();
    view! {
        <li id=id>
            <span>{count(group.n)}</span>
            <div>
                {what} " (" <span class="mono">{name}</span> "). " {done}
                <details>
                    <summary class="button-link small">"List"</summary>
                    <ul class="places">{places} {more}</ul>
                </details>
            </div>
        </li>
    }
}
