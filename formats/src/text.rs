//! Cleaning the text of a field: white space, character references, markup.

use std::borrow::Cow;

use crate::{
    entities,
    markup::{self, Tag, tag},
};

/// One line of plain text: white space is one space, references are decoded once, `<i>`, `<sub>` and
/// `<sup>` stay as literal marks, other markup is gone. `None` if nothing is left.
pub(crate) fn line(raw: &str) -> Option<String> {
    clean(raw, false)
}

/// Plain text in paragraphs with one line feed between them. Line breaks of `raw` and block elements
/// of HTML separate paragraphs.
pub(crate) fn paragraphs(raw: &str) -> Option<String> {
    clean(raw, true)
}

/// Joins lines that a program wrapped: a line goes on with the one before it, unless an empty line
/// stands between them or the line before looks like the end of a paragraph or like a heading.
pub(crate) fn unwrap_lines(raw: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\n', b'\r', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut gap = false;
    let mut ended = false;
    for piece in raw.replace("\r\n", "\n").split(['\n', '\r']) {
        let piece = piece.trim();
        if piece.is_empty() {
            gap = true;
            continue;
        }
        if !out.is_empty() {
            out.push(if gap || ended { '\n' } else { ' ' });
        }
        out.push_str(piece);
        gap = false;
        ended = piece.ends_with(['.', '?', '!', ':']) || piece.len() < HEADING;
    }
    Cow::Owned(out)
}

/// A line shorter than this was not wrapped by a program.
const HEADING: usize = 45;

/// The lines of a value that writes one thing on each, as EndNote does with keywords.
pub(crate) fn each_line(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(raw);
    std::iter::from_fn(move || {
        let text = rest?;
        match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
            Some(at) => {
                rest = Some(&text[at + 1..]);
                Some(&text[..at])
            }
            None => rest.take(),
        }
    })
    .map(str::trim)
    .filter(|piece| !piece.is_empty())
}

/// Adds the items of a field that has one on each line, or several with semicolons between them.
pub(crate) fn items(raw: &str, items: &mut Vec<String>) {
    if memchr::memchr3(b';', b'\n', b'\r', raw.as_bytes()).is_none() {
        items.extend(line(raw));
        return;
    }
    for piece in each_line(raw) {
        items.extend(split_list(piece, ';').into_iter().filter_map(line));
    }
}

/// Splits a list at a mark, but not where a semicolon ends a character reference.
pub(crate) fn split_list(raw: &str, mark: char) -> Vec<&str> {
    if !raw.contains(mark) {
        return if raw.trim().is_empty() {
            Vec::new()
        } else {
            vec![raw]
        };
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut skip_to = 0;
    for (at, letter) in raw.char_indices() {
        if at < skip_to {
            continue;
        }
        if letter == '&'
            && let Some((_, length)) = entities::reference(&raw[at..])
        {
            skip_to = at + length;
        } else if letter == mark {
            pieces.push(&raw[start..at]);
            start = at + mark.len_utf8();
        }
    }
    pieces.push(&raw[start..]);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

fn clean(raw: &str, breaks: bool) -> Option<String> {
    let raw = raw.trim();
    let mut at = ordinary(raw.as_bytes());
    if at == raw.len() {
        return (!raw.is_empty()).then(|| raw.to_owned());
    }
    let decoded = entities::decode(raw);
    let raw = decoded.as_ref();
    let mut out = Cleaned {
        text: String::with_capacity(raw.len()),
        gap: Gap::None,
    };
    out.push_run(&raw[..at]);
    while let Some(letter) = raw[at..].chars().next() {
        match letter {
            '\n' if breaks => out.gap = Gap::Break,
            '\u{200B}' | '\u{FEFF}' => {}
            _ if letter.is_whitespace() || letter.is_control() => out.gap = out.gap.max(Gap::Space),
            '>' => {
                out.push('>');
                out.take_tag(breaks);
            }
            _ => out.push(letter),
        }
        at += letter.len_utf8();
        let run = ordinary(&raw.as_bytes()[at..]);
        out.push_run(&raw[at..at + run]);
        at += run;
    }
    (!out.text.is_empty()).then_some(out.text)
}

/// How many bytes at the beginning cleaning leaves as they are: by far the most bytes of most fields.
fn ordinary(bytes: &[u8]) -> usize {
    // Blocks without a branch inside are compared many bytes at a time.
    let mut at = 0;
    while let Some(block) = bytes.get(at..=at + BLOCK) {
        let pairs = block.iter().zip(&block[1..]);
        if pairs.fold(false, |found, (byte, next)| {
            found | is_special(*byte, *next)
        }) {
            break;
        }
        at += BLOCK;
    }
    while let Some(byte) = bytes.get(at) {
        if SPECIAL[usize::from(*byte)] || (*byte == b' ' && bytes.get(at + 1) == Some(&b' ')) {
            break;
        }
        at += 1;
    }
    at
}

const BLOCK: usize = 32;

/// The bytes that [`is_special`] by themselves.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut at: u8 = 0;
    loop {
        special[at as usize] = is_special(at, 0);
        if at == u8::MAX {
            break special;
        }
        at += 1;
    }
};

/// Whether cleaning has to look at a byte: a control character, the beginning of a character
/// reference, the end of a tag, the first of two spaces, or the first byte of letters among which
/// there is white space.
const fn is_special(byte: u8, next: u8) -> bool {
    (byte < 0x20)
        | (byte == b'&')
        | (byte == b'>')
        | (byte == 0x7F)
        | (byte == 0xC2)
        | (byte == 0xE1)
        | (byte == 0xE2)
        | (byte == 0xE3)
        | (byte == 0xEF)
        | ((byte == b' ') & (next == b' '))
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Break,
}

struct Cleaned {
    text: String,
    /// White space that is written as soon as something follows it.
    gap: Gap,
}

impl Cleaned {
    fn push(&mut self, letter: char) {
        if !self.text.is_empty() {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                Gap::Break => self.text.push('\n'),
            }
        }
        self.gap = Gap::None;
        self.text.push(letter);
    }

    /// Adds text in which only single spaces are white.
    fn push_run(&mut self, run: &str) {
        let inner = run.trim_matches(' ');
        if run.starts_with(' ') {
            self.gap = self.gap.max(Gap::Space);
        }
        let mut letters = inner.chars();
        if let Some(first) = letters.next() {
            self.push(first);
            self.text.push_str(letters.as_str());
            if run.ends_with(' ') {
                self.gap = Gap::Space;
            }
        }
    }

    /// Removes or normalises the tag that the text ends with, if it does. Looking backwards from
    /// each `>` keeps it from ever leaving a tag that removing another one has put together.
    fn take_tag(&mut self, breaks: bool) {
        let mut window = self.text.len().saturating_sub(markup::LONGEST);
        while !self.text.is_char_boundary(window) {
            window += 1;
        }
        let Some(start) = self.text[window..].rfind('<').map(|at| at + window) else {
            return;
        };
        let Some(tag) = tag(&self.text[start + 1..self.text.len() - 1]) else {
            return;
        };
        self.text.truncate(start);
        let space = self.text.ends_with([' ', '\n']);
        if let Tag::Keep(mark) = tag {
            self.text.push_str(mark);
            return;
        }
        if space {
            // The space in front of the tag is white space that may still end the text.
            self.gap = self.gap.max(if self.text.ends_with('\n') {
                Gap::Break
            } else {
                Gap::Space
            });
            self.text.pop();
        }
        if tag == Tag::Block {
            self.gap = self.gap.max(if breaks { Gap::Break } else { Gap::Space });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(raw: &str) -> String {
        line(raw).unwrap_or_default()
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(cleaned("  a\t b\u{A0}\u{2009}c\r\nd "), "a b c d");
        assert_eq!(line(" \u{200B}\n "), None);
    }

    #[test]
    fn three_marks_stay_and_other_markup_goes() {
        assert_eq!(
            cleaned("<b>CO<sub>2</sub></b> and <em class=\"x\">E. coli</em>"),
            "CO<sub>2</sub> and <i>E. coli</i>"
        );
        assert_eq!(cleaned("CO<inf>2</inf>"), "CO<sub>2</sub>");
        assert_eq!(cleaned("&lt;strong&gt;A&lt;/strong&gt;"), "A");
        assert_eq!(cleaned("one<br/>two <p>three</p>"), "one two three");
        assert_eq!(cleaned("a <mml:mi mathvariant=\"x\">b</mml:mi>"), "a b");
    }

    #[test]
    fn comparisons_are_no_markup() {
        for text in [
            "p<0.05 and n>3",
            "a < b > c",
            "x <b or y> z",
            "1 <i think> 2",
            "<>",
            "</>",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for text in [
            "<<b>b>x",
            "<i<b>>x",
            "a <<p>p> b",
            "< b>",
            "<b<br>>",
            "x <p> <p> y",
            "<b >z",
        ] {
            let once = cleaned(text);
            assert_eq!(cleaned(&once), once, "{text}");
        }
    }

    #[test]
    fn paragraphs_keep_their_breaks() {
        assert_eq!(paragraphs("A.\n\n B.").as_deref(), Some("A.\nB."));
        assert_eq!(paragraphs("<p>A</p><p>B</p>").as_deref(), Some("A\nB"));
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped =
            "We asked two hundred singers how they sleep, and they\nanswered.\nConclusion: well.";
        assert_eq!(
            unwrap_lines(wrapped),
            "We asked two hundred singers how they sleep, and they answered.\nConclusion: well."
        );
        assert_eq!(unwrap_lines("Methods\r\n\r\nWe sang."), "Methods\nWe sang.");
    }

    #[test]
    fn lists_split_outside_of_references() {
        assert_eq!(
            split_list("R&amp;D; choirs;; sleep ", ';'),
            ["R&amp;D", " choirs", " sleep "]
        );
    }
}
