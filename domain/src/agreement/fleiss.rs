//! Fleiss' kappa: agreement beyond chance of any number of raters.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::Counts;
use super::linearised::{self, Observed};
use super::weights::Weights;

/// Fleiss' kappa (Fleiss 1971, Psychol Bull 76:378-382), for two raters Scott's pi.
///
/// κ = (pa − pe) / (1 − pe) with pa the mean agreement of pairs of raters and pe = Σ w_kl π_k π_l, π
/// the mean shares of the categories. With missing ratings Gwet's generalisation (Gwet 2014, Handbook
/// of Inter-Rater Reliability, ch. 2): pa over items with at least two ratings, shares over all.
/// The standard error is the linearised one over items, the interval Student's, cut off at 1, as
/// irrCAC has them. Between −1 and 1 on complete tables; undefined if only one category occurs.
///
/// Four items, three raters: two unanimous ones (one each way), two of 2 against 1. pa = 2/3, pe = 1/2:
///
/// ```
/// use domain::agreement::{Ratings, Weighting, Weights, fleiss};
/// let rows = [["1", "a", "a", "a"], ["2", "b", "b", "b"], ["3", "a", "a", "b"], ["4", "b", "b", "a"]];
/// let ratings = Ratings::from_table(["item", "A", "B", "C"], rows)?;
/// let weights = Weights::of(Weighting::Nominal, ratings.categories());
/// let kappa = fleiss(&ratings.counts(), &weights).estimate.unwrap();
/// assert!((kappa - 1.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn fleiss(counts: &Counts, weights: &Weights) -> Coefficient {
    let method = match (counts.is_complete(), weights.is_nominal()) {
        (true, true) => "Fleiss 1971; linearised standard error (Gwet 2021); t interval",
        (true, false) => {
            "Fleiss' kappa with weights (Gwet 2014); linearised standard error; t interval"
        }
        (false, true) => {
            "Gwet's generalisation of Fleiss' kappa to missing ratings (Gwet 2014); linearised standard error; t interval"
        }
        (false, false) => {
            "Gwet's generalisation of Fleiss' kappa to missing ratings, with weights (Gwet 2014); linearised standard error; t interval"
        }
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
    let expected = weights.spread(&observed.shares);
    linearised::coefficient(counts, weights, about, &observed, by_chance, |line| {
        let parts = line
            .counts
            .iter()
            .zip(&expected)
            .map(|(count, share)| f64::from(*count) * share);
        parts.sum::<f64>() / line.ratings
    })
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, weights: &Weights, times: &[u64]) -> Option<f64> {
    let (observed, by_chance) = chance(counts, weights, times).ok()?;
    Some((observed.agreement - by_chance) / (1.0 - by_chance))
}

fn chance(counts: &Counts, weights: &Weights, times: &[u64]) -> Result<(Observed, f64), Undefined> {
    let observed = linearised::observe(counts, weights, times)?;
    if !observed.varies() {
        return Err(Undefined::OneCategory);
    }
    let expected = weights.spread(&observed.shares);
    let by_chance = observed
        .shares
        .iter()
        .zip(&expected)
        .map(|(share, near)| share * near)
        .sum();
    Ok((observed, by_chance))
}
