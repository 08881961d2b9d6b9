//! The PRISMA 2020 flow: the picture, the same boxes as a list on a phone and as a table.

mod as_list;
mod as_table;

use crate::context::Visit;
use crate::document::Page;
use crate::links;
use crate::pages::framed::framed;
use crate::words::time;
use as_list::as_list;
use as_table::as_table;
use domain::flow::diagram::{Ground, draw};
use domain::flow::{Flow, Template};
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::Problem;

/// What the page shows.
struct Shown {
    review: ReviewId,
    title: String,
    date: String,
    flow: Flow,
    table: bool,
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let found = visit.house.flow(visit.me()?, review).await?;
    let table = visit.query.get("as") == Some("table");
    let crumb = if table { "As a table" } else { "PRISMA 2020" };
    let frame = framed(&visit, "flow", Some(crumb.to_owned()), false).await?;
    let shown = Shown {
        review,
        title: found.title,
        date: time::exact(visit.house.now()),
        flow: found.flow,
        table,
    };
    Ok(Page::new("Flow", move || view(shown)).within(frame))
}

fn view(shown: Shown) -> impl IntoView {
    let Shown { review, flow, .. } = &shown;
    let provisional = flow.is_provisional();
    let head = format!(
        "{}, {}{}",
        shown.title,
        shown.date,
        if provisional { ", provisional" } else { "" }
    );
    let main = if shown.table {
        as_table(*review, flow).into_any()
    } else {
        picture(*review, flow).into_any()
    };
    view! {
        <div class="page flow" data-live="flow">
            <p class="print-head" dir="auto">{head}</p>
            <h1 class="unseen">"PRISMA 2020 flow"</h1>
            {bar(*review, flow, shown.table)}
            {provisional.then(|| ribbon(*review, flow))}
            <div class="flow-columns">
                <div class="flow-main">{main}</div>
                {side(*review, flow, shown.table)}
            </div>
        </div>
    }
}

fn bar(review: ReviewId, flow: &Flow, table: bool) -> impl IntoView + use<> {
    let template = match flow.template() {
        Template::NewV1 => "New review, databases and registers only",
        Template::NewV2 => "New review, databases, registers and other methods",
    };
    let page = links::in_review(review, "flow");
    let export = |kind: &str| format!("{page}.{kind}");
    let here = |on: bool| on.then_some("true");
    view! {
        <div class="flow-bar">
            <p class="quiet">{template}</p>
            <div class="group" role="group" aria-label="Shown as">
                <a href=page.clone() aria-current=here(!table)>"Picture"</a>
                <a href=format!("{page}?as=table") aria-current=here(table)>"Table"</a>
            </div>
            <span class="group-label desk-only">"Export"</span>
            <div class="group" role="group" aria-label="Export">
                <a href=export("svg") download="">"SVG"</a>
                <a href=export("json") download="">"JSON"</a>
                <a href=export("csv") download="">"CSV"</a>
            </div>
        </div>
    }
}

/// What is not finished: each part leads to its list; what a blind viewer may not know is named
/// without a number.
fn ribbon(review: ReviewId, flow: &Flow) -> impl IntoView + use<> {
    let veil = flow.veil();
    let kept_back = [
        (
            veil.title_abstract,
            "what is open at title and abstract is kept back",
        ),
        (veil.full_text, "what is open at full text is kept back"),
    ];
    let mut parts: Vec<AnyView> = flow
        .ribbon()
        .into_iter()
        .map(|phrase| {
            let to = links::flow_list(review, &phrase.list.list());
            view! { <a href=to>{phrase.link}</a> {format!(" {}", phrase.rest)} }.into_any()
        })
        .collect();
    parts.extend(
        kept_back
            .into_iter()
            .filter(|(covered, _)| *covered)
            .map(|(_, words)| words.into_any()),
    );
    let count = parts.len();
    let parts = parts
        .into_iter()
        .enumerate()
        .map(|(place, part)| {
            let before = match place {
                0 => "",
                1 if count == 2 => " and ",
                last if last + 1 == count => ", and ",
                _ => ", ",
            };
            view! { {before} {part} }
        })
        .collect_view();
    view! { <p class="provisional"><strong>"Provisional."</strong> " Still open: " {parts} "."</p> }
}

fn picture(review: ReviewId, flow: &Flow) -> impl IntoView + use<> {
    let svg = draw(flow, Ground::Page, |id| {
        links::flow_number(review, flow, id)
    });
    let again = svg.clone();
    view! {
        <div class="desk-only"><div class="picture-wrap" inner_html=svg></div></div>
        <div class="phone-only">
            {as_list(review, flow)}
            <details class="flow-picture">
                <summary>"As a picture"</summary>
                <div class="picture-wrap" inner_html=again></div>
            </details>
        </div>
    }
}

fn side(review: ReviewId, flow: &Flow, table: bool) -> impl IntoView + use<> {
    let mut sums = flow.sums();
    let every = links::in_review(review, "flow") + "?as=table#sums";
    let shown: Vec<String> = sums.drain(..).take(2).map(|sum| sum.sentence).collect();
    let sums = match shown.as_slice() {
        [] => "What could be added up is kept back from you while you screen.".to_owned(),
        sums => format!("Yes. {} ", sums.join(" ")),
    };
    let as_table = (!table).then(|| {
        let to = links::in_review(review, "flow") + "?as=table";
        view! {
            <section>
                <h2>"As a table"</h2>
                <p><a href=to>"Every box with its number"</a></p>
            </section>
        }
    });
    view! {
        <aside class="flow-side">
            <section>
                <h2>"Do the numbers add up?"</h2>
                <p>{sums} <a href=every>"Every sum"</a></p>
            </section>
            {as_table}
        </aside>
    }
}
