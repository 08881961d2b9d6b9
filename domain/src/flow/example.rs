//! One made-up review in the middle of its work, for the tests of this module.

use super::{Arm, Counts, Flow, Included, Reason, Source, Waiting};
use crate::log::SourceKind;

fn reason(label: &str, n: u64) -> Reason {
    Reason {
        key: label.to_lowercase(),
        label: label.to_owned(),
        n,
    }
}

/// 1,500 hits of two databases, 20 of citation searching; every stage still has open work.
pub(super) fn counts() -> Counts {
    Counts {
        sources: vec![
            Source {
                name: "PubMed".to_owned(),
                kind: SourceKind::Database,
                hits: 900,
            },
            Source {
                name: "Nurses' index".to_owned(),
                kind: SourceKind::Database,
                hits: 600,
            },
            Source {
                name: "Reference lists".to_owned(),
                kind: SourceKind::CitationSearching,
                hits: 20,
            },
        ],
        databases: Arm {
            records: 1_000,
            excluded: 700,
            excluded_by_automation: 50,
            title_abstract: Waiting {
                untouched: 180,
                partly: 45,
                disagreements: 5,
            },
            sought: 70,
            to_seek: 6,
            requested: 4,
            not_retrieved: 7,
            full_text: Waiting {
                untouched: 15,
                partly: 5,
                disagreements: 2,
            },
            reasons: vec![
                reason("Not the UK", 12),
                reason("Wrong setting (hospital, GP)", 8),
            ],
            awaiting: 1,
            ongoing: 1,
            included: 9,
            ..Arm::default()
        },
        other: Arm {
            records: 12,
            excluded: 3,
            title_abstract: Waiting {
                untouched: 1,
                ..Waiting::default()
            },
            sought: 8,
            to_seek: 1,
            not_retrieved: 1,
            full_text: Waiting {
                untouched: 1,
                ..Waiting::default()
            },
            reasons: vec![reason("Not the UK", 2)],
            included: 3,
            ..Arm::default()
        },
        known_from_databases: 6,
        included: Included {
            studies: 9,
            reports: 12,
        },
        ..Counts::default()
    }
}

pub(super) fn running() -> Flow {
    Flow::tally(counts()).expect("the example adds up")
}
