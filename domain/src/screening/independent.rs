//! The category of a decision in the agreement tables (rule 12).

use crate::screening::Verdict;

/// How title and abstract decisions are put into categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forward {
    /// Forward (include and maybe) against exclude, as the policy reads maybe.
    Joined,
    /// Include, maybe and exclude apart.
    Apart,
}

/// The category, as an index: 0 forward or include, 1 exclude, 2 maybe (only where it is apart).
pub const fn independent_category(verdict: Verdict, forward: Forward) -> u16 {
    match (verdict, forward) {
        (Verdict::Include, _) | (Verdict::Unsure, Forward::Joined) => 0,
        (Verdict::Exclude, _) => 1,
        (Verdict::Unsure, Forward::Apart) => 2,
    }
}
