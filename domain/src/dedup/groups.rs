//! Groups of items, and what a person ruled out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Known;

/// Items no comparison can tell apart: a kind. Verdicts are between kinds.
pub(super) struct Kinds {
    /// Kind of each item.
    pub(super) of: Vec<u32>,
    /// Items of each kind, in order.
    pub(super) members: Vec<Vec<u32>>,
}

/// The groups so far, and what a person ruled out.
pub(super) struct Groups {
    group: Vec<u32>,
    items: Vec<Vec<u32>>,
    kinds: Vec<BTreeSet<u32>>,
    apart: HashMap<u32, Vec<u32>>,
}

impl Groups {
    pub(super) fn new(kinds: &Kinds, apart: &[(usize, usize)]) -> Self {
        let count = u32::try_from(kinds.of.len()).unwrap_or(u32::MAX);
        let mut groups = Self {
            group: (0..count).collect(),
            items: (0..count).map(|item| vec![item]).collect(),
            kinds: kinds
                .of
                .iter()
                .map(|kind| BTreeSet::from([*kind]))
                .collect(),
            apart: HashMap::new(),
        };
        for &(a, b) in apart {
            if let (Ok(a), Ok(b)) = (u32::try_from(a), u32::try_from(b))
                && a != b
                && a < count
                && b < count
            {
                groups.apart.entry(a).or_default().push(b);
                groups.apart.entry(b).or_default().push(a);
            }
        }
        groups
    }

    pub(super) fn of(&self, item: u32) -> u32 {
        self.group.get(item as usize).copied().unwrap_or(item)
    }

    /// The group that `group` is part of by now: itself, or the one it was united with.
    pub(super) fn of_group(&self, group: u32) -> u32 {
        self.of(group)
    }

    fn items(&self, group: u32) -> &[u32] {
        self.items.get(group as usize).map_or(&[], Vec::as_slice)
    }

    /// The kinds of the members of a group.
    pub(super) fn kinds(&self, group: u32) -> Option<&BTreeSet<u32>> {
        self.kinds.get(group as usize)
    }

    /// Whether a person said of some member of the one that it is not some member of the other.
    pub(super) fn ruled_out(&self, one: u32, other: u32) -> bool {
        if self.apart.is_empty() {
            return false;
        }
        let (few, many) = if self.items(one).len() <= self.items(other).len() {
            (one, other)
        } else {
            (other, one)
        };
        self.items(few).iter().any(|item| {
            self.apart
                .get(item)
                .is_some_and(|others| others.iter().any(|b| self.of(*b) == many))
        })
    }

    /// Whether a person told some member of the group apart from anything.
    pub(super) fn has_rulings(&self, group: u32) -> bool {
        !self.apart.is_empty()
            && self
                .items(group)
                .iter()
                .any(|item| self.apart.contains_key(item))
    }

    pub(super) fn unite(&mut self, one: u32, other: u32) {
        if one == other {
            return;
        }
        let (few, many) = if self.items(one).len() <= self.items(other).len() {
            (one, other)
        } else {
            (other, one)
        };
        let moved = self
            .items
            .get_mut(few as usize)
            .map(std::mem::take)
            .unwrap_or_default();
        for item in &moved {
            if let Some(group) = self.group.get_mut(*item as usize) {
                *group = many;
            }
        }
        if let Some(items) = self.items.get_mut(many as usize) {
            items.extend(moved);
        }
        let moved = self
            .kinds
            .get_mut(few as usize)
            .map(std::mem::take)
            .unwrap_or_default();
        if let Some(kinds) = self.kinds.get_mut(many as usize) {
            kinds.extend(moved);
        }
    }
}

/// What earlier runs and people put together. An item that a person also told apart from a member
/// of its group leaves the group: the ruling is the stronger word.
pub(super) fn take_over(groups: &mut Groups, known: &Known) {
    let mut first: BTreeMap<u32, u32> = BTreeMap::new();
    let of = |item: u32| known.group.get(item as usize).copied().flatten();
    let count = u32::try_from(groups.group.len()).unwrap_or(u32::MAX);
    for item in 0..count {
        let Some(number) = of(item) else { continue };
        let contested = groups
            .apart
            .get(&item)
            .is_some_and(|others| others.iter().any(|other| of(*other) == Some(number)));
        if contested {
            continue;
        }
        match first.get(&number) {
            None => {
                first.insert(number, item);
            }
            Some(&leader) => {
                let (one, other) = (groups.of(leader), groups.of(item));
                groups.unite(one, other);
            }
        }
    }
}

/// The groups in which items of a kind are, in the order of their first items.
pub(super) fn distinct_groups(kinds: &Kinds, groups: &Groups, kind: u32) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let mut seen = HashSet::new();
    for item in kinds
        .members
        .get(kind as usize)
        .map_or(&[][..], Vec::as_slice)
    {
        let group = groups.of(*item);
        if seen.insert(group) {
            found.push(group);
        }
    }
    found
}

/// Groups numbered in the order of their first items.
pub(super) fn numbered(groups: &Groups) -> Vec<u32> {
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    groups
        .group
        .iter()
        .map(|group| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(*group).or_insert(next)
        })
        .collect()
}
