//! PubMed's tagged format (NBIB, also called MEDLINE), from the line to the entry.
//!
//! A tag fills four columns before its hyphen, lines that go on are indented, and an entry begins
//! with `PMID-`. Other databases that write the format have no such number: PMC begins its entries
//! with `PMC -`, ERIC with `OWN -`; these begin an entry where they follow an empty line.

mod citation;

use crate::{
    WarningKind,
    assembly::{Assembly, Grammar},
    fields::{Tag, Vocabulary, mark},
    lines::{Line, Lines, is_blank},
    source::Source,
};

const PMID: Tag = Tag::of(b"PMID");
const OWN: Tag = Tag::of(b"OWN");
const PMC: Tag = Tag::of(b"PMC");
const SO: Tag = Tag::of(b"SO");

/// The fields of the format. Source: PubMed help, "PubMed format"
/// (<https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format>), and the exports of ERIC and PMC.
static KNOWN: Vocabulary = Vocabulary::of(
    &[
        "AB", "AD", "AU", "CI", "CN", "CP", "DA", "DP", "ED", "EN", "GN", "GR", "GS", "IP", "IR",
        "IS", "JT", "LA", "LR", "MH", "NR", "NM", "OT", "PB", "PG", "PL", "PS", "PT", "RF", "RN",
        "SB", "SI", "SO", "TA", "TI", "TT", "VI",
    ],
    &[
        "AID", "AUID", "BTI", "CDAT", "CIN", "COI", "COIS", "CON", "CRDT", "CRF", "CRI", "CTDT",
        "CTI", "DCOM", "DDIN", "DEP", "DRDT", "DRIN", "ECF", "ECI", "EDAT", "EFR", "EIN", "FAU",
        "FED", "FIR", "FPS", "IRAD", "ISBN", "ISSN", "JID", "LID", "MHDA", "MID", "OAB", "OABL",
        "OCI", "OID", "ORI", "OTO", "OWN", "PHST", "PMC", "PMCR", "PMID", "PRIN", "PROF", "PST",
        "PUBM", "RIN", "ROF", "RPF", "RPI", "RRF", "RRI", "SFM", "SPIN", "STAT", "UIN", "UOF",
        "VTI",
    ],
);

/// A line that begins a field: its tag and where its value begins in the line.
pub(crate) fn tag(line: &[u8]) -> Option<(Tag, usize)> {
    let mark = mark(line)?;
    let in_column = mark.name.len() + mark.gap == 4;
    let upper = !mark.name.iter().any(u8::is_ascii_lowercase);
    let known = mark.gap <= 2 && KNOWN.has(mark.name);
    let unknown = in_column && !mark.glued;
    let accepted = mark.indent == 0 && mark.name.len() <= 4 && upper && (unknown || known);
    accepted.then(|| (Tag::of(mark.name), mark.value))
}

/// Whether a line is the first of an entry of PubMed.
pub(crate) fn begins_entry(line: &[u8]) -> bool {
    tag(line).is_some_and(|(tag, _)| tag == PMID)
}

/// Whether a line is the first of an entry of another database that uses the format.
pub(crate) fn may_begin_entry(line: &[u8]) -> bool {
    tag(line).is_some_and(|(tag, _)| tag == OWN || tag == PMC)
}

/// The lines of PubMed's tagged format.
#[derive(Default)]
pub(crate) struct Nbib {
    entry: Assembly,
    /// The tag the first entry of the file begins with.
    first_tag: Option<Tag>,
    inside_block: bool,
    /// How many entries had `SO`, with which PubMed ends each of its entries.
    with_source: u64,
}

impl Grammar for Nbib {
    fn take(&mut self, line: Line, _: Lines, source: &Source<'_>) {
        let content = &source.text()[line.start..line.end];
        if is_blank(content) {
            self.inside_block = false;
            return;
        }
        match tag(content) {
            Some((tag, value)) => self.take_field(tag, line, value, source),
            // A line that goes on is indented.
            None => self
                .entry
                .go_on(line, content[0].is_ascii_whitespace(), source),
        }
        self.inside_block = true;
    }

    fn end(&mut self, source: &Source<'_>) {
        let others_complete = self.entry.entries > 0 && self.with_source == self.entry.entries;
        if others_complete && !self.entry.fields.has(SO) && !source.text().ends_with(b"\n") {
            self.entry.cut_off();
        }
        self.close(source);
        self.entry.flush_stray();
    }

    fn assembly(&mut self) -> &mut Assembly {
        &mut self.entry
    }
}

impl Nbib {
    /// Whether a field begins an entry. Where another field leads the entry, its number follows in the
    /// same block.
    fn begins(&self, tag: Tag) -> bool {
        match tag {
            _ if self.entry.open.is_none() => true,
            PMID => !self.inside_block || self.entry.fields.has(PMID),
            OWN => !self.inside_block,
            PMC => !self.inside_block && self.first_tag == Some(PMC),
            _ => false,
        }
    }

    fn take_field(&mut self, tag: Tag, line: Line, value: usize, source: &Source<'_>) {
        if self.begins(tag) {
            self.close(source);
            self.entry.begin(line);
            self.first_tag.get_or_insert(tag);
            if ![PMID, OWN, PMC].contains(&tag) {
                self.entry.warn(WarningKind::MissingStart, line);
            }
        }
        let content = &source.text()[line.start..line.end];
        if !mark(content).is_some_and(|mark| KNOWN.has(mark.name)) {
            self.entry.unknown(tag, line);
        }
        self.entry.add(tag, line, value, source);
    }

    fn close(&mut self, source: &Source<'_>) {
        let complete = self.entry.open.is_some() && self.entry.fields.has(SO);
        self.with_source += u64::from(complete);
        self.entry.close(source, citation::citation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_fill_four_columns_or_are_known() {
        for line in [
            "PMID- 1",
            "TI  - A",
            "SO- A",
            "PMC -1",
            "ISSN - 1",
            "QQ  - new",
        ] {
            assert!(tag(line.as_bytes()).is_some(), "{line}");
        }
        for line in [
            "SO  no hyphen",
            "      TI  - in a text",
            "QQQ  - x",
            "well- known",
            "E-mail",
        ] {
            assert!(tag(line.as_bytes()).is_none(), "{line}");
        }
    }
}
