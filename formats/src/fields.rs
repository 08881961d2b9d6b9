//! What the tagged formats share: lines that begin with a short name and a hyphen.

use std::borrow::Cow;

use crate::{reading::WarningKind, source::Source};

/// The name of a field in upper case: up to four letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Tag(u32);

impl Tag {
    /// The tag with this name, of which the first four letters count.
    pub(crate) const fn of(name: &[u8]) -> Self {
        let mut tag = [b' '; 4];
        let mut at = 0;
        while at < 4 && at < name.len() {
            tag[at] = name[at].to_ascii_uppercase();
            at += 1;
        }
        Self(u32::from_be_bytes(tag))
    }

    /// A place among 256: a word and a bit in it.
    fn hash(self) -> (usize, u64) {
        let hash = self.0.wrapping_mul(0x9E37_79B1) >> 24;
        (hash as usize >> 6, 1 << (hash & 63))
    }
}

/// The beginning of a line, taken apart: `TI  - Title`.
pub(crate) struct Mark<'t> {
    /// The name as it is written, two to five letters and digits, the first one a letter.
    pub name: &'t [u8],
    /// White space in front of the name, in bytes.
    pub indent: usize,
    /// White space between the name and the hyphen, in bytes.
    pub gap: usize,
    /// Where the value begins in the line, behind the hyphen.
    pub value: usize,
    /// Whether the value follows the hyphen without a space.
    pub glued: bool,
}

/// Takes the beginning of a line apart, if it has a name and a hyphen.
pub(crate) fn mark(line: &[u8]) -> Option<Mark<'_>> {
    let body = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let mark_length = line.len() - body.len();
    let blanks = |bytes: &[u8]| {
        bytes
            .iter()
            .take_while(|b| **b == b' ' || **b == b'\t')
            .count()
    };
    let indent = blanks(body);
    let body = &body[indent..];
    let length = body
        .iter()
        .take(6)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    if !(2..=5).contains(&length) || !body[0].is_ascii_alphabetic() {
        return None;
    }
    let gap = blanks(&body[length..]);
    let value = length + gap + 1;
    if gap > 4 || body.get(length + gap) != Some(&b'-') {
        return None;
    }
    let glued = body
        .get(value)
        .is_some_and(|next| !next.is_ascii_whitespace());
    Some(Mark {
        name: &body[..length],
        indent,
        gap,
        value: mark_length + indent + value,
        glued,
    })
}

/// One field of an entry: a stretch of the text, with the lines that go on with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub tag: Tag,
    pub start: usize,
    pub end: usize,
    pub line: u64,
}

impl Field {
    pub(crate) fn is_blank(&self) -> bool {
        self.start == self.end
    }
}

/// The fields of one entry in the order of the file.
#[derive(Default)]
pub(crate) struct Fields {
    list: Vec<Field>,
    /// Which tags may be in the list, by a hash of the tag: most lookups are for tags that are not.
    filter: [u64; 4],
}

impl Fields {
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.filter = [0; 4];
    }

    /// Adds a field whose value stands from `start` to `end`, white space around it aside.
    pub(crate) fn add(&mut self, tag: Tag, text: &[u8], start: usize, end: usize, line: u64) {
        let value = &text[start..end];
        let start = start + value.len() - value.trim_ascii_start().len();
        let end = start + text[start..end].trim_ascii_end().len();
        self.list.push(Field {
            tag,
            start,
            end,
            line,
        });
        let (word, bit) = tag.hash();
        self.filter[word] |= bit;
    }

    /// The field that was added last.
    pub(crate) fn last(&mut self) -> Option<&mut Field> {
        self.list.last_mut()
    }

    /// The first field that is not blank, under the first of these tags that has one.
    pub(crate) fn first(&self, tags: &[Tag]) -> Option<&Field> {
        tags.iter()
            .filter(|tag| self.may_have(**tag))
            .find_map(|tag| self.list.iter().find(|f| f.tag == *tag && !f.is_blank()))
    }

    /// The fields under any of these tags that are not blank, in the order of the file.
    pub(crate) fn all(&self, tags: &[Tag]) -> impl Iterator<Item = &Field> {
        let any = tags.iter().any(|tag| self.may_have(*tag));
        let list = if any { self.list.as_slice() } else { &[] };
        list.iter()
            .filter(move |f| tags.contains(&f.tag) && !f.is_blank())
    }

    fn may_have(&self, tag: Tag) -> bool {
        let (word, bit) = tag.hash();
        self.filter[word] & bit != 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Field> {
        self.list.iter()
    }

    pub(crate) fn has(&self, tag: Tag) -> bool {
        self.may_have(tag) && self.list.iter().any(|f| f.tag == tag)
    }

    pub(crate) fn value<'s>(field: &Field, source: &'s Source<'_>) -> Cow<'s, str> {
        source.decode(field.start, field.end)
    }

    /// The value of [`Self::first`] as one line of clean text.
    pub(crate) fn line(&self, tags: &[Tag], source: &Source<'_>) -> Option<String> {
        crate::text::line(&Self::value(self.first(tags)?, source))
    }
}

/// A warning on its way out, with positions in the text of the source.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub kind: WarningKind,
    pub line: u64,
    pub start: usize,
    pub end: usize,
}

impl Notice {
    pub(crate) fn about(field: &Field, kind: WarningKind) -> Self {
        Self {
            kind,
            line: field.line,
            start: field.start,
            end: field.end,
        }
    }
}

/// The names of the fields of a format, looked up in either case.
pub(crate) struct Vocabulary {
    /// The names of two letters, by first and second letter.
    short: [[bool; 36]; 36],
    long: &'static [&'static str],
}

impl Vocabulary {
    /// A vocabulary of names of two letters, and of longer ones.
    pub(crate) const fn of(short: &[&str], long: &'static [&'static str]) -> Self {
        let mut table = [[false; 36]; 36];
        let mut at = 0;
        while at < short.len() {
            let name = short[at].as_bytes();
            if let (Some(first), Some(second)) = (place(name[0]), place(name[1])) {
                table[first][second] = true;
            }
            at += 1;
        }
        Self { short: table, long }
    }

    pub(crate) fn has(&self, name: &[u8]) -> bool {
        if let [first, second] = name {
            return match (place(*first), place(*second)) {
                (Some(first), Some(second)) => self.short[first][second],
                _ => false,
            };
        }
        self.long
            .iter()
            .any(|known| known.as_bytes().eq_ignore_ascii_case(name))
    }
}

/// The place of a letter or digit in the table of a vocabulary.
const fn place(byte: u8) -> Option<usize> {
    match byte.to_ascii_uppercase() {
        letter @ b'A'..=b'Z' => Some((letter - b'A') as usize),
        digit @ b'0'..=b'9' => Some((digit - b'0') as usize + 26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vocabularies_know_their_words_in_either_case() {
        const WORDS: Vocabulary = Vocabulary::of(&["TI", "A1"], &["PMID"]);
        for name in [&b"TI"[..], b"ti", b"A1", b"pmid"] {
            assert!(WORDS.has(name));
        }
        for name in [&b"TJ"[..], b"1A", b"PMI", b"T", b"--"] {
            assert!(!WORDS.has(name));
        }
    }

    #[test]
    fn lines_are_taken_apart() {
        let found =
            mark(b"  TI  - A title").map(|m| (m.name.to_vec(), m.indent, m.gap, m.value, m.glued));
        assert_eq!(found, Some((b"TI".to_vec(), 2, 2, 7, false)));
        assert!(mark(b"PMID-1").is_some_and(|m| m.glued && m.gap == 0));
        for line in [
            &b"T - x"[..],
            b"1T  - x",
            b"Title - x",
            b"TI x",
            b"",
            b"TI      - x",
        ] {
            assert!(mark(line).is_none_or(|m| m.name.len() == 5), "{line:?}");
        }
    }
}
