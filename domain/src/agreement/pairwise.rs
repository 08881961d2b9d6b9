//! Mean pairwise agreement: the share of pairs of raters who said the same.

use super::coefficient::{About, Coefficient};
use super::counts::Counts;
use super::linearised::{self, on_item};
use super::weights::Weights;

/// Mean over items with at least two ratings of the share of their pairs of ratings that agree (near
/// categories by their weight).
///
/// Between 0 and 1. Standard error over items as irrCAC has it for percent agreement (a coefficient
/// with nothing expected by chance), t interval cut off at 1.
///
/// Two unanimous items and one of 2 against 1, in which one of three pairs agrees: (1 + 1 + 1/3) / 3.
///
/// ```
/// use domain::agreement::{Ratings, Weighting, Weights, pairwise};
/// let rows = [["1", "a", "a", "a"], ["2", "b", "b", "b"], ["3", "a", "a", "b"]];
/// let ratings = Ratings::from_table(["item", "A", "B", "C"], rows)?;
/// let weights = Weights::of(Weighting::Nominal, ratings.categories());
/// let share = pairwise(&ratings.counts(), &weights).estimate.unwrap();
/// assert!((share - 7.0 / 9.0).abs() < 1e-12);
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn pairwise(counts: &Counts, weights: &Weights) -> Coefficient {
    let method = "mean share of agreeing pairs of raters; standard error over items; t interval";
    let about = About {
        method,
        n_items: counts.n_pairable(),
        n_raters: counts.n_raters(),
    };
    let observed = match linearised::observe(counts, weights, counts.times()) {
        Ok(observed) => observed,
        Err(why) => return about.undefined(why),
    };
    let n = observed.n;
    let mut squares = 0.0;
    for line in counts.lines(counts.times()) {
        let value = n / observed.pairable * on_item(&line, weights) - observed.agreement;
        squares += line.times * value * value;
    }
    let interval = About {
        n_items: counts.n_items(),
        ..about
    }
    .student(observed.agreement, squares / (n * (n - 1.0)));
    Coefficient {
        n_items: about.n_items,
        ..interval
    }
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, weights: &Weights, times: &[u64]) -> Option<f64> {
    linearised::observe(counts, weights, times)
        .ok()
        .map(|observed| observed.agreement)
}
