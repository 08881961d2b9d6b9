//! The records behind a number of the flow.

use super::table::lines_table;
use crate::context::Visit;
use crate::document::Page;
use crate::links;
use crate::pages::framed::framed;
use domain::flow::{BoxList, Step};
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::Problem;
use service::flow::BoxPage;
use service::records::PAGE;

/// The page of one list, after the number in the address.
pub async fn show(visit: Visit, list: BoxList) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let after = visit.query.parse("after").unwrap_or(0);
    let found = visit
        .house
        .records_in_box(me, review, list, after, PAGE)
        .await?;
    let frame = framed(&visit, "records", Some("From the flow".into()), false).await?;
    let heading = match &found.reason {
        Some(reason) => format!("Excluded: {reason}"),
        None => words(&list.step).to_owned(),
    };
    Ok(Page::new(heading.clone(), move || {
        view(review, &list, after, &heading, &found)
    })
    .within(frame))
}

/// What a list is of, as its heading.
const fn words(step: &Step) -> &'static str {
    match step {
        Step::Identified(_) => "Records identified",
        Step::Duplicates => "Records found more than once",
        Step::KnownFromDatabases => "Records also found in databases",
        Step::Screened => "Records screened",
        Step::ToScreen => "Records still to be screened",
        Step::Reopened => "Records opened again at title and abstract",
        Step::Excluded => "Records excluded on title and abstract",
        Step::Sought => "Reports sought",
        Step::ToRetrieve => "Reports still to be found",
        Step::NotRetrieved => "Reports not retrieved",
        Step::Assessed => "Reports assessed",
        Step::ToAssess => "Reports still to be assessed",
        Step::Unassessed => "Reports nobody has finished assessing",
        Step::Disagreements => "Reports with an open disagreement",
        Step::Reason(_) => "Reports excluded for one reason",
        Step::ReasonOpen => "Reports excluded, their reason open",
        Step::Awaiting => "Reports awaiting classification",
        Step::Ongoing => "Reports of ongoing studies",
        Step::Included => "Reports included",
    }
}

fn view(review: ReviewId, list: &BoxList, after: u32, heading: &str, found: &BoxPage) -> AnyView {
    let heading = heading.to_owned();
    let lines = match &found.records {
        None => view! { <p class="note">"Kept back while you screen."</p> }.into_any(),
        Some(lines) if lines.is_empty() => {
            view! { <p class="quiet">"No record is in this list."</p> }.into_any()
        }
        Some(lines) => lines_table(review, lines).into_any(),
    };
    let last = found.records.as_ref().and_then(|lines| lines.last());
    let next = last.filter(|_| found.more).map(|last| {
        let to = format!("{}&after={}", links::flow_list(review, list), last.number);
        view! { <a href=to rel="next">"Next 50"</a> }
    });
    let first = (after > 0).then(|| {
        view! { <a href=links::flow_list(review, list)>"Back to the first"</a> }
    });
    view! {
        <div class="page records">
            <div class="page-head"><div><h1 dir="auto">{heading}</h1></div></div>
            <p>
                <a href=links::in_review(review, "flow")>"To the flow"</a>
                " · "
                <a href=links::in_review(review, "records")>"All records"</a>
            </p>
            <div data-live="records">
                {lines} <nav class="pager" aria-label="Pages">{first} {next}</nav>
            </div>
        </div>
    }
    .into_any()
}
