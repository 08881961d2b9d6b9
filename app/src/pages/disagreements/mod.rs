//! Disagreements: the list at the left, the case at the right, and the resolution at its foot.

mod case;
mod list;
mod resolve;

pub use resolve::{FORM, resolve};

use crate::context::Visit;
use crate::document::Page;
use crate::forms::Fill;
use crate::islands::keys::PageKeys;
use crate::links;
use crate::pages::framed::framed;
use crate::parts::icon::icon;
use domain::ids::{RecordId, ReviewId};
use domain::screening::Stage;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::disagreements::{CaseList, CaseView};

/// What the page shows.
struct Shown {
    review: ReviewId,
    stage: Stage,
    /// The other stage, if its disagreements are the viewer's too.
    other: Option<Stage>,
    resolved: bool,
    list: CaseList,
    case: Option<CaseView>,
    whole: bool,
    fill: Fill,
    now: Timestamp,
}

impl Shown {
    /// An address of this page. The stage and the list stay as they are.
    fn link(&self, more: &str) -> String {
        let resolved = if self.resolved { "&show=resolved" } else { "" };
        address(self.review, self.stage, &format!("{resolved}{more}"))
    }
    /// The place of the case in its list, from 0.
    fn place(&self) -> Option<usize> {
        let case = self.case.as_ref()?;
        self.list
            .cases
            .iter()
            .position(|line| line.case.record == case.record)
    }
    /// The record so many places on (back, if negative).
    fn beside(&self, by: isize) -> Option<RecordId> {
        let at = self.place()?.checked_add_signed(by)?;
        self.list.cases.get(at).map(|line| line.case.record)
    }
}

/// An address of the page.
fn address(review: ReviewId, stage: Stage, more: &str) -> String {
    links::in_review(
        review,
        &format!("disagreements?stage={}{more}", stage.code()),
    )
}

const fn crumb(stage: Stage) -> &'static str {
    match stage {
        Stage::TitleAbstract => "Title and abstract",
        Stage::FullText => "Full text",
    }
}

/// The page. People who do not resolve here, blind leads among them, find nothing.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let typed = visit.refused.as_deref().map(|refused| &refused.values);
    let asked = typed.unwrap_or(&visit.query);
    let mut mine = Vec::new();
    for stage in Stage::ALL {
        if visit.house.resolves(me, review, stage).await? {
            mine.push(stage);
        }
    }
    let stage = match Stage::from_code(asked.text("stage")) {
        Some(stage) => stage,
        None => mine.first().copied().ok_or(Problem::NotFound)?,
    };
    let resolved = asked.text("show") == "resolved";
    let list = visit
        .house
        .disagreements(me, review, stage, resolved)
        .await?;
    let first = list.cases.first().map(|line| line.case.record);
    let record = match (asked.get("record"), asked.get("list")) {
        (Some(_), _) => Some(asked.parse("record").ok_or(Problem::NotFound)?),
        (None, Some(_)) => None,
        (None, None) => first,
    };
    let case = match record {
        Some(record) => Some(visit.house.case(me, review, stage, record).await?),
        None => None,
    };
    let frame = framed(&visit, "disagreements", Some(crumb(stage).to_owned()), true).await?;
    let shown = Shown {
        review,
        stage,
        other: mine.into_iter().find(|other| *other != stage),
        resolved,
        list,
        case,
        whole: asked.get("whole").is_some(),
        fill: visit.fill(FORM, []),
        now: visit.house.now(),
    };
    Ok(Page::new("Disagreements", move || view(shown)).within(frame))
}

fn view(shown: Shown) -> impl IntoView {
    let right = match (&shown.case, shown.list.cases.is_empty()) {
        (Some(case), _) => case::case(&shown, case).into_any(),
        (None, true) => nothing(&shown).into_any(),
        // The list alone, on a phone.
        (None, false) => view! { <h1 class="unseen">"Disagreements"</h1> }.into_any(),
    };
    view! {
        <div class="cases">{list::list(&shown).into_any()} {right}</div>
        <PageKeys/>
    }
}

fn nothing(shown: &Shown) -> impl IntoView + use<> {
    let (heading, words) = match (shown.resolved, shown.list.resolved) {
        (true, _) => (
            "No disagreement was resolved yet",
            "Here stands what was decided, and why, as soon as there is something.",
        ),
        (false, 0) => (
            "No disagreements yet",
            "Where those who read a record differ, it appears here, with what each of them said.",
        ),
        (false, _) => (
            "No disagreement is open",
            "All of them are resolved. New ones appear here as people decide.",
        ),
    };
    view! {
        <section>
            <div class="message">
                <ul class="signs" aria-hidden="true">
                    <li>{icon("exclude", 16)}</li>
                    <li>{icon("include", 16)}</li>
                </ul>
                <h1>{heading}</h1>
                <p>{words}</p>
            </div>
        </section>
    }
}
