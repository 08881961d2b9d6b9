//! One case: the record, what each of them said, and what was decided if it was.

use super::{Shown, resolve};
use crate::parts::reading::{abstract_text, beginning, marked};
use crate::parts::source::source;
use crate::parts::verdict::{Sign, badge, outcome_badge};
use crate::words::number::count;
use domain::ids::CriterionId;
use domain::screening::{Part, Position, Stage, Verdict};
use leptos::prelude::*;
use service::disagreements::CaseView;

/// This much of an abstract is shown at first.
const BEGINNING: usize = 420;

/// The case with the bar that resolves it.
pub fn case(shown: &Shown, case: &CaseView) -> impl IntoView + use<> {
    let citation = &case.citation;
    let title = citation.title.clone().unwrap_or_else(|| "No title".into());
    let positions = case
        .positions
        .iter()
        .map(|position| said(shown.stage, case, position).into_any())
        .collect_view();
    view! {
        <section class="case" aria-labelledby="title">
            <div class="case-body" tabindex="0">
                {line(shown, case).into_any()}
                <h1 class="record-title" id="title" dir="auto">{marked(&title)}</h1>
                {source(citation, false)}
                {full_text(shown.stage, case)}
                {abstract_of(shown, case)}
                <ul class="positions">{positions}</ul>
                {together(shown, case)}
                {standing(shown, case)}
            </div>
            {resolve::bar(shown, case)}
        </section>
    }
}

fn line(shown: &Shown, case: &CaseView) -> impl IntoView + use<> {
    let all = shown.list.cases.len() as u64;
    let place = shown
        .place()
        .map(|at| view! { <span>{format!("{} of {}", count(at as u64 + 1), count(all))}</span> });
    let beside = |by: isize| {
        shown
            .beside(by)
            .map(|record| shown.link(&format!("&record={record}")))
    };
    let next = beside(1).map(|to| {
        view! {
            <a class="desk-only" href=to rel="next" data-key="J">"next " <kbd class="key">"J"</kbd></a>
        }
    });
    let back = beside(-1).map(|to| {
        view! {
            <a class="desk-only" href=to rel="prev" data-key="K">"back " <kbd class="key">"K"</kbd></a>
        }
    });
    let list = shown.link("&list");
    view! {
        <div class="record-line">
            <span>{format!("Record {}", case.number)}</span>
            {place}
            {next}
            {back}
            <a class="button button-small phone-only" href=list>{format!("All {}", count(all))}</a>
        </div>
    }
}

fn full_text(stage: Stage, case: &CaseView) -> Option<impl IntoView + use<>> {
    let link = case.link.clone()?;
    let web = link.starts_with("https://") || link.starts_with("http://");
    (stage == Stage::FullText && web).then(|| {
        view! {
            <p class="full-text">
                <a href=link target="_blank" rel="noopener noreferrer">"Open the full text"</a>
            </p>
        }
    })
}

fn abstract_of(shown: &Shown, case: &CaseView) -> Option<AnyView> {
    let text = case.citation.abstract_text.as_deref()?;
    let start = beginning(text, BEGINNING);
    if shown.whole || !start.ends_with('…') {
        return Some(
            view! { <div class="abstract" dir="auto">{abstract_text(text)}</div> }.into_any(),
        );
    }
    let to = shown.link(&format!("&record={}&whole", case.record));
    Some(
        view! {
            <div class="abstract" dir="auto">
                <p>{start} " " <a class="nowrap" href=to>"whole abstract"</a></p>
            </div>
        }
        .into_any(),
    )
}

/// A reason as the desk shows it: its key and its label.
pub fn reason(stage: Stage, case: &CaseView, id: CriterionId) -> String {
    let Some(criteria) = &case.criteria else {
        return "A reason of earlier criteria".into();
    };
    let place = criteria
        .reasons(stage)
        .position(|criterion| criterion.id == id);
    match (place, criteria.get(id)) {
        (Some(at), Some(criterion)) => format!("{} {}", at + 1, criterion.label.as_str()),
        (None, Some(criterion)) => criterion.label.as_str().to_owned(),
        _ => "A reason of earlier criteria".into(),
    }
}

fn said(stage: Stage, case: &CaseView, position: &Position) -> impl IntoView + use<> {
    let verdict = position.ruling.verdict();
    let reasons: Vec<String> = position
        .ruling
        .reasons()
        .iter()
        .map(|id| reason(stage, case, *id))
        .collect();
    let given = match (reasons.is_empty(), verdict) {
        (false, _) => view! { <strong>{reasons.join(", ")}</strong> }.into_any(),
        (true, Verdict::Include) => "No reason needed".into_any(),
        (true, _) => "No reason given".into_any(),
    };
    let note = position.note.clone().unwrap_or_else(|| "No note.".into());
    view! {
        <li>
            <div>{who(case, position.letter)} " " {badge(Sign::from(verdict))}</div>
            <p class="given">{given}</p>
            <p class="said" dir="auto">{note}</p>
        </li>
    }
}

/// Somebody who disagrees, by letter; the viewer is told that it is them.
fn who(case: &CaseView, letter: char) -> String {
    if case.mine == Some(letter) {
        format!("Reviewer {letter} (you)")
    } else {
        format!("Reviewer {letter}")
    }
}

/// What those who disagree have said they agree to, and who has not said anything yet.
fn together(shown: &Shown, case: &CaseView) -> Option<AnyView> {
    if case.standing == "resolved" || (case.words.is_empty() && case.part != Part::Party) {
        return None;
    }
    let said = case
        .words
        .iter()
        .map(|word| {
            let (outcome, cause) = word.wish;
            let cause = cause.map(|id| {
                view! { <strong>{reason(shown.stage, case, id)}". "</strong> }
            });
            view! {
                <li>
                    {outcome_badge(outcome)}
                    " "
                    <p>{who(case, word.letter)} ": " {cause} "“" {word.why.clone()} "”"</p>
                </li>
            }
        })
        .collect_view();
    let silent: Vec<String> = case
        .positions
        .iter()
        .filter(|position| case.words.iter().all(|word| word.letter != position.letter))
        .map(|position| who(case, position.letter))
        .collect();
    let rest = match (silent.is_empty(), case.words.is_empty()) {
        (true, _) => "Not all say the same yet.".to_owned(),
        (false, true) => {
            "Nobody has said anything yet. The record is settled when all of you say the same."
                .to_owned()
        }
        (false, false) => format!("Still to say: {}.", silent.join(", ")),
    };
    Some(
        view! {
            <h2>"What they agree to"</h2>
            <ul class="precedents">{said}</ul>
            <p class="quiet">{rest}</p>
        }
        .into_any(),
    )
}

/// What was decided, or what is special about this case.
fn standing(shown: &Shown, case: &CaseView) -> Option<AnyView> {
    let resolution = case.resolution.clone().map(|(outcome, cause, why, at)| {
        let cause = cause.map(|id| {
            view! { <strong>{reason(shown.stage, case, id)}". "</strong> }
        });
        let when = crate::words::time::day(shown.now, at);
        view! {
            <h2>{format!("Resolved on {when}")}</h2>
            <ul class="precedents"><li>{outcome_badge(outcome)} <p>{cause} "“" {why} "”"</p></li></ul>
        }
    });
    let note = match case.standing.as_str() {
        "stale" => {
            Some("A decision came in after this was resolved, and it says otherwise. Decide again.")
        }
        "reason_open" => {
            Some("All exclude, for different reasons. Choose the one that is reported.")
        }
        _ => None,
    };
    let note = note.map(|words| view! { <p class="note">{words}</p> });
    Some(view! { {resolution} {note} }.into_any())
}
