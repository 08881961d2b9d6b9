//! What holds for any input: generated citations, drawn from few values so that many collide.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

fn title() -> impl Strategy<Value = Option<String>> {
    option::weighted(
        0.95,
        select(vec![
            "Walking groups and mood in retired miners",
            "Walking groups and mood in retired miners: a trial",
            "Walking groups and mood in retired mniers",
            "Walking groups and mood in retired miners. Part 1",
            "Walking groups and mood in retired miners. Part II",
            "Erratum: Walking groups and mood in retired miners",
            "Gehgruppen und Stimmung der Bergleute",
            "Fresh vegetables in the kitchens of small prisons",
            "Editorial",
        ])
        .prop_map(str::to_owned),
    )
}

fn some(values: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    option::of(select(values).prop_map(str::to_owned))
}

fn citation() -> impl Strategy<Value = Citation> {
    (
        title(),
        vec(
            select(vec!["Arden, Paula", "Arden P", "Brook, T. L.", "Coe, Ines"])
                .prop_map(str::to_owned),
            0..3,
        ),
        option::of(2010u16..2013),
        some(&["Annals of Care", "Ann Care", "Archives of Walking"]),
        some(&["3", "4"]),
        some(&["1", "2"]),
        some(&["10-19", "10-9", "S27", "1-9"]),
        some(&["10.5555/a", "10.5555/b"]),
        option::weighted(0.1, select(vec!["1", "2"]).prop_map(str::to_owned)),
    )
        .prop_map(
            |(title, authors, year, journal, volume, issue, pages, doi, pmid)| Citation {
                title,
                authors,
                year,
                journal,
                volume,
                issue,
                pages,
                doi,
                pmid,
                ..Citation::default()
            },
        )
}

/// Text of any characters, rare ones included.
fn any_citation() -> impl Strategy<Value = Citation> {
    (
        option::of(any::<String>()),
        vec(any::<String>(), 0..4),
        option::of(any::<u16>()),
        vec(option::of(any::<String>()), 8),
    )
        .prop_map(|(title, authors, year, rest)| {
            let field = |at: usize| rest.get(at).cloned().flatten();
            Citation {
                title,
                authors,
                year,
                journal: field(0),
                volume: field(1),
                issue: field(2),
                pages: field(3),
                doi: field(4).map(|text| format!("10.1000/{text}")),
                pmid: field(5),
                abstract_text: field(6),
                issn: field(7),
                ..Citation::default()
            }
        })
}

fn rulings() -> impl Strategy<Value = Vec<(Index, Index)>> {
    vec((any::<Index>(), any::<Index>()), 0..4)
}

fn places(rulings: &[(Index, Index)], count: usize) -> Vec<(usize, usize)> {
    rulings
        .iter()
        .map(|(a, b)| (a.index(count), b.index(count)))
        .filter(|(a, b)| a != b)
        .collect()
}

/// The clusters as sets of items.
fn sets(cluster: &[u32]) -> BTreeSet<Vec<usize>> {
    let mut sets: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (item, number) in cluster.iter().enumerate() {
        sets.entry(*number).or_default().push(item);
    }
    sets.into_values().collect()
}

/// Links as the pairs of clusters they lie between, with their scores.
fn between(outcome: &Outcome, links: &[Link]) -> BTreeSet<(Vec<usize>, Vec<usize>, u16)> {
    let members = |item: usize| -> Vec<usize> {
        (0..outcome.cluster.len())
            .filter(|other| outcome.cluster[*other] == outcome.cluster[item])
            .collect()
    };
    links
        .iter()
        .map(|link| {
            let (a, b) = (members(link.a), members(link.b));
            (a.clone().min(b.clone()), a.max(b), link.score)
        })
        .collect()
}

/// A thousand cases, or more by `PROPTEST_CASES`.
fn at_least_a_thousand() -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig {
        cases: config.cases.max(1000),
        ..config
    }
}

proptest! {
    #![proptest_config(at_least_a_thousand())]

    #[test]
    fn the_order_of_the_input_does_not_matter(
        items in vec(citation(), 1..14),
        keys in vec(any::<u64>(), 14),
        ruled in rulings(),
    ) {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|item| keys[*item]);
        let moved: Vec<Citation> = order.iter().map(|item| items[*item].clone()).collect();
        let apart = places(&ruled, items.len());
        let new_place = |item: usize| order.iter().position(|old| *old == item).unwrap();
        let moved_apart: Vec<(usize, usize)> =
            apart.iter().map(|(a, b)| (new_place(*a), new_place(*b))).collect();

        let before = deduplicate(&items, &Known { group: &[], apart: &apart });
        let mut after = deduplicate(&moved, &Known { group: &[], apart: &moved_apart });
        // Back to the old places.
        let back = |item: usize| order[item];
        after.cluster = (0..items.len()).map(|item| after.cluster[new_place(item)]).collect();
        for link in after.joined.iter_mut().chain(&mut after.unsure) {
            (link.a, link.b) = (back(link.a), back(link.b));
        }
        prop_assert_eq!(sets(&before.cluster), sets(&after.cluster));
        prop_assert_eq!(before.joined.len(), after.joined.len());
        prop_assert_eq!(between(&before, &before.unsure), between(&after, &after.unsure));
    }

    #[test]
    fn clusters_part_the_items_and_links_fit_them(items in vec(citation(), 0..14)) {
        let outcome = deduplicate(&items, &Known::default());
        prop_assert_eq!(outcome.cluster.len(), items.len());
        let clusters = sets(&outcome.cluster).len();
        prop_assert_eq!(outcome.joined.len(), items.len() - clusters);
        let highest = outcome.cluster.iter().max().map_or(0, |number| *number as usize + 1);
        prop_assert_eq!(highest, clusters);
        for link in &outcome.joined {
            prop_assert!(link.a < link.b);
            prop_assert_eq!(link.certainty, Certainty::Sure);
            prop_assert_eq!(outcome.cluster[link.a], outcome.cluster[link.b]);
        }
        let mut seen = BTreeSet::new();
        let mut last = u16::MAX;
        for link in &outcome.unsure {
            let (a, b) = (outcome.cluster[link.a], outcome.cluster[link.b]);
            prop_assert_ne!(a, b);
            prop_assert!(seen.insert((a.min(b), a.max(b))));
            prop_assert!(link.score <= last);
            prop_assert!(!link.evidence.is_empty());
            last = link.score;
        }
    }

    #[test]
    fn what_a_person_told_apart_stays_apart(
        items in vec(citation(), 1..14),
        group in vec(option::of(0u32..4), 14),
        ruled in rulings(),
    ) {
        let apart = places(&ruled, items.len());
        let outcome = deduplicate(&items, &Known { group: &group, apart: &apart });
        for (a, b) in &apart {
            prop_assert_ne!(outcome.cluster[*a], outcome.cluster[*b]);
        }
        for link in &outcome.unsure {
            let (a, b) = (outcome.cluster[link.a], outcome.cluster[link.b]);
            for (x, y) in &apart {
                let (x, y) = (outcome.cluster[*x], outcome.cluster[*y]);
                prop_assert_ne!((a.min(b), a.max(b)), (x.min(y), x.max(y)));
            }
        }
    }

    #[test]
    fn what_is_together_stays_so(
        items in vec(citation(), 1..14),
        group in vec(option::of(0u32..4), 14),
    ) {
        let outcome = deduplicate(&items, &Known { group: &group, apart: &[] });
        for (a, one) in group.iter().take(items.len()).enumerate() {
            for (b, other) in group.iter().take(items.len()).enumerate() {
                if one.is_some() && one == other {
                    prop_assert_eq!(outcome.cluster[a], outcome.cluster[b]);
                }
            }
        }
    }

    #[test]
    fn a_second_run_finds_nothing_new(items in vec(citation(), 0..14), ruled in rulings()) {
        let apart = if items.is_empty() { Vec::new() } else { places(&ruled, items.len()) };
        let first = deduplicate(&items, &Known { group: &[], apart: &apart });
        let group: Vec<Option<u32>> = first.cluster.iter().copied().map(Some).collect();
        let second = deduplicate(&items, &Known { group: &group, apart: &apart });
        prop_assert_eq!(&second.cluster, &first.cluster);
        prop_assert!(second.joined.is_empty());
        prop_assert_eq!(between(&first, &first.unsure), between(&second, &second.unsure));
    }

    #[test]
    fn no_text_makes_it_panic(items in vec(any_citation(), 0..6)) {
        let doubled: Vec<Citation> = items.iter().chain(&items).cloned().collect();
        let outcome = deduplicate(&doubled, &Known::default());
        prop_assert_eq!(outcome.cluster.len(), doubled.len());
    }

    #[test]
    fn no_punctuation_makes_it_panic(titles in vec("[\\[\\]()<>:;,.a-zI1 \u{301}é]{0,40}", 0..6)) {
        let items: Vec<Citation> = titles
            .iter()
            .map(|text| Citation {
                title: Some(text.clone()),
                authors: vec![text.clone()],
                journal: Some(text.clone()),
                pages: Some(text.clone()),
                volume: Some(text.clone()),
                ..Citation::default()
            })
            .collect();
        let outcome = deduplicate(&items, &Known::default());
        prop_assert_eq!(outcome.cluster.len(), items.len());
    }
}
