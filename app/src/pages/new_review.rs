//! Starting a review: three questions.

use crate::context::Visit;
use crate::document::Page;
use crate::document::frame::Frame;
use crate::forms::act::{Checks, Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::parts::button::{self, Weight};
use domain::protocol::Readers;
use domain::refusal::Refusal;
use domain::text::NonBlank;
use leptos::prelude::*;
use service::Problem;
use service::reviews::NewReview;

/// The form's name.
pub const FORM: &str = "new-review";

/// The answers to "Who reads each record?", with what each means.
const READERS: [(Readers, &str, &str); 3] = [
    (
        Readers::One,
        "One person",
        "One decision settles a record. You can do the whole review alone.",
    ),
    (
        Readers::Two,
        "Two people, blind to each other",
        "The usual way. Where they differ, a lead or somebody you name decides.",
    ),
    (
        Readers::Everyone,
        "Everyone in the team, blind to each other",
        "Every reviewer reads every record.",
    ),
];

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let frame = Frame::Outside {
        initials: visit.me()?.initials(),
    };
    let fill = visit.fill(
        FORM,
        [
            ("readers", Readers::Two.code().to_owned()),
            ("i_screen", String::new()),
            ("references", "files".into()),
        ],
    );
    Ok(Page::new("Start a review", move || view(fill)).within(frame))
}

fn view(fill: Fill) -> impl IntoView {
    let title = Field::new(&fill, "title", "Title");
    let question = Field::new(&fill, "question", "The question it answers").may_stay_empty();
    let readers = READERS
        .iter()
        .map(|(readers, words, help)| choice(&fill, "readers", readers.code(), words, help))
        .collect_view();
    let screens = fill.has("i_screen", "yes");
    let error = fill
        .error("readers")
        .map(|words| view! { <p class="error">{words}</p> });
    view! {
        <form class="questions" method="post" action=links::NEW_REVIEW>
            <h1>"Start a review"</h1>
            <p class="lead-in">
                "Three questions. Everything else has a sensible beginning and can be changed later."
            </p>
            {whole_form(&fill)}
            <section class="question">
                <h2><span class="question-number">"1"</span> "What is it about?"</h2>
                {title.line()}
                {question.lines()}
            </section>
            <fieldset class="question">
                <legend><span class="question-number">"2"</span> "Who reads each record?"</legend>
                <div class="choices">{readers}</div>
                {error}
                <label class="option">
                    <input class="tick" type="checkbox" name="i_screen" value="yes" checked=screens/>
                    <span>
                        <strong>"I screen too"</strong>
                        <span class="help">
                            "Then you see nobody’s decisions either, until the round is over. Untick it if you only lead and resolve disagreements."
                        </span>
                    </span>
                </label>
            </fieldset>
            <fieldset class="question">
                <legend><span class="question-number">"3"</span> "Where are your references?"</legend>
                <div class="choices">
                    {choice(
                        &fill,
                        "references",
                        "files",
                        "In files on this computer",
                        "You import them on the next page, as the databases exported them.",
                    )}
                    {choice(
                        &fill,
                        "references",
                        "later",
                        "Not exported yet",
                        "You can write the criteria and invite the team first.",
                    )}
                </div>
            </fieldset>
            <div class="buttons">{button::send(Weight::Big, "Start the review")}</div>
        </form>
    }
}

fn choice(
    fill: &Fill,
    name: &'static str,
    value: &'static str,
    words: &'static str,
    help: &'static str,
) -> impl IntoView + use<> {
    let on = fill.has(name, value);
    view! {
        <label class="option">
            <input class="choice-dot" type="radio" name=name value=value checked=on required/>
            <span><strong>{words}</strong> <span class="help">{help}</span></span>
        </label>
    }
}

/// Starts the review; the import comes next, or the overview with what is left to do.
pub async fn start(visit: Visit, form: Form) -> Result<Done, Stop> {
    let mut checks = Checks::new();
    let title = checks.take("title", NonBlank::parse("title", form.text("title")));
    let question = checks.take(
        "question",
        NonBlank::optional("question", form.text("question")),
    );
    let readers = Readers::from_code(form.text("readers")).ok_or(Refusal::NotOffered {
        field: "readers".into(),
    });
    let readers = checks.take("readers", readers);
    let (Some(title), Some(question), Some(readers)) = (title, question, readers) else {
        return Err(checks.stop());
    };
    let new = NewReview {
        title,
        question,
        readers,
        i_screen: form.get("i_screen").is_some(),
    };
    let review = visit.house.start_review(visit.me()?, new).await?;
    let page = match form.text("references") {
        "files" => "search",
        _ => "",
    };
    Ok(Done::To(links::in_review(review, page)))
}
