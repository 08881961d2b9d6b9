//! What happened to a record: entries that came, records that were joined and taken apart. Who
//! decided what is not told here.

use crate::parts::time;
use crate::words::number::{count, counted};
use domain::time::Timestamp;
use leptos::prelude::*;
use service::records::{Hit, Joining, RecordPage};

/// The section, the latest first.
pub fn section(found: &RecordPage, now: Timestamp) -> impl IntoView + use<> {
    let mut lines: Vec<(Timestamp, String)> = Vec::new();
    for (import, by) in &found.imports {
        let hits: Vec<&Hit> = found
            .hits
            .iter()
            .filter(|hit| hit.import == import.id)
            .collect();
        lines.push((import.at, came(&hits, by.as_deref())));
    }
    for (joining, by) in &found.joinings {
        lines.push((joining.at, was_joined(joining, by.as_deref())));
    }
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let lines = lines
        .into_iter()
        .map(|(at, words)| view! { <li>{time::since(now, at)} <span>{words}</span></li> })
        .collect_view();
    view! {
        <section class="section">
            <div class="section-head"><h2>"History"</h2></div>
            <ol class="history">{lines}</ol>
        </section>
    }
}

fn came(hits: &[&Hit], by: Option<&str>) -> String {
    let by = by.unwrap_or("Somebody");
    let mut files: Vec<&str> = Vec::new();
    for hit in hits {
        if !files.contains(&hit.file.as_str()) {
            files.push(&hit.file);
        }
    }
    let entries = counted(hits.len() as u64, "entry", "entries");
    format!("{by} imported {entries} of it, from {}.", files.join(", "))
}

fn was_joined(joining: &Joining, by: Option<&str>) -> String {
    let number = count(u64::from(joining.number));
    let mut words = if joining.evidence.is_empty() {
        format!(
            "{} joined record {number} with it.",
            by.unwrap_or("Somebody")
        )
    } else {
        let why = joining.evidence.join(", ");
        format!("The program joined record {number} with it: {why}.")
    };
    if joining.undone {
        words.push_str(" It was taken apart again since.");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{PersonId, RecordId};
    use uuid::Uuid;

    #[test]
    fn who_joined_is_told_apart() {
        let record = RecordId::from_uuid(Uuid::nil());
        let mut joining = Joining {
            seq: 1,
            at: Timestamp::default(),
            into: record,
            from: record,
            by: Some(PersonId::from_uuid(Uuid::nil())),
            hits: vec![],
            undone: false,
            evidence: vec![],
            number: 1_204,
        };
        assert_eq!(
            was_joined(&joining, Some("Ana")),
            "Ana joined record 1,204 with it."
        );
        joining.evidence = vec!["same DOI".into()];
        joining.undone = true;
        assert_eq!(
            was_joined(&joining, Some("Ana")),
            "The program joined record 1,204 with it: same DOI. It was taken apart again since."
        );
    }
}
