//! Krippendorff's alpha: reliability for any number of raters, any missing ratings, any distance.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::{Counts, Like};
use super::linearised::on_item;
use super::weights::Weights;

/// What alpha needs beyond the counts.
struct Pairable {
    /// Items with at least two ratings; only they count.
    n: f64,
    /// Their mean number of ratings.
    mean: f64,
    /// Observed agreement before the correction for small samples.
    agreement: f64,
    shares: Vec<f64>,
    /// Expected agreement.
    by_chance: f64,
}

/// Krippendorff's alpha (Krippendorff 2011, Computing Krippendorff's alpha-reliability): 1 − observed
/// over expected disagreement, over items with at least two ratings.
///
/// Computed as (pa − pe) / (1 − pe) with pa = (1 − ε) p′ + ε, ε = 1 / number of compared ratings, and
/// p′ the agreement of pairs weighted by the ratings of their item (Gwet 2014, ch. 2), which gives the
/// same value. `weights` is 1 − the distance: nominal, ordered, or between sets ([`Weights::masi`]).
/// Standard error linearised as irrCAC has it, t interval cut off at 1. Undefined if only one category occurs among the compared ratings.
///
/// Four items, three raters, Fleiss' kappa 1/3 and 12 ratings; alpha = 1 − (1 − 1/3) · 11/12 = 7/18:
///
/// ```
/// use domain::agreement::{Ratings, Weighting, Weights, krippendorff};
/// let rows = [["1", "a", "a", "a"], ["2", "b", "b", "b"], ["3", "a", "a", "b"], ["4", "b", "b", "a"]];
/// let ratings = Ratings::from_table(["item", "A", "B", "C"], rows)?;
/// let weights = Weights::of(Weighting::Nominal, ratings.categories());
/// let alpha = krippendorff(&ratings.counts(), &weights).estimate.unwrap();
/// assert!((alpha - 7.0 / 18.0).abs() < 1e-12);
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn krippendorff(counts: &Counts, weights: &Weights) -> Coefficient {
    let method = if weights.is_nominal() {
        "Krippendorff 2011, nominal; linearised standard error (Gwet 2014); t interval"
    } else {
        "Krippendorff's alpha with weights (Gwet 2014); linearised standard error; t interval"
    };
    let about = About {
        method,
        n_items: counts.n_pairable(),
        n_raters: counts.n_raters(),
    };
    let pairable = match observe(counts, weights, counts.times()) {
        Ok(pairable) => pairable,
        Err(why) => return about.undefined(why),
    };
    let Pairable {
        n,
        mean,
        agreement,
        ref shares,
        by_chance,
    } = pairable;
    let corrected = pairable.corrected();
    let room = 1.0 - by_chance;
    let uncorrected = (agreement - by_chance) / room;
    let expected = weights.spread(shares);
    let mut squares = 0.0;
    for line in compared(counts, counts.times()) {
        let excess = (line.ratings - mean) / mean;
        // irrCAC 1.0 spreads the corrected agreement over uneven items. It does not matter on
        // average, the excesses add up to 0.
        let own = on_item(&line, weights) * line.ratings / mean - corrected * excess;
        let parts = line
            .counts
            .iter()
            .zip(&expected)
            .map(|(count, share)| f64::from(*count) * share);
        let chance = parts.sum::<f64>() / mean - by_chance * excess;
        let value =
            (own - by_chance) / room - 2.0 * (1.0 - uncorrected) * (chance - by_chance) / room;
        squares += line.times * (value - uncorrected) * (value - uncorrected);
    }
    about.student(pairable.alpha(), squares / (n * (n - 1.0)))
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, weights: &Weights, times: &[u64]) -> Option<f64> {
    observe(counts, weights, times)
        .ok()
        .map(|pairable| pairable.alpha())
}

impl Pairable {
    /// Observed agreement with the correction for small samples.
    fn corrected(&self) -> f64 {
        let correction = 1.0 / (self.n * self.mean);
        (1.0 - correction) * self.agreement + correction
    }

    fn alpha(&self) -> f64 {
        (self.corrected() - self.by_chance) / (1.0 - self.by_chance)
    }
}

fn compared<'a>(counts: &'a Counts, times: &'a [u64]) -> impl Iterator<Item = Like<'a>> + Clone {
    counts.lines(times).filter(Like::is_pairable)
}

fn observe(counts: &Counts, weights: &Weights, times: &[u64]) -> Result<Pairable, Undefined> {
    if counts.lines(times).next().is_none() {
        return Err(Undefined::NoItems);
    }
    let lines = compared(counts, times);
    let n: f64 = lines.clone().map(|line| line.times).sum();
    if n == 0.0 {
        return Err(Undefined::NoPairs);
    }
    let ratings: f64 = lines.clone().map(|line| line.times * line.ratings).sum();
    let mean = ratings / n;
    let mut shares = vec![0.0; counts.n_categories()];
    let mut agreement = 0.0;
    for line in lines {
        for (share, count) in shares.iter_mut().zip(line.counts) {
            *share += line.times * f64::from(*count) / ratings;
        }
        agreement += line.times * on_item(&line, weights) * line.ratings / ratings;
    }
    if shares.iter().filter(|share| **share > 0.0).count() < 2 {
        return Err(Undefined::OneCategory);
    }
    let expected = weights.spread(&shares);
    let by_chance = shares
        .iter()
        .zip(&expected)
        .map(|(share, near)| share * near)
        .sum();
    Ok(Pairable {
        n,
        mean,
        agreement,
        shares,
        by_chance,
    })
}

/// Krippendorff's coincidence matrix: how often two ratings of the same item were these two
/// categories, each item counting as many pairs as it has ratings. Symmetric; its sum is the number
/// of compared ratings.
///
/// ```
/// use domain::agreement::{Ratings, coincidences};
/// let rows = [["1", "a", "a"], ["2", "a", "b"], ["3", "b", ""]];
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// assert_eq!(coincidences(&ratings.counts()), [[2.0, 1.0], [1.0, 0.0]]);
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn coincidences(counts: &Counts) -> Vec<Vec<f64>> {
    let q = counts.n_categories();
    let mut matrix = vec![vec![0.0; q]; q];
    for line in compared(counts, counts.times()) {
        for (a, one) in line
            .counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
        {
            for (b, other) in line.counts.iter().enumerate() {
                let partners = f64::from(*other) - if a == b { 1.0 } else { 0.0 };
                matrix[a][b] += line.times * f64::from(*one) * partners / (line.ratings - 1.0);
            }
        }
    }
    matrix
}
