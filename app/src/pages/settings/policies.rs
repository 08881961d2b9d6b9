//! The policies: how each stage is run, each with a sentence that says what it means.

use super::{beside, saved};
use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use domain::ids::ReviewId;
use domain::protocol::{Readers, Resolver, StagePolicy};
use domain::refusal::Refusal;
use domain::screening::Stage;
use leptos::prelude::*;
use service::Problem;

/// The form.
pub const FORM: &str = "policies";

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let settings = visit.house.settings(me, review).await?;
    let mut values = Vec::new();
    for (stage, policy) in [
        (Stage::TitleAbstract, settings.title_abstract),
        (Stage::FullText, settings.full_text),
    ] {
        let mut set = |field, value: &str| values.push((name(stage, field), value.to_owned()));
        set("readers", policy.readers.code());
        set("resolver", policy.resolver.code());
        if policy.hide_origin {
            set("hide", "yes");
        }
        if policy.reason_due {
            set("reason", "yes");
        }
        let maybe = if policy.unsure_goes_forward {
            "forward"
        } else {
            "decision"
        };
        set("maybe", maybe);
    }
    let fill = visit.fill(FORM, values.iter().map(|(n, v)| (n.as_str(), v.clone())));
    let saved = saved(&visit);
    let frame = framed(&visit, "settings", Some("Policies".into()), false).await?;
    Ok(Page::new("Policies", move || view(review, &fill, saved)).within(frame))
}

fn name(stage: Stage, field: &str) -> String {
    format!("{}-{field}", stage.code())
}

fn view(review: ReviewId, fill: &Fill, saved: Option<AnyView>) -> AnyView {
    let content = view! {
        {saved}
        <form method="post" action=links::in_review(review, "settings/policies")>
            {whole_form(fill)}
            <section class="section">
                <div class="section-head"><h2>"Title and abstract"</h2></div>
                {readers(fill, Stage::TitleAbstract)}
                {maybe(fill)}
                {reason(fill)}
                {resolver(fill, Stage::TitleAbstract)}
                {hide(fill, Stage::TitleAbstract)}
            </section>
            <section class="section">
                <div class="section-head"><h2>"Full text"</h2></div>
                {readers(fill, Stage::FullText)}
                <div class="policy">
                    <span>"Reason for excluding"</span>
                    <div>
                        "always needed"
                        <p class="help">
                            "The flow lists full texts by the reason they were excluded for."
                        </p>
                    </div>
                </div>
                {resolver(fill, Stage::FullText)}
                {hide(fill, Stage::FullText)}
            </section>
            <div class="buttons">{button::send(Weight::Primary, "Save the policies")}</div>
        </form>
    }
    .into_any();
    beside(
        review,
        "settings/policies",
        "Policies".into(),
        "How each stage is run. Changes count from now on; what was decided stays decided.".into(),
        content,
    )
}

/// A list to choose from, beside what it is about and above what it means.
fn choice(
    fill: &Fill,
    name: String,
    about: &'static str,
    options: &[(&'static str, &'static str)],
    means: &'static str,
) -> AnyView {
    let options = options
        .iter()
        .map(|(value, words)| {
            view! { <option value=*value selected=fill.has(&name, value)>{*words}</option> }
        })
        .collect_view();
    let id = format!("policies-{name}");
    view! {
        <div class="policy">
            <label for=id.clone()>{about}</label>
            <div>
                <span class="select select-small">
                    <select id=id name=name.clone()>{options}</select>
                </span>
                <p class="help">{means}</p>
            </div>
        </div>
    }
    .into_any()
}

fn readers(fill: &Fill, stage: Stage) -> AnyView {
    let options = [
        (Readers::One.code(), "One person"),
        (Readers::Two.code(), "Two people"),
        (Readers::Everyone.code(), "Everyone in the stage"),
    ];
    let means = match stage {
        Stage::TitleAbstract => {
            "Blind to each other. Records keep the number they came in with; records imported from now on get the new one."
        }
        Stage::FullText => {
            "Blind to each other. Reports keep the number they came in with; those found from now on get the new one."
        }
    };
    choice(
        fill,
        name(stage, "readers"),
        "Who reads each",
        &options,
        means,
    )
}

fn resolver(fill: &Fill, stage: Stage) -> AnyView {
    let options = [
        (Resolver::Lead.code(), "A lead"),
        (Resolver::ThirdReviewer.code(), "A lead or a third reviewer"),
        (Resolver::Parties.code(), "Those who disagree, together"),
    ];
    choice(
        fill,
        name(stage, "resolver"),
        "Who resolves disagreements",
        &options,
        "Nobody decides alone between themselves and somebody else. Together means: as soon as a record is complete and they differ, each sees what the others said and says what they agree to; the record is settled when all say the same. A lead who is not one of them may still decide.",
    )
}

fn maybe(fill: &Fill) -> AnyView {
    let field = name(Stage::TitleAbstract, "maybe");
    let option = |value: &'static str, words: &'static str, help: &'static str| {
        let on = fill.has(&field, value);
        let field = field.clone();
        view! {
            <label class="option">
                <input class="choice-dot" type="radio" name=field value=value checked=on/>
                <span>{words} <span class="help">{help}</span></span>
            </label>
        }
    };
    view! {
        <div class="policy">
            <span id="maybe-means">"What maybe means"</span>
            <div role="radiogroup" aria-labelledby="maybe-means">
                {option(
                    "forward",
                    "goes forward with include",
                    "Include and maybe are the same outcome; the record goes on to full text.",
                )}
                {option(
                    "decision",
                    "needs a decision",
                    "A maybe beside an include is a disagreement.",
                )}
            </div>
        </div>
    }
    .into_any()
}

fn reason(fill: &Fill) -> AnyView {
    let field = name(Stage::TitleAbstract, "reason");
    let means =
        "Without it, a record can be excluded by one key. With it, the reasons can be counted.";
    tick(
        fill,
        field,
        "Reason for excluding",
        "needed at this stage",
        means,
    )
}

fn hide(fill: &Fill, stage: Stage) -> AnyView {
    let field = name(stage, "hide");
    let means = "Whoever screens then judges the words alone, at the desk, in lists and in files, until the stage is shown to the team.";
    tick(
        fill,
        field,
        "Authors, journal and year",
        "hidden at the desk",
        means,
    )
}

fn tick(
    fill: &Fill,
    field: String,
    about: &'static str,
    words: &'static str,
    means: &'static str,
) -> AnyView {
    let on = fill.has(&field, "yes");
    view! {
        <div class="policy">
            <span>{about}</span>
            <div>
                <label class="option">
                    <input class="tick" type="checkbox" name=field value="yes" checked=on/>
                    <span>{words} <span class="help">{means}</span></span>
                </label>
            </div>
        </div>
    }
    .into_any()
}

/// Saves the policies of both stages, each only if it changed.
pub async fn save(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (me, review) = (visit.me()?, visit.review()?);
    let now = visit.house.settings(me, review).await?;
    let stages = [
        (Stage::TitleAbstract, now.title_abstract),
        (Stage::FullText, now.full_text),
    ];
    let mut changed = Vec::new();
    for (stage, before) in stages {
        let policy = read(&form, stage, before)?;
        if policy != before {
            changed.push((stage, policy));
        }
    }
    for (stage, policy) in changed {
        visit.house.change_policy(me, review, stage, policy).await?;
    }
    Ok(Done::To(format!(
        "{}?saved",
        links::in_review(review, "settings/policies")
    )))
}

fn read(form: &Form, stage: Stage, before: StagePolicy) -> Result<StagePolicy, Refusal> {
    let field = |field| name(stage, field);
    let not_offered = |field: String| Refusal::NotOffered { field };
    let readers = Readers::from_code(form.text(&field("readers")))
        .ok_or_else(|| not_offered(field("readers")))?;
    let resolver = Resolver::from_code(form.text(&field("resolver")))
        .ok_or_else(|| not_offered(field("resolver")))?;
    let ticked = |part| form.get(&field(part)).is_some();
    let policy = StagePolicy {
        readers,
        resolver,
        hide_origin: ticked("hide"),
        ..before
    };
    Ok(match stage {
        Stage::TitleAbstract => StagePolicy {
            reason_due: ticked("reason"),
            unsure_goes_forward: form.text(&field("maybe")) == "forward",
            ..policy
        },
        Stage::FullText => policy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_changes_only_what_it_asks_about() {
        let form = Form(vec![
            ("full_text-readers".into(), "one".into()),
            ("full_text-resolver".into(), "third_reviewer".into()),
            ("full_text-reason".into(), "no such field".into()),
        ]);
        let before = StagePolicy {
            reason_due: true,
            ..StagePolicy::default()
        };
        let after = read(&form, Stage::FullText, before).unwrap();
        assert_eq!(
            after,
            StagePolicy {
                readers: Readers::One,
                resolver: Resolver::ThirdReviewer,
                ..before
            }
        );
        assert!(read(&form, Stage::TitleAbstract, before).is_err());
    }
}
