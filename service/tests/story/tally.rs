//! Stored counts are equal to a recount, whatever happened in which order.

use domain::screening::{Round, Stage, Verdict};
use world::ENGINES;
use world::cast::{Team, draft};

const TA: Stage = Stage::TitleAbstract;

#[tokio::test]
async fn progress_is_equal_to_a_recount_after_any_order_of_acts() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 9).await;
        let house = &team.world.house;
        let records = team.records().await;
        let mut chance = 7_u32;
        let mut last = [None, None];
        for _ in 0..60 {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let who = (chance >> 9) as usize % 2;
            let person = [&team.ana, &team.ben][who];
            let record = records[(chance >> 13) as usize % records.len()];
            let verdict = Verdict::ALL[(chance >> 21) as usize % 3];
            if chance >> 28 == 0 {
                if let Some(id) = last[who].take() {
                    // Too late is an answer, too.
                    drop(house.undo(person, team.review, TA, id).await);
                }
                continue;
            }
            let sent = draft(&team, record, verdict);
            let id = sent.id;
            if house
                .decide(person, team.review, TA, sent, vec![])
                .await
                .is_ok()
            {
                last[who] = Some(id);
            }
        }
        let mut read = house.store().read().await.unwrap();
        let tx = &mut read.tx();
        let stored = store::tally::progress(tx, team.review, TA).await.unwrap();
        let own = store::tally::own_progress(tx, team.review, TA)
            .await
            .unwrap();
        let mut waiting = 0;
        let mut decided = [0_u64, 0];
        let mut decided_waiting = [0_u64, 0];
        for record in &records {
            let all = store::decisions::of_record(tx, TA, *record)
                .await
                .unwrap()
                .for_settling();
            let by = |p: usize| {
                let person = [&team.ana, &team.ben][p].person;
                all.iter().any(|d| d.person == person && !d.void)
            };
            let (ana, ben) = (by(0), by(1));
            let open = !(ana && ben);
            waiting += u64::from(open);
            for (p, did) in [(0, ana), (1, ben)] {
                decided[p] += u64::from(did);
                decided_waiting[p] += u64::from(did && open);
            }
        }
        let main = stored[&Round::MAIN];
        assert_eq!((main.records, main.waiting), (9, waiting), "{engine:?}");
        for (p, person) in [(0, &team.ana), (1, &team.ben)] {
            let mine = own
                .get(&(Round::MAIN, person.person))
                .copied()
                .unwrap_or_default();
            assert_eq!(mine.decided, decided[p], "{engine:?}");
            assert_eq!(mine.decided_waiting, decided_waiting[p], "{engine:?}");
        }
    }
}
