//! RIS, from the fields of an entry to a citation.

use std::slice;

use domain::citation::Citation;

use crate::{
    WarningKind, dates, doi,
    fields::{Field, Fields, Notice, Tag},
    issn, kind, links, names, pages, pmid,
    source::Source,
    text,
};

const fn tags<const N: usize>(names: [&[u8; 2]; N]) -> [Tag; N] {
    let mut tags = [Tag::of(b"TY"); N];
    let mut at = 0;
    while at < N {
        tags[at] = Tag::of(names[at]);
        at += 1;
    }
    tags
}

const TITLE: [Tag; 2] = tags([b"TI", b"T1"]);
const OTHER_TITLE: [Tag; 3] = tags([b"BT", b"TT", b"CT"]);
const JOURNAL: [Tag; 8] = tags([b"JF", b"T2", b"JO", b"BT", b"JA", b"J2", b"J1", b"T3"]);
const AUTHOR: [Tag; 2] = tags([b"AU", b"A1"]);
const EDITOR: [Tag; 2] = tags([b"ED", b"A2"]);
const YEAR: [Tag; 4] = tags([b"PY", b"DA", b"Y1", b"YR"]);
const DATABASE: [Tag; 2] = tags([b"DB", b"DP"]);
const ISSN: [Tag; 1] = tags([b"SN"]);
const LINK: [Tag; 6] = tags([b"UR", b"L1", b"L2", b"L3", b"L4", b"LK"]);
const MAY_HOLD_DOI: [Tag; 6] = tags([b"M3", b"L3", b"UR", b"L2", b"LK", b"N1"]);
const MAY_HOLD_PMID: [Tag; 17] = tags([
    b"AN", b"ID", b"U1", b"U2", b"U3", b"U4", b"U5", b"C1", b"C2", b"C3", b"C4", b"C5", b"C6",
    b"C7", b"C8", b"N1", b"UR",
]);

pub(super) fn citation(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> Citation {
    let line = |tags: &[Tag]| fields.line(tags, source);
    let mut citation = Citation {
        kind: fields
            .first(&tags([b"TY"]))
            .and_then(|f| kind::from_word(&Fields::value(f, source))),
        title: title(fields, source, notices),
        abstract_text: abstract_text(fields, source),
        authors: authors(fields, source),
        volume: line(&tags([b"VL", b"VO"])),
        issue: line(&tags([b"IS", b"IP"])),
        pages: pages::range(
            line(&tags([b"SP", b"C7", b"PG", b"AR"])).as_deref(),
            line(&tags([b"EP"])).as_deref(),
        ),
        urls: urls(fields, source),
        keywords: keywords(fields, source),
        language: line(&tags([b"LA", b"LG"])),
        issn: issn::join(values(fields, source, &ISSN)),
        publisher: line(&tags([b"PB", b"PU"])),
        accession: accession(fields, source),
        database: database(fields, source),
        ..Citation::default()
    };
    citation.journal = journal(fields, source, citation.title.as_deref());
    (citation.year, citation.date) = date(fields, source, notices);
    citation.doi = find_doi(fields, source, notices);
    citation.pmid = find_pmid(fields, source, &citation);
    citation
}

fn values<'f>(
    fields: &'f Fields,
    source: &'f Source<'_>,
    tags: &'f [Tag],
) -> impl Iterator<Item = std::borrow::Cow<'f, str>> {
    fields.all(tags).map(|field| Fields::value(field, source))
}

fn title(fields: &Fields, source: &Source<'_>, notices: &mut Vec<Notice>) -> Option<String> {
    let title = fields.line(&TITLE, source);
    if let Some(first) = &title {
        let differs = |field: &&Field| {
            text::line(&Fields::value(field, source)).is_some_and(|other| other != *first)
        };
        let main = fields.first(&TITLE).map(|field| field.tag);
        let second = fields
            .all(&TITLE)
            .filter(|f| Some(f.tag) == main)
            .find(differs);
        notices.extend(second.map(|field| Notice::about(field, WarningKind::SecondTitle)));
    }
    title.or_else(|| fields.line(&OTHER_TITLE, source))
}

fn journal(fields: &Fields, source: &Source<'_>, title: Option<&str>) -> Option<String> {
    let journal = fields.line(&JOURNAL, source)?;
    // A book that has only `BT` is not contained in itself.
    let has_title = fields.first(&TITLE).is_some();
    (has_title || title != Some(journal.as_str())).then_some(journal)
}

fn abstract_text(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let joined = |tag: &[u8; 2]| {
        let paragraphs: Vec<String> = values(fields, source, &[Tag::of(tag)])
            .filter_map(|value| text::paragraphs(&text::unwrap_lines(&value)))
            .collect();
        (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
    };
    match (joined(b"AB"), joined(b"N2")) {
        (Some(ab), Some(n2)) if n2.contains(&ab) => Some(n2),
        (Some(ab), Some(n2)) if !ab.contains(&n2) => Some(format!("{ab}\n{n2}")),
        (ab, n2) => ab.or(n2),
    }
}

fn authors(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let of = |tags: &[Tag]| -> Vec<String> {
        let mut names = Vec::new();
        values(fields, source, tags).for_each(|value| names::in_field(&value, &mut names));
        names
    };
    let authors = of(&AUTHOR);
    if authors.is_empty() {
        of(&EDITOR)
    } else {
        authors
    }
}

fn keywords(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let mut keywords = Vec::new();
    for value in values(fields, source, &tags([b"KW", b"DE"])) {
        text::items(&value, &mut keywords);
    }
    keywords
}

fn database(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let field = fields.first(&DATABASE)?;
    text::each_line(&Fields::value(field, source)).find_map(text::line)
}

fn urls(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let mut urls: Vec<String> = Vec::new();
    for field in fields.all(&LINK) {
        let main = field.tag == Tag::of(b"UR");
        for url in links::all(&Fields::value(field, source)) {
            if (main || links::is_address(&url)) && !urls.contains(&url) {
                urls.push(url);
            }
        }
    }
    urls
}

fn date(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> (Option<u16>, Option<String>) {
    let says_something =
        |field: &&&Field| Fields::value(field, source).contains(char::is_alphanumeric);
    let has_year = |field: &&&Field| dates::year(&Fields::value(field, source)).is_some();
    let dates: Vec<&Field> = YEAR
        .iter()
        .flat_map(|tag| fields.all(slice::from_ref(tag)))
        .collect();
    let Some(field) = dates.iter().find(has_year) else {
        let printed = dates.iter().find(says_something);
        notices.extend(printed.map(|f| Notice::about(f, WarningKind::YearNotUnderstood)));
        return (
            None,
            printed.and_then(|f| text::line(&Fields::value(f, source))),
        );
    };
    let main = Fields::value(field, source);
    let mut date = main.trim().to_owned();
    for other in values(fields, source, &tags([b"DA", b"Y1"])) {
        date = dates::fullest(&date, &other);
    }
    (dates::year(&main), text::line(&date))
}

fn find_doi(fields: &Fields, source: &Source<'_>, notices: &mut Vec<Notice>) -> Option<String> {
    let read = |field: &Field| doi::parse(&text::line(&Fields::value(field, source))?);
    let meant = tags([b"DO", b"DI"]);
    let found = fields.all(&meant).find_map(read);
    if found.is_none() {
        let odd = fields.first(&meant);
        notices.extend(odd.map(|field| Notice::about(field, WarningKind::DoiNotUnderstood)));
    }
    found.or_else(|| {
        values(fields, source, &MAY_HOLD_DOI).find_map(|value| doi::at_start(&text::line(&value)?))
    })
}

fn find_pmid(fields: &Fields, source: &Source<'_>, citation: &Citation) -> Option<String> {
    let line = |tag: &[u8]| fields.line(&[Tag::of(tag)], source);
    let labelled =
        line(b"PMID").and_then(|value| pmid::digits(&value).or_else(|| pmid::marked(&value)));
    if labelled.is_some() {
        return labelled;
    }
    let marked = values(fields, source, &MAY_HOLD_PMID).find_map(|value| pmid::marked(&value));
    if marked.is_some() {
        return marked;
    }
    // The places where Scopus and Embase.com put the PubMed number.
    let own = if names_database(fields, source, "scopus") {
        line(b"C2")
    } else if names_database(fields, source, "embase") {
        line(b"C5")
    } else if is_medline(fields, source) {
        citation.accession.clone()
    } else {
        None
    };
    own.and_then(|value| pmid::digits(&value))
        .or_else(|| citation.urls.iter().find_map(|url| pmid::in_ovid_link(url)))
}

fn names_database(fields: &Fields, source: &Source<'_>, name: &str) -> bool {
    values(fields, source, &DATABASE).any(|value| value.to_ascii_lowercase().contains(name))
}

/// Whether all databases an entry names give PubMed numbers; its provider, if it names none.
fn is_medline(fields: &Fields, source: &Source<'_>) -> bool {
    let Some(first) = fields.first(&DATABASE) else {
        return false;
    };
    fields
        .all(&[first.tag])
        .all(|field| text::each_line(&Fields::value(field, source)).all(pmid::is_medline))
}

/// The accession number: `AN`, or `ID` where it is not the number of a personal library, which
/// reference managers write there, or what Embase.com writes as `U2`.
fn accession(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let line = |tag: &[u8]| fields.line(&[Tag::of(tag)], source);
    let personal = |id: &String| id.len() < 6 && id.bytes().all(|b| b.is_ascii_digit());
    line(b"AN")
        .or_else(|| line(b"ID").filter(|id| !personal(id)))
        .or_else(|| line(b"UT"))
        .or_else(|| line(b"U2").filter(|_| names_database(fields, source, "embase")))
}
