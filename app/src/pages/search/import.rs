//! An import on its way in: a draft whose sources are named, work that runs, or why nothing came
//! of it.

use super::draft;
use crate::context::Visit;
use crate::document::Page;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::words::number::{capital, counted, spelled};
use domain::ids::{JobId, ReviewId};
use leptos::prelude::*;
use service::Problem;
use service::importing::ImportStatus;

/// The form that cancels.
pub const CANCEL: &str = "cancel-import";

/// Seconds between two looks at running work.
const AGAIN: u8 = 2;

/// The page: what it shows depends on how far the import is. One that is done is at its report.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let job: JobId = visit.part("job")?;
    let status = visit.house.import_status(visit.me()?, review, job).await?;
    let files = counted(status.files.len() as u64, "file", "files");
    let crumb = Some(format!("Import of {files}"));
    let frame = framed(&visit, "search", crumb, false).await?;
    let title = format!("Import of {files}");
    Ok(match status.state.as_str() {
        "done" => Page::at(links::import_report(review, status.import)),
        "draft" => {
            let fill = draft::fill(&visit, &status);
            let searches = visit.house.searches(visit.me()?, review).await?;
            let offered = draft::offered(&searches);
            Page::new(title, move || draft::view(review, status, &fill, &offered)).within(frame)
        }
        "waiting" | "running" => Page::new(title, move || running(review, status))
            .within(frame)
            .again_in(AGAIN),
        _ => Page::new(title, move || over(review, status)).within(frame),
    })
}

fn running(review: ReviewId, status: ImportStatus) -> impl IntoView {
    let n = status.files.len() as u64;
    let being = if n == 1 { "file is" } else { "files are" };
    let heading = format!("{} {being} being read", capital(&spelled(n)));
    let words = match (status.cancelling, status.words) {
        (true, _) => "Stopping. Nothing of it will stay".to_owned(),
        (false, Some(words)) => words,
        (false, None) => "Waits for its turn".to_owned(),
    };
    let share = (status.total > 0).then(|| {
        let percent = status.done.min(status.total) * 100 / status.total;
        view! { <span class="quiet">{format!("{percent}\u{a0}%")}</span> }
    });
    let value = (status.total > 0).then(|| status.done.min(status.total).to_string());
    let most = status.total.max(1).to_string();
    let files = status
        .files
        .iter()
        .map(|file| view! { <li><span class="mono">{file.name.clone()}</span></li> })
        .collect_view();
    let cancel =
        (!status.cancelling).then(|| cancel_form(review, status.job, "Cancel this import"));
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in">
                        "You can leave this page; the import goes on. Nothing is visible to others \
                         before it is complete."
                    </p>
                </div>
                {cancel}
            </div>
            <ul class="import-progress">
                <li>
                    <span>{words}</span>
                    {share}
                    <progress class="bar-line" value=value max=most aria-label="How far the import is"></progress>
                </li>
                {files}
            </ul>
            <p class="import-foot">
                "This page shows the state of the moment and asks again every two seconds."
            </p>
        </div>
    }
}

fn over(review: ReviewId, status: ImportStatus) -> impl IntoView {
    let (heading, words) = if status.state == "cancelled" {
        let words =
            "Nothing of it was imported. The files are kept, so nothing is lost.".to_owned();
        ("This import was cancelled", words)
    } else {
        let words = status
            .words
            .unwrap_or_else(|| "Nothing was imported.".to_owned());
        ("This import failed", words)
    };
    view! {
        <div class="message">
            <h1>{heading}</h1>
            <p>{words}</p>
            <p>"To import the files after all, drop them again."</p>
            <div class="buttons">
                {button::link(
                    Weight::Primary,
                    links::in_review(review, "search"),
                    "To the search results",
                )}
            </div>
        </div>
    }
}

/// The button that stops an import, in a form of its own.
pub fn cancel_form(review: ReviewId, job: JobId, words: &'static str) -> impl IntoView {
    let to = format!("{}/cancel", links::import(review, job));
    view! { <form method="post" action=to>{button::send(Weight::Normal, words)}</form> }
}

/// Asks the import to stop.
pub async fn cancel(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let (review, job) = (visit.review()?, visit.part("job")?);
    visit.house.cancel_import(visit.me()?, review, job).await?;
    Ok(Done::To(links::import(review, job)))
}
