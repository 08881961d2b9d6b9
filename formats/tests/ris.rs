//! The dialects of RIS, each with a made-up entry in the manner of its database or program.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod support;

use domain::citation::Citation;
use formats::{Format, Reading, WarningKind, read};

fn reading(file: &str) -> Reading {
    let reading = read(file.as_bytes()).expect("the file is readable");
    assert_eq!(reading.format, Format::Ris);
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

fn raw<'f>(file: &'f str, reading: &Reading, entry: usize) -> &'f str {
    let entry = &reading.entries[entry];
    &file[entry.offset as usize..(entry.offset + entry.length) as usize]
}

#[test]
fn ovid_numbers_its_entries_and_writes_behind_them() {
    let file = "1. \nTY  - JOUR\nDB  - Embase <1974 to 2024>\nID  - 2001112223\n\
        T1  - Choir singing and breathing: a trial.\nA1  - Tenor, Anna B\nA1  - Alto, C\n\
        Y1  - 1988//\nN2  - Singing helped.\nKW  - *singing\nKW  - breathing\n\
        JF  - Journal of Choirs\nJA  - J. Choirs\nVL  - 8\nIS  - 9\nSP  - e0815\n\
        SN  - 1111-2222\nSN  - 3333-4444\nDO  - https://dx.doi.org/10.1234/Choir.8\n\
        XT  - singing / therapy\nER  -  \n\n\
        Link to the Ovid Full Text or citation: https://ovidsp.example/?T=JS&AN=2001112223\n\
        NL  - J Choirs\n\n2. \nTY  - JOUR\nT1  - Second\nER  -  \n\n";
    let reading = reading(file);
    assert_eq!(reading.entries.len(), 2);
    assert_eq!(kinds(&reading), []);
    let first = &reading.entries[0];
    assert_eq!((first.line, reading.entries[1].line), (1, 26));
    assert!(
        raw(file, &reading, 0).starts_with("1. \nTY")
            && raw(file, &reading, 0).ends_with("NL  - J Choirs\n")
    );
    let expected = Citation {
        kind: Some("JOUR".into()),
        title: Some("Choir singing and breathing: a trial.".into()),
        abstract_text: Some("Singing helped.".into()),
        authors: vec!["Tenor, Anna B".into(), "Alto, C".into()],
        year: Some(1988),
        date: Some("1988//".into()),
        journal: Some("Journal of Choirs".into()),
        volume: Some("8".into()),
        issue: Some("9".into()),
        pages: Some("e0815".into()),
        doi: Some("10.1234/choir.8".into()),
        keywords: vec!["*singing".into(), "breathing".into()],
        issn: Some("1111-2222; 3333-4444".into()),
        accession: Some("2001112223".into()),
        database: Some("Embase <1974 to 2024>".into()),
        ..Citation::default()
    };
    assert_eq!(first.citation, expected);
}

#[test]
fn ovid_medline_numbers_are_pubmed_numbers() {
    let by_name = "TY  - JOUR\nDB  - Ovid MEDLINE(R) ALL\nID  - 30111222\nT1  - A\nER  - \n";
    let by_link = "TY  - JOUR\nID  - 30111222\nT1  - A\n\
        L2  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=medl&NEWS=N&AN=30111222\nER  - \n";
    let embase = "TY  - JOUR\nDB  - Embase\nID  - 30111222\nT1  - A\nER  - \n";
    assert_eq!(one(by_name).pmid.as_deref(), Some("30111222"));
    assert_eq!(one(by_link).pmid.as_deref(), Some("30111222"));
    assert_eq!(one(embase).pmid, None);
}

#[test]
fn ebsco_puts_the_doi_in_l3_and_a_second_paragraph_in_the_abstract() {
    let citation = one(
        "TY  - JOUR\nAU  - Bass, D.\nT1  - Humming.\nJO  - Humming Today\n\
        JF  - Humming Today\nY1  - 2024/04/03/\nSP  - 1\nEP  - 60\nAB  - We hummed.\n\
        AB  - Copyright of Humming Today.\nL3  - 10.1234/hum.1\n\
        UR  - https://search.example/login.aspx?db=x&AN=1\nDP  - EBSCOhost\nDB  - mdc\nAN  - 123456\nER  - \n",
    );
    assert_eq!(citation.doi.as_deref(), Some("10.1234/hum.1"));
    assert_eq!(
        citation.abstract_text.as_deref(),
        Some("We hummed.\nCopyright of Humming Today.")
    );
    assert_eq!(citation.pages.as_deref(), Some("1-60"));
    assert_eq!(
        (citation.year, citation.date.as_deref()),
        (Some(2024), Some("2024/04/03/"))
    );
    assert_eq!(citation.pmid.as_deref(), Some("123456"));
}

#[test]
fn embase_and_scopus_keep_the_pubmed_number_in_c_fields() {
    let embase = one(
        "TY  - JOUR\nU2  - L600\nC5  - 38000111\nDB  - Embase\nDB  - Medline\n\
        L2  - http://dx.doi.org/10.1234/e.1\nA1  - Tenor, A.\nT1  - A\nER  - \n",
    );
    assert_eq!(embase.pmid.as_deref(), Some("38000111"));
    assert_eq!(embase.doi.as_deref(), Some("10.1234/e.1"));
    assert_eq!(embase.urls, ["http://dx.doi.org/10.1234/e.1"]);
    let scopus = one(
        "\u{FEFF}TY  - JOUR\nTI  - A\nPY  - 2024\nT2  - Songs\nC2  - 38000112\nC7  - 2864\nDB  - Scopus\nER  -\n",
    );
    assert_eq!(scopus.pmid.as_deref(), Some("38000112"));
    assert_eq!(scopus.pages.as_deref(), Some("2864"));
    assert_eq!(embase.accession.as_deref(), Some("L600"));
    let other = one("TY  - JOUR\nTI  - A\nC2  - 38000112\nC3  - PMC38\nER  -\n");
    assert_eq!(other.pmid, None);
}

#[test]
fn marked_pubmed_numbers_are_found() {
    for line in [
        "C3  -  PUBMED 38000113",
        "U1  - 38000113[pmid]",
        "PMID  - 38000113",
        "PMID - 38000113",
        "AN  - PMID: 38000113",
        "UR  - https://pubmed.ncbi.nlm.nih.gov/38000113/",
    ] {
        let file = format!("TY  - JOUR\nTI  - A\n{line}\nER  - \n");
        assert_eq!(one(&file).pmid.as_deref(), Some("38000113"), "{line}");
    }
}

#[test]
fn cochrane_writes_headings_and_two_spaces() {
    let file = "Record #3 of 18\nProvider: A Publisher\nContent: text/plain; charset=\"UTF-8\"\n\n\
        TY  -  JOUR\nAN  -  CN-001\nAU  -  Tenor, A\nTI  -  Warm up\nPY  -  2011\nER  -  \n\n\
        Record #4 of 18\nProvider: A Publisher\nContent: text/plain\n\nTY  -  JOUR\nTI  -  B\nER  -  \n";
    let reading = reading(file);
    assert_eq!(kinds(&reading), []);
    assert_eq!(
        reading.entries[0].citation.title.as_deref(),
        Some("Warm up")
    );
    assert_eq!(reading.entries[1].line, 12);
    assert!(raw(file, &reading, 1).starts_with("Record #4"));
}

#[test]
fn endnote_writes_one_value_on_each_line() {
    let citation = one(
        "TY  - JOUR\nAB  - First.\nSecond.\nDB  - Embase\nMedline\nKW  - choirs\nsinging\n\
        PY  - 2024\nDA  - May 28\nSN  - 1932-8494\n1932-8486\nLA  - eng\nger\nT2  - Songs\nTI  - A title\nID  - 889\nER  - \n",
    );
    assert_eq!((citation.accession, citation.pmid), (None, None));
    assert_eq!(citation.keywords, ["choirs", "singing"]);
    assert_eq!(citation.issn.as_deref(), Some("1932-8494; 1932-8486"));
    assert_eq!(citation.abstract_text.as_deref(), Some("First.\nSecond."));
    assert_eq!(citation.database.as_deref(), Some("Embase"));
    assert_eq!(citation.date.as_deref(), Some("2024 May 28"));
}

#[test]
fn mendeley_zotero_and_google_scholar_name_the_journal_differently() {
    for (tag, other) in [
        ("T2", ""),
        ("JO", ""),
        ("JF", "JA  - S.\n"),
        ("JA", ""),
        ("J2", ""),
    ] {
        let file = format!("TY  - JOUR\nTI  - A\n{other}{tag}  - Songs\nER  -\n");
        assert_eq!(one(&file).journal.as_deref(), Some("Songs"), "{tag}");
    }
}

#[test]
fn books_and_chapters() {
    let book =
        one("TY  - BOOK\nBT  - A book of rounds\nED  - Bass, D.\nPB  - Choir Press\nER  -\n");
    assert_eq!(book.title.as_deref(), Some("A book of rounds"));
    assert_eq!(book.journal, None);
    assert_eq!(book.authors, ["Bass, D."]);
    let chapter = one(
        "TY  - CHAP\nTI  - Canons\nBT  - A book of rounds\nAU  - Alto, C.\nA2  - Bass, D.\nER  -\n",
    );
    assert_eq!(chapter.title.as_deref(), Some("Canons"));
    assert_eq!(chapter.journal.as_deref(), Some("A book of rounds"));
    assert_eq!(chapter.authors, ["Alto, C."]);
}

#[test]
fn rayyan_runs_two_fields_into_one_line() {
    let citation = one(
        "TY  - JOUR\nTI  - A\nUR  - https://a.example/1     U2  - L1\n\
        DO  - 10.1234/r.1     LK  - https://b.example/2\nER  -\n",
    );
    assert_eq!(citation.doi.as_deref(), Some("10.1234/r.1"));
    assert_eq!(citation.urls, ["https://a.example/1"]);
}

#[test]
fn one_space_lower_case_tags_and_no_space_at_the_end() {
    let reading = reading(
        "TY - JOUR\nAU - Tenor, A.\nTI - One space\nER -\n\nty  - jour\nti  - Lower case\ner  -\n\
        TY  - JOUR\nTI  -Glued\nER\n",
    );
    let titles: Vec<_> = reading
        .entries
        .iter()
        .map(|e| e.citation.title.as_deref())
        .collect();
    assert_eq!(
        titles,
        [Some("One space"), Some("Lower case"), Some("Glued")]
    );
    assert_eq!(kinds(&reading), []);
}

#[test]
fn continuation_lines_and_blank_lines_inside_an_entry() {
    let citation = one(
        "TY  - JOUR\n\nTI  - Improving choirs by\nlistening, and more\n\n\
        AB  - Methods\n\nWe listened to the ER - then sang, for as long as it took the\nlast one to leave.\n\nER  - \n",
    );
    assert_eq!(
        citation.title.as_deref(),
        Some("Improving choirs by listening, and more")
    );
    assert_eq!(
        citation.abstract_text.as_deref(),
        Some(
            "Methods\nWe listened to the ER - then sang, for as long as it took the last one to leave."
        )
    );
}

#[test]
fn an_entry_without_er_is_told_if_others_have_it() {
    let file = "TY  - JOUR\nTI  - A\nER  -\nTY  - JOUR\nTI  - B\n\nTY  - JOUR\nTI  - C\nER  -\n";
    let with_others = reading(file);
    assert_eq!(with_others.entries.len(), 3);
    assert_eq!(kinds(&with_others), [WarningKind::MissingEnd]);
    assert_eq!(with_others.warnings[0].line, 4);
    let alone = reading("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n");
    assert_eq!((alone.entries.len(), alone.cut_off), (2, None));
}

#[test]
fn a_file_that_ends_in_an_entry_is_cut_off() {
    let reading = reading("TY  - JOUR\nTI  - A\nER  -\nTY  - JOUR\nTI  - Half of a ti");
    let cut_off = reading.cut_off.expect("cut off");
    assert_eq!((cut_off.line, cut_off.entry), (4, 2));
    assert_eq!(
        reading.entries[1].citation.title.as_deref(),
        Some("Half of a ti")
    );
    assert_eq!(kinds(&reading), []);
}

#[test]
fn an_entry_without_ty_still_comes_in() {
    let reading = reading("TY  - JOUR\nTI  - A\nER  -\n\nTI  - B\nAU  - Alto, C.\nER  -\n");
    assert_eq!(reading.entries.len(), 2);
    assert_eq!(kinds(&reading), [WarningKind::MissingStart]);
    assert_eq!(reading.entries[1].citation.kind, None);
}

#[test]
fn what_is_not_understood_is_told_with_its_line() {
    let file = "Dear reader,\nhere is what I found.\n\nTY  - JOUR\nTI  - A\nPY  - 2020\n% a comment\n\
        DO  - none\nQQ  - something\nQQ  - more\nER  -\n\nYours\n";
    let reading = reading(file);
    let told: Vec<_> = reading
        .warnings
        .iter()
        .map(|w| (w.line, w.kind, w.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                1,
                WarningKind::OutsideEntry,
                "Dear reader,\nhere is what I found."
            ),
            (7, WarningKind::NotUnderstood, "% a comment"),
            (9, WarningKind::UnknownField, "QQ  - something"),
            (8, WarningKind::DoiNotUnderstood, "none"),
            (13, WarningKind::OutsideEntry, "Yours"),
        ]
    );
}

#[test]
fn an_entry_without_title_and_year_comes_in() {
    let reading = reading("TY  - JOUR\nPY  - n.d.\nT2  - Songs\nER  -\n");
    let citation = &reading.entries[0].citation;
    assert_eq!((citation.title.as_deref(), citation.year), (None, None));
    assert_eq!(citation.date.as_deref(), Some("n.d."));
    assert_eq!(
        kinds(&reading),
        [WarningKind::YearNotUnderstood, WarningKind::NoTitle]
    );
}

#[test]
fn two_titles_in_one_entry_are_told() {
    let reading = reading("TY  - JOUR\nTI  - A\nTI  - B\nER  -\n");
    assert_eq!(reading.entries[0].citation.title.as_deref(), Some("A"));
    assert_eq!(kinds(&reading), [WarningKind::SecondTitle]);
}

#[test]
fn author_fields_keep_the_order_of_the_file() {
    let citation = one(
        "TY  - JOUR\nTI  - A\nA1  - Tenor,A.\nAU  - Alto, B.; Bass, C.\nA1  - Descant, D.\nER  -\n",
    );
    assert_eq!(
        citation.authors,
        ["Tenor, A.", "Alto, B.", "Bass, C.", "Descant, D."]
    );
}

#[test]
fn markup_and_references_in_titles() {
    let citation = one(
        "TY  - JOUR\nTI  - <b>CO<inf>2</inf></b> &amp; <em>E. coli</em> &#8211; p&lt;0.05\nER  -\n",
    );
    assert_eq!(
        citation.title.as_deref(),
        Some("CO<sub>2</sub> & <i>E. coli</i> \u{2013} p<0.05")
    );
}

#[test]
fn line_breaks_of_all_systems() {
    let unix = "TY  - JOUR\nTI  - A\nKW  - x\ny\nER  - \n\nTY  - JOUR\nTI  - B\nER  - \n";
    let expected: Vec<_> = reading(unix)
        .entries
        .into_iter()
        .map(|e| (e.line, e.citation))
        .collect();
    for file in [unix.replace('\n', "\r\n"), unix.replace('\n', "\r")] {
        let found: Vec<_> = reading(&file)
            .entries
            .into_iter()
            .map(|e| (e.line, e.citation))
            .collect();
        assert_eq!(found, expected);
    }
}
