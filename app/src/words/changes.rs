//! What changed from one version of the criteria to the next, in sentences.

use crate::words::number::counted;
use domain::ids::CriterionId;
use domain::protocol::{Criteria, Criterion, CriterionKind};
use domain::text::NonBlank;

/// The sentences, in the order of rank; never none.
pub fn changes(before: Option<&Criteria>, after: &Criteria) -> Vec<String> {
    let Some(before) = before else {
        let n = after.criteria.len() as u64;
        let words = counted(n, "criterion", "criteria");
        return vec![format!("The first version, with {words}.")];
    };
    let mut said = Vec::new();
    for criterion in &after.criteria {
        match before.get(criterion.id) {
            None => said.push(format!("New: “{}”.", criterion.label)),
            Some(old) => changed(old, criterion, &mut said),
        }
    }
    for gone in before.criteria.iter().filter(|c| after.get(c.id).is_none()) {
        said.push(format!("Taken out: “{}”.", gone.label));
    }
    if kept(before, after) != kept(after, before) {
        said.push("The order of the criteria changed.".into());
    }
    if before.include_when != after.include_when {
        let from = quoted(before.include_when.as_ref());
        let to = quoted(after.include_when.as_ref());
        said.push(format!("When to include was {from} and is now {to}."));
    }
    if said.is_empty() {
        said.push("No words changed.".into());
    }
    said
}

fn changed(old: &Criterion, new: &Criterion, said: &mut Vec<String>) {
    let label = &new.label;
    if old.label != new.label {
        said.push(format!("“{}” is now called “{label}”.", old.label));
    }
    if old.text != new.text {
        let from = quoted(old.text.as_ref());
        let to = quoted(new.text.as_ref());
        said.push(format!("“{label}”: the text was {from} and is now {to}."));
    }
    if old.kind != new.kind {
        said.push(match new.kind {
            CriterionKind::Inclusion => format!("“{label}” must now be so to be included."),
            CriterionKind::Exclusion => format!("“{label}” now excludes if it is so."),
        });
    }
    if used_at(old) != used_at(new) {
        said.push(format!("“{label}” is now used at {}.", used_at(new)));
    }
}

/// Where a criterion is used, in words.
pub const fn used_at(criterion: &Criterion) -> &'static str {
    match (criterion.title_abstract, criterion.full_text) {
        (true, true) => "both stages",
        (true, false) => "title and abstract only",
        (false, true) => "full text only",
        (false, false) => "no stage",
    }
}

fn quoted(text: Option<&NonBlank>) -> String {
    text.map_or_else(|| "empty".into(), |text| format!("“{text}”"))
}

/// The criteria that `other` has too, in the order of `criteria`.
fn kept(criteria: &Criteria, other: &Criteria) -> Vec<CriterionId> {
    let both = criteria
        .criteria
        .iter()
        .filter(|criterion| other.get(criterion.id).is_some());
    both.map(|criterion| criterion.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn criterion(id: u128, label: &str) -> Criterion {
        Criterion {
            id: CriterionId::from_uuid(Uuid::from_u128(id)),
            kind: CriterionKind::Exclusion,
            label: NonBlank::parse("label", label).unwrap(),
            text: None,
            title_abstract: true,
            full_text: true,
        }
    }

    fn version(criteria: Vec<Criterion>) -> Criteria {
        let note = NonBlank::parse("note", "why").unwrap();
        Criteria::publish(None, note, None, criteria).unwrap()
    }

    #[test]
    fn what_came_what_went_and_what_moved() {
        let before = version(vec![
            criterion(1, "Not the UK"),
            criterion(2, "Other sector"),
            criterion(3, "Abstract only"),
        ]);
        let mut later = criterion(3, "Abstract only");
        later.title_abstract = false;
        let after = version(vec![
            criterion(2, "Another sector"),
            criterion(1, "Not the UK"),
            criterion(4, "No leadership"),
        ]);
        assert_eq!(
            changes(Some(&before), &after),
            [
                "“Other sector” is now called “Another sector”.",
                "New: “No leadership”.",
                "Taken out: “Abstract only”.",
                "The order of the criteria changed.",
            ]
        );
        let narrowed = version(vec![
            criterion(1, "Not the UK"),
            criterion(2, "Other sector"),
            later,
        ]);
        assert_eq!(
            changes(Some(&before), &narrowed),
            ["“Abstract only” is now used at full text only."]
        );
        assert_eq!(changes(Some(&before), &before), ["No words changed."]);
        assert_eq!(
            changes(None, &before),
            ["The first version, with 3 criteria."]
        );
    }
}
