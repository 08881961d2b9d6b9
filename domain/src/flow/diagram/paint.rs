//! Writes the laid-out picture as SVG.

use std::fmt::Write;

use super::Ground;
use super::layout::{Heading, LINE, Layout, Look, OPEN, PADDING, Placed};
use super::wrap::{Kind, Run, TextLine};
use crate::flow::{BoxId, Flow};

/// Arial stands first because lines were broken by its widths.
const FACES: &str = "Arial, Helvetica, 'Liberation Sans', sans-serif";

/// What a mark is, and so which colours it has.
#[derive(Clone, Copy)]
enum Ink {
    Head,
    Box,
    Included,
    KeptBack,
    Text,
    Quiet,
    Number,
    Rule,
    Arrow,
    Tip,
}

impl Ink {
    /// The attribute that colours a mark: a class for the page, the light colours for a file.
    fn attribute(self, ground: Ground) -> &'static str {
        let (class, colours) = match self {
            Self::Head => ("class=\"flow-head\"", "fill=\"#f0f0ed\" stroke=\"#dfdfda\""),
            Self::Box => ("class=\"flow-box\"", "fill=\"#ffffff\" stroke=\"#85878a\""),
            Self::Included => (
                "class=\"flow-box-included\"",
                "fill=\"#e9eefa\" stroke=\"#2b50a8\"",
            ),
            Self::KeptBack => (
                "class=\"flow-box-kept\"",
                "fill=\"#ffffff\" stroke=\"#85878a\"",
            ),
            Self::Text => ("class=\"flow-text\"", "fill=\"#1c1d1f\""),
            Self::Quiet => ("class=\"flow-quiet\"", "fill=\"#4d5157\""),
            Self::Number => ("class=\"flow-number\"", "fill=\"#2b50a8\""),
            Self::Rule => ("class=\"flow-rule\"", "stroke=\"#63676d\""),
            Self::Arrow => ("class=\"flow-arrow\"", "stroke=\"#63676d\""),
            Self::Tip => ("class=\"flow-tip\"", "fill=\"#63676d\""),
        };
        match ground {
            Ground::Page => class,
            Ground::Standalone => colours,
        }
    }
}

struct Painter<'a> {
    svg: String,
    ground: Ground,
    links: &'a dyn Fn(BoxId) -> Option<String>,
    linked: bool,
}

pub(super) fn svg(
    flow: &Flow,
    layout: &Layout,
    ground: Ground,
    links: &dyn Fn(BoxId) -> Option<String>,
) -> String {
    let mut painter = Painter {
        svg: String::new(),
        ground,
        links,
        linked: false,
    };
    for heading in &layout.headings {
        painter.heading(heading);
    }
    for arrow in &layout.arrows {
        painter.arrow(arrow);
    }
    for placed in &layout.boxes {
        painter.placed(placed);
    }
    for (baseline, line) in &layout.footnotes {
        painter.text_line(line, 0, *baseline, false);
    }
    let Layout { width, height, .. } = layout;
    let role = if painter.linked { "group" } else { "img" };
    let state = if flow.is_provisional() {
        ", provisional"
    } else {
        ""
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"{role}\" aria-label=\"PRISMA 2020 flow diagram{state}\" font-family=\"{FACES}\" \
         font-size=\"13\">{}</svg>",
        painter.svg
    )
}

impl Painter<'_> {
    /// Writing to a string cannot fail.
    fn write(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.svg.write_fmt(text);
    }

    fn ink(&self, ink: Ink) -> &'static str {
        ink.attribute(self.ground)
    }

    fn heading(&mut self, heading: &Heading) {
        let Heading {
            x,
            y,
            width,
            height,
            text,
            upright,
        } = heading;
        let (head, words) = (self.ink(Ink::Head), self.ink(Ink::Text));
        self.rectangle([*x, *y, *width, *height], head, "");
        let (across, down) = (x + width / 2, y + height / 2);
        let turn = if *upright {
            format!(" transform=\"rotate(-90 {across} {down})\"")
        } else {
            String::new()
        };
        self.write(format_args!(
            "<text x=\"{across}\" y=\"{}\" text-anchor=\"middle\" font-weight=\"600\" {words}{turn}>{text}</text>",
            down + 5
        ));
    }

    /// A box on the half unit, so that its line of one unit is sharp.
    fn rectangle(&mut self, [x, y, width, height]: [u32; 4], ink: &str, dashes: &str) {
        self.write(format_args!(
            "<rect x=\"{x}.5\" y=\"{y}.5\" width=\"{}\" height=\"{}\" rx=\"3\" {ink}{dashes}/>",
            width.saturating_sub(1),
            height.saturating_sub(1)
        ));
    }

    fn placed(&mut self, placed: &Placed) {
        let Placed {
            x,
            y,
            width,
            height,
            look,
            lines,
            open,
        } = placed;
        let (ink, dashes) = match look {
            Look::Box => (Ink::Box, ""),
            Look::Included => (Ink::Included, ""),
            Look::KeptBack => (Ink::KeptBack, " stroke-dasharray=\"4 3\""),
        };
        let ink = self.ink(ink);
        self.rectangle([*x, *y, *width, *height], ink, dashes);
        let above = if open.is_some() {
            height - OPEN
        } else {
            *height
        };
        let tall: u32 = lines.iter().map(|_| LINE).sum();
        let top = y + above.saturating_sub(tall) / 2;
        for (baseline, line) in (0..).map(|place| top + place * LINE + 13).zip(lines) {
            self.text_line(line, x + PADDING, baseline, true);
        }
        if let Some(open) = open {
            let (rule, quiet) = (self.ink(Ink::Rule), self.ink(Ink::Quiet));
            self.write(format_args!(
                "<line x1=\"{}\" y1=\"{1}.5\" x2=\"{2}\" y2=\"{1}.5\" stroke-dasharray=\"3 3\" {rule}/>",
                x + PADDING,
                y + above,
                x + width - PADDING - 2
            ));
            self.write(format_args!(
                "<text x=\"{}\" y=\"{}\" {quiet}>",
                x + PADDING,
                y + above + 18
            ));
            self.linked_text(open.id, &open.words, "", quiet);
            self.svg.push_str("</text>");
        }
    }

    fn text_line(&mut self, line: &TextLine, x: u32, baseline: u32, bold_numbers: bool) {
        let ink = self.ink(if bold_numbers { Ink::Text } else { Ink::Quiet });
        self.write(format_args!(
            "<text x=\"{}\" y=\"{baseline}\" {ink}>",
            x + line.indent
        ));
        let quiet = self.ink(Ink::Quiet);
        for Run { text, kind } in &line.runs {
            match kind {
                Kind::Quiet if bold_numbers => self.span(text, quiet),
                Kind::Words | Kind::Quiet => escape_into(&mut self.svg, text),
                Kind::PlainNumber => self.span(text, "font-weight=\"600\""),
                Kind::Number(id) if bold_numbers => {
                    let number = self.ink(Ink::Number);
                    self.linked_text(*id, text, " font-weight=\"600\"", number);
                }
                Kind::Number(id) => self.linked_text(*id, text, "", quiet),
            }
        }
        self.svg.push_str("</text>");
    }

    fn span(&mut self, text: &str, attributes: &str) {
        self.write(format_args!("<tspan {attributes}>"));
        escape_into(&mut self.svg, text);
        self.svg.push_str("</tspan>");
    }

    /// A number as a link, or plain where there is nothing to lead to.
    fn linked_text(&mut self, id: BoxId, text: &str, weight: &str, ink: &str) {
        match (self.links)(id) {
            Some(address) => {
                self.linked = true;
                self.svg.push_str("<a href=\"");
                escape_into(&mut self.svg, &address);
                self.svg.push_str("\">");
                self.span(
                    text,
                    &format!("{ink}{weight} text-decoration=\"underline\""),
                );
                self.svg.push_str("</a>");
            }
            None if weight.is_empty() => escape_into(&mut self.svg, text),
            None => self.span(text, weight.trim_start()),
        }
    }

    /// A line through the corners with a head of 7 units at its end.
    fn arrow(&mut self, corners: &[(u32, u32)]) {
        let [start @ .., (before_x, before_y), (x, y)] = corners else {
            return;
        };
        let (shaft, head) = if before_x == x {
            ((*x, y.saturating_sub(7)), format!("M{x} {y}l-4 -7h8z"))
        } else if before_x < x {
            ((x.saturating_sub(7), *y), format!("M{x} {y}l-7 -4v8z"))
        } else {
            ((x + 7, *y), format!("M{x} {y}l7 -4v8z"))
        };
        let path: Vec<String> = start
            .iter()
            .chain([&(*before_x, *before_y), &shaft])
            .map(|(x, y)| format!("{x} {y}"))
            .collect();
        let (arrow, tip) = (self.ink(Ink::Arrow), self.ink(Ink::Tip));
        self.write(format_args!(
            "<path d=\"M{}\" fill=\"none\" stroke-width=\"1.2\" {arrow}/>",
            path.join("L")
        ));
        self.write(format_args!("<path d=\"{head}\" {tip}/>"));
    }
}

/// Text as XML may hold it; signs XML forbids are left out.
fn escape_into(svg: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            '\t' | '\n' | '\r' => svg.push(' '),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => {}
            sign => svg.push(sign),
        }
    }
}
