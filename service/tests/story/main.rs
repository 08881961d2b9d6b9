//! Stories of a review, each told on both engines.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod blind;
mod example;
mod imports;
mod log;
mod screening;
mod tally;
mod team;
mod whole;
