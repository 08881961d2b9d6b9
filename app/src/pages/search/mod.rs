//! Search results: files are dropped here, and what came of them is listed.

pub mod draft;
pub mod import;
pub mod report;
mod undo;
mod warnings;

use crate::context::Visit;
use crate::document::Page;
use crate::forms::Fill;
use crate::forms::act::{Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::upload::Upload;
use crate::islands::drop_files::DropFiles;
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::parts::icon::icon;
use crate::parts::time;
use crate::words::number::{count, counted};
use crate::words::source;
use domain::ids::ReviewId;
use domain::log::SourceKind;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::importing::{ImportFile, ImportStatus, Imported, Searches};

/// The form with the files.
pub const FORM: &str = "search-files";
/// The most bytes of one file.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let searches = visit.house.searches(visit.me()?, review).await?;
    let fill = visit.fill(FORM, []);
    let frame = framed(&visit, "search", None, false).await?;
    let now = visit.house.now();
    Ok(Page::new("Search results", move || view(review, searches, &fill, now)).within(frame))
}

/// Keeps the files as they stream in, and makes a draft of an import of them.
pub async fn take(visit: Visit, upload: &mut Upload) -> Result<Done, Stop> {
    let (me, review) = (visit.me()?, visit.review()?);
    let mut files = Vec::new();
    while let Some(file) = upload.next_file().await? {
        let name = file.name().to_owned();
        let kept = visit
            .house
            .keep_upload(me, review, &name, LARGEST, file)
            .await?;
        files.push(kept);
    }
    let job = visit.house.draft_import(me, review, files).await?;
    Ok(Done::To(links::import(review, job)))
}

fn view(review: ReviewId, searches: Searches, fill: &Fill, now: Timestamp) -> AnyView {
    let empty = searches.imports.is_empty() && searches.jobs.iter().all(|job| !is_shown(job));
    if empty && searches.may {
        return first_time(review, fill).into_any();
    }
    let form = searches.may.then(|| drop_form(review, fill));
    let lead_in = if searches.may {
        WHAT_IS_READ
    } else {
        "What was found where, and when it came in."
    };
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>"Search results"</h1>
                    <p class="lead-in">{lead_in}</p>
                </div>
            </div>
            {form}
            <div data-live="imports">
                {under_way(review, &searches.jobs, now)}
                {imports(review, &searches.imports, now)}
                {sources(review, &searches.sources)}
            </div>
        </div>
    }
    .into_any()
}

const WHAT_IS_READ: &str = "Drop the files you exported from the databases. RIS, NBIB (PubMed), CSV and \
    TSV are read; what a file is, is seen from its content.";

fn first_time(review: ReviewId, fill: &Fill) -> impl IntoView + use<> {
    view! {
        <div class="message">
            <ul class="signs" aria-hidden="true">
                <li>{icon("search", 16)}</li>
                <li>{icon("mark", 16)}</li>
            </ul>
            <h1>"No search results yet"</h1>
            <p>
                "This page will show what was found where: each file, its source, how many entries \
                 it brought and how many of them were new."
            </p>
            <p>{WHAT_IS_READ}</p>
            {drop_form(review, fill)}
        </div>
    }
}

fn drop_form(review: ReviewId, fill: &Fill) -> impl IntoView + use<> {
    let error = fill.error("files");
    let described = if error.is_some() {
        "files-error files-help"
    } else {
        "files-help"
    };
    let invalid = error.is_some().then_some("true");
    let error = error.map(|words| {
        view! { <p class="error" id="files-error">{icon("alert", 16)} {words}</p> }
    });
    view! {
        <form
            class="drop-form"
            id="drop-form"
            method="post"
            enctype="multipart/form-data"
            action=links::in_review(review, "search")
        >
            {whole_form(fill)}
            <div class="drop">
                <label for="files"><strong>"Drop files here"</strong> ", or choose them"</label>
                <input
                    class="input"
                    id="files"
                    type="file"
                    name="files"
                    multiple
                    required
                    aria-invalid=invalid
                    aria-describedby=described
                />
                {error}
                <p class="help" id="files-help">
                    "Up to 512 MB each. Every file is kept byte for byte."
                </p>
            </div>
            <div class="buttons">{button::send(Weight::Primary, "Send the files")}</div>
            <DropFiles/>
        </form>
    }
}

/// What was cancelled is over and leaves nothing; everything else is still somebody's to look at.
fn is_shown(job: &ImportStatus) -> bool {
    job.state != "cancelled"
}

fn under_way(review: ReviewId, jobs: &[ImportStatus], now: Timestamp) -> Option<AnyView> {
    let rows: Vec<AnyView> = jobs
        .iter()
        .filter(|job| is_shown(job))
        .map(|job| job_row(review, job, now).into_any())
        .collect();
    if rows.is_empty() {
        return None;
    }
    let section = view! {
        <section class="section">
            <div class="section-head"><h2>"On their way in"</h2></div>
            <ul class="facts">{rows}</ul>
        </section>
    };
    Some(section.into_any())
}

fn job_row(review: ReviewId, job: &ImportStatus, now: Timestamp) -> impl IntoView + use<> {
    let names: Vec<&str> = job.files.iter().map(|file| file.name.as_str()).collect();
    let state = match job.state.as_str() {
        "draft" => "say where the files come from".to_owned(),
        "waiting" => "waits for its turn".to_owned(),
        "running" => match job.total {
            0 => "being read".to_owned(),
            total => format!("being read, {}\u{a0}%", job.done.min(total) * 100 / total),
        },
        _ => "failed, and nothing was imported".to_owned(),
    };
    let by = job.by.clone().map(|by| format!(", {by}"));
    view! {
        <li>
            <span class="mono">{names.join(", ")}</span>
            " "
            <a href=links::import(review, job.job)>{state}</a>
            " "
            <span class="quiet">{time::since(now, job.made_at)} {by}</span>
        </li>
    }
}

fn imports(review: ReviewId, imports: &[Imported], now: Timestamp) -> Option<AnyView> {
    if imports.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = imports
        .iter()
        .flat_map(|imported| {
            imported
                .files
                .iter()
                .map(move |file| file_row(review, imported, file, now).into_any())
        })
        .collect();
    let section = view! {
        <section class="section">
            <div class="section-head"><h2>"Imports so far"</h2></div>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"File"</th>
                            <th scope="col">"Source"</th>
                            <th scope="col">"Imported"</th>
                            <th scope="col" class="num">"Entries"</th>
                            <th scope="col" class="num">"New"</th>
                            <th scope="col" class="num">"Warnings"</th>
                            <th scope="col">"State"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    };
    Some(section.into_any())
}

fn file_row(
    review: ReviewId,
    imported: &Imported,
    file: &ImportFile,
    now: Timestamp,
) -> impl IntoView + use<> {
    let quiet = file.failed.is_some() || !imported.import.visible;
    let state = match (imported.import.visible, file.failed.is_some()) {
        (false, _) => "undone",
        (true, true) => "not imported",
        (true, false) => "report",
    };
    let by = imported.by.clone().map(|by| format!(", {by}"));
    let entries = (file.failed.is_none()).then(|| count(file.entries + file.already));
    view! {
        <tr class=quiet.then_some("quieter")>
            <th scope="row"><span class="mono">{file.name.clone()}</span></th>
            <td class="wide">{file.source.clone()} ", " {source::kind(file.kind)}</td>
            <td>{time::since(now, imported.import.at)} {by}</td>
            <td class="num" data-word="entries">{entries}</td>
            <td class="num" data-word="new">{count(file.entries)}</td>
            <td class="num" data-word="warnings">{count(file.warnings)}</td>
            <td><a href=links::import_report(review, imported.import.id)>{state}</a></td>
        </tr>
    }
}

fn sources(review: ReviewId, sources: &[(String, SourceKind, u64)]) -> Option<AnyView> {
    if sources.is_empty() {
        return None;
    }
    let list = links::in_review(review, "records");
    let rows: Vec<AnyView> = sources
        .iter()
        .map(|(name, kind, entries)| {
            let to = format!("{list}?source={}", links::encode(name));
            view! {
                <li>
                    <strong>{name.clone()}</strong>
                    " "
                    {source::kind(*kind)}
                    ", "
                    <a href=to>{counted(*entries, "entry", "entries")}</a>
                </li>
            }
            .into_any()
        })
        .collect();
    let section = view! {
        <section class="section">
            <div class="section-head"><h2>"Sources"</h2></div>
            <ul class="facts">{rows}</ul>
        </section>
    };
    Some(section.into_any())
}
