//! PubMed's tagged format, with made-up entries.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod support;

use domain::citation::Citation;
use formats::{Format, Reading, WarningKind, read};

fn reading(file: &str) -> Reading {
    let reading = read(file.as_bytes()).expect("the file is readable");
    assert_eq!(reading.format, Format::Nbib);
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

const ENTRY: &str = "PMID- 38000111
OWN - NLM
STAT- MEDLINE
IS  - 1476-5616 (Electronic)
IS  - 0033-3506 (Linking)
VI  - 129
IP  - 5
DP  - 2015 May-Jun
TI  - Choir singing and breathing in people who
      have never sung.
PG  - 475-82
LID - 10.1234/Choir.2015.01 [doi]
LID - S0033-0000(15)00037-2 [pii]
AB  - OBJECTIVES: We sang. RESULTS: It
      helped (p < 0.05).
FAU - Tenor, Anna B
AU  - Tenor AB
AD  - A town.
FAU - Alto, Cy
AU  - Alto C
CN  - The Choir Group
LA  - eng
PT  - Comparative Study
PT  - Journal Article
TA  - J Choirs
JT  - Journal of choirs
MH  - Singing/*physiology
OT  - choirs
PMC - PMC123
SO  - J Choirs. 2015 May;129(5):475-82. doi: 10.1234/choir.2015.01.
";

#[test]
fn an_entry_of_pubmed() {
    let file = format!("\n{ENTRY}\n{}", ENTRY.replace("38000111", "38000112"));
    let reading = reading(&file);
    assert_eq!(kinds(&reading), []);
    assert_eq!(
        reading.entries.iter().map(|e| e.line).collect::<Vec<_>>(),
        [2, 33]
    );
    let expected = Citation {
        kind: Some("JOUR".into()),
        title: Some("Choir singing and breathing in people who have never sung.".into()),
        abstract_text: Some("OBJECTIVES: We sang. RESULTS: It helped (p < 0.05).".into()),
        authors: vec![
            "Tenor, Anna B".into(),
            "Alto, Cy".into(),
            "The Choir Group".into(),
        ],
        year: Some(2015),
        date: Some("2015 May-Jun".into()),
        journal: Some("Journal of choirs".into()),
        volume: Some("129".into()),
        issue: Some("5".into()),
        pages: Some("475-82".into()),
        doi: Some("10.1234/choir.2015.01".into()),
        pmid: Some("38000111".into()),
        keywords: vec!["Singing/*physiology".into(), "choirs".into()],
        language: Some("eng".into()),
        issn: Some("1476-5616; 0033-3506".into()),
        database: Some("PubMed".into()),
        ..Citation::default()
    };
    assert_eq!(reading.entries[0].citation, expected);
    assert_eq!(
        reading.entries[1].citation.pmid.as_deref(),
        Some("38000112")
    );
}

#[test]
fn eric_has_no_numbers_of_pubmed() {
    let reading = reading(
        "\nOWN - ERIC\nTI  - Testing choirs\nAU  - Bass, D.\nOT  - Choirs\nJT  - Journal of Tests\n\
         OID - EJ1\nDP  - Article 10 2019\nAID - http://dx.doi.org/10.1234/t.7\n\
         LID - http://eric.example/?id=EJ1\nISSN - EISSN-2375-5636\nPT  - Journal Articles\nPT  - Reports - Research\n\n\
         OWN - ERIC\nTI  - Second\nPT  - Reports - Research\n",
    );
    assert_eq!(reading.entries.len(), 2);
    let first = &reading.entries[0].citation;
    assert_eq!(first.database.as_deref(), Some("ERIC"));
    assert_eq!(first.accession.as_deref(), Some("EJ1"));
    assert_eq!(first.year, Some(2019));
    assert_eq!(first.doi.as_deref(), Some("10.1234/t.7"));
    assert_eq!(first.issn.as_deref(), Some("2375-5636"));
    assert_eq!(first.kind.as_deref(), Some("JOUR"));
    assert_eq!(reading.entries[1].citation.kind.as_deref(), Some("RPRT"));
    assert_eq!(kinds(&reading), []);
}

#[test]
fn pmc_puts_its_own_number_first() {
    let reading = reading(
        "PMC - PMC1\nPMID- 11\nTI  - A\n\nPMC - PMC2\nTI  - B\n\nPMC - PMC3\nPMID- 13\nTI  - C\n",
    );
    let numbers: Vec<_> = reading
        .entries
        .iter()
        .map(|e| e.citation.pmid.as_deref())
        .collect();
    assert_eq!(numbers, [Some("11"), None, Some("13")]);
}

#[test]
fn loose_tags_and_stray_lines() {
    let reading = reading(
        "PMID-11\nSO  invalid line\nTI  -A\n\nA line from elsewhere.\n\nPMID- 12\nTI- B\nFED - Bass, D.\n",
    );
    let titles: Vec<_> = reading
        .entries
        .iter()
        .map(|e| e.citation.title.as_deref())
        .collect();
    assert_eq!(titles, [Some("A"), Some("B")]);
    assert_eq!(reading.entries[1].citation.authors, ["Bass, D."]);
    let told: Vec<_> = reading.warnings.iter().map(|w| (w.line, w.kind)).collect();
    assert_eq!(
        told,
        [
            (2, WarningKind::NotUnderstood),
            (5, WarningKind::NotUnderstood)
        ]
    );
}

#[test]
fn a_file_that_ends_in_an_entry_is_cut_off() {
    let file = format!("{ENTRY}\n{}", &ENTRY[..200]);
    let cut_off = reading(&file).cut_off.expect("cut off");
    assert_eq!((cut_off.line, cut_off.entry), (32, 2));
    assert_eq!(reading(ENTRY).cut_off, None);
}

#[test]
fn chapters_and_article_numbers() {
    let reading = reading(
        "PMID- 11\nTI  - Canons\nBTI - A book of rounds\nPT  - Book Chapter\n\n\
        PMID- 12\nTI  - A\nLID - 1042 [pii]\nLID - 10.1234/a.2 [doi]\n",
    );
    assert_eq!(
        reading.entries[0].citation.journal.as_deref(),
        Some("A book of rounds")
    );
    assert_eq!(reading.entries[0].citation.kind.as_deref(), Some("CHAP"));
    assert_eq!(reading.entries[1].citation.pages.as_deref(), Some("1042"));
}

#[test]
fn short_names_where_there_are_no_full_ones() {
    let file = "PMID- 11\nTI  - A\nAU  - Tenor AB\nAU  - Alto C\nDP  - Winter\nDEP - 20211227\n";
    let reading = reading(file);
    let citation = &reading.entries[0].citation;
    assert_eq!(citation.authors, ["Tenor AB", "Alto C"]);
    assert_eq!(citation.year, Some(2021));
    assert_eq!(kinds(&reading), [WarningKind::YearNotUnderstood]);
}
