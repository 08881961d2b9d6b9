//! What the screening desk asks and tells. Each call says whose desk it is for: somebody else who
//! signed in meanwhile in the same browser must not decide in the first one's name.

use crate::wire::CallError;
use domain::ids::{DecisionId, PersonId, RecordId, ReviewId};
use domain::screening::Stage;
use domain::screening::desk::{DecisionDraft, Desk, DeskRecord, Saved};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// Whose desk, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskPlace {
    /// The person the page was made for.
    pub person: PersonId,
    /// The review.
    pub review: ReviewId,
    /// The stage.
    pub stage: Stage,
}

/// The desk as it is now, with the next records.
#[server(prefix = "/api", endpoint = "screening/desk", input = Json, output = Json)]
pub async fn open_desk(place: DeskPlace) -> Result<Desk, CallError> {
    let visit = crate::context::visit()?;
    let me = visit.me_as(place.person)?;
    Ok(visit.house.desk(me, place.review, place.stage).await?)
}

/// Decides; the answer means that the decision is on disk. `have` are records the desk has already.
#[server(prefix = "/api", endpoint = "screening/decide", input = Json, output = Json)]
pub async fn decide(
    place: DeskPlace,
    draft: DecisionDraft,
    have: Vec<RecordId>,
) -> Result<Saved, CallError> {
    let visit = crate::context::visit()?;
    let me = visit.me_as(place.person)?;
    let (review, stage) = (place.review, place.stage);
    Ok(visit.house.decide(me, review, stage, draft, have).await?)
}

/// Takes the last decision back; gives its record.
#[server(prefix = "/api", endpoint = "screening/undo", input = Json, output = Json)]
pub async fn undo(place: DeskPlace, decision: DecisionId) -> Result<DeskRecord, CallError> {
    let visit = crate::context::visit()?;
    let me = visit.me_as(place.person)?;
    let (review, stage) = (place.review, place.stage);
    Ok(visit.house.undo(me, review, stage, decision).await?)
}

/// Gives the records back that the desk held.
#[server(prefix = "/api", endpoint = "screening/leave", input = Json, output = Json)]
pub async fn leave(place: DeskPlace) -> Result<(), CallError> {
    let visit = crate::context::visit()?;
    let me = visit.me_as(place.person)?;
    Ok(visit
        .house
        .leave_desk(me, place.review, place.stage)
        .await?)
}
