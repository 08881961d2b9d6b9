//! What a coder does at the desk.

use super::characteristics::answers;
use super::of_report;
use crate::context::Visit;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use domain::coding::StatementDraft;
use domain::ids::{ReportId, StatementId};
use domain::refusal::Refusal;
use service::Problem;

pub use super::characteristics::FIELDS;
pub use super::statement_form::{CHANGE, STATEMENT};

/// The form that sets a statement aside, or brings it back.
pub const ASIDE: &str = "aside";
/// The form that finishes a report, or takes it up again.
pub const FINISH: &str = "finish";

/// A statement as the form sends it.
fn draft(form: &Form) -> Result<StatementDraft, Refusal> {
    let not_offered = |field: &str| Refusal::NotOffered {
        field: field.to_owned(),
    };
    let ids = |name: &'static str| {
        form.all(name)
            .map(str::parse)
            .collect::<Result<Vec<_>, _>>()
    };
    let themes = form
        .all("themes")
        .map(str::parse)
        .collect::<Result<Vec<_>, _>>();
    let mentions = match form.text("mentions").trim() {
        "" => 1,
        typed => typed
            .parse::<u32>()
            .ok()
            .filter(|n| (1..=10_000).contains(n))
            .ok_or_else(|| Refusal::NotANumber {
                field: "mentions".to_owned(),
                least: 1,
                most: 10_000,
            })?,
    };
    Ok(StatementDraft {
        text: form.text("text").to_owned(),
        frames: ids("frames").map_err(|_| not_offered("frames"))?,
        themes: themes.map_err(|_| not_offered("themes"))?,
        page: form.text("page").to_owned(),
        mentions,
        memo: form.text("memo").to_owned(),
    })
}

fn statement_of(form: &Form) -> Result<StatementId, Problem> {
    form.parse("statement").ok_or(Problem::NotFound)
}

fn desk(visit: &Visit, report: ReportId, rest: &str) -> Result<Done, Stop> {
    Ok(Done::To(of_report(visit.review()?, report, "") + rest))
}

/// Adds a statement.
pub async fn add(visit: Visit, form: Form) -> Result<Done, Stop> {
    let report = visit.part("report")?;
    let draft = draft(&form)?;
    visit
        .house
        .save_statement(visit.me()?, visit.review()?, report, None, draft)
        .await?;
    desk(&visit, report, "")
}

/// Changes a statement, naming the revision that was looked at.
pub async fn change(visit: Visit, form: Form) -> Result<Done, Stop> {
    let report = visit.part("report")?;
    let id = statement_of(&form)?;
    let seen = form.parse("revision").ok_or(Problem::NotFound)?;
    let draft = draft(&form)?;
    visit
        .house
        .save_statement(
            visit.me()?,
            visit.review()?,
            report,
            Some((id, seen)),
            draft,
        )
        .await?;
    desk(&visit, report, &format!("#s-{id}"))
}

/// Sets a statement aside, or brings it back.
pub async fn aside(visit: Visit, form: Form) -> Result<Done, Stop> {
    let report = visit.part("report")?;
    let (me, review) = (visit.me()?, visit.review()?);
    let id = statement_of(&form)?;
    if form.get("back").is_some() {
        visit
            .house
            .bring_statement_back(me, review, report, id)
            .await?;
        return desk(&visit, report, &format!("#s-{id}"));
    }
    let seen = form.parse("revision").ok_or(Problem::NotFound)?;
    visit
        .house
        .set_statement_aside(me, review, report, id, seen)
        .await?;
    desk(&visit, report, &format!("?aside={id}"))
}

/// Saves the characteristics.
pub async fn fields(visit: Visit, form: Form) -> Result<Done, Stop> {
    let report = visit.part("report")?;
    let (me, review) = (visit.me()?, visit.review()?);
    let known = visit.house.coding_desk(me, review, report).await?;
    let answers = answers(&known.codebook, &form)?;
    visit
        .house
        .answer_fields(me, review, report, answers)
        .await?;
    desk(&visit, report, "")
}

/// Finishes the report, or takes it up again.
pub async fn finish(visit: Visit, form: Form) -> Result<Done, Stop> {
    let report = visit.part("report")?;
    let (me, review) = (visit.me()?, visit.review()?);
    let finished = form.text("finished") == "yes";
    visit
        .house
        .finish_coding(me, review, report, finished)
        .await?;
    desk(&visit, report, "")
}
