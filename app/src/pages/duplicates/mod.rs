//! Duplicates: pairs that look alike, one in hand at a time; what was joined; what was left apart.

mod compare;
mod desk;
mod lists;

pub use compare::place;

use crate::context::Visit;
use crate::document::Page;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use crate::links;
use crate::pages::framed::framed;
use domain::ids::{RecordId, ReviewId};
use domain::log::Judgement;
use domain::refusal::Refusal;
use service::Problem;
use service::records::DuplicateList;

/// The form that judges the pair in hand.
pub const FORM: &str = "judge-pair";
/// The form that takes a judgement back.
pub const UNDO: &str = "reopen-pair";

/// Two records, by what addresses call them.
type PairIds = (RecordId, RecordId);

/// The page: the pair in hand, or a list (`?show=waiting`, `joined`, `apart`).
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    if let Some(list) = list_of(visit.query.text("show")) {
        return listed(&visit, list).await;
    }
    let pair = pair_of(visit.query.text("pair"));
    let last = pair_of(visit.query.text("last"));
    let found = visit.house.duplicates(me, review, pair, last).await?;
    if found.current.is_none() {
        return listed(&visit, DuplicateList::Waiting).await;
    }
    let frame = framed(&visit, "duplicates", None, true).await?;
    let fill = visit.fill(FORM, []);
    Ok(Page::new("Duplicates", move || desk::view(review, found, &fill)).within(frame))
}

async fn listed(visit: &Visit, list: DuplicateList) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let after = visit.query.parse("after").unwrap_or(0);
    let found = visit.house.duplicate_lists(me, review, list, after).await?;
    let frame = framed(visit, "duplicates", None, false).await?;
    Ok(Page::new("Duplicates", move || lists::view(review, list, found)).within(frame))
}

/// Judges the pair in hand and goes on to the next; "later" only goes on.
pub async fn judge(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (me, review) = (visit.me()?, visit.review()?);
    let pair = sent_pair(&form)?;
    let found = visit.house.duplicates(me, review, Some(pair), None).await?;
    // The one behind it in the row, else the first of those passed over.
    let here = found.open.iter().position(|open| is(open, pair));
    let next = here
        .and_then(|here| found.open.get(here + 1))
        .or_else(|| found.open.iter().find(|open| !is(open, pair)))
        .map(|open| (open.a, open.b));
    if form.text("is") == "later" {
        return Ok(Done::To(address(review, next.or(Some(pair)), None)));
    }
    let judgement = Judgement::from_code(form.text("is"))
        .filter(|judgement| *judgement != Judgement::Open)
        .ok_or(Refusal::NotOffered { field: "is".into() })?;
    visit
        .house
        .judge_pair(me, review, pair.0, pair.1, judgement)
        .await?;
    Ok(Done::To(address(review, next, Some(pair))))
}

/// Takes back what was said of a pair, which is in hand again.
pub async fn reopen(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let (me, review) = (visit.me()?, visit.review()?);
    let pair = pair_of(visit.query.text("of")).ok_or(Problem::NotFound)?;
    visit.house.reopen_pair(me, review, pair.0, pair.1).await?;
    Ok(Done::To(address(review, Some(pair), None)))
}

fn is(open: &service::records::Pair, pair: PairIds) -> bool {
    (open.a, open.b) == pair || (open.b, open.a) == pair
}

fn sent_pair(form: &Form) -> Result<PairIds, Problem> {
    pair_of(form.text("pair")).ok_or(Problem::NotFound)
}

/// A pair as addresses have it: two ids with a dot between.
fn pair_of(text: &str) -> Option<PairIds> {
    let (a, b) = text.split_once('.')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

fn pair_text((a, b): PairIds) -> String {
    format!("{a}.{b}")
}

/// The page with this pair in hand, after that one.
fn address(review: ReviewId, pair: Option<PairIds>, last: Option<PairIds>) -> String {
    let page = links::in_review(review, "duplicates");
    let part =
        |name: &str, pair: Option<PairIds>| pair.map(|pair| format!("{name}={}", pair_text(pair)));
    let parts: Vec<String> = part("pair", pair)
        .into_iter()
        .chain(part("last", last))
        .collect();
    if parts.is_empty() {
        page
    } else {
        format!("{page}?{}", parts.join("&"))
    }
}

fn list_of(name: &str) -> Option<DuplicateList> {
    match name {
        "waiting" => Some(DuplicateList::Waiting),
        "joined" => Some(DuplicateList::Joined),
        "apart" => Some(DuplicateList::Apart),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_pair_and_nothing_else_does() {
        let (a, b) = (
            RecordId::from_uuid(uuid::Uuid::from_u128(1)),
            RecordId::from_uuid(uuid::Uuid::from_u128(2)),
        );
        assert_eq!(pair_of(&pair_text((a, b))), Some((a, b)));
        for bad in ["", ".", "1.2", "a", &format!("{a}")] {
            assert_eq!(pair_of(bad), None, "{bad}");
        }
    }
}
