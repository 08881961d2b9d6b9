//! The PRISMA 2020 flow of a review: computed from tallies, proven before it exists, drawn and exported.
//!
//! Reading order: [`Counts`] is what the review's facts add up to, box by box; [`Flow::tally`] proves
//! that the boxes agree with each other and is the only way to a [`Flow`]; [`Flow::behind`] puts a
//! [`Veil`] over it for somebody who still screens blind. What a flow says leaves as a table of
//! [`FlowBox`]es, as JSON (`serde`), as the CSV of the PRISMA2020 package ([`csv`]) or as a picture
//! ([`diagram`]).
//!
//! Units (PRISMA 2020, Page et al., BMJ 2021;372:n71): identification counts hits, screening counts
//! records, retrieval and eligibility count reports, inclusion counts studies and reports.

pub mod csv;
pub mod diagram;

mod boxes;
mod broken;
mod counts;
mod declared;
mod figures;
mod footnotes;
mod json;
mod list;
mod number;
mod open;
mod sums;
mod tally;
mod veil;

#[cfg(test)]
mod example;
#[cfg(test)]
mod laws;

pub use boxes::{FlowBox, Line, OpenLine};
pub use broken::Broken;
pub use counts::{Arm, Counts, Declared, Ended, Included, Reason, Source, Waiting};
pub use figures::Template;
pub use footnotes::{Footnote, Piece};
pub use list::{BoxList, Step};
pub use number::{BoxId, Column, Figure, thousands};
pub use open::{Open, OpenList, OpenWork, Phrase};
pub use sums::Sum;
pub use tally::Flow;
pub use veil::Veil;
