//! One's own decisions at a stage, newest first.

use super::{crumb, link, page, stage};
use crate::context::Visit;
use crate::document::Page;
use crate::pages::framed::framed;
use crate::parts::reading::plain;
use crate::parts::time::since;
use crate::parts::verdict::{Sign, badge};
use domain::protocol::Criteria;
use domain::screening::Stage;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::screening::OwnDecision;

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review, stage) = (visit.me()?, visit.review()?, stage(&visit));
    let own = visit.house.own_decisions(me, review, stage).await?;
    let settings = visit.house.settings(me, review).await?;
    let versions: Vec<Criteria> = settings.versions.into_iter().map(|(c, _)| c).collect();
    let frame = framed(&visit, page(stage), Some("Your decisions".into()), false).await?;
    let (desk, now) = (link(&visit, "")?, visit.house.now());
    let body = move || view(stage, own, &versions, desk, now);
    Ok(Page::new("Your decisions", body).within(frame))
}

fn view(
    stage: Stage,
    own: Vec<OwnDecision>,
    versions: &[Criteria],
    desk: String,
    now: Timestamp,
) -> AnyView {
    if own.is_empty() {
        return view! {
            <div class="message">
                <h1>"No decisions of yours yet"</h1>
                <p>"Here stands what you decided, the newest first, as soon as there is something."</p>
                <div class="buttons"><a class="button button-primary" href=desk>"To the desk"</a></div>
            </div>
        }
        .into_any();
    }
    let lead_in = match own.len() {
        100.. => "The last 100, newest first. Only you see them here.",
        _ => "Newest first. Only you see them here.",
    };
    let rows = own
        .into_iter()
        .map(|own| row(own, versions, now).into_any())
        .collect_view();
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{format!("Your decisions: {}", crumb(stage).to_lowercase())}</h1>
                    <p class="lead-in">{lead_in}</p>
                </div>
                <div class="buttons"><a class="button" href=desk>"To the desk"</a></div>
            </div>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Title"</th>
                            <th scope="col" class="num">"Record"</th>
                            <th scope="col">"Decision"</th>
                            <th scope="col">"Reasons and note"</th>
                            <th scope="col">"When"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn row(own: OwnDecision, versions: &[Criteria], now: Timestamp) -> impl IntoView + use<> {
    let reasons: Vec<String> = own
        .ruling
        .reasons()
        .iter()
        .filter_map(|id| versions.iter().find_map(|version| version.get(*id)))
        .map(|criterion| criterion.label.as_str().to_owned())
        .collect();
    let reasons =
        (!reasons.is_empty()).then(|| view! { <strong>{reasons.join(", ")}</strong> " " });
    view! {
        <tr>
            <th scope="row" dir="auto">{plain(&own.title)}</th>
            <td class="num" data-label="Record">{own.number}</td>
            <td>{badge(Sign::from(own.ruling.verdict()))}</td>
            <td class="second wide" dir="auto">{reasons} {own.note}</td>
            <td>{since(now, own.at)}</td>
        </tr>
    }
}
