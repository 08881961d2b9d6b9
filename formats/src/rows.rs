//! Taking a delimited text apart into rows and cells.
//!
//! The rules are those of Python's `csv` module in its default dialect, which is what most tools
//! write for: a cell that begins with a quotation mark ends with one, a doubled one inside stands
//! for itself, and line breaks inside belong to the cell.

/// The cells of one row, without their quotation marks.
#[derive(Default)]
pub(crate) struct Row {
    content: Vec<u8>,
    ends: Vec<usize>,
    /// The row ends with the text, inside of quotation marks.
    pub unclosed: bool,
}

impl Row {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, which is empty where the row is too short.
    pub(crate) fn cell(&self, at: usize) -> &[u8] {
        let Some(end) = self.ends.get(at) else {
            return &[];
        };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.content[start..*end]
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|at| self.cell(at))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.content.trim_ascii().is_empty()
    }

    /// Reads the row that begins at `start` and returns where the next one begins.
    pub(crate) fn read(&mut self, text: &[u8], start: usize, delimiter: u8) -> usize {
        self.content.clear();
        self.ends.clear();
        self.unclosed = false;
        let mut at = start;
        loop {
            if text.get(at) == Some(&b'"') {
                at = self.read_quoted(text, at + 1);
            }
            let rest = &text[at..];
            let length = memchr::memchr3(delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
            self.content.extend_from_slice(&rest[..length]);
            self.ends.push(self.content.len());
            at += length;
            match text.get(at) {
                Some(b'\r') if text.get(at + 1) == Some(&b'\n') => return at + 2,
                Some(b'\n' | b'\r') => return at + 1,
                Some(_) => at += 1,
                None => return at,
            }
        }
    }

    /// Reads on to the closing quotation mark and returns the place behind it.
    fn read_quoted(&mut self, text: &[u8], start: usize) -> usize {
        let mut at = start;
        loop {
            let Some(length) = memchr::memchr(b'"', &text[at..]) else {
                self.content.extend_from_slice(&text[at..]);
                self.unclosed = true;
                return text.len();
            };
            self.content.extend_from_slice(&text[at..at + length]);
            at += length + 1;
            if text.get(at) != Some(&b'"') {
                return at;
            }
            self.content.push(b'"');
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut row = Row::default();
        let mut rows = Vec::new();
        let mut at = 0;
        while at < text.len() {
            at = row.read(text.as_bytes(), at, delimiter);
            rows.push(
                row.cells()
                    .map(|c| String::from_utf8_lossy(c).into_owned())
                    .collect(),
            );
        }
        rows
    }

    #[test]
    fn quotation_marks_hold_cells_together() {
        assert_eq!(
            rows("a,\"b \"\"c\"\"\r\nd\",e\r\n,\n\"x\"y,z \"q\"", b','),
            [
                vec!["a", "b \"c\"\r\nd", "e"],
                vec!["", ""],
                vec!["xy", "z \"q\""]
            ]
        );
    }

    #[test]
    fn all_line_breaks_end_a_row() {
        assert_eq!(rows("a\rb\nc\r\nd", b','), [["a"], ["b"], ["c"], ["d"]]);
    }

    #[test]
    fn an_open_cell_is_told() {
        let mut row = Row::default();
        assert_eq!(row.read(b"a,\"b\nc", 0, b','), 6);
        assert!(row.unclosed);
        assert_eq!(row.cell(1), b"b\nc");
    }
}
