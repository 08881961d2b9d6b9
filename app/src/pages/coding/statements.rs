//! The statements of a report under their headings.

use super::desk::{Shown, cap};
use super::of_report;
use super::statement_form::statement_form;
use crate::words::number::{count, counted};
use domain::coding::{Codebook, Statement};
use domain::ids::FrameId;
use leptos::prelude::*;

/// All headings, also the empty ones; a statement stands under its first heading.
pub fn statements(shown: &Shown) -> impl IntoView + use<> {
    let codebook = &shown.desk.codebook;
    let keys = codebook.frame_keys();
    let mut groups: Vec<AnyView> = codebook
        .frames
        .iter()
        .zip(keys)
        .map(|(frame, key)| {
            let under = under(shown, |first| first == Some(frame.id));
            group(shown, frame.name.to_string(), key, &under)
        })
        .collect();
    let known = |id: FrameId| codebook.frame(id).is_some();
    let older = under(shown, |first| first.is_none_or(|id| !known(id)));
    if !older.is_empty() {
        let name = "Under headings of an older codebook".to_owned();
        groups.push(group(shown, name, None, &older));
    }
    groups
}

fn under(shown: &Shown, holds: impl Fn(Option<FrameId>) -> bool) -> Vec<&Statement> {
    let all = shown.desk.statements.iter();
    all.filter(|one| holds(one.frames.first().copied()))
        .collect()
}

fn group(shown: &Shown, name: String, key: Option<char>, under: &[&Statement]) -> AnyView {
    let items = (1..)
        .zip(under)
        .map(|(place, statement)| item(shown, key, place, statement))
        .collect_view();
    let items = (!under.is_empty()).then(|| view! { <ol>{items}</ol> });
    view! {
        <section class="heading-group">
            <h2 class="heading-line" dir="auto">
                {cap(key)} " " {name} " " <span class="count">{count(under.len() as u64)}</span>
            </h2>
            {items}
        </section>
    }
    .into_any()
}

fn item(shown: &Shown, key: Option<char>, place: usize, statement: &Statement) -> AnyView {
    let id = statement.id;
    let code = key.map_or_else(|| place.to_string(), |key| format!("{key}{place}"));
    let anchor = format!("s-{id}");
    if let Some((_, fill)) = shown.change.as_ref().filter(|(in_hand, _)| *in_hand == id) {
        return view! {
            <li class="in-hand" id=anchor>
                <span class="code">{code}</span>
                <div>{statement_form(shown, Some((statement, fill)))}</div>
            </li>
        }
        .into_any();
    }
    let change = (!shown.desk.finished).then(|| {
        let here = of_report(shown.review, shown.desk.report.report, "");
        view! { " · " <a href=format!("{here}?change={id}#s-{id}")>"change"</a> }
    });
    let memo = statement
        .memo
        .as_ref()
        .map(|memo| view! { <p class="quiet" dir="auto">{memo.to_string()}</p> });
    view! {
        <li id=anchor>
            <span class="code">{code}</span>
            <div>
                <p dir="auto">{statement.text.to_string()}</p>
                {memo}
                <div class="statement-foot">
                    {chips(&shown.desk.codebook, statement)}
                    <span>{place_and_mentions(statement)} {change}</span>
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// The themes as chips, and the headings beyond the first.
pub fn chips(codebook: &Codebook, statement: &Statement) -> impl IntoView + use<> {
    let older = || "of an older codebook".to_owned();
    let themes = statement
        .themes
        .iter()
        .map(|id| {
            let name = codebook
                .theme(*id)
                .map_or_else(older, |theme| theme.name.to_string());
            view! { <span class="chip chip-chosen" dir="auto">{name}</span> }
        })
        .collect_view();
    let none = statement
        .themes
        .is_empty()
        .then(|| view! { <span class="chip chip-empty">"no theme yet"</span> });
    let also: Vec<String> = statement
        .frames
        .iter()
        .skip(1)
        .filter_map(|id| codebook.frame(*id))
        .map(|frame| frame.name.to_string())
        .collect();
    let also = (!also.is_empty()).then(|| {
        view! { <span class="quiet" dir="auto">{format!("also {}", also.join(", "))}</span> }
    });
    view! { <span class="chips">{themes} {none} {also}</span> }
}

/// "p. 7 · 2 mentions".
pub fn place_and_mentions(statement: &Statement) -> String {
    let page = statement.page.as_ref().map(|page| format!("p. {page} · "));
    let mentions = counted(u64::from(statement.mentions), "mention", "mentions");
    format!("{}{mentions}", page.unwrap_or_default())
}
