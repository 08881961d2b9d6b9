//! What somebody who still screens blind may not read from a flow.

use super::number::BoxId;
use super::tally::Flow;

/// The stages whose verdicts are kept back from a viewer.
///
/// A covered stage takes with it every number from which the kept-back ones could be worked out:
/// beside the excluded records also the open ones, since screened, sought and open together would
/// tell the excluded; beside the reasons also the open and the included reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Veil {
    /// The viewer is blind at title and abstract, and nothing of it is released.
    pub title_abstract: bool,
    /// The viewer is blind at full text, and nothing of it is released.
    pub full_text: bool,
}

impl Veil {
    /// Whether a number is kept back.
    #[must_use]
    pub fn covers(self, id: BoxId) -> bool {
        match id {
            BoxId::Excluded(_) | BoxId::ToScreen(_) => self.title_abstract,
            BoxId::ToAssess(_)
            | BoxId::Reason(..)
            | BoxId::ReasonOpen(_)
            | BoxId::Awaiting(_)
            | BoxId::Ongoing(_)
            | BoxId::Studies
            | BoxId::Reports => self.full_text,
            BoxId::Source(_)
            | BoxId::Databases
            | BoxId::Registers
            | BoxId::Websites
            | BoxId::Organisations
            | BoxId::CitationSearching
            | BoxId::Duplicates(_)
            | BoxId::KnownFromDatabases
            | BoxId::RemovedByAutomation
            | BoxId::RemovedForOtherReasons
            | BoxId::Screened
            | BoxId::Sought(_)
            | BoxId::ToRetrieve(_)
            | BoxId::NotRetrieved(_)
            | BoxId::Assessed(_) => false,
        }
    }

    /// Whether anything is kept back.
    #[must_use]
    pub fn covers_anything(self) -> bool {
        self.title_abstract || self.full_text
    }
}

impl Flow {
    /// The same flow as this viewer may see it.
    #[must_use]
    pub fn behind(mut self, veil: Veil) -> Self {
        self.veil = veil;
        self
    }

    /// What is kept back from this viewer.
    #[must_use]
    pub fn veil(&self) -> Veil {
        self.veil
    }
}
