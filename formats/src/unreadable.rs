//! Why a file cannot be read, in words for the person who chose it.

use std::fmt;

/// Why nothing could be read from a file. The words say what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// The file has no content, or only white space.
    #[error(
        "This file is empty. Export the search results again and check that the download finished."
    )]
    Empty,
    /// A known kind of file, but none that references can be read from yet.
    #[error("{0}")]
    LooksLike(Foreign),
    /// A table without a column that could be the title or the DOI.
    #[error(
        "This table has no column named title or DOI. Its columns are: {}. Rename the column that \
         holds the titles to \"Title\", or export the results as RIS.",
        columns.join(", ")
    )]
    NoTitleColumn {
        /// The names of the columns, at most 30 of them.
        columns: Vec<String>,
    },
    /// Text, but no references in any form Concord knows.
    #[error(
        "This file holds no references in a form Concord knows. It begins with: \"{first_line}\". \
         Export the search results as RIS, PubMed (NBIB) or CSV and import that file."
    )]
    NotBibliographic {
        /// The first line with text, at most 100 characters of it.
        first_line: String,
    },
}

impl Unreadable {
    /// A short code that stays the same from version to version.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::LooksLike(_) => "looks-like",
            Self::NoTitleColumn { .. } => "no-title-column",
            Self::NotBibliographic { .. } => "not-bibliographic",
        }
    }
}

/// A kind of file that is recognised but not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Foreign {
    /// A PDF document.
    Pdf,
    /// An Excel workbook (`.xlsx`).
    Xlsx,
    /// A Word document (`.docx`).
    Docx,
    /// An Office file of the old kind (`.xls`, `.doc`).
    OldOffice,
    /// Rich text (`.rtf`).
    Rtf,
    /// A web page.
    Html,
    /// EndNote's XML export.
    EndNoteXml,
    /// PubMed's XML.
    PubMedXml,
    /// Other XML.
    Xml,
    /// BibTeX or BibLaTeX.
    BibTex,
    /// JSON.
    Json,
    /// A ZIP archive, compressed EndNote libraries among them.
    Zip,
    /// A file compressed with gzip.
    Gzip,
    /// A picture.
    Picture,
    /// RefWorks' tagged export.
    RefWorks,
    /// No text at all.
    Binary,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, instead) = match self {
            Self::Pdf => ("a PDF document", EXPORT),
            Self::Xlsx => ("an Excel workbook", SAVE_AS_CSV),
            Self::Docx => ("a Word document", EXPORT),
            Self::OldOffice => ("an old Excel or Word file", SAVE_AS_CSV),
            Self::Rtf => ("a rich-text document", EXPORT),
            Self::Html => (
                "a web page, often a sign-in or error page saved in place of the download",
                EXPORT,
            ),
            Self::EndNoteXml => ("an EndNote XML file", FROM_MANAGER),
            Self::PubMedXml => (
                "a PubMed XML file",
                "In PubMed choose Save, Format: PubMed, and import that file.",
            ),
            Self::Xml => ("an XML file", EXPORT),
            Self::BibTex => ("a BibTeX file", FROM_MANAGER),
            Self::Json => ("a JSON file", EXPORT),
            Self::Zip => (
                "a compressed archive",
                "Unpack it and import the files inside.",
            ),
            Self::Gzip => ("a compressed file", "Unpack it and import the file inside."),
            Self::Picture => ("a picture", EXPORT),
            Self::RefWorks => (
                "a RefWorks tagged file",
                "In RefWorks choose Export, RIS, and import that file.",
            ),
            Self::Binary => ("not a text file", EXPORT),
        };
        write!(f, "This is {what}, which Concord cannot import. {instead}")
    }
}

const EXPORT: &str = "Export the search results from the database as RIS, PubMed (NBIB) or CSV and import that file.";
const SAVE_AS_CSV: &str =
    "Save the sheet as CSV (UTF-8) or export the references as RIS, and import that file.";
const FROM_MANAGER: &str =
    "Export the references from your reference manager as RIS and import that file.";
