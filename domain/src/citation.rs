//! What one entry of an import file says about a bibliographic item.

use serde::{Deserialize, Serialize};

/// The fields of one entry as an import file gives them, cleaned of markup and spacing but not
/// corrected. A hit carries one; the data shown for a record come from the citations of its hits.
///
/// Text is plain: entities are decoded once, `<i>`, `<sub>` and `<sup>` stay as literal marks and
/// are never trusted as HTML. An empty field is `None` or an empty list, never an empty string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Citation {
    /// The kind of item in the words of RIS (`JOUR`, `BOOK`, `RPRT`, `CPAPER`, ...); `None` if the
    /// file does not say.
    pub kind: Option<String>,
    /// The title, with a subtitle after `: ` where the format keeps it apart.
    pub title: Option<String>,
    /// The abstract; paragraphs are separated by one line feed.
    pub abstract_text: Option<String>,
    /// Authors in the order of the file, each `Family, Given` or as printed.
    pub authors: Vec<String>,
    /// The year of publication, 1000 to 2999; `None` if no such number is in the date field.
    pub year: Option<u16>,
    /// The date as printed (`1988//`, `2011 Mar-Apr`, `n.d.`).
    pub date: Option<String>,
    /// Journal, book or series that contains the item.
    pub journal: Option<String>,
    /// Volume as printed.
    pub volume: Option<String>,
    /// Issue as printed.
    pub issue: Option<String>,
    /// Pages as `first-last`, a single page, or an article number.
    pub pages: Option<String>,
    /// The DOI, lower case, without resolver or label: `10.1000/xyz`.
    pub doi: Option<String>,
    /// The PubMed number: digits only.
    pub pmid: Option<String>,
    /// Links, in the order of the file.
    pub urls: Vec<String>,
    /// Keywords and subject headings, in the order of the file.
    pub keywords: Vec<String>,
    /// The language as printed.
    pub language: Option<String>,
    /// ISSN and ISBN as printed, several with `; ` between them.
    pub issn: Option<String>,
    /// Publisher as printed.
    pub publisher: Option<String>,
    /// The number the database gives the entry (accession number).
    pub accession: Option<String>,
    /// The database the entry itself names (`DB`, `DP` of RIS), which may differ from the source
    /// a librarian chose for the file.
    pub database: Option<String>,
}

impl Citation {
    /// This citation, with what it lacks taken from another hit of the same record. What both have
    /// stays as the first has it.
    #[must_use]
    pub fn filled_from(mut self, other: &Self) -> Self {
        fn fill<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>) {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        }
        fn fill_list(mine: &mut Vec<String>, theirs: &[String]) {
            if mine.is_empty() {
                *mine = theirs.to_vec();
            }
        }
        fill(&mut self.kind, &other.kind);
        fill(&mut self.title, &other.title);
        fill(&mut self.abstract_text, &other.abstract_text);
        fill_list(&mut self.authors, &other.authors);
        fill(&mut self.year, &other.year);
        fill(&mut self.date, &other.date);
        fill(&mut self.journal, &other.journal);
        fill(&mut self.volume, &other.volume);
        fill(&mut self.issue, &other.issue);
        fill(&mut self.pages, &other.pages);
        fill(&mut self.doi, &other.doi);
        fill(&mut self.pmid, &other.pmid);
        fill_list(&mut self.urls, &other.urls);
        fill_list(&mut self.keywords, &other.keywords);
        fill(&mut self.language, &other.language);
        fill(&mut self.issn, &other.issn);
        fill(&mut self.publisher, &other.publisher);
        fill(&mut self.accession, &other.accession);
        fill(&mut self.database, &other.database);
        self
    }
}

impl Citation {
    /// This citation without what could sway a reader: authors, journal, year and what names them.
    #[must_use]
    pub fn without_origin(self) -> Self {
        Self {
            kind: self.kind,
            title: self.title,
            abstract_text: self.abstract_text,
            keywords: self.keywords,
            language: self.language,
            ..Self::default()
        }
    }
}
