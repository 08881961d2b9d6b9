//! Reading a file from front to back, one item at a time.

use std::borrow::Cow;

use domain::citation::Citation;

use crate::{
    CutOff, Encoding, Entry, Format, Item, Reading, Span, Unreadable, Warning, WarningKind,
    assembly::ByLine,
    detect,
    fields::Notice,
    nbib::Nbib,
    ovid::Ovid,
    refer::Refer,
    ris::Ris,
    source::{Positions, Source},
    table::Table,
    wos::WebOfScience,
};

/// The longest text a warning quotes, in characters.
const QUOTED: usize = 200;

/// Reads a file piece by piece: an iterator over entries and warnings.
///
/// It holds the file, and of the entries only the one at hand.
///
/// ```
/// let file = b"TY  - JOUR\nTI  - One\nER  -\nTY  - JOUR\nTI  - Two\nER  -\n".as_slice();
/// let reader = formats::Reader::new(file)?;
/// assert_eq!(reader.filter(|item| matches!(item, formats::Item::Entry(_))).count(), 2);
/// # Ok::<(), formats::Unreadable>(())
/// ```
pub struct Reader<'a> {
    source: Source<'a>,
    format: Format,
    parser: Box<dyn Parser + Send>,
    positions: Positions,
    frame: Vec<Span>,
    /// Warnings about the file as a whole, told first.
    ahead: Vec<Warning>,
}

/// The part of reading that differs from format to format.
pub(crate) trait Parser {
    /// The next thing in the text, or nothing at its end.
    fn next(&mut self, source: &Source<'_>) -> Option<Found>;
    /// Whether the text ended in the middle of an entry; known after the last `next`.
    fn cut_off(&mut self) -> Option<CutOff>;
    /// How far in the text the parser has come.
    fn position(&self) -> usize;
}

/// What a parser finds, with positions in the text of the source.
pub(crate) enum Found {
    Entry {
        start: usize,
        end: usize,
        line: u64,
        citation: Box<Citation>,
        id: Option<String>,
    },
    Warning(Notice),
    /// A warning that quotes something else than its place.
    Remark(Notice, String),
    Frame {
        start: usize,
        end: usize,
    },
}

impl<'a> Reader<'a> {
    /// Begins to read a file in the format its content shows.
    ///
    /// # Errors
    /// [`Unreadable`] if the file is empty or in no format that can be read.
    pub fn new(bytes: impl Into<Cow<'a, [u8]>>) -> Result<Self, Unreadable> {
        let source = Source::new(bytes.into());
        let format = detect::format(&source)?;
        Self::begin(format, source)
    }

    /// Begins to read a file in a format that somebody chose.
    ///
    /// # Errors
    /// [`Unreadable`] if the file is empty or a table without a column for title or DOI.
    pub fn with_format(
        format: Format,
        bytes: impl Into<Cow<'a, [u8]>>,
    ) -> Result<Self, Unreadable> {
        let source = Source::new(bytes.into());
        detect::not_empty(&source)?;
        Self::begin(format, source)
    }

    fn begin(format: Format, source: Source<'a>) -> Result<Self, Unreadable> {
        let parser: Box<dyn Parser + Send> = match format {
            Format::Ris => Box::new(ByLine::<Ris>::new(&source)),
            Format::Nbib => Box::new(ByLine::<Nbib>::new(&source)),
            Format::WebOfScience => Box::new(ByLine::<WebOfScience>::new(&source)),
            Format::Ovid => Box::new(ByLine::<Ovid>::new(&source)),
            Format::Refer => Box::new(ByLine::<Refer>::new(&source)),
            Format::Csv => Box::new(Table::new(&source, None)?),
            Format::Tsv => Box::new(Table::new(&source, Some(b'\t'))?),
        };
        let mut reader = Self {
            format,
            parser,
            positions: Positions::default(),
            frame: Vec::new(),
            ahead: Vec::new(),
            source,
        };
        reader.look_at_encoding();
        Ok(reader)
    }

    fn look_at_encoding(&mut self) {
        if let Some((offset, length)) = self.source.mark() {
            self.frame.push(Span { offset, length });
        }
        if let Some(offset) = self.source.odd_byte() {
            self.frame.push(Span { offset, length: 1 });
        }
        if let Some(at) = self.source.guessed {
            let text = self.source.text();
            let start = memchr::memrchr2(b'\n', b'\r', &text[..at]).map_or(0, |before| before + 1);
            let end = memchr::memchr2(b'\n', b'\r', &text[at..]).map_or(text.len(), |to| at + to);
            let line = 1 + crate::lines::breaks(&text[..start]);
            // The letter itself should be in the quotation, however long the line is.
            let from = start.max(at.saturating_sub(40));
            let quotation = quote(&self.source, from, end);
            let notice = Notice {
                kind: WarningKind::EncodingGuessed,
                line,
                start: at,
                end: at + 1,
            };
            let warning = self.warning(&notice, quotation);
            self.ahead.push(warning);
        }
    }

    /// The format the file is read as.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The encoding the letters are read as.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.source.encoding
    }

    /// How much of the file has been read, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        if self.source.text().is_empty() {
            return 1.0;
        }
        self.parser.position() as f64 / self.source.text().len() as f64
    }

    /// Where the file ends in the middle of an entry. Known once the reader has run out of items.
    #[must_use]
    pub fn cut_off(&mut self) -> Option<CutOff> {
        self.parser.cut_off()
    }

    /// What is understood but part of no entry. Complete once the reader has run out of items.
    #[must_use]
    pub fn frame(&self) -> &[Span] {
        &self.frame
    }

    /// Reads the rest and returns everything at once.
    #[must_use]
    pub fn finish(mut self) -> Reading {
        let mut entries = Vec::new();
        let mut warnings = Vec::new();
        for item in &mut self {
            match item {
                Item::Entry(entry) => entries.push(*entry),
                Item::Warning(warning) => warnings.push(warning),
            }
        }
        Reading {
            format: self.format,
            encoding: self.source.encoding,
            entries,
            warnings,
            cut_off: self.parser.cut_off(),
            frame: self.frame,
        }
    }

    fn warning(&mut self, notice: &Notice, text: String) -> Warning {
        let span = self.span(notice.start, notice.end);
        Warning {
            line: notice.line,
            offset: span.offset,
            length: span.length,
            kind: notice.kind,
            text,
        }
    }

    fn span(&mut self, start: usize, end: usize) -> Span {
        let offset = self.positions.original(&self.source, start);
        let length = self.positions.original(&self.source, end) - offset;
        Span { offset, length }
    }
}

impl Iterator for Reader<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(warning) = self.ahead.pop() {
            return Some(Item::Warning(warning));
        }
        loop {
            return Some(match self.parser.next(&self.source)? {
                Found::Entry {
                    start,
                    end,
                    line,
                    citation,
                    id,
                } => {
                    let Span { offset, length } = self.span(start, end);
                    let citation = *citation;
                    Item::Entry(Box::new(Entry {
                        citation,
                        offset,
                        length,
                        line,
                        id,
                    }))
                }
                Found::Warning(notice) => {
                    let text = quote(&self.source, notice.start, notice.end);
                    Item::Warning(self.warning(&notice, text))
                }
                Found::Remark(notice, text) => {
                    let text = text.chars().take(QUOTED).collect();
                    Item::Warning(self.warning(&notice, text))
                }
                Found::Frame { start, end } => {
                    let span = self.span(start, end);
                    self.frame.push(span);
                    continue;
                }
            });
        }
    }
}

/// The beginning of a stretch of text, white space around it aside.
pub(crate) fn quote(source: &Source<'_>, start: usize, end: usize) -> String {
    let end = end.min(start + 4 * QUOTED);
    source
        .decode(start, end)
        .trim()
        .chars()
        .take(QUOTED)
        .collect()
}
