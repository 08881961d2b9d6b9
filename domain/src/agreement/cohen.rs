//! Cohen's kappa: agreement beyond chance of one pair of raters, each with their own habits.

use super::coefficient::{About, Coefficient, Undefined};
use super::counts::exact;
use super::ratings::Ratings;
use super::weights::Weights;

/// What two raters said about the items both rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairTable {
    /// The columns of the two in the ratings, in their order.
    pub raters: (usize, usize),
    n_categories: usize,
    cells: Vec<u64>,
}

impl PairTable {
    /// An empty table.
    fn new(raters: (usize, usize), n_categories: usize) -> Self {
        Self {
            raters,
            n_categories,
            cells: vec![0; n_categories * n_categories],
        }
    }

    /// Items to which the first rater gave the one and the second the other category.
    #[must_use]
    pub fn get(&self, first: usize, second: usize) -> u64 {
        self.cells
            .get(first * self.n_categories + second)
            .copied()
            .unwrap_or(0)
    }

    /// Items both rated.
    #[must_use]
    pub fn n_items(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// Categories of the scale.
    #[must_use]
    pub fn n_categories(&self) -> usize {
        self.n_categories
    }

    /// The table as rows of the first rater.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<u64>> {
        self.cells
            .chunks(self.n_categories.max(1))
            .map(<[u64]>::to_vec)
            .collect()
    }

    pub(super) fn cells(&self) -> &[u64] {
        &self.cells
    }
}

/// The tables of all pairs of raters with at least one item in common, in the order of the columns.
#[must_use]
pub fn pairs(ratings: &Ratings) -> Vec<PairTable> {
    let n_raters = ratings.raters().len();
    let n_categories = ratings.categories().len();
    let mut tables: Vec<Option<PairTable>> = vec![None; n_raters * n_raters];
    let mut given: Vec<(usize, usize)> = Vec::with_capacity(n_raters);
    for row in ratings.rows() {
        given.clear();
        given.extend(row);
        for (place, (first, one)) in given.iter().enumerate() {
            for (second, other) in &given[place + 1..] {
                let table = tables[first * n_raters + second]
                    .get_or_insert_with(|| PairTable::new((*first, *second), n_categories));
                table.cells[one * n_categories + other] += 1;
            }
        }
    }
    tables.into_iter().flatten().collect()
}

/// Cohen's kappa of one pair (Cohen 1960, Educ Psychol Meas 20:37-46; with weights Cohen 1968, Psychol
/// Bull 70:213-220).
///
/// κ = (po − pe) / (1 − pe) with pe from each rater's own shares, over the items both rated. Standard
/// error for large samples of Fleiss, Cohen and Everitt 1969 (Psychol Bull 72:323-327), normal
/// interval, cut off at 1. Between −1 and 1; undefined if both use only one and the same category.
///
/// 100 items, 40 and 40 alike, 10 and 10 not: po = 0.8, pe = 0.5, κ = 0.6. The variance is
/// (0.288 + 0.032 − 0.16) / (100 · 0.25), so the standard error 0.08:
///
/// ```
/// use domain::agreement::{Ratings, Weighting, Weights, cohen, pairs};
/// let mut rows = vec![["x", "a", "a"]; 40];
/// rows.extend(vec![["x", "b", "b"]; 40]);
/// rows.extend(vec![["x", "a", "b"]; 10]);
/// rows.extend(vec![["x", "b", "a"]; 10]);
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// let weights = Weights::of(Weighting::Nominal, ratings.categories());
/// let kappa = cohen(&pairs(&ratings)[0], &weights);
/// assert!((kappa.estimate.unwrap() - 0.6).abs() < 1e-12);
/// assert!((kappa.se.unwrap() - 0.08).abs() < 1e-12);
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn cohen(table: &PairTable, weights: &Weights) -> Coefficient {
    let method = if weights.is_nominal() {
        "Cohen 1960; standard error of Fleiss, Cohen and Everitt 1969; normal interval"
    } else {
        "Cohen's weighted kappa (Cohen 1968); standard error of Fleiss, Cohen and Everitt 1969; normal interval"
    };
    let about = About {
        method,
        n_items: table.n_items(),
        n_raters: 2,
    };
    let margins = match Margins::of(table.n_categories, table.cells(), weights) {
        Ok(margins) => margins,
        Err(why) => return about.undefined(why),
    };
    let estimate = margins.kappa();
    let q = table.n_categories;
    let (near_first, near_second) = (
        weights.spread(&margins.second),
        weights.spread(&margins.first),
    );
    // The mean of the values is this centre, so the variance can be summed around it.
    let centre = estimate - margins.by_chance * (1.0 - estimate);
    let mut squares = 0.0;
    for (place, cell) in table
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| **cell > 0)
    {
        let (first, second) = (place / q, place % q);
        let pull = (near_first[first] + near_second[second]) * (1.0 - estimate);
        let value = weights.get(first, second) - pull - centre;
        squares += exact(*cell) / margins.n * value * value;
    }
    let room = 1.0 - margins.by_chance;
    about.normal(estimate, squares / (margins.n * room * room))
}

/// The estimate alone, from the cells of a table or of a resample of it.
pub(super) fn estimate(n_categories: usize, cells: &[u64], weights: &Weights) -> Option<f64> {
    Margins::of(n_categories, cells, weights)
        .ok()
        .map(|margins| margins.kappa())
}

struct Margins {
    n: f64,
    first: Vec<f64>,
    second: Vec<f64>,
    observed: f64,
    by_chance: f64,
}

impl Margins {
    fn of(q: usize, cells: &[u64], weights: &Weights) -> Result<Self, Undefined> {
        let n = exact(cells.iter().sum());
        if n == 0.0 {
            return Err(Undefined::NoPairs);
        }
        let (mut first, mut second, mut observed) = (vec![0.0; q], vec![0.0; q], 0.0);
        for (place, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell > 0) {
            let share = exact(*cell) / n;
            first[place / q] += share;
            second[place % q] += share;
            observed += share * weights.get(place / q, place % q);
        }
        let used = first
            .iter()
            .zip(&second)
            .filter(|(a, b)| **a > 0.0 || **b > 0.0)
            .count();
        if used < 2 {
            return Err(Undefined::OneCategory);
        }
        let near = weights.spread(&second);
        let by_chance = first
            .iter()
            .zip(&near)
            .map(|(share, near)| share * near)
            .sum();
        Ok(Self {
            n,
            first,
            second,
            observed,
            by_chance,
        })
    }

    fn kappa(&self) -> f64 {
        (self.observed - self.by_chance) / (1.0 - self.by_chance)
    }
}
