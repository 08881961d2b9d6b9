//! What a desk has in its hands.

use super::outbox::Outbox;
use super::{DeskPage, connection::Connection};
use crate::calls::screening::DeskPlace;
use crate::links;
use domain::ids::{CriterionId, DecisionId};
use domain::screening::desk::{DeskClosed, DeskProgress, DeskReason, DeskRecord};
use domain::screening::{Stage, Verdict};
use leptos::prelude::*;

/// A decision that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The decision.
    pub id: DecisionId,
    /// Its record, if it was decided since the page was opened.
    pub record: Option<DeskRecord>,
    /// The record's title.
    pub title: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Others had completed the record before.
    pub late: bool,
}

/// What does not change while the page is open.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// Whose desk, and which.
    pub place: DeskPlace,
    /// The id in the plain form.
    pub decision: DecisionId,
    /// The criteria version on the screen.
    pub criteria: u32,
    /// The reasons on offer.
    pub reasons: Vec<DeskReason>,
    /// When to include.
    pub include_when: Option<String>,
    /// Whether an exclusion needs a reason.
    pub reason_due: bool,
    /// What a plain form was refused with, as a whole.
    pub refused: Option<String>,
    /// Whether the viewer opens rounds.
    pub leads: bool,
}

impl Fixed {
    /// The desk's page in addresses.
    pub const fn page(&self) -> &'static str {
        match self.place.stage {
            Stage::TitleAbstract => "screen",
            Stage::FullText => "eligibility",
        }
    }
    /// An address below the desk.
    pub fn link(&self, below: &str) -> String {
        links::in_review(self.place.review, &format!("{}{below}", self.page()))
    }
}

/// The desk's state. Copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Work {
    /// What stays.
    pub fixed: StoredValue<Fixed>,
    /// The records at hand, the first on the screen.
    pub records: RwSignal<Vec<DeskRecord>>,
    /// Own progress, decisions that wait in the outbox included.
    pub progress: RwSignal<DeskProgress>,
    /// Decisions that can be undone, the last at the end.
    pub done: RwSignal<Vec<Done>>,
    /// The reasons ticked.
    pub ticked: RwSignal<Vec<CriterionId>>,
    /// The note typed.
    pub note: RwSignal<String>,
    /// An exclusion was asked for without a reason where one is due.
    pub reason_missing: RwSignal<bool>,
    /// Why the server has nothing more, if so.
    pub closed: RwSignal<Option<DeskClosed>>,
    /// What waits to be sent, and what was refused.
    pub outbox: RwSignal<Outbox>,
    /// How the way to the server is.
    pub connection: RwSignal<Connection>,
    /// What the sender is doing.
    pub sender: StoredValue<super::sender::Sender>,
}

impl Work {
    /// The state as the server drew it.
    pub fn new(page: DeskPage) -> Self {
        let DeskPage {
            desk,
            person,
            review,
            decision,
            refused,
            leads,
        } = page;
        let refused = refused.unwrap_or_default();
        let words = (!refused.words.is_empty() && !refused.reason_missing).then_some(refused.words);
        let last = desk.last.map(|last| Done {
            id: last.id,
            record: None,
            title: last.title,
            verdict: last.verdict,
            late: false,
        });
        Self {
            fixed: StoredValue::new(Fixed {
                place: DeskPlace {
                    person,
                    review,
                    stage: desk.stage,
                },
                decision,
                criteria: desk.criteria,
                reasons: desk.reasons,
                include_when: desk.include_when,
                reason_due: desk.reason_due,
                refused: words,
                leads,
            }),
            records: RwSignal::new(desk.next),
            progress: RwSignal::new(desk.progress),
            done: RwSignal::new(last.into_iter().collect()),
            ticked: RwSignal::new(refused.reasons),
            note: RwSignal::new(refused.note),
            reason_missing: RwSignal::new(refused.reason_missing),
            closed: RwSignal::new(desk.closed),
            outbox: RwSignal::new(Outbox::default()),
            connection: RwSignal::new(Connection::Well),
            sender: StoredValue::new(super::sender::Sender::default()),
        }
    }

    /// Comes to life in the browser: what an earlier page could not send goes first, and its records
    /// are not shown again.
    pub fn wake(self) {
        super::keyboard::listen(self);
        super::connection::listen(self);
        self.load();
        let waiting = self.outbox.with_untracked(Outbox::decided);
        if !waiting.is_empty() {
            self.records
                .update(|records| records.retain(|record| !waiting.contains(&record.id)));
            let sent_later = waiting.len() as u64;
            self.progress.update(|progress| {
                progress.decided += sent_later;
                progress.left = progress.left.saturating_sub(sent_later);
            });
        }
        super::sender::wake(self);
    }
}
