//! Refer, from the line to the entry.
//!
//! The format of the bibliography program `refer` (1978) as EndNote, Google Scholar and library
//! catalogues write it: a percent sign, a letter, a space. `%0` begins an entry in EndNote's dialect;
//! otherwise an empty line stands between entries, each of which has one title.

mod citation;

use crate::{
    WarningKind,
    assembly::{Assembly, Grammar},
    fields::Tag,
    lines::{Line, Lines, is_blank},
    source::Source,
};

/// A line that begins a field: the letter behind the percent sign.
pub(crate) fn tag(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    match line {
        [b'%', name, rest @ ..] if name.is_ascii_graphic() => rest
            .first()
            .is_none_or(|b| b.is_ascii_whitespace())
            .then_some(*name),
        _ => None,
    }
}

/// The tag of a letter. Refer tells capitals from small letters, so the percent sign stays.
const fn named(letter: u8) -> Tag {
    Tag::of(&[b'%', letter])
}

/// The lines of Refer.
#[derive(Default)]
pub(crate) struct Refer {
    entry: Assembly,
    after_blank: bool,
}

impl Grammar for Refer {
    fn take(&mut self, line: Line, _: Lines, source: &Source<'_>) {
        let content = &source.text()[line.start..line.end];
        if is_blank(content) {
            self.after_blank = true;
            return;
        }
        match tag(content) {
            Some(letter) => self.take_field(letter, line, source),
            None => self.entry.go_on(line, true, source),
        }
        self.after_blank = false;
    }

    fn end(&mut self, source: &Source<'_>) {
        self.entry.close(source, citation::citation);
        self.entry.flush_stray();
    }

    fn assembly(&mut self) -> &mut Assembly {
        &mut self.entry
    }
}

impl Refer {
    fn begins(&self, letter: u8) -> bool {
        let has = |letter| self.entry.fields.has(named(letter));
        match letter {
            _ if self.entry.open.is_none() => true,
            b'0' => has(b'0') || (self.after_blank && has(b'T')),
            b'T' | b'A' | b'F' => self.after_blank && has(b'T'),
            _ => false,
        }
    }

    fn take_field(&mut self, letter: u8, line: Line, source: &Source<'_>) {
        if self.begins(letter) {
            self.entry.close(source, citation::citation);
            self.entry.begin(line);
        }
        let content = &source.text()[line.start..line.end];
        let mark = memchr::memchr(b'%', content).unwrap_or(0);
        if letter == b'T' && self.entry.fields.has(named(b'T')) {
            self.entry.warn(WarningKind::SecondTitle, line);
        }
        self.entry.add(named(letter), line, mark + 2, source);
    }
}
