//! How far independent reviewers agree: every coefficient with its standard error, interval, method
//! and, where it has no value, the reason.
//!
//! Reading order: [`Ratings`] is the table of who said what; [`Ratings::counts`] folds it to what all
//! coefficients for any number of raters need; each coefficient is one file with its formula, its
//! source and a worked example; [`report`] computes all of them, and [`words`] says in plain words what each
//! one tells and what it does not.
//!
//! Which decisions go in (independent ones, one per person and record) is the caller's business.
//! Nothing here reads a clock or draws by chance; the bootstrap is seeded.

mod bootstrap;
mod brennan_prediger;
mod coefficient;
mod cohen;
mod counts;
mod fleiss;
mod gwet;
mod krippendorff;
mod linearised;
mod pabak;
mod pairwise;
mod prevalence;
mod ratings;
mod report;
mod specific;
mod student;
mod unanimous;
mod weights;
pub mod words;

#[cfg(test)]
mod laws;

pub use bootstrap::{Bootstrap, Resampled};
pub use brennan_prediger::brennan_prediger;
pub use coefficient::{Coefficient, Undefined};
pub use cohen::{PairTable, cohen, pairs};
pub use counts::Counts;
pub use fleiss::fleiss;
pub use gwet::gwet;
pub use krippendorff::{coincidences, krippendorff};
pub use pabak::pabak;
pub use pairwise::pairwise;
pub use prevalence::{bias_index, prevalence_index};
pub use ratings::{Malformed, Ratings};
pub use report::{CategoryAgreement, Options, Pair, Report, report};
pub use specific::specific;
pub use unanimous::unanimous;
pub use weights::{Weighting, Weights};
