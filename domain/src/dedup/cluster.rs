//! Clustering: links become groups whose members all agree with each other.

use std::collections::HashSet;

use super::Known;
use super::evidence::{Certainty, Evidence, Link};
use super::groups::{Groups, Kinds, distinct_groups, numbered, take_over};
use super::score::{Judge, Verdict};

/// Comparisons one join may cost; a join that needs more is left to a person.
const MOST_CHECKS: usize = 2_000;
/// Groups with items of one kind that are looked at one by one: entries alike to the letter that
/// nevertheless are not surely one item. Of more, only links with the first are listed, and no more
/// than this many; when they are decided, the next run lists others.
const MOST_TWINS: usize = 8;

/// A pair of kinds and its verdict.
pub(super) type Judged = (u32, u32, Verdict);

/// What clustering leaves: a group for each item, the links that joined, the open ones.
pub(super) struct Clustered {
    pub(super) cluster: Vec<u32>,
    pub(super) joined: Vec<Link>,
    pub(super) unsure: Vec<Link>,
}

/// A link that did not join.
struct Open {
    kinds: (u32, u32),
    verdict: Verdict,
    /// It was sure, but members would disagree, or it cannot be told which of several is meant.
    refused: bool,
}

/// Joins. `judged` holds every pair of kinds worth a look; `likeness` orders kinds by content, so
/// that the outcome does not depend on the order of the input.
pub(super) fn cluster(
    kinds: &Kinds,
    mut judged: Vec<Judged>,
    likeness: &dyn Fn(u32) -> [u8; 16],
    judge: &mut Judge,
    known: &Known,
) -> Clustered {
    let by_content = |a: u32, b: u32, verdict: Verdict| {
        let (a, b) = (likeness(a), likeness(b));
        (-verdict.points, a.min(b), a.max(b))
    };
    judged.sort_by_cached_key(|(a, b, verdict)| by_content(*a, *b, *verdict));
    let mut run = Run {
        kinds,
        groups: Groups::new(kinds, known.apart),
        judge,
        agreed: judged.iter().map(|(a, b, _)| (*a, *b)).collect(),
        joined: Vec::new(),
        open: Vec::new(),
    };
    take_over(&mut run.groups, known);
    let mut several: Vec<u32> = (0u32..)
        .zip(&kinds.members)
        .filter(|(_, members)| members.len() > 1)
        .map(|(kind, _)| kind)
        .collect();
    several.sort_by_cached_key(|kind| likeness(*kind));
    for kind in several {
        run.join_twins(kind);
    }
    for (a, b, verdict) in judged {
        run.join(a, b, verdict);
    }
    run.open
        .sort_by_cached_key(|open| by_content(open.kinds.0, open.kinds.1, open.verdict));
    let unsure = run.leave_open();
    Clustered {
        cluster: numbered(&run.groups),
        joined: run.joined,
        unsure,
    }
}

struct Run<'a, 'b> {
    kinds: &'a Kinds,
    groups: Groups,
    judge: &'a mut Judge<'b>,
    /// Pairs of kinds known to agree.
    agreed: HashSet<(u32, u32)>,
    joined: Vec<Link>,
    open: Vec<Open>,
}

impl Run<'_, '_> {
    /// Items alike to the letter are one, if what they say is enough to tell an item by.
    fn join_twins(&mut self, kind: u32) {
        let Some(verdict) = self.judge.verdict(kind, kind) else {
            return;
        };
        let found = distinct_groups(self.kinds, &self.groups, kind);
        let refused = verdict.certainty == Certainty::Sure && self.is_contested(&found);
        if refused || verdict.certainty == Certainty::Unsure {
            self.open.push(Open {
                kinds: (kind, kind),
                verdict,
                refused,
            });
            return;
        }
        for pair in found.windows(2) {
            if let [one, other] = pair {
                let (one, other) = (self.groups.of_group(*one), self.groups.of_group(*other));
                self.unite((kind, kind), (one, other), verdict);
            }
        }
    }

    /// Whether some of these groups, which share a kind, may not be one. A group of that kind alone
    /// brings nothing new to any.
    fn is_contested(&mut self, found: &[u32]) -> bool {
        let ruled: Vec<u32> = found
            .iter()
            .copied()
            .filter(|group| self.groups.has_rulings(*group))
            .collect();
        let ruled_out = ruled.iter().enumerate().any(|(at, one)| {
            ruled
                .iter()
                .skip(at + 1)
                .any(|other| self.groups.ruled_out(*one, *other))
        });
        let mixed: Vec<u32> = found
            .iter()
            .copied()
            .filter(|group| {
                self.groups
                    .kinds(*group)
                    .is_some_and(|kinds| kinds.len() > 1)
            })
            .collect();
        ruled_out
            || mixed.iter().enumerate().any(|(at, one)| {
                mixed
                    .iter()
                    .skip(at + 1)
                    .any(|other| !self.may_unite(*one, *other))
            })
    }

    /// Joins what a sure link of two kinds connects, or leaves it open.
    fn join(&mut self, a: u32, b: u32, verdict: Verdict) {
        let mut refused = false;
        if verdict.certainty == Certainty::Sure {
            match self.between(a, b) {
                Between::Nothing => return,
                Between::One(one, other) if self.may_unite(one, other) => {
                    self.unite((a, b), (one, other), verdict);
                    return;
                }
                Between::One(..) | Between::Several(_) => refused = true,
            }
        }
        self.open.push(Open {
            kinds: (a, b),
            verdict,
            refused,
        });
    }

    fn unite(&mut self, kinds: (u32, u32), groups: (u32, u32), verdict: Verdict) {
        if let Some(link) = self.link(kinds, groups, verdict) {
            self.joined.push(Link {
                certainty: Certainty::Sure,
                ..link
            });
        }
        self.groups.unite(groups.0, groups.1);
    }

    /// The different groups that two kinds link, without those a person ruled out.
    fn between(&self, a: u32, b: u32) -> Between {
        let ones = distinct_groups(self.kinds, &self.groups, a);
        let others = distinct_groups(self.kinds, &self.groups, b);
        let crowded = ones.len().max(others.len()) > MOST_TWINS;
        let mut pairs = Vec::new();
        for one in ones.iter().take(if crowded { 1 } else { MOST_TWINS }) {
            for other in others.iter().take(MOST_TWINS + 1) {
                if one != other && !self.groups.ruled_out(*one, *other) {
                    pairs.push((*one.min(other), *one.max(other)));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        match pairs.as_slice() {
            [] => Between::Nothing,
            [(one, other)] if !crowded => Between::One(*one, *other),
            _ => Between::Several(pairs),
        }
    }

    /// Whether all members of the one agree with all members of the other.
    fn may_unite(&mut self, one: u32, other: u32) -> bool {
        let (Some(ones), Some(others)) = (self.groups.kinds(one), self.groups.kinds(other)) else {
            return false;
        };
        if ones.len() * others.len() > MOST_CHECKS {
            return false;
        }
        for a in ones {
            for b in others {
                let key = (*a.min(b), *a.max(b));
                if a == b || self.agreed.contains(&key) {
                    continue;
                }
                if self.judge.verdict(key.0, key.1).is_none() {
                    return false;
                }
                self.agreed.insert(key);
            }
        }
        true
    }

    /// The link of two kinds as one of an item in each of two groups.
    fn link(&mut self, of: (u32, u32), between: (u32, u32), verdict: Verdict) -> Option<Link> {
        let item = |kind: u32, group: u32| {
            let members = self.kinds.members.get(kind as usize)?;
            members
                .iter()
                .copied()
                .find(|item| self.groups.of(*item) == group)
        };
        let (a, b) = match (item(of.0, between.0), item(of.1, between.1)) {
            (Some(a), Some(b)) => (a, b),
            _ => (item(of.0, between.1)?, item(of.1, between.0)?),
        };
        Some(Link {
            a: a.min(b) as usize,
            b: a.max(b) as usize,
            certainty: Certainty::Unsure,
            score: verdict.score(),
            evidence: self.judge.compare(of.0, of.1)?.evidence(),
        })
    }

    /// One link for each two groups that still have one, the best of theirs.
    fn leave_open(&mut self) -> Vec<Link> {
        let mut seen = HashSet::new();
        let mut links = Vec::new();
        for Open {
            kinds,
            verdict,
            refused,
        } in std::mem::take(&mut self.open)
        {
            let pairs = match self.between(kinds.0, kinds.1) {
                Between::Nothing => continue,
                Between::One(one, other) => vec![(one, other)],
                Between::Several(pairs) => pairs,
            };
            for pair in pairs {
                if !seen.insert(pair) {
                    continue;
                }
                if let Some(mut link) = self.link(kinds, pair, verdict) {
                    if refused {
                        link.evidence.push(Evidence::MembersDisagree);
                    }
                    links.push(link);
                }
            }
        }
        links
    }
}

/// The groups that two kinds link.
enum Between {
    Nothing,
    One(u32, u32),
    Several(Vec<(u32, u32)>),
}
