//! What holds for settling, whatever people decide and in whichever order it arrives.

use super::*;
use crate::ids::{CriterionId, DecisionId, PersonId};
use crate::protocol::StagePolicy;
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn reasons() -> [CriterionId; 3] {
    [1, 2, 3].map(|n| CriterionId::from_uuid(id(n)))
}

fn decision(seq: i64, person: u8, verdict: Verdict, ticked: u8) -> Decision {
    let all = reasons();
    let mut chosen: Vec<_> = all
        .iter()
        .enumerate()
        .filter(|(n, _)| ticked & (1 << n) != 0)
        .map(|(_, r)| *r)
        .collect();
    if chosen.is_empty() {
        chosen.push(all[0]);
    }
    Decision {
        id: DecisionId::from_uuid(id(seq as u128 + 100)),
        person: PersonId::from_uuid(id(u128::from(person))),
        seq,
        ruling: Ruling::new(Stage::FullText, true, verdict, &chosen, None, &all).unwrap(),
        additional: false,
        void: false,
    }
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        Just(Verdict::Include),
        Just(Verdict::Unsure),
        Just(Verdict::Exclude)
    ]
}

fn decisions() -> impl Strategy<Value = Vec<Decision>> {
    prop::collection::vec(
        (0_u8..5, verdict(), 0_u8..8, prop::bool::weighted(0.1)),
        0..9,
    )
    .prop_map(|drawn| {
        (1..)
            .zip(drawn)
            .map(|(seq, (person, verdict, ticked, void))| Decision {
                void,
                ..decision(seq, person, verdict, ticked)
            })
            .collect()
    })
}

fn stage() -> impl Strategy<Value = Stage> {
    prop_oneof![Just(Stage::TitleAbstract), Just(Stage::FullText)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_order_of_arrival_plays_no_part(
        (all, shuffled) in decisions().prop_flat_map(|all| {
            let shuffled = Just(all.clone()).prop_shuffle();
            (Just(all), shuffled)
        }),
        stage in stage(),
        forward in any::<bool>(),
        needed in 1_u16..4,
    ) {
        let policy = StagePolicy { unsure_goes_forward: forward, ..StagePolicy::default() };
        let settled = |d: &[Decision]| settle(stage, &policy, needed, d, &[], &reasons());
        prop_assert_eq!(settled(&all), settled(&shuffled));
    }

    #[test]
    fn it_waits_exactly_until_enough_people_have_a_valid_decision(
        all in decisions(), stage in stage(), needed in 1_u16..4,
    ) {
        let people: std::collections::BTreeSet<_> =
            all.iter().filter(|d| !d.void).map(|d| d.person).collect();
        let policy = StagePolicy::default();
        match settle(stage, &policy, needed, &all, &[], &reasons()) {
            Standing::Waiting { needed: left } => {
                prop_assert!(people.len() < usize::from(needed));
                prop_assert_eq!(usize::from(left), usize::from(needed) - people.len());
            }
            _ => prop_assert!(people.len() >= usize::from(needed)),
        }
    }

    #[test]
    fn who_repeats_themselves_changes_nothing(
        all in decisions(), stage in stage(), needed in 1_u16..4,
    ) {
        let policy = StagePolicy::default();
        let before = settle(stage, &policy, needed, &all, &[], &reasons());
        let mut again = all.clone();
        let last = all.iter().filter(|d| !d.void).max_by_key(|d| d.seq);
        if let Some(last) = last {
            let id = DecisionId::from_uuid(id(999));
            again.push(Decision { id, seq: last.seq + 1, ..last.clone() });
        }
        prop_assert_eq!(settle(stage, &policy, needed, &again, &[], &reasons()), before);
    }

    #[test]
    fn an_unsure_at_full_text_never_settles(all in decisions(), needed in 1_u16..4) {
        let policy = StagePolicy::default();
        let standing = settle(Stage::FullText, &policy, needed, &all, &[], &reasons());
        let mut latest = std::collections::BTreeMap::new();
        for d in all.iter().filter(|d| !d.void) {
            latest.insert(d.person, d.ruling.verdict());
        }
        if latest.values().any(|v| *v == Verdict::Unsure) {
            prop_assert_eq!(standing.outcome(), None);
        }
    }

    #[test]
    fn a_resolution_holds_until_somebody_it_did_not_see_says_otherwise(
        all in decisions(), include in any::<bool>(), late in verdict(),
    ) {
        let policy = StagePolicy::default();
        let outcome = if include { Outcome::Include } else { Outcome::Exclude };
        let resolution = Resolution {
            seq: 50,
            by: PersonId::from_uuid(id(77)),
            outcome,
            reason: None,
            saw: all.iter().map(|d| d.id).collect(),
        };
        let settled = |d: &[Decision]| {
            settle(Stage::TitleAbstract, &policy, 2, d, std::slice::from_ref(&resolution), &reasons())
        };
        let resolved = Standing::Resolved { outcome, reason: None };
        prop_assert_eq!(settled(&all), resolved.clone());
        let mut more = all.clone();
        more.push(decision(60, 9, late, 1));
        let agrees = include == (late != Verdict::Exclude);
        let expected = if agrees { resolved } else { Standing::Stale { outcome } };
        prop_assert_eq!(settled(&more), expected);
    }
}

#[test]
fn excluded_for_different_reasons_is_out_with_the_reason_open() {
    let [a, b, _] = reasons();
    let policy = StagePolicy::default();
    let settled = |one, other| {
        let all = [
            decision(1, 1, Verdict::Exclude, one),
            decision(2, 2, Verdict::Exclude, other),
        ];
        settle(Stage::FullText, &policy, 2, &all, &[], &reasons())
    };
    let out = Outcome::Exclude;
    assert_eq!(
        settled(0b001, 0b001),
        Standing::Agreed {
            outcome: out,
            reason: Some(a)
        }
    );
    assert_eq!(
        settled(0b011, 0b010),
        Standing::ReasonOpen { proposed: Some(b) }
    );
    assert_eq!(
        settled(0b001, 0b010),
        Standing::ReasonOpen { proposed: None }
    );
}

#[test]
fn maybe_goes_forward_at_title_and_abstract_unless_the_team_says_otherwise() {
    let all = [
        decision(1, 1, Verdict::Include, 0),
        decision(2, 2, Verdict::Unsure, 0),
    ];
    let settled = |forward| {
        let policy = StagePolicy {
            unsure_goes_forward: forward,
            ..StagePolicy::default()
        };
        settle(Stage::TitleAbstract, &policy, 2, &all, &[], &reasons())
    };
    assert_eq!(
        settled(true),
        Standing::Agreed {
            outcome: Outcome::Include,
            reason: None
        }
    );
    assert_eq!(settled(false), Standing::Conflict);
}
