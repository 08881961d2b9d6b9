//! The path of the work: the pages of a review in their order, and who has a use for which.

use domain::people::{Membership, Permission, Role};
use domain::screening::Stage;

/// A page of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Overview,
    Search,
    Duplicates,
    Screen,
    Disagreements,
    FullTexts,
    Eligibility,
    Coding,
    Agreement,
    Flow,
    Records,
    Team,
    Settings,
}

use Place as P;

/// The path in its groups.
const GROUPS: &[&[Place]] = &[
    &[P::Overview],
    &[P::Search, P::Duplicates],
    &[P::Screen, P::Disagreements, P::FullTexts, P::Eligibility],
    &[P::Coding],
    &[P::Agreement, P::Flow],
    &[P::Records, P::Team, P::Settings],
];

impl Place {
    /// Its name in addresses, below the review; the overview is the review itself.
    pub const fn page(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Search => "search",
            Self::Duplicates => "duplicates",
            Self::Screen => "screen",
            Self::Disagreements => "disagreements",
            Self::FullTexts => "full-texts",
            Self::Eligibility => "eligibility",
            Self::Coding => "coding",
            Self::Agreement => "agreement",
            Self::Flow => "flow",
            Self::Records => "records",
            Self::Team => "team",
            Self::Settings => "settings",
        }
    }
    /// The page of that name in addresses.
    pub fn of_page(page: &str) -> Option<Self> {
        GROUPS
            .concat()
            .into_iter()
            .find(|place| place.page() == page)
    }
    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Search => "Search",
            Self::Duplicates => "Duplicates",
            Self::Screen => "Screen",
            Self::Disagreements => "Disagreements",
            Self::FullTexts => "Full texts",
            Self::Eligibility => "Eligibility",
            Self::Coding => "Coding",
            Self::Agreement => "Agreement",
            Self::Flow => "Flow",
            Self::Records => "Records",
            Self::Team => "Team",
            Self::Settings => "Settings",
        }
    }
    /// The page of the help about it, by its name in `words::help`.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Overview => "start",
            Self::Settings => "criteria",
            Self::Search => "import",
            Self::Duplicates => "duplicates",
            Self::Screen => "screening",
            Self::Disagreements => "disagreements",
            Self::FullTexts => "full-texts",
            Self::Eligibility => "eligibility",
            Self::Coding => "coding",
            Self::Agreement => "agreement",
            Self::Flow => "flow",
            Self::Records => "exports",
            Self::Team => "team",
        }
    }
    /// Whether a member has a use for it. Leads who are blind have none for the disagreements;
    /// only the page that loads them knows, so that is asked for separately.
    fn is_for(self, member: Membership, resolves: bool) -> bool {
        let may = |permission| member.role.may(permission);
        match self {
            Self::Overview | Self::Flow | Self::Records | Self::Team => true,
            Self::Search | Self::Duplicates => may(Permission::Search),
            // Leads open the rounds there, whether they take part or not.
            Self::Screen => member.may_screen(Stage::TitleAbstract) || may(Permission::Steer),
            Self::Disagreements => resolves,
            Self::FullTexts => may(Permission::Retrieve),
            Self::Eligibility => member.may_screen(Stage::FullText) || may(Permission::Steer),
            Self::Coding => member.may_code() || may(Permission::Steer),
            Self::Agreement => member.role != Role::Librarian,
            Self::Settings => may(Permission::Steer),
        }
    }
}

/// The path as this member sees it, in groups; `resolves` tells whether disagreements are theirs
/// to look at.
pub fn path(member: Membership, resolves: bool) -> Vec<Vec<Place>> {
    GROUPS
        .iter()
        .map(|group| {
            group
                .iter()
                .copied()
                .filter(|place| place.is_for(member, resolves))
                .collect()
        })
        .filter(|group: &Vec<Place>| !group.is_empty())
        .collect()
}

/// The role as the path says it.
pub const fn role_words(role: Role) -> &'static str {
    match role {
        Role::Lead => "you lead",
        Role::Reviewer => "you review",
        Role::Librarian => "you are the librarian",
        Role::Observer => "you observe",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::people::Stages;

    fn labels(role: Role, stages: Stages, resolves: bool) -> String {
        let groups = path(Membership { role, stages }, resolves);
        let groups = groups.iter().map(|group| {
            group
                .iter()
                .map(|place| place.label())
                .collect::<Vec<_>>()
                .join(", ")
        });
        groups.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn every_page_has_its_help() {
        for place in GROUPS.concat() {
            assert!(
                crate::words::help::find(place.help()).is_some(),
                "{place:?}"
            );
        }
    }

    #[test]
    fn what_a_role_has_no_use_for_is_absent() {
        assert_eq!(
            labels(Role::Reviewer, Stages::ALL, false),
            "Overview | Screen, Full texts, Eligibility | Coding | Agreement, Flow | Records, Team"
        );
        assert_eq!(
            labels(Role::Librarian, Stages::ALL, false),
            "Overview | Search, Duplicates | Full texts | Flow | Records, Team"
        );
        assert_eq!(
            labels(Role::Lead, Stages::NONE, true),
            "Overview | Search, Duplicates | Screen, Disagreements, Full texts, Eligibility \
             | Coding | Agreement, Flow | Records, Team, Settings"
        );
    }
}
