//! Refer, from the fields of an entry to a citation.

use domain::citation::Citation;

use super::named;
use crate::{
    WarningKind, dates, doi,
    fields::{Fields, Notice},
    issn, kind, links, names, pages,
    source::Source,
    text,
};

pub(super) fn citation(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> Citation {
    let line = |letters: &[u8]| {
        letters
            .iter()
            .find_map(|l| fields.line(&[named(*l)], source))
    };
    let (year, date) = date(fields, source, notices);
    let title = line(b"T");
    Citation {
        kind: line(b"0").and_then(|word| kind::from_word(&word)),
        abstract_text: paragraphs(fields, source),
        authors: authors(fields, source),
        year,
        date,
        journal: line(b"JBS"),
        volume: line(b"V"),
        issue: line(b"N"),
        pages: pages::range(line(b"P").as_deref(), None),
        doi: values(fields, source, b'R').find_map(|value| doi::parse(&value)),
        urls: values(fields, source, b'U')
            .flat_map(|value| links::all(&value))
            .collect(),
        keywords: keywords(fields, source),
        language: line(b"G"),
        issn: issn::join(values(fields, source, b'@')),
        publisher: line(b"I"),
        accession: line(b"M"),
        database: line(b"~W"),
        title,
        ..Citation::default()
    }
}

fn values<'f>(
    fields: &'f Fields,
    source: &'f Source<'_>,
    letter: u8,
) -> impl Iterator<Item = std::borrow::Cow<'f, str>> {
    fields
        .iter()
        .filter(move |f| f.tag == named(letter))
        .map(|f| Fields::value(f, source))
}

fn paragraphs(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let paragraphs: Vec<String> = values(fields, source, b'X')
        .filter_map(|value| text::paragraphs(&text::unwrap_lines(&value)))
        .collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

fn authors(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let of = |letter: u8| -> Vec<String> {
        let mut names = Vec::new();
        values(fields, source, letter).for_each(|value| names::in_field(&value, &mut names));
        names
    };
    let authors = of(b'A');
    if authors.is_empty() {
        of(b'E')
    } else {
        authors
    }
}

fn keywords(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let mut keywords = Vec::new();
    for value in values(fields, source, b'K') {
        text::items(&value, &mut keywords);
    }
    keywords
}

fn date(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> (Option<u16>, Option<String>) {
    let line = |letter: u8| fields.line(&[named(letter)], source);
    let (printed, day) = (line(b'D'), line(b'8'));
    let year = [&printed, &day]
        .into_iter()
        .flatten()
        .find_map(|date| dates::year(date));
    let date = match (&printed, &day) {
        (Some(printed), Some(day)) => Some(dates::fullest(printed, day)),
        _ => printed.or(day),
    };
    if year.is_none() {
        let field = fields.first(&[named(b'D'), named(b'8')]);
        notices.extend(field.map(|field| Notice::about(field, WarningKind::YearNotUnderstood)));
    }
    (year, date)
}
