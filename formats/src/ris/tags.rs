//! The vocabulary of RIS: tags, and the lines that databases put between entries.

use crate::fields::{Field, Tag, Vocabulary};

/// Tags of RIS and of its dialects. Sources: the RIS specification of Research Information
/// Systems (2001 and 2011), and the exports of Ovid, EBSCO, ProQuest, Embase, Scopus, Web of
/// Science, Cochrane, JSTOR, Zotero, Mendeley, EndNote, RefWorks, Citavi, Covidence and Rayyan.
static KNOWN: Vocabulary = Vocabulary::of(
    &[
        "A1", "A2", "A3", "A4", "A5", "AB", "AD", "AI", "AN", "AO", "AR", "AU", "AV", "BT", "C1",
        "C2", "C3", "C4", "C5", "C6", "C7", "C8", "CA", "CC", "CL", "CN", "CP", "CR", "CT", "CY",
        "DA", "DB", "DE", "DI", "DO", "DP", "DS", "DT", "ED", "EM", "EP", "ER", "ET", "FU", "FX",
        "GN", "H1", "H2", "ID", "IN", "IP", "IS", "J1", "J2", "J9", "JA", "JF", "JI", "JO", "JP",
        "KW", "L1", "L2", "L3", "L4", "LA", "LB", "LG", "LK", "LL", "M1", "M2", "M3", "M4", "N1",
        "N2", "NL", "NO", "NR", "NS", "NV", "OP", "OR", "PA", "PB", "PD", "PG", "PI", "PP", "PT",
        "PU", "PY", "RI", "RN", "RP", "SE", "SF", "SN", "SO", "SP", "ST", "SV", "T1", "T2", "T3",
        "TA", "TC", "TI", "TS", "TT", "TY", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "UR",
        "UT", "VL", "VO", "WC", "WE", "WT", "WV", "XT", "Y1", "Y2", "YR", "Z1", "Z2", "Z9",
    ],
    &["PMCID", "PMID"],
);

pub(super) fn is_known(name: &[u8]) -> bool {
    KNOWN.has(name)
}

/// Fields that show a new entry where the line with its type is missing.
pub(super) fn begins_without_type(tag: Tag) -> bool {
    const FIRST: [Tag; 4] = [
        Tag::of(b"TI"),
        Tag::of(b"T1"),
        Tag::of(b"AU"),
        Tag::of(b"A1"),
    ];
    FIRST.contains(&tag)
}

/// Whether lines without a tag may go on with a field. Numbers and dates are never wrapped; if their
/// value is missing, it may stand on the next line.
pub(super) fn may_go_on(field: &Field) -> bool {
    const SHORT: [Tag; 12] = [
        Tag::of(b"TY"),
        Tag::of(b"PY"),
        Tag::of(b"Y1"),
        Tag::of(b"Y2"),
        Tag::of(b"DA"),
        Tag::of(b"VL"),
        Tag::of(b"IS"),
        Tag::of(b"SP"),
        Tag::of(b"EP"),
        Tag::of(b"DO"),
        Tag::of(b"PMID"),
        Tag::of(b"PMCI"),
    ];
    !SHORT.contains(&field.tag) || (field.is_blank() && field.tag != Tag::of(b"TY"))
}

/// What databases write above an entry: `12.`, `<12. >`, `Record #3 of 18`, `Provider: ...`.
pub(super) fn is_heading(line: &[u8]) -> bool {
    let is_number =
        |text: &[u8]| (1..=7).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
    let inner = line
        .strip_prefix(b"<")
        .and_then(|rest| rest.strip_suffix(b">"))
        .unwrap_or(line);
    if inner.trim_ascii().strip_suffix(b".").is_some_and(is_number) {
        return true;
    }
    if let Some(rest) = line.strip_prefix(b"Record ") {
        return rest
            .strip_prefix(b"#")
            .unwrap_or(rest)
            .first()
            .is_some_and(u8::is_ascii_digit);
    }
    [&b"Provider:"[..], b"Database:", b"Content:"]
        .iter()
        .any(|start| line.starts_with(start))
}

/// What Ovid writes below an entry: a sentence with an address.
pub(super) fn is_link(line: &[u8]) -> bool {
    line.starts_with(b"Link to the ") && memchr::memmem::find(line, b"http").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_text() {
        for line in [
            "12.",
            "<12. >",
            "Record #3 of 18",
            "Provider: A",
            "Content: text/plain",
        ] {
            assert!(is_heading(line.as_bytes()), "{line}");
        }
        for line in ["12", "1.5", "Record keeping", "A. Tenor", ""] {
            assert!(!is_heading(line.as_bytes()), "{line}");
        }
    }
}
