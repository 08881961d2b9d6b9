//! The whole way once, from files to coded reports.

use domain::coding::StatementDraft;
use domain::refusal::Refusal;
use domain::retrieval::{RetrievalState, WebLink};
use domain::screening::{Stage, Verdict};
use service::Problem;
use service::coding::{Own, Take};
use service::retrieval::Step;
use world::ENGINES;
use world::cast::{Team, text};

#[tokio::test]
async fn from_search_results_to_a_consensus_of_two_coders() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 4).await;
        let house = &team.world.house;
        let (review, ta, ft) = (team.review, Stage::TitleAbstract, Stage::FullText);
        let records = team.records().await;
        for (n, record) in records.iter().enumerate() {
            let verdict = if n < 3 {
                Verdict::Include
            } else {
                Verdict::Exclude
            };
            team.decide(&team.ana, ta, *record, verdict).await.unwrap();
            team.decide(&team.ben, ta, *record, verdict).await.unwrap();
        }
        let ledger = house.full_texts(&team.ana, review, None, 0).await.unwrap();
        assert_eq!(ledger.reports.len(), 3, "{engine:?}");
        let step = Step::NotRetrieved {
            reason: text("Nobody has it."),
        };
        let lost = ledger.reports[2].id;
        house
            .note_retrieval(&team.ana, review, lost, step.clone())
            .await
            .unwrap();
        let (report, lines) = house.report(&team.ana, review, lost).await.unwrap();
        assert_eq!(
            report.state,
            RetrievalState::ToSeek,
            "a reviewer only proposes it"
        );
        assert_eq!(
            (report.proposal.as_deref(), lines.len()),
            (Some("Nobody has it."), 1)
        );
        house
            .note_retrieval(&team.lead, review, lost, step)
            .await
            .unwrap();
        for report in &ledger.reports[..2] {
            let link = WebLink::parse("https://example.org/a.pdf").unwrap();
            let step = Step::Found { link };
            house
                .note_retrieval(&team.ben, review, report.id, step)
                .await
                .unwrap();
        }
        house
            .open_main(&team.lead, review, ft, Some(text("only two")))
            .await
            .unwrap();
        let desk = house.desk(&team.ana, review, ft).await.unwrap();
        assert_eq!(desk.next.len(), 2);
        assert_eq!(
            desk.next[0].link.as_deref(),
            Some("https://example.org/a.pdf")
        );
        let unreasoned = team
            .decide(&team.ana, ft, records[0], Verdict::Exclude)
            .await;
        assert!(matches!(
            unreasoned,
            Err(Problem::Refused(Refusal::ReasonNeeded))
        ));
        for who in [&team.ana, &team.ben] {
            team.decide(who, ft, records[0], Verdict::Include)
                .await
                .unwrap();
            let mut out = world::cast::draft(&team, records[1], Verdict::Exclude);
            out.reasons = vec![desk.reasons[1].id, desk.reasons[0].id];
            house.decide(who, review, ft, out, vec![]).await.unwrap();
        }
        let page = house.record(&team.lead, review, 2).await.unwrap();
        let (standing, _) = page.standings[1].standing.clone().unwrap();
        assert_eq!(standing, "agreed");
        let mine = house.coding_list(&team.ana, review).await.unwrap();
        assert_eq!((mine.len(), mine[0].mine), (1, Own::Open));
        let report = mine[0].report.report;
        let save = async |who, words: &str| {
            let draft = StatementDraft {
                text: words.into(),
                ..StatementDraft::default()
            };
            house
                .save_statement(who, review, report, None, draft)
                .await
                .unwrap()
        };
        let first = save(&team.ana, "Separate budgets hold teams apart").await;
        save(&team.ana, "Trust takes time").await;
        save(&team.ben, "Separate budgets keep teams apart").await;
        let stale = StatementDraft {
            text: "Changed".into(),
            ..StatementDraft::default()
        };
        let seen = Some((first, 1));
        house
            .save_statement(&team.ana, review, report, seen, stale.clone())
            .await
            .unwrap();
        let refused = house
            .save_statement(&team.ana, review, report, seen, stale)
            .await;
        assert!(matches!(refused, Err(Problem::Refused(Refusal::Stale))));
        let back = StatementDraft {
            text: "Separate budgets hold teams apart".into(),
            ..StatementDraft::default()
        };
        let seen = Some((first, 2));
        house
            .save_statement(&team.ana, review, report, seen, back)
            .await
            .unwrap();
        house
            .finish_coding(&team.ana, review, report, true)
            .await
            .unwrap();
        let early = house.comparison(&team.ana, review, report).await;
        assert!(
            matches!(early, Err(Problem::NotFound)),
            "Ben has not finished"
        );
        house
            .finish_coding(&team.ben, review, report, true)
            .await
            .unwrap();
        let comparison = house.comparison(&team.ana, review, report).await.unwrap();
        assert_eq!(comparison.rows.len(), 2);
        assert!(comparison.rows[0].agreed);
        house
            .take_into_consensus(&team.ana, review, report, Take::Agreed)
            .await
            .unwrap();
        let one = comparison.rows[1].a.clone().unwrap().id;
        house
            .take_into_consensus(&team.ana, review, report, Take::One(one))
            .await
            .unwrap();
        house
            .take_into_consensus(&team.ana, review, report, Take::One(one))
            .await
            .unwrap();
        house
            .finish_consensus(&team.ana, review, report, vec![])
            .await
            .unwrap();
        let done = house.comparison(&team.lead, review, report).await.unwrap();
        assert_eq!(done.consensus.len(), 2);
        assert!(done.settled);
        let desk = house.coding_desk(&team.ana, review, report).await.unwrap();
        assert_eq!(desk.statements.len(), 2, "the independent codings survive");
    }
}
