//! From files to records.

use domain::ids::RecordId;
use domain::log::{Chain, Fact, MergeGround};
use domain::refusal::Refusal;
use domain::screening::{Stage, Verdict};
use futures::FutureExt;
use service::Problem;
use world::ENGINES;
use world::cast::{Team, numbered, ris};

#[tokio::test]
async fn two_databases_with_the_same_items_make_one_record_each() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let first = numbered(0..8);
        let second = numbered(4..10);
        let import = team
            .import(&[
                ("a.ris", "PubMed", ris(&first)),
                ("b.ris", "Embase", ris(&second)),
            ])
            .await;
        let report = house
            .import_report(&team.lead, team.review, import)
            .await
            .unwrap();
        assert_eq!(
            (report.import.entries, report.import.records),
            (14, 10),
            "{engine:?}"
        );
        assert_eq!((report.joined, report.records), (4, 10));
        let page = house.record(&team.lead, team.review, 5).await.unwrap();
        let sources: Vec<_> = page.hits.iter().map(|h| h.source.as_str()).collect();
        assert_eq!(sources, ["PubMed", "Embase"]);
        assert!(
            page.hits[1]
                .evidence
                .as_deref()
                .is_some_and(|e| e.contains("same DOI"))
        );
        let raw = house
            .hit_as_it_came(&team.lead, team.review, 5, page.hits[1].id)
            .await
            .unwrap();
        assert!(raw.starts_with(b"TY  - JOUR"));
    }
}

#[tokio::test]
async fn a_later_import_joins_what_is_here_and_the_same_file_counts_once() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        team.import(&[("a.ris", "PubMed", ris(&numbered(0..5)))])
            .await;
        let later = team
            .import(&[
                ("b.ris", "Embase", ris(&numbered(3..7))),
                ("again.ris", "PubMed", ris(&numbered(0..5))),
            ])
            .await;
        let report = house
            .import_report(&team.lead, team.review, later)
            .await
            .unwrap();
        assert_eq!(
            (report.import.entries, report.import.records),
            (4, 2),
            "{engine:?}"
        );
        assert_eq!(report.files[1].file.already, 5);
        assert_eq!(report.records, 7);
    }
}

#[tokio::test]
async fn what_cannot_be_read_harms_nothing_and_says_why() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let whole = ris(&numbered(0..3));
        let cut = whole[..whole.len() - 60].to_vec();
        let import = team
            .import(&[
                ("good.ris", "PubMed", ris(&numbered(5..7))),
                ("empty.ris", "PubMed", vec![]),
                (
                    "letter.txt",
                    "PubMed",
                    b"Dear all,\nplease find attached\n".to_vec(),
                ),
                ("cut.ris", "Embase", cut),
            ])
            .await;
        let report = house
            .import_report(&team.lead, team.review, import)
            .await
            .unwrap();
        let failed: Vec<bool> = report
            .files
            .iter()
            .map(|f| f.file.failed.is_some())
            .collect();
        assert_eq!(
            failed,
            [false, true, true, true],
            "{engine:?}: {:?}",
            report.files
        );
        assert_eq!(report.records, 2);
        let job = house
            .take_cut_off(&team.lead, team.review, import, 3)
            .await
            .unwrap();
        house.work_now().await.unwrap();
        let taken = house
            .import_status(&team.lead, team.review, job)
            .await
            .unwrap();
        let report = house
            .import_report(&team.lead, team.review, taken.import)
            .await
            .unwrap();
        assert_eq!(report.import.entries, 2, "what came before the break");
    }
}

#[tokio::test]
async fn an_import_can_be_undone_until_somebody_decides() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let first = team
            .import(&[("a.ris", "PubMed", ris(&numbered(0..3)))])
            .await;
        let second = team
            .import(&[("b.ris", "Embase", ris(&numbered(10..12)))])
            .await;
        house
            .undo_import(&team.lead, team.review, second)
            .await
            .unwrap();
        assert_eq!(team.records().await.len(), 3, "{engine:?}");
        let waiver = Some(world::cast::text("small"));
        house
            .open_main(&team.lead, team.review, Stage::TitleAbstract, waiver)
            .await
            .unwrap();
        let record = team.records().await[0];
        team.decide(&team.ana, Stage::TitleAbstract, record, Verdict::Include)
            .await
            .unwrap();
        let refused = house.undo_import(&team.lead, team.review, first).await;
        assert!(matches!(
            refused,
            Err(Problem::Refused(Refusal::ImportBuiltOn { decisions: 1 }))
        ));
        // The undone file may come again.
        team.import(&[("b.ris", "Embase", ris(&numbered(10..12)))])
            .await;
        assert_eq!(team.records().await.len(), 5);
    }
}

#[tokio::test]
async fn a_cancelled_import_leaves_nothing_behind() {
    for engine in ENGINES {
        let team = Team::on(engine).await;
        let house = &team.world.house;
        let stream = futures::stream::iter([Ok::<_, std::io::Error>(ris(&numbered(0..9)))]);
        let draft = house
            .keep_upload(&team.lead, team.review, "a.ris", 1 << 20, stream)
            .await
            .unwrap();
        let job = house
            .draft_import(&team.lead, team.review, vec![draft])
            .await
            .unwrap();
        let sources = vec![(
            world::cast::text("PubMed"),
            domain::log::SourceKind::Database,
        )];
        house
            .begin_import(&team.lead, team.review, job, sources)
            .await
            .unwrap();
        house
            .cancel_import(&team.lead, team.review, job)
            .await
            .unwrap();
        house.work_now().await.unwrap();
        let status = house
            .import_status(&team.lead, team.review, job)
            .await
            .unwrap();
        assert_eq!(status.state, "cancelled", "{engine:?}");
        assert_eq!(team.records().await.len(), 0);
    }
}

#[tokio::test]
async fn a_merge_keeps_every_decision_and_can_be_taken_apart() {
    for engine in ENGINES {
        let team = Team::with_records(engine, 4).await;
        let house = &team.world.house;
        let records = team.records().await;
        let ta = Stage::TitleAbstract;
        team.decide(&team.ana, ta, records[0], Verdict::Include)
            .await
            .unwrap();
        team.decide(&team.ben, ta, records[1], Verdict::Include)
            .await
            .unwrap();
        // Ana said different things of what is one record: she is asked again.
        team.decide(&team.ana, ta, records[1], Verdict::Exclude)
            .await
            .unwrap();
        merge(&team, records[0], records[1]).await;
        assert_eq!(team.records().await.len(), 3, "{engine:?}");
        let joined = house.record(&team.lead, team.review, 2).await.unwrap();
        assert_eq!(
            joined.record.number, 1,
            "the number of a joined record leads on"
        );
        assert_eq!(joined.hits.len(), 2);
        let desk = house.desk(&team.ana, team.review, ta).await.unwrap();
        assert!(desk.next.iter().any(|record| record.id == records[0]));
        let hits = vec![joined.hits[1].id];
        house
            .separate(&team.lead, team.review, records[0], hits)
            .await
            .unwrap();
        assert_eq!(team.records().await, records);
        let apart = house.record(&team.lead, team.review, 2).await.unwrap();
        assert_eq!(apart.hits.len(), 1);
        assert_eq!(
            apart.standings[0].positions.len(),
            1,
            "Ben's decision went back with it"
        );
    }
}

/// A person joined two records.
async fn merge(team: &Team, into: RecordId, from: RecordId) {
    let fact = Fact::RecordsMerged {
        into,
        from,
        ground: MergeGround::Person,
    };
    let chain = Chain::Review(team.review);
    let at = service::clock::Clock::now(&*team.world.clock);
    let input = (chain, at, team.lead.person, fact);
    team.world
        .house
        .store()
        .write::<_, (), store::Error>(&[chain], input, |tx, (chain, at, by, fact)| {
            async move {
                store::log::append(tx, chain, at, Some(by), fact).await?;
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
}
