//! What reading a file yields: entries, warnings, and how the file was understood.

use domain::citation::Citation;
use serde::{Deserialize, Serialize};

use crate::Format;

/// One entry of a file and its place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The fields of the entry.
    pub citation: Citation,
    /// Where the entry begins, in bytes from the start of the file as it was given.
    pub offset: u64,
    /// How many bytes of the file belong to the entry.
    pub length: u64,
    /// The line on which the entry begins; the first line of a file is 1.
    pub line: u64,
    /// What a table says in a column `id`, `record_id` or the like.
    pub id: Option<String>,
}

/// Something in a file that was not understood, or that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line it is about; the first line of a file is 1.
    pub line: u64,
    /// Where the text begins, in bytes from the start of the file.
    pub offset: u64,
    /// How many bytes of the file the warning is about.
    pub length: u64,
    /// What it is.
    pub kind: WarningKind,
    /// The text in question, at most 200 characters of it.
    pub text: String,
}

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WarningKind {
    /// The file does not say how its letters are encoded, and it is not UTF-8.
    EncodingGuessed,
    /// A line inside an entry that is neither a field nor goes on with one.
    NotUnderstood,
    /// Text that belongs to no entry.
    OutsideEntry,
    /// A field name that no known export uses; told once for each name.
    UnknownField,
    /// An entry without the line that begins it.
    MissingStart,
    /// An entry without the line that ends it.
    MissingEnd,
    /// An entry with a second title: perhaps two entries run into one.
    SecondTitle,
    /// An entry without a title.
    NoTitle,
    /// A date in which no year was found.
    YearNotUnderstood,
    /// A DOI field that holds no DOI.
    DoiNotUnderstood,
    /// A row of a table with nothing in it.
    EmptyRow,
    /// A row of a table with more or fewer cells than the row of column names.
    RowLength,
    /// Columns of a table that are not taken over.
    UnusedColumns,
}

impl WarningKind {
    /// A short code that stays the same from version to version.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::EncodingGuessed => "encoding-guessed",
            Self::NotUnderstood => "not-understood",
            Self::OutsideEntry => "outside-entry",
            Self::UnknownField => "unknown-field",
            Self::MissingStart => "missing-start",
            Self::MissingEnd => "missing-end",
            Self::SecondTitle => "second-title",
            Self::NoTitle => "no-title",
            Self::YearNotUnderstood => "year-not-understood",
            Self::DoiNotUnderstood => "doi-not-understood",
            Self::EmptyRow => "empty-row",
            Self::RowLength => "row-length",
            Self::UnusedColumns => "unused-columns",
        }
    }

    /// The warning in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::EncodingGuessed => {
                "the letters are not UTF-8; they were read as Windows-1252 (Western European)"
            }
            Self::NotUnderstood => "a line inside an entry that was not understood",
            Self::OutsideEntry => "text that belongs to no entry",
            Self::UnknownField => "a field name Concord does not know; its content is not used",
            Self::MissingStart => "an entry without a line that says its type",
            Self::MissingEnd => "an entry without a line that ends it",
            Self::SecondTitle => {
                "a second title in one entry; the first is used, perhaps two entries run into one"
            }
            Self::NoTitle => "an entry without a title",
            Self::YearNotUnderstood => "a date without a year",
            Self::DoiNotUnderstood => "a DOI field without a DOI",
            Self::EmptyRow => "an empty row",
            Self::RowLength => "a row with more or fewer cells than there are column names",
            Self::UnusedColumns => "columns that are not used",
        }
    }
}

impl std::fmt::Display for WarningKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words())
    }
}

/// One thing found while reading a file from front to back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An entry.
    Entry(Box<Entry>),
    /// A warning. One about a line inside an entry comes before the entry.
    Warning(Warning),
}

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes from the start of the file.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
}

/// The file ends in the middle of an entry: a download that broke off, or a copy that stopped.
/// The entry is among the entries, with what there is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// The line on which the unfinished entry begins.
    pub line: u64,
    /// The number of the unfinished entry; the first entry of a file is 1.
    pub entry: u64,
}

/// How the letters of a file are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, which includes plain ASCII.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, which includes what Latin-1 has for text; always a guess.
    Windows1252,
    /// UTF-8 with some fields in Windows-1252, as joined files have; always a guess.
    Mixed,
}

impl Encoding {
    /// The name people know the encoding by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 (little endian)",
            Self::Utf16Be => "UTF-16 (big endian)",
            Self::Windows1252 => "Windows-1252",
            Self::Mixed => "UTF-8 and Windows-1252 mixed",
        }
    }
}

/// A file that was read.
///
/// Every byte of the file is in an entry, in a warning, in `frame`, or is white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The format the file was read as.
    pub format: Format,
    /// The encoding its letters were read as.
    pub encoding: Encoding,
    /// The entries in the order of the file.
    pub entries: Vec<Entry>,
    /// The warnings in the order of the file, as far as they are about a place.
    pub warnings: Vec<Warning>,
    /// What is understood but part of no entry: a byte-order mark, the row of column names.
    pub frame: Vec<Span>,
    /// Set if the file ends in the middle of an entry.
    pub cut_off: Option<CutOff>,
}
