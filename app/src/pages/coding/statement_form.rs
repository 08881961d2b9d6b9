//! The form of a statement, new or in hand. After a stale save both versions stand there.

use super::desk::Shown;
use super::of_report;
use crate::forms::Fill;
use crate::forms::field::{Field, whole_form};
use crate::parts::button::{self, Weight};
use domain::coding::{Codebook, Statement};
use domain::ids::StatementId;
use leptos::prelude::*;

/// The form of a new statement.
pub const STATEMENT: &str = "statement";
/// The form of the statement in hand.
pub const CHANGE: &str = "change";

/// The form; with a statement it changes that one.
pub fn statement_form(shown: &Shown, change: Option<(&Statement, &Fill)>) -> AnyView {
    let codebook = &shown.desk.codebook;
    let report = shown.desk.report.report;
    let (fill, below) = match change {
        Some((_, fill)) => (fill, "change"),
        None => (&shown.new, "statement"),
    };
    let label = if change.is_some() {
        "Statement, as printed"
    } else {
        "New statement, as printed"
    };
    let text = Field::new(fill, "text", label).lines();
    let memo = Field::new(fill, "memo", "Memo")
        .may_stay_empty()
        .help("A note for you and, later, the other coder.")
        .line();
    let hidden = change.map(|(statement, _)| {
        view! {
            <input type="hidden" name="statement" value=statement.id.to_string()/>
            // The revision shown here, so that after a stale save sending again means: I saw it.
            <input type="hidden" name="revision" value=statement.revision.to_string()/>
        }
    });
    let stale =
        change.and_then(|(statement, fill)| fill.error("").map(|_| as_saved(codebook, statement)));
    let act = of_report(shown.review, report, below);
    let buttons = match change {
        Some((statement, _)) => in_hand_buttons(shown, statement.id).into_any(),
        None => button::send(Weight::Normal, "Add the statement").into_any(),
    };
    view! {
        <form class="statement-form" method="post" action=act id=below>
            {whole_form(fill)}
            {stale}
            {hidden}
            {text}
            {chips(fill, "frames", "Headings", frames(codebook))}
            {chips(fill, "themes", "Themes", themes(codebook))}
            <div class="row">{small(fill, "page", "Page")} {small(fill, "mentions", "Mentions")}</div>
            {memo}
            <div class="buttons section">{buttons}</div>
        </form>
    }
    .into_any()
}

fn in_hand_buttons(shown: &Shown, id: StatementId) -> impl IntoView + use<> {
    let report = shown.desk.report.report;
    let here = of_report(shown.review, report, "");
    let aside = of_report(shown.review, report, "aside");
    view! {
        {button::send(Weight::Normal, "Save the statement")}
        <button class="button button-plain" formaction=aside formnovalidate>"Set aside"</button>
        {button::link(Weight::Plain, format!("{here}#s-{id}"), "Leave it as it is")}
    }
}

/// What is saved now, beside what was typed.
fn as_saved(codebook: &Codebook, statement: &Statement) -> impl IntoView + use<> {
    let names = |ids: Vec<Option<String>>| {
        let names: Vec<String> = ids.into_iter().flatten().collect();
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        }
    };
    let frames = statement
        .frames
        .iter()
        .map(|id| codebook.frame(*id).map(|f| f.name.to_string()));
    let themes = statement
        .themes
        .iter()
        .map(|id| codebook.theme(*id).map(|t| t.name.to_string()));
    let page = statement
        .page
        .as_ref()
        .map_or_else(|| "none".to_owned(), ToString::to_string);
    let memo = statement
        .memo
        .as_ref()
        .map_or_else(|| "none".to_owned(), ToString::to_string);
    view! {
        <div class="note">
            <p>"As it is saved now; what you typed stands below."</p>
            <dl class="pairs">
                <dt>"Text"</dt>
                <dd dir="auto">{statement.text.to_string()}</dd>
                <dt>"Headings"</dt>
                <dd dir="auto">{names(frames.collect())}</dd>
                <dt>"Themes"</dt>
                <dd dir="auto">{names(themes.collect())}</dd>
                <dt>"Page"</dt>
                <dd>{page}</dd>
                <dt>"Mentions"</dt>
                <dd>{statement.mentions.to_string()}</dd>
                <dt>"Memo"</dt>
                <dd dir="auto">{memo}</dd>
            </dl>
        </div>
    }
}

/// Id, name and definition of what can be ticked.
type Offered = (String, String, Option<String>);

fn frames(codebook: &Codebook) -> Vec<Offered> {
    codebook
        .frames
        .iter()
        .map(|frame| (frame.id.to_string(), frame.name.to_string(), None))
        .collect()
}

fn themes(codebook: &Codebook) -> Vec<Offered> {
    codebook
        .themes
        .iter()
        .map(|theme| {
            let definition = theme.definition.as_ref().map(ToString::to_string);
            (theme.id.to_string(), theme.name.to_string(), definition)
        })
        .collect()
}

fn chips(fill: &Fill, name: &'static str, legend: &'static str, offered: Vec<Offered>) -> AnyView {
    let error = fill
        .error(name)
        .map(|words| view! { <p class="error">{words}</p> });
    let chips = offered
        .into_iter()
        .map(|(id, words, definition)| {
            let on = fill.has(name, &id);
            view! {
                <label class="chip" title=definition dir="auto">
                    <input type="checkbox" name=name value=id checked=on/>
                    {words}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="chips">{chips}</div>
            {error}
        </fieldset>
    }
    .into_any()
}

/// A short box beside its word.
fn small(fill: &Fill, name: &'static str, label: &'static str) -> AnyView {
    let value = fill.value(name).to_owned();
    let error = fill
        .error(name)
        .map(|words| view! { <span class="error">{words}</span> });
    let number = name == "mentions";
    let kind = if number { "number" } else { "text" };
    view! {
        <label class="row">
            {label} " "
            <input
                class="input input-small input-short"
                name=name
                type=kind
                min=number.then_some("1")
                value=value
            />
            {error}
        </label>
    }
    .into_any()
}
