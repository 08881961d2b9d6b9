//! Agreement in words: how alike reviewers decide, without a scale of good and poor.

use domain::agreement::Coefficient;
use domain::screening::{Round, Stage};

/// How often people who read the same said the same, for a share from 0 to 1.
pub fn how_often(share: f64) -> &'static str {
    match share {
        s if s >= 0.95 => "almost always",
        s if s >= 0.85 => "mostly",
        s if s >= 0.7 => "often",
        s if s >= 0.5 => "more often than not",
        s if s > 0.0 => "seldom",
        _ => "never",
    }
}

/// Whether an interval leaves nearly everything open.
pub fn too_few(coefficient: &Coefficient) -> bool {
    coefficient.ci.is_none_or(|(low, high)| high - low > 0.4)
}

/// The words of a row: `almost always the same`, `often; too few to be sure`.
pub fn row(share: f64, beyond_chance: &Coefficient) -> String {
    let rest = if too_few(beyond_chance) {
        "; too few to be sure"
    } else {
        " the same"
    };
    format!("{}{rest}", how_often(share))
}

/// A stage's name.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::TitleAbstract => "Title and abstract",
        Stage::FullText => "Full text",
    }
}

/// A round's name within its stage: `pilot 2`, `main`.
pub fn round(round: Round) -> String {
    if round.is_pilot() {
        format!("pilot {}", round.0)
    } else {
        "main".to_owned()
    }
}

/// A share as it is printed: `95.2 %`, joined by a no-break space.
pub fn percent(share: f64) -> String {
    format!("{:.1}\u{a0}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_words_from_never_to_almost_always() {
        let shares = [0.0, 0.2, 0.5, 0.8, 0.9, 0.98];
        let words = shares.map(how_often);
        let expected = [
            "never",
            "seldom",
            "more often than not",
            "often",
            "mostly",
            "almost always",
        ];
        assert_eq!(words, expected);
        assert_eq!(percent(0.9519), "95.2\u{a0}%");
    }
}
