//! What leads do to the rounds of a stage.

use super::{link, stage};
use crate::context::Visit;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use domain::refusal::Refusal;
use domain::screening::Round;
use domain::text::NonBlank;

/// The form that starts a pilot.
pub const PILOT: &str = "pilot";
/// The form that starts the main round.
pub const MAIN: &str = "main";
/// The form that signs a round off.
pub const SIGN_OFF: &str = "sign-off";
/// The form that shows a stage to the team.
pub const SHOW: &str = "show";
/// The form that lifts the lead's own blinding.
pub const LIFT: &str = "lift";

fn back(visit: &Visit) -> Result<Done, Stop> {
    Ok(Done::To(link(visit, "/rounds")?))
}

/// Starts a pilot with a sample of the size asked for.
pub async fn pilot(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (me, review, stage) = (visit.me()?, visit.review()?, stage(&visit));
    // A number that is none is refused with the numbers that would do.
    let size = form.parse("size").unwrap_or(0);
    visit.house.open_pilot(me, review, stage, size).await?;
    back(&visit)
}

/// Starts the main round.
pub async fn main(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (me, review, stage) = (visit.me()?, visit.review()?, stage(&visit));
    let waiver = NonBlank::optional("waiver", form.text("waiver"))?;
    visit.house.open_main(me, review, stage, waiver).await?;
    back(&visit)
}

/// Signs a round off.
pub async fn sign_off(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (me, review, stage) = (visit.me()?, visit.review()?, stage(&visit));
    let round = form.parse("round").map(Round).ok_or(Refusal::RoundClosed)?;
    visit.house.sign_off(me, review, stage, round).await?;
    back(&visit)
}

/// Shows the stage to the team.
pub async fn show_to_team(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let (me, review, stage) = (visit.me()?, visit.review()?, stage(&visit));
    visit.house.release_stage(me, review, stage).await?;
    back(&visit)
}

/// Lifts the lead's own blinding.
pub async fn lift(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let (me, review, stage) = (visit.me()?, visit.review()?, stage(&visit));
    visit.house.lift_blinding(me, review, stage).await?;
    back(&visit)
}
