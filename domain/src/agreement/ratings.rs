//! The table behind every coefficient: one row per item, one column per rater.

use thiserror::Error;

/// Who said what: items in rows, raters in columns, a category or nothing in each cell.
///
/// Kept as one number of 16 bits per cell, so that 100,000 records of seven raters are 1.4 MB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    raters: Vec<String>,
    categories: Vec<String>,
    cells: Vec<u16>,
}

/// The cell of a rater who did not rate the item.
const MISSING: u16 = u16::MAX;

/// Why a table is not a table of ratings.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Malformed {
    /// Nothing to agree between.
    #[error("there is no rater: the first column names the item, each further one is a rater")]
    NoRater,
    /// A row does not fit the header. Rows are counted from 1, the header not counted.
    #[error("row {row} has {found} ratings for {raters} raters")]
    Width {
        /// Which row.
        row: usize,
        /// Its cells.
        found: usize,
        /// The header's raters.
        raters: usize,
    },
    /// A category that the scale does not have.
    #[error("row {row} names category {category} of a scale of {categories}")]
    Category {
        /// Which row.
        row: usize,
        /// The category's place.
        category: u16,
        /// How many the scale has.
        categories: usize,
    },
    /// More categories than can be told apart.
    #[error("there are more than 65,535 different categories")]
    TooManyCategories,
}

impl Ratings {
    /// An empty table. `categories` is the whole scale in its order, whether each one occurs or not.
    ///
    /// # Errors
    /// [`Malformed::NoRater`], [`Malformed::TooManyCategories`].
    pub fn new(raters: Vec<String>, categories: Vec<String>) -> Result<Self, Malformed> {
        if raters.is_empty() {
            return Err(Malformed::NoRater);
        }
        if categories.len() > usize::from(MISSING) {
            return Err(Malformed::TooManyCategories);
        }
        Ok(Self {
            raters,
            categories,
            cells: Vec::new(),
        })
    }

    /// Adds an item: for each rater the place of a category in the scale, or nothing.
    ///
    /// # Errors
    /// [`Malformed::Width`], [`Malformed::Category`]; the table is then unchanged.
    pub fn push(&mut self, row: &[Option<u16>]) -> Result<(), Malformed> {
        let number = self.n_items() + 1;
        if row.len() != self.raters.len() {
            return Err(Malformed::Width {
                row: number,
                found: row.len(),
                raters: self.raters.len(),
            });
        }
        let categories = self.categories.len();
        if let Some(category) = row
            .iter()
            .flatten()
            .find(|category| usize::from(**category) >= categories)
        {
            return Err(Malformed::Category {
                row: number,
                category: *category,
                categories,
            });
        }
        self.cells
            .extend(row.iter().map(|cell| cell.unwrap_or(MISSING)));
        Ok(())
    }

    /// Reads a table of words: the header names the item column and then each rater; each row is an
    /// item and its ratings, an empty cell meaning none. The scale is what occurs: numbers in their
    /// order, verdicts from exclude to include, anything else by alphabet.
    ///
    /// ```
    /// use domain::agreement::Ratings;
    /// let header = ["item", "Ada", "Ben"];
    /// let rows = [vec!["1", "include", "exclude"], vec!["2", "exclude", ""]];
    /// let ratings = Ratings::from_table(header, rows)?;
    /// assert_eq!(ratings.categories(), ["exclude", "include"]);
    /// assert_eq!(ratings.get(0, 0), Some(1));
    /// assert_eq!(ratings.get(1, 1), None);
    /// # Ok::<(), domain::agreement::Malformed>(())
    /// ```
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn from_table<H, R>(header: H, rows: R) -> Result<Self, Malformed>
    where
        H: IntoIterator<Item: AsRef<str>>,
        R: IntoIterator<Item: IntoIterator<Item: AsRef<str>>>,
    {
        let raters: Vec<String> = header
            .into_iter()
            .skip(1)
            .map(|name| name.as_ref().trim().to_owned())
            .collect();
        let mut table: Vec<Vec<String>> = Vec::new();
        for row in rows {
            table.push(
                row.into_iter()
                    .skip(1)
                    .map(|cell| cell.as_ref().trim().to_owned())
                    .collect(),
            );
        }
        let mut scale: Vec<&str> = table
            .iter()
            .flatten()
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        scale.sort_unstable();
        scale.dedup();
        put_in_order(&mut scale);
        let mut ratings = Self::new(
            raters,
            scale.iter().map(|word| (*word).to_owned()).collect(),
        )?;
        let place: std::collections::HashMap<&str, u16> =
            scale.iter().copied().zip(0_u16..).collect();
        for row in &table {
            let cells: Vec<Option<u16>> = row
                .iter()
                .map(|cell| place.get(cell.as_str()).copied())
                .collect();
            ratings.push(&cells)?;
        }
        Ok(ratings)
    }

    /// Rows of the table.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.cells.len() / self.raters.len()
    }

    /// The raters in the order of their columns.
    #[must_use]
    pub fn raters(&self) -> &[String] {
        &self.raters
    }

    /// The scale in its order.
    #[must_use]
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// What a rater said about an item; nothing outside of the table.
    #[must_use]
    pub fn get(&self, item: usize, rater: usize) -> Option<u16> {
        let row = self.cells.chunks_exact(self.raters.len()).nth(item)?;
        row.get(rater).copied().filter(|cell| *cell != MISSING)
    }

    /// Every item as the ratings it has: rater and category.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = (usize, usize)>> {
        self.cells.chunks_exact(self.raters.len()).map(|row| {
            let given = row.iter().enumerate().filter(|(_, cell)| **cell != MISSING);
            given.map(|(rater, cell)| (rater, usize::from(*cell)))
        })
    }
}

/// The order of a scale read from words. Only weighted coefficients depend on it, and the choice of
/// which of two categories is the positive one.
fn put_in_order(scale: &mut [&str]) {
    let numbers = scale.iter().all(|word| number(word).is_some());
    if numbers {
        scale.sort_by(|a, b| {
            number(a)
                .unwrap_or(0.0)
                .total_cmp(&number(b).unwrap_or(0.0))
        });
    } else if scale.iter().all(|word| verdict(word).is_some()) {
        scale.sort_by_key(|word| verdict(word));
    }
}

/// A category that is a finite number.
pub(super) fn number(word: &str) -> Option<f64> {
    word.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// From "out" to "in".
fn verdict(word: &str) -> Option<u8> {
    match word.to_lowercase().as_str() {
        "exclude" | "excluded" => Some(0),
        "unsure" | "maybe" => Some(1),
        "include" | "included" | "forward" => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_keeps_its_order() {
        let rows = |words: [&'static str; 3]| words.map(|word| vec!["x", word]);
        let scale = |words| {
            Ratings::from_table(["item", "A"], rows(words))
                .expect("a table")
                .categories()
                .to_vec()
        };
        assert_eq!(scale(["10", "9", "1.5"]), ["1.5", "9", "10"]);
        assert_eq!(
            scale(["Include", "exclude", "unsure"]),
            ["exclude", "unsure", "Include"]
        );
        assert_eq!(scale(["b", "c", "a"]), ["a", "b", "c"]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let none: [Vec<&str>; 0] = [];
        assert_eq!(Ratings::from_table(["item"], none), Err(Malformed::NoRater));
        let wide = Ratings::from_table(["item", "A"], [vec!["1", "a"], vec!["2", "a", "b"]]);
        assert_eq!(
            wide,
            Err(Malformed::Width {
                row: 2,
                found: 2,
                raters: 1
            })
        );
        let mut ratings =
            Ratings::new(vec!["A".to_owned()], vec!["a".to_owned()]).expect("a table");
        assert_eq!(
            ratings.push(&[Some(1)]),
            Err(Malformed::Category {
                row: 1,
                category: 1,
                categories: 1
            })
        );
        assert_eq!(ratings.n_items(), 0);
    }
}
