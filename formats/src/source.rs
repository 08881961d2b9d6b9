//! The bytes of a file, how its letters are encoded, and the way back to the original positions.
//!
//! The formats are built of ASCII, so the parsers work on bytes that are ASCII-compatible: UTF-8 and
//! Windows-1252 as they are, UTF-16 turned into UTF-8 first. Only the fields are decoded.

use std::borrow::Cow;

use crate::Encoding;

/// The bytes of a file, ready for a parser.
pub(crate) struct Source<'a> {
    letters: Letters<'a>,
    pub encoding: Encoding,
    /// Where the text begins behind a byte-order mark, in the text.
    pub begin: usize,
    /// The first byte of the first letter whose encoding had to be guessed, in the text.
    pub guessed: Option<usize>,
    /// Length of the file as it was given.
    file_length: u64,
    /// Length of a byte-order mark of UTF-16, which the text does not have.
    wide_mark: u64,
}

/// The text of a file. Text that is UTF-8 throughout need not be looked at again field by field.
enum Letters<'a> {
    Utf8(Cow<'a, str>),
    Other(Cow<'a, [u8]>),
}

impl<'a> Source<'a> {
    pub(crate) fn new(bytes: Cow<'a, [u8]>) -> Self {
        let file_length = bytes.len() as u64;
        if let Some((encoding, mark)) = wide(&bytes) {
            return Self {
                letters: Letters::Utf8(Cow::Owned(from_utf16(&bytes[mark..], encoding))),
                encoding,
                begin: 0,
                guessed: None,
                file_length,
                wide_mark: mark as u64,
            };
        }
        let begin = if bytes.starts_with(UTF8_MARK) {
            UTF8_MARK.len()
        } else {
            0
        };
        let (letters, encoding, guessed) = match utf8(bytes) {
            Ok(text) => (Letters::Utf8(text), Encoding::Utf8, None),
            Err((bytes, first_bad)) => {
                let letters_before = !bytes[begin..first_bad].is_ascii();
                let mixed = begin > 0 || letters_before || has_utf8_letters(&bytes[first_bad..]);
                let encoding = if mixed {
                    Encoding::Mixed
                } else {
                    Encoding::Windows1252
                };
                (Letters::Other(bytes), encoding, Some(first_bad))
            }
        };
        Self {
            letters,
            encoding,
            begin,
            guessed,
            file_length,
            wide_mark: 0,
        }
    }

    /// ASCII-compatible bytes. A byte-order mark is still in front of UTF-8.
    pub(crate) fn text(&self) -> &[u8] {
        match &self.letters {
            Letters::Utf8(text) => text.as_bytes(),
            Letters::Other(bytes) => bytes,
        }
    }

    /// The letters of a stretch of the text.
    pub(crate) fn decode(&self, start: usize, end: usize) -> Cow<'_, str> {
        if let Letters::Utf8(text) = &self.letters
            && let Some(field) = text.get(start..end)
        {
            return Cow::Borrowed(field);
        }
        self.decode_bytes(&self.text()[start..end])
    }

    /// The letters of bytes that come from this source, such as the cell of a table.
    pub(crate) fn decode_bytes<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        if self.encoding == Encoding::Windows1252 && !bytes.is_ascii() {
            return Cow::Owned(from_windows_1252(bytes));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(from_windows_1252(bytes)),
        }
    }

    fn is_wide(&self) -> bool {
        matches!(self.encoding, Encoding::Utf16Le | Encoding::Utf16Be)
    }

    /// The byte-order mark, as offset and length in the file.
    pub(crate) fn mark(&self) -> Option<(u64, u64)> {
        let length = self.wide_mark.max(self.begin as u64);
        (length > 0).then_some((0, length))
    }

    /// A last byte that is half of a UTF-16 unit: its offset in the file.
    pub(crate) fn odd_byte(&self) -> Option<u64> {
        (self.is_wide() && (self.file_length - self.wide_mark) % 2 == 1)
            .then(|| self.file_length - 1)
    }
}

/// Turns positions in the text into positions in the file. Remembers the last position it was asked
/// for, so that asking along the file costs one pass over it.
#[derive(Default)]
pub(crate) struct Positions {
    at: usize,
    units: u64,
}

impl Positions {
    pub(crate) fn original(&mut self, source: &Source<'_>, position: usize) -> u64 {
        if !source.is_wide() {
            return position as u64;
        }
        if position >= self.at {
            self.units += utf16_units(&source.text()[self.at..position]);
        } else {
            self.units -= utf16_units(&source.text()[position..self.at]);
        }
        self.at = position;
        source.wide_mark + 2 * self.units
    }
}

/// Bytes as UTF-8, or the bytes and the place of the first that is not.
fn utf8(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, (Cow<'_, [u8]>, usize)> {
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(e) => Err((Cow::Borrowed(bytes), e.valid_up_to())),
        },
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            (Cow::Owned(e.into_bytes()), at)
        }),
    }
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// UTF-16 with its mark, or without one where every second byte of the beginning is zero.
fn wide(bytes: &[u8]) -> Option<(Encoding, usize)> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some((Encoding::Utf16Le, 2));
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some((Encoding::Utf16Be, 2));
    }
    let head = &bytes[..bytes.len().min(64) & !1];
    if head.len() < 16 {
        return None;
    }
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = head.len() / 2;
    if zeros(1) == half && zeros(0) == 0 {
        Some((Encoding::Utf16Le, 0))
    } else if zeros(0) == half && zeros(1) == 0 {
        Some((Encoding::Utf16Be, 0))
    } else {
        None
    }
}

fn from_utf16(bytes: &[u8], encoding: Encoding) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    });
    // A broken unit becomes one replacement character, which is again one unit: positions stay true.
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn utf16_units(utf8: &[u8]) -> u64 {
    utf8.iter()
        .map(|b| u64::from(b & 0xC0 != 0x80) + u64::from(*b >= 0xF0))
        .sum()
}

/// Whether bytes that are not UTF-8 as a whole contain letters that are.
fn has_utf8_letters(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

fn from_windows_1252(bytes: &[u8]) -> String {
    bytes.iter().map(|b| windows_1252(*b)).collect()
}

/// One letter of Windows-1252; the five bytes it leaves open are kept as the controls of Latin-1.
/// Source: the WHATWG Encoding Standard, index windows-1252.
pub(crate) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
