//! What the template has no box for: sources, who excluded, the way of records from other methods,
//! reports set apart, declared counts.

use super::counts::Ended;
use super::figures::Template;
use super::number::{BoxId, Column, thousands};
use super::open::listing;
use super::tally::Flow;
use crate::log::SourceKind;

/// One footnote, piece by piece, so that its numbers can be links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footnote {
    /// The pieces in order; a blank stands inside the pieces, not between them.
    pub pieces: Vec<Piece>,
}

/// A stretch of a footnote's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// The number it prints, if it prints one.
    pub id: Option<BoxId>,
}

impl Footnote {
    /// The footnote as one line of text.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    fn say(&mut self, text: impl Into<String>) {
        self.pieces.push(Piece {
            text: text.into(),
            id: None,
        });
    }

    fn count(&mut self, id: BoxId, n: u64) {
        self.pieces.push(Piece {
            text: thousands(n),
            id: Some(id),
        });
    }
}

impl Flow {
    /// The footnotes in order. Without the open work, which the ribbon tells.
    #[must_use]
    pub fn footnotes(&self) -> Vec<Footnote> {
        let mut notes = vec![self.sources_and_excluders()];
        notes.extend(self.other_methods());
        for column in [Column::Databases, Column::Other] {
            notes.extend(self.records_and_reports(column));
        }
        notes.extend(self.set_apart());
        notes.extend(self.declared());
        notes.retain(|note| !note.pieces.is_empty());
        notes
    }

    fn sources_and_excluders(&self) -> Footnote {
        let mut note = Footnote::default();
        for (place, source) in self.counts.sources.iter().enumerate() {
            if source.kind.column() == Column::Databases {
                note.say(if note.pieces.is_empty() { "* " } else { ", " });
                note.say(format!("{} ", source.name));
                note.count(BoxId::Source(place), source.hits);
            }
        }
        if !note.pieces.is_empty() {
            note.say(". ");
        }
        let excluded = self.figure(BoxId::Excluded(Column::Databases)).n();
        let by_tools = self.counts.databases.excluded_by_automation;
        match excluded {
            None | Some(0) => {}
            Some(_) if by_tools == 0 => note.say("** All excluded by people."),
            Some(n) => note.say(format!(
                "** {} excluded by people, {} by automation tools.",
                thousands(n.saturating_sub(by_tools)),
                thousands(by_tools)
            )),
        }
        note
    }

    /// "Of the 34 records from other methods 12 were already known from databases and 3 were
    /// excluded on title and abstract."
    fn other_methods(&self) -> Option<Footnote> {
        let kinds = [
            SourceKind::Website,
            SourceKind::Organisation,
            SourceKind::CitationSearching,
        ];
        let hits = kinds
            .into_iter()
            .filter_map(|kind| self.figure(BoxId::of_kind(kind)).n());
        let hits = hits.fold(0_u64, u64::saturating_add);
        if self.template() == Template::NewV1 || hits == 0 {
            return None;
        }
        let other = Column::Other;
        let parts: Vec<(BoxId, u64, [&str; 2])> = [
            (
                BoxId::KnownFromDatabases,
                [
                    "was already known from databases",
                    "were already known from databases",
                ],
            ),
            (
                BoxId::Duplicates(other),
                ["was found twice", "were found twice"],
            ),
            (
                BoxId::Excluded(other),
                [
                    "was excluded on title and abstract",
                    "were excluded on title and abstract",
                ],
            ),
            (
                BoxId::ToScreen(other),
                [
                    "is open at title and abstract",
                    "are open at title and abstract",
                ],
            ),
        ]
        .into_iter()
        .filter_map(|(id, words)| {
            self.figure(id)
                .n()
                .filter(|n| *n > 0)
                .map(|n| (id, n, words))
        })
        .collect();
        let mut note = Footnote::default();
        for (place, (id, n, [one, many])) in parts.iter().enumerate() {
            note.say(match place {
                0 => format!("Of the {} records from other methods ", thousands(hits)),
                last if last + 1 == parts.len() => " and ".to_owned(),
                _ => ", ".to_owned(),
            });
            note.count(*id, *n);
            note.say(format!(" {}", if *n == 1 { one } else { many }));
        }
        if !parts.is_empty() {
            note.say(".");
        }
        Some(note)
    }

    /// Why the reports sought are not the records that went forward.
    fn records_and_reports(&self, column: Column) -> Option<Footnote> {
        let arm = self.counts.arm(column);
        let mut parts = Vec::new();
        if arm.extra_reports > 0 {
            parts.push(format!(
                "{} more than one for a record",
                thousands(arm.extra_reports)
            ));
        }
        if arm.merged_reports > 0 {
            parts.push(format!(
                "{} fewer because records led to the same report",
                thousands(arm.merged_reports)
            ));
        }
        if parts.is_empty() {
            return None;
        }
        let from = match column {
            Column::Databases => "databases and registers",
            Column::Other => "other methods",
        };
        let mut note = Footnote::default();
        note.say(format!("Reports sought from {from}: {}.", listing(&parts)));
        Some(note)
    }

    /// Reports that are neither excluded nor included.
    fn set_apart(&self) -> Option<Footnote> {
        let mut note = Footnote::default();
        let ids = [
            (
                BoxId::Awaiting as fn(Column) -> BoxId,
                [
                    "report awaits classification",
                    "reports await classification",
                ],
            ),
            (
                BoxId::Ongoing as fn(Column) -> BoxId,
                [
                    "report is of an ongoing study",
                    "reports are of ongoing studies",
                ],
            ),
        ];
        for (id, [one, many]) in ids {
            for column in [Column::Databases, Column::Other] {
                let Some(n) = self.figure(id(column)).n().filter(|n| *n > 0) else {
                    continue;
                };
                if !note.pieces.is_empty() {
                    note.say(" ");
                }
                note.count(id(column), n);
                let from = match column {
                    Column::Databases => "databases and registers",
                    Column::Other => "other methods",
                };
                note.say(format!(
                    " {} (from {from}).",
                    if n == 1 { one } else { many }
                ));
            }
        }
        Some(note)
    }

    /// Declared counts by name. One that ended in a box behind the veil is not named there.
    fn declared(&self) -> Vec<Footnote> {
        let seen = self.counts.declared.iter().filter(|declared| {
            let column = declared.from.column();
            let box_of = match declared.ended {
                Ended::Excluded => BoxId::Excluded(column),
                Ended::Reason(place) => BoxId::Reason(column, place),
                Ended::Included => BoxId::Reports,
                Ended::NotRetrieved => BoxId::NotRetrieved(column),
                Ended::Duplicate => BoxId::Duplicates(column),
                Ended::RemovedByAutomation => BoxId::RemovedByAutomation,
                Ended::RemovedForOtherReasons => BoxId::RemovedForOtherReasons,
            };
            declared.n > 0 && !self.veil.covers(box_of)
        });
        seen.map(|declared| {
            let mut note = Footnote::default();
            note.say(format!(
                "† {} declared without a list, {}: {} ({}, {}).",
                thousands(declared.n),
                match declared.from {
                    SourceKind::Database => "from databases",
                    SourceKind::Register => "from registers",
                    SourceKind::Website => "from websites",
                    SourceKind::Organisation => "from organisations",
                    SourceKind::CitationSearching => "from citation searching",
                },
                declared.why,
                declared.source,
                declared.who
            ));
            note
        })
        .collect()
    }
}
