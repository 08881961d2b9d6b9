//! RIS, from the line to the entry.
//!
//! The format as Research Information Systems described it: `TY  - ` begins an entry, `ER  - ` ends
//! it. What databases write is looser, and all of this is read: one space or none before the
//! hyphen, lower-case tags, a missing `ER` or `TY`, blank lines anywhere, values that go on for
//! several lines, numbers and headings between entries (which belong to the entry they announce),
//! and fields and links behind `ER` (which belong to the entry they follow).

mod citation;
mod tags;

use crate::{
    WarningKind,
    assembly::{Assembly, Grammar},
    fields::{Tag, mark},
    lines::{Line, Lines, is_blank},
    source::Source,
};

const TY: Tag = Tag::of(b"TY");
const ER: Tag = Tag::of(b"ER");

/// A line that begins an entry or a field: its tag and where its value begins in the line.
pub(crate) fn tag(line: &[u8]) -> Option<(Tag, usize)> {
    let mark = mark(line)?;
    let known = tags::is_known(mark.name);
    let upper = !mark.name.iter().any(u8::is_ascii_lowercase);
    let accepted = match (mark.name.len(), mark.indent, mark.gap) {
        (2, 0, 2) => upper || known,
        (2, _, 2) | (2, 0, _) | (4..=5, 0, 0..=2) => known && upper && !mark.glued,
        _ => false,
    };
    accepted.then(|| (Tag::of(mark.name), mark.value))
}

/// Whether a line is the first of an entry.
pub(crate) fn begins_entry(line: &[u8]) -> bool {
    tag(line).is_some_and(|(tag, _)| tag == TY)
}

/// Whether a line is the last of an entry.
pub(crate) fn ends_entry(line: &[u8]) -> bool {
    tag(line).is_some_and(|(tag, _)| tag == ER) || line.trim_ascii() == b"ER"
}

/// The lines of RIS.
#[derive(Default)]
pub(crate) struct Ris {
    entry: Assembly,
    /// The open entry has had its `ER`; what follows up to the next entry still belongs to it.
    ended: bool,
    /// How many entries have had their `ER`.
    ends: u64,
    /// Headings such as `12.` or `Record #3 of 18`, waiting for their entry: from the first of them
    /// to the end of the last.
    heading: Option<Line>,
}

impl Grammar for Ris {
    fn take(&mut self, line: Line, ahead: Lines, source: &Source<'_>) {
        let content = &source.text()[line.start..line.end];
        match tag(content) {
            Some((TY, value)) => {
                self.close(source);
                self.begin(line);
                self.entry.add(TY, line, value, source);
            }
            Some((ER, _)) => self.end_entry(line),
            Some((tag, value)) => self.take_field(tag, line, value, source),
            None if is_blank(content) => {}
            None if content.trim_ascii() == b"ER" && self.is_inside() => self.end_entry(line),
            None => self.take_text(line, ahead, source),
        }
    }

    fn end(&mut self, source: &Source<'_>) {
        if self.is_inside() && (self.ends > 0 || self.entry.entries == 0) {
            self.entry.cut_off();
            self.ended = true;
        }
        self.close(source);
        self.flush_heading();
        self.entry.flush_stray();
    }

    fn assembly(&mut self) -> &mut Assembly {
        &mut self.entry
    }
}

impl Ris {
    /// Whether an entry is open that has not ended yet.
    fn is_inside(&self) -> bool {
        self.entry.open.is_some() && !self.ended
    }

    fn begin(&mut self, line: Line) {
        self.entry.begin(self.heading.take().unwrap_or(line));
        self.ended = false;
    }

    fn end_entry(&mut self, line: Line) {
        self.flush_heading();
        if self.entry.open.is_none() {
            self.entry.stray(WarningKind::OutsideEntry, line);
            return;
        }
        self.entry.flush_stray();
        self.ends += u64::from(!self.ended);
        self.ended = true;
        self.entry.extend(line);
    }

    fn take_field(&mut self, tag: Tag, line: Line, value: usize, source: &Source<'_>) {
        if !self.is_inside() && tags::begins_without_type(tag) {
            self.close(source);
            self.begin(line);
            self.entry.warn(WarningKind::MissingStart, line);
        } else if self.entry.open.is_none() {
            self.flush_heading();
            self.entry.stray(WarningKind::OutsideEntry, line);
            return;
        }
        self.flush_heading();
        let content = &source.text()[line.start..line.end];
        if !mark(content).is_some_and(|mark| tags::is_known(mark.name)) {
            self.entry.unknown(tag, line);
        }
        self.entry.add(tag, line, value, source);
    }

    /// A line without a tag.
    fn take_text(&mut self, line: Line, ahead: Lines, source: &Source<'_>) {
        let content = source.text()[line.start..line.end].trim_ascii();
        let inside = self.is_inside();
        if tags::is_heading(content) && (!inside || entry_follows(ahead, source)) {
            self.entry.flush_stray();
            self.heading.get_or_insert(line).end = line.end;
        } else if inside {
            let may = self
                .entry
                .fields
                .last()
                .is_some_and(|field| tags::may_go_on(field));
            self.entry.go_on(line, may, source);
        } else {
            self.flush_heading();
            if self.entry.open.is_some() && tags::is_link(content) {
                self.entry.flush_stray();
                self.entry.extend(line);
            } else {
                self.entry.stray(WarningKind::OutsideEntry, line);
            }
        }
    }

    fn close(&mut self, source: &Source<'_>) {
        if self.is_inside() && self.ends > 0 {
            self.entry.warn_entry(WarningKind::MissingEnd);
        }
        self.entry.close(source, citation::citation);
    }

    /// A heading that no entry follows is text like any other.
    fn flush_heading(&mut self) {
        if let Some(line) = self.heading.take() {
            self.entry.stray(WarningKind::OutsideEntry, line);
        }
    }
}

/// Whether the next lines are headings and then the beginning of an entry.
fn entry_follows(mut ahead: Lines, source: &Source<'_>) -> bool {
    for _ in 0..8 {
        let Some(line) = ahead.next(source.text()) else {
            return false;
        };
        let content = &source.text()[line.start..line.end];
        if begins_entry(content) {
            return true;
        }
        if !is_blank(content) && !tags::is_heading(content.trim_ascii()) {
            return false;
        }
    }
    false
}
