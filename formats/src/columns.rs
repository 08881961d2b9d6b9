//! What the columns of a table mean, from their names.

/// What a column of a table can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Id,
    Kind,
    Title,
    Abstract,
    Authors,
    Year,
    Date,
    Journal,
    Volume,
    Issue,
    Pages,
    FirstPage,
    LastPage,
    Doi,
    Pmid,
    Url,
    Keywords,
    Language,
    Issn,
    Publisher,
    Accession,
    Database,
}

use Column::*;

/// A name that a table has only where it has none of the better ones.
const LAST_RESORT: u8 = 9;

/// Column names in lower case with letters and digits only, what they mean, and how well: of several
/// columns with one meaning, the one with the lowest number is looked at first. Sources: exports of
/// PubMed, Scopus, Embase, Web of Science, CINAHL, Cochrane, OpenAlex, Lens, Springer, IEEE, Google
/// Scholar, Zotero, RefWorks, Rayyan, Covidence, Abstrackr, ASReview and bib-dedupe.
const NAMES: &[(&str, Column, u8)] = &[
    ("recordid", Id, 0),
    ("id", Id, 1),
    ("refid", Id, 2),
    ("referenceid", Id, 2),
    ("internalid", Id, 3),
    ("key", Id, 4),
    ("citationkey", Id, 4),
    ("type", Kind, 2),
    ("itemtype", Kind, 0),
    ("referencetype", Kind, 0),
    ("documenttype", Kind, 1),
    ("publicationtype", Kind, 1),
    ("contenttype", Kind, 1),
    ("doctype", Kind, 1),
    ("entrytype", Kind, 1),
    ("category", Kind, LAST_RESORT),
    ("articletitle", Title, 0),
    ("title", Title, 1),
    ("itemtitle", Title, 1),
    ("documenttitle", Title, 1),
    ("primarytitle", Title, 1),
    ("titleprimary", Title, 1),
    ("papertitle", Title, 1),
    ("ti", Title, 2),
    ("displayname", Title, 3),
    ("originaltitle", Title, 4),
    ("titel", Title, 5),
    ("titre", Title, 5),
    ("titulo", Title, 5),
    ("abstract", Abstract, 0),
    ("abstractnote", Abstract, 1),
    ("abstracttext", Abstract, 1),
    ("notesabstract", Abstract, 2),
    ("ab", Abstract, 2),
    ("authors", Authors, 1),
    ("author", Authors, 1),
    ("authorfullnames", Authors, 0),
    ("authornames", Authors, 1),
    ("authorsprimary", Authors, 1),
    ("primaryauthors", Authors, 1),
    ("authorshipsrawauthorname", Authors, 2),
    ("authorshipsauthordisplayname", Authors, 1),
    ("au", Authors, 2),
    ("firstauthor", Authors, LAST_RESORT),
    ("autoren", Authors, 3),
    ("auteurs", Authors, 3),
    ("autores", Authors, 3),
    ("year", Year, 0),
    ("publicationyear", Year, 0),
    ("publishedyear", Year, 0),
    ("pubyear", Year, 0),
    ("py", Year, 1),
    ("jahr", Year, 1),
    ("annee", Year, 1),
    ("publicationdate", Date, 0),
    ("datepublished", Date, 0),
    ("dateofpublication", Date, 0),
    ("publisheddate", Date, 0),
    ("date", Date, 1),
    ("sourcetitle", Journal, 0),
    ("journal", Journal, 0),
    ("journaltitle", Journal, 0),
    ("journalname", Journal, 0),
    ("journalbook", Journal, 0),
    ("publicationtitle", Journal, 0),
    ("publicationname", Journal, 0),
    ("periodicalfull", Journal, 0),
    ("periodical", Journal, 1),
    ("primarylocationsourcedisplayname", Journal, 1),
    ("secondarytitle", Journal, 2),
    ("titlesecondary", Journal, 2),
    ("booktitle", Journal, 2),
    ("journalabbreviation", Journal, 3),
    ("abbreviatedsourcetitle", Journal, 3),
    ("periodicalabbrev", Journal, 3),
    ("bookseriestitle", Journal, 4),
    ("publication", Journal, LAST_RESORT),
    ("source", Journal, LAST_RESORT),
    ("zeitschrift", Journal, 4),
    ("revue", Journal, 4),
    ("revista", Journal, 4),
    ("volume", Volume, 0),
    ("journalvolume", Volume, 0),
    ("bibliovolume", Volume, 0),
    ("vol", Volume, 1),
    ("issue", Issue, 0),
    ("issuenumber", Issue, 0),
    ("journalissue", Issue, 0),
    ("biblioissue", Issue, 0),
    ("number", Issue, 1),
    ("pages", Pages, 0),
    ("page", Pages, 1),
    ("pagerange", Pages, 1),
    ("firstpage", FirstPage, 0),
    ("startpage", FirstPage, 0),
    ("pagestart", FirstPage, 0),
    ("beginpage", FirstPage, 0),
    ("bibliofirstpage", FirstPage, 0),
    ("artno", FirstPage, 1),
    ("articlenumber", FirstPage, 1),
    ("lastpage", LastPage, 0),
    ("endpage", LastPage, 0),
    ("pageend", LastPage, 0),
    ("bibliolastpage", LastPage, 0),
    ("otherpages", LastPage, 1),
    ("doi", Doi, 0),
    ("itemdoi", Doi, 0),
    ("doilink", Doi, 1),
    ("idsdoi", Doi, 2),
    ("pmid", Pmid, 0),
    ("pubmedid", Pmid, 0),
    ("medlinepmid", Pmid, 0),
    ("idspmid", Pmid, 1),
    ("url", Url, 0),
    ("urls", Url, 0),
    ("link", Url, 0),
    ("links", Url, 1),
    ("plink", Url, 0),
    ("externalurl", Url, 1),
    ("primarylocationlandingpageurl", Url, 1),
    ("fulltextlink", Url, 1),
    ("embaselink", Url, 1),
    ("linkattachments", Url, 2),
    ("sourceurls", Url, 2),
    ("keywords", Keywords, 0),
    ("keyword", Keywords, 0),
    ("authorkeywords", Keywords, 0),
    ("indexkeywords", Keywords, 1),
    ("keywordsplus", Keywords, 1),
    ("meshterms", Keywords, 1),
    ("subjects", Keywords, 1),
    ("manualtags", Keywords, 1),
    ("automatictags", Keywords, 1),
    ("emtreedrugindextermsmajorfocus", Keywords, 1),
    ("emtreedrugindexterms", Keywords, 1),
    ("emtreemedicalindextermsmajorfocus", Keywords, 1),
    ("emtreemedicalindexterms", Keywords, 1),
    ("keywordsdisplayname", Keywords, 1),
    ("language", Language, 0),
    ("languageoforiginaldocument", Language, 0),
    ("articlelanguage", Language, 0),
    ("issn", Issn, 0),
    ("issns", Issn, 0),
    ("issnisbn", Issn, 0),
    ("isbnissn", Issn, 0),
    ("isbn", Issn, 1),
    ("primarylocationsourceissn", Issn, 1),
    ("publisher", Publisher, 0),
    ("bookpublisher", Publisher, 1),
    ("primarylocationsourcehostorganizationname", Publisher, 2),
    ("accession", Accession, 0),
    ("accessionnumber", Accession, 0),
    ("centralid", Accession, 0),
    ("eid", Accession, 1),
    ("pui", Accession, 1),
    ("lensid", Accession, 1),
    ("utuniquewosid", Accession, 1),
    ("sourcedb", Database, 0),
    ("database", Database, 0),
    ("databasename", Database, 0),
    ("archive", Database, 1),
    ("subfiledatabase", Database, 1),
];

/// The columns of a table by what they hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// Meaning, rank and place of each column that is understood, best rank first.
    known: Vec<(Column, u8, usize)>,
    pub width: usize,
}

impl Columns {
    /// Guesses what columns hold from a row of names.
    pub(crate) fn guess<'n>(names: impl Iterator<Item = &'n [u8]>) -> Self {
        let mut columns = Self::default();
        for (place, name) in names.enumerate() {
            columns.width = place + 1;
            let bare = bare(name);
            if let Some((_, column, rank)) = NAMES.iter().find(|(known, ..)| *known == bare) {
                columns.known.push((*column, *rank, place));
            }
        }
        let better: Vec<Column> = columns
            .known
            .iter()
            .filter(|(_, rank, _)| *rank < LAST_RESORT)
            .map(|k| k.0)
            .collect();
        columns
            .known
            .retain(|(column, rank, _)| *rank < LAST_RESORT || !better.contains(column));
        columns
            .known
            .sort_by_key(|(_, rank, place)| (*rank, *place));
        columns
    }

    /// How many columns are understood.
    pub(crate) fn understood(&self) -> usize {
        self.known.len()
    }

    /// Whether references can be read: each needs a title or a DOI.
    pub(crate) fn suffice(&self) -> bool {
        self.known
            .iter()
            .any(|(column, ..)| matches!(column, Title | Doi))
    }

    /// The places of the columns with one meaning, the best first.
    pub(crate) fn of(&self, column: Column) -> impl Iterator<Item = usize> {
        self.known
            .iter()
            .filter(move |(known, ..)| *known == column)
            .map(|(.., place)| *place)
    }

    pub(crate) fn uses(&self, place: usize) -> bool {
        self.known.iter().any(|(.., known)| *known == place)
    }
}

/// A name in lower case with its letters and digits only.
fn bare(name: &[u8]) -> String {
    let name = name.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(name);
    name.iter()
        .filter(|b| b.is_ascii_alphanumeric())
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(names: &[&str]) -> Columns {
        Columns::guess(names.iter().map(|name| name.as_bytes()))
    }

    #[test]
    fn usual_names_are_understood() {
        let columns = guess(&[
            "Author(s)",
            "Article Title",
            "ISSN/ISBN",
            "Journal/Book",
            "Page start",
            "Foo",
        ]);
        assert_eq!(columns.of(Authors).next(), Some(0));
        assert_eq!(columns.of(Title).next(), Some(1));
        assert_eq!(columns.of(Issn).next(), Some(2));
        assert_eq!(columns.of(Journal).next(), Some(3));
        assert_eq!(columns.of(FirstPage).next(), Some(4));
        assert!(!columns.uses(5));
    }

    #[test]
    fn better_names_come_first_and_poor_ones_only_alone() {
        let columns = guess(&["Source", "Title", "Source title", "Article Title"]);
        assert_eq!(columns.of(Title).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(columns.of(Journal).collect::<Vec<_>>(), [2]);
        assert_eq!(
            guess(&["Source", "Title"]).of(Journal).collect::<Vec<_>>(),
            [0]
        );
    }

    #[test]
    fn a_table_needs_title_or_doi() {
        assert!(guess(&["DOI"]).suffice());
        assert!(!guess(&["Authors", "Year"]).suffice());
    }
}
