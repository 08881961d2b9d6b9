//! What the formats made of lines share: an entry that is put together line by line.

use std::collections::{BTreeSet, VecDeque};

use domain::citation::Citation;

use crate::{
    CutOff, WarningKind,
    fields::{Fields, Notice, Tag},
    lines::{Line, Lines},
    reader::{Found, Parser},
    source::Source,
};

/// What a format says about its lines.
pub(crate) trait Grammar {
    /// Takes one line; `ahead` stands behind it, for a look at what follows.
    fn take(&mut self, line: Line, ahead: Lines, source: &Source<'_>);
    /// Takes the end of the text.
    fn end(&mut self, source: &Source<'_>);
    fn assembly(&mut self) -> &mut Assembly;
}

/// A parser for a format made of lines.
pub(crate) struct ByLine<G> {
    lines: Lines,
    position: usize,
    finished: bool,
    grammar: G,
}

impl<G: Grammar + Default> ByLine<G> {
    pub(crate) fn new(source: &Source<'_>) -> Self {
        Self {
            lines: Lines::from(source.begin),
            position: source.begin,
            finished: false,
            grammar: G::default(),
        }
    }
}

impl<G: Grammar> Parser for ByLine<G> {
    fn next(&mut self, source: &Source<'_>) -> Option<Found> {
        loop {
            if let Some(found) = self.grammar.assembly().found.pop_front() {
                return Some(found);
            }
            match self.lines.next(source.text()) {
                Some(line) => {
                    self.position = line.next;
                    self.grammar.take(line, self.lines, source);
                }
                None if self.finished => return None,
                None => {
                    self.finished = true;
                    self.grammar.end(source);
                }
            }
        }
    }

    fn cut_off(&mut self) -> Option<CutOff> {
        self.grammar.assembly().cut_off
    }

    fn position(&self) -> usize {
        self.position
    }
}

/// The entry at hand and what has been found before it.
#[derive(Default)]
pub(crate) struct Assembly {
    pub fields: Fields,
    pub open: Option<Open>,
    /// How many entries have been handed out.
    pub entries: u64,
    found: VecDeque<Found>,
    /// Lines that were not understood, gathered into one warning.
    stray: Option<Notice>,
    unknown: BTreeSet<Tag>,
    cut_off: Option<CutOff>,
}

/// Where the entry at hand stands.
pub(crate) struct Open {
    start: usize,
    end: usize,
    line: u64,
    /// Lines without a tag go on with the last field.
    goes_on: bool,
}

impl Assembly {
    /// Begins an entry with a line.
    pub(crate) fn begin(&mut self, first: Line) {
        self.flush_stray();
        self.fields.clear();
        let (start, end, line) = (first.start, first.next, first.number);
        self.open = Some(Open {
            start,
            end,
            line,
            goes_on: true,
        });
    }

    /// Adds a field to the open entry; `value` is where its value begins in the line.
    pub(crate) fn add(&mut self, tag: Tag, line: Line, value: usize, source: &Source<'_>) {
        self.flush_stray();
        self.fields.add(
            tag,
            source.text(),
            line.start + value,
            line.end,
            line.number,
        );
        self.extend(line);
        if let Some(open) = &mut self.open {
            open.goes_on = true;
        }
    }

    /// Makes a line part of the open entry.
    pub(crate) fn extend(&mut self, line: Line) {
        if let Some(open) = &mut self.open {
            open.end = open.end.max(line.next);
        }
    }

    /// Goes on with the last field, if it may; else the line is told as not understood.
    pub(crate) fn go_on(&mut self, line: Line, may: bool, source: &Source<'_>) {
        self.extend(line);
        let Some(open) = &mut self.open else {
            self.stray(WarningKind::OutsideEntry, line);
            return;
        };
        match self.fields.last() {
            Some(field) if may && open.goes_on => {
                field.end = source.text()[..line.end].trim_ascii_end().len();
            }
            _ => {
                open.goes_on = false;
                self.stray(WarningKind::NotUnderstood, line);
            }
        }
    }

    /// Tells a field name that no known export uses, once.
    pub(crate) fn unknown(&mut self, tag: Tag, line: Line) {
        if self.unknown.insert(tag) {
            self.warn(WarningKind::UnknownField, line);
        }
    }

    pub(crate) fn warn(&mut self, kind: WarningKind, line: Line) {
        self.flush_stray();
        let notice = Notice {
            kind,
            line: line.number,
            start: line.start,
            end: line.end,
        };
        self.found.push_back(Found::Warning(notice));
    }

    /// Tells the whole open entry.
    pub(crate) fn warn_entry(&mut self, kind: WarningKind) {
        if let Some(Open {
            start, end, line, ..
        }) = self.open
        {
            let notice = Notice {
                kind,
                line,
                start,
                end,
            };
            self.found.push_back(Found::Warning(notice));
        }
    }

    /// A line that was not understood.
    pub(crate) fn stray(&mut self, kind: WarningKind, line: Line) {
        match &mut self.stray {
            Some(stray) if stray.kind == kind => stray.end = stray.end.max(line.end),
            _ => {
                self.flush_stray();
                let (start, end) = (line.start, line.end);
                self.stray = Some(Notice {
                    kind,
                    line: line.number,
                    start,
                    end,
                });
            }
        }
    }

    pub(crate) fn flush_stray(&mut self) {
        self.found.extend(self.stray.take().map(Found::Warning));
    }

    /// A line that is understood but part of no entry.
    pub(crate) fn frame(&mut self, line: Line) {
        self.flush_stray();
        self.found.push_back(Found::Frame {
            start: line.start,
            end: line.next,
        });
    }

    /// Notes that the text ends in the middle of the open entry.
    pub(crate) fn cut_off(&mut self) {
        if let Some(open) = &self.open {
            self.cut_off = Some(CutOff {
                line: open.line,
                entry: self.entries + 1,
            });
        }
    }

    /// Hands the open entry out, if there is one.
    pub(crate) fn close(
        &mut self,
        source: &Source<'_>,
        citation: impl FnOnce(&Fields, &Source<'_>, &mut Vec<Notice>) -> Citation,
    ) {
        // Text behind the entry comes after it, a line inside it before.
        let behind = self
            .stray
            .take_if(|stray| stray.kind == WarningKind::OutsideEntry);
        self.flush_stray();
        if let Some(Open {
            start, end, line, ..
        }) = self.open
        {
            self.entries += 1;
            let mut notices = Vec::new();
            let citation = Box::new(citation(&self.fields, source, &mut notices));
            let untitled = citation.title.is_none();
            self.found.extend(notices.into_iter().map(Found::Warning));
            if untitled {
                self.warn_entry(WarningKind::NoTitle);
            }
            self.found.push_back(Found::Entry {
                start,
                end,
                line,
                citation,
                id: None,
            });
        }
        self.open = None;
        self.found.extend(behind.map(Found::Warning));
    }
}
