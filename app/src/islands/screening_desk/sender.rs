//! Sends the outbox, one step after another in the order they were done. A step leaves the outbox
//! only when the server has answered; what the server cannot be told now is told later.

use super::connection::Connection;
use super::outbox::{NotTaken, Step, Waiting};
use super::work::Work;
use crate::calls::screening as calls;
use crate::wire::{CallError, Failure};
use domain::ids::{DecisionId, RecordId};
use domain::screening::desk::{DeskClosed, DeskRecord, Saved};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// An answer that takes longer counts as none.
const PATIENCE: Duration = Duration::from_secs(20);
/// How soon the server is asked again where nothing waits.
const LOOK: Duration = Duration::from_secs(8);
/// The waits between attempts, in seconds; the last one for good.
const WAITS: [u64; 6] = [1, 2, 5, 10, 30, 60];
/// Fewer records at hand than this, and more are fetched.
const FEW: usize = 5;

/// What the sender is doing.
#[derive(Debug, Default)]
pub struct Sender {
    /// The attempt that is under way.
    busy: Option<u64>,
    /// Attempts so far.
    attempts: u64,
    /// Attempts in a row that failed.
    failed: usize,
    /// Whether another attempt is due by the clock.
    due: bool,
    /// Whether the server will be asked again for records, since there were none.
    looking: bool,
    /// Decisions the server may know, because they were sent at least once.
    sent: Vec<DecisionId>,
}

impl Sender {
    /// Whether the server may know this decision.
    pub fn tried(&self, decision: DecisionId) -> bool {
        self.sent.contains(&decision)
    }
}

/// Sends what waits, unless that is being done already.
pub fn wake(work: Work) {
    if work.sender.with_value(|sender| sender.busy.is_some()) {
        return;
    }
    let empty = work
        .outbox
        .with_untracked(|outbox| outbox.waiting.is_empty());
    if empty {
        work.connection.update(|connection| {
            if *connection != Connection::SignedOut {
                *connection = Connection::Well;
            }
        });
        refill(work);
        return;
    }
    if !super::connection::online() {
        fail(work, Connection::Offline);
        return;
    }
    let attempt = begin(work);
    spawn_local(async move { send_all(work, attempt).await });
}

fn begin(work: Work) -> u64 {
    let attempt = work
        .sender
        .try_update_value(|sender| {
            sender.attempts += 1;
            sender.busy = Some(sender.attempts);
            sender.attempts
        })
        .unwrap_or_default();
    set_timeout(
        move || {
            if is_current(work, attempt) {
                fail(work, Connection::Offline);
            }
        },
        PATIENCE,
    );
    attempt
}

fn is_current(work: Work, attempt: u64) -> bool {
    work.sender
        .with_value(|sender| sender.busy == Some(attempt))
}

async fn send_all(work: Work, mut attempt: u64) {
    loop {
        let next = work
            .outbox
            .with_untracked(|outbox| outbox.waiting.first().cloned());
        let Some(waiting) = next else { break };
        let answer = send(work, &waiting.step).await;
        let mine = is_current(work, attempt);
        match answer {
            Ok(answer) => {
                taken(work, &waiting, answer);
                work.sender.update_value(|sender| sender.failed = 0);
            }
            // Somebody else's turn: the step still waits.
            Err(_) if !mine => return,
            Err(error) => match error.kind {
                Failure::Offline | Failure::Busy | Failure::Broken => {
                    return fail(work, Connection::Offline);
                }
                Failure::SignedOut => return fail(work, Connection::SignedOut),
                Failure::Refused | Failure::NotFound | Failure::Malformed | Failure::TooLarge => {
                    not_taken(work, waiting, error);
                }
            },
        }
        if !mine {
            return;
        }
        attempt = begin(work);
    }
    work.sender.update_value(|sender| sender.busy = None);
    wake(work);
}

enum Answer {
    Saved(Saved),
    Undone(Box<DeskRecord>),
}

async fn send(work: Work, step: &Step) -> Result<Answer, CallError> {
    let place = work.fixed.with_value(|fixed| fixed.place);
    let decision = step.decision();
    work.sender.update_value(|sender| {
        if !sender.tried(decision) {
            sender.sent.push(decision);
        }
    });
    match step {
        Step::Decide(draft) => {
            let have = have(work);
            let saved = calls::decide(place, draft.clone(), have).await?;
            Ok(Answer::Saved(saved))
        }
        Step::Undo(decision) => Ok(Answer::Undone(Box::new(
            calls::undo(place, *decision).await?,
        ))),
    }
}

/// The records at hand and those whose decisions wait.
fn have(work: Work) -> Vec<RecordId> {
    let mut have = work.outbox.with_untracked(|outbox| outbox.decided());
    work.records
        .with_untracked(|records| have.extend(records.iter().map(|record| record.id)));
    have
}

fn taken(work: Work, waiting: &Waiting, answer: Answer) {
    work.keep(|outbox| outbox.remove(&waiting.step));
    if work.connection.get_untracked() != Connection::Well {
        let more = work
            .outbox
            .with_untracked(|outbox| !outbox.waiting.is_empty());
        work.connection.set(match more {
            true => Connection::Sending,
            false => Connection::Well,
        });
    }
    match answer {
        Answer::Saved(saved) => {
            if saved.additional {
                work.done.update(|done| {
                    for done in done.iter_mut().filter(|done| done.id == saved.id) {
                        done.late = true;
                    }
                });
            }
            add(work, saved.next);
            if work
                .outbox
                .with_untracked(|outbox| outbox.waiting.is_empty())
            {
                work.progress.set(saved.progress);
            }
        }
        Answer::Undone(record) => {
            let known = have(work).contains(&record.id)
                || work.done.with_untracked(|done| {
                    done.iter()
                        .any(|done| done.record.as_ref().is_some_and(|r| r.id == record.id))
                });
            if !known {
                work.show(*record);
            }
        }
    }
}

/// Adds records behind those at hand.
fn add(work: Work, more: Vec<DeskRecord>) {
    let have = have(work);
    let more: Vec<DeskRecord> = more
        .into_iter()
        .filter(|record| !have.contains(&record.id))
        .collect();
    if !more.is_empty() {
        work.records.update(|records| records.extend(more));
        work.closed.set(None);
    }
}

fn not_taken(work: Work, waiting: Waiting, error: CallError) {
    match &waiting.step {
        Step::Decide(draft) => work
            .done
            .update(|done| done.retain(|done| done.id != draft.id)),
        // The decision stands, so its record is not open.
        Step::Undo(_) => work
            .records
            .update(|records| records.retain(|record| record.number != waiting.number)),
    }
    work.keep(|outbox| {
        // Not there any more: another tab sent it and has the answer.
        if outbox.has(&waiting.step) {
            outbox.remove(&waiting.step);
            outbox.not_taken.push(NotTaken {
                was: waiting,
                words: error.words,
            });
        }
    });
}

/// The server could not be told: what waits stays, and is tried again after a while.
fn fail(work: Work, connection: Connection) {
    let wait = work
        .sender
        .try_update_value(|sender| {
            sender.busy = None;
            if sender.due || connection == Connection::SignedOut {
                return None;
            }
            sender.due = true;
            let wait = WAITS[sender.failed.min(WAITS.len() - 1)];
            sender.failed += 1;
            Some(Duration::from_secs(wait))
        })
        .flatten();
    work.connection.set(connection);
    if let Some(wait) = wait {
        let again = move || {
            work.sender.update_value(|sender| sender.due = false);
            wake(work);
        };
        set_timeout(again, wait);
    }
}

/// Fetches records when few are left at hand and the server has more.
fn refill(work: Work) {
    let at_hand = work.records.with_untracked(Vec::len);
    let left = work.progress.with_untracked(|progress| progress.left);
    let closed = work.closed.with_untracked(Option::is_some);
    if at_hand >= FEW || closed || (at_hand > 0 && left <= at_hand as u64) {
        return;
    }
    fetch(work);
}

/// Where nothing waits, asks again after a while: others give records back, files come in.
pub fn look_again(work: Work) {
    let looking = work
        .sender
        .try_update_value(|sender| std::mem::replace(&mut sender.looking, true));
    if looking != Some(false) {
        return;
    }
    let look = move || {
        work.sender.update_value(|sender| sender.looking = false);
        let waits = work.closed.get_untracked() == Some(DeskClosed::NothingWaits);
        if !waits {
            return;
        }
        let busy = work.sender.with_value(|sender| sender.busy.is_some());
        if busy || !super::connection::seen() || !super::connection::online() {
            look_again(work);
        } else {
            fetch(work);
        }
    };
    set_timeout(look, LOOK);
}

fn fetch(work: Work) {
    let attempt = begin(work);
    spawn_local(async move {
        let place = work.fixed.with_value(|fixed| fixed.place);
        let answer = calls::open_desk(place).await;
        if !is_current(work, attempt) {
            return;
        }
        work.sender.update_value(|sender| sender.busy = None);
        match answer {
            Ok(desk) => {
                let waits = work
                    .outbox
                    .with_untracked(|outbox| !outbox.waiting.is_empty());
                add(work, desk.next);
                if !waits {
                    work.progress.set(desk.progress);
                }
                if work.records.with_untracked(Vec::is_empty) {
                    let why = desk.closed.unwrap_or(DeskClosed::NothingWaits);
                    work.closed.set(Some(why));
                } else if work.closed.with_untracked(Option::is_some) {
                    work.closed.set(None);
                }
                work.sender.update_value(|sender| sender.failed = 0);
                if waits {
                    wake(work);
                }
            }
            Err(error) => match error.kind {
                Failure::SignedOut => fail(work, Connection::SignedOut),
                Failure::NotFound => work.closed.set(Some(DeskClosed::NotTakingPart)),
                // Nothing is lost or awaited where nothing waits: it is asked again.
                _ if work.closed.with_untracked(Option::is_some) => look_again(work),
                _ => fail(work, Connection::Offline),
            },
        }
    });
}
