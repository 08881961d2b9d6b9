//! Writing CSV.

use std::io::{self, Write};

use domain::citation::Citation;

use super::{Spreadsheet, escaped, list_item};
use crate::{names, table};

/// The names of the columns of a citation, in their order.
pub const COLUMNS: [&str; 19] = [
    "type",
    "title",
    "abstract",
    "authors",
    "year",
    "date",
    "journal",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "url",
    "keywords",
    "language",
    "issn",
    "publisher",
    "accession",
    "database",
];

/// One row: cells of the caller's own in front, then the citation.
pub struct CsvRow<'c> {
    /// The cells under the caller's own columns.
    pub own: Vec<String>,
    /// The citation under [`COLUMNS`].
    pub citation: &'c Citation,
}

/// Writes citations as CSV: UTF-8 with a byte-order mark, so that spreadsheet programs read the
/// letters right, commas, CR LF, and a row of column names: the caller's own (such as `id`), then
/// [`COLUMNS`]. Authors and keywords have `; ` between them, links a space.
///
/// # Errors
/// Those of the writer.
pub fn csv<'c>(
    mut out: impl Write,
    own_columns: &[&str],
    rows: impl IntoIterator<Item = CsvRow<'c>>,
    spreadsheet: Spreadsheet,
) -> io::Result<()> {
    out.write_all(b"\xEF\xBB\xBF")?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(own_columns.iter().chain(&COLUMNS))?;
    for row in rows {
        for cell in &row.own {
            writer.write_field(spreadsheet.cell(cell).as_bytes())?;
        }
        for cell in cells(row.citation) {
            writer.write_field(spreadsheet.cell(&cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Writes a table of the caller's own columns as CSV, in the same dialect as [`csv`].
///
/// # Errors
/// Those of the writer.
pub fn table<R>(
    mut out: impl Write,
    columns: &[&str],
    rows: impl IntoIterator<Item = R>,
    spreadsheet: Spreadsheet,
) -> io::Result<()>
where
    R: IntoIterator<Item: AsRef<str>>,
{
    out.write_all(b"\xEF\xBB\xBF")?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        for cell in row {
            writer.write_field(spreadsheet.cell(cell.as_ref()).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn cells(c: &Citation) -> [String; 19] {
    let text = |value: &Option<String>| {
        value
            .as_deref()
            .map(|v| escaped(v).into_owned())
            .unwrap_or_default()
    };
    [
        text(&c.kind),
        text(&c.title),
        text(&c.abstract_text),
        list(&c.authors, names::in_cell),
        c.year.map(|year| year.to_string()).unwrap_or_default(),
        text(&c.date),
        text(&c.journal),
        text(&c.volume),
        text(&c.issue),
        text(&c.pages),
        text(&c.doi),
        text(&c.pmid),
        c.urls.join(" "),
        list(&c.keywords, table::keywords_in),
        text(&c.language),
        text(&c.issn),
        text(&c.publisher),
        text(&c.accession),
        text(&c.database),
    ]
}

/// A list with `; ` between its items. Where reading would take a single item apart, a semicolon
/// behind it says that it is one.
fn list(items: &[String], read: impl Fn(&str) -> Vec<String>) -> String {
    let mut cell = items
        .iter()
        .map(|item| list_item(item))
        .collect::<Vec<_>>()
        .join("; ");
    if read(&cell) != items {
        cell.push(';');
    }
    cell
}
