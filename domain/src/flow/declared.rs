//! Which boxes declared counts pass through.

use super::broken::Broken;
use super::counts::{Counts, Ended};
use super::number::{BoxId, Column};

impl Counts {
    /// Studies among the declared inclusions.
    pub(super) fn declared_studies(&self) -> Result<u64, Broken> {
        self.declared
            .iter()
            .map(|d| d.studies)
            .try_fold(0_u64, u64::checked_add)
            .ok_or(Broken::TooLarge)
    }

    /// How many declared entries passed through or ended at this place.
    pub(super) fn declared_in(&self, id: BoxId) -> Result<u64, Broken> {
        let here = self.declared.iter().filter(|declared| {
            let column = declared.from.column();
            let ended = declared.ended;
            let reason = matches!(ended, Ended::Reason(_));
            let assessed = reason || ended == Ended::Included;
            let sought = assessed || ended == Ended::NotRetrieved;
            let screened = sought || ended == Ended::Excluded;
            match id {
                BoxId::Duplicates(c) => c == column && ended == Ended::Duplicate,
                BoxId::RemovedByAutomation => ended == Ended::RemovedByAutomation,
                BoxId::RemovedForOtherReasons => ended == Ended::RemovedForOtherReasons,
                BoxId::Screened => column == Column::Databases && screened,
                BoxId::Excluded(c) => c == column && ended == Ended::Excluded,
                BoxId::Sought(c) => c == column && sought,
                BoxId::NotRetrieved(c) => c == column && ended == Ended::NotRetrieved,
                BoxId::Assessed(c) => c == column && assessed,
                BoxId::Reason(c, place) => c == column && ended == Ended::Reason(place),
                BoxId::Reports => ended == Ended::Included,
                // Studies are not entries: their declared number is added where studies are.
                BoxId::Source(_) | BoxId::KnownFromDatabases | BoxId::Studies => false,
                BoxId::ToScreen(_) | BoxId::ToRetrieve(_) | BoxId::ToAssess(_) => false,
                BoxId::ReasonOpen(_) | BoxId::Awaiting(_) | BoxId::Ongoing(_) => false,
                kind => kind == BoxId::of_kind(declared.from),
            }
        });
        here.map(|declared| declared.n)
            .try_fold(0_u64, u64::checked_add)
            .ok_or(Broken::TooLarge)
    }
}
