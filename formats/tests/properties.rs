//! What holds for every file and every citation.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod support;

use domain::citation::Citation;
use formats::{
    Format, Item, Reader, read, read_as,
    write::{self, CsvRow, Spreadsheet},
};
use proptest::{collection::vec, option, prelude::*};

/// Pieces that files are made of, so that chance builds something like them.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"TY  - JOUR".to_vec()),
        Just(b"TI  - A title".to_vec()),
        Just(b"AU - Tenor, A.".to_vec()),
        Just(b"ER  - ".to_vec()),
        Just(b"12.".to_vec()),
        Just(b"Link to the text: http://a.example".to_vec()),
        Just(b"PMID- 123".to_vec()),
        Just(b"OWN - ERIC".to_vec()),
        Just(b"      goes on".to_vec()),
        Just(b"PT J".to_vec()),
        Just(b"FN X".to_vec()),
        Just(b"ER".to_vec()),
        Just(b"AU Tenor, A".to_vec()),
        Just(b"   Alto, B".to_vec()),
        Just(b"<12. >".to_vec()),
        Just(b"SO  - Songs. 12(3):4-5, 2006.".to_vec()),
        Just(b"%0 Book".to_vec()),
        Just(b"%T A title".to_vec()),
        Just(b"title,doi,year".to_vec()),
        Just(b"\"a\"\"b\",c;\td".to_vec()),
        Just(b"\"".to_vec()),
        Just("<i>Über</i> &amp; <b>".as_bytes().to_vec()),
        Just(b"\xFF\xFE".to_vec()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just(b"DO  - 10.1234/%2f(".to_vec()),
        vec(any::<u8>(), 0..12),
    ];
    let end = prop::sample::select(vec!["\n", "\r\n", "\r", "", ","]);
    vec((piece, end), 0..40).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(piece, end)| [piece, end.into()].concat())
            .collect()
    })
}

fn word() -> impl Strategy<Value = String> {
    "[A-Za-zÄéß0-9&<'\"“(\\-=@+#%|/.,:α漢🎵]{1,9}"
}

/// Text as cleaning leaves it: words with single spaces.
fn text() -> impl Strategy<Value = String> {
    vec(prop_oneof![8 => word(), 1 => "<i>[a-z]{1,4}</i>", 1 => "&(amp|lt|#59|x);", 1 => "[a-z]{1,4};"], 1..6)
        .prop_map(|words| words.join(" "))
        .prop_filter("this is how tables protect cells", |text| {
            let formula = text.strip_prefix('\'').is_some_and(|t| t.starts_with(['=', '+', '-', '@']));
            !formula && !text.starts_with("=\"")
        })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        ("[A-ZÄ][a-zé]{1,8}", "[A-Z]\\.( [A-Z]\\.)?").prop_map(|(f, g)| format!("{f}, {g}")),
        ("[A-Z][a-z]{1,8}", "[A-Z][a-z]{1,8}").prop_map(|(g, f)| format!("{g} {f}")),
        ("[A-Z][a-z]{1,8}", "[A-Z]{1,2}").prop_map(|(f, i)| format!("{f} {i}")),
        Just("The A&amp;B Group; North".to_owned()),
    ]
}

fn number() -> impl Strategy<Value = String> {
    "[1-9][0-9]{0,3}"
}

prop_compose! {
    fn citation()(
        kind in prop_oneof![Just("JOUR"), Just("BOOK"), Just("GEN"), Just("CPAPER")],
        title in option::of(text()),
        paragraphs in vec(text(), 0..3),
        authors in vec(name(), 0..4),
        year in option::of(1000_u16..3000),
        day in option::of("(Jan|May-Jun|Spring) [1-9]"),
        names in (option::of("[A-Z][a-z&]{2,9} [A-Z][a-z]{2,9}"), option::of("[A-Z][a-z]{2,9}")),
        volume in option::of(number()),
        issue in option::of("[1-9](-[1-9])?"),
        pages in option::of(prop_oneof![number(), "[1-9]{3}-[1-9]{4}", "e[0-9]{4}", "S[1-4]-S[5-9]"]),
        doi in option::of("10\\.[1-9][0-9]{3}/[a-z0-9().]{0,8}[a-z0-9]"),
        pmid in option::of("[1-9][0-9]{0,7}"),
        urls in proptest::collection::btree_set("https://[a-z]{2,8}\\.example/[a-zA-Z0-9?=&%]{0,8}[a-z]", 0..3),
        keywords in vec(text(), 0..4),
        rest in (option::of("[a-z]{3}"), option::of("[0-9]{4}-[0-9]{3}[0-9X]"), option::of("[A-Z]{2}[0-9]{3}"), option::of("[A-Z][a-z]{4}")),
    ) -> Citation {
        let date = year.map(|year| day.map_or(year.to_string(), |day| format!("{year} {day}")));
        Citation {
            kind: Some(kind.to_owned()),
            title,
            abstract_text: (!paragraphs.is_empty()).then(|| paragraphs.join("\n")),
            authors,
            year,
            date,
            journal: names.0,
            publisher: names.1,
            volume,
            issue,
            pages,
            doi,
            pmid,
            urls: urls.into_iter().collect(),
            keywords,
            language: rest.0,
            issn: rest.1,
            accession: rest.2,
            database: rest.3,
        }
    }
}

fn as_ris(citations: &[Citation]) -> Vec<u8> {
    let mut file = Vec::new();
    write::ris(&mut file, citations).expect("a vector takes everything");
    file
}

fn as_csv(citations: &[Citation], spreadsheet: Spreadsheet) -> Vec<u8> {
    let mut file = Vec::new();
    let rows = citations.iter().map(|citation| CsvRow {
        own: vec!["7".into()],
        citation,
    });
    write::csv(&mut file, &["id"], rows, spreadsheet).expect("a vector takes everything");
    file
}

fn reread(file: &[u8], format: Format) -> Vec<Citation> {
    let reading = read(file).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(file)));
    assert_eq!(reading.format, format);
    reading
        .entries
        .into_iter()
        .map(|entry| entry.citation)
        .collect()
}

/// A thousand cases, or more if `PROPTEST_CASES` says so.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(1000),
        failure_persistence: None,
        ..default
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read_or_refused_and_accounted_for(file in pieces()) {
        for format in Format::ALL {
            if let Ok(reading) = read_as(*format, &file) {
                prop_assert_eq!(support::unaccounted(&file, &reading), Vec::<String>::new());
                support::assert_in_order(&reading);
            }
        }
        match read(&file) {
            Ok(reading) => prop_assert_eq!(support::unaccounted(&file, &reading), Vec::<String>::new()),
            Err(refusal) => prop_assert!(refusal.to_string().len() > 20),
        }
    }

    #[test]
    fn reading_in_pieces_gives_the_same(file in pieces()) {
        if let Ok(reading) = read(&file) {
            let reader = Reader::new(file.as_slice()).expect("readable");
            let (mut entries, mut warnings) = (Vec::new(), Vec::new());
            for item in reader {
                match item {
                    Item::Entry(entry) => entries.push(*entry),
                    Item::Warning(warning) => warnings.push(warning),
                }
            }
            prop_assert_eq!((entries, warnings), (reading.entries, reading.warnings));
        }
    }

    #[test]
    fn ris_comes_back_as_it_was(citations in vec(citation(), 1..4)) {
        prop_assert_eq!(reread(&as_ris(&citations), Format::Ris), citations);
    }

    #[test]
    fn csv_comes_back_as_it_was(citations in vec(citation(), 1..4)) {
        for spreadsheet in [Spreadsheet::Safe, Spreadsheet::Raw] {
            prop_assert_eq!(&reread(&as_csv(&citations, spreadsheet), Format::Csv), &citations);
        }
    }

    /// What comes out of any file is in a form that writing and reading do not change again.
    #[test]
    fn what_was_read_survives_writing(file in pieces()) {
        if let Ok(reading) = read(&file) {
            let citations: Vec<_> = reading.entries.into_iter().map(|e| e.citation).collect();
            let once = read(&as_ris(&citations)).map(|r| r.entries.into_iter().map(|e| e.citation).collect::<Vec<_>>());
            if let Ok(once) = once {
                let twice = reread(&as_ris(&once), Format::Ris);
                prop_assert_eq!(twice, once);
            }
        }
    }

    #[test]
    fn rows_are_those_of_the_csv_crate(cells in vec(vec("[a\"\\n\\r,;x ]{0,6}", 2..4), 0..8)) {
        let mut file = b"title,year\n".to_vec();
        for row in &cells {
            file.extend(row.join(",").bytes());
            file.push(b'\n');
        }
        let reading = read_as(Format::Csv, &file).expect("readable");
        let mut peer = ::csv::ReaderBuilder::new().flexible(true).from_reader(file.as_slice());
        let rows = peer.byte_records().filter(|row| {
            row.as_ref().is_ok_and(|r| r.iter().any(|cell| !cell.trim_ascii().is_empty()))
        });
        prop_assert_eq!(reading.entries.len(), rows.count());
    }
}

#[test]
fn formulas_are_neutralised_for_spreadsheets_only() {
    for formula in ["=1+1", "+1", "-1", "@a", "\ta", "\ra"] {
        let citation = Citation {
            title: Some(formula.into()),
            ..Citation::default()
        };
        let cell = |spreadsheet| {
            let file = as_csv(std::slice::from_ref(&citation), spreadsheet);
            let mut rows = ::csv::Reader::from_reader(file.as_slice());
            let row = rows.records().next().expect("a row").expect("readable");
            row[2].to_owned()
        };
        assert_eq!(cell(Spreadsheet::Safe), format!("'{formula}"));
        assert_eq!(cell(Spreadsheet::Raw), formula);
    }
    assert_eq!(Spreadsheet::Safe.cell("a=1"), "a=1");
}

#[test]
fn twice_the_input_takes_no_more_than_linear_steps() {
    // Shapes that tempt a parser to look at the same bytes again and again.
    for shape in [
        "1.\n",
        "<",
        "\"",
        "&",
        "TY  - JOUR\n",
        "ER\n",
        "10.1234",
        "<b",
        "KW  - a;\n",
        "PMID- 1\n",
        "a;",
        "\r",
    ] {
        let file = format!("TY  - JOUR\nAB  - {}", shape.repeat(60_000 / shape.len()));
        let begin = std::time::Instant::now();
        read(file.as_bytes()).expect("readable");
        assert!(begin.elapsed().as_secs() < 5, "{shape:?}");
    }
}
