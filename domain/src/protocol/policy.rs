//! How a stage is run.

use serde::{Deserialize, Serialize};

/// How many people read each record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Readers {
    /// One person.
    One,
    /// Two, without seeing each other's decisions.
    Two,
    /// Everybody who takes part in the stage when the record enters it.
    Everyone,
}

impl Readers {
    /// All, in the order forms list them.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Everyone];

    /// The name in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
            Self::Everyone => "everyone",
        }
    }
    /// The setting of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|readers| readers.code() == code)
    }
    /// How many that is, with so many people in the stage. At least one, at most everybody would
    /// be wrong for `Two`: with one screener so far, the second may still be invited.
    pub fn needed(self, in_stage: u16) -> u16 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Everyone => in_stage.max(1),
        }
    }
}

/// Who resolves disagreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolver {
    /// A lead who is not party to it.
    Lead,
    /// A lead or any reviewer of the stage who is not party to it.
    ThirdReviewer,
    /// Those who disagree, once all of them say the same; or a lead who is not party to it.
    Parties,
}

impl Resolver {
    /// All, in the order forms list them.
    pub const ALL: [Self; 3] = [Self::Lead, Self::ThirdReviewer, Self::Parties];

    /// The name in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::ThirdReviewer => "third_reviewer",
            Self::Parties => "parties",
        }
    }
    /// The setting of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|resolver| resolver.code() == code)
    }
}

/// The settings of one stage. Every one has a default that a lead can leave alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StagePolicy {
    /// How many read each record.
    pub readers: Readers,
    /// At title and abstract: include and maybe go forward together.
    pub unsure_goes_forward: bool,
    /// At title and abstract: an exclusion needs a reason. (At full text it always does.)
    pub reason_due: bool,
    /// Who resolves.
    pub resolver: Resolver,
    /// Screeners do not see authors, journal and year.
    pub hide_origin: bool,
}

impl Default for StagePolicy {
    fn default() -> Self {
        Self {
            readers: Readers::Two,
            unsure_goes_forward: true,
            reason_due: false,
            resolver: Resolver::Lead,
            hide_origin: false,
        }
    }
}
