//! Deciding, and taking it back.

use super::outbox::{Step, Waiting};
use super::work::{Done, Work};
use super::{ids, sender};
use domain::ids::CriterionId;
use domain::screening::Verdict;
use domain::screening::desk::DecisionDraft;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

impl Work {
    /// Decides the record on the screen and shows the next one. `only` is the one reason of an
    /// exclusion by ⇧ and a digit.
    pub fn decide(self, verdict: Verdict, only: Option<CriterionId>) {
        let Some(record) = self
            .records
            .with_untracked(|records| records.first().cloned())
        else {
            return;
        };
        let reasons = match (verdict, only) {
            (Verdict::Exclude, Some(reason)) => vec![reason],
            (Verdict::Exclude, None) => self.ticked.get_untracked(),
            _ => Vec::new(),
        };
        let (due, criteria) = self
            .fixed
            .with_value(|fixed| (fixed.reason_due, fixed.criteria));
        if verdict == Verdict::Exclude && due && reasons.is_empty() {
            self.reason_missing.set(true);
            show_reasons();
            return;
        }
        let draft = DecisionDraft {
            id: ids::decision(),
            record: record.id,
            verdict,
            reasons,
            primary: None,
            note: self.note.get_untracked(),
            criteria,
        };
        let title = record.citation.title.clone().unwrap_or_default();
        let done = Done {
            id: draft.id,
            record: Some(record.clone()),
            title: title.clone(),
            verdict,
            late: false,
        };
        self.keep(|outbox| {
            outbox.waiting.push(Waiting {
                step: Step::Decide(draft),
                number: record.number,
                title,
            });
        });
        self.done.update(|all| all.push(done));
        self.progress.update(|progress| {
            progress.decided += 1;
            progress.left = progress.left.saturating_sub(1);
        });
        self.records.update(|records| {
            records.remove(0);
        });
        self.fresh();
        sender::wake(self);
    }

    /// Takes the last decision back. One that was never sent simply goes; of one that was, the
    /// server is told.
    pub fn undo(self) {
        let Some(done) = self.done.try_update(Vec::pop).flatten() else {
            return;
        };
        let unsent = self.outbox.with_untracked(|outbox| {
            outbox
                .waiting
                .iter()
                .any(|waiting| matches!(&waiting.step, Step::Decide(draft) if draft.id == done.id))
        }) && !self.sender.with_value(|sender| sender.tried(done.id));
        self.keep(|outbox| {
            if unsent {
                outbox
                    .waiting
                    .retain(|waiting| waiting.step.decision() != done.id);
            } else {
                outbox.waiting.push(Waiting {
                    step: Step::Undo(done.id),
                    number: done.record.as_ref().map_or(0, |record| record.number),
                    title: done.title.clone(),
                });
            }
        });
        self.progress.update(|progress| {
            progress.decided = progress.decided.saturating_sub(1);
            progress.left += 1;
        });
        if let Some(record) = done.record {
            self.show(record);
        }
        sender::wake(self);
    }

    /// Puts a record on the screen, before the others.
    pub fn show(self, record: domain::screening::desk::DeskRecord) {
        self.records.update(|records| {
            records.retain(|known| known.id != record.id);
            records.insert(0, record);
        });
        self.closed.set(None);
        self.fresh();
    }

    /// Leaves the record on the screen for later.
    pub fn later(self) {
        let more = self.records.with_untracked(|records| records.len() > 1);
        if more {
            self.records.update(|records| records.rotate_left(1));
            self.fresh();
        }
    }

    /// Ticks a reason, or takes the tick away.
    pub fn tick(self, reason: CriterionId) {
        self.reason_missing.set(false);
        self.ticked.update(
            |ticked| match ticked.iter().position(|known| *known == reason) {
                Some(at) => {
                    ticked.remove(at);
                }
                None => ticked.push(reason),
            },
        );
    }

    /// A record nobody has done anything with yet is on the screen.
    fn fresh(self) {
        self.ticked.set(Vec::new());
        self.note.set(String::new());
        self.reason_missing.set(false);
        if let Some(reading) = find("#main .reading") {
            reading.set_scroll_top(0);
        }
        if find("#reasons:popover-open").is_some() {
            press("#reasons .panel-close");
        }
    }
}

/// Brings the reader to the reasons: into the column, or the sheet where there is none.
fn show_reasons() {
    let sheet = find("#main .reasons-button")
        .and_then(|button| button.dyn_into::<HtmlElement>().ok())
        .is_some_and(|button| button.offset_height() > 0);
    if sheet && find("#reasons:popover-open").is_none() {
        press("#main .reasons-button");
    }
    focus("#reasons");
}

/// The first element a selector finds.
pub fn find(selector: &str) -> Option<Element> {
    web_sys::window()?
        .document()?
        .query_selector(selector)
        .ok()?
}

/// Presses a button or link.
pub fn press(selector: &str) {
    if let Some(Ok(element)) = find(selector).map(JsCast::dyn_into::<HtmlElement>) {
        element.click();
    }
}

/// Moves the focus.
pub fn focus(selector: &str) {
    if let Some(Ok(element)) = find(selector).map(JsCast::dyn_into::<HtmlElement>) {
        // It fails for things that cannot have the focus, and then nothing is lost.
        let _ = element.focus();
    }
}
