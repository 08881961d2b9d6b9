//! The only place with SQL.
//!
//! Reads take [`Store::read`], every change goes through [`Store::write`], and what happened is
//! appended to the log by [`log::append`], which projects it into the tables the reads use. The
//! statements stand in one file for each part of a review.

pub mod boxes;
pub mod codings;
pub mod decisions;
mod dialect;
mod engine;
mod error;
pub mod exports;
pub mod figures;
pub mod files;
pub mod instance;
pub mod intake;
pub mod jobs;
pub mod leases;
pub mod log;
mod open;
pub mod pairs;
pub mod people;
mod pieces;
mod project;
pub mod records;
pub mod reports;
pub mod reviews;
pub mod tally;
pub mod work;
mod writer;

pub use engine::Tx;
pub use error::{Error, Refusable};
pub use open::{Grown, Place, Read, Store};

pub use project::{dump, rebuild};
