//! The screening desk: the form of the page, and what it becomes where scripts run: keys, the next
//! record at once, and decisions that survive a lost connection.
//!
//! The server draws the very same view, so nothing moves when the island wakes. Without scripts it
//! is a plain form with three buttons.

mod bar;
mod closed;
mod connection;
mod criteria;
mod decide;
mod ids;
mod keyboard;
mod keys;
mod notice;
mod outbox;
mod page;
mod record;
mod sender;
mod work;

use domain::ids::{CriterionId, DecisionId, PersonId, ReviewId};
use domain::screening::desk::Desk;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use work::Work;

/// What a desk is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskPage {
    /// The desk as the server found it.
    pub desk: Desk,
    /// Whose it is.
    pub person: PersonId,
    /// The review.
    pub review: ReviewId,
    /// The id of the decision that the plain form would make.
    pub decision: DecisionId,
    /// What the plain form was refused with.
    pub refused: Option<RefusedForm>,
    /// Whether the viewer leads, and opens rounds.
    pub leads: bool,
}

/// A plain form that was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedForm {
    /// What is wrong.
    pub words: String,
    /// Whether a reason is missing, which is said in the criteria.
    pub reason_missing: bool,
    /// The reasons ticked.
    pub reasons: Vec<CriterionId>,
    /// The note typed.
    pub note: String,
}

/// The desk.
#[island]
pub fn ScreeningDesk(
    /// What it is made from.
    page: DeskPage,
) -> impl IntoView {
    let work = Work::new(page);
    Effect::new(move |_| work.wake());
    page::desk(work)
}
