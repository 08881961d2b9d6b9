//! Every box with its number, and every sum.

use super::as_list::linked;
use crate::parts::kept_back::KEPT_BACK;
use crate::words::number::count;
use domain::flow::{Figure, Flow, FlowBox, Line};
use domain::ids::ReviewId;
use leptos::prelude::*;

/// The table of the boxes, the footnotes, and the sums.
pub fn as_table(review: ReviewId, flow: &Flow) -> impl IntoView + use<> {
    let rows = flow
        .boxes()
        .iter()
        .flat_map(|one| rows(review, flow, one))
        .collect_view();
    let notes = flow
        .footnotes()
        .iter()
        .map(|note| view! { <li dir="auto">{note.text()}</li> })
        .collect_view();
    let sums = flow
        .sums()
        .into_iter()
        .map(|sum| {
            view! { <tr><th scope="row">{sum.codes}</th><td class="wide">{sum.sentence}</td></tr> }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Box"</th>
                        <th scope="col">"What it counts"</th>
                        <th scope="col" class="num">"n"</th>
                        <th scope="col" class="num">"declared"</th>
                        <th scope="col" class="num">"still open"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <section class="section">
            <h2>"Notes"</h2>
            <ul class="facts">{notes}</ul>
        </section>
        <section class="section" id="sums">
            <h2>"Do the numbers add up?"</h2>
            <div class="table-wrap">
                <table class="table">
                    <thead><tr><th scope="col">"Boxes"</th><th scope="col">"Sum"</th></tr></thead>
                    <tbody>{sums}</tbody>
                </table>
            </div>
        </section>
    }
}

fn rows(review: ReviewId, flow: &Flow, one: &FlowBox) -> Vec<AnyView> {
    let mut code = Some(one.code);
    let open = one.open.as_ref().map(|open| {
        let n = flow.figure(open.id).n().unwrap_or(0);
        linked(review, flow, Some(open.id), count(n))
    });
    let mut open = Some(open);
    one.lines
        .iter()
        .map(|line| {
            row(
                review,
                flow,
                code.take(),
                one.heading,
                line,
                open.take().flatten(),
            )
        })
        .collect()
}

fn row(
    review: ReviewId,
    flow: &Flow,
    code: Option<&'static str>,
    heading: Option<&'static str>,
    line: &Line,
    open: Option<AnyView>,
) -> AnyView {
    let label = match heading {
        Some(heading) => format!("{} {}", heading.replace('*', ""), line.label),
        None => line.label.trim_end_matches('*').to_owned(),
    };
    let (n, declared) = match line.figure {
        Figure::KeptBack => (KEPT_BACK.into_any(), None),
        Figure::Count { n, declared } => (
            linked(review, flow, line.id, count(n)),
            (declared > 0).then(|| count(declared)),
        ),
    };
    view! {
        <tr>
            <th scope="row">{code}</th>
            <td class="wide" dir="auto">{label}</td>
            <td class="num" data-label="n">{n}</td>
            <td class="num" data-label="declared">{declared}</td>
            <td class="num" data-word="still open">{open}</td>
        </tr>
    }
    .into_any()
}
