//! `concord agreement`.

use super::output::Lines;
use clap::Args;
use domain::agreement::{Options, Ratings, report};
use std::path::{Path, PathBuf};

/// Print every coefficient of agreement for a table of ratings, as one JSON object.
#[derive(Args)]
pub struct Agreement {
    /// A CSV file: the first column names the item, each further one is a rater; an empty cell is
    /// a missing rating.
    ratings: PathBuf,
}

impl Agreement {
    /// Reads, computes, prints.
    pub fn run(self) -> Result<(), String> {
        let told = |words: String| format!("{}: {words}", self.ratings.display());
        let ratings = read(&self.ratings).map_err(told)?;
        let mut lines = Lines::new();
        lines.object(&report(&ratings, Options::default()))?;
        lines.finish()
    }
}

fn read(file: &Path) -> Result<Ratings, String> {
    let mut table = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(file)
        .map_err(|error| error.to_string())?;
    let header = table.headers().map_err(|error| error.to_string())?.clone();
    let rows: Vec<csv::StringRecord> = table
        .records()
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    Ratings::from_table(&header, &rows).map_err(|error| error.to_string())
}
