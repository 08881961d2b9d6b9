//! Screening: decisions, what follows from them, and who is given which record next.

mod decision;
pub mod desk;
mod disagreement;
mod independent;
#[cfg(test)]
mod laws;
mod queue;
mod settle;

pub use decision::{Decision, Outcome, Position, Ruling, Verdict};
pub use disagreement::{Part, Resolving, Wish, consensus};
pub use independent::{Forward, independent_category};
pub use queue::{Ring, ring_of, start_of};
pub use settle::{Resolution, Standing, proposed_reason, settle};

use serde::{Deserialize, Serialize};

/// A stage at which records (reports) are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Titles and abstracts.
    TitleAbstract,
    /// Full texts ("eligibility").
    FullText,
}

impl Stage {
    /// Both, in the order of the work.
    pub const ALL: [Self; 2] = [Self::TitleAbstract, Self::FullText];

    /// The name in the database, in addresses and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TitleAbstract => "title_abstract",
            Self::FullText => "full_text",
        }
    }
    /// The stage of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// A round of a stage: 0 is the main screening, pilots count from 1.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Round(pub u16);

impl Round {
    /// The main screening.
    pub const MAIN: Self = Self(0);
    /// Whether this is a pilot.
    pub const fn is_pilot(self) -> bool {
        self.0 > 0
    }
}
