//! The numbers of a flow: which one, how many, or kept back.

use serde::Serialize;

use crate::log::SourceKind;

/// The two columns of the templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Databases and registers (column D).
    Databases,
    /// Other methods (column O).
    Other,
}

/// Every number of a flow that has a list behind it. Pages link by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BoxId {
    /// Hits of one source: its place in [`Counts::sources`](super::Counts::sources).
    Source(usize),
    /// Hits from databases (D1).
    Databases,
    /// Hits from registers (D1).
    Registers,
    /// Hits from websites (O1).
    Websites,
    /// Hits from organisations (O1).
    Organisations,
    /// Hits from citation searching (O1).
    CitationSearching,
    /// Hits beyond one per record (D2; in the other column a footnote).
    Duplicates(Column),
    /// Hits of other methods already known from databases (footnote).
    KnownFromDatabases,
    /// Records a tool removed before screening (D2).
    RemovedByAutomation,
    /// Records removed before screening for other reasons (D2).
    RemovedForOtherReasons,
    /// Records screened (D3).
    Screened,
    /// Records still open at title and abstract.
    ToScreen(Column),
    /// Records excluded on title and abstract (D4; in the other column a footnote).
    Excluded(Column),
    /// Reports sought for retrieval (D5, O5).
    Sought(Column),
    /// Reports still to retrieve.
    ToRetrieve(Column),
    /// Reports not retrieved (D6, O6).
    NotRetrieved(Column),
    /// Reports assessed for eligibility (D7, O7).
    Assessed(Column),
    /// Reports still to assess.
    ToAssess(Column),
    /// Reports excluded for the reason at this place of [`Arm::reasons`](super::Arm::reasons) (D8, O8).
    Reason(Column, usize),
    /// Reports excluded, primary reason not settled (D8, O8).
    ReasonOpen(Column),
    /// Reports awaiting classification (footnote).
    Awaiting(Column),
    /// Reports of ongoing studies (footnote).
    Ongoing(Column),
    /// Studies included (I1).
    Studies,
    /// Reports of included studies (I2).
    Reports,
}

impl BoxId {
    /// The line of the identification box that counts hits of this kind.
    #[must_use]
    pub fn of_kind(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Database => Self::Databases,
            SourceKind::Register => Self::Registers,
            SourceKind::Website => Self::Websites,
            SourceKind::Organisation => Self::Organisations,
            SourceKind::CitationSearching => Self::CitationSearching,
        }
    }
}

impl SourceKind {
    /// The column hits of this kind are counted in.
    #[must_use]
    pub fn column(self) -> Column {
        match self {
            Self::Database | Self::Register => Column::Databases,
            Self::Website | Self::Organisation | Self::CitationSearching => Column::Other,
        }
    }
}

/// What stands in a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A count; `declared` of it have no list behind them.
    Count {
        /// All of them.
        n: u64,
        /// How many of them are declared.
        declared: u64,
    },
    /// The viewer still screens blind and may not see it.
    KeptBack,
}

impl Figure {
    /// The number, unless it is kept back.
    #[must_use]
    pub fn n(self) -> Option<u64> {
        match self {
            Self::Count { n, .. } => Some(n),
            Self::KeptBack => None,
        }
    }

    /// How many have a list behind them.
    #[must_use]
    pub fn listed(self) -> u64 {
        match self {
            Self::Count { n, declared } => n.saturating_sub(declared),
            Self::KeptBack => 0,
        }
    }
}

/// A count as it is printed: `2,816`.
///
/// ```
/// assert_eq!(domain::flow::thousands(1_234_567), "1,234,567");
/// ```
#[must_use]
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut printed = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            printed.push(',');
        }
        printed.push(digit);
    }
    printed
}
