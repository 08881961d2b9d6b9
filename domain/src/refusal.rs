//! Every way the rules say no: a stable code and the data a sentence needs. The sentences
//! themselves stand in `app/src/words`, so that other languages can come.

use serde::{Deserialize, Serialize};

/// Why the rules refuse something. Nothing was changed when one is returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[error("{self:?}")]
pub enum Refusal {
    /// A field that must be filled is empty.
    Missing { field: String },
    /// A text is too long.
    TooLong {
        field: String,
        length: usize,
        longest: usize,
    },
    /// A value is not one of those offered (a changed page, or a hand-made request).
    NotOffered { field: String },
    /// Not an e-mail address.
    NotAnEmail,
    /// The address has an account already.
    EmailTaken,
    /// A password below the least length.
    PasswordShort { length: usize, shortest: usize },
    /// Wrong address or password; which of them is never said.
    SignInWrong,
    /// Too many wrong attempts; how long to wait.
    SignInLater { seconds: i64 },
    /// A link that was used, ran out or never existed.
    LinkDead,
    /// Somebody with this account is a member already.
    AlreadyMember,
    /// The last lead can't leave or become something else.
    LastLead,
    /// An exclusion without a reason where one is due.
    ReasonNeeded,
    /// The primary reason is not among the reasons ticked.
    PrimaryNotTicked,
    /// Criteria must be published before anybody decides.
    NoCriteria,
    /// No criterion is left in the version to publish.
    NoCriterion,
    /// The stage's round is not open for decisions.
    RoundClosed,
    /// This decision id was used for something else.
    IdUsedOtherwise,
    /// The decision to undo is no longer the person's last one, or the record is complete.
    TooLateToUndo,
    /// There is nothing in conflict here (any more).
    NotInConflict,
    /// Nobody resolves a disagreement they are party to.
    PartyToIt,
    /// This outcome can't be chosen here.
    OutcomeNotOpen,
    /// The step needs something that is not there yet.
    NotYet { what: String },
    /// An import can no longer be undone, with the number of decisions or joins that stand on it.
    ImportBuiltOn { decisions: u64 },
    /// A file is larger than allowed.
    FileTooLarge { limit: u64 },
    /// The file can't be read as search results; the sentence is the reader's.
    FileUnreadable { file: String, words: String },
    /// Somebody saved this in between; both versions are shown.
    Stale,
    /// A number that is not one, or out of range.
    NotANumber {
        field: String,
        least: i64,
        most: i64,
    },
    /// A link that is not a web address.
    NotALink,
    /// The round can't be signed off while disagreements are open.
    DisagreementsOpen { open: u64 },
    /// The flow can't be right with this count.
    CountsDoNotAdd { words: String },
}
