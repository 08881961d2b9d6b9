//! Web of Science's and Ovid's tagged exports and Refer, with made-up entries.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod support;

use domain::citation::Citation;
use formats::{Format, Reading, WarningKind, read};

fn reading(file: &str, format: Format) -> Reading {
    let reading = read(file.as_bytes()).expect("the file is readable");
    assert_eq!(reading.format, format);
    assert_eq!(support::unaccounted(file.as_bytes(), &reading), [""; 0]);
    support::assert_in_order(&reading);
    reading
}

fn kinds(reading: &Reading) -> Vec<WarningKind> {
    reading
        .warnings
        .iter()
        .map(|warning| warning.kind)
        .collect()
}

const WOS: &str = "\u{FEFF}FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Tenor, AB
   Alto, C
AF Tenor, Anna B. (anna@choir.example)
   Alto, Cy
TI Anaplerotic role for choirs in
   engineered towns
SO JOURNAL OF CHOIRS
LA English
DT Article
DE choirs; breathing
ID LOW VOICE; CHOIRS
AB We sang
   and it helped.
SN 0099-2240
EI 1098-5336
PD FEB
PY 2011
VL 77
IS 3
BP 732
EP 738
DI 10.1234/Choir.02132-10
PM 21131111
UT WOS:000286597100004
ER

PT B
AU Bass, D.
TI A book of rounds.
SO A book of rounds
PY 2012
UT CABI:2012
ER

EF
";

#[test]
fn web_of_science() {
    let reading = reading(WOS, Format::WebOfScience);
    assert_eq!((kinds(&reading), reading.cut_off), (vec![], None));
    assert_eq!(
        reading.entries.iter().map(|e| e.line).collect::<Vec<_>>(),
        [3, 30]
    );
    let expected = Citation {
        kind: Some("JOUR".into()),
        title: Some("Anaplerotic role for choirs in engineered towns".into()),
        abstract_text: Some("We sang and it helped.".into()),
        authors: vec!["Tenor, Anna B.".into(), "Alto, Cy".into()],
        year: Some(2011),
        date: Some("2011 FEB".into()),
        journal: Some("JOURNAL OF CHOIRS".into()),
        volume: Some("77".into()),
        issue: Some("3".into()),
        pages: Some("732-738".into()),
        doi: Some("10.1234/choir.02132-10".into()),
        pmid: Some("21131111".into()),
        keywords: vec![
            "choirs".into(),
            "breathing".into(),
            "LOW VOICE".into(),
            "CHOIRS".into(),
        ],
        language: Some("English".into()),
        issn: Some("0099-2240; 1098-5336".into()),
        accession: Some("WOS:000286597100004".into()),
        ..Citation::default()
    };
    assert_eq!(reading.entries[0].citation, expected);
    let book = &reading.entries[1].citation;
    assert_eq!(
        (book.kind.as_deref(), book.journal.as_deref()),
        (Some("BOOK"), None)
    );
}

#[test]
fn web_of_science_that_lost_its_spaces_or_its_end() {
    let flat = "FN X\nVR 1.0\nPT J\nTI Importance of choirs in two\narctic lakes\nAU Tenor, A (a@b.example)\nAlto, B\nPS 221-230\nX9 new\nUT MEDLINE:16000000\nER\n\nPT J\nTI Half\nAU Bass";
    let reading = reading(flat, Format::WebOfScience);
    let first = &reading.entries[0].citation;
    assert_eq!(
        first.title.as_deref(),
        Some("Importance of choirs in two arctic lakes")
    );
    assert_eq!(first.authors, ["Tenor, A", "Alto, B"]);
    assert_eq!(
        (first.pages.as_deref(), first.pmid.as_deref()),
        (Some("221-230"), Some("16000000"))
    );
    assert_eq!(kinds(&reading), [WarningKind::UnknownField]);
    let cut_off = reading.cut_off.expect("cut off");
    assert_eq!((cut_off.line, cut_off.entry), (13, 2));
}

#[test]
fn ovid() {
    let file = "<1. >\nVN  - Ovid Technologies\nDB  - Ovid MEDLINE(R)\nUI  - 31000111\n\
        AU  - Tenor, Anna B. [Author, Reprint Author; E-mail: a@b.example]\nAU  - Alto, Cy MD, PhD 1,2,+\n\
        TI  - Up-regulation of choirs.  [Article]\n\
        SO  - Acta Cantus August 2011;43(8):647-653\nAB  - Human choirs\n\n      are loud.\n\
        KW  - choirs;  loudness\nLG  - English.\nDT  - Original Articles.\nIS  - 1672-9145\nYR  - 2011\nDI  - 10.1234/Acta.50\n\
        XL  - http://ovidsp.example/x\n\n<241. >\nVN - Ovid Technologies\nTI - Second\nJN - Songs\nVO - 75\nIP - 2\nPG - 1-9\nYR - 2014\nED - Bass, D.;  Alto, C.\nBadly wrapped\n";
    let reading = reading(file, Format::Ovid);
    assert_eq!(kinds(&reading), [WarningKind::NotUnderstood]);
    assert_eq!(
        reading.entries.iter().map(|e| e.line).collect::<Vec<_>>(),
        [1, 20]
    );
    let expected = Citation {
        kind: Some("JOUR".into()),
        title: Some("Up-regulation of choirs.".into()),
        abstract_text: Some("Human choirs are loud.".into()),
        authors: vec!["Tenor, Anna B.".into(), "Alto, Cy".into()],
        year: Some(2011),
        date: Some("2011".into()),
        journal: Some("Acta Cantus".into()),
        volume: Some("43".into()),
        issue: Some("8".into()),
        pages: Some("647-653".into()),
        doi: Some("10.1234/acta.50".into()),
        pmid: Some("31000111".into()),
        urls: vec!["http://ovidsp.example/x".into()],
        keywords: vec!["choirs".into(), "loudness".into()],
        language: Some("English".into()),
        issn: Some("1672-9145".into()),
        accession: Some("31000111".into()),
        database: Some("Ovid MEDLINE(R)".into()),
        ..Citation::default()
    };
    assert_eq!(reading.entries[0].citation, expected);
    let second = &reading.entries[1].citation;
    assert_eq!(second.authors, ["Bass, D.", "Alto, C."]);
    assert_eq!(
        (second.volume.as_deref(), second.pages.as_deref()),
        (Some("75"), Some("1-9"))
    );
}

#[test]
fn refer_of_endnote() {
    let file = "%0 Journal Article\n%A Tenor, Anna\n%A Alto, Cy\n%T Choirs\nand more\n%J Songs\n%D 2021\n%8 September  1, 2021\n%V 45\n%N 3\n\
        %P 1309-1348\n%K choirs\nsinging; towns\n%X We sang.\n%U https://a.example/1\n%R doi:10.1234/R.1\n%@ 0276-7783\n%G en\n%I Choir Press\n%M 77\n%~ A Database\n\
        %0 Book\n%E Bass, D.\n%T Rounds\n";
    let reading = reading(file, Format::Refer);
    assert_eq!(kinds(&reading), []);
    let expected = Citation {
        kind: Some("JOUR".into()),
        title: Some("Choirs and more".into()),
        abstract_text: Some("We sang.".into()),
        authors: vec!["Tenor, Anna".into(), "Alto, Cy".into()],
        year: Some(2021),
        date: Some("September 1, 2021".into()),
        journal: Some("Songs".into()),
        volume: Some("45".into()),
        issue: Some("3".into()),
        pages: Some("1309-1348".into()),
        doi: Some("10.1234/r.1".into()),
        urls: vec!["https://a.example/1".into()],
        keywords: vec!["choirs".into(), "singing".into(), "towns".into()],
        language: Some("en".into()),
        issn: Some("0276-7783".into()),
        publisher: Some("Choir Press".into()),
        accession: Some("77".into()),
        database: Some("A Database".into()),
        ..Citation::default()
    };
    assert_eq!(reading.entries[0].citation, expected);
    assert_eq!(reading.entries[1].citation.authors, ["Bass, D."]);
}

#[test]
fn refer_without_types() {
    let file = "%T First\n%0 Journal Article\n%A Tenor, A\n%D 2021\n\n\n%T Second\n%D 2022\n\n%A Alto, C\n%T Third\n%D soon\n";
    let reading = reading(file, Format::Refer);
    let titles: Vec<_> = reading
        .entries
        .iter()
        .filter_map(|e| e.citation.title.as_deref())
        .collect();
    assert_eq!(titles, ["First", "Second", "Third"]);
    assert_eq!(kinds(&reading), [WarningKind::YearNotUnderstood]);
}
