//! Who may do what in a review (rule 2).

use crate::screening::Stage;
use serde::{Deserialize, Serialize};

/// What a member is in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides how the review is done; may screen and code too.
    Lead,
    /// Screens and codes what the queues give them.
    Reviewer,
    /// Searches, imports, removes duplicates, finds full texts; sees no decisions.
    Librarian,
    /// Reads what was released.
    Observer,
}

impl Role {
    /// All roles, in the order forms list them.
    pub const ALL: [Self; 4] = [Self::Lead, Self::Reviewer, Self::Librarian, Self::Observer];

    /// The name in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Reviewer => "reviewer",
            Self::Librarian => "librarian",
            Self::Observer => "observer",
        }
    }
    /// The role of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
    /// The one table of permissions.
    pub const fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Lead => true,
            Self::Reviewer => matches!(permission, P::Retrieve | P::Screen | P::Code | P::Report),
            Self::Librarian => matches!(permission, P::Search | P::Retrieve | P::Report),
            Self::Observer => false,
        }
    }
}

/// What a role can be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Settings, members, criteria, policies, rounds, codebook, releases, sign-offs.
    Steer,
    /// Sources, searches, imports, duplicates.
    Search,
    /// Retrieval and files.
    Retrieve,
    /// Decide on what the queue gives, in one's stages.
    Screen,
    /// Code, if one takes part in coding.
    Code,
    /// Report a duplicate, wrong data, no abstract; propose "not retrieved".
    Report,
}

/// The stages a member takes part in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// Screens titles and abstracts.
    pub title_abstract: bool,
    /// Judges full texts.
    pub full_text: bool,
    /// Codes reports.
    pub coding: bool,
}

impl Stages {
    /// Every stage.
    pub const ALL: Self = Self {
        title_abstract: true,
        full_text: true,
        coding: true,
    };
    /// No stage.
    pub const NONE: Self = Self {
        title_abstract: false,
        full_text: false,
        coding: false,
    };

    /// Whether they take part in screening at that stage.
    pub const fn screens(self, stage: Stage) -> bool {
        match stage {
            Stage::TitleAbstract => self.title_abstract,
            Stage::FullText => self.full_text,
        }
    }
}

/// A person in a review: what every permission starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Their role.
    pub role: Role,
    /// Their stages.
    pub stages: Stages,
}

impl Membership {
    /// Whether they may decide at this stage: the role allows it and the stage is theirs.
    pub const fn may_screen(self, stage: Stage) -> bool {
        self.role.may(Permission::Screen) && self.stages.screens(stage)
    }
    /// Whether they may code.
    pub const fn may_code(self) -> bool {
        self.role.may(Permission::Code) && self.stages.coding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_rule_2() {
        use Permission as P;
        let table = [
            (Role::Lead, [true, true, true, true, true, true]),
            (Role::Reviewer, [false, false, true, true, true, true]),
            (Role::Librarian, [false, true, true, false, false, true]),
            (Role::Observer, [false; 6]),
        ];
        for (role, row) in table {
            let asked = [
                P::Steer,
                P::Search,
                P::Retrieve,
                P::Screen,
                P::Code,
                P::Report,
            ];
            for (permission, expected) in asked.into_iter().zip(row) {
                assert_eq!(role.may(permission), expected, "{role:?} {permission:?}");
            }
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
    }

    #[test]
    fn a_librarian_with_a_stage_still_does_not_screen() {
        let odd = Membership {
            role: Role::Librarian,
            stages: Stages::ALL,
        };
        assert!(!odd.may_screen(Stage::TitleAbstract) && !odd.may_code());
    }
}
