//! Which format a file has, from its content.

use crate::{
    Foreign, Format, Unreadable,
    fields::mark,
    lines::{Lines, is_blank},
    nbib, ovid,
    reader::quote,
    refer, ris,
    source::Source,
    table::{self, Layout},
};

/// How much of a file is looked at for the lines of a tagged format, in bytes.
const WINDOW: usize = 1 << 20;

/// The format of a file.
pub(crate) fn format(source: &Source<'_>) -> Result<Format, Unreadable> {
    not_empty(source)?;
    let text = &source.text()[source.begin..];
    if let Some(foreign) = container(text) {
        return Err(Unreadable::LooksLike(foreign));
    }
    let head = text.trim_ascii_start();
    if let Some(foreign) = markup(head) {
        return Err(Unreadable::LooksLike(foreign));
    }
    // A column name may stand in a text of a tagged file, and a tag in a cell of a table: what comes
    // first decides.
    let layout = table::layout(source, None);
    let window = match &layout {
        Layout::Table { names, .. } => names.0 - source.begin,
        _ => WINDOW,
    };
    match tagged(&text[..text.len().min(window)]) {
        Some(Tagged::Known(format)) => return Ok(format),
        Some(Tagged::Foreign(foreign)) => return Err(Unreadable::LooksLike(foreign)),
        None => {}
    }
    if let Layout::Table { delimiter, .. } = &layout {
        return Ok(if *delimiter == b'\t' {
            Format::Tsv
        } else {
            Format::Csv
        });
    }
    if head.starts_with(b"{") || head.starts_with(b"[{") {
        return Err(Unreadable::LooksLike(Foreign::Json));
    }
    if memchr::memchr(0, &text[..text.len().min(4096)]).is_some() {
        return Err(Unreadable::LooksLike(Foreign::Binary));
    }
    Err(match layout {
        Layout::NoTitle { columns } => Unreadable::NoTitleColumn { columns },
        _ => not_bibliographic(source),
    })
}

/// Refuses a file without content.
pub(crate) fn not_empty(source: &Source<'_>) -> Result<(), Unreadable> {
    if is_blank(source.text()) {
        Err(Unreadable::Empty)
    } else {
        Ok(())
    }
}

/// The refusal of a text, with its first line.
pub(crate) fn not_bibliographic(source: &Source<'_>) -> Unreadable {
    let mut lines = Lines::from(source.begin);
    let mut first_line = String::new();
    while let Some(line) = lines.next(source.text()) {
        if !is_blank(&source.text()[line.start..line.end]) {
            first_line = quote(source, line.start, line.end)
                .chars()
                .take(100)
                .collect();
            break;
        }
    }
    Unreadable::NotBibliographic { first_line }
}

/// Files that are no text, by the bytes they begin with.
fn container(text: &[u8]) -> Option<Foreign> {
    let begins = |magic: &[u8]| text.starts_with(magic);
    Some(if begins(b"%PDF-") {
        Foreign::Pdf
    } else if begins(b"PK\x03\x04") {
        let holds = |name: &[u8]| memchr::memmem::find(text, name).is_some();
        if holds(b"xl/workbook") {
            Foreign::Xlsx
        } else if holds(b"word/document") {
            Foreign::Docx
        } else {
            Foreign::Zip
        }
    } else if begins(b"\xD0\xCF\x11\xE0") {
        Foreign::OldOffice
    } else if begins(b"\x1F\x8B") {
        Foreign::Gzip
    } else if begins(b"{\\rtf") {
        Foreign::Rtf
    } else if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") {
        Foreign::Picture
    } else {
        return None;
    })
}

/// XML and HTML.
fn markup(head: &[u8]) -> Option<Foreign> {
    let start = head[..head.len().min(4096)].to_ascii_lowercase();
    let holds = |name: &[u8]| memchr::memmem::find(&start, name).is_some();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return Some(Foreign::Html);
    }
    let xml = start.starts_with(b"<?xml")
        || start.starts_with(b"<!doctype")
        || start.starts_with(b"<xml")
        || start.starts_with(b"<pubmedarticle");
    if !xml {
        return None;
    }
    Some(
        if holds(b"<pubmedarticle") || holds(b"<pubmedbookarticle") {
            Foreign::PubMedXml
        } else if holds(b"<html") {
            Foreign::Html
        } else if holds(b"<xml>") || holds(b"<records>") {
            Foreign::EndNoteXml
        } else {
            Foreign::Xml
        },
    )
}

enum Tagged {
    Known(Format),
    Foreign(Foreign),
}

/// What the lines of a text speak for.
#[derive(Default)]
struct Evidence {
    ris_ends: bool,
    ris_fields: u32,
    owned: bool,
    ovid_number: bool,
    refer: u32,
    refworks_type: bool,
    publication_type: bool,
}

/// The tagged format of a text: the first line that only one format has decides.
fn tagged(text: &[u8]) -> Option<Tagged> {
    let mut seen = Evidence::default();
    let mut lines = Lines::from(0);
    let mut first = true;
    while let Some(line) = lines.next(text) {
        let content = &text[line.start..line.end];
        if is_blank(content) {
            continue;
        }
        if let Some(found) = decisive(content, first, &mut seen) {
            return Some(found);
        }
        first = false;
    }
    if seen.ris_ends && seen.ris_fields >= 2 {
        Some(Tagged::Known(Format::Ris))
    } else if seen.owned {
        Some(Tagged::Known(Format::Nbib))
    } else if seen.refer >= 2 {
        Some(Tagged::Known(Format::Refer))
    } else {
        None
    }
}

fn decisive(content: &[u8], first: bool, seen: &mut Evidence) -> Option<Tagged> {
    let trimmed = content.trim_ascii();
    if ris::begins_entry(content) {
        return Some(Tagged::Known(Format::Ris));
    }
    if nbib::begins_entry(content) {
        return Some(Tagged::Known(Format::Nbib));
    }
    if first && (trimmed.starts_with(b"FN ") || trimmed.starts_with(b"PT ")) {
        return Some(Tagged::Known(Format::WebOfScience));
    }
    if seen.publication_type && trimmed.starts_with(b"AU ") {
        return Some(Tagged::Known(Format::WebOfScience));
    }
    seen.publication_type = trimmed.len() == 4 && trimmed.starts_with(b"PT ");
    if first && trimmed.starts_with(b"@") && memchr::memchr2(b'{', b'(', trimmed).is_some() {
        return Some(Tagged::Foreign(Foreign::BibTex));
    }
    if is_bibtex(trimmed) {
        return Some(Tagged::Foreign(Foreign::BibTex));
    }
    if seen.ovid_number && mark(content).is_some() {
        return Some(Tagged::Known(Format::Ovid));
    }
    seen.ovid_number = ovid::begins_entry(content);
    if seen.refworks_type && mark(content).is_none() && trimmed.get(2) == Some(&b' ') {
        return Some(Tagged::Foreign(Foreign::RefWorks));
    }
    seen.refworks_type = trimmed.starts_with(b"RT ");
    seen.owned |= nbib::may_begin_entry(content);
    seen.ris_ends |= ris::ends_entry(content);
    seen.ris_fields += u32::from(ris::tag(content).is_some());
    seen.refer += u32::from(refer::tag(content).is_some());
    None
}

/// `@article{key,` and the like.
fn is_bibtex(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"@") else {
        return false;
    };
    let name = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    const TYPES: [&[u8]; 8] = [
        b"article",
        b"book",
        b"inproceedings",
        b"incollection",
        b"misc",
        b"phdthesis",
        b"techreport",
        b"online",
    ];
    let known = TYPES
        .iter()
        .any(|known| rest[..name].eq_ignore_ascii_case(known));
    known
        && rest[name..]
            .trim_ascii_start()
            .first()
            .is_some_and(|b| *b == b'{' || *b == b'(')
}
