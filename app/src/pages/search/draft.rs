//! A draft of an import: what each file looks like, and where it comes from.

use super::import::cancel_form;
use crate::context::Visit;
use crate::forms::act::{Checks, Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::links;
use crate::parts::button::{self, Weight};
use crate::parts::icon::icon;
use crate::words::number::{capital, counted, size, spelled};
use crate::words::source;
use domain::ids::{JobId, ReviewId};
use domain::log::SourceKind;
use domain::text::NonBlank;
use leptos::prelude::*;
use service::importing::{DraftFile, ImportStatus, KNOWN_SOURCES, Searches};

/// The form that names the sources.
pub const FORM: &str = "name-sources";

/// The choice that lets a source be typed.
const OTHER: &str = "other";
/// What a file that cannot be read is filed under.
const UNNAMED: &str = "Unnamed source";

/// The names of the fields of one file.
struct Names {
    source: String,
    other: String,
    kind: String,
}

impl Names {
    fn of(n: usize) -> Self {
        Self {
            source: format!("source-{n}"),
            other: format!("other-{n}"),
            kind: format!("kind-{n}"),
        }
    }
}

/// What the fields show at first: the guesses.
pub fn fill(visit: &Visit, status: &ImportStatus) -> Fill {
    let values: Vec<(String, String)> = status
        .files
        .iter()
        .enumerate()
        .map(|(n, file)| (Names::of(n).source, file.source.clone()))
        .collect();
    let values = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()));
    visit.fill(FORM, values)
}

/// The sources to choose from: those Concord knows, then those this review had files from.
pub fn offered(searches: &Searches) -> Vec<String> {
    let mut names: Vec<String> = KNOWN_SOURCES
        .iter()
        .map(|(name, ..)| (*name).to_owned())
        .collect();
    for (name, ..) in &searches.sources {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// The page.
pub fn view(
    review: ReviewId,
    status: ImportStatus,
    fill: &Fill,
    offered: &[String],
) -> impl IntoView + use<> {
    let readable = status
        .files
        .iter()
        .filter(|file| file.looks.is_ok())
        .count() as u64;
    let n = status.files.len() as u64;
    let heading = match (readable, n) {
        (0, 1) => "This file cannot be imported".to_owned(),
        (0, _) => "None of these files can be imported".to_owned(),
        _ => format!(
            "{} {} here",
            capital(&spelled(n)),
            if n == 1 { "file is" } else { "files are" }
        ),
    };
    let lead_in = if readable == 0 {
        "Nothing was changed. What is wrong with each, and what helps:"
    } else {
        "Say where each comes from: the flow diagram counts by source. Nothing is imported yet."
    };
    let files: Vec<AnyView> = status
        .files
        .iter()
        .enumerate()
        .map(|(n, file)| file_part(n, file, fill, offered))
        .collect();
    let go = if readable == 0 {
        let to = links::in_review(review, "search");
        button::link(Weight::Primary, to, "Choose other files").into_any()
    } else {
        let words = format!("Import {}", counted(readable, "file", "files"));
        button::send(Weight::Primary, words).into_any()
    };
    view! {
        <div class="page import-draft">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in">{lead_in}</p>
                </div>
                {cancel_form(review, status.job, "Put these away")}
            </div>
            <form method="post" action=links::import(review, status.job)>
                {whole_form(fill)}
                <ol class="draft-files">{files}</ol>
                <div class="buttons">{go}</div>
            </form>
        </div>
    }
}

fn file_part(n: usize, file: &DraftFile, fill: &Fill, offered: &[String]) -> AnyView {
    let head = view! {
        <h2><span class="mono">{file.name.clone()}</span> " " <small class="quiet">{size(file.size)}</small></h2>
    };
    match &file.looks {
        Ok(format) => {
            let format = format!("Looks like {format}.");
            view! { <li>{head} <p class="second">{format}</p> {fields(n, fill, offered)}</li> }
                .into_any()
        }
        Err(why) => view! {
            <li class="failure">
                {icon("alert", 16)}
                <div>{head} <p>{why.clone()}</p> <p>"It will not be imported."</p></div>
            </li>
        }
        .into_any(),
    }
}

fn fields(n: usize, fill: &Fill, offered: &[String]) -> impl IntoView + use<> {
    let names = Names::of(n);
    let chosen = fill.value(&names.source).to_owned();
    let known = offered.contains(&chosen);
    let choice = if known || chosen.is_empty() {
        chosen.clone()
    } else {
        OTHER.to_owned()
    };
    let typed = match fill.value(&names.other) {
        "" if choice == OTHER && chosen != OTHER => chosen,
        typed => typed.to_owned(),
    };
    let mut sources: Vec<(&str, &str)> = vec![("", "Choose a source")];
    sources.extend(offered.iter().map(|name| (name.as_str(), name.as_str())));
    sources.push((OTHER, "Another source"));
    let mut kinds = vec![("", "as usual for this source")];
    kinds.extend(SourceKind::ALL.map(|kind| (kind.code(), source::kind(kind))));
    let error = fill.error(&names.other);
    let (invalid, error_id) = (
        error.is_some().then_some("true"),
        format!("{}-error", names.other),
    );
    view! {
        <div class="source-of">
            {select(fill, &names.source, "Where it comes from", &sources, &choice)}
            <div class="field other-source">
                <label for=names.other.clone()>"Name of the source"</label>
                <input
                    class="input"
                    id=names.other.clone()
                    name=names.other.clone()
                    value=typed
                    dir="auto"
                    autofocus=fill.focus(&names.other)
                    aria-invalid=invalid
                    aria-describedby=error.is_some().then(|| error_id.clone())
                />
                {error.map(|words| error_line(error_id, words))}
            </div>
            {select(fill, &names.kind, "What kind of source it is", &kinds, fill.value(&names.kind))}
        </div>
    }
}

fn select(
    fill: &Fill,
    name: &str,
    label: &'static str,
    options: &[(&str, &str)],
    chosen: &str,
) -> impl IntoView + use<> {
    let error = fill.error(name);
    let error_id = format!("{name}-error");
    let options = options
        .iter()
        .map(|(value, words)| {
            let selected = *value == chosen;
            view! { <option value=(*value).to_owned() selected=selected>{(*words).to_owned()}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=name.to_owned()>{label}</label>
            <span class="select">
                <select
                    id=name.to_owned()
                    name=name.to_owned()
                    autofocus=fill.focus(name)
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=error.is_some().then(|| error_id.clone())
                >
                    {options}
                </select>
            </span>
            {error.map(|words| error_line(error_id, words))}
        </div>
    }
}

fn error_line(id: String, words: String) -> impl IntoView {
    view! { <p class="error" id=id>{icon("alert", 16)} {words}</p> }
}

/// Names the sources and begins the import.
pub async fn begin(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (review, job): (_, JobId) = (visit.review()?, visit.part("job")?);
    let me = visit.me()?;
    let status = visit.house.import_status(me, review, job).await?;
    let mut checks = Checks::new();
    let mut sources = Vec::new();
    for (n, file) in status.files.iter().enumerate() {
        let named = match file.looks {
            Ok(_) => named(&mut checks, &form, n),
            // Never read, so it counts nowhere; the report names it.
            Err(_) => checks
                .take("", NonBlank::parse("source", UNNAMED))
                .map(|name| (name, file.kind)),
        };
        sources.extend(named);
    }
    checks.passed()?;
    visit.house.begin_import(me, review, job, sources).await?;
    Ok(Done::To(links::import(review, job)))
}

fn named(checks: &mut Checks, form: &Form, n: usize) -> Option<(NonBlank, SourceKind)> {
    let names = Names::of(n);
    let chosen = form.text(&names.source);
    let known = KNOWN_SOURCES.iter().find(|(name, ..)| *name == chosen);
    let name = match chosen {
        OTHER => checks.take(
            &names.other,
            NonBlank::parse("source", form.text(&names.other)),
        ),
        "" => {
            checks.note(&names.source, "Choose where this file comes from.");
            None
        }
        chosen => checks.take(&names.source, NonBlank::parse("source", chosen)),
    };
    let kind = match SourceKind::from_code(form.text(&names.kind)) {
        Some(kind) => Some(kind),
        None if chosen == OTHER => {
            checks.note(&names.kind, "Say what kind of source this is.");
            None
        }
        None => Some(known.map_or(SourceKind::Database, |(_, kind, _)| *kind)),
    };
    name.zip(kind)
}
