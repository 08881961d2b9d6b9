//! Gwet's AC1 and AC2: agreement beyond chance that stays sensible when one category is rare.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::Counts;
use super::linearised::{self, Observed};
use super::weights::Weights;

/// Gwet's AC1, or AC2 with weights (Gwet 2008, Br J Math Stat Psychol 61:29-48).
///
/// (pa − pe) / (1 − pe) with pe = T Σ π_k (1 − π_k) / (q (q − 1)), q the categories of the scale, π
/// their mean shares and T the sum of the weights (q if nominal). Missing ratings as in Fleiss'
/// kappa. Linearised standard error, t interval cut off at 1. Undefined if the scale has one category.
///
/// Ten records, two raters: both include eight, on two they differ. pa = 0.8, π = 0.9 and 0.1, so
/// pe = 0.18 and AC1 = 0.62 / 0.82, while Fleiss' kappa is −1/9:
///
/// ```
/// use domain::agreement::{Ratings, Weighting, Weights, gwet};
/// let mut rows = vec![["x", "include", "include"]; 8];
/// rows.extend([["x", "include", "exclude"], ["x", "exclude", "include"]]);
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// let weights = Weights::of(Weighting::Nominal, ratings.categories());
/// let ac1 = gwet(&ratings.counts(), &weights).estimate.unwrap();
/// assert!((ac1 - 0.62 / 0.82).abs() < 1e-12);
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn gwet(counts: &Counts, weights: &Weights) -> Coefficient {
    let method = if weights.is_nominal() {
        "Gwet's AC1 (Gwet 2008); linearised standard error; t interval"
    } else {
        "Gwet's AC2 (Gwet 2014); linearised standard error; t interval"
    };
    let about = About {
        method,
        n_items: counts.n_items(),
        n_raters: counts.n_raters(),
    };
    let (observed, by_chance) = match chance(counts, weights, counts.times()) {
        Ok(known) => known,
        Err(why) => return about.undefined(why),
    };
    let factor = factor(weights, counts.n_categories());
    linearised::coefficient(counts, weights, about, &observed, by_chance, |line| {
        let parts = line
            .counts
            .iter()
            .zip(&observed.shares)
            .map(|(count, share)| f64::from(*count) * (1.0 - share));
        factor * parts.sum::<f64>() / line.ratings
    })
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, weights: &Weights, times: &[u64]) -> Option<f64> {
    let (observed, by_chance) = chance(counts, weights, times).ok()?;
    Some((observed.agreement - by_chance) / (1.0 - by_chance))
}

/// T / (q (q − 1)).
fn factor(weights: &Weights, n_categories: usize) -> f64 {
    let q = n_categories as f64;
    weights.total() / (q * (q - 1.0))
}

fn chance(counts: &Counts, weights: &Weights, times: &[u64]) -> Result<(Observed, f64), Undefined> {
    let observed = linearised::observe(counts, weights, times)?;
    if counts.n_categories() < 2 {
        return Err(Undefined::OneCategory);
    }
    let uneven: f64 = observed
        .shares
        .iter()
        .map(|share| share * (1.0 - share))
        .sum();
    Ok((observed, factor(weights, counts.n_categories()) * uneven))
}
