//! Where a record stands, as far as the viewer may know, and their own decision.

use crate::links;
use crate::parts::kept_back::kept_back;
use crate::parts::verdict::{Sign, badge};
use crate::words::{retrieval, standing as words};
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::records::{RecordPage, StandingView};

/// The section; nothing before the record is at any stage.
pub fn section(review: ReviewId, found: &RecordPage) -> Option<AnyView> {
    if found.standings.is_empty() {
        return None;
    }
    let stages = found.standings.iter().map(stage).collect_view();
    let report = found.report.as_ref().map(|report| {
        let to = links::in_review(review, "full-texts");
        let link = report.link.clone().map(|link| {
            let host = retrieval::host(&link).to_owned();
            view! { ", at " <a href=link target="_blank" rel="noopener noreferrer">{host}</a> }
        });
        view! {
            <li>
                <strong>"Its full text"</strong>
                " is "
                <a href=to>{retrieval::state(report.state)}</a>
                {link}
                "."
            </li>
        }
    });
    let section = view! {
        <section class="section" data-live="standing">
            <div class="section-head"><h2>"Where it stands"</h2></div>
            <ul class="facts">{stages} {report}</ul>
        </section>
    };
    Some(section.into_any())
}

fn stage(view: &StandingView) -> AnyView {
    let own = view.own.map(
        |verdict| view! { <p class="quiet">"Your decision: " {badge(Sign::from(verdict))}</p> },
    );
    let head = view! { <strong>{words::stage(view.stage)}</strong> };
    let Some((code, outcome)) = &view.standing else {
        return view! { <li>{head} {kept_back()} {own}</li> }.into_any();
    };
    let positions = view
        .positions
        .iter()
        .map(|position| {
            let note = position.note.clone().map(|note| {
                view! { <span class="quiet" dir="auto">{format!(" “{note}”")}</span> }
            });
            view! {
                <p class="quiet">
                    {format!("Reviewer {} ", position.letter)}
                    {badge(Sign::from(position.ruling.verdict()))}
                    {note}
                </p>
            }
        })
        .collect_view();
    let status = words::standing(view.stage, code, *outcome);
    view! {
        <li>{head} " " <span class="badge">{status}</span> {positions} {own}</li>
    }
    .into_any()
}
