//! The example review has something to show on every page.

use domain::retrieval::RetrievalState;
use domain::screening::{Round, Stage};
use world::ENGINES;
use world::cast::Team;

#[tokio::test]
async fn the_example_has_something_on_every_page() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let me = &team.lead;
        let review = house.load_example(me).await.unwrap();
        let overview = house.overview(me, review).await.unwrap();
        assert!(
            overview.stages.entries > overview.stages.records,
            "{engine:?}: duplicates"
        );
        assert_eq!(overview.stages.sources, 4);
        let records = overview.stages.records;
        assert!(
            (60..=62).contains(&records),
            "{engine:?}: {records} records"
        );
        assert!(overview.stages.open_pairs > 0, "a pair to look at");
        for stage in Stage::ALL {
            let open = house.disagreements(me, review, stage, false).await.unwrap();
            assert!(
                open.open > 0 && open.resolved > 0,
                "{engine:?} {stage:?}: {open:?}"
            );
        }
        let rounds = house
            .stage(me, review, Stage::TitleAbstract)
            .await
            .unwrap()
            .rounds;
        assert_eq!(rounds[0].row.round, Round(1));
        assert!(!rounds[0].row.open && rounds[1].row.open && rounds[1].waiting > 0);
        let ledger = house.full_texts(me, review, None, 0).await.unwrap();
        for state in RetrievalState::ALL {
            assert!(
                ledger.counts.iter().any(|(s, n)| *s == state && *n > 0),
                "{state:?}"
            );
        }
        let coding = house.coding_list(me, review).await.unwrap();
        assert!(coding[0].settled && coding.len() >= 3);
        // Its people cannot sign in, and it can be loaded again.
        house.load_example(me).await.unwrap();
    }
}
