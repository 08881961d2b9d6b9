//! The order in which records are offered (rule 7).
//!
//! All records of a stage sit on a ring in an order drawn with the review's seed. Each person starts
//! at a point of their own and goes round: random for each person, without sorting for each person,
//! and two people meet each other's records late.

use crate::ids::{PersonId, RecordId};
use sha2::{Digest, Sha256};

/// A place on the ring. Never negative, so that both databases order it alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ring(pub i64);

fn place(seed: &[u8], what: &[u8], id: &[u8; 16]) -> Ring {
    let digest = Sha256::new()
        .chain_update(seed)
        .chain_update(what)
        .chain_update(id)
        .finalize();
    let mut first = [0_u8; 8];
    first.copy_from_slice(&digest[..8]);
    Ring((u64::from_be_bytes(first) >> 1).cast_signed())
}

/// Where a record sits.
pub fn ring_of(seed: &[u8], record: RecordId) -> Ring {
    place(seed, b"record", record.uuid().as_bytes())
}

/// Where a person starts.
pub fn start_of(seed: &[u8], person: PersonId) -> Ring {
    place(seed, b"person", person.uuid().as_bytes())
}
