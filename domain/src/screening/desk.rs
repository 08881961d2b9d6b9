//! What passes between a screening desk in the browser and the server.

use crate::citation::Citation;
use crate::ids::{CriterionId, DecisionId, RecordId};
use crate::screening::{Round, Stage, Verdict};
use serde::{Deserialize, Serialize};

/// A record on a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskRecord {
    /// The record.
    pub id: RecordId,
    /// Its lasting number.
    pub number: u32,
    /// Its data, without the fields that are hidden here.
    pub citation: Citation,
    /// Where the full text is, at full text.
    pub link: Option<String>,
}

/// A decision on its way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionDraft {
    /// Made by the client: the same id twice is one decision.
    pub id: DecisionId,
    /// The record.
    pub record: RecordId,
    /// What.
    pub verdict: Verdict,
    /// The reasons ticked.
    pub reasons: Vec<CriterionId>,
    /// The reason that counts, if not the first by rank.
    pub primary: Option<CriterionId>,
    /// A note; may be empty.
    pub note: String,
    /// The criteria version the person had before them; 0 if unknown.
    #[serde(default)]
    pub criteria: u32,
}

/// A person's own progress in a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskProgress {
    /// Records they decided.
    pub decided: u64,
    /// Records that still wait for them.
    pub left: u64,
}

impl DeskProgress {
    /// What they will have decided when nothing is left.
    pub const fn whole(self) -> u64 {
        self.decided + self.left
    }
}

/// What the person decided last, which they can undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastDecision {
    /// The decision.
    pub id: DecisionId,
    /// Its record.
    pub record: RecordId,
    /// The record's title.
    pub title: String,
    /// What was decided.
    pub verdict: Verdict,
}

/// A reason a desk offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskReason {
    /// The criterion.
    pub id: CriterionId,
    /// Its short label.
    pub label: String,
    /// The full text, if the label does not say it all.
    pub text: Option<String>,
}

/// Why a desk has nothing to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskClosed {
    /// The person does not take part in this stage.
    NotTakingPart,
    /// No criteria are published yet.
    NoCriteria,
    /// No round is open yet.
    NotOpened,
    /// The person lifted their own blinding here.
    Lifted,
    /// A pilot runs without this person.
    PilotOfOthers,
    /// Nothing waits for this person at the moment.
    NothingWaits,
}

/// A desk as a person finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The stage.
    pub stage: Stage,
    /// The round they work in.
    pub round: Round,
    /// The criteria version in force; 0 before the first.
    pub criteria: u32,
    /// The reasons on offer, best rank first.
    pub reasons: Vec<DeskReason>,
    /// The sentence that says when to include.
    pub include_when: Option<String>,
    /// Whether an exclusion needs a reason.
    pub reason_due: bool,
    /// Own progress.
    pub progress: DeskProgress,
    /// The next records, the first to be shown now.
    pub next: Vec<DeskRecord>,
    /// What was decided last.
    pub last: Option<LastDecision>,
    /// Why there is nothing to do, if so.
    pub closed: Option<DeskClosed>,
}

/// What the server answers to a decision: it is on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The decision.
    pub id: DecisionId,
    /// Others had already completed the record; it was saved all the same.
    pub additional: bool,
    /// Own progress now.
    pub progress: DeskProgress,
    /// More records, now held for this person.
    pub next: Vec<DeskRecord>,
}
