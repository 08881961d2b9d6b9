//! What a team agreed to do: criteria and policies (rules 3 to 6).

mod criteria;
mod policy;

pub use criteria::{Criteria, Criterion, CriterionKind};
pub use policy::{Readers, Resolver, StagePolicy};
