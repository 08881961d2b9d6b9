//! Screening titles and abstracts, and judging full texts: the same pages for both stages, at
//! `screen` and at `eligibility`.

pub mod desk;
pub mod mine;
pub mod round_acts;
pub mod rounds;

use crate::context::Visit;
use crate::links;
use domain::screening::Stage;
use service::Problem;

/// The stage an address speaks of.
fn stage(visit: &Visit) -> Stage {
    let page = visit.address.split(['/', '?']).nth(3);
    match page {
        Some("eligibility") => Stage::FullText,
        _ => Stage::TitleAbstract,
    }
}

/// The stage's page in addresses.
const fn page(stage: Stage) -> &'static str {
    match stage {
        Stage::TitleAbstract => "screen",
        Stage::FullText => "eligibility",
    }
}

/// The stage in words, as the crumb has it.
const fn crumb(stage: Stage) -> &'static str {
    match stage {
        Stage::TitleAbstract => "Title and abstract",
        Stage::FullText => "Full text",
    }
}

/// An address of the stage in the review of the visit; `below` begins with a slash.
fn link(visit: &Visit, below: &str) -> Result<String, Problem> {
    let page = page(stage(visit));
    Ok(links::in_review(visit.review()?, &format!("{page}{below}")))
}
