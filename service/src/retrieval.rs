//! Seeking full texts: the ledger.

use crate::house::{Caller, House};
use crate::problem::{Halt, Problem};
use crate::seat::Seat;
use domain::ids::{ReportId, ReviewId};
use domain::log::Fact;
use domain::people::{Permission, Role};
use domain::refusal::Refusal;
use domain::retrieval::{Attempt, RetrievalState, WebLink};
use domain::text::NonBlank;
use futures::FutureExt;
pub use store::reports::{LedgerLine, Report};

/// What somebody did about a report.
#[derive(Clone, Debug)]
pub enum Step {
    /// Asked for it.
    Requested {
        /// Where, and what was said.
        note: Option<NonBlank>,
    },
    /// Found it.
    Found {
        /// Where.
        link: WebLink,
    },
    /// It can't be had: signed if a lead says so, proposed by anybody else.
    NotRetrieved {
        /// Why.
        reason: NonBlank,
    },
    /// Back to the start.
    SeekAgain {
        /// Why.
        note: Option<NonBlank>,
    },
}

/// The page of full texts.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// How many reports in each state.
    pub counts: Vec<(RetrievalState, u64)>,
    /// The reports of this page.
    pub reports: Vec<Report>,
    /// Whether more follow.
    pub more: bool,
    /// Whether the viewer may sign that something can't be had.
    pub leads: bool,
    /// Whether the viewer may note steps at all.
    pub may: bool,
}

/// How many reports a page shows.
const PAGE: usize = 50;

impl House {
    /// The reports that are sought, by number, after a number.
    pub async fn full_texts(
        &self,
        caller: &Caller,
        review: ReviewId,
        state: Option<RetrievalState>,
        after: u32,
    ) -> Result<Ledger, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let mut reports = store::reports::sought(tx, review, state, after, PAGE as i64 + 1).await?;
        let more = reports.len() > PAGE;
        reports.truncate(PAGE);
        Ok(Ledger {
            counts: store::reports::by_state(tx, review).await?,
            reports,
            more,
            leads: membership.role == Role::Lead,
            may: membership.role.may(Permission::Retrieve),
        })
    }

    /// One report with its ledger.
    pub async fn report(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
    ) -> Result<(Report, Vec<LedgerLine>), Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let found = store::reports::get(tx, review, report)
            .await?
            .ok_or(Problem::NotFound)?;
        let ledger = store::reports::ledger(tx, report).await?;
        Ok((found, ledger))
    }

    /// Notes a step in the ledger of a report.
    pub async fn note_retrieval(
        &self,
        caller: &Caller,
        review: ReviewId,
        report: ReportId,
        step: Step,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, report, step),
            |tx, (acting, report, step)| {
                async move {
                    let mut me = Seat::take(tx, acting).await?.retriever()?;
                    let review = me.review();
                    let found = store::reports::get(me.tx(), review, report)
                        .await?
                        .ok_or(Halt::NotFound)?;
                    let judged = store::reports::judged(me.tx(), found.record).await?;
                    let leads = me.membership().role == Role::Lead;
                    let attempt = match step {
                        Step::Requested { note } => Attempt::Requested { note },
                        Step::Found { link } => Attempt::Retrieved { link },
                        Step::SeekAgain { note } => Attempt::SoughtAgain { note },
                        Step::NotRetrieved { reason } if leads => Attempt::NotRetrieved { reason },
                        Step::NotRetrieved { reason } => Attempt::ProposedNotRetrieved { reason },
                    };
                    // What somebody has judged was at hand; only a better link may follow.
                    if judged && !matches!(attempt, Attempt::Retrieved { .. }) {
                        return Err(Refusal::NotYet {
                            what: "the decisions on this report to be taken back".into(),
                        }
                        .into());
                    }
                    me.log(Fact::RetrievalNoted { report, attempt }).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }
}
