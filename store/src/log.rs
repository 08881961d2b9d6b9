//! The log: appending, reading back, verifying.

use crate::dialect;
use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use crate::project;
use domain::ids::PersonId;
use domain::log::{Chain, Event, Fact, Hash, seal};
use domain::time::Timestamp;
use uuid::Uuid;

fn hash_from(bytes: &[u8]) -> Result<Hash, Error> {
    Hash::try_from(bytes).map_err(|_| Error::inconsistent("event", "a hash of another length"))
}

/// The last number and hash of a chain; `None` before its first event.
pub async fn head(tx: &mut Tx<'_>, chain: Chain) -> Result<Option<(i64, Hash)>, Error> {
    let sql = "select seq, hash from chain_head where chain = $1";
    let row = first!(tx, (i64, Vec<u8>), sql, chain.key())?;
    row.map(|(seq, hash)| Ok((seq, hash_from(&hash)?)))
        .transpose()
}

/// Takes a chain for this transaction: nobody else appends to it before the commit.
pub(crate) async fn lock_head(tx: &mut Tx<'_>, chain: Chain) -> Result<(i64, Hash), Error> {
    run!(
        tx,
        "insert into chain_head (chain, seq, hash) values ($1, 0, $2) on conflict (chain) do nothing",
        chain.key(),
        [0_u8; 32].as_slice(),
    )?;
    let sql = dialect::head_for_update(tx);
    let row = first!(tx, (i64, Vec<u8>), sql, chain.key())?;
    let (seq, hash) = row.ok_or_else(|| Error::inconsistent("chain_head", "no head"))?;
    Ok((seq, hash_from(&hash)?))
}

pub(crate) async fn hash_at(
    tx: &mut Tx<'_>,
    chain: Chain,
    seq: i64,
) -> Result<Option<Hash>, Error> {
    let sql = "select hash from event where chain = $1 and seq = $2";
    let row = first!(tx, (Vec<u8>,), sql, chain.key(), seq)?;
    row.map(|(hash,)| hash_from(&hash)).transpose()
}

/// Appends a fact to a chain and projects it into the tables; gives the event.
pub async fn append(
    tx: &mut Tx<'_>,
    chain: Chain,
    at: Timestamp,
    actor: Option<PersonId>,
    fact: Fact,
) -> Result<Event, Error> {
    let (last, prev) = lock_head(tx, chain).await?;
    let (kind, body) = fact
        .written()
        .map_err(|e| Error::inconsistent("event", e))?;
    let seq = last + 1;
    let actor_id = actor.map(PersonId::uuid);
    let hash = seal(
        chain.key(),
        seq,
        at.micros(),
        actor_id,
        &kind,
        Fact::VERSION,
        &body,
        &prev,
    );
    run!(
        tx,
        "insert into event (chain, seq, at, actor, kind, version, body, prev, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        chain.key(),
        seq,
        at.micros(),
        actor_id,
        &kind,
        i64::from(Fact::VERSION),
        &body,
        prev.as_slice(),
        hash.as_slice(),
    )?;
    run!(
        tx,
        "update chain_head set seq = $2, hash = $3 where chain = $1",
        chain.key(),
        seq,
        hash.as_slice(),
    )?;
    let event = Event {
        chain,
        seq,
        at,
        actor,
        fact,
    };
    project::project(tx, &event).await?;
    Ok(event)
}

/// An event as its row has it.
#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    at: i64,
    actor: Option<Uuid>,
    kind: String,
    version: i64,
    body: String,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

impl EventRow {
    fn event(&self, chain: Chain) -> Result<Event, Error> {
        Ok(Event {
            chain,
            seq: self.seq,
            at: Timestamp::from_micros(self.at),
            actor: self.actor.map(PersonId::from_uuid),
            fact: Fact::read(&self.kind, &self.body)
                .map_err(|e| Error::inconsistent("event", format!("{} {e}", self.kind)))?,
        })
    }
}

async fn rows(
    tx: &mut Tx<'_>,
    chain: Chain,
    after: i64,
    most: i64,
) -> Result<Vec<EventRow>, Error> {
    all!(
        tx,
        EventRow,
        "select seq, at, actor, kind, version, body, prev, hash from event
         where chain = $1 and seq > $2 order by seq limit $3",
        chain.key(),
        after,
        most,
    )
}

/// Events of a chain after a number, oldest first.
pub async fn events(
    tx: &mut Tx<'_>,
    chain: Chain,
    after: i64,
    most: i64,
) -> Result<Vec<Event>, Error> {
    rows(tx, chain, after, most)
        .await?
        .iter()
        .map(|row| row.event(chain))
        .collect()
}

/// The last events of a chain, newest first.
pub async fn recent(tx: &mut Tx<'_>, chain: Chain, most: i64) -> Result<Vec<Event>, Error> {
    let rows = all!(
        tx,
        EventRow,
        "select seq, at, actor, kind, version, body, prev, hash from event
         where chain = $1 order by seq desc limit $2",
        chain.key(),
        most,
    )?;
    rows.iter().map(|row| row.event(chain)).collect()
}

/// All chains.
pub async fn chains(tx: &mut Tx<'_>) -> Result<Vec<Chain>, Error> {
    let keys = all!(tx, (Uuid,), "select chain from chain_head order by chain")?;
    Ok(keys
        .into_iter()
        .map(|(key,)| Chain::from_key(key))
        .collect())
}

/// Where a chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The first event that is not as it was written.
    pub seq: i64,
    /// What is wrong with it.
    pub what: &'static str,
}

/// Checks a chain from its first event to its head: nothing edited, removed, reordered or cut off.
pub async fn verify(tx: &mut Tx<'_>, chain: Chain) -> Result<Result<i64, Broken>, Error> {
    let mut last = 0;
    let mut prev: Hash = [0; 32];
    loop {
        let page = rows(tx, chain, last, 1_000).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            if row.seq != last + 1 {
                return Ok(Err(Broken {
                    seq: last + 1,
                    what: "an event is missing",
                }));
            }
            if row.prev != prev {
                return Ok(Err(Broken {
                    seq: row.seq,
                    what: "it does not follow the one before",
                }));
            }
            let version = i32::try_from(row.version).unwrap_or_default();
            let hash = seal(
                chain.key(),
                row.seq,
                row.at,
                row.actor,
                &row.kind,
                version,
                &row.body,
                &row.prev,
            );
            if row.hash != hash {
                return Ok(Err(Broken {
                    seq: row.seq,
                    what: "it was changed",
                }));
            }
            last = row.seq;
            prev = hash;
        }
    }
    match head(tx, chain).await? {
        Some((seq, hash)) if seq == last && (hash == prev || last == 0) => Ok(Ok(last)),
        _ => Ok(Err(Broken {
            seq: last + 1,
            what: "the end was cut off",
        })),
    }
}
