//! The outbox: what a person decided, kept in the browser until the server has said "saved".
//!
//! Everything goes through the browser's storage first, read anew before each change, so that two
//! tabs of one desk do not lose each other's decisions.

use super::work::Work;
use domain::ids::{DecisionId, RecordId};
use domain::screening::desk::DecisionDraft;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Something to tell the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A decision.
    Decide(DecisionDraft),
    /// A decision taken back that may be on the server already.
    Undo(DecisionId),
}

impl Step {
    /// The decision it speaks of.
    pub const fn decision(&self) -> DecisionId {
        match self {
            Self::Decide(draft) => draft.id,
            Self::Undo(decision) => *decision,
        }
    }
}

/// A step with what people know its record by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// What to tell.
    pub step: Step,
    /// The record's number; 0 if it is not known here.
    pub number: u32,
    /// The record's title.
    pub title: String,
}

/// A step the server did not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// The step.
    pub was: Waiting,
    /// Why, in words.
    pub words: String,
}

/// What waits, in the order it was done, and what was not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outbox {
    /// To be sent, the first first.
    pub waiting: Vec<Waiting>,
    /// Kept until the person puts it away.
    pub not_taken: Vec<NotTaken>,
}

impl Outbox {
    /// The records with a decision that waits.
    pub fn decided(&self) -> Vec<RecordId> {
        let mut records: Vec<(DecisionId, RecordId)> = Vec::new();
        for waiting in &self.waiting {
            match &waiting.step {
                Step::Decide(draft) => records.push((draft.id, draft.record)),
                Step::Undo(decision) => records.retain(|(id, _)| id != decision),
            }
        }
        records.into_iter().map(|(_, record)| record).collect()
    }
    /// Whether this step still waits.
    pub fn has(&self, step: &Step) -> bool {
        self.waiting.iter().any(|waiting| waiting.step == *step)
    }
    /// Removes a step.
    pub fn remove(&mut self, step: &Step) {
        self.waiting.retain(|waiting| waiting.step != *step);
    }
}

impl Work {
    /// What earlier pages left.
    pub fn load(self) {
        if let Some(kept) = self.kept() {
            self.outbox.set(kept);
        }
    }

    /// Changes the outbox: in the storage first. Where the browser keeps nothing, the page still
    /// holds it.
    pub fn keep(self, change: impl FnOnce(&mut Outbox)) {
        let mut outbox = self.kept().unwrap_or_else(|| self.outbox.get_untracked());
        change(&mut outbox);
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&outbox)) {
            let name = self.name();
            // A full storage keeps what it has; the page's own copy is sent all the same.
            let _ = match outbox == Outbox::default() {
                true => storage.remove_item(&name),
                false => storage.set_item(&name, &text),
            };
        }
        self.outbox.set(outbox);
    }

    fn kept(self) -> Option<Outbox> {
        match storage()?.get_item(&self.name()).ok()? {
            Some(text) => serde_json::from_str(&text).ok(),
            None => Some(Outbox::default()),
        }
    }

    fn name(self) -> String {
        self.fixed.with_value(|fixed| {
            let place = fixed.place;
            format!(
                "concord outbox {} {} {}",
                place.person,
                place.review,
                place.stage.code()
            )
        })
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::screening::Verdict;
    use uuid::Uuid;

    fn decided(id: u128, record: u128) -> Waiting {
        Waiting {
            step: Step::Decide(DecisionDraft {
                id: DecisionId::from_uuid(Uuid::from_u128(id)),
                record: RecordId::from_uuid(Uuid::from_u128(record)),
                verdict: Verdict::Include,
                reasons: Vec::new(),
                primary: None,
                note: String::new(),
                criteria: 1,
            }),
            number: 1,
            title: "A title".into(),
        }
    }

    #[test]
    fn a_decision_taken_back_leaves_its_record_open() {
        let undo = Waiting {
            step: Step::Undo(DecisionId::from_uuid(Uuid::from_u128(1))),
            ..decided(1, 10)
        };
        let outbox = Outbox {
            waiting: vec![decided(1, 10), decided(2, 20), undo],
            not_taken: Vec::new(),
        };
        assert_eq!(outbox.decided(), [RecordId::from_uuid(Uuid::from_u128(20))]);
    }

    #[test]
    fn an_outbox_survives_the_storage() {
        let outbox = Outbox {
            waiting: vec![decided(1, 10)],
            not_taken: vec![NotTaken {
                was: decided(2, 20),
                words: "No.".into(),
            }],
        };
        let text = serde_json::to_string(&outbox).unwrap();
        assert_eq!(serde_json::from_str::<Outbox>(&text).unwrap(), outbox);
    }
}
