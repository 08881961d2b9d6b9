//! Two records field by field, with what only one of them has.

use crate::parts::diff;
use crate::parts::reading::plain;
use crate::words::evidence::{self, Field};
use crate::words::number::capital;
use domain::citation::Citation;
use leptos::prelude::*;
use service::records::{PairView, Side};

/// A field as both records have it; empty where one does not have it.
struct Row {
    field: Field,
    name: &'static str,
    left: String,
    right: String,
}

/// The table.
pub fn table(pair: &PairView) -> impl IntoView + use<> {
    let [left, right] = &pair.sides;
    let heads = pair.sides.each_ref().map(|side| {
        let number = format!("record {}", side.number);
        view! { <th scope="col">{sources(side)} " " <small>{number}</small></th> }
    });
    let labels = [sources(left), sources(right)];
    let rows = rows(&left.citation, &right.citation)
        .into_iter()
        .map(|row| drawn(row, &labels, &pair.pair.evidence))
        .collect_view();
    let [left_head, right_head] = heads;
    view! {
        <table class="compare">
            <colgroup><col class="field-name"/><col/><col/><col class="evidence"/></colgroup>
            <thead>
                <tr>
                    <td></td>
                    {left_head}
                    {right_head}
                    <th scope="col" class="second">"Evidence"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Where a record was found, as a set.
fn sources(side: &Side) -> String {
    side.sources.join(", ")
}

fn drawn(row: Row, labels: &[String; 2], evidence: &[String]) -> impl IntoView + use<> {
    let why = why(&row, evidence);
    let (left, right) = if row.left.is_empty() || row.right.is_empty() {
        (alone(row.left), alone(row.right))
    } else {
        diff::both(&row.left, &row.right)
    };
    view! {
        <tr>
            <th scope="row">{row.name}</th>
            <td data-label=labels[0].clone() dir="auto">{left}</td>
            <td data-label=labels[1].clone() dir="auto">{right}</td>
            <td class="why">{why}</td>
        </tr>
    }
}

/// A field that the other record does not have is no difference between letters.
fn alone(text: String) -> AnyView {
    if text.is_empty() {
        view! { <span class="third">"none"</span> }.into_any()
    } else {
        text.into_any()
    }
}

/// What the row says for or against, in words.
fn why(row: &Row, evidence: &[String]) -> String {
    if row.left.is_empty() || row.right.is_empty() {
        return "only one has it".to_owned();
    }
    if row.left == row.right {
        return "the same".to_owned();
    }
    if row.field == Field::Abstract {
        let share = diff::share(&row.left, &row.right);
        return format!("{share}\u{a0}% the same");
    }
    let said: Vec<&str> = evidence
        .iter()
        .filter(|words| evidence::field(words) == Some(row.field))
        .map(|words| short(row.field, words))
        .collect();
    if said.is_empty() {
        "not the same".to_owned()
    } else {
        said.join(", ")
    }
}

/// The evidence beside its field does not name the field again.
fn short(field: Field, words: &str) -> &str {
    match field {
        Field::Title => words.strip_prefix("title ").unwrap_or(words),
        _ => words,
    }
}

fn rows(left: &Citation, right: &Citation) -> Vec<Row> {
    let row = |field, name, of: fn(&Citation) -> String| Row {
        field,
        name,
        left: of(left),
        right: of(right),
    };
    let all = [
        row(Field::Title, "Title", |c| shown(&c.title)),
        row(Field::Authors, "Authors", |c| c.authors.join("; ")),
        row(Field::Year, "Year", |c| {
            c.year
                .map_or_else(|| shown(&c.date), |year| year.to_string())
        }),
        row(Field::Journal, "Journal", |c| shown(&c.journal)),
        row(Field::Place, "Volume, pages", place),
        row(Field::Doi, "DOI", |c| shown(&c.doi)),
        row(Field::Pmid, "PubMed number", |c| shown(&c.pmid)),
        row(Field::Abstract, "Abstract", |c| shown(&c.abstract_text)),
    ];
    all.into_iter()
        .filter(|row| !(row.left.is_empty() && row.right.is_empty()))
        .collect()
}

fn shown(text: &Option<String>) -> String {
    text.as_deref().map(plain).unwrap_or_default()
}

/// Where in its journal it stands: `12 (3): 129-141`.
pub fn place(citation: &Citation) -> String {
    let mut text = shown(&citation.volume);
    if let Some(issue) = &citation.issue {
        let between = if text.is_empty() { "" } else { " " };
        text.push_str(&format!("{between}({issue})"));
    }
    if let Some(pages) = &citation.pages {
        let between = if text.is_empty() { "" } else { ": " };
        text.push_str(&format!("{between}{pages}"));
    }
    text
}

/// One line: what speaks for the two being one, and what against.
pub fn in_a_line(pair: &PairView) -> String {
    let (against, so): (Vec<&str>, Vec<&str>) = pair
        .pair
        .evidence
        .iter()
        .map(String::as_str)
        .partition(|words| evidence::speaks_against(words));
    let [left, right] = &pair.sides;
    let one_doi = left.citation.doi.is_some() != right.citation.doi.is_some();
    let against: Vec<&str> = against
        .into_iter()
        .chain(one_doi.then_some("only one has a DOI"))
        .collect();
    let so = match so.is_empty() {
        true => "Nothing speaks for it".to_owned(),
        false => capital(&so.join(", ")),
    };
    match against.is_empty() {
        true => format!("{so}."),
        false => format!("{so}. Against it: {}.", against.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_one_of_them_has_is_a_row() {
        let left = Citation {
            title: Some("Care <i>at home</i>".into()),
            year: Some(2012),
            volume: Some("12".into()),
            pages: Some("129-141".into()),
            ..Citation::default()
        };
        let right = Citation {
            title: Some("Care at home".into()),
            date: Some("n.d.".into()),
            ..Citation::default()
        };
        let rows = rows(&left, &right);
        let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
        assert_eq!(names, ["Title", "Year", "Volume, pages"]);
        assert_eq!(why(&rows[0], &[]), "the same");
        assert_eq!(
            why(&rows[1], &["year differs by 1".into()]),
            "year differs by 1"
        );
        assert_eq!(why(&rows[2], &[]), "only one has it");
        assert_eq!(place(&left), "12: 129-141");
    }

    #[test]
    fn evidence_stands_beside_its_field_without_its_name() {
        let row = Row {
            field: Field::Title,
            name: "Title",
            left: "Care".into(),
            right: "Cure".into(),
        };
        let evidence = ["title 75 % the same".to_owned(), "same year".to_owned()];
        assert_eq!(why(&row, &evidence), "75 % the same");
    }
}
