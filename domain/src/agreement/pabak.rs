//! PABAK: kappa as it would be with even prevalence and no bias.

use super::brennan_prediger;
use super::coefficient::Coefficient;
use super::counts::Counts;
use super::weights::{Weighting, Weights};

/// Prevalence-adjusted bias-adjusted kappa (Byrt, Bishop and Carlin 1993, J Clin Epidemiol
/// 46:423-429): 2 po − 1 for two categories, (q po − 1) / (q − 1) for q of them, po the mean agreement
/// of pairs of raters.
///
/// The same number as Brennan and Prediger's without weights, under the name medicine knows; with its
/// standard error and interval.
///
/// ```
/// use domain::agreement::{Ratings, pabak};
/// let rows = [["1", "a", "a"], ["2", "b", "b"], ["3", "a", "b"], ["4", "a", "a"]];
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// assert_eq!(pabak(&ratings.counts()).estimate, Some(2.0 * 0.75 - 1.0));
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn pabak(counts: &Counts) -> Coefficient {
    let method = "Byrt, Bishop and Carlin 1993; linearised standard error (Gwet 2014); t interval";
    brennan_prediger::with_method(counts, &nominal(counts), method)
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, times: &[u64]) -> Option<f64> {
    brennan_prediger::estimate(counts, &nominal(counts), times)
}

fn nominal(counts: &Counts) -> Weights {
    Weights::of(
        Weighting::Nominal,
        &vec![String::new(); counts.n_categories()],
    )
}
