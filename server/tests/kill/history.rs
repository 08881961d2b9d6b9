//! What was sent, what was kept, and whether the one follows from the other.

use domain::ids::{DecisionId, PersonId, RecordId, ReviewId};
use domain::log::{Chain, Fact};
use domain::screening::{Stage, Verdict};
use std::collections::BTreeMap;
use store::Store;

/// A decision somebody sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub id: DecisionId,
    pub person: PersonId,
    pub record: RecordId,
    pub verdict: Verdict,
    /// The server said that it is saved.
    pub acknowledged: bool,
}

/// A decision of the log.
#[derive(Clone, Debug)]
pub struct Logged {
    pub id: DecisionId,
    pub person: PersonId,
    pub record: RecordId,
    pub verdict: Verdict,
}

/// What is in the database.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The decisions of the log, in its order.
    pub decisions: Vec<Logged>,
    /// For each record, who decided, and whether that was more than was needed.
    pub records: BTreeMap<RecordId, Vec<(PersonId, bool)>>,
    /// What the verifier says of the log.
    pub chain: Result<i64, store::log::Broken>,
    /// The tables are those that follow from the log.
    pub derived: bool,
}

impl Kept {
    pub async fn read(store: &Store, review: ReviewId, stage: Stage) -> Self {
        let mut read = store.read().await.unwrap();
        let tx = &mut read.tx();
        let chain = Chain::Review(review);
        let verified = store::log::verify(tx, chain).await.unwrap();
        let events = store::log::events(tx, chain, 0, 100_000).await.unwrap();
        let mut decisions = Vec::new();
        for event in events {
            if let Fact::DecisionMade {
                decision,
                record,
                ruling,
                ..
            } = event.fact
            {
                decisions.push(Logged {
                    id: decision,
                    person: event.actor.unwrap(),
                    record,
                    verdict: ruling.verdict(),
                });
            }
        }
        let mut records = BTreeMap::new();
        for Logged { record, .. } in &decisions {
            let all = store::decisions::of_record(tx, stage, *record)
                .await
                .unwrap();
            let valid = all.for_settling().into_iter().filter(|d| !d.void);
            records.insert(*record, valid.map(|d| (d.person, d.additional)).collect());
        }
        let before = store::dump(tx).await.unwrap();
        drop(read);
        store
            .write::<_, (), store::Error>(&[], (), |tx, ()| Box::pin(store::rebuild(tx)))
            .await
            .unwrap();
        let after = store::dump(&mut store.read().await.unwrap().tx())
            .await
            .unwrap();
        Self {
            decisions,
            records,
            chain: verified,
            derived: before == after,
        }
    }
}

/// Whether what was kept follows from what was sent: everything acknowledged is there once,
/// everything else at most once, nothing is there that nobody sent, and each of `records` records
/// has the decisions of `needed` people, and of more only where they are marked.
pub fn check(sent: &[Sent], kept: &Kept, records: usize, needed: usize) -> Result<(), String> {
    let mut times: BTreeMap<DecisionId, usize> = BTreeMap::new();
    for logged in &kept.decisions {
        *times.entry(logged.id).or_default() += 1;
        let Some(sent) = sent.iter().find(|sent| sent.id == logged.id) else {
            return Err(format!("nobody sent {logged:?}"));
        };
        let same = (sent.person, sent.record, sent.verdict)
            == (logged.person, logged.record, logged.verdict);
        if !same {
            return Err(format!("{sent:?} became {logged:?}"));
        }
    }
    for sent in sent {
        let times = times.get(&sent.id).copied().unwrap_or_default();
        let right = if sent.acknowledged {
            times == 1
        } else {
            times <= 1
        };
        if !right {
            return Err(format!("{sent:?} is there {times} times"));
        }
    }
    if kept.records.len() != records {
        return Err(format!("{} records have decisions", kept.records.len()));
    }
    for (record, valid) in &kept.records {
        let mut people: Vec<PersonId> = valid.iter().map(|(person, _)| *person).collect();
        people.sort_unstable();
        people.dedup();
        let additional = valid.iter().filter(|(_, additional)| *additional).count();
        if people.len() != valid.len() || valid.len() != needed + additional {
            return Err(format!("{record} has {valid:?}"));
        }
    }
    match (&kept.chain, kept.derived) {
        (Ok(_), true) => Ok(()),
        (Ok(_), false) => Err("the tables do not follow from the log".into()),
        (Err(broken), _) => Err(format!("the log is broken: {broken:?}")),
    }
}
