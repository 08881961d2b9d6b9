//! The list of cases.

use super::{Shown, address, crumb};
use crate::parts::reading::plain;
use crate::parts::source::short_name;
use crate::parts::verdict::{Sign, sign_alone};
use crate::words::number::count;
use crate::words::time::ago;
use domain::screening::Position;
use leptos::prelude::*;
use service::disagreements::CaseLine;

/// The list with its two halves: open ones, resolved ones.
pub fn list(shown: &Shown) -> impl IntoView + use<> {
    let half = |resolved: bool, words: String| {
        let more = if resolved { "&show=resolved" } else { "" };
        let here = (shown.resolved == resolved).then_some("true");
        let to = address(shown.review, shown.stage, more);
        view! { <a class="chip" href=to aria-current=here>{words}</a> }
    };
    let order = if shown.resolved {
        "newest first"
    } else {
        "oldest first"
    };
    let lines = shown
        .list
        .cases
        .iter()
        .map(|line| item(shown, line).into_any())
        .collect_view();
    let other = shown.other.map(|stage| {
        let words = format!("{} instead", crumb(stage));
        view! { <p class="more"><a href=address(shown.review, stage, "")>{words}</a></p> }
    });
    view! {
        <nav class="case-list" aria-label="Disagreements" data-live="cases">
            <header>
                <div class="chips chips-tabs">
                    {half(false, format!("Open {}", count(shown.list.open)))}
                    {half(true, format!("Resolved {}", count(shown.list.resolved)))}
                </div>
                <span>{order}</span>
            </header>
            <ol>{lines}</ol>
            {other}
        </nav>
    }
}

fn item(shown: &Shown, line: &CaseLine) -> impl IntoView + use<> {
    let case = &line.case;
    let chosen = shown
        .case
        .as_ref()
        .is_some_and(|chosen| chosen.record == case.record);
    let to = shown.link(&format!("&record={}", case.record));
    let letters = line.positions.iter().map(letter).collect_view();
    let source = [
        short_name(&case.authors, case.year),
        ago(shown.now, case.since),
    ];
    let source: Vec<String> = source.into_iter().filter(|part| !part.is_empty()).collect();
    view! {
        <li>
            <a href=to aria-current=chosen.then_some("true")>
                <span class="case-title" dir="auto">{plain(&case.title)}</span>
                <span class="case-line">{letters} <span>{source.join(" · ")}</span></span>
            </a>
        </li>
    }
}

fn letter(position: &Position) -> impl IntoView + use<> {
    let sign = sign_alone(Sign::from(position.ruling.verdict()));
    view! { <span>{position.letter.to_string()} " " {sign}</span> }
}
