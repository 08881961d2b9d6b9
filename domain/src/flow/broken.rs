//! Why tallies make no flow.

use thiserror::Error;

use super::number::{Column, thousands};

/// Why the tallies make no flow: the sum that does not hold, with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Broken {
    /// A sum leaves the range of numbers.
    #[error("a number is too large to be added up")]
    TooLarge,
    /// Fewer hits than records.
    #[error("{} records cannot come from {} hits ({})", thousands(*records), thousands(*hits), name(*column))]
    MoreRecordsThanHits {
        /// Where.
        column: Column,
        /// Distinct records.
        records: u64,
        /// Hits that can stand behind them.
        hits: u64,
    },
    /// More was removed before screening than there are records.
    #[error("{} records were removed before screening, but there are only {}", thousands(*removed), thousands(*records))]
    RemovedTooMany {
        /// Removed by tools and for other reasons.
        removed: u64,
        /// Distinct records.
        records: u64,
    },
    /// A tool excluded more records than were excluded.
    #[error("tools excluded {} records of only {} excluded ({})", thousands(*by_automation), thousands(*excluded), name(*column))]
    AutomationBeyondExcluded {
        /// Where.
        column: Column,
        /// Excluded by a tool.
        by_automation: u64,
        /// Excluded in all.
        excluded: u64,
    },
    /// Records screened are not the excluded, the open and those gone forward.
    #[error(
        "{} records screened and {} further reports are not {} excluded, {} open, {} sought and {} merged ({})",
        thousands(*screened), thousands(*extra), thousands(*excluded), thousands(*open), thousands(*sought), thousands(*merged), name(*column)
    )]
    Screening {
        /// Where.
        column: Column,
        /// Records screened.
        screened: u64,
        /// Reports beyond one per record.
        extra: u64,
        /// Excluded on title and abstract.
        excluded: u64,
        /// Open at title and abstract.
        open: u64,
        /// Reports sought.
        sought: u64,
        /// Records merged as the same report.
        merged: u64,
    },
    /// More reports not retrieved or open than sought.
    #[error("{} reports not retrieved and {} to retrieve are more than {} sought ({})", thousands(*not_retrieved), thousands(*open), thousands(*sought), name(*column))]
    Retrieval {
        /// Where.
        column: Column,
        /// Reports sought.
        sought: u64,
        /// Reports not retrieved.
        not_retrieved: u64,
        /// Reports to retrieve.
        open: u64,
    },
    /// Reports assessed are not the excluded, set apart, open and included.
    #[error(
        "{} reports assessed are not {} excluded, {} awaiting or ongoing, {} open and {} included ({})",
        thousands(*assessed), thousands(*excluded), thousands(*apart), thousands(*open), thousands(*included), name(*column)
    )]
    Eligibility {
        /// Where.
        column: Column,
        /// Reports assessed.
        assessed: u64,
        /// Excluded with a reason, open reasons included.
        excluded: u64,
        /// Awaiting classification or ongoing.
        apart: u64,
        /// Not judged yet.
        open: u64,
        /// Included.
        included: u64,
    },
    /// Included reports are not those of both columns.
    #[error("{} reports included are not {} from databases and registers and {} from other methods", thousands(*reports), thousands(*databases), thousands(*other))]
    IncludedReports {
        /// Reports of included studies.
        reports: u64,
        /// From databases and registers.
        databases: u64,
        /// From other methods.
        other: u64,
    },
    /// Studies and reports of studies cannot belong together.
    #[error("{} included reports cannot be the reports of {} studies", thousands(*reports), thousands(*studies))]
    Studies {
        /// Studies included.
        studies: u64,
        /// Reports of included studies.
        reports: u64,
    },
    /// A declared count names a box that its column does not have.
    #[error("the declared count of {} ({why}) ends in a box its column does not have", thousands(*n))]
    Declared {
        /// The declared number.
        n: u64,
        /// Why it was declared.
        why: String,
    },
}

fn name(column: Column) -> &'static str {
    match column {
        Column::Databases => "databases and registers",
        Column::Other => "other methods",
    }
}
