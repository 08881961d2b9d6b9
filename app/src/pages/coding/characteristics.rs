//! The characteristics of a report: study type, year, databases, and what else the codebook asks.

use super::desk::Shown;
use super::of_report;
use crate::context::Visit;
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::parts::button::{self, Weight};
use crate::parts::icon::icon;
use domain::coding::{Codebook, Field, FieldKind};
use domain::ids::FieldId;
use domain::refusal::Refusal;
use domain::text::NonBlank;
use leptos::prelude::*;
use service::coding::CodingDesk;

/// The form's name.
pub const FIELDS: &str = "fields";

/// What the form shows: answers given; for a field nobody has answered, what the record's entries
/// say about databases and year.
pub fn fill(visit: &Visit, desk: &CodingDesk) -> Fill {
    let values: Vec<(String, String)> = desk
        .codebook
        .fields
        .iter()
        .map(|field| {
            let given = desk.answers.iter().find(|(id, _)| *id == field.id);
            let value = match given {
                Some((_, answer)) => answer.clone().unwrap_or_default(),
                None => proposed(field, desk),
            };
            (field.id.to_string(), value)
        })
        .collect();
    visit.fill(
        FIELDS,
        values
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone())),
    )
}

/// What the entries of the record say.
fn proposed(field: &Field, desk: &CodingDesk) -> String {
    match &field.kind {
        FieldKind::Year => desk
            .citation
            .year
            .map(|year| year.to_string())
            .unwrap_or_default(),
        FieldKind::Text if field.name.as_str().to_lowercase().contains("database") => {
            desk.sources.join(", ")
        }
        FieldKind::Text | FieldKind::OneOf { .. } => String::new(),
    }
}

/// The form on the desk.
pub fn form(shown: &Shown) -> AnyView {
    let fields = &shown.desk.codebook.fields;
    if fields.is_empty() {
        return ().into_any();
    }
    let boxes = fields
        .iter()
        .map(|field| answer_box(field, &shown.fields, shown.desk.finished, false))
        .collect_view();
    let saved = fields
        .iter()
        .all(|field| shown.desk.answers.iter().any(|(id, _)| *id == field.id));
    let state = if saved {
        "Saved."
    } else {
        "Filled in from the record’s entries; save it to keep it."
    };
    let act = of_report(shown.review, shown.desk.report.report, "fields");
    let send = (!shown.desk.finished).then(|| {
        view! {
            <div class="buttons">
                {button::send(Weight::Normal, "Save")} <span class="quiet">{state}</span>
            </div>
        }
    });
    view! {
        <form method="post" action=act>
            <h2>"About this report"</h2>
            {whole_form(&shown.fields)}
            {boxes}
            {send}
        </form>
    }
    .into_any()
}

/// One field with its label: a list to choose from, or a box. In a table, whose rows are named, the
/// label is for screen readers only.
pub fn answer_box(field: &Field, fill: &Fill, closed: bool, in_table: bool) -> AnyView {
    let name = field.id.to_string();
    let id = format!("{}-{name}", fill.form());
    let value = fill.value(&name).to_owned();
    let error = fill.error(&name);
    let invalid = error.is_some().then_some("true");
    let input = match &field.kind {
        FieldKind::OneOf { choices } => {
            let options = choices
                .iter()
                .map(|choice| {
                    let choice = choice.to_string();
                    let on = choice == value;
                    let words = choice.clone();
                    view! { <option value=choice selected=on>{words}</option> }
                })
                .collect_view();
            view! {
                <span class="select">
                    <select id=id.clone() name=name disabled=closed aria-invalid=invalid>
                        <option value="">"not answered"</option>
                        {options}
                    </select>
                </span>
            }
            .into_any()
        }
        FieldKind::Text | FieldKind::Year => {
            let year = matches!(field.kind, FieldKind::Year);
            view! {
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    value=value
                    dir="auto"
                    readonly=closed
                    inputmode=year.then_some("numeric")
                    aria-invalid=invalid
                />
            }
            .into_any()
        }
    };
    let error = error.map(|words| view! { <p class="error">{icon("alert", 16)} {words}</p> });
    view! {
        <div class="field">
            <label for=id class=in_table.then_some("unseen") dir="auto">
                {field.name.to_string()}
            </label>
            {input}
            {error}
        </div>
    }
    .into_any()
}

/// The answers of a form, one for each field of the codebook; empty is an answer.
pub fn answers(
    codebook: &Codebook,
    form: &Form,
) -> Result<Vec<(FieldId, Option<NonBlank>)>, Refusal> {
    codebook
        .fields
        .iter()
        .map(|field| {
            let typed = form.text(&field.id.to_string());
            NonBlank::optional("answer", typed).map(|answer| (field.id, answer))
        })
        .collect()
}
