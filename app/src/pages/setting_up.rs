//! The first steps of a review, which tick themselves.

use crate::links;
use crate::pages::next_step::NextStep;
use crate::parts::icon::icon;
use crate::words::number::counted;
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::reviews::Setup;

/// One step.
struct Step {
    label: String,
    done: bool,
    /// What to do there, for the step that is next.
    hint: &'static str,
    page: &'static str,
    next: (&'static str, &'static str, &'static str),
}

fn steps(setup: Setup) -> [Step; 5] {
    let team = if setup.team && setup.people > 1 {
        format!("Team, {}", counted(setup.people, "person", "people"))
    } else {
        "Team".into()
    };
    [
        Step {
            label: "Question".into(),
            done: setup.question,
            hint: "write what the review asks",
            page: "settings",
            next: (
                "Write the question",
                "Everybody in the team sees what the review asks.",
                "Write it",
            ),
        },
        Step {
            label: team,
            done: setup.team,
            hint: "invite those who read",
            page: "team",
            next: (
                "Invite your team",
                "Two people are to read each record; so far you are alone.",
                "Invite somebody",
            ),
        },
        Step {
            label: "Criteria".into(),
            done: setup.criteria,
            hint: "write what counts",
            page: "settings/criteria",
            next: (
                "Write the criteria",
                "What is included, and the reasons to exclude. They can be changed later, version by version.",
                "Write the criteria",
            ),
        },
        Step {
            label: "Search results".into(),
            done: setup.results,
            hint: "import your files",
            page: "search",
            next: (
                "Import your search results",
                "The files that the databases exported, as they are.",
                "Import files",
            ),
        },
        Step {
            label: "Pilot".into(),
            done: setup.round,
            hint: "try the criteria out",
            page: "screen",
            next: (
                "Open the pilot",
                "Everybody reads the same small sample, to find out whether the criteria are understood alike.",
                "To the pilot",
            ),
        },
    ]
}

/// The step that is next, as the overview's big button; `None` once all are done.
pub fn next(review: ReviewId, setup: Setup) -> Option<NextStep> {
    let step = steps(setup).into_iter().find(|step| !step.done)?;
    let (title, sentence, button) = step.next;
    Some(NextStep {
        title: title.into(),
        sentence: sentence.into(),
        button,
        to: links::in_review(review, step.page),
    })
}

/// How many of them are done, in words.
pub fn progress(setup: Setup) -> String {
    let done = steps(setup).iter().filter(|step| step.done).count();
    let words = match done {
        0 => "None of five steps is done",
        1 => "One of five steps is done",
        2 => "Two of five steps are done",
        3 => "Three of five steps are done",
        4 => "Four of five steps are done",
        _ => "All five steps are done",
    };
    format!("{words}; they tick themselves.")
}

/// The steps as a line; the one that is next is the only link.
pub fn line(review: ReviewId, setup: Setup) -> AnyView {
    let mut waiting = true;
    let steps = steps(setup)
        .into_iter()
        .map(|step| {
            let present = !step.done && std::mem::take(&mut waiting);
            let to = links::in_review(review, step.page);
            if step.done {
                view! {
                    <li class="done">
                        <span class="step-sign">{icon("tick", 12)}</span>
                        <span>{step.label} <span class="unseen">", done"</span></span>
                    </li>
                }
                .into_any()
            } else if present {
                view! {
                    <li class="present" aria-current="step">
                        <span class="step-sign"></span>
                        <span><a href=to>{step.label}</a> <br/> {step.hint}</span>
                    </li>
                }
                .into_any()
            } else {
                view! { <li><span class="step-sign"></span> <span>{step.label}</span></li> }
                    .into_any()
            }
        })
        .collect_view();
    view! { <ol class="steps">{steps}</ol> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_first_step_that_is_not_done_is_the_only_link() {
        let setup = Setup {
            question: true,
            people: 1,
            ..Setup::default()
        };
        let review = ReviewId::from_uuid(Uuid::from_u128(1));
        let html = line(review, setup).to_html();
        assert_eq!(html.matches("<a ").count(), 1, "{html}");
        assert!(html.contains("/team\""), "{html}");
        assert_eq!(html.matches("class=\"done\"").count(), 1, "{html}");
        assert_eq!(
            progress(setup),
            "One of five steps is done; they tick themselves."
        );
        assert_eq!(next(review, setup).unwrap().title, "Invite your team");
    }
}
