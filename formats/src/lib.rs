//! From the files of databases and reference managers to citations, and back.
//!
//! [`read`] looks at the content of a file, never at its name, and takes it apart into entries. An
//! entry knows where it stands in the file, byte for byte, so that what was imported can always be
//! shown as it came. Whatever is not understood becomes a warning with its line; nothing of a file
//! disappears without one.
//!
//! [`Reader`] does the same piece by piece, for imports that are too large to hold at once.
//! [`write`](mod@write) makes RIS and CSV of citations.
//!
//! Read it in this order: [`reading`] (what comes out), `source` (bytes and their encoding),
//! `detect` (which format), then one file for each format, and the files that clean one kind of
//! field: `text`, `doi`, `pmid`, `issn`, `names`, `dates`, `pages`, `links`, `kind`.

mod assembly;
mod columns;
mod dates;
mod detect;
mod doi;
mod entities;
mod fields;
mod format;
mod issn;
mod kind;
mod lines;
mod links;
mod markup;
mod names;
mod nbib;
mod ovid;
mod pages;
mod pmid;
mod reader;
pub mod reading;
mod refer;
mod ris;
mod rows;
mod source;
mod table;
mod text;
mod unreadable;
mod wos;
pub mod write;

pub use format::Format;
pub use reader::Reader;
pub use reading::{CutOff, Encoding, Entry, Item, Reading, Span, Warning, WarningKind};
pub use unreadable::{Foreign, Unreadable};

/// Reads a whole file of any known format, which its content tells.
///
/// # Errors
/// [`Unreadable`] says, in words for the person who chose the file, why nothing could be read.
///
/// ```
/// let file = b"TY  - JOUR\nTI  - Singing in choirs and lung function\nPY  - 2019\nER  - \n";
/// let reading = formats::read(file)?;
/// assert_eq!(reading.format, formats::Format::Ris);
/// assert_eq!(reading.entries[0].citation.year, Some(2019));
/// # Ok::<(), formats::Unreadable>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    Reader::new(bytes).map(Reader::finish)
}

/// Reads a whole file as one format, whatever its content looks like: for a person who knows better
/// than the detection.
///
/// # Errors
/// [`Unreadable`] if the file is empty, or if it is a table without a column for title or DOI.
pub fn read_as(format: Format, bytes: &[u8]) -> Result<Reading, Unreadable> {
    Reader::with_format(format, bytes).map(Reader::finish)
}
