//! The tagged export of Web of Science, from the line to the entry.
//!
//! Two letters and a space begin a field, three spaces go on with it, `PT` begins an entry and `ER`
//! ends it; `FN` and `VR` stand above all entries, `EF` below. Some exports have lost the three spaces,
//! so that a line without a known field name goes on too.

mod citation;

use crate::{
    WarningKind,
    assembly::{Assembly, Grammar},
    fields::{Tag, Vocabulary},
    lines::{Line, Lines, is_blank},
    source::Source,
};

/// The fields of the format. Source: Web of Science, "Core Collection field tags", and the exports of
/// its other databases (BIOSIS, CABI, Derwent, Inspec, MEDLINE, Zoological Record).
static KNOWN: Vocabulary = Vocabulary::of(
    &[
        "AB", "AE", "AF", "AN", "AR", "AU", "AW", "BA", "BD", "BE", "BF", "BN", "BP", "BR", "BS",
        "C1", "C3", "CA", "CC", "CE", "CH", "CL", "CN", "CO", "CR", "CT", "CY", "D2", "DA", "DE",
        "DG", "DI", "DN", "DS", "DT", "EA", "ED", "EF", "EI", "EM", "EP", "ER", "EY", "FN", "FU",
        "FX", "GA", "GE", "GI", "GN", "GP", "HC", "HO", "HP", "ID", "IS", "J9", "JI", "LA", "LS",
        "MA", "MC", "MH", "MI", "MQ", "NM", "NO", "NR", "OA", "OI", "OR", "P1", "P2", "PA", "PC",
        "PD", "PE", "PG", "PI", "PL", "PM", "PN", "PR", "PS", "PT", "PU", "PV", "PY", "RC", "RI",
        "RN", "RP", "RX", "SC", "SD", "SE", "SI", "SN", "SO", "SP", "ST", "SU", "SY", "TA", "TC",
        "TI", "TM", "TN", "TR", "TS", "TY", "U1", "U2", "UT", "VL", "VR", "WC", "WE", "X1", "X4",
        "X5", "Y1", "Y4", "Y5", "Z1", "Z2", "Z3", "Z4", "Z5", "Z8", "Z9", "ZB", "ZK", "ZR", "ZS",
    ],
    &[],
);

const PT: Tag = Tag::of(b"PT");

/// A line that begins a field: its tag and where its value begins in the line.
fn tag(line: &[u8]) -> Option<(Tag, usize)> {
    let (name, rest) = line.split_at_checked(2)?;
    let named =
        name[0].is_ascii_uppercase() && (name[1].is_ascii_uppercase() || name[1].is_ascii_digit());
    let apart = rest.first().is_none_or(|b| b.is_ascii_whitespace());
    (named && apart && KNOWN.has(name)).then(|| (Tag::of(name), 2))
}

/// The lines of Web of Science's tagged export.
#[derive(Default)]
pub(crate) struct WebOfScience {
    entry: Assembly,
    ends: u64,
}

impl Grammar for WebOfScience {
    fn take(&mut self, line: Line, _: Lines, source: &Source<'_>) {
        let content = &source.text()[line.start..line.end];
        let indent = content
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .count();
        let inside = self.entry.open.is_some();
        match tag(content) {
            _ if is_blank(content) => {}
            Some((PT, value)) => {
                self.close(source);
                self.entry.begin(line);
                self.entry.add(PT, line, value, source);
            }
            Some(_) if content.starts_with(b"ER") && content.trim_ascii().len() == 2 => {
                if inside {
                    self.entry.extend(line);
                    self.ends += 1;
                    self.entry.close(source, citation::citation);
                } else {
                    self.entry.stray(WarningKind::OutsideEntry, line);
                }
            }
            Some(_) if !inside && [&b"FN"[..], b"VR", b"EF"].contains(&&content[..2]) => {
                self.entry.frame(line);
            }
            Some((tag, value)) if inside => self.entry.add(tag, line, value, source),
            Some((tag, value)) if tag == Tag::of(b"TI") || tag == Tag::of(b"AU") => {
                self.entry.begin(line);
                self.entry.warn(WarningKind::MissingStart, line);
                self.entry.add(tag, line, value, source);
            }
            None if inside && indent < 3 && is_unknown_field(content) => {
                self.entry.unknown(Tag::of(&content[..2]), line);
                self.entry.add(Tag::of(&content[..2]), line, 2, source);
            }
            _ if inside => self.entry.go_on(line, true, source),
            _ => self.entry.stray(WarningKind::OutsideEntry, line),
        }
    }

    fn end(&mut self, source: &Source<'_>) {
        if self.entry.open.is_some() && (self.ends > 0 || self.entry.entries == 0) {
            self.entry.cut_off();
            self.entry.close(source, citation::citation);
        }
        self.close(source);
        self.entry.flush_stray();
    }

    fn assembly(&mut self) -> &mut Assembly {
        &mut self.entry
    }
}

impl WebOfScience {
    /// Hands out an entry that had no `ER`.
    fn close(&mut self, source: &Source<'_>) {
        if self.ends > 0 {
            self.entry.warn_entry(WarningKind::MissingEnd);
        }
        self.entry.close(source, citation::citation);
    }
}

/// A field name that is not known: a capital and a digit. Two capitals may begin a line of text.
fn is_unknown_field(line: &[u8]) -> bool {
    matches!(line, [b'A'..=b'Z', b'0'..=b'9', b' ', ..])
}
