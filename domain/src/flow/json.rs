//! A flow as JSON: the boxes under their short names (D1 to D8, O1, O5 to O8, I1, I2).
//!
//! A number kept back is `null` and its box is named in `kept_back`. Counts are whole numbers.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::figures::Template;
use super::number::{BoxId, Column};
use super::tally::Flow;

#[derive(Serialize)]
struct NamedReason<'a> {
    key: Option<&'a str>,
    reason: &'a str,
    n: u64,
}

#[derive(Serialize)]
struct Identified {
    databases: Option<u64>,
    registers: Option<u64>,
}

#[derive(Serialize)]
struct OtherIdentified {
    websites: Option<u64>,
    organisations: Option<u64>,
    citation_searching: Option<u64>,
}

#[derive(Serialize)]
struct Removed {
    duplicates: Option<u64>,
    automation: Option<u64>,
    other: Option<u64>,
}

#[derive(Serialize)]
struct ByColumn {
    databases: Option<u64>,
    other: Option<u64>,
}

impl Flow {
    fn by_column(&self, id: impl Fn(Column) -> BoxId) -> ByColumn {
        ByColumn {
            databases: self.figure(id(Column::Databases)).n(),
            other: self.figure(id(Column::Other)).n(),
        }
    }

    fn named_reasons(&self, column: Column) -> Option<Vec<NamedReason<'_>>> {
        if self.veil.full_text {
            return None;
        }
        let mut named = Vec::new();
        for (place, reason) in self.counts.arm(column).reasons.iter().enumerate() {
            let n = self.figure(BoxId::Reason(column, place)).n().unwrap_or(0);
            named.push(NamedReason {
                key: Some(&reason.key),
                reason: &reason.label,
                n,
            });
        }
        let n = self.figure(BoxId::ReasonOpen(column)).n().unwrap_or(0);
        named.push(NamedReason {
            key: None,
            reason: "Reason not settled",
            n,
        });
        named.retain(|reason| reason.n > 0);
        Some(named)
    }
}

impl Serialize for Flow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (d, o) = (Column::Databases, Column::Other);
        let n = |id| self.figure(id).n();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("template", &self.template())?;
        map.serialize_entry("provisional", &self.is_provisional())?;
        map.serialize_entry("open", &self.open())?;
        map.serialize_entry("sources", &self.counts.sources)?;
        map.serialize_entry(
            "D1",
            &Identified {
                databases: n(BoxId::Databases),
                registers: n(BoxId::Registers),
            },
        )?;
        map.serialize_entry(
            "D2",
            &Removed {
                duplicates: n(BoxId::Duplicates(d)),
                automation: n(BoxId::RemovedByAutomation),
                other: n(BoxId::RemovedForOtherReasons),
            },
        )?;
        map.serialize_entry("D3", &n(BoxId::Screened))?;
        map.serialize_entry("D4", &n(BoxId::Excluded(d)))?;
        let by_tools = n(BoxId::Excluded(d)).map(|_| self.counts.databases.excluded_by_automation);
        map.serialize_entry("D4_by_automation", &by_tools)?;
        map.serialize_entry("D5", &n(BoxId::Sought(d)))?;
        map.serialize_entry("D6", &n(BoxId::NotRetrieved(d)))?;
        map.serialize_entry("D7", &n(BoxId::Assessed(d)))?;
        map.serialize_entry("D8", &self.named_reasons(d))?;
        if self.template() == Template::NewV2 {
            map.serialize_entry(
                "O1",
                &OtherIdentified {
                    websites: n(BoxId::Websites),
                    organisations: n(BoxId::Organisations),
                    citation_searching: n(BoxId::CitationSearching),
                },
            )?;
            map.serialize_entry("O_known_from_databases", &n(BoxId::KnownFromDatabases))?;
            map.serialize_entry("O_found_twice", &n(BoxId::Duplicates(o)))?;
            map.serialize_entry("O_excluded_on_title_and_abstract", &n(BoxId::Excluded(o)))?;
            map.serialize_entry("O5", &n(BoxId::Sought(o)))?;
            map.serialize_entry("O6", &n(BoxId::NotRetrieved(o)))?;
            map.serialize_entry("O7", &n(BoxId::Assessed(o)))?;
            map.serialize_entry("O8", &self.named_reasons(o))?;
        }
        map.serialize_entry("I1", &n(BoxId::Studies))?;
        map.serialize_entry("I2", &n(BoxId::Reports))?;
        map.serialize_entry("to_screen", &self.by_column(BoxId::ToScreen))?;
        map.serialize_entry("to_retrieve", &self.by_column(BoxId::ToRetrieve))?;
        map.serialize_entry("to_assess", &self.by_column(BoxId::ToAssess))?;
        map.serialize_entry("awaiting_classification", &self.by_column(BoxId::Awaiting))?;
        map.serialize_entry("ongoing", &self.by_column(BoxId::Ongoing))?;
        let notes: Vec<String> = self.footnotes().iter().map(super::Footnote::text).collect();
        map.serialize_entry("footnotes", &notes)?;
        let boxes = self.boxes();
        let kept_back: Vec<&str> = boxes
            .iter()
            .filter(|one| one.is_kept_back())
            .map(|one| one.code)
            .collect();
        map.serialize_entry("kept_back", &kept_back)?;
        map.end()
    }
}
