//! Sealing events into a chain.

use crate::ids::{PersonId, ReviewId};
use crate::log::Fact;
use crate::time::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// SHA-256.
pub type Hash = [u8; 32];

/// Which chain an event belongs to: one for each review and one for the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chain {
    /// Accounts and reviews coming and going.
    Instance,
    /// One review.
    Review(ReviewId),
}

impl Chain {
    /// The key in the database: the review's id; all zeros for the instance.
    pub const fn key(self) -> Uuid {
        match self {
            Self::Instance => Uuid::nil(),
            Self::Review(review) => review.uuid(),
        }
    }
    /// The chain of that key.
    pub fn from_key(key: Uuid) -> Self {
        if key.is_nil() {
            Self::Instance
        } else {
            Self::Review(ReviewId::from_uuid(key))
        }
    }
}

/// A fact in its place in a chain.
#[derive(Clone, Debug)]
pub struct Event {
    /// Which chain.
    pub chain: Chain,
    /// Its number in the chain, from 1, without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the program itself.
    pub actor: Option<PersonId>,
    /// What.
    pub fact: Fact,
}

/// JSON with sorted keys and no blanks: the bytes that are hashed, the same on every machine.
pub fn canonical(value: &Value) -> String {
    fn write(value: &Value, out: &mut String) {
        match value {
            Value::Object(map) => {
                let mut keys: Vec<&String> = map.keys().collect();
                keys.sort();
                out.push('{');
                for (n, key) in keys.into_iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    out.push_str(&Value::String(key.clone()).to_string());
                    out.push(':');
                    write(&map[key], out);
                }
                out.push('}');
            }
            Value::Array(items) => {
                out.push('[');
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    write(item, out);
                }
                out.push(']');
            }
            leaf => out.push_str(&leaf.to_string()),
        }
    }
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// The hash of an event: SHA-256 over every column, each preceded by its length in eight bytes, so
/// that nothing can be moved from one column into the next.
#[allow(
    clippy::too_many_arguments,
    reason = "the columns of the event table, in their order"
)]
pub fn seal(
    chain: Uuid,
    seq: i64,
    at: i64,
    actor: Option<Uuid>,
    kind: &str,
    version: i32,
    body: &str,
    prev: &[u8],
) -> Hash {
    let mut hasher = Sha256::new();
    let actor = actor.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
    let columns: [&[u8]; 8] = [
        chain.as_bytes(),
        &seq.to_be_bytes(),
        &at.to_be_bytes(),
        &actor,
        kind.as_bytes(),
        &version.to_be_bytes(),
        body.as_bytes(),
        prev,
    ];
    for column in columns {
        hasher.update((column.len() as u64).to_be_bytes());
        hasher.update(column);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn canonical_json_has_one_form() {
        let value = json!({"b": [1, {"z": null, "a": "é\n"}], "a": true});
        assert_eq!(
            canonical(&value),
            "{\"a\":true,\"b\":[1,{\"a\":\"é\\n\",\"z\":null}]}"
        );
    }

    type Columns = (
        Uuid,
        i64,
        i64,
        Option<Uuid>,
        &'static str,
        i32,
        &'static str,
        [u8; 32],
    );

    #[test]
    fn any_column_changes_the_hash() {
        let base = || {
            (
                Uuid::from_u128(1),
                1,
                2,
                Some(Uuid::from_u128(3)),
                "kind",
                1,
                "{}",
                [0; 32],
            )
        };
        let hash = |c: Columns| seal(c.0, c.1, c.2, c.3, c.4, c.5, c.6, &c.7);
        let mut seen = std::collections::BTreeSet::from([hash(base())]);
        let changes: [fn(&mut Columns); 8] = [
            |c| c.0 = Uuid::from_u128(9),
            |c| c.1 = 9,
            |c| c.2 = 9,
            |c| c.3 = None,
            |c| c.4 = "kin",
            |c| c.5 = 9,
            |c| c.6 = "d{}",
            |c| c.7[31] = 9,
        ];
        for change in changes {
            let mut columns = base();
            change(&mut columns);
            assert!(seen.insert(hash(columns)), "a column does not count");
        }
    }
}
