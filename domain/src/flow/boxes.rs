//! The boxes of the template, in its order and its words.

use super::figures::Template;
use super::number::{BoxId, Column, Figure, thousands};
use super::tally::Flow;
use crate::log::SourceKind;

/// One box of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowBox {
    /// Its short name in the rules: D1 to D8, O1, O5 to O8, I.
    pub code: &'static str,
    /// The words above the lines, if it has several.
    pub heading: Option<&'static str>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The unfinished work shown inside it.
    pub open: Option<OpenLine>,
}

/// A line with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which number it is; `None` for an empty list ("Reports excluded: (n = 0)").
    pub id: Option<BoxId>,
    /// The words before the number.
    pub label: String,
    /// What stands there.
    pub figure: Figure,
}

/// Unfinished work inside a box: "860 still open".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// The list behind it.
    pub id: BoxId,
    /// The words, number first.
    pub words: String,
}

impl FlowBox {
    /// Whether any of its numbers is kept back: such a box is drawn dashed.
    #[must_use]
    pub fn is_kept_back(&self) -> bool {
        self.lines
            .iter()
            .any(|line| line.figure == Figure::KeptBack)
    }
}

impl Flow {
    /// The boxes in reading order: the databases column downwards, then the other one if the
    /// template has it, then inclusion.
    #[must_use]
    pub fn boxes(&self) -> Vec<FlowBox> {
        let d = Column::Databases;
        let mut boxes = vec![
            FlowBox {
                code: "D1",
                heading: Some("Records identified from*:"),
                lines: vec![
                    self.line("Databases", BoxId::Databases),
                    self.line("Registers", BoxId::Registers),
                ],
                open: None,
            },
            FlowBox {
                code: "D2",
                heading: Some("Records removed before screening:"),
                lines: vec![
                    self.line("Duplicate records removed", BoxId::Duplicates(d)),
                    self.line(
                        "Records marked as ineligible by automation tools",
                        BoxId::RemovedByAutomation,
                    ),
                    self.line(
                        "Records removed for other reasons",
                        BoxId::RemovedForOtherReasons,
                    ),
                ],
                open: None,
            },
            self.one(
                "D3",
                "Records screened",
                BoxId::Screened,
                Some((BoxId::ToScreen(d), "still open")),
            ),
            self.one("D4", "Records excluded**", BoxId::Excluded(d), None),
        ];
        boxes.extend(self.full_text_boxes(d, ["D5", "D6", "D7", "D8"]));
        if self.template() == Template::NewV2 {
            boxes.push(FlowBox {
                code: "O1",
                heading: Some("Records identified from:"),
                lines: vec![
                    self.line("Websites", BoxId::Websites),
                    self.line("Organisations", BoxId::Organisations),
                    self.line("Citation searching", BoxId::CitationSearching),
                ],
                open: None,
            });
            boxes.extend(self.full_text_boxes(Column::Other, ["O5", "O6", "O7", "O8"]));
        }
        boxes.push(FlowBox {
            code: "I",
            heading: None,
            lines: vec![
                self.line("Studies included in review", BoxId::Studies),
                self.line("Reports of included studies", BoxId::Reports),
            ],
            open: None,
        });
        boxes
    }

    fn full_text_boxes(&self, column: Column, codes: [&'static str; 4]) -> [FlowBox; 4] {
        let [sought, missing, assessed, excluded] = codes;
        [
            self.one(
                sought,
                "Reports sought for retrieval",
                BoxId::Sought(column),
                Some((BoxId::ToRetrieve(column), "to retrieve")),
            ),
            self.one(
                missing,
                "Reports not retrieved",
                BoxId::NotRetrieved(column),
                None,
            ),
            self.one(
                assessed,
                "Reports assessed for eligibility",
                BoxId::Assessed(column),
                Some((BoxId::ToAssess(column), "still open")),
            ),
            self.reasons(excluded, column),
        ]
    }

    /// Reports excluded, by reason. A reason nobody has used is left out; behind the veil the box is
    /// the same whatever reasons lie there.
    fn reasons(&self, code: &'static str, column: Column) -> FlowBox {
        if self.veil.full_text {
            let kept_back = Line {
                id: None,
                label: "Reports excluded".to_owned(),
                figure: Figure::KeptBack,
            };
            return FlowBox {
                code,
                heading: None,
                lines: vec![kept_back],
                open: None,
            };
        }
        let arm = self.counts.arm(column);
        let named = arm.reasons.iter().enumerate();
        let mut lines: Vec<Line> = named
            .map(|(place, reason)| self.line(&reason.label, BoxId::Reason(column, place)))
            .collect();
        lines.push(self.line("Reason not settled", BoxId::ReasonOpen(column)));
        lines.retain(|line| line.figure.n() != Some(0));
        if lines.is_empty() {
            let none = Figure::Count { n: 0, declared: 0 };
            lines.push(Line {
                id: None,
                label: "Reports excluded".to_owned(),
                figure: none,
            });
            return FlowBox {
                code,
                heading: None,
                lines,
                open: None,
            };
        }
        FlowBox {
            code,
            heading: Some("Reports excluded:"),
            lines,
            open: None,
        }
    }

    fn one(
        &self,
        code: &'static str,
        label: &str,
        id: BoxId,
        open: Option<(BoxId, &str)>,
    ) -> FlowBox {
        let open = open.and_then(|(id, words)| match self.figure(id).n() {
            Some(n) if n > 0 => Some(OpenLine {
                id,
                words: format!("{} {words}", thousands(n)),
            }),
            _ => None,
        });
        FlowBox {
            code,
            heading: None,
            lines: vec![self.line(label, id)],
            open,
        }
    }

    fn line(&self, label: &str, id: BoxId) -> Line {
        Line {
            id: Some(id),
            label: label.to_owned(),
            figure: self.figure(id),
        }
    }

    /// Whether any source is of this kind; the CSV hides lines of kinds nobody used.
    pub(super) fn uses(&self, kind: SourceKind) -> bool {
        self.counts.sources.iter().any(|source| source.kind == kind)
            || self
                .counts
                .declared
                .iter()
                .any(|declared| declared.from == kind)
    }
}
