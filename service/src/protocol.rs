//! Criteria, policies and declared counts.

use crate::house::{Caller, House};
use crate::problem::Problem;
use crate::seat::Seat;
use domain::ids::{CriterionId, DeclaredId, ReviewId};
use domain::log::{DeclaredBox, Fact};
use domain::protocol::{Criteria, Criterion, CriterionKind, StagePolicy};
use domain::screening::Stage;
use domain::text::NonBlank;
use domain::time::Timestamp;
use futures::FutureExt;
pub use store::reviews::Declared;

/// A criterion as a form sends it; a new one has no id yet.
#[derive(Clone, Debug)]
pub struct CriterionDraft {
    /// The id of a known criterion.
    pub id: Option<CriterionId>,
    /// For or against.
    pub kind: CriterionKind,
    /// The short label.
    pub label: NonBlank,
    /// The full text.
    pub text: Option<NonBlank>,
    /// Offered at title and abstract.
    pub title_abstract: bool,
    /// Offered at full text.
    pub full_text: bool,
}

/// A new version of the criteria, in the order of rank.
#[derive(Clone, Debug)]
pub struct CriteriaDraft {
    /// Why it is published.
    pub note: NonBlank,
    /// The sentence that says when to include.
    pub include_when: Option<NonBlank>,
    /// The criteria.
    pub criteria: Vec<CriterionDraft>,
}

/// What the settings page shows.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The review.
    pub review: store::reviews::Review,
    /// The versions of the criteria, newest first.
    pub versions: Vec<(Criteria, Timestamp)>,
    /// The settings of titles and abstracts.
    pub title_abstract: StagePolicy,
    /// The settings of full texts.
    pub full_text: StagePolicy,
    /// Numbers known only as numbers.
    pub declared: Vec<Declared>,
}

impl House {
    /// The settings, for every member to read.
    pub async fn settings(&self, caller: &Caller, review: ReviewId) -> Result<Settings, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        Ok(Settings {
            review: store::reviews::get(tx, review)
                .await?
                .ok_or(Problem::NotFound)?,
            versions: store::reviews::versions(tx, review, 50).await?,
            title_abstract: store::reviews::policy(tx, review, Stage::TitleAbstract).await?,
            full_text: store::reviews::policy(tx, review, Stage::FullText).await?,
            declared: store::reviews::declared(tx, review).await?,
        })
    }

    /// Publishes a version of the criteria.
    pub async fn publish_criteria(
        &self,
        caller: &Caller,
        review: ReviewId,
        draft: CriteriaDraft,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        let criteria: Vec<Criterion> = draft
            .criteria
            .into_iter()
            .map(|c| Criterion {
                id: c.id.unwrap_or_else(|| CriterionId::from_uuid(self.id())),
                kind: c.kind,
                label: c.label,
                text: c.text,
                title_abstract: c.title_abstract,
                full_text: c.full_text,
            })
            .collect();
        let input = (acting, draft.note, draft.include_when, criteria);
        self.write(
            review,
            input,
            |tx, (acting, note, include_when, criteria)| {
                async move {
                    let mut lead = Seat::take(tx, acting).await?.lead()?;
                    let review = lead.review();
                    let last = store::reviews::criteria(lead.tx(), review).await?;
                    let criteria = Criteria::publish(last.as_ref(), note, include_when, criteria)?;
                    lead.log(Fact::CriteriaPublished { criteria }).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Changes the settings of a stage. Records that are there already keep the number of readers
    /// they came with.
    pub async fn change_policy(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        policy: StagePolicy,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, stage, policy),
            |tx, (acting, stage, policy)| {
                async move {
                    let mut lead = Seat::take(tx, acting).await?.lead()?;
                    lead.log(Fact::PolicyChanged { stage, policy }).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Declares a number the team knows only as a number.
    pub async fn declare_count(
        &self,
        caller: &Caller,
        review: ReviewId,
        within: DeclaredBox,
        n: u64,
        source: NonBlank,
        why: NonBlank,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        let count = DeclaredId::from_uuid(self.id());
        let fact = Fact::CountDeclared {
            count,
            within,
            n,
            source,
            why,
        };
        self.write(review, (acting, fact), |tx, (acting, fact)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                lead.log(fact).await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    /// Withdraws a declared number.
    pub async fn withdraw_count(
        &self,
        caller: &Caller,
        review: ReviewId,
        count: DeclaredId,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, count), |tx, (acting, count)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                lead.log(Fact::CountWithdrawn { count }).await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }
}
