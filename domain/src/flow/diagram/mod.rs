//! The flow as a picture: SVG with the boxes, the words and the order of the PRISMA 2020 template.
//!
//! 816 units wide (426 for the template without other methods), meant to be shown 1:1. Nobody
//! measures text here: lines are broken by Arial's widths at 92 % of the room, so that a face of
//! another width still fits. Only SVG attributes and classes are written, never a `style` attribute.
//!
//! On [`Ground::Page`] colours come from the page by class, so that dark and print follow:
//!
//! | class | on | set |
//! |---|---|---|
//! | `flow-head` | heading bars and side strips | `fill: sunk; stroke: line` |
//! | `flow-box` | boxes | `fill: surface; stroke: line-2` |
//! | `flow-box-included` | the last box | `fill: accent-tint; stroke: accent` |
//! | `flow-box-kept` | boxes with a number kept back, dashed | `fill: surface; stroke: line-2` |
//! | `flow-text` | words | `fill: ink` |
//! | `flow-quiet` | open work, footnotes, "kept back" | `fill: ink-2` |
//! | `flow-number` | linked numbers | `fill: accent` |
//! | `flow-rule` | dashed line above open work | `stroke: ink-3` |
//! | `flow-arrow` | arrows | `stroke: ink-3` |
//! | `flow-tip` | arrow heads | `fill: ink-3` |
//!
//! [`Ground::Standalone`] carries the light colours inside and prints open work as a footnote instead
//! of inside the boxes. A picture with links is a `group`, since what stands inside
//! an `img` cannot be reached by keyboard and screen reader; without links it is an `img`.

mod arial;
mod layout;
mod paint;
mod wrap;

use super::number::BoxId;
use super::tally::Flow;

/// Where the picture will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Inside a page that colours it by class.
    Page,
    /// A file of its own, light colours inside.
    Standalone,
}

/// Draws the flow. `links` says where the list behind a number is; `None` leaves the number plain.
#[must_use]
pub fn draw(flow: &Flow, ground: Ground, links: impl Fn(BoxId) -> Option<String>) -> String {
    paint::svg(flow, &layout::lay_out(flow, ground), ground, &links)
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use crate::flow::{Counts, Veil};

    fn linked(id: BoxId) -> Option<String> {
        Some(format!("/flow/list?of={id:?}&x=1"))
    }

    /// Element names close in the order they opened, and nothing is left open.
    fn is_balanced(svg: &str) -> bool {
        let mut open: Vec<&str> = Vec::new();
        for tag in svg.split('<').skip(1) {
            let Some((inside, _)) = tag.split_once('>') else {
                return false;
            };
            if let Some(name) = inside.strip_prefix('/') {
                if open.pop() != Some(name) {
                    return false;
                }
            } else if !inside.ends_with('/') {
                open.push(inside.split_whitespace().next().unwrap_or_default());
            }
        }
        open.is_empty()
    }

    #[test]
    fn every_number_of_a_box_is_a_link() {
        let flow = example::running();
        let svg = draw(&flow, Ground::Page, linked);
        for one in flow.boxes() {
            for id in one
                .lines
                .iter()
                .filter_map(|line| line.id)
                .chain(one.open.map(|open| open.id))
            {
                assert!(
                    svg.contains(&format!("href=\"/flow/list?of={id:?}&amp;x=1\"")),
                    "{id:?}"
                );
            }
        }
        assert!(svg.contains("role=\"group\"") && is_balanced(&svg));
    }

    #[test]
    fn colours_come_from_the_page_or_from_inside() {
        let page = draw(&example::running(), Ground::Page, linked);
        assert!(!page.contains('#') && !page.contains("style"));
        let file = draw(&example::running(), Ground::Standalone, |_| None);
        assert!(file.contains("#1c1d1f") && !file.contains("class=") && !file.contains("style"));
        assert!(file.contains("role=\"img\"") && !file.contains("<a ") && is_balanced(&file));
    }

    #[test]
    fn open_work_stands_in_the_page_and_under_the_file() {
        let page = draw(&example::running(), Ground::Page, linked);
        assert!(page.contains("230 still open") && !page.contains("Still open:"));
        let file = draw(&example::running(), Ground::Standalone, |_| None);
        assert!(!file.contains("230 still open") && file.contains("Still open:"));
    }

    #[test]
    fn what_is_kept_back_is_dashed_and_silent() {
        let veil = Veil {
            title_abstract: true,
            full_text: true,
        };
        let svg = draw(&example::running().behind(veil), Ground::Page, linked);
        assert_eq!(svg.matches("flow-box-kept").count(), 4);
        for told in ["700", "still open", "Not the UK", "(n = 9)"] {
            assert!(!svg.contains(told), "{told}");
        }
    }

    #[test]
    fn imported_words_cannot_leave_their_place() {
        let mut counts = example::counts();
        counts.databases.reasons[0].label = "</text><script>\u{1}&\"".to_owned();
        let svg = draw(&Flow::tally(counts).expect("adds up"), Ground::Page, linked);
        assert!(!svg.contains("<script") && !svg.contains('\u{1}') && is_balanced(&svg));
    }

    #[test]
    fn an_empty_review_has_one_column() {
        let svg = draw(
            &Flow::tally(Counts::default()).expect("empty adds up"),
            Ground::Page,
            linked,
        );
        assert!(svg.contains("width=\"426\"") && !svg.contains("other methods"));
    }
}
