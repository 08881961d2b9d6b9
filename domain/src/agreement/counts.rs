//! How many raters chose each category, per item, equal items folded together.

use std::collections::HashMap;

use super::ratings::Ratings;

/// What every coefficient for any number of raters is computed from.
///
/// Items with the same counts are kept once with how often they occur: 100,000 records of seven
/// reviewers and two verdicts are at most 36 lines. Items nobody rated are not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    n_raters: usize,
    n_categories: usize,
    /// Line after line, one count per category.
    cells: Vec<u32>,
    /// How many items have the counts of a line.
    times: Vec<u64>,
}

/// One line: the counts of an item, how many ratings that makes, and how many items are like it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Like<'a> {
    pub counts: &'a [u32],
    pub ratings: f64,
    pub times: f64,
}

impl Like<'_> {
    /// Whether two raters can be compared on it.
    pub fn is_pairable(&self) -> bool {
        self.ratings >= 2.0
    }
}

impl Ratings {
    /// Folds the table. One pass; nothing is kept per item.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let n_categories = self.categories().len();
        let mut known: HashMap<Box<[u32]>, usize> = HashMap::new();
        let mut folded = Counts {
            n_raters: self.raters().len(),
            n_categories,
            cells: Vec::new(),
            times: Vec::new(),
        };
        let mut line = vec![0_u32; n_categories];
        for row in self.rows() {
            line.fill(0);
            let mut rated = false;
            for (_, category) in row {
                line[category] += 1;
                rated = true;
            }
            if !rated {
                continue;
            }
            if let Some(place) = known.get(line.as_slice()) {
                folded.times[*place] += 1;
            } else {
                known.insert(line.clone().into_boxed_slice(), folded.times.len());
                folded.cells.extend_from_slice(&line);
                folded.times.push(1);
            }
        }
        folded
    }
}

impl Counts {
    /// Items with at least one rating.
    #[must_use]
    pub fn n_items(&self) -> u64 {
        self.times.iter().sum()
    }

    /// Items with at least two ratings.
    #[must_use]
    pub fn n_pairable(&self) -> u64 {
        let pairable = self
            .lines(&self.times)
            .zip(&self.times)
            .filter(|(line, _)| line.is_pairable());
        pairable.map(|(_, times)| times).sum()
    }

    /// Raters of the table.
    #[must_use]
    pub fn n_raters(&self) -> usize {
        self.n_raters
    }

    /// Categories of the scale.
    #[must_use]
    pub fn n_categories(&self) -> usize {
        self.n_categories
    }

    /// Whether every item has the same number of ratings, and at least two.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let mut ratings = self.lines(&self.times).map(|line| line.ratings);
        match ratings.next() {
            Some(first) => first >= 2.0 && ratings.all(|more| more == first),
            None => false,
        }
    }

    /// How often each line occurs.
    pub(super) fn times(&self) -> &[u64] {
        &self.times
    }

    /// The lines, each as often as `times` says: the table's own times, or those of a resample.
    pub(super) fn lines<'a>(&'a self, times: &'a [u64]) -> impl Iterator<Item = Like<'a>> + Clone {
        let width = self.n_categories.max(1);
        self.cells
            .chunks_exact(width)
            .zip(times)
            .filter(|(_, times)| **times > 0)
            .map(|(counts, times)| Like {
                counts,
                ratings: f64::from(counts.iter().sum::<u32>()),
                times: exact(*times),
            })
    }
}

/// A count as a number to divide by. Exact up to 2^53 items.
pub(super) fn exact(count: u64) -> f64 {
    count as f64
}
