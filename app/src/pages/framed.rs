//! The frame of a page inside a review: the path of the work with what waits for the viewer.

use crate::context::Visit;
use crate::document::frame::{Frame, InReview};
use crate::document::path::Place;
use service::Problem;
use service::reviews::{ReviewFrame, Waits};

/// The frame of the page `current` (its name in addresses; the overview's is empty). `crumb` is
/// where one is below it, `desk` whether the page fills the screen. Answers "not found" to
/// everybody who is not a member of the review in the address.
pub async fn framed(
    visit: &Visit,
    current: &'static str,
    crumb: Option<String>,
    desk: bool,
) -> Result<Frame, Problem> {
    let frame = visit.house.frame(visit.me()?, visit.review()?).await?;
    framed_by(visit, frame, current, crumb, desk)
}

/// As [`framed`], where what stands around the page was loaded for the page itself too.
pub fn framed_by(
    visit: &Visit,
    frame: ReviewFrame,
    current: &'static str,
    crumb: Option<String>,
    desk: bool,
) -> Result<Frame, Problem> {
    let me = visit.me()?;
    Ok(Frame::Review(Box::new(InReview {
        review: frame.review.id,
        name: frame.review.title,
        member: frame.membership,
        resolves: frame.waits.disagreements.is_some(),
        initials: me.initials(),
        waits: waiting(&frame.waits),
        current: Place::of_page(current).ok_or(Problem::NotFound)?,
        crumb,
        desk,
        cursor: Some(frame.cursor),
    })))
}

/// What waits, place by place; places without use for the viewer's role are left out.
fn waiting(waits: &Waits) -> Vec<(Place, u64)> {
    [
        (Place::Screen, waits.screen),
        (Place::Disagreements, waits.disagreements),
        (Place::Duplicates, waits.duplicates),
        (Place::FullTexts, waits.full_texts),
        (Place::Eligibility, waits.eligibility),
        (Place::Coding, waits.coding),
    ]
    .into_iter()
    .filter_map(|(place, n)| n.map(|n| (place, n)))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_path_is_found_by_its_name() {
        for page in ["", "search", "full-texts", "settings"] {
            assert_eq!(Place::of_page(page).map(Place::page), Some(page));
        }
        assert_eq!(Place::of_page("elsewhere"), None);
    }

    #[test]
    fn nothing_for_the_role_is_not_the_same_as_nothing_waiting() {
        let waits = Waits {
            screen: Some(0),
            coding: Some(3),
            ..Waits::default()
        };
        assert_eq!(waiting(&waits), [(Place::Screen, 0), (Place::Coding, 3)]);
    }
}
