//! The codebook: headings and themes with their definitions; leads publish the next version.

use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Checks, Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use domain::coding::{Codebook, FieldKind};
use domain::ids::ReviewId;
use domain::text::NonBlank;
use leptos::prelude::*;
use service::Problem;
use service::codebook::CodebookDraft;

/// The form's name.
pub const FORM: &str = "codebook";

/// Empty lines offered for what is new.
const SPARE: usize = 3;

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let (codebook, leads) = visit.house.codebook(visit.me()?, review).await?;
    let fill = visit.fill(FORM, values(&codebook).iter().map(|(n, v)| (*n, v.clone())));
    let published = visit.query.get("published").is_some();
    let frame = framed(&visit, "coding", Some("Codebook".to_owned()), false).await?;
    let body = move || view(review, &codebook, leads.then_some(&fill), published);
    Ok(Page::new("Codebook", body).within(frame))
}

/// The lines of the form: id, name and definition of each, in their order, then spare ones.
fn values(codebook: &Codebook) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    for frame in &codebook.frames {
        values.push(("frame-id", frame.id.to_string()));
        values.push(("frame", frame.name.to_string()));
    }
    for theme in &codebook.themes {
        values.push(("theme-id", theme.id.to_string()));
        values.push(("theme", theme.name.to_string()));
        let definition = theme.definition.as_ref().map(ToString::to_string);
        values.push(("definition", definition.unwrap_or_default()));
    }
    values
}

fn view(
    review: ReviewId,
    codebook: &Codebook,
    fill: Option<&Fill>,
    published: bool,
) -> impl IntoView + use<> {
    let heading = format!("Codebook, version {}", codebook.version);
    let note = published.then(|| {
        let words = format!(
            "Version {} is published. New statements use it.",
            codebook.version
        );
        view! { <p class="note" role="status">{words}</p> }
    });
    let body = match fill {
        Some(fill) => form(review, codebook, fill).into_any(),
        None => as_text(codebook).into_any(),
    };
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in">
                        "Headings say what kind of statement something is, themes what it is about. A \
                        statement has at least one heading and any number of themes."
                    </p>
                </div>
                <div class="buttons">
                    {button::link(Weight::Normal, links::in_review(review, "coding"), "To the reports")}
                </div>
            </div>
            {note}
            {body}
            {fields(codebook)}
        </div>
    }
}

fn as_text(codebook: &Codebook) -> impl IntoView + use<> {
    let frames = codebook
        .frames
        .iter()
        .map(|frame| view! { <li dir="auto">{frame.name.to_string()}</li> })
        .collect_view();
    let themes = codebook
        .themes
        .iter()
        .map(|theme| {
            let definition = theme.definition.as_ref().map(ToString::to_string);
            view! {
                <dt dir="auto">{theme.name.to_string()}</dt>
                <dd dir="auto">{definition.unwrap_or_else(|| "No definition yet.".to_owned())}</dd>
            }
        })
        .collect_view();
    view! {
        <section class="section"><h2>"Headings"</h2> <ul class="facts">{frames}</ul></section>
        <section class="section"><h2>"Themes"</h2> <dl class="pairs">{themes}</dl></section>
    }
}

fn form(review: ReviewId, codebook: &Codebook, fill: &Fill) -> impl IntoView + use<> {
    let frames = lines(fill, "frame-id", "frame", None);
    let themes = lines(fill, "theme-id", "theme", Some("definition"));
    let act = links::in_review(review, "coding/codebook");
    let next = format!("Publish version {}", codebook.version + 1);
    view! {
        <form method="post" action=act>
            {whole_form(fill)}
            <input type="hidden" name="seen" value=codebook.version.to_string()/>
            <section class="section">
                <h2>"Headings"</h2>
                <p class="quiet">"The first is the default. Empty a name to drop the heading."</p>
                {error(fill, "frame")}
                <div class="table-wrap">
                    <table class="table table-middle">
                        <thead><tr><th scope="col">"Name"</th></tr></thead>
                        <tbody>{frames}</tbody>
                    </table>
                </div>
            </section>
            <section class="section">
                <h2>"Themes"</h2>
                <p class="quiet">"Empty a name to drop the theme. Statements that have it keep it."</p>
                {error(fill, "theme")}
                <div class="table-wrap">
                    <table class="table table-middle">
                        <thead>
                            <tr><th scope="col">"Name"</th> <th scope="col">"What belongs to it"</th></tr>
                        </thead>
                        <tbody>{themes}</tbody>
                    </table>
                </div>
            </section>
            <div class="buttons section">
                <button class="button button-primary">{next}</button>
            </div>
        </form>
    }
}

fn error(fill: &Fill, name: &str) -> Option<AnyView> {
    fill.error(name)
        .map(|words| view! { <p class="error">{words}</p> }.into_any())
}

/// The lines of one table, known ones first; what was typed stays after a refusal.
fn lines(
    fill: &Fill,
    id: &'static str,
    name: &'static str,
    definition: Option<&'static str>,
) -> Vec<AnyView> {
    let ids: Vec<&str> = fill.all(id).collect();
    let names: Vec<&str> = fill.all(name).collect();
    let definitions: Vec<&str> = definition
        .map(|d| fill.all(d).collect())
        .unwrap_or_default();
    let known = names.len();
    let spare = SPARE.saturating_sub(names.iter().rev().take_while(|n| n.is_empty()).count());
    let at = |list: &[&str], place: usize| list.get(place).copied().unwrap_or_default().to_owned();
    (0..known + spare)
        .map(|place| {
            let label = format!("{name} {}", place + 1);
            let definition = definition.map(|field| {
                let label = format!("definition of {label}");
                view! {
                    <td class="wide">
                        <input
                            class="input input-small"
                            name=field
                            value=at(&definitions, place)
                            aria-label=label
                            dir="auto"
                        />
                    </td>
                }
            });
            view! {
                <tr>
                    <td class="wide">
                        <input type="hidden" name=id value=at(&ids, place)/>
                        <input
                            class=if definition.is_some() { "input input-small" } else { "input input-small input-mid" }
                            name=name
                            value=at(&names, place)
                            aria-label=label
                            dir="auto"
                        />
                    </td>
                    {definition}
                </tr>
            }
            .into_any()
        })
        .collect()
}

fn fields(codebook: &Codebook) -> impl IntoView + use<> {
    let fields = codebook
        .fields
        .iter()
        .map(|field| {
            let kind = match &field.kind {
                FieldKind::Text => "text".to_owned(),
                FieldKind::Year => "a year".to_owned(),
                FieldKind::OneOf { choices } => {
                    let choices: Vec<String> = choices.iter().map(ToString::to_string).collect();
                    format!("one of: {}", choices.join("; "))
                }
            };
            view! { <dt dir="auto">{field.name.to_string()}</dt> <dd dir="auto">{kind}</dd> }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>"Characteristics of a report"</h2>
            <dl class="pairs">{fields}</dl>
        </section>
    }
}

/// Publishes the next version.
pub async fn publish(visit: Visit, form: Form) -> Result<Done, Stop> {
    let mut checks = Checks::new();
    let mut frames = Vec::new();
    for (id, name) in form.all("frame-id").zip(form.all("frame")) {
        if let Some(Some(name)) = checks.take("frame", NonBlank::optional("frame", name)) {
            frames.push((id.parse().ok(), name));
        }
    }
    let mut themes = Vec::new();
    let lines = form
        .all("theme-id")
        .zip(form.all("theme"))
        .zip(form.all("definition"));
    for ((id, name), definition) in lines {
        let name = checks.take("theme", NonBlank::optional("theme", name));
        let definition = checks.take("theme", NonBlank::optional("theme", definition));
        if let (Some(Some(name)), Some(definition)) = (name, definition) {
            themes.push((id.parse().ok(), name, definition));
        }
    }
    checks.passed()?;
    let draft = CodebookDraft {
        seen: form.parse("seen").unwrap_or(0),
        frames,
        themes,
    };
    let review = visit.review()?;
    visit
        .house
        .publish_codebook(visit.me()?, review, draft)
        .await?;
    let page = links::in_review(review, "coding/codebook");
    Ok(Done::To(format!("{page}?published")))
}
