//! Two worlds in which the same people decide the same records, but differently, look the same to
//! whoever is blind.

use domain::screening::{Stage, Verdict};
use std::fmt::Write;
use world::cast::Team;
use world::{ENGINES, Engine};

const TA: Stage = Stage::TitleAbstract;

/// Everything Ben can see of a review in which Ana decided so.
async fn seen_by_ben(engine: Engine, verdicts: [Verdict; 3]) -> String {
    let team = Team::with_records(engine, 5).await;
    let house = &team.world.house;
    let records = team.records().await;
    for (record, verdict) in records.iter().zip(verdicts) {
        team.decide(&team.ana, TA, *record, verdict).await.unwrap();
    }
    // Ben has decided one of them too: it is complete, in one world agreed and in one not.
    team.decide(&team.ben, TA, records[0], Verdict::Exclude)
        .await
        .unwrap();
    let (me, review) = (&team.ben, team.review);
    let mut seen = String::new();
    let desk = house.desk(me, review, TA).await.unwrap();
    let order: Vec<u32> = desk.next.iter().map(|r| r.number).collect();
    write!(
        seen,
        "{:?} {order:?} {:?}",
        desk.progress,
        desk.last.map(|l| l.verdict)
    )
    .unwrap();
    let frame = house.frame(me, review).await.unwrap();
    write!(seen, "{:?}", frame.waits).unwrap();
    let overview = house.overview(me, review).await.unwrap();
    write!(seen, "{:?} {:?}", overview.stages, overview.oldest_case).unwrap();
    let stage = house.stage(me, review, TA).await.unwrap();
    for round in &stage.rounds {
        write!(
            seen,
            "{} {} {:?}",
            round.records, round.waiting, round.disagreements
        )
        .unwrap();
    }
    for number in 1..=5 {
        let page = house.record(me, review, number).await.unwrap();
        for standing in &page.standings {
            write!(
                seen,
                "{:?} {:?} {:?}",
                standing.standing, standing.positions, standing.own
            )
            .unwrap();
        }
    }
    let disagreements = house.disagreements(me, review, TA, false).await.is_ok();
    write!(seen, "{disagreements}").unwrap();
    seen
}

#[tokio::test]
async fn what_others_decided_shows_nowhere_before_release() {
    use Verdict::{Exclude, Include, Unsure};
    for engine in ENGINES {
        // The first record is excluded by Ben: with an exclusion of Ana's it is agreed and out,
        // else it is a disagreement. Neither goes on, so nothing is released.
        let one = seen_by_ben(engine, [Exclude, Include, Unsure]).await;
        for other in [[Include, Exclude, Include], [Unsure, Exclude, Exclude]] {
            assert_eq!(seen_by_ben(engine, other).await, one, "{engine:?}");
        }
        assert!(one.contains("None"), "standings are kept back");
    }
}

#[tokio::test]
async fn after_release_the_same_look_shows_the_difference() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 2).await;
        let house = &team.world.house;
        let record = team.records().await[0];
        team.decide(&team.ana, TA, record, Verdict::Include)
            .await
            .unwrap();
        let before = house.record(&team.ben, team.review, 1).await.unwrap();
        assert!(before.standings[0].standing.is_none() && before.standings[0].positions.is_empty());
        house
            .release_stage(&team.lead, team.review, TA)
            .await
            .unwrap();
        let after = house.record(&team.ben, team.review, 1).await.unwrap();
        assert_eq!(after.standings[0].positions.len(), 1, "{engine:?}");
    }
}
