//! Somebody who decides as fast as the desk gives them records, in several tabs.

use crate::chance::Chance;
use crate::client::{Outcome, call};
use crate::concord::Address;
use crate::history::Sent;
use app::calls::screening::DeskPlace;
use domain::ids::{DecisionId, PersonId, RecordId, ReviewId};
use domain::screening::desk::{DecisionDraft, Desk, Saved};
use domain::screening::{Stage, Verdict};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A reviewer.
pub struct Reviewer {
    person: PersonId,
    place: DeskPlace,
    token: String,
    /// Records one of the tabs is at.
    at: Mutex<BTreeSet<RecordId>>,
    /// Records on which they decided once without ever learning whether it was saved.
    forgotten: Mutex<BTreeSet<RecordId>>,
    saved: AtomicUsize,
}

#[derive(Serialize)]
struct OpenDesk {
    place: DeskPlace,
}

#[derive(Serialize)]
struct Decide {
    place: DeskPlace,
    draft: DecisionDraft,
    have: Vec<RecordId>,
}

impl Reviewer {
    pub fn new(person: PersonId, review: ReviewId, token: String) -> Self {
        let place = DeskPlace {
            person,
            review,
            stage: Stage::TitleAbstract,
        };
        Self {
            person,
            place,
            token,
            at: Mutex::default(),
            forgotten: Mutex::default(),
            saved: AtomicUsize::new(0),
        }
    }

    /// How many of their decisions were acknowledged so far.
    pub fn saved(&self) -> usize {
        self.saved.load(Ordering::Relaxed)
    }

    /// Works in one tab until nothing waits any more; gives what was sent.
    pub fn work(&self, tab: usize, to: &Address, mut chance: Chance, until: Instant) -> Vec<Sent> {
        let mut sent = Vec::new();
        while Instant::now() < until {
            let desk = OpenDesk { place: self.place };
            match self.call::<Desk>(to, "/api/screening/desk", &desk) {
                Outcome::Answer(desk) if desk.next.is_empty() => return sent,
                Outcome::Answer(desk) => {
                    let held: Vec<RecordId> = desk.next.iter().map(|r| r.id).collect();
                    // The tabs begin at different records; one that another tab took is left to it.
                    for n in 0..held.len() {
                        let record = held[(n + tab * held.len() / 2) % held.len()];
                        if self.at.lock().unwrap().insert(record) {
                            self.decide(record, &held, to, &mut chance, until, &mut sent);
                        }
                    }
                    std::thread::sleep(Duration::from_millis(3));
                }
                Outcome::Refused(503, _) | Outcome::Nobody | Outcome::Unknown => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                Outcome::Refused(status, words) => panic!("the desk says {status}: {words}"),
            }
        }
        panic!("work took too long");
    }

    /// Sends a decision until it is acknowledged; sometimes gives up when the answer stays away.
    fn decide(
        &self,
        record: RecordId,
        have: &[RecordId],
        to: &Address,
        chance: &mut Chance,
        until: Instant,
        sent: &mut Vec<Sent>,
    ) {
        let id = DecisionId::from_uuid(Uuid::now_v7());
        let verdict = Verdict::ALL[usize::try_from(chance.below(3)).unwrap()];
        let draft = DecisionDraft {
            id,
            record,
            verdict,
            reasons: vec![],
            primary: None,
            note: String::new(),
            criteria: 0,
        };
        let decide = Decide {
            place: self.place,
            draft,
            have: have.to_vec(),
        };
        let mut decision = Sent {
            id,
            person: self.person,
            record,
            verdict,
            acknowledged: false,
        };
        while Instant::now() < until {
            match self.call::<Saved>(to, "/api/screening/decide", &decide) {
                Outcome::Answer(saved) => {
                    assert_eq!(saved.id, id);
                    decision.acknowledged = true;
                    self.saved.fetch_add(1, Ordering::Relaxed);
                    break;
                }
                Outcome::Unknown if chance.below(2) == 0 => {
                    // Forgotten, like a tab that was closed: the desk offers the record again if
                    // nothing was saved.
                    self.forgotten.lock().unwrap().insert(record);
                    self.at.lock().unwrap().remove(&record);
                    break;
                }
                // The forgotten one was saved, and it made the record complete: nobody changes their
                // mind after that.
                Outcome::Refused(422, words)
                    if words.contains("too_late_to_undo")
                        && self.forgotten.lock().unwrap().contains(&record) =>
                {
                    break;
                }
                Outcome::Refused(503, _) | Outcome::Nobody | Outcome::Unknown => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                Outcome::Refused(status, words) => {
                    panic!("a decision is answered {status}: {words}")
                }
            }
        }
        sent.push(decision);
    }

    fn call<T: serde::de::DeserializeOwned>(
        &self,
        to: &Address,
        path: &str,
        body: &impl Serialize,
    ) -> Outcome<T> {
        let to = *to.lock().unwrap();
        to.map_or(Outcome::Nobody, |to| call(to, &self.token, path, body))
    }
}
