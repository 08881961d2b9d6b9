//! What Fleiss' kappa, Gwet's AC and Brennan-Prediger share: (pa − pe) / (1 − pe), and its variance
//! over items by linearisation (Gwet 2008, Br J Math Stat Psychol 61:29-48; Gwet 2021, Educ Psychol
//! Meas 81:781-790), as irrCAC computes it.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::{Counts, Like};
use super::weights::Weights;

/// Observed agreement and the shares of the categories.
#[derive(Debug, Clone)]
pub(super) struct Observed {
    /// Items with a rating.
    pub n: f64,
    /// Items with at least two.
    pub pairable: f64,
    /// Mean agreement of the pairs of raters, over items with at least two ratings.
    pub agreement: f64,
    /// Mean share of each category, over items with a rating.
    pub shares: Vec<f64>,
}

/// Agreement of the pairs of raters on one item: Σ_k r_k (r*_k − 1) / (r (r − 1)), where r*_k counts
/// near categories by their weight. 0 for an item with one rating.
pub(super) fn on_item(line: &Like<'_>, weights: &Weights) -> f64 {
    if !line.is_pairable() {
        return 0.0;
    }
    let agreeing = |(category, count): (usize, &u32)| {
        let near: f64 = if weights.is_nominal() {
            f64::from(*count)
        } else {
            let others = line.counts.iter().enumerate();
            others
                .map(|(other, count)| weights.get(category, other) * f64::from(*count))
                .sum()
        };
        f64::from(*count) * (near - 1.0)
    };
    let pairs: f64 = line
        .counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(agreeing)
        .sum();
    pairs / (line.ratings * (line.ratings - 1.0))
}

pub(super) fn observe(
    counts: &Counts,
    weights: &Weights,
    times: &[u64],
) -> Result<Observed, Undefined> {
    let mut observed = Observed {
        n: 0.0,
        pairable: 0.0,
        agreement: 0.0,
        shares: vec![0.0; counts.n_categories()],
    };
    for line in counts.lines(times) {
        observed.n += line.times;
        for (share, count) in observed.shares.iter_mut().zip(line.counts) {
            *share += line.times * f64::from(*count) / line.ratings;
        }
        if line.is_pairable() {
            observed.pairable += line.times;
            observed.agreement += line.times * on_item(&line, weights);
        }
    }
    if observed.n == 0.0 {
        return Err(Undefined::NoItems);
    }
    if observed.pairable == 0.0 {
        return Err(Undefined::NoPairs);
    }
    observed.agreement /= observed.pairable;
    for share in &mut observed.shares {
        *share /= observed.n;
    }
    Ok(observed)
}

impl Observed {
    /// Whether more than one category occurs.
    pub fn varies(&self) -> bool {
        self.shares.iter().filter(|share| **share > 0.0).count() > 1
    }
}

/// The coefficient with its variance. `by_chance` is pe; `on_line` is the part of pe that an item
/// with these counts stands for.
pub(super) fn coefficient(
    counts: &Counts,
    weights: &Weights,
    about: About,
    observed: &Observed,
    by_chance: f64,
    on_line: impl Fn(&Like<'_>) -> f64,
) -> Coefficient {
    let Observed {
        n,
        pairable,
        agreement,
        ..
    } = observed;
    let room = 1.0 - by_chance;
    let estimate = (agreement - by_chance) / room;
    let mut squares = 0.0;
    for line in counts.lines(counts.times()) {
        let own = if line.is_pairable() {
            (on_item(&line, weights) - by_chance) / room
        } else {
            0.0
        };
        let value =
            n / pairable * own - 2.0 * (1.0 - estimate) * (on_line(&line) - by_chance) / room;
        squares += line.times * (value - estimate) * (value - estimate);
    }
    about.student(estimate, squares / (n * (n - 1.0)))
}
