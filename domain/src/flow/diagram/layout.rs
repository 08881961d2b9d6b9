//! Where everything stands: rows grow with their words, columns never move.

use super::Ground;
use super::wrap::{TextLine, box_lines, footnote_lines, quiet_lines};
use crate::flow::{Flow, FlowBox, OpenLine, Template};

pub(super) const LINE: u32 = 17;
/// Height of the part below the dashed line.
pub(super) const OPEN: u32 = 25;
pub(super) const PADDING: u32 = 10;
const GAP: u32 = 20;
const TOP: u32 = 40;
const INCLUDED_WIDTH: u32 = 208;
const FOOTNOTE_LINE: u32 = 18;

/// Left edges and widths of the four columns.
const COLUMNS: [(u32, u32); 4] = [(36, 188), (248, 178), (446, 180), (646, 170)];

/// A box at its place.
#[derive(Debug)]
pub(super) struct Placed {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    pub look: Look,
    pub lines: Vec<TextLine>,
    pub open: Option<OpenLine>,
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Box,
    Included,
    KeptBack,
}

/// A bar or strip with a heading.
#[derive(Debug)]
pub(super) struct Heading {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    pub text: &'static str,
    pub upright: bool,
}

/// The whole picture in units.
#[derive(Debug)]
pub(super) struct Layout {
    pub width: u32,
    pub height: u32,
    pub headings: Vec<Heading>,
    pub boxes: Vec<Placed>,
    /// Corners of each arrow; the head is at the last one.
    pub arrows: Vec<Vec<(u32, u32)>>,
    /// Footnote lines with their baselines.
    pub footnotes: Vec<(u32, TextLine)>,
}

pub(super) fn lay_out(flow: &Flow, ground: Ground) -> Layout {
    let mut boxes = flow.boxes();
    if ground == Ground::Standalone {
        for one in &mut boxes {
            one.open = None;
        }
    }
    let two_arms = flow.template() == Template::NewV2;
    let width = if two_arms { 816 } else { 426 };
    let mut picture = Picture {
        boxes,
        placed: Vec::new(),
        arrows: Vec::new(),
    };

    let removed = picture.height("D2", 1, 0);
    let identified = picture.height("D1", 0, 90);
    let elsewhere = picture.height("O1", 2, 90);
    let first = removed.max(identified).max(elsewhere);
    let middle = TOP + first / 2;
    let d1 = picture.place("D1", 0, middle - identified / 2, identified);
    let d2 = picture.place("D2", 1, TOP + (first - removed) / 2, removed);
    let o1 = picture.place("O1", 2, middle - elsewhere / 2, elsewhere);
    picture.across(d1, d2);

    let screening = TOP + first + GAP;
    let row = picture.height("D3", 0, 68).max(picture.height("D4", 1, 68));
    let d3 = picture.place("D3", 0, screening, row);
    let d4 = picture.place("D4", 1, screening, row);
    picture.across(d3, d4);
    picture.down(d1, d3);

    let retrieval = screening + row + GAP;
    let row = ["D5", "D6", "O5", "O6"]
        .iter()
        .enumerate()
        .map(|(column, code)| picture.height(code, column, 68));
    let row = row.max().unwrap_or(68);
    let d5 = picture.place("D5", 0, retrieval, row);
    let d6 = picture.place("D6", 1, retrieval, row);
    let o5 = picture.place("O5", 2, retrieval, row);
    let o6 = picture.place("O6", 3, retrieval, row);
    picture.across(d5, d6);
    picture.across(o5, o6);
    picture.down(d3, d5);
    picture.down(o1, o5);

    let eligibility = retrieval + row + GAP;
    let assessed = picture.height("D7", 0, 86).max(picture.height("O7", 2, 86));
    let excluded = picture.height("D8", 1, assessed);
    let other_excluded = picture.height("O8", 3, assessed);
    let d7 = picture.place("D7", 0, eligibility, assessed);
    let d8 = picture.place("D8", 1, eligibility, excluded);
    let o7 = picture.place("O7", 2, eligibility, assessed);
    let o8 = picture.place("O8", 3, eligibility, other_excluded);
    picture.across(d7, d8);
    picture.across(o7, o8);
    picture.down(d5, d7);
    picture.down(o5, o7);

    let end_of_screening = eligibility + excluded.max(other_excluded);
    let inclusion = end_of_screening + GAP;
    let row = picture.included_height();
    let included = picture.place_included(inclusion, row);
    picture.down(d7, included);
    picture.round_the_corner(o7, included);

    let mut headings = vec![
        bar(
            36,
            390,
            "Identification of studies via databases and registers",
        ),
        strip(TOP, first, "Identification"),
        strip(screening, end_of_screening - screening, "Screening"),
        strip(inclusion, row, "Included"),
    ];
    if two_arms {
        headings.insert(
            1,
            bar(446, 370, "Identification of studies via other methods"),
        );
    }

    let bottom = inclusion + row;
    let footnotes = footnotes(flow, ground, width, bottom + 22);
    let height = footnotes
        .last()
        .map_or(bottom + 1, |(baseline, _)| baseline + 8);
    let Picture { placed, arrows, .. } = picture;
    Layout {
        width,
        height,
        headings,
        boxes: placed,
        arrows,
        footnotes,
    }
}

fn footnotes(flow: &Flow, ground: Ground, width: u32, first_baseline: u32) -> Vec<(u32, TextLine)> {
    let mut lines: Vec<TextLine> = flow
        .footnotes()
        .iter()
        .flat_map(|note| footnote_lines(note, width))
        .collect();
    if ground == Ground::Standalone && flow.is_provisional() {
        lines.extend(quiet_lines(&flow.ribbon_sentence(), width));
    }
    (0..)
        .map(|place| first_baseline + place * FOOTNOTE_LINE)
        .zip(lines)
        .collect()
}

fn bar(x: u32, width: u32, text: &'static str) -> Heading {
    Heading {
        x,
        y: 0,
        width,
        height: 28,
        text,
        upright: false,
    }
}

fn strip(y: u32, height: u32, text: &'static str) -> Heading {
    Heading {
        x: 0,
        y,
        width: 24,
        height,
        text,
        upright: true,
    }
}

struct Picture {
    boxes: Vec<FlowBox>,
    placed: Vec<Placed>,
    arrows: Vec<Vec<(u32, u32)>>,
}

impl Picture {
    fn find(&self, code: &str) -> Option<&FlowBox> {
        self.boxes.iter().find(|one| one.code == code)
    }

    /// How high a box must be for its words, at least `least`; 0 if the template has no such box.
    fn height(&self, code: &str, column: usize, least: u32) -> u32 {
        let Some(one) = self.find(code) else { return 0 };
        needed(one, COLUMNS[column].1).max(least)
    }

    fn included_height(&self) -> u32 {
        self.find("I")
            .map_or(0, |one| needed(one, INCLUDED_WIDTH).max(84))
    }

    /// Places a box and says which one it is among the placed.
    fn place(&mut self, code: &str, column: usize, y: u32, height: u32) -> Option<usize> {
        let (x, width) = COLUMNS[column];
        self.put(code, Look::Box, [x, y, width, height])
    }

    fn place_included(&mut self, y: u32, height: u32) -> Option<usize> {
        self.put(
            "I",
            Look::Included,
            [COLUMNS[0].0, y, INCLUDED_WIDTH, height],
        )
    }

    fn put(&mut self, code: &str, look: Look, [x, y, width, height]: [u32; 4]) -> Option<usize> {
        let one = self.find(code)?;
        let look = if one.is_kept_back() {
            Look::KeptBack
        } else {
            look
        };
        let lines = box_lines(one, width - 2 * PADDING);
        let open = one.open.clone();
        self.placed.push(Placed {
            x,
            y,
            width,
            height,
            look,
            lines,
            open,
        });
        Some(self.placed.len() - 1)
    }

    fn across(&mut self, from: Option<usize>, to: Option<usize>) {
        let (Some(from), Some(to)) = (from, to) else {
            return;
        };
        let (from, to) = (&self.placed[from], &self.placed[to]);
        let y = from.y + from.height / 2;
        self.arrows
            .push(vec![(from.x + from.width, y), (to.x - 1, y)]);
    }

    fn down(&mut self, from: Option<usize>, to: Option<usize>) {
        let (Some(from), Some(to)) = (from, to) else {
            return;
        };
        let (from, to) = (&self.placed[from], &self.placed[to]);
        let x = from.x + from.width / 2;
        self.arrows
            .push(vec![(x, from.y + from.height), (x, to.y - 1)]);
    }

    /// From below the last box of the other column to the right side of inclusion.
    fn round_the_corner(&mut self, from: Option<usize>, to: Option<usize>) {
        let (Some(from), Some(to)) = (from, to) else {
            return;
        };
        let (from, to) = (&self.placed[from], &self.placed[to]);
        let x = from.x + from.width / 2;
        let y = to.y + to.height / 2;
        self.arrows.push(vec![
            (x, from.y + from.height),
            (x, y),
            (to.x + to.width + 1, y),
        ]);
    }
}

fn needed(one: &FlowBox, width: u32) -> u32 {
    let lines =
        u32::try_from(box_lines(one, width - 2 * PADDING).len()).unwrap_or(u32::MAX / LINE / 2);
    lines * LINE + if one.open.is_some() { OPEN + 9 } else { 13 }
}
