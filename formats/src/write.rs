//! Citations as files that other programs read.
//!
//! What is written here and read again by this crate gives the same citations.

mod csv;
mod ris;

use std::borrow::Cow;

pub use csv::{COLUMNS, CsvRow, csv, table};
pub use ris::ris;

use crate::entities;

/// Whether cells that a spreadsheet program would compute are made harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spreadsheet {
    /// A cell that begins like a formula gets an apostrophe in front. For people who open the file
    /// in a spreadsheet program.
    Safe,
    /// Every cell as it is. For programs.
    Raw,
}

/// What a formula begins with in a spreadsheet program. Source: OWASP, CSV Injection.
pub(crate) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl Spreadsheet {
    /// A cell as it is written.
    #[must_use]
    pub fn cell(self, text: &str) -> Cow<'_, str> {
        if self == Self::Safe && text.starts_with(FORMULA) {
            Cow::Owned(format!("'{text}"))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// Text whose character references are protected, so that reading does not decode what is not one.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, letter) in text.char_indices() {
        out.push(letter);
        if letter == '&' && entities::reference(&text[at..]).is_some() {
            out.push_str("amp;");
        }
    }
    Cow::Owned(out)
}

/// One item of a list that is written with semicolons between its items.
fn list_item(text: &str) -> String {
    // Escaped together with the semicolon that may follow, which must not complete a reference.
    let followed = format!("{text};");
    let escaped = escaped(&followed);
    let item = escaped.strip_suffix(';').unwrap_or(&escaped);
    let mut out = String::with_capacity(item.len());
    for piece in item.split_inclusive(';') {
        match piece.strip_suffix(';') {
            // The semicolon of a reference, which escaping has written, has to stay one.
            Some(before) if !ends_reference(before) => {
                out.push_str(before);
                out.push_str("&#59;");
            }
            _ => out.push_str(piece),
        }
    }
    out
}

fn ends_reference(before: &str) -> bool {
    before.rfind('&').is_some_and(|at| {
        entities::reference(&format!("{};", &before[at..]))
            .is_some_and(|(_, length)| length == before.len() - at + 1)
    })
}
