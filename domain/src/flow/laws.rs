//! What holds for every flow, whatever the tallies.

use proptest::prelude::*;

use super::*;
use crate::log::SourceKind;

fn waiting() -> impl Strategy<Value = Waiting> {
    (0..50_u64, 0..50_u64, 0..50_u64).prop_map(|(untouched, partly, disagreements)| Waiting {
        untouched,
        partly,
        disagreements,
    })
}

/// A column built backwards, from what became of each report, so that its sums hold.
fn arm() -> impl Strategy<Value = Arm> {
    let ends = (
        waiting(),
        0..300_u64,
        waiting(),
        0..40_u64,
        0..40_u64,
        0..40_u64,
    );
    let reasons = proptest::collection::vec(0..30_u64, 0..4);
    let rest = (
        0..10_u64,
        0..10_u64,
        0..10_u64,
        0..60_u64,
        0..4_u64,
        0..4_u64,
        0..4_u64,
    );
    (ends, reasons, rest).prop_map(|(ends, reasons, rest)| {
        let (title_abstract, excluded, full_text, to_seek, requested, not_retrieved) = ends;
        let (reason_open, awaiting, ongoing, included, extra, merged, reopened) = rest;
        let named = reasons.iter().enumerate();
        let reasons: Vec<Reason> = named
            .map(|(place, n)| Reason {
                key: place.to_string(),
                label: format!("Reason {place}"),
                n: *n,
            })
            .collect();
        let open = |w: Waiting| w.untouched + w.partly + w.disagreements;
        let judged: u64 = reasons.iter().map(|reason| reason.n).sum();
        let assessed = judged + reason_open + awaiting + ongoing + included + open(full_text);
        let sought = assessed + to_seek + requested + not_retrieved;
        let extra_reports = extra.min(sought);
        Arm {
            records: excluded + open(title_abstract) + sought + merged - extra_reports,
            excluded,
            excluded_by_automation: excluded / 3,
            title_abstract,
            reopened,
            sought,
            extra_reports,
            merged_reports: merged,
            to_seek,
            requested,
            not_retrieved,
            full_text,
            reasons,
            reason_open,
            awaiting,
            ongoing,
            included,
        }
    })
}

fn declared() -> impl Strategy<Value = Declared> {
    let from = prop_oneof![Just(SourceKind::Database), Just(SourceKind::Website)];
    let ended = prop_oneof![
        Just(Ended::Duplicate),
        Just(Ended::Excluded),
        Just(Ended::NotRetrieved),
        Just(Ended::Included)
    ];
    (from, ended, 1..500_u64).prop_map(|(from, ended, n)| Declared {
        n,
        from,
        ended,
        studies: if ended == Ended::Included { 1 } else { 0 },
        source: "a library file".to_owned(),
        who: "AB".to_owned(),
        why: "known as a number only".to_owned(),
    })
}

fn counts() -> impl Strategy<Value = Counts> {
    let extras = (0..20_u64, 0..20_u64, 0..400_u64, 0..20_u64, 0..20_u64);
    (
        arm(),
        arm(),
        extras,
        proptest::collection::vec(declared(), 0..3),
    )
        .prop_map(
            |(mut databases, other, (automation, reasons, twice, known, found_twice), declared)| {
                databases.records += automation + reasons;
                let hits = databases.records + twice;
                let reports = databases.included + other.included;
                Counts {
                    sources: vec![
                        Source {
                            name: "One".to_owned(),
                            kind: SourceKind::Database,
                            hits: hits / 2,
                        },
                        Source {
                            name: "Two".to_owned(),
                            kind: SourceKind::Register,
                            hits: hits - hits / 2,
                        },
                        Source {
                            name: "Three".to_owned(),
                            kind: SourceKind::CitationSearching,
                            hits: other.records + known + found_twice,
                        },
                    ],
                    databases,
                    other,
                    known_from_databases: known,
                    removed_by_automation: automation,
                    removed_for_other_reasons: reasons,
                    included: Included {
                        studies: reports.div_ceil(2),
                        reports,
                    },
                    declared,
                }
            },
        )
}

fn n(flow: &Flow, id: BoxId) -> u64 {
    flow.figure(id).n().expect("not kept back")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_sum_of_the_template_holds(counts in counts()) {
        let flow = Flow::tally(counts).expect("built to add up");
        let d = Column::Databases;
        let identified = n(&flow, BoxId::Databases) + n(&flow, BoxId::Registers);
        let removed = n(&flow, BoxId::Duplicates(d))
            + n(&flow, BoxId::RemovedByAutomation)
            + n(&flow, BoxId::RemovedForOtherReasons);
        prop_assert_eq!(identified - removed, n(&flow, BoxId::Screened));
        let arm = &flow.counts().databases;
        prop_assert_eq!(
            n(&flow, BoxId::Screened) + arm.extra_reports,
            n(&flow, BoxId::Excluded(d)) + n(&flow, BoxId::ToScreen(d)) + n(&flow, BoxId::Sought(d)) + arm.merged_reports
        );
        let mut included = 0;
        for column in [Column::Databases, Column::Other] {
            prop_assert_eq!(
                n(&flow, BoxId::Assessed(column)),
                n(&flow, BoxId::Sought(column)) - n(&flow, BoxId::NotRetrieved(column)) - n(&flow, BoxId::ToRetrieve(column))
            );
            let reasons: u64 = (0..flow.counts().arm(column).reasons.len())
                .map(|place| n(&flow, BoxId::Reason(column, place)))
                .sum();
            included += n(&flow, BoxId::Assessed(column))
                - reasons
                - n(&flow, BoxId::ReasonOpen(column))
                - n(&flow, BoxId::Awaiting(column))
                - n(&flow, BoxId::Ongoing(column))
                - n(&flow, BoxId::ToAssess(column));
        }
        prop_assert_eq!(included, n(&flow, BoxId::Reports));
        prop_assert!(n(&flow, BoxId::Studies) <= n(&flow, BoxId::Reports));
    }

    /// One number off by one, in any box that takes part in a sum, and there is no flow.
    #[test]
    fn a_number_off_by_one_is_refused(counts in counts(), which in 0..12_usize, column in any::<bool>()) {
        let mut counts = counts;
        let reports = counts.included.reports;
        let arm = if column { &mut counts.databases } else { &mut counts.other };
        match which {
            0 => arm.excluded += 1,
            1 => arm.title_abstract.partly += 1,
            2 => arm.sought += 1,
            3 => arm.extra_reports += 1,
            4 => arm.merged_reports += 1,
            5 => arm.requested += 1,
            6 => arm.not_retrieved += 1,
            7 => arm.full_text.disagreements += 1,
            8 => arm.reason_open += 1,
            9 => arm.awaiting += 1,
            10 => arm.included += 1,
            _ => counts.included = Included { studies: reports.max(1), reports: reports + 1 },
        }
        prop_assert!(Flow::tally(counts).is_err());
    }

    /// However large the numbers, there is an answer and no overflow.
    #[test]
    fn any_number_gets_an_answer(records in any::<u64>(), hits in any::<u64>(), excluded in any::<u64>(), declared in any::<u64>()) {
        let counts = Counts {
            sources: vec![
                Source { name: "One".to_owned(), kind: SourceKind::Database, hits },
                Source { name: "Two".to_owned(), kind: SourceKind::Database, hits: declared },
            ],
            databases: Arm { records, excluded, to_seek: hits, requested: declared, ..Arm::default() },
            declared: vec![Declared {
                n: declared,
                from: SourceKind::Database,
                ended: Ended::Duplicate,
                studies: 0,
                source: String::new(),
                who: String::new(),
                why: String::new(),
            }],
            ..Counts::default()
        };
        if let Ok(flow) = Flow::tally(counts) {
            let _ = (flow.footnotes(), flow.sums(), flow.ribbon_sentence(), serde_json::to_string(&flow));
        }
    }

    /// Two reviews that differ only in verdicts look the same to somebody blind at both stages.
    #[test]
    fn behind_the_veil_verdicts_change_nothing(counts in counts(), moved in 0..40_u64, told in 0..40_u64) {
        let mut world = counts.clone();
        let moved = moved.min(world.databases.excluded);
        world.databases.excluded -= moved;
        world.databases.excluded_by_automation = world.databases.excluded / 4;
        world.databases.title_abstract.disagreements += moved;
        let told = told.min(world.databases.full_text.partly);
        world.databases.full_text.partly -= told;
        world.databases.reason_open += told;
        let veil = Veil { title_abstract: true, full_text: true };
        let one = Flow::tally(counts).expect("built to add up").behind(veil);
        let two = Flow::tally(world).expect("still adds up").behind(veil);
        prop_assert_eq!(
            serde_json::to_string(&one).expect("JSON"),
            serde_json::to_string(&two).expect("JSON")
        );
        prop_assert_eq!(csv::write(&one, csv::Options::default()), csv::write(&two, csv::Options::default()));
        prop_assert_eq!(one.ribbon_sentence(), two.ribbon_sentence());
        prop_assert_eq!(one.sums(), two.sums());
        let link = |id: BoxId| Some(format!("/{id:?}"));
        prop_assert_eq!(diagram::draw(&one, diagram::Ground::Page, link), diagram::draw(&two, diagram::Ground::Page, link));
    }

    /// A flow is final exactly when nothing is open.
    #[test]
    fn provisional_means_open(counts in counts()) {
        let flow = Flow::tally(counts).expect("built to add up");
        prop_assert_eq!(flow.is_provisional(), !flow.ribbon().is_empty());
        prop_assert_eq!(flow.is_provisional(), !flow.ribbon_sentence().is_empty());
        prop_assert!(flow.open().iter().all(|open| open.n > 0));
    }

    /// Counts survive being kept: a frozen copy is the same flow.
    #[test]
    fn counts_keep_as_json(counts in counts()) {
        let kept = serde_json::to_string(&counts).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Counts>(&kept).expect("the same"), counts);
    }
}

#[test]
fn a_flow_says_what_is_open() {
    let flow = example::running();
    assert!(flow.is_provisional());
    assert_eq!(
        flow.ribbon_sentence(),
        "Provisional. Still open: 231 records at title and abstract, 11 reports to retrieve, \
         21 reports to assess, and 2 disagreements at full text."
    );
    let sums: Vec<String> = flow.sums().into_iter().map(|sum| sum.sentence).collect();
    assert_eq!(sums[0], "1,500 less 500 is 1,000.");
    assert_eq!(sums[1], "700 excluded, 70 sought and 230 open make 1,000.");
    let notes: Vec<String> = flow.footnotes().iter().map(Footnote::text).collect();
    assert_eq!(
        notes[..2],
        [
            "* PubMed 900, Nurses' index 600. ** 650 excluded by people, 50 by automation tools.",
            "Of the 20 records from other methods 6 were already known from databases, 2 were found twice, \
             3 were excluded on title and abstract and 1 is open at title and abstract."
        ]
    );
}

#[test]
fn a_broken_sum_is_named_with_its_numbers() {
    let mut counts = example::counts();
    counts.databases.excluded += 1;
    let broken = Flow::tally(counts).expect_err("one too many");
    assert_eq!(
        broken.to_string(),
        "1,000 records screened and 0 further reports are not 701 excluded, 230 open, 70 sought and 0 merged \
         (databases and registers)"
    );
}

#[test]
fn a_declared_count_enters_every_box_on_its_way() {
    let mut counts = example::counts();
    counts.declared.push(Declared {
        n: 17,
        from: SourceKind::Register,
        ended: Ended::NotRetrieved,
        studies: 0,
        source: "letter of the library".to_owned(),
        who: "AB".to_owned(),
        why: "could not be had".to_owned(),
    });
    let flow = Flow::tally(counts).expect("adds up");
    let plain = example::running();
    for id in [
        BoxId::Registers,
        BoxId::Screened,
        BoxId::Sought(Column::Databases),
        BoxId::NotRetrieved(Column::Databases),
    ] {
        assert_eq!(n(&flow, id), n(&plain, id) + 17);
        assert_eq!(flow.figure(id).listed(), n(&plain, id));
    }
    assert_eq!(
        n(&flow, BoxId::Assessed(Column::Databases)),
        n(&plain, BoxId::Assessed(Column::Databases))
    );
    let last = flow
        .footnotes()
        .last()
        .map(Footnote::text)
        .expect("a footnote");
    assert_eq!(
        last,
        "† 17 declared without a list, from registers: could not be had (letter of the library, AB)."
    );
}
