//! The desk as a whole.

use super::work::Work;
use super::{bar, closed, criteria, keys, record};
use domain::screening::desk::DeskClosed;
use leptos::prelude::*;

/// The form; or, where there is nothing to do yet, what to do about that.
pub fn desk(work: Work) -> AnyView {
    match work.closed.get_untracked() {
        None | Some(DeskClosed::NothingWaits) => form(work).into_any(),
        Some(why) => closed::message(work, why).into_any(),
    }
}

fn form(work: Work) -> impl IntoView {
    let (action, decision, version) = work.fixed.with_value(|fixed| {
        (
            fixed.link(""),
            fixed.decision.to_string(),
            fixed.criteria.to_string(),
        )
    });
    let record_id = move || {
        work.records.with(|records| {
            records
                .first()
                .map(|record| record.id.to_string())
                .unwrap_or_default()
        })
    };
    view! {
        <form
            class="desk-form"
            method="post"
            action=action
            autocomplete="off"
            on:submit=|event| event.prevent_default()
        >
            <input type="hidden" name="decision" value=decision/>
            <input type="hidden" name="record" value=record_id/>
            <input type="hidden" name="criteria" value=version/>
            <div class="desk-columns">{record::reading(work).into_any()} {criteria::panel(work).into_any()}</div>
            {bar::bar(work).into_any()}
        </form>
        {keys::dialog(work).into_any()}
    }
}
