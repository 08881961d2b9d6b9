//! Breaks texts into lines by Arial's widths at 92 % of the room.

use super::arial::width;
use crate::flow::{BoxId, Figure, FlowBox, Footnote, Line, thousands};

/// A stretch of a line that looks the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub kind: Kind,
}

/// What a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Words,
    Quiet,
    Number(BoxId),
    /// A number without a list: it stands out and leads nowhere.
    PlainNumber,
}

/// A line ready to be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TextLine {
    pub runs: Vec<Run>,
    /// Units to the right of the box's padding.
    pub indent: u32,
}

/// Stretches that stay together on a line.
type Unit = Vec<Run>;

impl TextLine {
    /// Adds a blank and a unit; words that look the same become one stretch.
    fn follow(&mut self, unit: Unit) {
        let mut unit = unit.into_iter().peekable();
        match (self.runs.last_mut(), unit.peek()) {
            (Some(last), Some(first))
                if last.kind == first.kind && matches!(last.kind, Kind::Words | Kind::Quiet) =>
            {
                last.text.push(' ');
                last.text.push_str(&first.text);
                unit.next();
            }
            _ => self.runs.push(Run {
                text: " ".to_owned(),
                kind: Kind::Words,
            }),
        }
        self.runs.extend(unit);
    }
}

fn words(text: &str, kind: Kind) -> Vec<Unit> {
    text.split_whitespace()
        .map(|word| {
            vec![Run {
                text: word.to_owned(),
                kind,
            }]
        })
        .collect()
}

fn unit_width(unit: &[Run]) -> u32 {
    unit.iter()
        .map(|run| width(&run.text))
        .fold(0, u32::saturating_add)
}

/// Fills lines greedily; `room` in units.
fn fill(units: Vec<Unit>, room: u32, indent: u32) -> Vec<TextLine> {
    let room = room.saturating_sub(indent) * 920;
    let blank = width(" ");
    let mut lines: Vec<TextLine> = Vec::new();
    let mut used = 0;
    for unit in units.into_iter().flat_map(|unit| fitting(unit, room)) {
        let wide = unit_width(&unit);
        match lines.last_mut() {
            Some(line) if used + blank + wide <= room => {
                line.follow(unit);
                used += blank + wide;
            }
            _ => {
                lines.push(TextLine { runs: unit, indent });
                used = wide;
            }
        }
    }
    lines
}

/// A word wider than the whole room is cut into pieces that fit.
fn fitting(unit: Unit, room: u32) -> Vec<Unit> {
    let [run] = unit.as_slice() else {
        return vec![unit];
    };
    if width(&run.text) <= room || !matches!(run.kind, Kind::Words | Kind::Quiet) {
        return vec![unit];
    }
    let kind = run.kind;
    let mut pieces: Vec<String> = vec![String::new()];
    for sign in run.text.chars() {
        if let Some(piece) = pieces.last_mut() {
            piece.push(sign);
            if width(piece) > room && piece.chars().count() > 1 {
                piece.pop();
                pieces.push(sign.to_string());
            }
        }
    }
    pieces
        .into_iter()
        .map(|text| vec![Run { text, kind }])
        .collect()
}

/// The lines of a box: its heading, then each label with its number, indented below a heading.
pub(super) fn box_lines(one: &FlowBox, room: u32) -> Vec<TextLine> {
    let mut lines = Vec::new();
    let indent = if one.heading.is_some() { 10 } else { 0 };
    if let Some(heading) = one.heading {
        lines.extend(fill(words(heading, Kind::Words), room, 0));
    }
    for line in &one.lines {
        let mut units = words(&line.label, Kind::Words);
        units.push(number(line));
        lines.extend(fill(units, room, indent));
    }
    lines
}

/// "(n = 2,816)" in one piece; a dagger where some of them are declared.
fn number(line: &Line) -> Unit {
    let words = |text: &str| Run {
        text: text.to_owned(),
        kind: Kind::Words,
    };
    match line.figure {
        Figure::KeptBack => vec![Run {
            text: "kept back".to_owned(),
            kind: Kind::Quiet,
        }],
        Figure::Count { n, declared } => vec![
            words("(n = "),
            Run {
                text: thousands(n),
                kind: line.id.map_or(Kind::PlainNumber, Kind::Number),
            },
            words(if declared > 0 { ")†" } else { ")" }),
        ],
    }
}

/// The lines of a footnote; a number keeps to the sign that follows it.
pub(super) fn footnote_lines(note: &Footnote, room: u32) -> Vec<TextLine> {
    let mut units: Vec<Unit> = Vec::new();
    let mut joins = false;
    for piece in &note.pieces {
        let kind = piece.id.map_or(Kind::Quiet, Kind::Number);
        let starts_blank = piece.text.starts_with(char::is_whitespace);
        for (place, mut unit) in words(&piece.text, kind).into_iter().enumerate() {
            match units.last_mut() {
                Some(last) if place == 0 && joins && !starts_blank => last.append(&mut unit),
                _ => units.push(unit),
            }
        }
        joins = !piece.text.ends_with(char::is_whitespace);
    }
    fill(units, room, 0)
}

/// Plain quiet text.
pub(super) fn quiet_lines(text: &str, room: u32) -> Vec<TextLine> {
    fill(words(text, Kind::Quiet), room, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &TextLine) -> String {
        line.runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn a_number_is_never_torn() {
        let figure = Figure::Count {
            n: 1_940,
            declared: 0,
        };
        let line = Line {
            id: Some(BoxId::Screened),
            label: "Records screened".to_owned(),
            figure,
        };
        let one = FlowBox {
            code: "D3",
            heading: None,
            lines: vec![line],
            open: None,
        };
        let lines: Vec<String> = box_lines(&one, 168).iter().map(text).collect();
        assert_eq!(lines, ["Records screened", "(n = 1,940)"]);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let label =
            "Donaudampfschifffahrtsgesellschaftskapitän und eine lange Reihe weiterer Wörter";
        let figure = Figure::Count { n: 7, declared: 7 };
        let line = Line {
            id: None,
            label: label.to_owned(),
            figure,
        };
        let one = FlowBox {
            code: "D8",
            heading: Some("Reports excluded:"),
            lines: vec![line],
            open: None,
        };
        let lines = box_lines(&one, 158);
        assert!(lines.len() > 4);
        for line in &lines {
            assert!(
                unit_width(&line.runs) <= (158 - line.indent) * 920,
                "{}",
                text(line)
            );
        }
        let joined: String = lines.iter().skip(1).map(text).collect();
        assert!(joined.ends_with("(n = 7)†") && joined.replace(' ', "").contains("kapitänund"));
    }
}
