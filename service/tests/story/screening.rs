//! Deciding, in parallel and blind.

use domain::protocol::{Resolver, StagePolicy};
use domain::refusal::Refusal;
use domain::screening::desk::DeskClosed;
use domain::screening::{Outcome, Part, Round, Stage, Verdict};
use service::Problem;
use service::disagreements::{Resolved, Resolving};
use world::ENGINES;
use world::cast::{Team, draft, text};

const TA: Stage = Stage::TitleAbstract;

#[tokio::test]
async fn the_same_id_is_one_decision_and_another_content_is_refused() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 3).await;
        let house = &team.world.house;
        let record = team.records().await[0];
        let sent = draft(&team, record, Verdict::Include);
        let decide = |draft| house.decide(&team.ana, team.review, TA, draft, vec![]);
        let first = decide(sent.clone()).await.unwrap();
        let again = decide(sent.clone()).await.unwrap();
        assert_eq!(first.id, again.id);
        assert_eq!(again.progress.decided, 1, "{engine:?}");
        let other = domain::screening::desk::DecisionDraft {
            verdict: Verdict::Exclude,
            ..sent
        };
        let refused = decide(other).await;
        assert!(matches!(
            refused,
            Err(Problem::Refused(Refusal::IdUsedOtherwise))
        ));
    }
}

#[tokio::test]
async fn a_queue_never_gives_a_record_to_more_people_than_are_needed() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 5).await;
        let house = &team.world.house;
        let stages = domain::people::Stages::ALL;
        let role = domain::people::Role::Reviewer;
        let cem =
            world::cast::join(&team.world, &team.lead, team.review, "Cem", role, stages).await;
        let desk_of = async |who| house.desk(who, team.review, TA).await.unwrap();
        assert_eq!(desk_of(&team.ana).await.next.len(), 5);
        assert_eq!(desk_of(&team.ben).await.next.len(), 5);
        let third = desk_of(&cem).await;
        assert_eq!(
            third.next,
            vec![],
            "two hold each record, and two are needed"
        );
        assert_eq!(third.closed, Some(DeskClosed::NothingWaits));
        // A quarter of an hour later both leases have run out, and nobody has decided.
        team.world.clock.pass(store::leases::SECONDS + 1);
        assert_eq!(desk_of(&cem).await.next.len(), 5, "{engine:?}");
        // A decision from a lease that ran out is not refused; it is marked once two others decided.
        let record = team.records().await[0];
        for who in [&team.ana, &cem] {
            assert!(
                !team
                    .decide(who, TA, record, Verdict::Include)
                    .await
                    .unwrap()
                    .additional
            );
        }
        let late = team
            .decide(&team.ben, TA, record, Verdict::Exclude)
            .await
            .unwrap();
        assert!(late.additional);
    }
}

#[tokio::test]
async fn nobody_is_given_what_they_decided_and_pairs_close_first() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 12).await;
        let house = &team.world.house;
        let first = house.desk(&team.ana, team.review, TA).await.unwrap().next[0].id;
        team.decide(&team.ana, TA, first, Verdict::Exclude)
            .await
            .unwrap();
        let desk = house.desk(&team.ana, team.review, TA).await.unwrap();
        assert!(
            desk.next.iter().all(|record| record.id != first),
            "{engine:?}"
        );
        assert_eq!((desk.progress.decided, desk.progress.left), (1, 11));
        let bens = house.desk(&team.ben, team.review, TA).await.unwrap();
        assert_eq!(
            bens.next[0].id, first,
            "what Ana decided waits for Ben before fresh ones"
        );
        assert_eq!((bens.progress.decided, bens.progress.left), (0, 12));
    }
}

#[tokio::test]
async fn the_last_decision_can_be_undone_and_stays_in_the_log() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 3).await;
        let house = &team.world.house;
        let records = team.records().await;
        let first = team
            .decide(&team.ana, TA, records[0], Verdict::Include)
            .await
            .unwrap();
        let second = team
            .decide(&team.ana, TA, records[1], Verdict::Include)
            .await
            .unwrap();
        let too_late = house.undo(&team.ana, team.review, TA, first.id).await;
        assert!(
            matches!(too_late, Err(Problem::Refused(Refusal::TooLateToUndo))),
            "{engine:?}"
        );
        let bens = house.undo(&team.ben, team.review, TA, second.id).await;
        assert!(matches!(
            bens,
            Err(Problem::Refused(Refusal::TooLateToUndo))
        ));
        let back = house
            .undo(&team.ana, team.review, TA, second.id)
            .await
            .unwrap();
        assert_eq!(back.id, records[1]);
        let own = house
            .own_decisions(&team.ana, team.review, TA)
            .await
            .unwrap();
        assert_eq!(own.len(), 1);
        team.decide(&team.ana, TA, records[1], Verdict::Exclude)
            .await
            .unwrap();
        let own = house
            .own_decisions(&team.ana, team.review, TA)
            .await
            .unwrap();
        assert_eq!(own[0].ruling.verdict(), Verdict::Exclude);
    }
}

#[tokio::test]
async fn a_disagreement_is_resolved_by_somebody_who_is_not_party_to_it() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 2).await;
        let house = &team.world.house;
        let record = team.records().await[0];
        team.decide(&team.ana, TA, record, Verdict::Include)
            .await
            .unwrap();
        team.decide(&team.ben, TA, record, Verdict::Exclude)
            .await
            .unwrap();
        let list = house
            .disagreements(&team.lead, team.review, TA, false)
            .await
            .unwrap();
        assert_eq!((list.open, list.cases.len()), (1, 1), "{engine:?}");
        let case = house
            .case(&team.lead, team.review, TA, record)
            .await
            .unwrap();
        let letters: Vec<char> = case.positions.iter().map(|p| p.letter).collect();
        assert_eq!(letters, ['A', 'B']);
        let resolving = Resolving {
            outcome: Outcome::Include,
            reason: None,
            why: text("Singing counts."),
        };
        for party in [&team.ana, &team.ben] {
            let refused = house
                .resolve(party, team.review, TA, record, resolving.clone())
                .await;
            assert!(matches!(refused, Err(Problem::NotFound)));
        }
        house
            .resolve(&team.lead, team.review, TA, record, resolving.clone())
            .await
            .unwrap();
        let twice = house
            .resolve(&team.lead, team.review, TA, record, resolving)
            .await;
        assert!(matches!(
            twice,
            Err(Problem::Refused(Refusal::NotInConflict))
        ));
        let list = house
            .disagreements(&team.lead, team.review, TA, true)
            .await
            .unwrap();
        assert_eq!((list.open, list.resolved, list.cases.len()), (0, 1, 1));
        assert_eq!(list.cases[0].positions.len(), 2, "the decisions stay");
        let ledger = house
            .full_texts(&team.lead, team.review, None, 0)
            .await
            .unwrap();
        assert_eq!(ledger.reports.len(), 1, "it went on to full text");
    }
}

#[tokio::test]
async fn those_who_disagree_settle_it_together_if_the_policy_says_so() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 2).await;
        let house = &team.world.house;
        let policy = StagePolicy {
            resolver: Resolver::Parties,
            ..StagePolicy::default()
        };
        house
            .change_policy(&team.lead, team.review, TA, policy)
            .await
            .unwrap();
        let role = domain::people::Role::Reviewer;
        let cem = team.welcome("Cem", role, domain::people::Stages::ALL).await;
        let record = team.records().await[0];
        let say = async |who, outcome| {
            let resolving = Resolving {
                outcome,
                reason: None,
                why: text("We talked."),
            };
            house.resolve(who, team.review, TA, record, resolving).await
        };
        team.decide(&team.ana, TA, record, Verdict::Include)
            .await
            .unwrap();
        let early = house.case(&team.ana, team.review, TA, record).await;
        assert!(matches!(early, Err(Problem::NotFound)), "{engine:?}");
        assert!(say(&team.ana, Outcome::Include).await.is_err());
        let ben = team
            .decide(&team.ben, TA, record, Verdict::Exclude)
            .await
            .unwrap();

        let waits = async |who| {
            let frame = house.frame(who, team.review).await.unwrap();
            frame.waits.disagreements
        };
        assert_eq!(waits(&team.ana).await, Some(1));
        assert_eq!(waits(&cem).await, Some(0), "of others nothing is shown");
        let other = house.case(&cem, team.review, TA, record).await;
        assert!(matches!(other, Err(Problem::NotFound)));
        let undone = house.undo(&team.ben, team.review, TA, ben.id).await;
        assert!(
            matches!(undone, Err(Problem::Refused(Refusal::TooLateToUndo))),
            "they have seen each other's decisions"
        );

        let first = say(&team.ana, Outcome::Exclude).await.unwrap();
        assert_eq!(first, Resolved::Waiting);
        assert_eq!(waits(&team.ana).await, Some(0), "she has said it");
        let case = house
            .case(&team.ben, team.review, TA, record)
            .await
            .unwrap();
        assert_eq!(case.part, Part::Party);
        assert_eq!(case.words.len(), 1);
        assert_ne!(case.mine, Some(case.words[0].letter));
        let other = say(&team.ben, Outcome::Include).await.unwrap();
        assert_eq!(other, Resolved::Waiting, "they say different things");
        assert_eq!(waits(&team.ana).await, Some(1), "so both are asked again");
        let last = say(&team.ben, Outcome::Exclude).await.unwrap();
        assert_eq!(last, Resolved::Settled);
        let case = house
            .case(&team.ana, team.review, TA, record)
            .await
            .unwrap();
        assert_eq!(case.standing, "resolved");
        assert_eq!(case.resolution.unwrap().0, Outcome::Exclude);
        assert_eq!(case.positions.len(), 2, "the decisions stay");
        assert!(
            say(&team.ana, Outcome::Include).await.is_err(),
            "it is over"
        );
    }
}

#[tokio::test]
async fn who_has_seen_what_others_decided_is_not_asked_to_judge_it() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 3).await;
        let house = &team.world.house;
        let records = team.records().await;
        team.decide(&team.ana, TA, records[1], Verdict::Include)
            .await
            .unwrap();
        let (lead, me) = (&team.lead, team.lead.person);
        let role = domain::people::Role::Lead;
        let take = async |stages| {
            house
                .change_member(lead, team.review, me, role, stages)
                .await
                .unwrap();
        };
        take(domain::people::Stages::ALL).await;
        let desk = house.desk(lead, team.review, TA).await.unwrap();
        let mut given: Vec<_> = desk.next.iter().map(|r| r.id).collect();
        given.sort_unstable();
        let mut rest = vec![records[0], records[2]];
        rest.sort_unstable();
        assert_eq!(given, rest, "{engine:?}");
        assert_eq!(desk.progress.left, 2);

        // Out, a look, and back: what was decided meanwhile is not theirs either.
        take(domain::people::Stages::NONE).await;
        team.decide(&team.ben, TA, records[0], Verdict::Include)
            .await
            .unwrap();
        take(domain::people::Stages::ALL).await;
        let desk = house.desk(lead, team.review, TA).await.unwrap();
        let given: Vec<_> = desk.next.iter().map(|r| r.id).collect();
        assert_eq!(given, [records[2]], "{engine:?}");
    }
}

#[tokio::test]
async fn what_maybe_means_counts_for_what_was_decided_before_too() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 1).await;
        let house = &team.world.house;
        let record = team.records().await[0];
        team.decide(&team.ana, TA, record, Verdict::Include)
            .await
            .unwrap();
        team.decide(&team.ben, TA, record, Verdict::Unsure)
            .await
            .unwrap();
        let open = async || {
            let list = house.disagreements(&team.lead, team.review, TA, false);
            list.await.unwrap().open
        };
        assert_eq!(open().await, 0, "{engine:?}");
        for (forward, expected) in [(false, 1), (true, 0)] {
            let policy = StagePolicy {
                unsure_goes_forward: forward,
                ..StagePolicy::default()
            };
            house
                .change_policy(&team.lead, team.review, TA, policy)
                .await
                .unwrap();
            assert_eq!(open().await, expected, "{engine:?}, forward: {forward}");
        }
    }
}

#[tokio::test]
async fn a_lead_who_screens_is_blind_until_they_lift_it() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 2).await;
        let house = &team.world.house;
        let (role, stages) = (domain::people::Role::Lead, domain::people::Stages::ALL);
        let me = team.lead.person;
        house
            .change_member(&team.lead, team.review, me, role, stages)
            .await
            .unwrap();
        let record = team.records().await[0];
        team.decide(&team.ana, TA, record, Verdict::Include)
            .await
            .unwrap();
        team.decide(&team.ben, TA, record, Verdict::Exclude)
            .await
            .unwrap();
        let hidden = house
            .disagreements(&team.lead, team.review, TA, false)
            .await;
        assert!(matches!(hidden, Err(Problem::NotFound)), "{engine:?}");
        let frame = house.frame(&team.lead, team.review).await.unwrap();
        assert_eq!(frame.waits.screen, Some(1));
        house
            .lift_blinding(&team.lead, team.review, TA)
            .await
            .unwrap();
        let open = house
            .disagreements(&team.lead, team.review, TA, false)
            .await
            .unwrap();
        assert_eq!(open.open, 1);
        let desk = house.desk(&team.lead, team.review, TA).await.unwrap();
        assert_eq!(
            desk.closed,
            Some(DeskClosed::Lifted),
            "and they are out of the queue"
        );
    }
}

#[tokio::test]
async fn a_pilot_is_read_by_everybody_and_signed_off_before_main_screening() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let too_early = house.open_pilot(&team.lead, team.review, TA, 2).await;
        assert!(matches!(
            too_early,
            Err(Problem::Refused(Refusal::NotYet { .. }))
        ));
        let citations = world::cast::numbered(0..6);
        team.import(&[("a.ris", "PubMed", world::cast::ris(&citations))])
            .await;
        let unexplained = house.open_main(&team.lead, team.review, TA, None).await;
        assert!(matches!(
            unexplained,
            Err(Problem::Refused(Refusal::Missing { .. }))
        ));
        house
            .open_pilot(&team.lead, team.review, TA, 2)
            .await
            .unwrap();
        let pilot = Round(1);
        for who in [&team.ana, &team.ben] {
            let desk = house.desk(who, team.review, TA).await.unwrap();
            assert_eq!((desk.round, desk.next.len()), (pilot, 2), "{engine:?}");
        }
        let sample = house.desk(&team.ana, team.review, TA).await.unwrap().next;
        let unfinished = house.sign_off(&team.lead, team.review, TA, pilot).await;
        assert!(matches!(
            unfinished,
            Err(Problem::Refused(Refusal::NotYet { .. }))
        ));
        for (n, record) in sample.iter().enumerate() {
            let bens = if n == 0 {
                Verdict::Exclude
            } else {
                Verdict::Include
            };
            team.decide(&team.ana, TA, record.id, Verdict::Include)
                .await
                .unwrap();
            team.decide(&team.ben, TA, record.id, bens).await.unwrap();
        }
        let open = house.sign_off(&team.lead, team.review, TA, pilot).await;
        assert!(matches!(
            open,
            Err(Problem::Refused(Refusal::DisagreementsOpen { open: 1 }))
        ));
        let resolving = Resolving {
            outcome: Outcome::Exclude,
            reason: None,
            why: text("No."),
        };
        house
            .resolve(&team.lead, team.review, TA, sample[0].id, resolving)
            .await
            .unwrap();
        house
            .sign_off(&team.lead, team.review, TA, pilot)
            .await
            .unwrap();
        house
            .open_main(&team.lead, team.review, TA, None)
            .await
            .unwrap();
        let desk = house.desk(&team.ana, team.review, TA).await.unwrap();
        assert_eq!((desk.round, desk.progress.left), (Round::MAIN, 4));
    }
}

#[tokio::test]
async fn a_pilot_does_not_wait_for_who_has_left() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let role = domain::people::Role::Reviewer;
        let cem = team.welcome("Cem", role, domain::people::Stages::ALL).await;
        let citations = world::cast::numbered(0..3);
        team.import(&[("a.ris", "PubMed", world::cast::ris(&citations))])
            .await;
        house
            .open_pilot(&team.lead, team.review, TA, 3)
            .await
            .unwrap();
        let records = team.records().await;
        for record in &records {
            team.decide(&team.ana, TA, *record, Verdict::Include)
                .await
                .unwrap();
        }
        team.decide(&team.ben, TA, records[0], Verdict::Include)
            .await
            .unwrap();
        team.decide(&cem, TA, records[1], Verdict::Include)
            .await
            .unwrap();
        house
            .remove_member(&team.lead, team.review, cem.person)
            .await
            .unwrap();
        let waiting = async || {
            let stage = house.stage(&team.lead, team.review, TA).await.unwrap();
            stage.rounds[0].waiting
        };
        assert_eq!(waiting().await, 2, "{engine:?}: the first is complete now");
        for record in &records[1..] {
            team.decide(&team.ben, TA, *record, Verdict::Include)
                .await
                .unwrap();
        }
        assert_eq!(waiting().await, 0, "{engine:?}");
        house
            .sign_off(&team.lead, team.review, TA, Round(1))
            .await
            .unwrap();
    }
}
