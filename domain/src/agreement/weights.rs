//! How near two categories are to each other.

use super::ratings::number;

/// How the nearness of two categories is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weighting {
    /// The same or not.
    #[default]
    Nominal,
    /// Falling evenly with the distance on an ordered scale.
    Linear,
    /// Falling with the square of the distance on an ordered scale.
    Quadratic,
}

/// Nearness of every two categories: 1 for the same, 0 for the farthest.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    n: usize,
    /// Row after row; empty for nominal ones, which need no table.
    cells: Vec<f64>,
}

impl Weights {
    /// Weights for a scale. Distances are between the categories' numbers if all are numbers, else
    /// between their places: `1 − d` and `1 − d²`, d as a share of the longest distance (Cohen 1968,
    /// Psychol Bull 70:213-220; Gwet 2014, ch. 3).
    ///
    /// ```
    /// use domain::agreement::{Weighting, Weights};
    /// let scale = ["exclude", "unsure", "include"].map(str::to_owned);
    /// assert_eq!(Weights::of(Weighting::Linear, &scale).get(0, 1), 0.5);
    /// assert_eq!(Weights::of(Weighting::Quadratic, &scale).get(0, 1), 0.75);
    /// assert_eq!(Weights::of(Weighting::Nominal, &scale).get(0, 1), 0.0);
    /// ```
    #[must_use]
    pub fn of(weighting: Weighting, categories: &[String]) -> Self {
        let n = categories.len();
        let places: Vec<f64> = match categories.iter().map(|word| number(word)).collect() {
            Some(numbers) => numbers,
            None => (0..n).map(|place| place as f64).collect(),
        };
        let power = match weighting {
            Weighting::Nominal => {
                return Self {
                    n,
                    cells: Vec::new(),
                };
            }
            Weighting::Linear => 1,
            Weighting::Quadratic => 2,
        };
        let low = places.iter().copied().fold(f64::INFINITY, f64::min);
        let high = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let longest = if high > low { high - low } else { 1.0 };
        let near = |a: f64, b: f64| 1.0 - ((a - b).abs() / longest).powi(power);
        let cells = places
            .iter()
            .flat_map(|a| places.iter().map(move |b| near(*a, *b)))
            .collect();
        Self { n, cells }
    }

    /// Weights for categories that are sets of codes: 1 − the MASI distance (Passonneau 2006, LREC:
    /// Jaccard's share times 1 for equal sets, 2/3 for a subset, 1/3 for sets that overlap, 0 else).
    /// The category at each place of the scale is the set at that place; codes in any order, once each.
    ///
    /// ```
    /// use domain::agreement::Weights;
    /// let sets = [vec![], vec![1], vec![1, 2], vec![2, 3]];
    /// let masi = Weights::masi(&sets);
    /// assert_eq!(masi.get(0, 0), 1.0);
    /// assert_eq!(masi.get(0, 1), 0.0);
    /// assert!((masi.get(1, 2) - 1.0 / 2.0 * 2.0 / 3.0).abs() < 1e-12);
    /// assert!((masi.get(2, 3) - 1.0 / 3.0 * 1.0 / 3.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn masi(sets: &[Vec<u16>]) -> Self {
        let near = |a: &[u16], b: &[u16]| {
            let both = a.iter().filter(|code| b.contains(code)).count();
            let either = a.len() + b.len() - both;
            if either == 0 || both == either {
                return 1.0;
            }
            let monotone = if both == a.len() || both == b.len() {
                2.0 / 3.0
            } else {
                1.0 / 3.0
            };
            if both == 0 {
                0.0
            } else {
                both as f64 / either as f64 * monotone
            }
        };
        let cells = sets
            .iter()
            .flat_map(|a| sets.iter().map(move |b| near(a, b)))
            .collect();
        Self {
            n: sets.len(),
            cells,
        }
    }

    /// The nearness of two categories by their places.
    #[must_use]
    pub fn get(&self, a: usize, b: usize) -> f64 {
        if self.cells.is_empty() {
            f64::from(u8::from(a == b))
        } else {
            self.cells[a * self.n + b]
        }
    }

    /// Whether only the same category counts.
    #[must_use]
    pub fn is_nominal(&self) -> bool {
        self.cells.is_empty()
    }

    /// The sum of all of them.
    pub(super) fn total(&self) -> f64 {
        if self.cells.is_empty() {
            self.n as f64
        } else {
            self.cells.iter().sum()
        }
    }

    /// For each category the sum of what the others weigh, nearness counted.
    pub(super) fn spread(&self, amounts: &[f64]) -> Vec<f64> {
        if self.cells.is_empty() {
            return amounts.to_vec();
        }
        let row = |a: usize| {
            amounts
                .iter()
                .enumerate()
                .map(|(b, amount)| self.get(a, b) * amount)
                .sum()
        };
        (0..amounts.len()).map(row).collect()
    }
}
