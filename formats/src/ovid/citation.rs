//! Ovid's tagged export, from the fields of an entry to a citation.

use domain::citation::Citation;

use super::origin::{self, Origin};
use crate::{
    WarningKind, dates, doi,
    fields::{Fields, Notice, Tag},
    issn, kind, links, names, pages, pmid,
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
    let origin = line(&[b"SO"])
        .map(|sentence| origin::parse(&sentence))
        .unwrap_or_default();
    let (year, date) = date(fields, source, notices);
    let database = line(&[b"DB"]);
    let accession = line(&[b"AN", b"UI"]).map(|number| number.trim_end_matches('.').to_owned());
    let Origin {
        journal,
        volume,
        issue,
        pages,
    } = origin;
    Citation {
        kind: kind(fields, source),
        title: line(&[b"TI"]).as_deref().map(without_label),
        abstract_text: paragraphs(fields, source),
        authors: authors(fields, source),
        year,
        date,
        journal: line(&[b"JN", b"BT", b"JT"]).or(journal),
        volume: line(&[b"VO", b"VL"]).or(volume),
        issue: line(&[b"IP"]).or(issue),
        pages: pages::range(line(&[b"PG"]).or(pages).as_deref(), None),
        doi: values(fields, source, &[b"DO", b"DI"]).find_map(|value| doi::parse(&value)),
        pmid: line(&[b"PM"])
            .and_then(|value| pmid::digits(&value))
            .or_else(|| {
                let medline = database.as_deref().is_some_and(pmid::is_medline);
                accession
                    .as_deref()
                    .filter(|_| medline)
                    .and_then(pmid::digits)
            }),
        urls: values(fields, source, &[b"UR", b"XL", b"LK"])
            .flat_map(|value| links::all(&value))
            .filter(|url| links::is_address(url))
            .collect(),
        keywords: keywords(fields, source),
        language: line(&[b"LG", b"LA"]).map(|word| word.trim_end_matches('.').to_owned()),
        issn: issn::join(values(fields, source, &[b"IS", b"IB"])),
        publisher: line(&[b"PB", b"PU"]),
        accession,
        database,
    }
}

fn values<'f>(
    fields: &'f Fields,
    source: &'f Source<'_>,
    names: &'f [&'f [u8; 2]],
) -> impl Iterator<Item = std::borrow::Cow<'f, str>> {
    fields
        .iter()
        .filter(move |f| !f.is_blank() && names.iter().any(|name| f.tag == Tag::of(*name)))
        .map(|f| Fields::value(f, source))
}

/// A title without the type of the article or the remark that Ovid puts behind it in brackets.
fn without_label(title: &str) -> String {
    const LABELS: [&str; 10] = [
        "Article",
        "Miscellaneous",
        "References",
        "Review",
        "Letter",
        "Editorial",
        "Report",
        "Abstract",
        "Erratum",
        "Comment",
    ];
    let bare = title.trim_end_matches('.');
    match bare
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once(" ["))
    {
        Some((before, label)) if LABELS.contains(&label) => before.trim_end().to_owned(),
        _ => title.to_owned(),
    }
}

fn paragraphs(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let paragraphs: Vec<String> = values(fields, source, &[b"AB"])
        .filter_map(|value| text::line(&value))
        .collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

/// One author on each line; editors, where nobody else is named, with semicolons.
fn authors(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let authors: Vec<String> = values(fields, source, &[b"AU"])
        .filter_map(|v| names::one(&without_notes(&v)))
        .collect();
    if !authors.is_empty() {
        return authors;
    }
    let mut editors = Vec::new();
    values(fields, source, &[b"ED"]).for_each(|value| names::in_field(&value, &mut editors));
    editors.iter().map(|name| without_notes(name)).collect()
}

/// A name without what Ovid puts behind it: the role in brackets, the marks of addresses (`1,2,+`),
/// degrees.
fn without_notes(name: &str) -> String {
    const DEGREES: [&str; 16] = [
        "MD", "M.D.", "PhD", "Ph.D.", "PHD", "MPH", "MSc", "MS", "BSc", "BS", "MA", "RN", "DO",
        "FACSM", "DrPH", "MBBS",
    ];
    let note = |word: &str| {
        let mark = word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '+' | '*' | '#'));
        mark || DEGREES.contains(&word.trim_end_matches(','))
    };
    let name = name.split(" [").next().unwrap_or(name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 2 && words.last().is_some_and(|word| note(word)) {
        words.pop();
    }
    words.join(" ")
}

fn keywords(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let mut keywords = Vec::new();
    for value in values(fields, source, &[b"KW", b"MH", b"SH", b"DE"]) {
        keywords.extend(
            text::split_list(&value, ';')
                .into_iter()
                .filter_map(text::line),
        );
    }
    keywords
}

fn date(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> (Option<u16>, Option<String>) {
    let line = |name: &[u8; 2]| fields.line(&[Tag::of(name)], source);
    let (printed, day, sentence) = (line(b"YR"), line(b"DP"), line(b"SO"));
    let year = [&printed, &day, &sentence]
        .into_iter()
        .flatten()
        .find_map(|date| dates::year(date));
    let date = match (&printed, &day) {
        (Some(printed), Some(day)) => Some(dates::fullest(printed, day)),
        _ => printed
            .or(day)
            .or_else(|| year.map(|year| year.to_string())),
    };
    if year.is_none() {
        let field = fields.first(&[Tag::of(b"YR"), Tag::of(b"DP")]);
        notices.extend(field.map(|field| Notice::about(field, WarningKind::YearNotUnderstood)));
    }
    (year, date)
}

/// The first document or publication type with a meaning in RIS.
fn kind(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let mut other = None;
    for value in values(fields, source, &[b"DT", b"PT"]) {
        for word in value.split(['.', ';']).filter_map(text::line) {
            match kind::from_word(&word) {
                Some(kind) if kind != "GEN" => return Some(kind),
                kind => other = other.or(kind),
            }
        }
    }
    if fields.has(Tag::of(b"IS")) {
        Some("JOUR".to_owned())
    } else {
        other
    }
}
