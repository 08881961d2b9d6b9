//! Writing RIS.

use std::io::{self, Write};

use domain::citation::Citation;

use super::{escaped, list_item};

/// Writes citations as RIS, in UTF-8 with CR LF, which every reference manager reads.
///
/// An item whose kind is not known is written as `GEN`. Paragraphs of an abstract are repeated `AB`
/// fields, the PubMed number is `U1  - 123[pmid]` as PMC writes it.
///
/// # Errors
/// Those of the writer.
pub fn ris<'c>(
    mut out: impl Write,
    citations: impl IntoIterator<Item = &'c Citation>,
) -> io::Result<()> {
    for citation in citations {
        entry(&mut out, citation)?;
    }
    out.flush()
}

fn entry(out: &mut impl Write, c: &Citation) -> io::Result<()> {
    field(out, "TY", c.kind.as_deref().unwrap_or("GEN"))?;
    text(out, "TI", c.title.as_deref())?;
    for author in &c.authors {
        field(out, "AU", &list_item(author))?;
    }
    dates(out, c)?;
    text(out, "T2", c.journal.as_deref())?;
    text(out, "VL", c.volume.as_deref())?;
    text(out, "IS", c.issue.as_deref())?;
    pages(out, c.pages.as_deref())?;
    text(out, "PB", c.publisher.as_deref())?;
    text(out, "SN", c.issn.as_deref())?;
    text(out, "LA", c.language.as_deref())?;
    text(out, "DO", c.doi.as_deref())?;
    if let Some(pmid) = &c.pmid {
        field(out, "U1", &format!("{pmid}[pmid]"))?;
    }
    text(out, "AN", c.accession.as_deref())?;
    text(out, "DB", c.database.as_deref())?;
    for url in &c.urls {
        field(out, "UR", url)?;
    }
    for paragraph in c.abstract_text.iter().flat_map(|t| t.lines()) {
        text(out, "AB", Some(paragraph))?;
    }
    for keyword in &c.keywords {
        field(out, "KW", &list_item(keyword))?;
    }
    out.write_all(b"ER  - \r\n\r\n")
}

fn dates(out: &mut impl Write, c: &Citation) -> io::Result<()> {
    let year = c.year.map(|year| year.to_string());
    match (&year, &c.date) {
        (Some(year), Some(date)) if date != year => {
            text(out, "PY", Some(year))?;
            text(out, "DA", Some(date))
        }
        _ => text(out, "PY", year.as_deref().or(c.date.as_deref())),
    }
}

/// First and last page apart where the pages are a simple range.
fn pages(out: &mut impl Write, pages: Option<&str>) -> io::Result<()> {
    match pages.and_then(|pages| pages.split_once('-')) {
        Some((first, last)) if !last.contains('-') => {
            text(out, "SP", Some(first))?;
            text(out, "EP", Some(last))
        }
        _ => text(out, "SP", pages),
    }
}

fn text(out: &mut impl Write, tag: &str, value: Option<&str>) -> io::Result<()> {
    value.map_or(Ok(()), |value| field(out, tag, &escaped(value)))
}

/// One line. A line break inside a value would end the field, so it becomes a space.
fn field(out: &mut impl Write, tag: &str, value: &str) -> io::Result<()> {
    let value = value.replace(['\n', '\r'], " ");
    write!(out, "{tag}  - {value}\r\n")
}
