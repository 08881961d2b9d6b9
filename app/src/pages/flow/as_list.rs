//! The boxes as a list in the order of the template, for narrow screens.

use crate::links;
use crate::words::number::count;
use domain::flow::{BoxId, Figure, Flow, FlowBox, Line, Template};
use domain::ids::ReviewId;
use leptos::prelude::*;

/// The boxes one below the other, with the words and links of the picture.
pub fn as_list(review: ReviewId, flow: &Flow) -> impl IntoView + use<> {
    let mut items: Vec<AnyView> = vec![heading(
        "Identification of studies via databases and registers",
    )];
    for one in flow.boxes() {
        if one.code == "O1" && flow.template() == Template::NewV2 {
            items.push(heading("Identification of studies via other methods"));
        }
        items.push(item(review, flow, &one));
    }
    let notes = flow
        .footnotes()
        .into_iter()
        .map(|note| {
            let pieces = note
                .pieces
                .into_iter()
                .map(|piece| linked(review, flow, piece.id, piece.text))
                .collect_view();
            view! { <span>{pieces}</span> <br/> }
        })
        .collect_view();
    view! {
        <ol class="flow-list">{items.collect_view()}</ol>
        <p class="flow-notes" dir="auto">{notes}</p>
    }
}

fn heading(words: &'static str) -> AnyView {
    view! { <li class="flow-heading">{words}</li> }.into_any()
}

fn item(review: ReviewId, flow: &Flow, one: &FlowBox) -> AnyView {
    let class = if one.is_kept_back() {
        "flow-kept"
    } else if one.code == "I" {
        "flow-included"
    } else if matches!(one.code, "D2" | "D4" | "D6" | "D8" | "O6" | "O8") {
        "flow-aside"
    } else {
        ""
    };
    let line = |line: &Line| {
        view! { <span dir="auto">{line.label.clone()}</span> " " {figure(review, flow, line)} }
    };
    let lines = match (one.heading, one.lines.as_slice()) {
        (None, [only]) => line(only).into_any(),
        (heading, lines) => {
            let lines = lines
                .iter()
                .map(|one| view! { <li>{line(one)}</li> })
                .collect_view();
            view! { {heading} <ul>{lines}</ul> }.into_any()
        }
    };
    let open = one.open.as_ref().map(|open| {
        let words = linked(review, flow, Some(open.id), open.words.clone());
        view! { <p class="still-open">{words}</p> }
    });
    view! { <li class=class>{lines} {open}</li> }.into_any()
}

/// "(n = 2,816)", the number a link, or that it is kept back.
fn figure(review: ReviewId, flow: &Flow, line: &Line) -> impl IntoView + use<> {
    match line.figure {
        Figure::KeptBack => "kept back".into_any(),
        Figure::Count { n, declared } => {
            let number = linked(review, flow, line.id, count(n));
            let sign = (declared > 0).then_some("†");
            view! { "(n = " {number} ")" {sign} }.into_any()
        }
    }
}

/// Words that lead to the list of a number, where it has one.
pub fn linked(review: ReviewId, flow: &Flow, id: Option<BoxId>, words: String) -> AnyView {
    match id.and_then(|id| links::flow_number(review, flow, id)) {
        Some(to) => view! { <a href=to>{words}</a> }.into_any(),
        None => words.into_any(),
    }
}
