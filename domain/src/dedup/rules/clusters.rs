//! Clusters, what people said, and crowds.

use super::*;

#[test]
fn a_cluster_holds_only_members_that_agree() {
    // The second, with nearly nothing in it, would bridge two articles of one title.
    let first = with(|c| c.doi = text("10.5555/one"));
    let bridge = with(|c| {
        c.volume = None;
        c.issue = None;
        c.pages = None;
    });
    let last = with(|c| {
        c.doi = text("10.5555/two");
        c.volume = text("15");
        c.pages = text("33-41");
        c.issue = text("1");
    });
    let outcome = deduplicate(&[first, bridge, last], &Known::default());
    assert_ne!(outcome.cluster[0], outcome.cluster[2]);
    assert_eq!(outcome.joined.len(), 1);
    assert!(
        outcome
            .unsure
            .iter()
            .any(|link| link.evidence.contains(&Evidence::MembersDisagree))
    );
}

#[test]
fn any_number_of_duplicates_is_one_record() {
    let items: Vec<Citation> = (0..9)
        .map(|n| {
            with(|c| {
                c.database = Some(format!("Database {n}"));
                c.issue = if n % 2 == 0 { None } else { text("3") };
            })
        })
        .collect();
    let outcome = deduplicate(&items, &Known::default());
    assert_eq!(outcome.cluster, [0; 9]);
    assert_eq!(outcome.joined.len(), 8);
}

#[test]
fn a_person_keeps_apart_what_looks_the_same() {
    let items = [article(), article(), article()];
    let known = Known {
        group: &[],
        apart: &[(0, 1)],
    };
    let outcome = deduplicate(&items, &known);
    assert_ne!(outcome.cluster[0], outcome.cluster[1]);
    // The third may be either; nobody but a person can tell.
    assert!(outcome.joined.is_empty());
    assert_eq!(outcome.unsure.len(), 2);
}

#[test]
fn a_person_keeps_apart_through_others_too() {
    let early = with(|c| c.pages = None);
    let late = with(|c| c.issue = None);
    let outcome = deduplicate(
        &[article(), early, late],
        &Known {
            group: &[],
            apart: &[(0, 2)],
        },
    );
    assert_ne!(outcome.cluster[0], outcome.cluster[2]);
    assert_eq!(outcome.joined.len(), 1);
}

#[test]
fn what_is_together_stays_together() {
    let foreign = Citation {
        title: text("Something else entirely"),
        ..Citation::default()
    };
    let known = Known {
        group: &[Some(4), Some(4)],
        apart: &[],
    };
    let outcome = deduplicate(&[article(), foreign, article()], &known);
    assert_eq!(outcome.cluster[0], outcome.cluster[1]);
}

#[test]
fn a_ruling_is_stronger_than_a_group() {
    let known = Known {
        group: &[Some(1), Some(1), Some(1)],
        apart: &[(0, 1), (7, 9)],
    };
    let outcome = deduplicate(&[article(), article(), article()], &known);
    assert_ne!(outcome.cluster[0], outcome.cluster[1]);
}

#[test]
fn a_link_says_why() {
    let other = with(|c| {
        c.year = Some(2012);
        c.pages = text("211-9");
    });
    let outcome = deduplicate(&[article(), other], &Known::default());
    let words = outcome.joined[0].words();
    assert!(
        words.starts_with("same title, same authors, same pages"),
        "{words}"
    );
    assert!(words.ends_with("year differs by 1"), "{words}");
    assert_eq!(outcome.joined[0].certainty, Certainty::Sure);
}

#[test]
fn nothing_is_found_in_nothing() {
    let outcome = deduplicate(&[], &Known::default());
    assert_eq!(outcome, Outcome::default());
    let empty = vec![Citation::default(); 3];
    assert_eq!(deduplicate(&empty, &Known::default()).cluster, [0, 1, 2]);
}

#[test]
fn a_large_block_costs_little() {
    // 5,000 editorials of one name: without a cap on blocks this would be 12 million pairs.
    let items: Vec<Citation> = (0..5_000u32)
        .map(|n| Citation {
            title: text("Editorial"),
            authors: vec!["Dell, Ruth".into()],
            year: Some(2000),
            journal: text("Annals of Community Health"),
            volume: Some((n / 12).to_string()),
            pages: Some((n % 977).to_string()),
            ..Citation::default()
        })
        .collect();
    let (library, read) = item::read_all(&items);
    let pairs = block::pairs(&read, &library);
    assert!(pairs.len() < items.len() * 60, "{}", pairs.len());
}

#[test]
fn many_entries_alike_to_the_letter_cost_little() {
    let weak = Citation {
        title: text("Editorial"),
        authors: vec!["Dell, Ruth".into()],
        year: Some(2000),
        journal: text("Annals of Community Health"),
        ..Citation::default()
    };
    let items: Vec<Citation> = std::iter::repeat_n(weak, 3_000)
        .chain(std::iter::repeat_n(article(), 3_000))
        .collect();
    let outcome = deduplicate(&items, &Known::default());
    // What says too little to be one stays apart, with a few links for a person.
    assert_eq!(outcome.cluster[2_999], 2_999);
    assert!(outcome.unsure.len() <= 8, "{}", outcome.unsure.len());
    assert!(
        outcome.cluster[3_000..]
            .iter()
            .all(|number| *number == 3_000)
    );
    assert_eq!(outcome.joined.len(), 2_999);
}

#[test]
fn an_entry_imported_again_goes_where_its_twin_is() {
    // A person put the erratum with the article; the engine would not.
    let erratum = with(|c| {
        c.title = text("Erratum: Walking groups and mood in retired miners: a cluster trial");
        c.pages = text("402");
    });
    let items = [article(), erratum.clone(), article(), erratum];
    let known = Known {
        group: &[Some(3), Some(3)],
        apart: &[],
    };
    assert_eq!(deduplicate(&items, &known).cluster, [0, 0, 0, 0]);
}
