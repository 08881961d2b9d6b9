//! Recording what happened about a report.

use super::Part;
use crate::context::Visit;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use domain::retrieval::WebLink;
use domain::text::NonBlank;
use service::retrieval::Step;

/// The form of a text that was found.
pub const FOUND: &str = "found";
/// The form of a request.
pub const REQUESTED: &str = "requested";
/// The form of a text that cannot be had.
pub const NOT_RETRIEVED: &str = "not-retrieved";
/// The form that puts a report back to seek.
pub const SEEK_AGAIN: &str = "seek-again";

/// It was found at an address.
pub async fn found(visit: Visit, form: Form) -> Result<Done, Stop> {
    let link = WebLink::parse(form.text("link"))?;
    note(visit, Step::Found { link }).await
}

/// It was asked for.
pub async fn requested(visit: Visit, form: Form) -> Result<Done, Stop> {
    let note_text = NonBlank::optional("note", form.text("note"))?;
    note(visit, Step::Requested { note: note_text }).await
}

/// It cannot be had: signed by a lead, proposed by anybody else.
pub async fn not_retrieved(visit: Visit, form: Form) -> Result<Done, Stop> {
    let reason = NonBlank::parse("reason", form.text("reason"))?;
    note(visit, Step::NotRetrieved { reason }).await
}

/// Back to the start.
pub async fn seek_again(visit: Visit, form: Form) -> Result<Done, Stop> {
    let note_text = NonBlank::optional("note", form.text("note"))?;
    note(visit, Step::SeekAgain { note: note_text }).await
}

async fn note(visit: Visit, step: Step) -> Result<Done, Stop> {
    let review = visit.review()?;
    let me = visit.me()?;
    let report = visit.part("report")?;
    visit.house.note_retrieval(me, review, report, step).await?;
    let (found, _) = visit.house.report(me, review, report).await?;
    let back = Part::of(&visit.query).list(review);
    Ok(Done::To(format!("{back}#r{}", found.number)))
}
