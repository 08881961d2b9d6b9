//! What the facts of a review add up to, before anybody has checked that the sums agree.

use serde::{Deserialize, Serialize};

use crate::log::SourceKind;

/// Every tally a flow is made of. Counted from the facts by whoever keeps them; each number
/// independently, so that [`Flow::tally`](super::Flow::tally) has something to prove.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Where hits came from, in the order they should be printed.
    pub sources: Vec<Source>,
    /// Records found in databases and registers.
    pub databases: Arm,
    /// Records found only by other methods (websites, organisations, citation searching).
    pub other: Arm,
    /// Hits of other methods whose record stands in the databases column.
    pub known_from_databases: u64,
    /// Records of the databases column that a tool removed before screening.
    pub removed_by_automation: u64,
    /// Records of the databases column removed before screening for any other reason.
    pub removed_for_other_reasons: u64,
    /// What the review includes so far.
    pub included: Included,
    /// Numbers a team knows without having the entries.
    pub declared: Vec<Declared>,
}

/// One place that was searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name to print: "PubMed".
    pub name: String,
    /// What kind of place it is; it decides the column and the line.
    pub kind: SourceKind,
    /// Hits: entries of import files, the same file twice counted once.
    pub hits: u64,
}

/// The way of one column from its records to the included reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arm {
    /// Distinct records that belong to this column.
    pub records: u64,
    /// Records excluded on title and abstract, by people and by tools.
    pub excluded: u64,
    /// How many of [`excluded`](Self::excluded) a tool excluded.
    pub excluded_by_automation: u64,
    /// Records that are neither excluded nor gone forward yet.
    pub title_abstract: Waiting,
    /// Records that went forward and were opened again at title and abstract. They stay among the
    /// reports sought; they only make the flow provisional.
    pub reopened: u64,
    /// Reports sought in full text.
    pub sought: u64,
    /// Reports sought beyond one per record that went forward.
    pub extra_reports: u64,
    /// Records that went forward and turned out to be the same report as another one.
    pub merged_reports: u64,
    /// Reports nobody has asked for yet.
    pub to_seek: u64,
    /// Reports asked for, without an answer yet.
    pub requested: u64,
    /// Reports that could not be had, those awaiting classification for want of a full text included.
    pub not_retrieved: u64,
    /// Reports at hand that are not judged yet.
    pub full_text: Waiting,
    /// Reports excluded, each under its one primary reason, in the order of the criteria's ranks.
    pub reasons: Vec<Reason>,
    /// Reports all reviewers exclude, with no primary reason agreed yet.
    pub reason_open: u64,
    /// Reports at hand that cannot be classified because information is missing.
    pub awaiting: u64,
    /// Reports of ongoing studies.
    pub ongoing: u64,
    /// Reports included.
    pub included: u64,
}

/// Work that is not finished at a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waiting {
    /// Nobody has decided yet.
    pub untouched: u64,
    /// Some of the people needed have decided.
    pub partly: u64,
    /// All have decided, not alike, and nobody has resolved it.
    pub disagreements: u64,
}

/// A primary reason for exclusion at full text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What identifies the criterion across versions; whoever links the number knows it.
    pub key: String,
    /// The short label printed: "Not the UK".
    pub label: String,
    /// Reports excluded for it.
    pub n: u64,
}

/// What a review includes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Included {
    /// Distinct studies with at least one included report, declared ones left out.
    pub studies: u64,
    /// Included reports of both columns, declared ones left out.
    pub reports: u64,
}

/// A number a team knows without having the entries: "1,220 removed in EndNote before import".
///
/// It says where the entries came from and where they ended, so it enters every box between the two
/// and cannot bring the sums out of balance. Footnotes name it; no list stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// How many.
    pub n: u64,
    /// Which line of the identification box they belong to.
    pub from: SourceKind,
    /// The box in which their way ended.
    pub ended: Ended,
    /// Distinct studies among them; only for [`Ended::Included`], else 0.
    #[serde(default)]
    pub studies: u64,
    /// Where the number stands: "EndNote library of 3 May".
    pub source: String,
    /// Who declared it.
    pub who: String,
    /// What happened to them: "removed in EndNote before import".
    pub why: String,
}

/// The box in which the way of declared entries ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// Removed as duplicates before screening.
    Duplicate,
    /// Removed by a tool before screening (databases and registers only).
    RemovedByAutomation,
    /// Removed before screening for another reason (databases and registers only).
    RemovedForOtherReasons,
    /// Excluded on title and abstract.
    Excluded,
    /// Sought and not retrieved.
    NotRetrieved,
    /// Excluded at full text for the reason at this place of the column's [`Arm::reasons`].
    Reason(usize),
    /// Included.
    Included,
}

impl Waiting {
    /// Everything that waits; `None` beyond the range of `u64`.
    pub(super) fn all(self) -> Option<u64> {
        self.untouched
            .checked_add(self.partly)?
            .checked_add(self.disagreements)
    }
}
