//! CSV and TSV, from the text to the rows that are entries.
//!
//! The row of column names is found by its names, so that a table may have lines above it, as
//! Embase writes them. Comma, semicolon, tab and bar are tried; the one that gives the most columns
//! with a meaning is taken.

mod citation;

pub(crate) use citation::keywords_in;

use crate::{
    CutOff, Unreadable, WarningKind,
    columns::{Column, Columns},
    detect,
    fields::Notice,
    lines::breaks,
    reader::{Found, Parser},
    rows::Row,
    source::Source,
};

/// How many rows may stand above the row of column names.
const ABOVE: usize = 20;

/// What a text looks like, taken as a table.
pub(crate) enum Layout {
    /// A table with a title or a DOI.
    Table {
        delimiter: u8,
        columns: Columns,
        /// Where the row of column names begins and ends.
        names: (usize, usize),
    },
    /// A table, but without a title or a DOI.
    NoTitle { columns: Vec<String> },
    /// No table.
    None,
}

/// Looks for the row of column names.
pub(crate) fn layout(source: &Source<'_>, delimiter: Option<u8>) -> Layout {
    let candidates = match delimiter {
        Some(ref one) => std::slice::from_ref(one),
        None => b",;\t|",
    };
    let mut best = Layout::None;
    let mut best_understood = 0;
    for &delimiter in candidates {
        let mut row = Row::default();
        let mut at = source.begin;
        for _ in 0..ABOVE {
            if at >= source.text().len() {
                break;
            }
            let start = at;
            at = row.read(source.text(), start, delimiter);
            let columns = Columns::guess(row.cells());
            let enough = columns.understood() >= 2 || (columns.width == 1 && start == source.begin);
            if columns.suffice() && enough && columns.understood() > best_understood {
                best_understood = columns.understood();
                best = Layout::Table {
                    delimiter,
                    columns,
                    names: (start, at),
                };
                break;
            }
        }
    }
    if best_understood == 0 {
        without_title(source, candidates)
    } else {
        best
    }
}

/// Whether a text is a table after all: its first two rows have the same number of cells.
fn without_title(source: &Source<'_>, candidates: &[u8]) -> Layout {
    let mut columns = Vec::new();
    for &delimiter in candidates {
        let (mut names, mut second) = (Row::default(), Row::default());
        let next = names.read(source.text(), source.begin, delimiter);
        second.read(source.text(), next, delimiter);
        if names.len() >= 2 && names.len() == second.len() && names.len() > columns.len() {
            columns = names
                .cells()
                .take(30)
                .map(|cell| source.decode_bytes(cell).trim().chars().take(40).collect())
                .collect();
        }
    }
    if columns.is_empty() {
        Layout::None
    } else {
        Layout::NoTitle { columns }
    }
}

/// Reads a table.
pub(crate) struct Table {
    delimiter: u8,
    columns: Columns,
    names: (usize, usize),
    row: Row,
    position: usize,
    line: u64,
    entries: u64,
    /// Whether a row before had a cell for every column.
    had_full_row: bool,
    waiting: Vec<Found>,
    cut_off: Option<CutOff>,
}

impl Parser for Table {
    fn next(&mut self, source: &Source<'_>) -> Option<Found> {
        while self.waiting.is_empty() {
            if self.position >= source.text().len() {
                return None;
            }
            if self.position < self.names.1 {
                self.take_names(source);
            } else {
                self.take_row(source);
            }
            self.waiting.reverse();
        }
        self.waiting.pop()
    }

    fn cut_off(&mut self) -> Option<CutOff> {
        self.cut_off
    }

    fn position(&self) -> usize {
        self.position
    }
}

impl Table {
    pub(crate) fn new(source: &Source<'_>, delimiter: Option<u8>) -> Result<Self, Unreadable> {
        match layout(source, delimiter) {
            Layout::Table {
                delimiter,
                columns,
                names,
            } => Ok(Self {
                delimiter,
                columns,
                names,
                row: Row::default(),
                position: source.begin,
                line: 1,
                entries: 0,
                had_full_row: false,
                waiting: Vec::new(),
                cut_off: None,
            }),
            Layout::NoTitle { columns } => Err(Unreadable::NoTitleColumn { columns }),
            Layout::None => Err(detect::not_bibliographic(source)),
        }
    }

    /// What stands above the entries.
    fn take_names(&mut self, source: &Source<'_>) {
        let (start, end) = self.names;
        let above = &source.text()[self.position..start];
        if above.trim_ascii().to_ascii_lowercase().starts_with(b"sep=") {
            self.waiting.push(Found::Frame {
                start: self.position,
                end: start,
            });
        } else if !above.trim_ascii().is_empty() {
            let notice = self.notice(WarningKind::OutsideEntry, self.position, start);
            self.waiting.push(Found::Warning(notice));
        }
        self.line += breaks(above);
        self.row.read(source.text(), start, self.delimiter);
        let unused: Vec<String> = (0..self.row.len())
            .filter(|place| !self.columns.uses(*place))
            .map(|place| source.decode_bytes(self.row.cell(place)).trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        if !unused.is_empty() {
            let notice = self.notice(WarningKind::UnusedColumns, start, end);
            self.waiting.push(Found::Remark(notice, unused.join(", ")));
        }
        self.waiting.push(Found::Frame { start, end });
        self.line += breaks(&source.text()[start..end]);
        self.position = end;
    }

    fn take_row(&mut self, source: &Source<'_>) {
        let start = self.position;
        let end = self.row.read(source.text(), start, self.delimiter);
        let bytes = &source.text()[start..end];
        if !crate::lines::is_blank(bytes) {
            if self.row.is_empty() {
                let notice = self.notice(WarningKind::EmptyRow, start, end);
                self.waiting.push(Found::Warning(notice));
            } else {
                self.take_entry(source, start, end);
            }
        }
        self.line += breaks(bytes);
        self.position = end;
    }

    fn take_entry(&mut self, source: &Source<'_>, start: usize, end: usize) {
        self.entries += 1;
        let short = self.row.len() < self.columns.width;
        let beyond = (self.columns.width..self.row.len())
            .any(|at| !self.row.cell(at).trim_ascii().is_empty());
        let last = end == source.text().len() && !source.text().ends_with(b"\n");
        if self.row.unclosed || (short && last && self.had_full_row) {
            self.cut_off = Some(CutOff {
                line: self.line,
                entry: self.entries,
            });
        } else if short || beyond {
            let notice = self.notice(WarningKind::RowLength, start, end);
            self.waiting.push(Found::Warning(notice));
        }
        self.had_full_row |= !short;
        let mut kinds = Vec::new();
        let cells = citation::Cells {
            row: &self.row,
            columns: &self.columns,
            source,
        };
        let citation = Box::new(citation::citation(&cells, &mut kinds));
        let id = cells.line(Column::Id);
        for kind in kinds {
            let notice = self.notice(kind, start, end);
            self.waiting.push(Found::Warning(notice));
        }
        self.waiting.push(Found::Entry {
            start,
            end,
            line: self.line,
            citation,
            id,
        });
    }

    fn notice(&self, kind: WarningKind, start: usize, end: usize) -> Notice {
        Notice {
            kind,
            line: self.line,
            start,
            end,
        }
    }
}
