//! What nobody may see before its time (rule 8).
//!
//! Decisions of others leave the store only inside [`Veiled`], which can't be printed, compared or
//! sent. A [`Sight`] opens it as far as the viewer may see, and the rules can look inside to settle.

use crate::ids::PersonId;
use crate::people::{Membership, Role};
use crate::screening::{Decision, Stage};

/// Something that tells what others decided.
///
/// It has no `Debug`, `Display`, `Serialize` or `PartialEq`, so it can't slip into a log line, a
/// page, a live event or a tag by accident:
///
/// ```compile_fail
/// let veiled = domain::blinding::Veiled::new(3);
/// println!("{veiled:?}");
/// ```
pub struct Veiled<T>(T);

impl<T> Veiled<T> {
    /// Veils a value on its way out of the store.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
    /// Computes on what is inside; the result stays veiled.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Veiled<U> {
        Veiled(f(self.0))
    }
    /// For the rules and projections, which must look inside to settle. Nothing computed this way
    /// may reach a person except through another veil.
    pub fn for_settling(self) -> T {
        self.0
    }
}

/// How far one person can see into one stage (round).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    viewer: PersonId,
    whole: bool,
}

/// The facts that decide it.
#[derive(Clone, Copy, Debug)]
pub struct SightFacts {
    /// Who looks, and what they are in the review.
    pub viewer: PersonId,
    /// Their role and stages.
    pub membership: Membership,
    /// The stage looked at.
    pub stage: Stage,
    /// Whether the stage (round) was released: its round signed off, or shown to the team.
    pub released: bool,
    /// Whether the viewer lifted their own blinding here, as a fact in the log.
    pub lifted: bool,
}

impl Sight {
    /// Works out what may be seen. A lead who does not take part in the stage sees all; a lead who
    /// does is blind like any reviewer until release; a librarian never sees decisions.
    pub const fn of(facts: SightFacts) -> Self {
        let whole = match facts.membership.role {
            Role::Librarian => false,
            Role::Lead => {
                facts.released || facts.lifted || !facts.membership.stages.screens(facts.stage)
            }
            Role::Reviewer | Role::Observer => facts.released,
        };
        Self {
            viewer: facts.viewer,
            whole,
        }
    }
    /// Whether everything is open to the viewer.
    pub const fn is_whole(self) -> bool {
        self.whole
    }
    /// Opens a value that tells about others only as a whole: counts by outcome, lists of
    /// disagreements. `None` is shown as "kept back".
    pub fn reveal<T>(self, veiled: Veiled<T>) -> Option<T> {
        self.whole.then_some(veiled.0)
    }
    /// Opens decisions as far as may be: all of them, or the viewer's own.
    pub fn reveal_decisions(self, veiled: Veiled<Vec<Decision>>) -> Vec<Decision> {
        let mut decisions = veiled.0;
        if !self.whole {
            decisions.retain(|decision| decision.person == self.viewer);
        }
        decisions
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Stages;
    use uuid::Uuid;

    fn sight(role: Role, takes_part: bool, released: bool, lifted: bool) -> Sight {
        let stages = Stages {
            title_abstract: takes_part,
            ..Stages::NONE
        };
        Sight::of(SightFacts {
            viewer: PersonId::from_uuid(Uuid::from_u128(1)),
            membership: Membership { role, stages },
            stage: Stage::TitleAbstract,
            released,
            lifted,
        })
    }

    #[test]
    fn who_sees_what_before_and_after_release() {
        assert!(sight(Role::Lead, false, false, false).is_whole());
        assert!(!sight(Role::Lead, true, false, false).is_whole());
        assert!(sight(Role::Lead, true, false, true).is_whole());
        assert!(sight(Role::Lead, true, true, false).is_whole());
        assert!(!sight(Role::Reviewer, false, false, true).is_whole());
        assert!(sight(Role::Reviewer, true, true, false).is_whole());
        assert!(!sight(Role::Librarian, false, true, true).is_whole());
        assert!(sight(Role::Observer, false, true, false).is_whole());
    }

    #[test]
    fn kept_back_is_none() {
        assert_eq!(
            sight(Role::Reviewer, true, false, false).reveal(Veiled::new(7)),
            None
        );
        assert_eq!(
            sight(Role::Lead, false, false, false).reveal(Veiled::new(7)),
            Some(7)
        );
    }
}
