//! One small review whose numbers were worked out by hand, told on a house, and asked for its flow,
//! the lists behind it, and its agreement.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod story;

use domain::flow::{BoxId, BoxList, Column, Figure, Flow, Step};
use domain::ids::{CriterionId, ReportId};
use domain::log::{DeclaredBox, SourceKind};
use domain::people::{Role, Stages};
use domain::retrieval::WebLink;
use domain::screening::{Outcome, Stage, Verdict};
use service::Caller;
use service::disagreements::Resolving;
use service::retrieval::Step as Seeking;
use story::{Story, words};

use Verdict::{Exclude as E, Include as I, Unsure as U};

const D: Column = Column::Databases;
const O: Column = Column::Other;

struct Team {
    ana: Caller,
    ben: Caller,
    reasons: Vec<CriterionId>,
}

/// 15 hits of two databases are 13 records; of three references one is known already. Ana and Ben
/// read all but items 9 (Ana only) and 10 (nobody) on title and abstract, then four full texts.
async fn told(name: &str) -> (Story, Team) {
    let story = Story::begin(name).await;
    let ana = story.joins("Ana", Role::Reviewer, Stages::ALL).await;
    let ben = story.joins("Ben", Role::Reviewer, Stages::ALL).await;
    let reasons = story.criteria(&["Not singing", "No lungs"]).await;
    let first: Vec<u32> = (1..=12).collect();
    story.import("PubMed", SourceKind::Database, &first).await;
    story
        .import("CINAHL", SourceKind::Database, &[1, 2, 13])
        .await;
    let references = SourceKind::CitationSearching;
    story
        .import("Reference lists", references, &[3, 14, 15])
        .await;
    let team = Team { ana, ben, reasons };
    title_abstract(&story, &team).await;
    retrieval(&story).await;
    full_text(&story, &team).await;
    let (house, lead, review) = (&story.house, &story.lead, story.review);
    house
        .declare_count(
            lead,
            review,
            DeclaredBox::Duplicates,
            100,
            words("the library's export of May"),
            words("removed before import"),
        )
        .await
        .unwrap();
    (story, team)
}

async fn title_abstract(story: &Story, team: &Team) {
    let stage = Stage::TitleAbstract;
    story.open(stage).await;
    let both = [
        (1, I, I),
        (2, U, I),
        (3, E, E),
        (4, E, I),
        (5, E, U),
        (6, E, E),
        (7, I, I),
        (8, I, I),
        (11, E, E),
        (12, E, E),
        (13, I, I),
        (14, I, I),
        (15, E, E),
    ];
    for (item, ana, ben) in both {
        story.decides(&team.ana, stage, item, ana, &[]).await;
        story.decides(&team.ben, stage, item, ben, &[]).await;
    }
    story.decides(&team.ana, stage, 9, I, &[]).await;
    let resolving = Resolving {
        outcome: Outcome::Include,
        reason: None,
        why: words("It sings."),
    };
    let record = story.record(4).await;
    story
        .house
        .resolve(&story.lead, story.review, stage, record, resolving)
        .await
        .unwrap();
}

async fn retrieval(story: &Story) {
    let link = || WebLink::parse("https://example.org/text").unwrap();
    let steps = [
        (1, Seeking::Found { link: link() }),
        (2, Seeking::Found { link: link() }),
        (
            4,
            Seeking::NotRetrieved {
                reason: words("No copy anywhere."),
            },
        ),
        (7, Seeking::Requested { note: None }),
        (13, Seeking::Found { link: link() }),
        (14, Seeking::Found { link: link() }),
    ];
    for (item, step) in steps {
        let report = ReportId::of_record(story.record(item).await);
        story
            .house
            .note_retrieval(&story.lead, story.review, report, step)
            .await
            .unwrap();
    }
}

async fn full_text(story: &Story, team: &Team) {
    let stage = Stage::FullText;
    story.open(stage).await;
    let [first, second] = [team.reasons[0], team.reasons[1]];
    let read: [Read<'_>; 4] = [
        (1, I, &[], I, &[]),
        (2, E, &[first], E, &[first]),
        (13, E, &[first], E, &[second]),
        (14, I, &[], E, &[second]),
    ];
    for (item, ana, anas, ben, bens) in read {
        story.decides(&team.ana, stage, item, ana, anas).await;
        story.decides(&team.ben, stage, item, ben, bens).await;
    }
}

fn n(flow: &Flow, id: BoxId) -> u64 {
    flow.figure(id)
        .n()
        .unwrap_or_else(|| panic!("{id:?} is kept back"))
}

/// A record's number, what the first said and why, what the second said and why.
type Read<'r> = (u32, Verdict, &'r [CriterionId], Verdict, &'r [CriterionId]);

#[tokio::test]
async fn the_flow_has_the_numbers_counted_by_hand() {
    let (story, team) = told("flow").await;
    let view = story.house.flow(&story.lead, story.review).await.unwrap();
    let flow = view.flow;
    let expected = [
        (BoxId::Databases, 115),
        (BoxId::Duplicates(D), 102),
        (BoxId::Screened, 13),
        (BoxId::Excluded(D), 4),
        (BoxId::ToScreen(D), 3),
        (BoxId::Sought(D), 6),
        (BoxId::NotRetrieved(D), 1),
        (BoxId::ToRetrieve(D), 2),
        (BoxId::Assessed(D), 3),
        (BoxId::ToAssess(D), 0),
        (BoxId::Reason(D, 0), 1),
        (BoxId::Reason(D, 1), 0),
        (BoxId::ReasonOpen(D), 1),
        (BoxId::CitationSearching, 3),
        (BoxId::KnownFromDatabases, 1),
        (BoxId::Excluded(O), 1),
        (BoxId::Sought(O), 1),
        (BoxId::Assessed(O), 1),
        (BoxId::ToAssess(O), 1),
        (BoxId::Studies, 1),
        (BoxId::Reports, 1),
    ];
    for (id, count) in expected {
        assert_eq!(n(&flow, id), count, "{id:?}");
    }
    assert_eq!(
        flow.ribbon_sentence(),
        "Provisional. Still open: 3 records at title and abstract, 2 reports to retrieve, \
         1 disagreement at full text, and 1 excluded report without an agreed reason."
    );
    let reason = flow.list(BoxId::Reason(D, 0)).unwrap();
    assert_eq!(reason.step, Step::Reason(team.reasons[0]));
}

#[tokio::test]
async fn every_number_is_the_length_of_its_list() {
    let (story, _) = told("lists").await;
    let flow = story
        .house
        .flow(&story.lead, story.review)
        .await
        .unwrap()
        .flow;
    let mut ids: Vec<BoxId> = [D, O]
        .into_iter()
        .flat_map(|c| {
            [
                BoxId::Duplicates(c),
                BoxId::ToScreen(c),
                BoxId::Excluded(c),
                BoxId::Sought(c),
                BoxId::ToRetrieve(c),
                BoxId::NotRetrieved(c),
                BoxId::Assessed(c),
                BoxId::ToAssess(c),
                BoxId::Reason(c, 0),
                BoxId::Reason(c, 1),
                BoxId::ReasonOpen(c),
                BoxId::Awaiting(c),
                BoxId::Ongoing(c),
            ]
        })
        .collect();
    ids.extend([BoxId::Screened, BoxId::KnownFromDatabases, BoxId::Reports]);
    let mut looked = 0;
    for id in ids {
        let listed = flow.figure(id).listed();
        let Some(list) = flow.list(id) else {
            assert_eq!(listed, 0, "{id:?}");
            continue;
        };
        looked += 1;
        let page = story
            .house
            .records_in_box(&story.lead, story.review, list, 0, 50)
            .await
            .unwrap();
        assert_eq!(page.records.unwrap().len() as u64, listed, "{id:?}");
    }
    assert!(looked > 12, "{looked}");
    for phrase in flow.ribbon() {
        let list = phrase.list.list();
        let page = story
            .house
            .records_in_box(&story.lead, story.review, list, 0, 50)
            .await
            .unwrap();
        assert_eq!(page.records.unwrap().len() as u64, phrase.n, "{phrase:?}");
    }
}

#[tokio::test]
async fn a_blind_reviewer_reads_what_went_forward_and_no_verdict() {
    let (story, team) = told("blind").await;
    let (house, review) = (&story.house, story.review);
    let flow = house.flow(&team.ana, review).await.unwrap().flow;
    for id in [
        BoxId::Excluded(D),
        BoxId::ToScreen(D),
        BoxId::ToAssess(D),
        BoxId::Reports,
    ] {
        assert_eq!(flow.figure(id), Figure::KeptBack, "{id:?}");
    }
    assert_eq!(n(&flow, BoxId::Sought(D)), 6);
    for step in [
        Step::Excluded,
        Step::Included,
        Step::Reason(team.reasons[0]),
    ] {
        let list = BoxList { step, column: None };
        let page = house
            .records_in_box(&team.ana, review, list, 0, 50)
            .await
            .unwrap();
        assert!(page.records.is_none() && !page.more, "{step:?}");
    }
    let agreement = house.agreement(&team.ana, review).await.unwrap();
    assert_eq!(agreement.len(), 2);
    assert!(agreement.iter().all(|round| round.found.is_none()));
    assert!(house.ratings(&team.ana, review).await.unwrap().is_empty());
    // Another verdict on the record that only Ana has read changes nothing that Ben can see.
    let before = serde_json::to_string(&house.flow(&team.ben, review).await.unwrap().flow).unwrap();
    story
        .decides(&team.ana, Stage::TitleAbstract, 9, E, &[])
        .await;
    let after = serde_json::to_string(&house.flow(&team.ben, review).await.unwrap().flow).unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn agreement_is_that_of_the_table_counted_by_hand() {
    let (story, _) = told("agreement").await;
    let rounds = story
        .house
        .agreement(&story.lead, story.review)
        .await
        .unwrap();
    let found = rounds[0].found.as_ref().unwrap();
    assert_eq!(
        (found.records, found.compared, found.unanimous),
        (13, 13, 11)
    );
    assert!(found.joined);
    let pair = &found.headline.cohen[0];
    assert_eq!(pair.raters, ["Ana", "Ben"]);
    // Rows Ana, columns Ben; forward, then exclude.
    assert_eq!(pair.table, [[6, 0], [2, 5]]);
    // Observed 11 of 13, expected (6 × 8 + 7 × 5) of 169.
    let kappa = (143.0 - 83.0) / (169.0 - 83.0);
    assert!((pair.kappa.estimate.unwrap() - kappa).abs() < 1e-12);
    // Apart: Ana's one maybe met an include, Ben's one an exclusion.
    assert_eq!(
        found.apart.cohen[0].table,
        [[5, 0, 0], [1, 5, 1], [1, 0, 0]]
    );
    assert!(
        found
            .raters
            .iter()
            .all(|rater| rater.read == 13 && rater.alone == 0)
    );
    // Full text: one of four differs, and nobody was unsure.
    let found = rounds[1].found.as_ref().unwrap();
    assert_eq!(found.headline.categories, ["include", "exclude"]);
    assert_eq!((found.compared, found.unanimous), (4, 3));
    let ratings = story
        .house
        .ratings(&story.lead, story.review)
        .await
        .unwrap();
    assert_eq!(ratings.len(), 2 * (13 + 4));
}
