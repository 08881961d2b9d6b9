//! Two codings of one report, side by side.

use crate::coding::Statement;
use serde::{Deserialize, Serialize};

/// One line of the comparison: what the coders have in common, or what only one of them found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Coder A's statement.
    pub a: Option<Statement>,
    /// Coder B's statement.
    pub b: Option<Statement>,
    /// Both found it and agree on headings and themes.
    pub agreed: bool,
}

/// How alike two texts are, 0 to 1: shared words over all words (Jaccard 1901), letters and digits
/// only, case folded.
fn alike(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let all = a.union(&b).count();
    if all == 0 {
        0.0
    } else {
        a.intersection(&b).count() as f64 / all as f64
    }
}

/// Pairs statements whose texts share at least half of their words, best pairs first; the rest
/// stands alone. A's order is kept, what only B found comes after.
pub fn side_by_side(a: &[Statement], b: &[Statement]) -> Vec<Row> {
    let mut pairs: Vec<(usize, usize, f64)> = a
        .iter()
        .enumerate()
        .flat_map(|(i, left)| {
            b.iter()
                .enumerate()
                .map(move |(j, right)| (i, j, alike(left.text.as_str(), right.text.as_str())))
        })
        .filter(|(_, _, likeness)| *likeness >= 0.5)
        .collect();
    pairs.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut partner_of_a = vec![None; a.len()];
    let mut taken = vec![false; b.len()];
    for (i, j, _) in pairs {
        if partner_of_a[i].is_none() && !taken[j] {
            partner_of_a[i] = Some(j);
            taken[j] = true;
        }
    }
    let from_a = a.iter().zip(&partner_of_a).map(|(left, partner)| {
        let right = partner.map(|j| b[j].clone());
        Row {
            agreed: right
                .as_ref()
                .is_some_and(|r| r.frames == left.frames && r.themes == left.themes),
            a: Some(left.clone()),
            b: right,
        }
    });
    let only_b = b
        .iter()
        .zip(&taken)
        .filter(|(_, taken)| !**taken)
        .map(|(right, _)| Row {
            a: None,
            b: Some(right.clone()),
            agreed: false,
        });
    from_a.chain(only_b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{FrameId, StatementId, ThemeId};
    use crate::text::NonBlank;
    use uuid::Uuid;

    fn statement(n: u128, text: &str, frame: u128, themes: &[u128]) -> Statement {
        Statement {
            id: StatementId::from_uuid(Uuid::from_u128(n)),
            revision: 1,
            text: NonBlank::parse("text", text).unwrap(),
            frames: vec![FrameId::from_uuid(Uuid::from_u128(frame))],
            themes: themes
                .iter()
                .map(|t| ThemeId::from_uuid(Uuid::from_u128(*t)))
                .collect(),
            page: None,
            mentions: 1,
            memo: None,
        }
    }

    #[test]
    fn the_same_words_are_paired_whatever_their_order_in_the_report() {
        let a = [
            statement(1, "Separate budgets hold teams apart", 1, &[1]),
            statement(2, "Shared records help", 2, &[]),
        ];
        let b = [
            statement(3, "shared records help.", 2, &[]),
            statement(4, "Budgets hold teams apart", 1, &[2]),
            statement(5, "Leaders change too often", 1, &[]),
        ];
        let rows = side_by_side(&a, &b);
        let ids: Vec<_> = rows
            .iter()
            .map(|row| {
                let n = |s: &Option<Statement>| s.as_ref().map(|s| s.id.uuid().as_u128());
                (n(&row.a), n(&row.b), row.agreed)
            })
            .collect();
        assert_eq!(
            ids,
            [
                (Some(1), Some(4), false),
                (Some(2), Some(3), true),
                (None, Some(5), false)
            ]
        );
    }
}
