//! The rules of deduplication, each with citations of its own.

mod apart;
mod clusters;
mod same;

use super::*;

fn article() -> Citation {
    Citation {
        title: Some("Walking groups and mood in retired miners: a cluster trial".into()),
        authors: vec![
            "Arden, Paula".into(),
            "Brook, Thomas L.".into(),
            "Coe, Ines".into(),
        ],
        year: Some(2011),
        journal: Some("Annals of Community Health".into()),
        volume: Some("14".into()),
        issue: Some("3".into()),
        pages: Some("211-219".into()),
        ..Citation::default()
    }
}

fn with(change: impl FnOnce(&mut Citation)) -> Citation {
    let mut citation = article();
    change(&mut citation);
    citation
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[derive(Debug, PartialEq, Eq)]
enum Found {
    Joined,
    Asked,
    Apart,
}

fn found(a: Citation, b: Citation) -> Found {
    let outcome = deduplicate(&[a, b], &Known::default());
    match (outcome.joined.len(), outcome.unsure.len()) {
        (1, 0) => {
            assert_eq!(outcome.cluster, [0, 0]);
            Found::Joined
        }
        (0, 1) => {
            assert_eq!(outcome.cluster, [0, 1]);
            Found::Asked
        }
        (0, 0) => Found::Apart,
        counts => panic!("one link at most: {counts:?}"),
    }
}
