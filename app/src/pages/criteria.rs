//! The criteria as everybody in the team reads them, and what changed from version to version.

use crate::context::Visit;
use crate::document::Page;
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::parts::time::day;
use crate::words::changes::{changes, used_at};
use domain::ids::ReviewId;
use domain::people::Permission;
use domain::protocol::{Criteria, CriterionKind};
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let leads = visit.member()?.role.may(Permission::Steer);
    let published = visit.house.settings(me, review).await?.versions;
    let now = visit.house.now();
    let frame = framed(&visit, "", Some("Criteria".into()), false).await?;
    Ok(Page::new("Criteria", move || view(review, leads, &published, now)).within(frame))
}

fn view(
    review: ReviewId,
    leads: bool,
    published: &[(Criteria, Timestamp)],
    now: Timestamp,
) -> AnyView {
    let edit = links::in_review(review, "settings/criteria");
    let Some((last, _)) = published.first() else {
        let write = leads.then(|| button::link(Weight::Primary, edit, "Write the criteria"));
        return view! {
            <div class="message">
                <h1>"No criteria yet"</h1>
                <p>
                    "The criteria will stand here once a lead has published them: what is included, and the reasons to exclude, version by version."
                </p>
                <div class="buttons">{write}</div>
            </div>
        }
        .into_any();
    };
    let rows = last
        .criteria
        .iter()
        .map(|criterion| {
            let kind = match criterion.kind {
                CriterionKind::Exclusion => "excludes if so",
                CriterionKind::Inclusion => "excludes if not",
            };
            let text = criterion.text.as_ref().map(|text| text.as_str().to_owned());
            view! {
                <tr>
                    <th scope="row" dir="auto">{criterion.label.as_str().to_owned()}</th>
                    <td class="wide" dir="auto">{text}</td>
                    <td class="second">{kind}</td>
                    <td class="second">{used_at(criterion)}</td>
                </tr>
            }
        })
        .collect_view();
    let include = last.include_when.as_ref().map(|words| {
        let words = words.as_str().to_owned();
        view! { <p class="lead-in"><strong>"Include"</strong> " when " <bdi>{words}</bdi></p> }
    });
    let edit = leads.then(|| button::link(Weight::Normal, edit, "Change them"));
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{format!("Criteria, version {}", last.version)}</h1>
                    {include}
                </div>
                <div class="buttons">{edit}</div>
            </div>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Criterion"</th>
                            <th scope="col">"Text"</th>
                            <th scope="col">"Kind"</th>
                            <th scope="col">"Used at"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {versions(published, now)}
        </div>
    }
    .into_any()
}

/// What changed, newest first, each with why and when.
pub fn versions(published: &[(Criteria, Timestamp)], now: Timestamp) -> AnyView {
    if published.is_empty() {
        return ().into_any();
    }
    let before = published
        .iter()
        .map(|(criteria, _)| criteria)
        .skip(1)
        .map(Some);
    let items = published
        .iter()
        .zip(before.chain([None]))
        .map(|((criteria, at), before)| {
            let known = before.is_some() || criteria.version == 1;
            let said = known
                .then(|| changes(before, criteria))
                .into_iter()
                .flatten()
                .map(|words| view! { <li dir="auto">{words}</li> })
                .collect_view();
            let note = criteria.note.as_str().to_owned();
            view! {
                <li>
                    <strong>{format!("Version {}", criteria.version)}</strong>
                    ", "
                    {day(now, *at)}
                    ": "
                    <bdi>{note}</bdi>
                    <ul class="changes">{said}</ul>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <div class="section-head"><h2>"Versions and what changed"</h2></div>
            <ul class="facts">{items}</ul>
        </section>
    }
    .into_any()
}
