//! The names of things: a UUID each, with a type of its own so that a record can't be passed where
//! a report is meant. New ids are UUIDv7, made by the caller (the domain knows no clock).

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID that came from outside (the database, a form, a link).
            pub const fn from_uuid(id: Uuid) -> Self { Self(id) }
            /// The UUID, for binding into a statement.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::from_str(text).map(Self) }
        }
    )+ };
}

id! {
    /// A person with an account (or a made-up one of the example).
    PersonId,
    /// A review.
    ReviewId,
    /// One import: the files dropped together.
    ImportId,
    /// One entry of one import file.
    HitId,
    /// One bibliographic item: one or more hits.
    RecordId,
    /// A document sought in full text.
    ReportId,
    /// An investigation, with one or more reports.
    StudyId,
    /// One decision of one person; made by the client, so that sending it twice is harmless.
    DecisionId,
    /// A criterion, the same through all versions.
    CriterionId,
    /// A statement found in a report.
    StatementId,
    /// A theme of the codebook.
    ThemeId,
    /// A frame (heading) of the codebook.
    FrameId,
    /// A field of the codebook.
    FieldId,
    /// A declared count.
    DeclaredId,
    /// A piece of long work.
    JobId,
}

/// The namespace of ids that follow from other ids.
const DERIVED: Uuid = Uuid::from_u128(0x6b1f_2c55_9a07_4a4e_8f4d_0d6c_9f3e_71a2);

impl ReportId {
    /// The report that a record leads to by itself. It follows from the record, so that replaying
    /// the log gives the same report.
    pub fn of_record(record: RecordId) -> Self {
        Self(Uuid::new_v5(
            &DERIVED,
            &[b"report", record.0.as_bytes().as_slice()].concat(),
        ))
    }
}

impl StudyId {
    /// The study that a report stands for until somebody joins it with another.
    pub fn of_report(report: ReportId) -> Self {
        Self(Uuid::new_v5(
            &DERIVED,
            &[b"study_", report.0.as_bytes().as_slice()].concat(),
        ))
    }
}
