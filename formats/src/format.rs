//! The formats Concord reads.

use serde::{Deserialize, Serialize};

/// A format of import files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// RIS in any of its dialects: lines such as `TY  - JOUR`, entries closed by `ER  -`.
    Ris,
    /// What PubMed calls "PubMed" or "MEDLINE" format: lines such as `PMID- 12345678`.
    Nbib,
    /// What Web of Science calls "plain text" or "EndNote desktop" (`.ciw`): lines such as `TI Title`.
    WebOfScience,
    /// Ovid's tagged export: entries headed `<1. >`, lines such as `TI  - Title`.
    Ovid,
    /// Refer, as EndNote and library catalogues write it (`.enw`): lines such as `%T Title`.
    Refer,
    /// A table with commas, semicolons or bars between the cells and a row of column names.
    Csv,
    /// A table with tabs between the cells and a row of column names.
    Tsv,
}

impl Format {
    /// All formats, in the order in which a list for people shows them.
    pub const ALL: &[Self] = &[
        Self::Ris,
        Self::Nbib,
        Self::WebOfScience,
        Self::Ovid,
        Self::Refer,
        Self::Csv,
        Self::Tsv,
    ];

    /// The name people know the format by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ris => "RIS",
            Self::Nbib => "PubMed (NBIB, MEDLINE)",
            Self::WebOfScience => "Web of Science (tagged)",
            Self::Ovid => "Ovid (tagged)",
            Self::Refer => "EndNote tagged (Refer)",
            Self::Csv => "CSV",
            Self::Tsv => "tab-separated table (TSV)",
        }
    }
}
