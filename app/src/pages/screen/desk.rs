//! The desk: one record, the criteria, three buttons.

use super::{crumb, link, page, stage};
use crate::context::Visit;
use crate::document::Page;
use crate::document::frame::Frame;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use crate::islands::screening_desk::{DeskPage, RefusedForm, ScreeningDesk};
use crate::pages::framed::framed;
use crate::words::refusal;
use domain::ids::{DecisionId, RecordId};
use domain::people::{Membership, Permission};
use domain::refusal::Refusal;
use domain::screening::Verdict;
use domain::screening::desk::{DecisionDraft, Desk, DeskClosed};
use leptos::prelude::*;
use service::Problem;

/// The form's name.
pub const FORM: &str = "decide";
/// The name of the form that takes the last decision back.
pub const UNDO: &str = "undo";

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review, stage) = (visit.me()?, visit.review()?, stage(&visit));
    let mut desk = visit.house.desk(me, review, stage).await?;
    if let Some(refused) = &visit.refused {
        first(&mut desk, refused.values.parse("record"));
    }
    let member = visit.member()?;
    if !member.may_screen(stage) && !leads(member) {
        return Err(Problem::NotFound);
    }
    let open = matches!(desk.closed, None | Some(DeskClosed::NothingWaits));
    let mut frame = framed(&visit, page(stage), Some(crumb(stage).to_owned()), open).await?;
    if let Frame::Review(frame) = &mut frame {
        // The desk keeps itself true; what happens elsewhere must not move it.
        frame.cursor = None;
    }
    let page = DeskPage {
        desk,
        person: me.person,
        review,
        decision: DecisionId::from_uuid(visit.house.new_id()),
        refused: refused(&visit),
        leads: leads(member),
    };
    Ok(Page::new(crumb(stage), move || view! { <ScreeningDesk page=page/> }).within(frame))
}

fn leads(member: Membership) -> bool {
    member.role.may(Permission::Steer)
}

/// Puts the record of a refused form first.
fn first(desk: &mut Desk, record: Option<RecordId>) {
    if let Some(at) = desk.next.iter().position(|next| Some(next.id) == record) {
        desk.next[..=at].rotate_right(1);
    }
}

/// What a refused form shows on the desk.
fn refused(visit: &Visit) -> Option<RefusedForm> {
    let refused = visit.refused.as_deref()?;
    let beside_reasons = refusal::field(&Refusal::ReasonNeeded);
    let words: Vec<&str> = refused
        .fields
        .iter()
        .map(|(_, words)| words.as_str())
        .collect();
    Some(RefusedForm {
        words: words.join(" "),
        reason_missing: refused
            .fields
            .iter()
            .any(|(field, _)| field == beside_reasons),
        reasons: refused
            .values
            .all("reason")
            .filter_map(|id| id.parse().ok())
            .collect(),
        note: refused.values.text("note").to_owned(),
    })
}

/// Decides, and shows the next record.
pub async fn decide(visit: Visit, form: Form) -> Result<Done, Stop> {
    let not_offered = |field: &str| Refusal::NotOffered {
        field: field.to_owned(),
    };
    let verdict = Verdict::from_code(form.text("verdict")).ok_or_else(|| not_offered("verdict"))?;
    let reasons: Option<Vec<_>> = form.all("reason").map(|id| id.parse().ok()).collect();
    let draft = DecisionDraft {
        id: form
            .parse("decision")
            .ok_or_else(|| not_offered("decision"))?,
        record: form.parse("record").ok_or_else(|| not_offered("record"))?,
        verdict,
        reasons: reasons.ok_or_else(|| not_offered("reason"))?,
        primary: None,
        note: form.text("note").to_owned(),
        criteria: form.parse("criteria").unwrap_or_default(),
    };
    let (review, stage) = (visit.review()?, stage(&visit));
    let have = vec![draft.record];
    visit
        .house
        .decide(visit.me()?, review, stage, draft, have)
        .await?;
    Ok(Done::To(link(&visit, "")?))
}

/// Takes the last decision back, and shows its record.
pub async fn undo(visit: Visit, form: Form) -> Result<Done, Stop> {
    let decision = form.parse("undo").ok_or(Problem::NotFound)?;
    let (review, stage) = (visit.review()?, stage(&visit));
    visit
        .house
        .undo(visit.me()?, review, stage, decision)
        .await?;
    Ok(Done::To(link(&visit, "")?))
}
