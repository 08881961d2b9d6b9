//! The use cases: who may, load, decide by the rules of `domain`, save, announce. One public
//! function each on [`House`], one transaction each.

pub mod accounts;
pub mod agreement;
pub mod clock;
pub mod codebook;
pub mod coding;
pub mod disagreements;
pub mod example;
pub mod exporting;
pub mod flow;
mod house;
pub mod importing;
mod live;
mod origin;
mod problem;
pub mod protocol;
pub mod records;
pub mod retrieval;
pub mod reviews;
pub mod screening;
pub mod seat;
mod secrets;
pub mod team;

pub use house::{Caller, House, initials};
pub use live::Glimpse;
pub use problem::{Halt, IncidentId, Problem};
