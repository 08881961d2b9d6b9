//! Two measures with their intervals, row by row on one axis: a dot with a whisker, a square below.

use std::fmt::Write;

/// A measure to draw: its value, and its interval if it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The value, at most 1.
    pub value: f64,
    /// The 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// What stands in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Both measures (a missing one says why), then words, then a link and its words.
    Marks {
        /// The dot.
        dot: Result<Mark, String>,
        /// The square.
        square: Result<Mark, String>,
        /// What that means.
        words: String,
        /// Where the counts behind it are, and the counts.
        link: (String, String),
    },
    /// Words instead of marks, in a dashed box.
    KeptBack(&'static str),
}

/// A row: two lines at the left, and its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The first line.
    pub name: String,
    /// The second line.
    pub under: String,
    /// The rest.
    pub content: Content,
}

const WIDTH: f64 = 1016.0;
const ROW: f64 = 52.0;
const HEAD: f64 = 22.0;
const LEFT: f64 = 236.0;
const AXIS: f64 = 420.0;
/// Columns of value, interval and words.
const VALUE: u32 = 680;
const INTERVAL: u32 = 722;
const WORDS: u32 = 840;

/// The axis from its lowest fifth to 1.
#[derive(Clone, Copy)]
struct Axis {
    from: f64,
    left: f64,
    width: f64,
}

impl Axis {
    /// From 0, or from the fifth below the lowest end of any mark.
    fn over<'m>(marks: impl Iterator<Item = &'m Mark>, left: f64, width: f64) -> Self {
        let lowest = marks
            .map(|mark| mark.interval.map_or(mark.value, |(low, _)| low))
            .fold(0.0, f64::min);
        Self {
            from: (lowest * 5.0).floor().max(-5.0) / 5.0,
            left,
            width,
        }
    }

    fn x(self, value: f64) -> f64 {
        let share = (value.clamp(self.from, 1.0) - self.from) / (1.0 - self.from);
        tenth(self.left + share * self.width)
    }

    fn fifths(self) -> Vec<f64> {
        let steps = ((1.0 - self.from) * 5.0).round() as u32;
        (0..=steps)
            .map(|step| self.from + f64::from(step) / 5.0)
            .collect()
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// A value with two digits; minus zero reads as zero.
pub fn short(value: f64) -> String {
    format!("{:.2}", if value.abs() < 0.005 { 0.0 } else { value })
}

fn marks(row: &Row) -> Vec<&Mark> {
    match &row.content {
        Content::Marks { dot, square, .. } => dot.iter().chain(square.iter()).collect(),
        Content::KeptBack(_) => Vec::new(),
    }
}

/// Text as it may stand in SVG.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}

/// The picture for wide screens. `label` names it; the two measures are named on the axis head.
pub fn wide(label: &str, measures: [&str; 2], rows: &[Row]) -> String {
    let axis = Axis::over(rows.iter().flat_map(marks), LEFT, AXIS);
    let bottom = HEAD + ROW * rows.len() as f64 + 8.0;
    let height = bottom + 25.0;
    let mut svg = format!(
        "<svg class=\"picture\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         role=\"group\" aria-label=\"{}\">",
        escaped(label)
    );
    let [dot, square] = measures.map(escaped);
    let _ = write!(
        svg,
        "<circle class=\"main\" cx=\"241\" cy=\"9\" r=\"4.5\"/><text class=\"t2\" x=\"252\" y=\"14\">{dot}</text>\
         <rect class=\"second\" x=\"296\" y=\"5\" width=\"9\" height=\"9\"/><text class=\"t2\" x=\"311\" y=\"14\">{square}</text>\
         <text class=\"t2\" x=\"{VALUE}\" y=\"14\">value</text>\
         <text class=\"t2\" x=\"{INTERVAL}\" y=\"14\">95\u{a0}% interval</text>\
         <text class=\"t2\" x=\"{WORDS}\" y=\"14\">in words</text>"
    );
    for fifth in axis.fifths() {
        let x = axis.x(fifth);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{:.1} {HEAD}V{bottom}\"/>\
             <text class=\"t2\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            x.floor() + 0.5,
            bottom + 18.0,
            fifth_words(fifth)
        );
    }
    for (place, row) in rows.iter().enumerate() {
        let top = HEAD + ROW * place as f64;
        if place > 0 {
            let _ = write!(svg, "<path class=\"grid\" d=\"M0 {}H{WIDTH}\"/>", top + 0.5);
        }
        wide_row(&mut svg, axis, top, row);
    }
    svg.push_str("</svg>");
    svg
}

fn fifth_words(fifth: f64) -> String {
    let rounded = tenth(fifth);
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        rounded.to_string()
    }
}

fn wide_row(svg: &mut String, axis: Axis, top: f64, row: &Row) {
    let (first, second) = (top + 22.0, top + 40.0);
    let _ = write!(
        svg,
        "<text class=\"strong t14\" x=\"0\" y=\"{first}\">{}</text>\
         <text class=\"t2\" x=\"0\" y=\"{second}\">{}</text>",
        escaped(&row.name),
        escaped(&row.under)
    );
    match &row.content {
        Content::KeptBack(words) => {
            let _ = write!(
                svg,
                "<rect class=\"box box-open\" x=\"{LEFT}.5\" y=\"{}\" width=\"420\" height=\"32\" rx=\"6\"/>\
                 <text class=\"t2\" x=\"250\" y=\"{}\">{words}</text>",
                top + 10.5,
                top + 31.0
            );
        }
        Content::Marks {
            dot,
            square,
            words,
            link: (to, counts),
        } => {
            line(svg, first, dot);
            line(svg, second, square);
            if let Ok(mark) = dot {
                draw_dot(svg, axis, top + 18.0, mark);
            }
            if let Ok(mark) = square {
                draw_square(svg, axis, top + 35.0, mark);
            }
            let x = if dot.is_ok() && square.is_ok() {
                WORDS
            } else {
                INTERVAL + 230
            };
            let _ = write!(
                svg,
                "<text x=\"{x}\" y=\"{first}\">{}</text>\
                 <a href=\"{}\"><text x=\"{x}\" y=\"{second}\">{}</text></a>",
                escaped(if dot.is_ok() && square.is_ok() {
                    words
                } else {
                    ""
                }),
                escaped(to),
                escaped(counts)
            );
        }
    }
}

fn line(svg: &mut String, y: f64, mark: &Result<Mark, String>) {
    match mark {
        Err(why) => {
            let _ = write!(
                svg,
                "<text class=\"t2\" x=\"{VALUE}\" y=\"{y}\">{}</text>",
                escaped(why)
            );
        }
        Ok(mark) => {
            let _ = write!(
                svg,
                "<text class=\"strong\" x=\"{VALUE}\" y=\"{y}\">{}</text>",
                short(mark.value)
            );
            if let Some((low, high)) = mark.interval {
                let _ = write!(
                    svg,
                    "<text class=\"t2\" x=\"{INTERVAL}\" y=\"{y}\">{} to {}</text>",
                    short(low),
                    short(high)
                );
            }
        }
    }
}

fn whisker(svg: &mut String, axis: Axis, y: f64, class: &str, mark: &Mark) {
    if let Some((low, high)) = mark.interval {
        let (low, high, from) = (axis.x(low), axis.x(high), y - 4.0);
        let _ = write!(
            svg,
            "<path class=\"{class}\" d=\"M{low} {y}H{high}M{low} {from}v8M{high} {from}v8\"/>"
        );
    }
}

fn draw_dot(svg: &mut String, axis: Axis, y: f64, mark: &Mark) {
    whisker(svg, axis, y, "whisker", mark);
    let x = axis.x(mark.value);
    let _ = write!(
        svg,
        "<circle class=\"main\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\"/>"
    );
}

fn draw_square(svg: &mut String, axis: Axis, y: f64, mark: &Mark) {
    whisker(svg, axis, y, "whisker-second", mark);
    let x = tenth(axis.x(mark.value) - 4.5);
    let _ = write!(
        svg,
        "<rect class=\"second\" x=\"{x}\" y=\"{}\" width=\"9\" height=\"9\"/>",
        y - 4.5
    );
}

/// One row alone for narrow screens, without words.
pub fn narrow(label: &str, dot: Option<&Mark>, square: Option<&Mark>) -> String {
    let axis = Axis::over(dot.into_iter().chain(square), 4.0, 340.0);
    let mut svg = format!(
        "<svg class=\"picture\" width=\"348\" height=\"40\" viewBox=\"0 0 348 40\" role=\"img\" \
         aria-label=\"{}\">",
        escaped(label)
    );
    for fifth in axis.fifths() {
        let _ = write!(svg, "<path class=\"grid\" d=\"M{} 0V40\"/>", axis.x(fifth));
    }
    if let Some(mark) = dot {
        draw_dot(&mut svg, axis, 12.0, mark);
    }
    if let Some(mark) = square {
        draw_square(&mut svg, axis, 29.0, mark);
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(dot: Result<Mark, String>, square: Result<Mark, String>) -> Row {
        Row {
            name: "Main <1>".to_owned(),
            under: "894 records".to_owned(),
            content: Content::Marks {
                dot,
                square,
                words: "mostly".to_owned(),
                link: ("/a?b&c".to_owned(), "851 of 894".to_owned()),
            },
        }
    }

    fn mark(value: f64, low: f64) -> Mark {
        Mark {
            value,
            interval: Some((low, 1.0)),
        }
    }

    #[test]
    fn marks_stand_where_their_values_are() {
        let svg = wide(
            "a",
            ["AC1", "kappa"],
            &[row(Ok(mark(0.5, 0.0)), Ok(mark(1.0, 0.8)))],
        );
        assert!(svg.contains("cx=\"446\" cy=\"40\""), "{svg}");
        assert!(svg.contains("<rect class=\"second\" x=\"651.5\""), "{svg}");
        assert!(svg.contains("d=\"M236 40H656M236 36v8M656 36v8\""), "{svg}");
        assert!(svg.contains("Main &lt;1&gt;") && svg.contains("href=\"/a?b&amp;c\""));
    }

    #[test]
    fn the_axis_goes_as_low_as_the_lowest_interval() {
        let svg = wide(
            "a",
            ["AC1", "kappa"],
            &[row(Ok(mark(0.1, -0.31)), Ok(mark(0.2, 0.1)))],
        );
        assert!(
            svg.contains(">-0.4</text>") && svg.contains(">0</text>"),
            "{svg}"
        );
        assert!(!svg.contains(">-0.6</text>"), "{svg}");
    }

    #[test]
    fn what_has_no_value_has_no_mark_but_says_why() {
        let why = || Err("undefined, because only one category occurs".to_owned());
        let svg = wide("a", ["AC1", "kappa"], &[row(why(), why())]);
        assert_eq!(
            svg.matches("<circle").count(),
            1,
            "only the one on the axis head"
        );
        assert_eq!(svg.matches("undefined, because").count(), 2);
        let kept = Row {
            content: Content::KeptBack("Kept back while you screen."),
            ..row(why(), why())
        };
        let svg = wide("a", ["AC1", "kappa"], &[kept]);
        assert!(svg.contains("Kept back while you screen.") && !svg.contains("href"));
    }
}
