//! Duplicates: hits that are the same bibliographic item.
//!
//! [`deduplicate`] goes five steps, one file each:
//! 1. *normalise*: a citation is read once into an `item`: its `title` without the `marks`
//!    of databases, its `people`, `journal` and `place` in print (`words`, `spelling`
//!    and `vocabulary` serve them all);
//! 2. *block*: pairs that share a key are worth a look (`block`);
//! 3. *score*: fields are set beside each other (`pair`, `title_pair`), add up to points and
//!    have to rest on something (`score`);
//! 4. *cluster*: sure links join, as long as all members agree with each other (`cluster`,
//!    `groups`);
//! 5. *explain*: every link carries its evidence in words (`explain`, `evidence`).
//!
//! What a person said is stronger than any score. The outcome does not depend on the order of the
//! input.

mod block;
mod cluster;
mod evidence;
mod explain;
mod groups;
mod item;
mod journal;
mod marks;
mod pair;
mod people;
mod place;
mod score;
mod spelling;
mod title;
mod title_pair;
mod vocabulary;
mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod rules;

use std::collections::HashMap;

pub use evidence::{Certainty, Evidence, Link};
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use groups::Kinds;
use score::Judge;

/// What is already known before a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Items already in one record, by earlier runs or by people: the same number means together.
    /// Items beyond the end of the list are not yet in any.
    pub group: &'a [Option<u32>],
    /// Pairs a person declared different: never in one cluster, not through others either.
    /// Places outside the list of items are ignored.
    pub apart: &'a [(usize, usize)],
}

/// What a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Cluster of each item, numbered from 0 in the order of their first items; by sure links and
    /// what was known.
    pub cluster: Vec<u32>,
    /// The links that joined what was not yet together; as many as joins.
    pub joined: Vec<Link>,
    /// At most one link between any two clusters, for a person to decide; best first.
    pub unsure: Vec<Link>,
}

/// Finds the items that are the same bibliographic item.
///
/// The same items in another order give the same clusters and links; a second run that knows the
/// outcome of the first joins nothing more. Never panics, whatever the text.
#[must_use]
pub fn deduplicate(items: &[Citation], known: &Known) -> Outcome {
    let (library, read) = item::read_all(items);
    let (kinds, kept) = kinds(read);
    let pairs = block::pairs(&kept, &library);
    let mut judge = Judge::new(&kept, library);
    let judged = pairs
        .into_iter()
        .filter_map(|(a, b)| Some((a, b, judge.verdict(a, b)?)))
        .collect();
    let likeness = |kind: u32| {
        kept.get(kind as usize)
            .map_or([0; 16], |item: &item::Item| item.likeness)
    };
    let done = cluster::cluster(&kinds, judged, &likeness, &mut judge, known);
    Outcome {
        cluster: done.cluster,
        joined: done.joined,
        unsure: done.unsure,
    }
}

/// Puts items that no comparison can tell apart into one kind and keeps one item of each.
fn kinds(read: Vec<item::Item>) -> (Kinds, Vec<item::Item>) {
    let mut number: HashMap<[u8; 16], u32> = HashMap::with_capacity(read.len());
    let mut kinds = Kinds {
        of: Vec::with_capacity(read.len()),
        members: Vec::new(),
    };
    let mut kept = Vec::new();
    for (place, item) in (0u32..).zip(read) {
        let next = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        let kind = *number.entry(item.likeness).or_insert(next);
        kinds.of.push(kind);
        if kind == next {
            kinds.members.push(vec![place]);
            kept.push(item);
        } else if let Some(members) = kinds.members.get_mut(kind as usize) {
            members.push(place);
        }
    }
    (kinds, kept)
}
