//! Who settles a disagreement, and how those who disagree settle it together (rule 6).

use crate::blinding::Sight;
use crate::ids::{CriterionId, PersonId};
use crate::people::{Membership, Role};
use crate::protocol::{Readers, Resolver, StagePolicy};
use crate::screening::{Outcome, Stage};
use std::collections::{BTreeMap, BTreeSet};

/// What somebody has to do with one disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Not one of those who disagree: decides between them.
    Judge,
    /// One of those who disagree, where they settle it together: says what they agree to.
    Party,
    /// One of those who disagree, who may see the case, but somebody else resolves it.
    Onlooker,
}

/// Somebody looking at the disagreements of a stage.
#[derive(Clone, Copy, Debug)]
pub struct Resolving {
    /// Their role and stages.
    pub membership: Membership,
    /// How far they see into the stage.
    pub sight: Sight,
    /// The stage.
    pub stage: Stage,
    /// Its settings.
    pub policy: StagePolicy,
}

impl Resolving {
    /// Whether they work on disagreements of the stage at all: a lead who sees the stage and, where
    /// the settings say so, whoever screens in it.
    pub const fn takes_part(&self) -> bool {
        let by_policy = !matches!(self.policy.resolver, Resolver::Lead)
            || matches!(self.policy.readers, Readers::One);
        self.sees_all() || (by_policy && self.screens())
    }

    /// Their part in a case with these parties; `None` if it is kept back from them.
    pub fn part(&self, me: PersonId, parties: &BTreeSet<PersonId>) -> Option<Part> {
        let party = parties.contains(&me);
        // Whoever works alone may settle what they were unsure of: nobody disagrees.
        let alone = party && parties.len() == 1;
        let together = self.policy.resolver == Resolver::Parties || alone;
        match (party, self.sees_all()) {
            (true, _) if together && self.screens() => Some(Part::Party),
            (true, true) => Some(Part::Onlooker),
            (true, false) => None,
            (false, true) => Some(Part::Judge),
            (false, false) => {
                let third = self.policy.resolver == Resolver::ThirdReviewer;
                (third && self.screens()).then_some(Part::Judge)
            }
        }
    }

    const fn sees_all(&self) -> bool {
        matches!(self.membership.role, Role::Lead) && self.sight.is_whole()
    }

    const fn screens(&self) -> bool {
        self.membership.may_screen(self.stage)
    }
}

/// Where a party wants a record to go: the outcome and, for an exclusion, the reason.
pub type Wish = (Outcome, Option<CriterionId>);

/// What the parties agree on: something once every one of them has said it, and all the same.
pub fn consensus(parties: &BTreeSet<PersonId>, wishes: &BTreeMap<PersonId, Wish>) -> Option<Wish> {
    let first = *wishes.get(parties.first()?)?;
    parties
        .iter()
        .all(|party| wishes.get(party) == Some(&first))
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blinding::SightFacts;
    use crate::people::Stages;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(n))
    }

    fn looking(role: Role, screens: bool, resolver: Resolver) -> Resolving {
        let stages = Stages {
            title_abstract: screens,
            ..Stages::NONE
        };
        let membership = Membership { role, stages };
        Resolving {
            membership,
            sight: Sight::of(SightFacts {
                viewer: person(1),
                membership,
                stage: Stage::TitleAbstract,
                released: false,
                lifted: false,
            }),
            stage: Stage::TitleAbstract,
            policy: StagePolicy {
                resolver,
                ..StagePolicy::default()
            },
        }
    }

    #[test]
    fn who_has_which_part() {
        use Resolver::{Lead, Parties, ThirdReviewer};
        let mine = BTreeSet::from([person(1), person(2)]);
        let others = BTreeSet::from([person(2), person(3)]);
        for (role, screens, resolver, of_mine, of_others) in [
            (
                Role::Lead,
                false,
                Lead,
                Some(Part::Onlooker),
                Some(Part::Judge),
            ),
            (Role::Lead, true, Lead, None, None),
            (Role::Lead, true, ThirdReviewer, None, Some(Part::Judge)),
            (Role::Lead, true, Parties, Some(Part::Party), None),
            (Role::Reviewer, true, Lead, None, None),
            (Role::Reviewer, true, ThirdReviewer, None, Some(Part::Judge)),
            (Role::Reviewer, true, Parties, Some(Part::Party), None),
            (Role::Reviewer, false, ThirdReviewer, None, None),
            (Role::Librarian, false, Parties, None, None),
            (Role::Observer, false, ThirdReviewer, None, None),
        ] {
            let looking = looking(role, screens, resolver);
            let what = format!("{role:?}, screens: {screens}, {resolver:?}");
            assert_eq!(looking.part(person(1), &mine), of_mine, "{what}, own");
            assert_eq!(
                looking.part(person(1), &others),
                of_others,
                "{what}, others'"
            );
            if of_mine.is_some() || of_others.is_some() {
                assert!(looking.takes_part(), "{what}");
            }
        }
    }

    #[test]
    fn alone_with_oneself_one_may_settle_it() {
        let alone = BTreeSet::from([person(1)]);
        let looking = looking(Role::Lead, true, Resolver::Lead);
        assert_eq!(looking.part(person(1), &alone), Some(Part::Party));
    }

    #[test]
    fn agreed_is_what_every_party_says() {
        let parties = BTreeSet::from([person(1), person(2)]);
        let reason = CriterionId::from_uuid(Uuid::from_u128(9));
        let out = (Outcome::Exclude, Some(reason));
        let mut wishes = BTreeMap::from([(person(1), out)]);
        assert_eq!(consensus(&parties, &wishes), None);
        wishes.insert(person(3), out);
        assert_eq!(
            consensus(&parties, &wishes),
            None,
            "somebody who is no party"
        );
        wishes.insert(person(2), (Outcome::Exclude, None));
        assert_eq!(consensus(&parties, &wishes), None, "another reason");
        wishes.insert(person(2), out);
        assert_eq!(consensus(&parties, &wishes), Some(out));
        assert_eq!(consensus(&BTreeSet::new(), &wishes), None);
    }
}
