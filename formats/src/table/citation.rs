//! A row of a table as a citation.

use std::borrow::Cow;

use domain::citation::Citation;

use crate::{
    WarningKind,
    columns::{Column, Columns},
    dates, doi, issn, kind, links, names, pages, pmid,
    rows::Row,
    source::Source,
    text,
};

/// The cells of one row by what they hold.
pub(super) struct Cells<'r> {
    pub row: &'r Row,
    pub columns: &'r Columns,
    pub source: &'r Source<'r>,
}

impl Cells<'_> {
    /// The cells with one meaning that are not blank, the best column first.
    fn all(&self, column: Column) -> impl Iterator<Item = Cow<'_, str>> {
        self.columns
            .of(column)
            .map(|place| bare(self.source.decode_bytes(self.row.cell(place))))
            .filter(|cell| !cell.trim().is_empty())
    }

    /// The best cell with this meaning, as one line of clean text.
    pub(super) fn line(&self, column: Column) -> Option<String> {
        self.all(column).find_map(|cell| text::line(&cell))
    }
}

/// A cell without what keeps spreadsheets from computing it: the apostrophe in front of a formula,
/// and the formula `="12"` around a number.
fn bare(cell: Cow<'_, str>) -> Cow<'_, str> {
    let trimmed = cell.trim();
    if let Some(inner) = trimmed
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return Cow::Owned(inner.to_owned());
    }
    match trimmed.strip_prefix('\'') {
        Some(rest) if rest.starts_with(crate::write::FORMULA) => Cow::Owned(rest.to_owned()),
        _ => cell,
    }
}

pub(super) fn citation(cells: &Cells<'_>, warnings: &mut Vec<WarningKind>) -> Citation {
    let (year, date) = date(cells, warnings);
    let title = cells.line(Column::Title);
    if title.is_none() {
        warnings.push(WarningKind::NoTitle);
    }
    let doi = cells
        .all(Column::Doi)
        .find_map(|cell| doi::parse(&text::line(&cell)?));
    if doi.is_none() && cells.line(Column::Doi).is_some() {
        warnings.push(WarningKind::DoiNotUnderstood);
    }
    Citation {
        kind: cells
            .line(Column::Kind)
            .and_then(|word| kind::from_word(&word)),
        title,
        abstract_text: cells
            .all(Column::Abstract)
            .find_map(|cell| text::paragraphs(&cell)),
        authors: cells
            .all(Column::Authors)
            .map(|cell| names::in_cell(&cell))
            .next()
            .unwrap_or_default(),
        year,
        date,
        journal: cells.line(Column::Journal),
        volume: cells.line(Column::Volume),
        issue: cells.line(Column::Issue),
        pages: cells
            .line(Column::Pages)
            .and_then(|p| pages::range(Some(&p), None))
            .or_else(|| {
                pages::range(
                    cells.line(Column::FirstPage).as_deref(),
                    cells.line(Column::LastPage).as_deref(),
                )
            }),
        doi,
        pmid: cells
            .all(Column::Pmid)
            .find_map(|cell| pmid::digits(&cell).or_else(|| pmid::marked(&cell))),
        urls: urls(cells),
        keywords: keywords(cells),
        language: cells.line(Column::Language),
        issn: issn::join(cells.all(Column::Issn)),
        publisher: cells.line(Column::Publisher),
        accession: cells.line(Column::Accession),
        database: cells.line(Column::Database),
    }
}

fn date(cells: &Cells<'_>, warnings: &mut Vec<WarningKind>) -> (Option<u16>, Option<String>) {
    let printed = cells.line(Column::Year);
    let fuller = cells.line(Column::Date);
    let year = printed.as_deref().and_then(dates::year);
    let date = match (&printed, &fuller) {
        (Some(printed), Some(fuller)) => Some(dates::fullest(printed, fuller)),
        _ => printed.clone().or_else(|| fuller.clone()),
    };
    let year = year.or_else(|| fuller.as_deref().and_then(dates::year));
    if year.is_none() && date.is_some() {
        warnings.push(WarningKind::YearNotUnderstood);
    }
    (year, date)
}

fn urls(cells: &Cells<'_>) -> Vec<String> {
    let mut urls: Vec<String> = Vec::new();
    for cell in cells.all(Column::Url) {
        for url in links::all(&cell) {
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
    }
    urls
}

fn keywords(cells: &Cells<'_>) -> Vec<String> {
    let mut keywords: Vec<String> = Vec::new();
    for cell in cells.all(Column::Keywords) {
        keywords.extend(keywords_in(&cell));
    }
    keywords
}

/// The keywords of one cell: with semicolons, bars or line breaks between them; with commas if there
/// are at least two and nothing else, since headings such as "Models, Biological" have one.
pub(crate) fn keywords_in(cell: &str) -> Vec<String> {
    let mut marks = [';', '|', '\n'].into_iter();
    let mark = marks
        .find(|mark| text::split_list(cell, *mark).len() > 1 || cell.trim_end().ends_with(*mark))
        .or_else(|| (cell.matches(',').count() >= 2).then_some(','));
    match mark {
        Some(mark) => text::split_list(cell, mark)
            .into_iter()
            .filter_map(text::line)
            .collect(),
        None => text::line(cell).into_iter().collect(),
    }
}
