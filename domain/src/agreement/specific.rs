//! Specific agreement: given that one rater chose a category, how likely another one did.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::{Counts, Like};

/// Agreement on one category (positive agreement for the one of interest, negative for the other;
/// Cicchetti and Feinstein 1990, J Clin Epidemiol 43:551-558, for any number of raters Spitzer and
/// Fleiss 1974, Br J Psychiatry 125:341-347): Σ r_k (r_k − 1) / Σ r_k (r − 1) over items with at
/// least two ratings, r_k of r ratings being the category. For two raters 2a / (2a + b + c).
///
/// Between 0 and 1, the standard error that of a ratio of sums over items, t interval cut off at 1.
/// Undefined if the category does not occur.
///
/// Eight records both include, two they differ on: 16 / 18 for include, 0 for exclude.
///
/// ```
/// use domain::agreement::{Ratings, specific};
/// let mut rows = vec![["x", "include", "include"]; 8];
/// rows.extend([["x", "include", "exclude"], ["x", "exclude", "include"]]);
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// assert_eq!(specific(&ratings.counts(), 1).estimate, Some(16.0 / 18.0));
/// assert_eq!(specific(&ratings.counts(), 0).estimate, Some(0.0));
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn specific(counts: &Counts, category: usize) -> Coefficient {
    let method =
        "specific agreement (Cicchetti and Feinstein 1990); standard error of a ratio; t interval";
    let about = About {
        method,
        n_items: counts.n_pairable(),
        n_raters: counts.n_raters(),
    };
    if counts.n_items() == 0 {
        return about.undefined(Undefined::NoItems);
    }
    if about.n_items == 0 {
        return about.undefined(Undefined::NoPairs);
    }
    let Some(estimate) = estimate(counts, category, counts.times()) else {
        return about.undefined(Undefined::CategoryAbsent);
    };
    let (mut n, mut squares, mut chances) = (0.0, 0.0, 0.0);
    for line in counts.lines(counts.times()).filter(Like::is_pairable) {
        let (met, all) = pairs(&line, category);
        n += line.times;
        chances += line.times * all;
        squares += line.times * (met - estimate * all) * (met - estimate * all);
    }
    about.student(estimate, n / (n - 1.0) * squares / (chances * chances))
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, category: usize, times: &[u64]) -> Option<f64> {
    let (mut met, mut all) = (0.0, 0.0);
    for line in counts.lines(times).filter(Like::is_pairable) {
        let (line_met, line_all) = pairs(&line, category);
        met += line.times * line_met;
        all += line.times * line_all;
    }
    (all > 0.0).then(|| met / all)
}

/// Partners who chose the category too, and all partners, of those who chose it.
fn pairs(line: &Like<'_>, category: usize) -> (f64, f64) {
    let chose = line
        .counts
        .get(category)
        .map_or(0.0, |count| f64::from(*count));
    (chose * (chose - 1.0), chose * (line.ratings - 1.0))
}
