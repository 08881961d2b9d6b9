//! The tagged export of Web of Science, from the fields of an entry to a citation.

use domain::citation::Citation;

use crate::{
    WarningKind, dates, doi,
    fields::{Fields, Notice, Tag},
    issn, kind, names, pages, pmid,
    source::Source,
    text,
};

pub(super) fn citation(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> Citation {
    let line = |names: &[&[u8; 2]]| {
        names
            .iter()
            .find_map(|n| fields.line(&[Tag::of(*n)], source))
    };
    let (year, date) = date(fields, source, notices);
    let title = line(&[b"TI"]);
    let accession = line(&[b"UT", b"AN"]);
    Citation {
        kind: kind(fields, source),
        abstract_text: line(&[b"AB"]),
        authors: authors(fields, source),
        year,
        date,
        // The other databases repeat the title of a whole book as its source.
        journal: line(&[b"SO", b"SE", b"JI", b"J9"]).filter(|s| !is_same(s, title.as_deref())),
        volume: line(&[b"VL"]),
        issue: line(&[b"IS"]),
        pages: pages::range(line(&[b"BP"]).as_deref(), line(&[b"EP"]).as_deref())
            .or_else(|| pages::range(line(&[b"AR", b"PS"]).as_deref(), None)),
        doi: line(&[b"DI"]).and_then(|value| doi::parse(&value)),
        pmid: line(&[b"PM"])
            .and_then(|value| pmid::digits(&value))
            .or_else(|| pmid::marked(accession.as_deref()?)),
        keywords: keywords(fields, source),
        language: line(&[b"LA"]),
        issn: issn::join(values(fields, source, &[b"SN", b"EI", b"BN"])),
        publisher: line(&[b"PU"]),
        accession,
        title,
        ..Citation::default()
    }
}

fn values<'f>(
    fields: &'f Fields,
    source: &'f Source<'_>,
    names: &'f [&'f [u8; 2]],
) -> impl Iterator<Item = std::borrow::Cow<'f, str>> {
    let of = |name: &&[u8; 2]| Tag::of(*name);
    names
        .iter()
        .filter_map(move |n| fields.first(&[of(n)]))
        .map(|f| Fields::value(f, source))
}

fn is_same(source_title: &str, title: Option<&str>) -> bool {
    let bare = |text: &str| text.trim_end_matches('.').to_lowercase();
    title.is_some_and(|title| bare(title) == bare(source_title))
}

/// Full names where there is one for each author, else short ones; groups behind them; editors where
/// nobody else is named. Each name has its line.
fn authors(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let of = |name: &[u8; 2]| -> Vec<String> {
        let Some(field) = fields.first(&[Tag::of(name)]) else {
            return Vec::new();
        };
        let value = Fields::value(field, source);
        let mut names = Vec::new();
        text::each_line(&value).for_each(|line| names::in_field(line, &mut names));
        names.into_iter().map(without_address).collect()
    };
    let (short, full) = (of(b"AU"), of(b"AF"));
    let mut authors = if full.len() >= short.len() {
        full
    } else {
        short
    };
    authors.extend(of(b"CA"));
    if authors.is_empty() {
        authors = [b"BE", b"ED", b"BA"]
            .into_iter()
            .map(of)
            .find(|n| !n.is_empty())
            .unwrap_or_default();
    }
    authors
}

/// A name without the e-mail address that Zoological Record and BIOSIS put behind it.
fn without_address(name: String) -> String {
    match name.split_once(" (") {
        Some((bare, rest)) if rest.contains('@') => bare.to_owned(),
        _ => name,
    }
}

fn keywords(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let mut keywords: Vec<String> = Vec::new();
    for value in values(fields, source, &[b"DE", b"ID", b"MH"]) {
        for keyword in text::split_list(&value, ';')
            .into_iter()
            .filter_map(text::line)
        {
            if !keywords.contains(&keyword) {
                keywords.push(keyword);
            }
        }
    }
    keywords
}

fn date(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> (Option<u16>, Option<String>) {
    let line = |name: &[u8; 2]| fields.line(&[Tag::of(name)], source);
    let (printed, day) = (line(b"PY"), line(b"PD"));
    let date = match (&printed, &day) {
        (Some(printed), Some(day)) => Some(dates::fullest(printed, day)),
        _ => printed.clone().or_else(|| day.clone()),
    };
    let year = [printed, day]
        .iter()
        .flatten()
        .find_map(|date| dates::year(date));
    if year.is_none() {
        let field = fields.first(&[Tag::of(b"PY"), Tag::of(b"PD")]);
        notices.extend(field.map(|field| Notice::about(field, WarningKind::YearNotUnderstood)));
    }
    (year, date)
}

/// `PT` says journal, book, series, patent; `DT` says more about what stands in a book or series.
fn kind(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let line = |name: &[u8; 2]| fields.line(&[Tag::of(name)], source);
    let printed = line(b"PT")?;
    let document = line(b"DT").unwrap_or_default();
    let kind = match (printed.as_str(), document.as_str()) {
        ("J", _) => "JOUR",
        ("P", _) => "PAT",
        ("C", _) => "CPAPER",
        (_, document) if document.contains("Proceedings Paper") => "CPAPER",
        (_, document) if document.contains("Book Chapter") => "CHAP",
        ("S", _) => "CHAP",
        ("B", _) if fields.has(Tag::of(b"CT")) => "CPAPER",
        ("B", _) if fields.has(Tag::of(b"BP")) => "CHAP",
        ("B", _) => "BOOK",
        (other, _) => {
            return kind::from_word(other)
                .map(|word| if word.len() < 4 { "GEN".into() } else { word });
        }
    };
    Some(kind.to_owned())
}
