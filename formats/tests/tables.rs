//! Tables as databases and programs export them, with made-up rows.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod support;

use domain::citation::Citation;
use formats::{Format, Reading, WarningKind, read, read_as};

fn reading(file: &str) -> Reading {
    let reading = read(file.as_bytes()).expect("the file is readable");
    assert_eq!(support::unaccounted(file.as_bytes(), &reading), [""; 0]);
    support::assert_in_order(&reading);
    reading
}

fn one(file: &str) -> Citation {
    let reading = reading(file);
    assert_eq!(reading.entries.len(), 1);
    reading.entries[0].citation.clone()
}

fn kinds(reading: &Reading) -> Vec<WarningKind> {
    reading
        .warnings
        .iter()
        .map(|warning| warning.kind)
        .collect()
}

#[test]
fn the_columns_of_deduplication_sets() {
    let reading = reading(
        "record_id,type,authors,year,title,journal,volume,number,pages,abstract,doi,isbn_issn,url,source_db\n\
         id_01,article,\"Tenor, A. and Alto, B.\",2011,Choirs.,Songs,7,1,376 -- 383,,10.1234/A.1,1111-2222,,\n",
    );
    assert_eq!((reading.format, kinds(&reading)), (Format::Csv, vec![]));
    let entry = &reading.entries[0];
    assert_eq!(
        (entry.id.as_deref(), entry.line, entry.offset),
        (Some("id_01"), 2, 99)
    );
    let expected = Citation {
        kind: Some("JOUR".into()),
        title: Some("Choirs.".into()),
        authors: vec!["Tenor, A.".into(), "Alto, B.".into()],
        year: Some(2011),
        date: Some("2011".into()),
        journal: Some("Songs".into()),
        volume: Some("7".into()),
        issue: Some("1".into()),
        pages: Some("376-383".into()),
        doi: Some("10.1234/a.1".into()),
        issn: Some("1111-2222".into()),
        ..Citation::default()
    };
    assert_eq!(entry.citation, expected);
}

#[test]
fn scopus() {
    let citation = one(
        "\u{FEFF}\"Authors\",\"Author full names\",\"Author(s) ID\",\"Title\",\"Year\",\"Source title\",\"Art. No.\",\"Page start\",\
         \"Page end\",\"DOI\",\"Link\",\"Author Keywords\",\"Index Keywords\",\"PubMed ID\",\"Document Type\",\"Source\",\"EID\"\n\
         \"Tenor A.; Alto B.\",\"Tenor, Anna (5890); Alto, Bo (571)\",\"5890; 571\",\"Choirs\",\"2024\",\"Songs\",\"2864\",\"\",\"\",\
         \"10.1234/s.1\",\"https://s.example/1\",\"choir; song\",\"Models, Biological; voice\",\"38000111\",\"Article\",\"Scopus\",\"2-s2.0-1\"\n",
    );
    assert_eq!(citation.authors, ["Tenor, Anna", "Alto, Bo"]);
    assert_eq!(citation.journal.as_deref(), Some("Songs"));
    assert_eq!(citation.pages.as_deref(), Some("2864"));
    assert_eq!(
        citation.keywords,
        ["choir", "song", "Models, Biological", "voice"]
    );
    assert_eq!(citation.pmid.as_deref(), Some("38000111"));
    assert_eq!(citation.accession.as_deref(), Some("2-s2.0-1"));
}

#[test]
fn embase_has_lines_above_the_names() {
    let file = "\"SEARCH QUERY\",\"choir:ti\"\n-----------\n\n\"Title\",\"Author Names\",\"Source\",\"Source title\",\"Publication Year\",\"Medline PMID\",\"DOI\"\n\
        \"Choirs\",\"Tenor A., Alto B.C.\",\"Songs (2024) 15:1\",\"Songs\",\"2024\",\"38000111\",\"10.1234/e.1\"\n";
    let reading = reading(file);
    assert_eq!(reading.entries.len(), 1);
    let entry = &reading.entries[0];
    assert_eq!(entry.line, 5);
    assert_eq!(entry.citation.authors, ["Tenor A.", "Alto B.C."]);
    assert_eq!(entry.citation.journal.as_deref(), Some("Songs"));
    assert_eq!(
        kinds(&reading),
        [WarningKind::OutsideEntry, WarningKind::UnusedColumns]
    );
    let semicolons = file.replace("\",\"", "\";\"");
    assert_eq!(
        read(semicolons.as_bytes()).expect("readable").entries[0].citation,
        entry.citation
    );
}

#[test]
fn pubmed_zotero_and_cinahl() {
    let pubmed = one(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n\
        38000111,Choirs,\"Tenor AB, O'Alto C.\",Songs. 2020 Feb,Tenor AB,Songs,2020,2019/03/30,,,10.1234/p.1\n",
    );
    assert_eq!(pubmed.authors, ["Tenor AB", "O'Alto C."]);
    assert_eq!(pubmed.pmid.as_deref(), Some("38000111"));
    let zotero = one(
        "\"Key\",\"Item Type\",\"Publication Year\",\"Author\",\"Title\",\"Publication Title\",\"Date\",\"Manual Tags\"\n\
        \"ABC\",\"journalArticle\",\"2024\",\"Tenor, A.; Alto, B.\",\"Choirs\",\"Songs\",\"2024-05-03\",\"x; y\"\n",
    );
    assert_eq!(
        (zotero.year, zotero.date.as_deref()),
        (Some(2024), Some("2024-05-03"))
    );
    assert_eq!(zotero.kind.as_deref(), Some("JOUR"));
    assert_eq!(zotero.keywords, ["x", "y"]);
    let cinahl = one(
        "Article Title,Author,Journal Title,ISSN,Publication Date,First Page\nChoirs,\"Tenor, A\",Songs,\"=\"\"19326203\"\"\",\"=\"\"4/3/2024\"\"\",1\n",
    );
    assert_eq!(cinahl.issn.as_deref(), Some("19326203"));
    assert_eq!(cinahl.year, Some(2024));
}

#[test]
fn tabs_semicolons_and_line_breaks_in_cells() {
    let tabs = "Title\tAuthors, Primary\tPub Year\n\"Choirs\r\nand more\"\tTenor,A;Alto,B\t2014\n";
    let found = read(tabs.as_bytes()).expect("readable");
    assert_eq!(found.format, Format::Tsv);
    assert_eq!(
        found.entries[0].citation.title.as_deref(),
        Some("Choirs and more")
    );
    assert_eq!(found.entries[0].citation.authors, ["Tenor, A", "Alto, B"]);
    let reading = reading(
        "sep=;\r\ntitle;year;abstract\r\n\"A; b\";2020;\"One.\r\n\r\nTwo \"\"three\"\".\"\r\nB;2021;\r\n",
    );
    assert_eq!(
        reading.entries.iter().map(|e| e.line).collect::<Vec<_>>(),
        [3, 6]
    );
    assert_eq!(
        reading.entries[0].citation.abstract_text.as_deref(),
        Some("One.\nTwo \"three\".")
    );
    assert_eq!(kinds(&reading), []);
}

#[test]
fn rows_of_the_wrong_length_and_empty_rows() {
    let reading = reading("title,year,notes\nA,2020\n\n,,\nB,2021,x,more\n  \nC,soon,\n");
    assert_eq!(reading.entries.len(), 3);
    let told: Vec<_> = reading
        .warnings
        .iter()
        .map(|w| (w.line, w.kind, w.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, WarningKind::UnusedColumns, "notes"),
            (2, WarningKind::RowLength, "A,2020"),
            (4, WarningKind::EmptyRow, ",,"),
            (5, WarningKind::RowLength, "B,2021,x,more"),
            (7, WarningKind::YearNotUnderstood, "C,soon,"),
        ]
    );
}

#[test]
fn a_table_that_breaks_off_is_cut_off() {
    for file in [
        "title,year\nA,2020\n\"B and",
        "title,year,doi\nA,2020,\nB,20",
    ] {
        let cut_off = reading(file).cut_off.expect("cut off");
        assert_eq!((cut_off.line, cut_off.entry), (3, 2), "{file}");
    }
    assert_eq!(reading("title,year\nA,2020\nB,2021").cut_off, None);
}

#[test]
fn an_apostrophe_before_a_formula_is_not_part_of_the_title() {
    let citation = one("title,abstract\n'=1+1 as a title,'tis the season\n");
    assert_eq!(citation.title.as_deref(), Some("=1+1 as a title"));
    assert_eq!(citation.abstract_text.as_deref(), Some("'tis the season"));
}

#[test]
fn a_person_can_insist_on_a_table() {
    let file = b"title\nTY  - JOUR and other lines of RIS\n";
    assert_eq!(
        read_as(Format::Csv, file).expect("readable").entries.len(),
        1
    );
    assert!(read_as(Format::Csv, b"just a text").is_err());
    assert!(read_as(Format::Ris, b"").is_err());
}
