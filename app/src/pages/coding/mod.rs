//! Coding: the list of reports, the desk of one report, two codings side by side, the codebook.

pub mod acts;
mod characteristics;
pub mod codebook;
pub mod compare;
pub mod desk;
mod statement_form;
mod statements;

use crate::context::Visit;
use crate::document::Page;
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::words::number::counted;
use domain::ids::{ReportId, ReviewId};
use leptos::prelude::*;
use service::Problem;
use service::coding::{CodingLine, Own};

/// The address of a report's desk, or of something below it.
fn of_report(review: ReviewId, report: ReportId, below: &str) -> String {
    let below = if below.is_empty() {
        String::new()
    } else {
        format!("/{below}")
    };
    links::in_review(review, &format!("coding/{report}{below}"))
}

/// The list.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let lines = visit.house.coding_list(visit.me()?, review).await?;
    let frame = framed(&visit, "coding", None, false).await?;
    Ok(Page::new("Coding", move || view(review, &lines)).within(frame))
}

fn view(review: ReviewId, lines: &[CodingLine]) -> AnyView {
    if lines.is_empty() {
        return nothing_yet(review).into_any();
    }
    let waits = |line: &&CodingLine| matches!(line.mine, Own::Open | Own::Begun);
    let mine = lines.iter().filter(waits).count() as u64;
    let heading = match mine {
        0 => "Nothing waits to be coded by you".to_owned(),
        n => format!(
            "{} for you to code",
            counted(n, "report waits", "reports wait")
        ),
    };
    let next = lines.iter().find(waits).map(|line| {
        let to = of_report(review, line.report.report, "");
        button::link(Weight::Primary, to, "Code the next report")
    });
    let rows = lines.iter().map(|line| row(review, line)).collect_view();
    let codebook = links::in_review(review, "coding/codebook");
    let export = links::in_review(review, "export/statements.csv");
    view! {
        <div class="page ledger" data-live="coding">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in">
                        "Two people code each report without seeing each other’s work. When both have \
                        finished, the two codings stand side by side."
                    </p>
                </div>
                <div class="buttons">
                    {button::link(Weight::Normal, codebook, "Codebook")}
                    <a class="button" href=export download="">"Statements as CSV"</a>
                    {next}
                </div>
            </div>
            <div class="table-wrap">
                <table class="table table-sticky">
                    <thead>
                        <tr>
                            <th scope="col">"Report"</th>
                            <th scope="col">"Your coding"</th>
                            <th scope="col">"Consensus"</th>
                            <th scope="col"><span class="unseen">"What you can do"</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn nothing_yet(review: ReviewId) -> impl IntoView {
    let codebook = links::in_review(review, "coding/codebook");
    view! {
        <div class="message">
            <h1>"No reports to code yet"</h1>
            <p>
                "Reports come here when they are included at full text. Two people code each of them; \
                then their statements are brought together."
            </p>
            <div class="buttons">{button::link(Weight::Normal, codebook, "Look at the codebook")}</div>
        </div>
    }
}

fn row(review: ReviewId, line: &CodingLine) -> AnyView {
    let report = &line.report;
    let (mine, step) = match line.mine {
        Own::NotMine => ("two others code it", None),
        Own::Open => ("not begun", Some("Code it")),
        Own::Begun => ("begun", Some("Go on")),
        Own::Finished => ("finished", Some("Look at it")),
    };
    let consensus = match (line.comparable, line.settled) {
        (_, true) => "finished",
        (true, false) => "can be settled",
        (false, false) => "after both have finished",
    };
    let desk = of_report(review, report.report, "");
    let step = step.map(|words| button::link(Weight::Small, desk, words));
    let compare = line.comparable.then(|| {
        let to = of_report(review, report.report, "compare");
        button::link(Weight::Small, to, "Side by side")
    });
    let record = links::in_review(review, &format!("records/{}", report.number));
    view! {
        <tr>
            <th scope="row">
                <a href=record dir="auto">{title(&report.title, report.number)}</a>
                <small dir="auto">{who_when(&report.authors, report.year)}</small>
            </th>
            <td data-label="your coding">{mine}</td>
            <td data-label="consensus">{consensus}</td>
            <td class="actions-cell"><div class="buttons">{compare} {step}</div></td>
        </tr>
    }
    .into_any()
}

/// A title, or the record's number where it has none.
fn title(title: &str, number: u32) -> String {
    if title.is_empty() {
        format!("Record {number}")
    } else {
        title.to_owned()
    }
}

/// First author and year.
fn who_when(authors: &str, year: Option<u16>) -> String {
    let first = authors.split([';', ',']).next().unwrap_or_default();
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    format!("{first} {year}").trim().to_owned()
}
