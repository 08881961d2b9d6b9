//! The criteria: a row for each, in the order of rank, published as a version.

use super::beside;
use super::rows::{self, kind_code, name};
use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::{Field, error_line, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::criteria::versions;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::parts::typed::inside;
use domain::ids::ReviewId;
use domain::protocol::{Criteria, CriterionKind};
use domain::screening::Stage;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;

/// The form that publishes a version.
pub const PUBLISH: &str = "criteria";

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let published = visit.house.settings(me, review).await?.versions;
    let now = visit.house.now();
    let last = published.first().map(|(criteria, _)| criteria);
    let values = rows::values(last);
    let fill = visit.fill(PUBLISH, values.iter().map(|(n, v)| (n.as_str(), v.clone())));
    let frame = framed(&visit, "settings", Some("Criteria".into()), false).await?;
    Ok(Page::new("Criteria", move || view(review, &fill, &published, now)).within(frame))
}

fn view(
    review: ReviewId,
    fill: &Fill,
    published: &[(Criteria, Timestamp)],
    now: Timestamp,
) -> impl IntoView + use<> {
    let version = published
        .first()
        .map_or(0, |(criteria, _)| criteria.version);
    let lead_in = match version {
        0 => "What speaks against a record, and what must be so. Nobody can decide before a first version is published.".into(),
        n => format!(
            "Version {n} is in force. What you change here becomes version {}; decisions made before keep the version they were made under.",
            n + 1
        ),
    };
    let content = view! {
        {form(review, fill, version + 1)}
        {versions(published, now)}
    }
    .into_any();
    let (page, heading) = ("settings/criteria", "Criteria".into());
    beside(review, page, heading, lead_in, content)
}

fn form(review: ReviewId, fill: &Fill, next: u32) -> AnyView {
    let n = rows::count(fill.value("rows"));
    let list = (0..n).map(|i| row(fill, i)).collect_view();
    let include = Field::new(fill, "include_when", "Include when")
        .help("A sentence that stands below the reasons on every desk.")
        .may_stay_empty();
    let note = Field::new(fill, "note", "Why this version is published").help(
        "The team sees it beside what changed. For the first version, “first version” will do.",
    );
    view! {
        <form method="post" action=links::in_review(review, "settings/criteria")>
            {whole_form(fill)}
            <input type="hidden" name="rows" value=n.to_string()/>
            <section class="section">
                <div class="section-head">
                    <h2>"Reasons to exclude"</h2>
                    <span>"the first in rank is the one reported"</span>
                </div>
                <p class="quiet">
                    "“Not the UK” excludes if it is so; “Adults” excludes if it is not so. Change the ranks to put them in another order. A row without a label is left out."
                </p>
                <ol class="criteria">
                    <li class="criteria-head" aria-hidden="true">
                        <span>"Rank"</span>
                        <span>"Kind"</span>
                        <span>"Short label"</span>
                        <span>"Text"</span>
                        <span>"Used at"</span>
                    </li>
                    {list}
                </ol>
            </section>
            <section class="section">
                {include.lines()}
                {note.line()}
                <div class="buttons">
                    {button::send(Weight::Primary, format!("Publish version {next}"))}
                </div>
            </section>
        </form>
    }
    .into_any()
}

fn row(fill: &Fill, row: usize) -> AnyView {
    let field = |field: &str| name(field, row);
    let id = fill.value(&field("id")).to_owned();
    let id = (!id.is_empty()).then(|| view! { <input type="hidden" name=field("id") value=id/> });
    let chosen = fill.value(&field("kind")).to_owned();
    let kinds = [
        (CriterionKind::Exclusion, "Excludes if so"),
        (CriterionKind::Inclusion, "Excludes if not"),
    ]
    .map(|(kind, words)| {
        let on = kind_code(kind) == chosen;
        view! { <option value=kind_code(kind) selected=on>{words}</option> }
    })
    .collect_view();
    let ticks = [
        (Stage::TitleAbstract, "title, abstract"),
        (Stage::FullText, "full text"),
    ]
    .map(|(stage, words)| {
        let on = fill.has(&field("at"), stage.code());
        view! {
            <label class="option">
                <input
                    class="tick"
                    type="checkbox"
                    name=field("at")
                    value=stage.code()
                    checked=on
                />
                {words}
            </label>
        }
    })
    .collect_view();
    let text = inside(fill.value(&field("text")));
    let text = view! {
        <textarea
            class="input input-small"
            name=field("text")
            rows="1"
            dir="auto"
            inner_html=text
        ></textarea>
    };
    let errors = ["rank", "label", "text", "at"]
        .iter()
        .filter_map(|part| {
            let words = fill.error(&field(part))?;
            Some(error_line(
                Some(format!("criteria-{}-error", field(part))),
                words,
            ))
        })
        .collect_view();
    view! {
        <li>
            <label>
                <span class="field-label">"Rank"</span>
                {small_input(fill, field("rank"), true)}
            </label>
            <label>
                <span class="field-label">"Kind"</span>
                <span class="select select-small">
                    <select name=field("kind")>{kinds}</select>
                </span>
            </label>
            <label>
                <span class="field-label">"Short label"</span>
                {small_input(fill, field("label"), false)}
            </label>
            <label><span class="field-label">"Text"</span> {text}</label>
            <fieldset class="stages-of">
                <legend class="unseen">"Used at"</legend>
                {ticks}
            </fieldset>
            {id}
            {errors}
        </li>
    }
    .into_any()
}

fn small_input(fill: &Fill, name: String, number: bool) -> AnyView {
    let error = fill.error(&name).map(|_| format!("criteria-{name}-error"));
    view! {
        <input
            class="input input-small"
            inputmode=number.then_some("numeric")
            value=fill.value(&name).to_owned()
            autofocus=fill.focus(&name)
            aria-invalid=error.is_some().then_some("true")
            aria-describedby=error
            dir=(!number).then_some("auto")
            name=name
        />
    }
    .into_any()
}

/// Publishes a version.
pub async fn publish(visit: Visit, form: Form) -> Result<Done, Stop> {
    let draft = rows::read(&form)?;
    let review = visit.review()?;
    visit
        .house
        .publish_criteria(visit.me()?, review, draft)
        .await?;
    Ok(Done::To(links::in_review(review, "settings/criteria")))
}
