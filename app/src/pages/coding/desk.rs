//! The coding desk: the report at the left, its statements at the right.

use super::acts::{ASIDE, FINISH};
use super::characteristics;
use super::statement_form::{CHANGE, STATEMENT, statement_form};
use super::statements::statements;
use super::{of_report, title, who_when};
use crate::context::Visit;
use crate::document::Page;
use crate::forms::Fill;
use crate::forms::field::whole_form;
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight, key};
use crate::words::number::counted;
use crate::words::retrieval::host;
use domain::coding::Statement;
use domain::ids::{ReviewId, StatementId};
use leptos::prelude::*;
use service::Problem;
use service::coding::CodingDesk;

/// The desk with its forms as they stand.
pub struct Shown {
    pub review: ReviewId,
    pub desk: CodingDesk,
    /// The form of a new statement.
    pub new: Fill,
    /// The form of the statement in hand, and which it is.
    pub change: Option<(StatementId, Fill)>,
    /// The form of the characteristics.
    pub fields: Fill,
    /// The statement that was set aside a moment ago.
    pub aside: Option<StatementId>,
    /// What was refused about setting aside or finishing.
    pub refusals: [Fill; 2],
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let desk = visit
        .house
        .coding_desk(visit.me()?, review, visit.part("report")?)
        .await?;
    let change = in_hand(&visit, &desk.statements);
    let shown = Shown {
        review,
        new: visit.fill(STATEMENT, [("mentions", "1".to_owned())]),
        change,
        fields: characteristics::fill(&visit, &desk),
        aside: visit.query.parse("aside"),
        refusals: [ASIDE, FINISH].map(|form| visit.fill(form, [])),
        desk,
    };
    let crumb = format!("Record {}", shown.desk.report.number);
    let frame = framed(&visit, "coding", Some(crumb), true).await?;
    Ok(Page::new("Coding", move || view(&shown)).within(frame))
}

/// The statement being changed: the one whose change was just refused, else the one the address
/// names.
fn in_hand(visit: &Visit, statements: &[Statement]) -> Option<(StatementId, Fill)> {
    let refused = visit
        .refused
        .as_ref()
        .filter(|refused| refused.form == CHANGE);
    let id: StatementId = match refused {
        Some(refused) => refused.values.parse("statement")?,
        None => visit.query.parse("change")?,
    };
    let statement = statements.iter().find(|statement| statement.id == id)?;
    let mut values = vec![
        ("text", statement.text.to_string()),
        (
            "page",
            statement
                .page
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ),
        ("mentions", statement.mentions.to_string()),
        (
            "memo",
            statement
                .memo
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ),
    ];
    values.extend(statement.frames.iter().map(|id| ("frames", id.to_string())));
    values.extend(statement.themes.iter().map(|id| ("themes", id.to_string())));
    Some((id, visit.fill(CHANGE, values)))
}

fn view(shown: &Shown) -> impl IntoView + use<> {
    view! {
        <div class="coding">
            <section class="coding-text" tabindex="0" aria-label="The report">{report(shown)}</section>
            <section class="statements" aria-label="Statements">
                {head(shown)}
                <div class="statement-list" tabindex="0">{body(shown)}</div>
                {bar(shown)}
            </section>
        </div>
    }
}

fn report(shown: &Shown) -> impl IntoView + use<> {
    let desk = &shown.desk;
    let citation = &desk.citation;
    let number = desk.report.number;
    let record = links::in_review(shown.review, &format!("records/{number}"));
    let doi = citation.doi.clone().map(|doi| {
        let to = format!("https://doi.org/{doi}");
        view! { " · " <a href=to target="_blank" rel="noopener noreferrer">{doi}</a> }
    });
    let year = citation.year.map(|year| format!(" · {year}"));
    let journal = citation
        .journal
        .clone()
        .map(|journal| view! { <i>{journal}</i> });
    let text = desk.report.link.clone().map(|link| {
        let place = host(&link).to_owned();
        view! {
            <div class="full-text">
                <p><strong>"The full text is at the publisher"</strong> {place}</p>
                <a class="button" href=link target="_blank" rel="noopener noreferrer">"Open the text"</a>
            </div>
        }
    });
    let abstract_text = citation.abstract_text.as_ref().map(|text| {
        let lines = text.lines();
        let lines = lines
            .map(|line| view! { <p>{line.to_owned()}</p> })
            .collect_view();
        view! { <h3>"Abstract"</h3> <div dir="auto">{lines}</div> }
    });
    view! {
        <div class="record-line"><a href=record>{format!("Record {number}")}</a></div>
        <div class="paper">
            <h2 dir="auto">{title(&desk.report.title, number)}</h2>
            <p class="record-source" dir="auto">
                {citation.authors.join(", ")} <br/> {journal} {year} {doi}
            </p>
            {text}
            {abstract_text}
            {characteristics::form(shown)}
        </div>
    }
}

fn head(shown: &Shown) -> impl IntoView + use<> {
    let report = &shown.desk.report;
    let codebook = links::in_review(shown.review, "coding/codebook");
    let version = format!("codebook, version {}", shown.desk.codebook.version);
    let compare = shown.desk.comparable.then(|| {
        let to = of_report(shown.review, report.report, "compare");
        view! { "Both coders have finished: " <a href=to>"look at both codings side by side"</a> "." }
            .into_any()
    });
    let blind = || "Only you see this until both coders have finished.".into_any();
    view! {
        <header>
            <h1 dir="auto">{title(&report.title, report.number)}</h1>
            <p>
                <span dir="auto">{who_when(&report.authors, report.year)}</span> " · "
                <a href=codebook>{version}</a> " · " {compare.unwrap_or_else(blind)}
            </p>
        </header>
    }
}

fn body(shown: &Shown) -> impl IntoView + use<> {
    let new = (!shown.desk.finished).then(|| statement_form(shown, None));
    let toast = shown.aside.filter(|_| !shown.desk.finished).map(|id| {
        let act = of_report(shown.review, shown.desk.report.report, "aside");
        view! {
            <form class="toast toast-corner" role="status" method="post" action=act>
                <p>"The statement was set aside."</p>
                <input type="hidden" name="statement" value=id.to_string()/>
                {button::send_as(Weight::Small, "back", "yes", "Undo")}
            </form>
        }
    });
    let refusals = shown.refusals.each_ref().map(whole_form).collect_view();
    view! { {refusals} {new} {statements(shown)} {toast} }
}

fn bar(shown: &Shown) -> impl IntoView + use<> {
    let statements = &shown.desk.statements;
    let mentions: u64 = statements.iter().map(|one| u64::from(one.mentions)).sum();
    let bare = statements
        .iter()
        .filter(|one| one.themes.is_empty())
        .count() as u64;
    let bare = (bare > 0).then(|| format!(" {} without a theme", bare));
    let act = of_report(shown.review, shown.desk.report.report, "finish");
    let step = match (shown.desk.finished, shown.desk.comparable) {
        (false, _) => Some(view! {
            <form method="post" action=act>
                <button class="button button-primary" name="finished" value="yes">"Finish this report"</button>
            </form>
        }
        .into_any()),
        (true, false) => Some(view! {
            <form method="post" action=act>
                {button::send_as(Weight::Normal, "finished", "no", "Take it up again")}
            </form>
        }
        .into_any()),
        (true, true) => None,
    };
    view! {
        <footer class="coding-bar">
            <p>
                <strong>{counted(statements.len() as u64, "statement", "statements")}</strong> ", "
                <strong>{counted(mentions, "mention", "mentions")}</strong> "." {bare}
            </p>
            {step}
        </footer>
    }
}

/// A heading's key as a cap, where it has one.
pub fn cap(key_of: Option<char>) -> Option<AnyView> {
    const CAPS: [&str; 26] = [
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R",
        "S", "T", "U", "V", "W", "X", "Y", "Z",
    ];
    let place = (key_of? as usize).checked_sub('A' as usize)?;
    CAPS.get(place).map(|cap| key(cap).into_any())
}
