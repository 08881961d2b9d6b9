//! Why a kappa is what it is: how uneven the categories are, and how differently two raters use them.

use super::coefficient::{About, Coefficient, Undefined};
use super::cohen::PairTable;
use super::counts::exact;

/// Prevalence index of a pair on two categories (Byrt, Bishop and Carlin 1993, J Clin Epidemiol
/// 46:423-429): (a − d) / n, a items both give the positive category, d both the other.
///
/// Between −1 and 1; near either end kappa is low however well the two agree. Standard error and
/// normal interval of a difference of two shares of the same items. Absent unless the scale has two
/// categories.
///
/// ```
/// use domain::agreement::{Ratings, bias_index, pairs, prevalence_index};
/// let mut rows = vec![["x", "include", "include"]; 8];
/// rows.extend([["x", "include", "exclude"], ["x", "exclude", "exclude"]]);
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// let pair = &pairs(&ratings)[0];
/// assert_eq!(prevalence_index(pair, 1).and_then(|index| index.estimate), Some(0.7));
/// assert_eq!(bias_index(pair, 1).and_then(|index| index.estimate), Some(0.1));
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn prevalence_index(table: &PairTable, positive: usize) -> Option<Coefficient> {
    let [both, _, _, neither] = fourfold(table, positive)?;
    let method = "prevalence index (Byrt, Bishop and Carlin 1993); normal interval";
    Some(difference(table, both, neither, method))
}

/// Bias index of a pair on two categories (same source): (b − c) / n, b items only the first rater
/// gives the positive category, c only the second. Between −1 and 1; 0 if both use it equally often.
/// Absent unless the scale has two categories.
#[must_use]
pub fn bias_index(table: &PairTable, positive: usize) -> Option<Coefficient> {
    let [_, first, second, _] = fourfold(table, positive)?;
    let method = "bias index (Byrt, Bishop and Carlin 1993); normal interval";
    Some(difference(table, first, second, method))
}

/// Both positive, only the first, only the second, both negative.
fn fourfold(table: &PairTable, positive: usize) -> Option<[f64; 4]> {
    let negative = match (table.n_categories(), positive) {
        (2, 0) => 1,
        (2, 1) => 0,
        _ => return None,
    };
    let cells = [
        (positive, positive),
        (positive, negative),
        (negative, positive),
        (negative, negative),
    ];
    Some(cells.map(|(first, second)| exact(table.get(first, second))))
}

fn difference(table: &PairTable, more: f64, less: f64, method: &'static str) -> Coefficient {
    let about = About {
        method,
        n_items: table.n_items(),
        n_raters: 2,
    };
    let n = exact(table.n_items());
    if n == 0.0 {
        return about.undefined(Undefined::NoPairs);
    }
    let index = (more - less) / n;
    let bounded = about.normal(index, ((more + less) / n - index * index) / n);
    Coefficient {
        ci: bounded.ci.map(|(low, high)| (low.max(-1.0), high)),
        ..bounded
    }
}
