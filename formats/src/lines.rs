//! Walking through text line by line.

/// One line of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Its number; the first line is 1.
    pub number: u64,
    pub start: usize,
    /// Where its text ends, before the line break.
    pub end: usize,
    /// Where the next line begins.
    pub next: usize,
}

/// A place between two lines. Lines end with CR LF, LF or a lone CR.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines {
    position: usize,
    number: u64,
}

impl Lines {
    /// Before the line that begins at `position` of the text, which is line 1.
    pub(crate) fn from(position: usize) -> Self {
        Self {
            position,
            number: 1,
        }
    }

    /// The next line, or nothing at the end of the text.
    pub(crate) fn next(&mut self, text: &[u8]) -> Option<Line> {
        let start = self.position;
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let (end, next) = match memchr::memchr2(b'\n', b'\r', rest) {
            Some(at) if rest[at] == b'\r' && rest.get(at + 1) == Some(&b'\n') => (at, at + 2),
            Some(at) => (at, at + 1),
            None => (rest.len(), rest.len()),
        };
        let number = self.number;
        self.position = start + next;
        self.number += 1;
        Some(Line {
            number,
            start,
            end: start + end,
            next: start + next,
        })
    }
}

/// How many line breaks a stretch of text has, counted as [`Lines`] does.
pub(crate) fn breaks(text: &[u8]) -> u64 {
    memchr::memchr2_iter(b'\n', b'\r', text)
        .filter(|&at| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n'))
        .count() as u64
}

/// White space of ASCII, or the byte-order mark in UTF-8, which joined files have in their middle.
pub(crate) fn is_blank(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        if first.is_ascii_whitespace() || *first == 0x0B || *first == 0x1A {
            rest = &rest[1..];
        } else if let Some(after) = rest.strip_prefix(b"\xEF\xBB\xBF") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix(b"\xC2\xA0") {
            rest = after;
        } else {
            return false;
        }
    }
    true
}
