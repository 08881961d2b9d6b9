//! Roles and stages in words.

use domain::people::{Membership, Role, Stages};
use domain::screening::Stage;

/// The role as a word: `lead`.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Reviewer => "reviewer",
        Role::Librarian => "librarian",
        Role::Observer => "observer",
    }
}

/// The role with its article: `a lead`, `an observer`.
pub const fn a_role(role: Role) -> &'static str {
    match role {
        Role::Lead => "a lead",
        Role::Reviewer => "a reviewer",
        Role::Librarian => "a librarian",
        Role::Observer => "an observer",
    }
}

/// The role at the start of a line or in a list: `Lead`.
pub const fn role_title(role: Role) -> &'static str {
    match role {
        Role::Lead => "Lead",
        Role::Reviewer => "Reviewer",
        Role::Librarian => "Librarian",
        Role::Observer => "Observer",
    }
}

/// What the role may do, in a sentence.
pub const fn role_means(role: Role) -> &'static str {
    match role {
        Role::Lead => {
            "Decides how the review is done, resolves disagreements, and may screen and code."
        }
        Role::Reviewer => "Screens and codes in the stages ticked below, and seeks full texts.",
        Role::Librarian => {
            "Searches, imports, removes duplicates and seeks full texts. Sees no decisions."
        }
        Role::Observer => "Reads what was shown to the team.",
    }
}

/// The name of a stage inside a sentence: `title and abstract`.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::TitleAbstract => "title and abstract",
        Stage::FullText => "full text",
    }
}

/// What a member does, for tables: `title and abstract, coding`.
pub fn stages(member: Membership) -> String {
    let listed = stage_list(member.stages).join(", ");
    match member.role {
        Role::Librarian => "search, full texts".into(),
        Role::Observer => "reads what was shown".into(),
        Role::Lead if listed.is_empty() => "resolves disagreements".into(),
        Role::Reviewer if listed.is_empty() => "no stage yet".into(),
        Role::Lead | Role::Reviewer => listed,
    }
}

/// What an invitation is to, after "as": `a reviewer of title and abstract and full text`.
pub fn invited_as(member: Membership) -> String {
    let stages = match member.role {
        Role::Lead | Role::Reviewer => stage_list(member.stages),
        Role::Librarian | Role::Observer => Vec::new(),
    };
    match stages.split_last() {
        None => a_role(member.role).into(),
        Some((last, [])) => format!("{} for {last}", a_role(member.role)),
        Some((last, rest)) => format!("{} for {} and {last}", a_role(member.role), rest.join(", ")),
    }
}

fn stage_list(stages: Stages) -> Vec<&'static str> {
    [
        (stages.title_abstract, "title and abstract"),
        (stages.full_text, "full text"),
        (stages.coding, "coding"),
    ]
    .into_iter()
    .filter_map(|(on, words)| on.then_some(words))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_count_only_where_the_role_uses_them() {
        let stages = Stages {
            coding: false,
            ..Stages::ALL
        };
        let member = |role| Membership { role, stages };
        assert_eq!(
            invited_as(member(Role::Reviewer)),
            "a reviewer for title and abstract and full text"
        );
        assert_eq!(invited_as(member(Role::Librarian)), "a librarian");
        assert_eq!(
            super::stages(member(Role::Lead)),
            "title and abstract, full text"
        );
        let none = Membership {
            role: Role::Lead,
            stages: Stages::NONE,
        };
        assert_eq!(super::stages(none), "resolves disagreements");
    }
}
