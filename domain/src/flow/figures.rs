//! What stands in a proven flow.

use serde::Serialize;

use super::counts::Counts;
use super::number::{BoxId, Column, Figure};
use super::tally::Flow;
use crate::log::SourceKind;

/// Which published template the flow follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// New review, databases and registers only.
    NewV1,
    /// New review, databases, registers and other methods.
    NewV2,
}

impl Flow {
    /// Which template it follows: the one without other methods as long as none was used.
    #[must_use]
    pub fn template(&self) -> Template {
        let sources = self.counts.sources.iter().map(|source| source.kind);
        let declared = self.counts.declared.iter().map(|declared| declared.from);
        if sources
            .chain(declared)
            .any(|kind| kind.column() == Column::Other)
        {
            Template::NewV2
        } else {
            Template::NewV1
        }
    }

    /// The tallies it was made from.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// What stands at a number's place, as this viewer may see it. A reason or source that does not
    /// exist is 0.
    #[must_use]
    pub fn figure(&self, id: BoxId) -> Figure {
        if self.veil.covers(id) {
            return Figure::KeptBack;
        }
        // Every sum of declared counts was computed once by the proof, so it is in range.
        let declared = match id {
            BoxId::Studies => self.counts.declared_studies().unwrap_or(0),
            _ => self.counts.declared_in(id).unwrap_or(0),
        };
        Figure::Count {
            n: self.n(id),
            declared,
        }
    }

    fn n(&self, id: BoxId) -> u64 {
        let totals = |column| match column {
            Column::Databases => &self.databases,
            Column::Other => &self.other,
        };
        let listed = |n: u64| n.saturating_add(self.counts.declared_in(id).unwrap_or(0));
        match id {
            BoxId::Source(place) => self
                .counts
                .sources
                .get(place)
                .map_or(0, |source| source.hits),
            BoxId::Databases => listed(self.counts.hits(SourceKind::Database).unwrap_or(0)),
            BoxId::Registers => listed(self.counts.hits(SourceKind::Register).unwrap_or(0)),
            BoxId::Websites => listed(self.counts.hits(SourceKind::Website).unwrap_or(0)),
            BoxId::Organisations => listed(self.counts.hits(SourceKind::Organisation).unwrap_or(0)),
            BoxId::CitationSearching => {
                listed(self.counts.hits(SourceKind::CitationSearching).unwrap_or(0))
            }
            BoxId::Duplicates(column) => totals(column).duplicates,
            BoxId::KnownFromDatabases => self.counts.known_from_databases,
            BoxId::RemovedByAutomation => self.databases.removed_by_automation,
            BoxId::RemovedForOtherReasons => self.databases.removed_for_other_reasons,
            BoxId::Screened => self.databases.screened,
            BoxId::ToScreen(column) => totals(column).to_screen,
            BoxId::Excluded(column) => totals(column).excluded,
            BoxId::Sought(column) => totals(column).sought,
            BoxId::ToRetrieve(column) => totals(column).to_retrieve,
            BoxId::NotRetrieved(column) => totals(column).not_retrieved,
            BoxId::Assessed(column) => totals(column).assessed,
            BoxId::ToAssess(column) => totals(column).to_assess,
            BoxId::Reason(column, place) => listed(
                self.counts
                    .arm(column)
                    .reasons
                    .get(place)
                    .map_or(0, |reason| reason.n),
            ),
            BoxId::ReasonOpen(column) => self.counts.arm(column).reason_open,
            BoxId::Awaiting(column) => self.counts.arm(column).awaiting,
            BoxId::Ongoing(column) => self.counts.arm(column).ongoing,
            BoxId::Studies => self.studies,
            BoxId::Reports => self.reports,
        }
    }
}
