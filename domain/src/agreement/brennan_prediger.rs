//! Brennan and Prediger's coefficient: chance as if every category were equally likely.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::Counts;
use super::linearised::{self, Observed};
use super::weights::Weights;

/// Brennan and Prediger's coefficient (Brennan and Prediger 1981, Educ Psychol Meas 41:687-699), for
/// two raters Bennett's S, for any number Randolph's free-marginal kappa.
///
/// (pa − pe) / (1 − pe) with pe = T / q²: 1 / q for nominal categories, q being the scale's. Missing
/// ratings as in Fleiss' kappa. Linearised standard error, t interval cut off at 1. Undefined if the
/// scale has one category.
///
/// Ten records, two raters who differ on two; pa = 0.8, pe = 1/2:
///
/// ```
/// use domain::agreement::{Ratings, Weighting, Weights, brennan_prediger};
/// let mut rows = vec![["x", "include", "include"]; 8];
/// rows.extend([["x", "include", "exclude"], ["x", "exclude", "include"]]);
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// let weights = Weights::of(Weighting::Nominal, ratings.categories());
/// let value = brennan_prediger(&ratings.counts(), &weights).estimate.unwrap();
/// assert!((value - 0.6).abs() < 1e-12);
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn brennan_prediger(counts: &Counts, weights: &Weights) -> Coefficient {
    let method = "Brennan and Prediger 1981; linearised standard error (Gwet 2014); t interval";
    with_method(counts, weights, method)
}

/// The same under another name.
pub(super) fn with_method(counts: &Counts, weights: &Weights, method: &'static str) -> Coefficient {
    let about = About {
        method,
        n_items: counts.n_items(),
        n_raters: counts.n_raters(),
    };
    match chance(counts, weights, counts.times()) {
        Ok((observed, by_chance)) => {
            linearised::coefficient(counts, weights, about, &observed, by_chance, |_| by_chance)
        }
        Err(why) => about.undefined(why),
    }
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, weights: &Weights, times: &[u64]) -> Option<f64> {
    let (observed, by_chance) = chance(counts, weights, times).ok()?;
    Some((observed.agreement - by_chance) / (1.0 - by_chance))
}

fn chance(counts: &Counts, weights: &Weights, times: &[u64]) -> Result<(Observed, f64), Undefined> {
    let observed = linearised::observe(counts, weights, times)?;
    let q = counts.n_categories() as f64;
    if counts.n_categories() < 2 {
        return Err(Undefined::OneCategory);
    }
    Ok((observed, weights.total() / (q * q)))
}
