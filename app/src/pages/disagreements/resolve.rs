//! Resolving: why, and where the record goes.

use super::{Shown, address, case};
use crate::context::Visit;
use crate::forms::act::{Checks, Done, Stop};
use crate::forms::{Fill, Form};
use crate::links;
use crate::parts::icon::icon;
use crate::parts::typed::inside;
use crate::parts::verdict::Sign;
use domain::ids::CriterionId;
use domain::refusal::Refusal;
use domain::screening::{Outcome, Part, Stage};
use domain::text::NonBlank;
use leptos::prelude::*;
use service::disagreements::{CaseView, Resolved, Resolving};

/// The form's name.
pub const FORM: &str = "resolve";

/// The bar below an open case.
pub fn bar(shown: &Shown, open: &CaseView) -> AnyView {
    if open.standing == "resolved" {
        return ().into_any();
    }
    if open.part == Part::Onlooker {
        return view! {
            <p class="resolve-bar">"You decided on this record, so somebody else resolves it."</p>
        }
        .into_any();
    }
    let what = match open.part {
        Part::Party => {
            view! { <strong>"What you agree to, and why"</strong> " the other reviewers and the log will show this" }
                .into_any()
        }
        _ => {
            view! { <strong>"Why"</strong> " the reviewers and the log will show this" }.into_any()
        }
    };
    let next = shown.beside(1).or_else(|| shown.beside(-1));
    let next = next.map(|record| {
        view! { <input type="hidden" name="next" value=record.to_string()/> }
    });
    let more = (shown.stage == Stage::FullText).then(|| at_full_text(shown, open).into_any());
    view! {
        <form
            class="resolve-bar"
            method="post"
            action=links::in_review(shown.review, "disagreements")
            novalidate
        >
            <input type="hidden" name="stage" value=shown.stage.code()/>
            <input type="hidden" name="record" value=open.record.to_string()/>
            {next}
            <label for="why">{what}</label>
            {more}
            {why_box(&shown.fill).into_any()}
            <div class="verdicts">
                {button(Outcome::Exclude, Sign::Exclude, "E")}
                {button(Outcome::Include, Sign::Include, "I")}
            </div>
            {error(&shown.fill)}
        </form>
    }
    .into_any()
}

fn why_box(fill: &Fill) -> impl IntoView + use<> {
    let error = fill.error("why").is_some();
    view! {
        <textarea
            class="input"
            id="why"
            name="why"
            dir="auto"
            data-key="W"
            autofocus=fill.focus("why")
            aria-invalid=error.then_some("true")
            aria-describedby="why-error"
            inner_html=inside(fill.value("why"))
        ></textarea>
    }
}

fn error(fill: &Fill) -> Option<impl IntoView + use<>> {
    let words = ["why", "reason", ""]
        .iter()
        .find_map(|field| fill.error(field))?;
    Some(view! { <p class="error" id="why-error">{icon("alert", 16)} {words}</p> })
}

fn button(outcome: Outcome, sign: Sign, key: &'static str) -> impl IntoView {
    view! {
        <button
            class=format!("verdict verdict-{}", sign.name())
            name="outcome"
            value=outcome.code()
            data-key=key
        >
            {icon(sign.name(), 18)}
            {sign.word()}
            " "
            <kbd class="key">{key}</kbd>
        </button>
    }
}

/// An exclusion at full text needs its reason; and a report may wait for more.
fn at_full_text(shown: &Shown, open: &CaseView) -> impl IntoView + use<> {
    let chosen = match shown.fill.value("reason") {
        "" => open.proposed.map(|id| id.to_string()).unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let options = open
        .criteria
        .iter()
        .flat_map(|criteria| criteria.reasons(shown.stage))
        .map(|criterion| {
            let value = criterion.id.to_string();
            let selected = value == chosen;
            let words = case::reason(shown.stage, open, criterion.id);
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="outcome-line">
            <span class="select select-small">
                <select
                    name="reason"
                    aria-label="Reason of an exclusion"
                    autofocus=shown.fill.focus("reason")
                >
                    <option value="">"Reason to exclude"</option>
                    {options}
                </select>
            </span>
            <button class="button button-small" name="outcome" value=Outcome::Awaiting.code()>
                "Awaiting"
            </button>
            <button class="button button-small" name="outcome" value=Outcome::Ongoing.code()>
                "Ongoing"
            </button>
        </div>
    }
}

/// Resolves, and goes on to the next case.
pub async fn resolve(visit: Visit, form: Form) -> Result<Done, Stop> {
    let not_offered = |field: &str| Refusal::NotOffered {
        field: field.to_owned(),
    };
    let stage = Stage::from_code(form.text("stage")).ok_or_else(|| not_offered("stage"))?;
    let record = form.parse("record").ok_or_else(|| not_offered("record"))?;
    let outcome = Outcome::from_code(form.text("outcome")).ok_or_else(|| not_offered(""))?;
    let why = match NonBlank::parse("why", form.text("why")) {
        Ok(why) => why,
        Err(Refusal::Missing { field }) => {
            let mut checks = Checks::new();
            checks.note(&field, "Write why, in a sentence.");
            return Err(checks.stop());
        }
        Err(other) => return Err(other.into()),
    };
    let reason: Option<CriterionId> = match outcome {
        Outcome::Exclude => form.parse("reason"),
        _ => None,
    };
    let review = visit.review()?;
    let resolving = Resolving {
        outcome,
        reason,
        why,
    };
    let resolved = visit
        .house
        .resolve(visit.me()?, review, stage, record, resolving)
        .await?;
    let next = match (resolved, form.get("next")) {
        (Resolved::Waiting, _) => format!("&record={record}"),
        (Resolved::Settled, Some(next)) => format!("&record={}", links::encode(next)),
        (Resolved::Settled, None) => String::new(),
    };
    Ok(Done::To(address(review, stage, &next)))
}
