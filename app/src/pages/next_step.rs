//! What to do next: the one big button of the start page and of a review's overview.

use crate::document::path::Place;
use crate::links;
use crate::parts::button;
use crate::words::number::{count, counted};
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::reviews::Waits;

/// The one thing that is most worth doing now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What it is.
    pub title: String,
    /// A sentence more.
    pub sentence: String,
    /// The words of the button.
    pub button: &'static str,
    /// Where it leads.
    pub to: String,
}

/// What waits that keeps others waiting comes first, then what one does oneself, in the order of
/// the work. `None` if nothing waits.
pub fn next_step(review: ReviewId, waits: &Waits) -> Option<NextStep> {
    let waiting = |n: Option<u64>| n.filter(|n| *n > 0);
    let step = |place: Place, title: String, sentence: String, button| NextStep {
        title,
        sentence,
        button,
        to: links::in_review(review, place.page()),
    };
    if let Some(n) = waiting(waits.disagreements) {
        let title = match n {
            1 => "1 disagreement waits for a decision".into(),
            n => format!("{} disagreements wait for a decision", count(n)),
        };
        let sentence = "Each keeps one record from going on.".into();
        return Some(step(
            Place::Disagreements,
            title,
            sentence,
            "Resolve disagreements",
        ));
    }
    if let Some(n) = waiting(waits.screen) {
        let title = "Screen titles and abstracts".into();
        let left = format!("{} left for you.", counted(n, "record", "records"));
        return Some(step(Place::Screen, title, left, "Continue screening"));
    }
    if let Some(n) = waiting(waits.eligibility) {
        let title = "Judge full texts".into();
        let left = format!("{} left for you.", counted(n, "full text", "full texts"));
        return Some(step(Place::Eligibility, title, left, "Continue judging"));
    }
    if let Some(n) = waiting(waits.coding) {
        let title = "Code reports".into();
        let left = format!("{} left for you.", counted(n, "report", "reports"));
        return Some(step(Place::Coding, title, left, "Continue coding"));
    }
    if let Some(n) = waiting(waits.duplicates) {
        let title = "Look at what may be duplicates".into();
        let left = match n {
            1 => "1 pair looks alike and waits for a judgement.".into(),
            n => format!("{} pairs look alike and wait for a judgement.", count(n)),
        };
        return Some(step(Place::Duplicates, title, left, "Compare them"));
    }
    if let Some(n) = waiting(waits.full_texts) {
        let title = "Find full texts".into();
        let left = format!(
            "{} to seek.",
            counted(n, "report is still", "reports are still")
        );
        return Some(step(Place::FullTexts, title, left, "See the list"));
    }
    None
}

/// The card; `small` stands above its heading.
pub fn card(small: &'static str, step: NextStep) -> AnyView {
    view! {
        <section class="next-step">
            <div>
                <small>{small}</small>
                <h1>{step.title}</h1>
                <p>{step.sentence}</p>
            </div>
            <a class="button button-primary button-big" href=step.to data-key="Enter">
                {step.button}
                " "
                {button::key("↵")}
            </a>
        </section>
    }
    .into_any()
}

/// Everything that waits as links, for a line: `538 to screen`, `5 full texts to judge`.
pub fn everything(review: ReviewId, waits: &Waits) -> Vec<(String, String)> {
    [
        (
            Place::Disagreements,
            waits.disagreements,
            "disagreement",
            "disagreements",
        ),
        (Place::Screen, waits.screen, "to screen", "to screen"),
        (
            Place::Eligibility,
            waits.eligibility,
            "full text to judge",
            "full texts to judge",
        ),
        (
            Place::Coding,
            waits.coding,
            "report to code",
            "reports to code",
        ),
        (
            Place::Duplicates,
            waits.duplicates,
            "pair to compare",
            "pairs to compare",
        ),
        (
            Place::FullTexts,
            waits.full_texts,
            "full text to find",
            "full texts to find",
        ),
    ]
    .into_iter()
    .filter_map(|(place, n, one, many)| {
        let n = n.filter(|n| *n > 0)?;
        Some((
            counted(n, one, many),
            links::in_review(review, place.page()),
        ))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const REVIEW: ReviewId = ReviewId::from_uuid(Uuid::from_u128(1));

    #[test]
    fn what_keeps_others_waiting_comes_first() {
        let waits = Waits {
            screen: Some(538),
            disagreements: Some(14),
            ..Waits::default()
        };
        let step = next_step(REVIEW, &waits).unwrap();
        assert_eq!(step.title, "14 disagreements wait for a decision");
        assert!(step.to.ends_with("/disagreements"));
        let blind = Waits {
            disagreements: None,
            ..waits
        };
        assert_eq!(
            next_step(REVIEW, &blind).unwrap().sentence,
            "538 records left for you."
        );
    }

    #[test]
    fn nothing_waiting_is_no_step_and_no_links() {
        let waits = Waits {
            screen: Some(0),
            ..Waits::default()
        };
        assert_eq!(next_step(REVIEW, &waits), None);
        assert!(everything(REVIEW, &waits).is_empty());
    }
}
