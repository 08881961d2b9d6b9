//! Eligibility criteria as published versions.

use crate::ids::CriterionId;
use crate::refusal::Refusal;
use crate::screening::Stage;
use crate::text::NonBlank;
use serde::{Deserialize, Serialize};

/// Whether meeting a criterion speaks for a record or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// Must be met; a reason to exclude if it is not.
    Inclusion,
    /// Must not be met; a reason to exclude if it is.
    Exclusion,
}

/// One criterion. As a reason it is named by its short label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// The same through all versions, however the words change.
    pub id: CriterionId,
    /// For or against.
    pub kind: CriterionKind,
    /// A few words for buttons, tables and the flow: "Not the UK".
    pub label: NonBlank,
    /// The full text, if the label does not say it all.
    pub text: Option<NonBlank>,
    /// Offered at title and abstract.
    pub title_abstract: bool,
    /// Offered at full text.
    pub full_text: bool,
}

/// A published version: criteria in the order of their rank, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criteria {
    /// Counts from 1.
    pub version: u32,
    /// Why it was published.
    pub note: NonBlank,
    /// The sentence that says when to include.
    pub include_when: Option<NonBlank>,
    /// In order of rank.
    pub criteria: Vec<Criterion>,
}

impl Criteria {
    /// Publishes the version after `last`. Needs at least one criterion and a note.
    pub fn publish(
        last: Option<&Self>,
        note: NonBlank,
        include_when: Option<NonBlank>,
        criteria: Vec<Criterion>,
    ) -> Result<Self, Refusal> {
        if criteria.is_empty() {
            return Err(Refusal::NoCriterion);
        }
        Ok(Self {
            version: last.map_or(1, |l| l.version + 1),
            note,
            include_when,
            criteria,
        })
    }
    /// The reasons on offer at a stage, best rank first.
    pub fn reasons(&self, stage: Stage) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(move |criterion| match stage {
            Stage::TitleAbstract => criterion.title_abstract,
            Stage::FullText => criterion.full_text,
        })
    }
    /// Their ids.
    pub fn reason_ids(&self, stage: Stage) -> Vec<CriterionId> {
        self.reasons(stage).map(|criterion| criterion.id).collect()
    }
    /// The criterion with that id.
    pub fn get(&self, id: CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }
}
