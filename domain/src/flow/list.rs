//! The lists behind the numbers, as addresses name them.

use std::fmt;
use std::str::FromStr;

use super::number::{BoxId, Column};
use super::open::OpenList;
use super::tally::Flow;
use crate::ids::CriterionId;
use crate::log::SourceKind;

/// A list of records behind a number of the flow. Written and read as `step`, or `step.databases`
/// and `step.other` where it is one column's only: `to_screen`, `sought.other`,
/// `reason:6f0c….databases`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BoxList {
    /// Where the records stand.
    pub step: Step,
    /// The column they belong to; `None` for both.
    pub column: Option<Column>,
}

/// Where the records of a list stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Found in sources of this kind.
    Identified(SourceKind),
    /// Found more than once in their column.
    Duplicates,
    /// Found in databases, and by other methods too.
    KnownFromDatabases,
    /// Screened, or waiting for it.
    Screened,
    /// Neither excluded nor gone forward at title and abstract.
    ToScreen,
    /// Gone forward, and open again at title and abstract.
    Reopened,
    /// Excluded on title and abstract.
    Excluded,
    /// Their report is sought.
    Sought,
    /// Their report is still to retrieve.
    ToRetrieve,
    /// Their report could not be retrieved.
    NotRetrieved,
    /// Their report is at hand.
    Assessed,
    /// Their report is at hand and not judged yet.
    ToAssess,
    /// Of those, the ones that lack decisions.
    Unassessed,
    /// Of those, the ones the reviewers disagree about.
    Disagreements,
    /// Excluded at full text for this reason.
    Reason(CriterionId),
    /// Excluded at full text, the reason not settled.
    ReasonOpen,
    /// Awaiting classification.
    Awaiting,
    /// Ongoing studies.
    Ongoing,
    /// Included.
    Included,
}

/// The steps whose name says everything.
const NAMED: [(Step, &str); 17] = [
    (Step::Duplicates, "duplicates"),
    (Step::KnownFromDatabases, "known"),
    (Step::Screened, "screened"),
    (Step::ToScreen, "to_screen"),
    (Step::Reopened, "reopened"),
    (Step::Excluded, "excluded"),
    (Step::Sought, "sought"),
    (Step::ToRetrieve, "to_retrieve"),
    (Step::NotRetrieved, "not_retrieved"),
    (Step::Assessed, "assessed"),
    (Step::ToAssess, "to_assess"),
    (Step::Unassessed, "unassessed"),
    (Step::Disagreements, "disagreements"),
    (Step::ReasonOpen, "reason_open"),
    (Step::Awaiting, "awaiting"),
    (Step::Ongoing, "ongoing"),
    (Step::Included, "included"),
];

impl fmt::Display for BoxList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Step::Identified(kind) => write!(f, "found:{}", kind.code())?,
            Step::Reason(reason) => write!(f, "reason:{reason}")?,
            step => {
                let name = NAMED.iter().find(|(named, _)| *named == step);
                f.write_str(name.map_or("", |(_, name)| name))?;
            }
        }
        match self.column {
            None => Ok(()),
            Some(Column::Databases) => f.write_str(".databases"),
            Some(Column::Other) => f.write_str(".other"),
        }
    }
}

/// A name that is no list's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such list")]
pub struct NoSuchList;

impl FromStr for BoxList {
    type Err = NoSuchList;

    fn from_str(text: &str) -> Result<Self, NoSuchList> {
        let (name, column) = match text.split_once('.') {
            None => (text, None),
            Some((name, "databases")) => (name, Some(Column::Databases)),
            Some((name, "other")) => (name, Some(Column::Other)),
            Some(_) => return Err(NoSuchList),
        };
        let named = NAMED.iter().find(|(_, known)| *known == name);
        let step = match (named, name.split_once(':')) {
            (Some((step, _)), _) => Some(*step),
            (None, Some(("found", kind))) => SourceKind::from_code(kind).map(Step::Identified),
            (None, Some(("reason", id))) => id.parse().ok().map(Step::Reason),
            _ => None,
        };
        let step = step.ok_or(NoSuchList)?;
        Ok(Self { step, column })
    }
}

impl Flow {
    /// The list behind a number; `None` where there is none: declared counts, what is kept back,
    /// and single sources, which go by their name ([`Flow::source`]).
    #[must_use]
    pub fn list(&self, id: BoxId) -> Option<BoxList> {
        if self.figure(id).listed() == 0 {
            return None;
        }
        let of = |step, column| {
            Some(BoxList {
                step,
                column: Some(column),
            })
        };
        let both = |step| Some(BoxList { step, column: None });
        match id {
            BoxId::Source(_) | BoxId::RemovedByAutomation | BoxId::RemovedForOtherReasons => None,
            BoxId::Databases => both(Step::Identified(SourceKind::Database)),
            BoxId::Registers => both(Step::Identified(SourceKind::Register)),
            BoxId::Websites => both(Step::Identified(SourceKind::Website)),
            BoxId::Organisations => both(Step::Identified(SourceKind::Organisation)),
            BoxId::CitationSearching => both(Step::Identified(SourceKind::CitationSearching)),
            BoxId::Duplicates(column) => of(Step::Duplicates, column),
            BoxId::KnownFromDatabases => both(Step::KnownFromDatabases),
            BoxId::Screened => of(Step::Screened, Column::Databases),
            BoxId::ToScreen(column) => of(Step::ToScreen, column),
            BoxId::Excluded(column) => of(Step::Excluded, column),
            BoxId::Sought(column) => of(Step::Sought, column),
            BoxId::ToRetrieve(column) => of(Step::ToRetrieve, column),
            BoxId::NotRetrieved(column) => of(Step::NotRetrieved, column),
            BoxId::Assessed(column) => of(Step::Assessed, column),
            BoxId::ToAssess(column) => of(Step::ToAssess, column),
            BoxId::Reason(column, place) => {
                let reason = self.counts.arm(column).reasons.get(place)?;
                of(Step::Reason(reason.key.parse().ok()?), column)
            }
            BoxId::ReasonOpen(column) => of(Step::ReasonOpen, column),
            BoxId::Awaiting(column) => of(Step::Awaiting, column),
            BoxId::Ongoing(column) => of(Step::Ongoing, column),
            BoxId::Studies | BoxId::Reports => both(Step::Included),
        }
    }

    /// The name of a source.
    #[must_use]
    pub fn source(&self, place: usize) -> Option<&str> {
        let source = self.counts.sources.get(place)?;
        Some(&source.name)
    }
}

impl OpenList {
    /// The list a part of the ribbon leads to.
    #[must_use]
    pub fn list(self) -> BoxList {
        let step = match self {
            Self::TitleAbstract => Step::ToScreen,
            Self::Reopened => Step::Reopened,
            Self::Retrieval => Step::ToRetrieve,
            Self::FullText => Step::Unassessed,
            Self::Disagreements => Step::Disagreements,
            Self::Reasons => Step::ReasonOpen,
        };
        BoxList { step, column: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::example;
    use uuid::Uuid;

    #[test]
    fn every_list_reads_back_as_it_was_written() {
        let reason = Step::Reason(CriterionId::from_uuid(Uuid::from_u128(7)));
        let kinds = SourceKind::ALL.map(Step::Identified);
        let named = NAMED.map(|(step, _)| step);
        for step in named.into_iter().chain(kinds).chain([reason]) {
            for column in [None, Some(Column::Databases), Some(Column::Other)] {
                let list = BoxList { step, column };
                assert_eq!(list.to_string().parse(), Ok(list), "{list}");
            }
        }
        for bad in [
            "",
            ".",
            "sought.",
            "sought.both",
            "found:moon",
            "reason:1",
            "reason",
        ] {
            assert_eq!(bad.parse::<BoxList>(), Err(NoSuchList), "{bad}");
        }
    }

    #[test]
    fn what_is_kept_back_or_empty_has_no_list() {
        let flow = example::running();
        let excluded = BoxId::Excluded(Column::Databases);
        assert!(flow.list(excluded).is_some());
        assert_eq!(flow.list(BoxId::Registers), None);
        let veil = super::super::Veil {
            title_abstract: true,
            full_text: false,
        };
        assert_eq!(flow.behind(veil).list(excluded), None);
    }
}
