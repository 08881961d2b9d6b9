//! The log is the truth: projections follow from it.

use domain::screening::{Outcome, Stage, Verdict};
use futures::FutureExt;
use service::disagreements::Resolving;
use service::retrieval::Step;
use store::Error;
use world::ENGINES;
use world::cast::{Team, numbered, ris, text};

/// A review in which something of every kind has happened.
async fn eventful(engine: world::Engine) -> Team {
    let team = Team::with_records(engine, 6).await;
    let house = &team.world.house;
    let ta = Stage::TitleAbstract;
    let records = team.records().await;
    for (n, record) in records.iter().enumerate() {
        let ben = if n == 1 {
            Verdict::Exclude
        } else {
            Verdict::Include
        };
        team.decide(&team.ana, ta, *record, Verdict::Include)
            .await
            .unwrap();
        team.decide(&team.ben, ta, *record, ben).await.unwrap();
    }
    let resolving = Resolving {
        outcome: Outcome::Exclude,
        reason: None,
        why: text("Out."),
    };
    house
        .resolve(&team.lead, team.review, ta, records[1], resolving)
        .await
        .unwrap();
    let reports = house
        .full_texts(&team.lead, team.review, None, 0)
        .await
        .unwrap()
        .reports;
    let link = domain::retrieval::WebLink::parse("10.5555/x").unwrap();
    for report in &reports[..3] {
        let step = Step::Found { link: link.clone() };
        house
            .note_retrieval(&team.ana, team.review, report.id, step)
            .await
            .unwrap();
    }
    let step = Step::NotRetrieved {
        reason: text("No library has it."),
    };
    house
        .note_retrieval(&team.lead, team.review, reports[4].id, step)
        .await
        .unwrap();
    let waiver = Some(text("few"));
    house
        .open_main(&team.lead, team.review, Stage::FullText, waiver)
        .await
        .unwrap();
    for who in [&team.ana, &team.ben] {
        team.decide(who, Stage::FullText, reports[0].record, Verdict::Include)
            .await
            .unwrap();
    }
    let draft = domain::coding::StatementDraft {
        text: "Budgets hold teams apart".into(),
        ..Default::default()
    };
    house
        .save_statement(&team.ana, team.review, reports[0].id, None, draft)
        .await
        .unwrap();
    team.import(&[("later.ris", "Embase", ris(&numbered(4..9)))])
        .await;
    team
}

#[tokio::test]
async fn dropping_the_projections_and_replaying_gives_the_same_rows() {
    for engine in ENGINES {
        let team = eventful(engine).await;
        let store = team.world.house.store();
        let mut read = store.read().await.unwrap();
        let before = store::dump(&mut read.tx()).await.unwrap();
        drop(read);
        assert!(
            before.len() > 60,
            "there is something to compare: {}",
            before.len()
        );
        store
            .write::<_, (), Error>(&[], (), |tx, ()| store::rebuild(tx).boxed())
            .await
            .unwrap();
        let mut read = store.read().await.unwrap();
        let after = store::dump(&mut read.tx()).await.unwrap();
        for (one, other) in before.iter().zip(&after) {
            assert_eq!(one, other, "{engine:?}");
        }
        assert_eq!(before.len(), after.len(), "{engine:?}");
    }
}
