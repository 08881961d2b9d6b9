//! Unanimous agreement: the share of items on which all raters said the same.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::{Counts, Like};

/// Share of the items with at least two ratings on which all of them agree: what "the reviewers
/// agreed on all but four of 200" means, and the 75 % of the JBI manual.
///
/// Between 0 and 1; the interval is Wilson's, which keeps to them. For the same reviewers it falls as
/// their number grows, so two such shares are comparable only for the same number of raters.
///
/// ```
/// use domain::agreement::{Ratings, unanimous};
/// let rows = [["1", "a", "a", "a"], ["2", "b", "b", "b"], ["3", "a", "a", "b"], ["4", "b", "", ""]];
/// let ratings = Ratings::from_table(["item", "A", "B", "C"], rows)?;
/// let share = unanimous(&ratings.counts());
/// assert_eq!((share.estimate, share.n_items), (Some(2.0 / 3.0), 3));
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn unanimous(counts: &Counts) -> Coefficient {
    let method = "share of items on which all raters agree; interval of Wilson 1927";
    let about = About {
        method,
        n_items: counts.n_pairable(),
        n_raters: counts.n_raters(),
    };
    match estimate(counts, counts.times()) {
        Some(share) => about.wilson(share),
        None if counts.n_items() == 0 => about.undefined(Undefined::NoItems),
        None => about.undefined(Undefined::NoPairs),
    }
}

/// The estimate alone, for resamples.
pub(super) fn estimate(counts: &Counts, times: &[u64]) -> Option<f64> {
    let (mut agreed, mut n) = (0.0, 0.0);
    for line in counts.lines(times).filter(Like::is_pairable) {
        n += line.times;
        if line.counts.iter().filter(|count| **count > 0).count() == 1 {
            agreed += line.times;
        }
    }
    (n > 0.0).then(|| agreed / n)
}
