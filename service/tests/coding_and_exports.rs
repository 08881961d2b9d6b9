//! Coding from the first statement to the consensus, and what people may take away on the way.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod story;

use domain::coding::StatementDraft;
use domain::flow::{BoxList, Step};
use domain::ids::{ReportId, StatementId};
use domain::log::SourceKind;
use domain::people::{Role, Stages};
use domain::refusal::Refusal;
use domain::retrieval::WebLink;
use domain::screening::{Stage, Verdict};
use service::coding::Take;
use service::exporting::Filter;
use service::retrieval::Step as Seeking;
use service::{Caller, Problem};
use story::Story;

struct Told {
    story: Story,
    ana: Caller,
    ben: Caller,
    report: ReportId,
}

/// Item 1 is included and waits to be coded; Ana and Ben disagree about item 2; 3 is excluded.
async fn told(name: &str) -> Told {
    let story = Story::begin(name).await;
    let ana = story.joins("Ana", Role::Reviewer, Stages::ALL).await;
    let ben = story.joins("Ben", Role::Reviewer, Stages::ALL).await;
    story.criteria(&["Not singing"]).await;
    story
        .import("PubMed", SourceKind::Database, &[1, 2, 3])
        .await;
    let (first, second) = (Stage::TitleAbstract, Stage::FullText);
    story.open(first).await;
    use Verdict::{Exclude as E, Include as I};
    for (item, a, b) in [(1, I, I), (2, I, E), (3, E, E)] {
        story.decides(&ana, first, item, a, &[]).await;
        story.decides(&ben, first, item, b, &[]).await;
    }
    let report = ReportId::of_record(story.record(1).await);
    let link = WebLink::parse("10.1000/item.1").unwrap();
    story
        .house
        .note_retrieval(&ana, story.review, report, Seeking::Found { link })
        .await
        .unwrap();
    story.open(second).await;
    for who in [&ana, &ben] {
        story.decides(who, second, 1, I, &[]).await;
    }
    Told {
        story,
        ana,
        ben,
        report,
    }
}

impl Told {
    async fn draft(&self, text: &str, theme: usize) -> StatementDraft {
        let (codebook, _) = self
            .story
            .house
            .codebook(&self.ana, self.story.review)
            .await
            .unwrap();
        StatementDraft {
            text: text.to_owned(),
            themes: vec![codebook.themes[theme].id],
            ..StatementDraft::default()
        }
    }

    async fn save(
        &self,
        who: &Caller,
        statement: Option<(StatementId, u32)>,
        draft: StatementDraft,
    ) -> Result<StatementId, Problem> {
        let (house, review) = (&self.story.house, self.story.review);
        house
            .save_statement(who, review, self.report, statement, draft)
            .await
    }

    async fn finish(&self, who: &Caller) {
        let (house, review) = (&self.story.house, self.story.review);
        house
            .finish_coding(who, review, self.report, true)
            .await
            .unwrap();
    }
}

fn is_stale<T>(result: Result<T, Problem>) -> bool {
    matches!(result, Err(Problem::Refused(Refusal::Stale)))
}

#[tokio::test]
async fn a_stale_save_changes_nothing() {
    let told = told("stale").await;
    let (house, review) = (&told.story.house, told.story.review);
    let draft = told.draft("Choirs share breath", 0).await;
    let id = told.save(&told.ana, None, draft.clone()).await.unwrap();
    let second = told.draft("Choirs share air", 1).await;
    told.save(&told.ana, Some((id, 1)), second.clone())
        .await
        .unwrap();
    assert!(is_stale(
        told.save(&told.ana, Some((id, 1)), draft.clone()).await
    ));
    let desk = house
        .coding_desk(&told.ana, review, told.report)
        .await
        .unwrap();
    assert_eq!(desk.statements[0].text.as_str(), "Choirs share air");
    // Setting aside is a revision too: a save that did not see it does not bring it back.
    house
        .set_statement_aside(&told.ana, review, told.report, id, 2)
        .await
        .unwrap();
    assert!(is_stale(told.save(&told.ana, Some((id, 2)), draft).await));
    house
        .bring_statement_back(&told.ana, review, told.report, id)
        .await
        .unwrap();
    let desk = house
        .coding_desk(&told.ana, review, told.report)
        .await
        .unwrap();
    assert_eq!(desk.statements.len(), 1);
    assert_eq!(desk.statements[0].revision, 4);
}

#[tokio::test]
async fn nobody_sees_the_others_coding_before_both_have_finished() {
    let told = told("coders").await;
    let (house, review) = (&told.story.house, told.story.review);
    let same = told.draft("Choirs share breath", 0).await;
    told.save(&told.ana, None, same.clone()).await.unwrap();
    told.save(&told.ben, None, same).await.unwrap();
    let only_ben = told.draft("Rooms are cold", 1).await;
    told.save(&told.ben, None, only_ben).await.unwrap();
    told.finish(&told.ben).await;
    for who in [&told.ana, &told.story.lead] {
        let early = house.comparison(who, review, told.report).await;
        assert!(matches!(early, Err(Problem::NotFound)));
    }
    let out = house.statements_out(&told.ana, review).await.unwrap();
    assert_eq!(out.len(), 1);
    assert_eq!(out[0].coder.as_deref(), Some("Ana"));
    assert!(
        house
            .statements_out(&told.story.lead, review)
            .await
            .unwrap()
            .is_empty()
    );

    told.finish(&told.ana).await;
    house
        .take_into_consensus(&told.ana, review, told.report, Take::Agreed)
        .await
        .unwrap();
    let found = house
        .comparison(&told.ana, review, told.report)
        .await
        .unwrap();
    let taken: Vec<bool> = found
        .rows
        .iter()
        .map(|row| found.taken(row).is_some())
        .collect();
    assert_eq!(
        taken,
        [true, false],
        "what only Ben found is not taken over by itself"
    );
    let out = house
        .statements_out(&told.story.lead, review)
        .await
        .unwrap();
    let whose: Vec<Option<&str>> = out.iter().map(|one| one.coder.as_deref()).collect();
    assert_eq!(whose.len(), 4);
    assert_eq!(whose.iter().filter(|coder| coder.is_none()).count(), 1);
}

#[tokio::test]
async fn decisions_leave_as_blinding_allows() {
    let told = told("decisions").await;
    let (house, review) = (&told.story.house, told.story.review);
    let all = house.decisions_out(&told.story.lead, review).await.unwrap();
    assert_eq!(all.len(), 8);
    let about = |item: u32| {
        all.iter()
            .filter(move |out| out.row.title == story::title(item))
    };
    let mut masked: Vec<&str> = about(2).map(|out| out.reviewer.as_str()).collect();
    masked.sort_unstable();
    assert_eq!(masked, ["Reviewer A", "Reviewer B"]);
    assert!(about(2).all(|out| out.at.is_none()));
    assert!(about(3).all(|out| out.at.is_some() && !out.reviewer.starts_with("Reviewer ")));

    // Ana's own lines look the same whether others disagree with her or not.
    let own = house.decisions_out(&told.ana, review).await.unwrap();
    assert_eq!(own.len(), 4);
    assert!(
        own.iter()
            .all(|out| out.reviewer == "Ana" && out.at.is_some())
    );

    let librarian = told.story.joins("Lib", Role::Librarian, Stages::ALL).await;
    let refused = house.decisions_out(&librarian, review).await;
    assert!(matches!(refused, Err(Problem::NotFound)));
}

#[tokio::test]
async fn records_leave_by_filter_and_by_list() {
    let told = told("records").await;
    let (house, review) = (&told.story.house, told.story.review);
    let excluded = Some(BoxList {
        step: Step::Excluded,
        column: None,
    });
    let every = Filter::default;
    let out = house
        .records_out(&told.story.lead, review, every(), excluded)
        .await
        .unwrap()
        .unwrap();
    let titles: Vec<_> = out
        .iter()
        .filter_map(|one| one.citation.title.clone())
        .collect();
    assert_eq!(titles, [story::title(3)]);
    assert_eq!(out[0].sources, ["PubMed"]);
    let kept_back = house
        .records_out(&told.ana, review, every(), excluded)
        .await
        .unwrap();
    assert!(kept_back.is_none());
    let none = Filter {
        source: Some("CINAHL".to_owned()),
        ..Filter::default()
    };
    let out = house
        .records_out(&told.ana, review, none, None)
        .await
        .unwrap()
        .unwrap();
    assert!(out.is_empty());
    let out = house
        .records_out(&told.ana, review, every(), None)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(out.len(), 3);
}
