//! Ovid's tagged export, from the line to the entry.
//!
//! `<12. >` heads an entry; a tag of two letters (a few have more), spaces and a hyphen begin a field;
//! indented lines go on with it, with empty lines between them.

mod citation;
mod origin;

use crate::{
    WarningKind,
    assembly::{Assembly, Grammar},
    fields::{Tag, mark},
    lines::{Line, Lines, is_blank},
    source::Source,
};

/// Whether a line heads an entry.
pub(crate) fn begins_entry(line: &[u8]) -> bool {
    let inner = line
        .trim_ascii()
        .strip_prefix(b"<")
        .and_then(|rest| rest.strip_suffix(b">"));
    inner
        .and_then(|inner| inner.trim_ascii().strip_suffix(b"."))
        .is_some_and(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit))
}

/// A line that begins a field: its tag and where its value begins in the line.
fn tag(line: &[u8]) -> Option<(Tag, usize)> {
    let mark = mark(line)?;
    let upper = !mark.name.iter().any(u8::is_ascii_lowercase);
    let apart = !mark.glued && (1..=2).contains(&mark.gap);
    (upper && apart && mark.indent <= 1).then(|| (Tag::of(mark.name), mark.value))
}

/// The lines of Ovid's tagged export.
#[derive(Default)]
pub(crate) struct Ovid {
    entry: Assembly,
}

impl Grammar for Ovid {
    fn take(&mut self, line: Line, _: Lines, source: &Source<'_>) {
        let content = &source.text()[line.start..line.end];
        if is_blank(content) {
            return;
        }
        if begins_entry(content) {
            self.entry.close(source, citation::citation);
            self.entry.begin(line);
            return;
        }
        match tag(content) {
            Some((tag, value)) if self.entry.open.is_some() => {
                self.entry.add(tag, line, value, source);
            }
            Some((tag, value)) => {
                self.entry.begin(line);
                self.entry.warn(WarningKind::MissingStart, line);
                self.entry.add(tag, line, value, source);
            }
            None => self
                .entry
                .go_on(line, content[0].is_ascii_whitespace(), source),
        }
    }

    fn end(&mut self, source: &Source<'_>) {
        self.entry.close(source, citation::citation);
        self.entry.flush_stray();
    }

    fn assembly(&mut self) -> &mut Assembly {
        &mut self.entry
    }
}
