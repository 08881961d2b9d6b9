//! The rows of the criteria's form: names and values of their fields, and what they mean when sent.
//!
//! Row 3 has the fields `rank-3`, `id-3`, `kind-3`, `label-3`, `text-3` and `at-3` (once for each
//! stage). A row whose label is empty is left out.

use crate::forms::Form;
use crate::forms::act::{Checks, Stop};
use domain::ids::CriterionId;
use domain::protocol::{Criteria, Criterion, CriterionKind};
use domain::refusal::Refusal;
use domain::screening::Stage;
use domain::text::NonBlank;
use service::protocol::{CriteriaDraft, CriterionDraft};

/// Empty rows offered for new criteria.
const EMPTY: usize = 3;
/// No form of ours has more rows.
const MOST: usize = 200;

/// The name of a field in a row.
pub fn name(field: &str, row: usize) -> String {
    format!("{field}-{row}")
}

/// The name of a kind in the form.
pub const fn kind_code(kind: CriterionKind) -> &'static str {
    match kind {
        CriterionKind::Exclusion => "exclusion",
        CriterionKind::Inclusion => "inclusion",
    }
}

/// The values of the form for the version in force, with empty rows after it.
pub fn values(criteria: Option<&Criteria>) -> Vec<(String, String)> {
    let known = criteria.map_or(&[] as &[Criterion], |c| &c.criteria);
    let mut values = vec![
        ("rows".to_owned(), (known.len() + EMPTY).to_string()),
        (
            "include_when".to_owned(),
            criteria
                .and_then(|c| c.include_when.as_ref())
                .map_or_else(String::new, |text| text.as_str().to_owned()),
        ),
    ];
    for row in 0..known.len() + EMPTY {
        let mut set = |field, value: &str| values.push((name(field, row), value.to_owned()));
        set("rank", &(row + 1).to_string());
        let criterion = known.get(row);
        if let Some(criterion) = criterion {
            set("id", &criterion.id.to_string());
            set("kind", kind_code(criterion.kind));
            set("label", criterion.label.as_str());
            if let Some(text) = &criterion.text {
                set("text", text.as_str());
            }
        }
        if criterion.is_none_or(|c| c.title_abstract) {
            set("at", Stage::TitleAbstract.code());
        }
        if criterion.is_none_or(|c| c.full_text) {
            set("at", Stage::FullText.code());
        }
    }
    values
}

/// How many rows a form has.
pub fn count(rows: &str) -> usize {
    rows.parse().unwrap_or(0_usize).min(MOST)
}

/// Reads the form: the rows in the order of their ranks, equal ranks as they stand.
pub fn read(form: &Form) -> Result<CriteriaDraft, Stop> {
    let mut checks = Checks::new();
    let mut ranked = Vec::new();
    for row in 0..count(form.text("rows")) {
        if let Some(found) = read_row(form, row, &mut checks) {
            ranked.push(found);
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let include_when = NonBlank::optional("include_when", form.text("include_when"));
    let include_when = checks.take("include_when", include_when);
    let note = checks.take("note", NonBlank::parse("note", form.text("note")));
    checks.passed()?;
    match (note, include_when) {
        (Some(note), Some(include_when)) => Ok(CriteriaDraft {
            note,
            include_when,
            criteria: ranked.into_iter().map(|(_, criterion)| criterion).collect(),
        }),
        _ => Err(checks.stop()),
    }
}

fn read_row(form: &Form, row: usize, checks: &mut Checks) -> Option<(i64, CriterionDraft)> {
    let text_of = |field| form.text(&name(field, row)).trim();
    if text_of("label").is_empty() && text_of("text").is_empty() {
        return None;
    }
    let label = checks.take(
        &name("label", row),
        NonBlank::parse("label", text_of("label")),
    );
    let text = checks.take(
        &name("text", row),
        NonBlank::optional("text", text_of("text")),
    );
    let rank = text_of("rank").parse::<i64>();
    let rank = rank.map_err(|_| Refusal::NotANumber {
        field: name("rank", row),
        least: 1,
        most: MOST as i64,
    });
    let rank = checks.take(&name("rank", row), rank);
    let at = |stage: Stage| form.all(&name("at", row)).any(|at| at == stage.code());
    let (title_abstract, full_text) = (at(Stage::TitleAbstract), at(Stage::FullText));
    if !title_abstract && !full_text {
        checks.note(&name("at", row), "Tick at least one stage.");
    }
    let kind = match text_of("kind") {
        "inclusion" => CriterionKind::Inclusion,
        _ => CriterionKind::Exclusion,
    };
    let criterion = CriterionDraft {
        id: form.parse::<CriterionId>(&name("id", row)),
        kind,
        label: label?,
        text: text?,
        title_abstract,
        full_text,
    };
    Some((rank?, criterion))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(values: &[(&str, &str)]) -> Form {
        let pairs = values.iter().map(|(n, v)| ((*n).into(), (*v).into()));
        Form(pairs.collect())
    }

    #[test]
    fn rows_come_in_the_order_of_their_ranks_and_empty_ones_not_at_all() {
        let draft = read(&form(&[
            ("rows", "4"),
            ("note", "first"),
            ("rank-0", "2"),
            ("label-0", "Not the UK"),
            ("at-0", "title_abstract"),
            ("rank-1", "1"),
            ("kind-1", "inclusion"),
            ("label-1", "Adults"),
            ("at-1", "full_text"),
            ("rank-2", "3"),
            ("at-2", "full_text"),
        ]))
        .unwrap();
        let labels: Vec<&str> = draft.criteria.iter().map(|c| c.label.as_str()).collect();
        assert_eq!(labels, ["Adults", "Not the UK"]);
        assert_eq!(draft.criteria[0].kind, CriterionKind::Inclusion);
        assert!(draft.criteria[1].title_abstract && !draft.criteria[1].full_text);
    }

    #[test]
    fn a_text_without_a_label_a_rank_or_a_stage_is_said() {
        let refused = read(&form(&[
            ("rows", "2"),
            ("rank-0", "first"),
            ("text-0", "About systems elsewhere."),
        ]));
        let Err(Stop::Fields(fields)) = refused else {
            panic!("refused");
        };
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["label-0", "rank-0", "at-0", "note"]);
    }

    #[test]
    fn what_is_in_force_reads_back_as_it_is() {
        let first = read(&form(&[
            ("rows", "1"),
            ("note", "first"),
            ("rank-0", "1"),
            ("label-0", "Not the UK"),
            ("text-0", "About systems elsewhere."),
            ("at-0", "full_text"),
        ]))
        .unwrap();
        let criterion = &first.criteria[0];
        let known = Criterion {
            id: CriterionId::from_uuid(uuid::Uuid::from_u128(7)),
            kind: criterion.kind,
            label: criterion.label.clone(),
            text: criterion.text.clone(),
            title_abstract: criterion.title_abstract,
            full_text: criterion.full_text,
        };
        let version = Criteria::publish(None, first.note, None, vec![known.clone()]).unwrap();
        let mut values = values(Some(&version));
        values.push(("note".into(), "second".into()));
        let again = read(&Form(values)).unwrap();
        assert_eq!(again.criteria.len(), 1);
        assert_eq!(again.criteria[0].id, Some(known.id));
        assert_eq!(again.criteria[0].text, known.text);
        assert!(!again.criteria[0].title_abstract);
    }
}
