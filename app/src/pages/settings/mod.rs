//! The settings of a review, for leads. Its first page: title and question.

pub mod counts;
pub mod criteria;
pub mod policies;
mod rows;

use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Checks, Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use domain::ids::ReviewId;
use domain::text::NonBlank;
use leptos::prelude::*;
use service::Problem;

/// The form with title and question.
pub const DESCRIBE: &str = "describe";

/// The pages of the settings: name in addresses and label.
const PAGES: [(&str, &str); 4] = [
    ("settings", "Title and question"),
    ("settings/criteria", "Criteria"),
    ("settings/policies", "Policies"),
    ("settings/counts", "Declared numbers"),
];

/// A page of the settings: its heading, its content, and the list of the others beside it.
fn beside(
    review: ReviewId,
    current: &'static str,
    heading: String,
    lead_in: String,
    content: AnyView,
) -> AnyView {
    let pages = PAGES
        .into_iter()
        .map(|(page, label)| {
            let here = (page == current).then_some("page");
            let to = links::in_review(review, page);
            view! { <li><a href=to aria-current=here>{label}</a></li> }
        })
        .collect_view();
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in">{lead_in}</p>
                </div>
            </div>
            <div class="settings">
                <div>{content}</div>
                <nav class="side-list" aria-label="Settings">
                    <ul class="side-list">{pages}</ul>
                </nav>
            </div>
        </div>
    }
    .into_any()
}

/// A line that says that it worked, after a form came back to its own page.
fn saved(visit: &Visit) -> Option<AnyView> {
    visit
        .query
        .get("saved")
        .map(|_| view! { <p class="note" role="status">"Saved."</p> }.into_any())
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let settings = visit.house.settings(me, review).await?;
    let fill = visit.fill(
        DESCRIBE,
        [
            ("title", settings.review.title.clone()),
            ("question", settings.review.question.unwrap_or_default()),
        ],
    );
    let saved = saved(&visit);
    let frame = framed(&visit, "settings", None, false).await?;
    Ok(Page::new("Settings", move || {
        let content = describe(review, &fill, saved);
        beside(
            review,
            "settings",
            "Title and question".into(),
            "Everybody in the team sees them.".into(),
            content,
        )
    })
    .within(frame))
}

fn describe(review: ReviewId, fill: &Fill, saved: Option<AnyView>) -> AnyView {
    view! {
        {saved}
        <form method="post" action=links::in_review(review, "settings")>
            {whole_form(fill)}
            {Field::new(fill, "title", "Title").line()}
            {Field::new(fill, "question", "The question it answers").may_stay_empty().lines()}
            <div class="buttons">{button::send(Weight::Primary, "Save")}</div>
        </form>
    }
    .into_any()
}

/// Saves title and question.
pub async fn save(visit: Visit, form: Form) -> Result<Done, Stop> {
    let mut checks = Checks::new();
    let title = checks.take("title", NonBlank::parse("title", form.text("title")));
    let question = NonBlank::optional("question", form.text("question"));
    let question = checks.take("question", question);
    let (Some(title), Some(question)) = (title, question) else {
        return Err(checks.stop());
    };
    let review = visit.review()?;
    visit
        .house
        .describe_review(visit.me()?, review, title, question)
        .await?;
    Ok(Done::To(format!(
        "{}?saved",
        links::in_review(review, "settings")
    )))
}
