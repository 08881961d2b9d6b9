//! A flow as the CSV that the PRISMA2020 package for R and its web page read (Haddaway et al.,
//! Campbell Systematic Reviews 2022;18:e1230; format of version 1.1.4).
//!
//! The reader finds rows by the names in the first column and boxes by the third, so all 34 rows are
//! written in their order. A line is hidden by an empty number, a whole arm by three of them; a list
//! is `text, n; text, n`, which is why commas and semicolons inside a text are replaced, and straight
//! quotes too, since the drawing program turns them into the end of a label. Not expressible there:
//! open work, reports set apart, footnotes, who declared a count. A number kept back is left empty.

use super::number::{BoxId, Column};
use super::tally::Flow;
use crate::log::SourceKind;

const D: Column = Column::Databases;
const O: Column = Column::Other;

/// The header, in the order the reader relies on.
pub const HEADER: &str = "data,node,box,description,boxtext,tooltips,url,n";

/// How to write the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Versions before 1.1.3 fail on exactly one reason: add the item `Other, 0` to it.
    pub pad_single_reason: bool,
}

/// The seven fixed cells of a row, and what its number is.
struct Row([&'static str; 7], Cell);

enum Cell {
    Fixed(&'static str),
    Count(BoxId),
    /// A line that is hidden when nobody used this kind of source.
    IfUsed(SourceKind),
    /// Hits by name; the template's own text when there are none, since the web page compares with it.
    Sources(SourceKind, &'static str),
    Reasons(Column),
}

use Cell::{Count, Fixed, IfUsed, Reasons, Sources};

#[rustfmt::skip]
const ROWS: [Row; 34] = [
    Row(["NA", "node4", "prevstud", "Grey title box; Previous studies", "Previous studies", "Grey title box; Previous studies", "prevstud.html"], Fixed("0")),
    Row(["previous_studies", "node5", "box1", "Studies included in previous version of review", "Studies included in previous version of review", "Studies included in previous version of review", "previous_studies.html"], Fixed("0")),
    Row(["previous_reports", "NA", "box1", "Reports of studies included in previous version of review", "Reports of studies included in previous version of review", "NA", "previous_reports.html"], Fixed("0")),
    Row(["NA", "node6", "newstud", "Yellow title box; Identification of new studies via databases and registers", "Identification of new studies via databases and registers", "Yellow title box; Identification of new studies via databases and registers", "newstud.html"], Fixed("0")),
    Row(["database_results", "node7", "box2", "Records identified from: Databases", "Databases", "Records identified from: Databases and Registers", "database_results.html"], Count(BoxId::Databases)),
    Row(["database_specific_results", "NA", "box2", "Records identified from: specific databases", "Specific Databases", "NA", "database_results.html"], Sources(SourceKind::Database, "Database 1, xxx; Database 2, xxx; Database 3, xxx")),
    Row(["register_results", "NA", "box2", "Records identified from: Registers", "Registers", "NA", "NA"], Count(BoxId::Registers)),
    Row(["register_specific_results", "NA", "box2", "Records identified from: specific registers", "Specific Registers", "NA", "database_results.html"], Sources(SourceKind::Register, "Register 1, xxx; Register 2, xxx; Register 3, xxx")),
    Row(["NA", "node16", "othstud", "Grey title box; Identification of new studies via other methods", "Identification of new studies via other methods", "Grey title box; Identification of new studies via other methods", "othstud.html"], Fixed("0")),
    Row(["website_results", "node17", "box11", "Records identified from: Websites", "Websites", "Records identified from: Websites, Organisations and Citation Searching", "website_results.html"], IfUsed(SourceKind::Website)),
    Row(["organisation_results", "", "box11", "Records identified from: Organisations", "Organisations", "NA", "NA"], IfUsed(SourceKind::Organisation)),
    Row(["citations_results", "NA", "box11", "Records identified from: Citation searching", "Citation searching", "NA", "NA"], IfUsed(SourceKind::CitationSearching)),
    Row(["duplicates", "node8", "box3", "Duplicate records", "Duplicate records", "Duplicate records", "duplicates.html"], Count(BoxId::Duplicates(D))),
    Row(["excluded_automatic", "NA", "box3", "Records marked as ineligible by automation tools", "Records marked as ineligible by automation tools", "NA", "NA"], Count(BoxId::RemovedByAutomation)),
    Row(["excluded_other", "NA", "box3", "Records removed for other reasons", "Records removed for other reasons", "NA", "NA"], Count(BoxId::RemovedForOtherReasons)),
    Row(["records_screened", "node9", "box4", "Records screened (databases and registers)", "Records screened", "Records screened (databases and registers)", "records_screened.html"], Count(BoxId::Screened)),
    Row(["records_excluded", "node10", "box5", "Records excluded (databases and registers)", "Records excluded", "Records excluded (databases and registers)", "records_excluded.html"], Count(BoxId::Excluded(D))),
    Row(["dbr_sought_reports", "node11", "box6", "Reports sought for retrieval (databases and registers)", "Reports sought for retrieval", "Reports sought for retrieval (databases and registers)", "dbr_sought_reports.html"], Count(BoxId::Sought(D))),
    Row(["dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved (databases and registers)", "Reports not retrieved", "Reports not retrieved (databases and registers)", "dbr_notretrieved_reports.html"], Count(BoxId::NotRetrieved(D))),
    Row(["other_sought_reports", "node18", "box12", "Reports sought for retrieval (other)", "Reports sought for retrieval", "Reports sought for retrieval (other)", "other_sought_reports.html"], Count(BoxId::Sought(O))),
    Row(["other_notretrieved_reports", "node19", "box13", "Reports not retrieved (other)", "Reports not retrieved", "Reports not retrieved (other)", "other_notretrieved_reports.html"], Count(BoxId::NotRetrieved(O))),
    Row(["dbr_assessed", "node13", "box8", "Reports assessed for eligibility (databases and registers)", "Reports assessed for eligibility", "Reports assessed for eligibility (databases and registers)", "dbr_assessed.html"], Count(BoxId::Assessed(D))),
    Row(["dbr_excluded", "node14", "box9", "Reports excluded (databases and registers): [separate reasons and numbers using ; e.g. Reason1, xxx; Reason2, xxx; Reason3, xxx]", "Reports excluded", "Reports excluded (databases and registers)", "dbrexcludedrecords.html"], Reasons(D)),
    Row(["other_assessed", "node20", "box14", "Reports assessed for eligibility (other)", "Reports assessed for eligibility", "Reports assessed for eligibility (other)", "other_assessed.html"], Count(BoxId::Assessed(O))),
    Row(["other_excluded", "node21", "box15", "Reports excluded (other): [separate reasons and numbers using ; e.g. Reason1, xxx; Reason2, xxx; Reason3, xxx]", "Reports excluded", "Reports excluded (other)", "other_excluded.html"], Reasons(O)),
    Row(["new_studies", "node15", "box10", "New studies included in review", "New studies included in review", "New studies included in review", "new_studies.html"], Count(BoxId::Studies)),
    Row(["new_reports", "NA", "box10", "Reports of new included studies", "Reports of new included studies", "NA", "NA"], Count(BoxId::Reports)),
    Row(["total_studies", "node22", "box16", "Total studies included in review", "Total studies included in review", "Total studies included in review", "total_studies.html"], Fixed("0")),
    Row(["total_reports", "NA", "box16", "Reports of total included studies", "Reports of total included studies", "NA", "NA"], Fixed("0")),
    Row(["identification", "node1", "identification", "Blue identification box", "Identification", "Blue identification box", "identification.html"], Fixed("0")),
    Row(["screening", "node2", "screening", "Blue screening box", "Screening", "Blue screening box", "screening.html"], Fixed("0")),
    Row(["included", "node3", "included", "Blue included box", "Included", "Blue included box", "included.html"], Fixed("0")),
    Row(["total_studies_ma", "node23", "box17", "Total studies included in meta-analysis", "Total studies included in meta-analysis", "Total studies included in meta-analysis", "total_studies_meta_analysis.html"], Fixed("0")),
    Row(["total_reports_ma", "NA", "box17", "Reports of total included studies in meta-analysis", "Reports of total included studies in meta-analysis", "NA", "NA"], Fixed("0")),
];

/// Writes the flow; UTF-8, lines end with CRLF as the package's own template.
#[must_use]
pub fn write(flow: &Flow, options: Options) -> String {
    let mut text = String::from(HEADER);
    text.push_str("\r\n");
    for Row(fixed, cell) in &ROWS {
        for value in fixed {
            push_cell(&mut text, value);
            text.push(',');
        }
        push_cell(&mut text, &number(flow, cell, options));
        text.push_str("\r\n");
    }
    text
}

fn number(flow: &Flow, cell: &Cell, options: Options) -> String {
    match cell {
        Fixed(value) => (*value).to_owned(),
        Count(id) => flow
            .figure(*id)
            .n()
            .map(|n| n.to_string())
            .unwrap_or_default(),
        IfUsed(kind) if flow.uses(*kind) => number(flow, &Count(BoxId::of_kind(*kind)), options),
        IfUsed(_) => String::new(),
        Sources(kind, unused) => {
            let named = flow
                .counts()
                .sources
                .iter()
                .filter(|source| source.kind == *kind);
            let items: Vec<String> = named
                .map(|source| item(&source.name, source.hits))
                .collect();
            if items.is_empty() {
                (*unused).to_owned()
            } else {
                items.join("; ")
            }
        }
        Reasons(column) => reasons(flow, *column, options),
    }
}

fn reasons(flow: &Flow, column: Column, options: Options) -> String {
    if flow.veil().full_text {
        return String::new();
    }
    let arm = flow.counts().arm(column);
    let named = arm.reasons.iter().enumerate().map(|(place, reason)| {
        (
            reason.label.as_str(),
            flow.figure(BoxId::Reason(column, place)).n().unwrap_or(0),
        )
    });
    let open = (
        "Reason not settled",
        flow.figure(BoxId::ReasonOpen(column)).n().unwrap_or(0),
    );
    let mut items: Vec<String> = named
        .chain([open])
        .filter(|(_, n)| *n > 0)
        .map(|(label, n)| item(label, n))
        .collect();
    if items.len() == 1 && options.pad_single_reason {
        items.push(item("Other", 0));
    }
    if items.is_empty() {
        "0".to_owned()
    } else {
        items.join("; ")
    }
}

/// `text, n` with a text that ends at its own comma and quotes that end nothing.
fn item(text: &str, n: u64) -> String {
    format!("{}, {n}", plain(text))
}

/// ```text
/// Wrong setting (hospital, GP)  ->  Wrong setting (hospital / GP)
/// Nurses' views                 ->  Nurses’ views
/// ```
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            ',' | ';' => plain.push_str(" / "),
            '\'' => plain.push('’'),
            '"' => plain.push('”'),
            sign if sign.is_control() => plain.push(' '),
            sign => plain.push(sign),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}

fn push_cell(text: &mut String, value: &str) {
    if value.contains([',', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&value.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use crate::flow::{Counts, Reason, Veil};

    fn cell(text: &str, name: &str) -> String {
        let start = format!("{name},");
        let line = text
            .lines()
            .find(|line| line.starts_with(&start))
            .expect("the row");
        match line.strip_suffix('"') {
            Some(quoted) => quoted.rsplit(",\"").next().expect("a cell").to_owned(),
            None => line.rsplit(',').next().expect("a cell").to_owned(),
        }
    }

    #[test]
    fn numbers_stand_in_their_rows() {
        let text = write(&example::running(), Options::default());
        assert_eq!(text.lines().count(), 35);
        assert!(
            text.starts_with(
                "data,node,box,description,boxtext,tooltips,url,n\r\nNA,node4,prevstud,"
            )
        );
        assert_eq!(cell(&text, "database_results"), "1500");
        assert_eq!(
            cell(&text, "database_specific_results"),
            "PubMed, 900; Nurses’ index, 600"
        );
        assert_eq!(
            cell(&text, "register_specific_results"),
            "Register 1, xxx; Register 2, xxx; Register 3, xxx"
        );
        assert_eq!(cell(&text, "website_results"), "");
        assert_eq!(cell(&text, "citations_results"), "20");
        assert_eq!(cell(&text, "duplicates"), "500");
        assert_eq!(
            cell(&text, "dbr_excluded"),
            "Not the UK, 12; Wrong setting (hospital / GP), 8"
        );
        assert_eq!(cell(&text, "other_excluded"), "Not the UK, 2");
        assert_eq!(cell(&text, "new_studies"), "9");
    }

    #[test]
    fn one_reason_is_padded_only_on_demand() {
        let text = write(
            &example::running(),
            Options {
                pad_single_reason: true,
            },
        );
        assert_eq!(cell(&text, "other_excluded"), "Not the UK, 2; Other, 0");
        assert_eq!(
            cell(&text, "dbr_excluded"),
            "Not the UK, 12; Wrong setting (hospital / GP), 8"
        );
    }

    #[test]
    fn an_empty_review_hides_the_other_arm_and_excludes_nothing() {
        let text = write(
            &Flow::tally(Counts::default()).expect("empty adds up"),
            Options::default(),
        );
        for name in [
            "website_results",
            "organisation_results",
            "citations_results",
        ] {
            assert_eq!(cell(&text, name), "");
        }
        assert_eq!(cell(&text, "dbr_excluded"), "0");
        assert_eq!(cell(&text, "records_screened"), "0");
    }

    #[test]
    fn what_is_kept_back_is_left_empty() {
        let veil = Veil {
            title_abstract: true,
            full_text: true,
        };
        let text = write(&example::running().behind(veil), Options::default());
        for name in [
            "records_excluded",
            "dbr_excluded",
            "other_excluded",
            "new_studies",
            "new_reports",
        ] {
            assert_eq!(cell(&text, name), "");
        }
        assert_eq!(cell(&text, "records_screened"), "1000");
    }

    #[test]
    fn a_text_never_breaks_its_list() {
        assert_eq!(plain("a,b; \"c\"\n'd'"), "a / b / ”c” ’d’");
        let reason = Reason {
            key: String::new(),
            label: String::new(),
            n: 1,
        };
        assert_eq!(item(&reason.label, reason.n), ", 1");
    }
}
