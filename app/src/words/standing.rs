//! Where a record stands, as its page says it.

use domain::screening::{Outcome, Stage};

/// The status of a record at a stage, from its code and where it leads.
pub fn standing(stage: Stage, code: &str, outcome: Option<Outcome>) -> &'static str {
    match (code, outcome, stage) {
        ("conflict" | "stale", ..) => "reviewers disagree",
        ("reason_open", ..) => "excluded, the reason is still open",
        (_, Some(Outcome::Include), Stage::TitleAbstract) => "goes on to full text",
        (_, Some(Outcome::Include), Stage::FullText) => "included",
        (_, Some(Outcome::Exclude), _) => "excluded",
        (_, Some(Outcome::Awaiting), _) => "awaiting classification",
        (_, Some(Outcome::Ongoing), _) => "ongoing study",
        ("waiting", ..) => "being read",
        _ => "not settled",
    }
}

/// The stage, as it begins a line.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::TitleAbstract => "Title and abstract",
        Stage::FullText => "Full text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_has_its_words() {
        let ta = Stage::TitleAbstract;
        assert_eq!(standing(ta, "waiting", None), "being read");
        assert_eq!(standing(ta, "conflict", None), "reviewers disagree");
        assert_eq!(
            standing(ta, "agreed", Some(Outcome::Include)),
            "goes on to full text"
        );
        assert_eq!(
            standing(Stage::FullText, "resolved", Some(Outcome::Include)),
            "included"
        );
        assert_eq!(
            standing(ta, "reason_open", Some(Outcome::Exclude)),
            "excluded, the reason is still open"
        );
    }
}
