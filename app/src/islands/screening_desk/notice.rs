//! What the person must know about decisions that are not on the server: above the text, where it
//! moves no button.

use super::connection::Connection;
use super::outbox::{NotTaken, Step};
use super::work::Work;
use crate::links;
use crate::parts::icon::icon;
use crate::parts::verdict::Sign;
use crate::words::number::counted;
use leptos::prelude::*;

/// The notices, if there is one.
pub fn notice(work: Work) -> impl IntoView {
    let refused = work.fixed.with_value(|fixed| fixed.refused.clone());
    let refused = refused.map(|words| {
        card(
            "Not saved",
            view! { <p>{words}</p> }.into_any(),
            ().into_any(),
        )
    });
    view! {
        {refused}
        {move || (work.connection.get() == Connection::SignedOut).then(|| signed_out(work))}
        {move || {
            let list = work.outbox.with(|outbox| outbox.not_taken.clone());
            (!list.is_empty()).then(|| not_taken(work, list))
        }}
    }
}

fn card(heading: &'static str, words: AnyView, buttons: AnyView) -> AnyView {
    view! {
        <section class="failure" role="alert">
            {icon("alert", 16)}
            <div><h2>{heading}</h2> {words}</div>
            <div class="buttons">{buttons}</div>
        </section>
    }
    .into_any()
}

fn signed_out(work: Work) -> AnyView {
    let waiting = work.outbox.with(|outbox| outbox.waiting.len() as u64);
    let words = match waiting {
        0 => "Everything you decided is saved. Sign in again to go on.".to_owned(),
        n => format!(
            "{} in this browser. Sign in again, and they are sent.",
            counted(n, "decision is kept", "decisions are kept")
        ),
    };
    let to = links::sign_in_then(&work.fixed.with_value(|fixed| fixed.link("")));
    card(
        "You are signed out",
        view! { <p>{words}</p> }.into_any(),
        view! { <a class="button" href=to>"Sign in"</a> }.into_any(),
    )
}

fn not_taken(work: Work, list: Vec<NotTaken>) -> AnyView {
    let file = format!(
        "data:application/json;charset=utf-8,{}",
        links::encode(&serde_json::to_string_pretty(&list).unwrap_or_default())
    );
    let lines = list
        .into_iter()
        .map(|kept| {
            let verdict = match &kept.was.step {
                Step::Decide(draft) => Sign::from(draft.verdict).word(),
                Step::Undo(_) => "Undo",
            };
            let title = kept.was.title;
            view! { <p><strong>{verdict}</strong> " for “" {title} "”. " {kept.words}</p> }
        })
        .collect_view();
    let away = move |_| work.keep(|outbox| outbox.not_taken.clear());
    card(
        "Not everything could be saved",
        lines.into_any(),
        view! {
            <a class="button" href=file download="decisions-not-saved.json">"Keep as a file"</a>
            <button class="button button-plain" type="button" on:click=away>"Put away"</button>
        }
        .into_any(),
    )
}
