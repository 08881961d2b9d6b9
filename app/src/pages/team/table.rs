//! The people of a review, and those who left it.

use super::Team;
use crate::links;
use crate::parts::person::person;
use crate::parts::time::day;
use crate::words::role::{role, stages};
use leptos::prelude::*;
use service::team::Member;

/// The table; leads can change everybody.
pub fn people(team: &Team) -> AnyView {
    let (gone, here): (Vec<&Member>, Vec<&Member>) = team.members.iter().partition(|m| m.gone);
    let rows = here
        .into_iter()
        .map(|member| row(team, member))
        .collect_view();
    let change = team
        .leads
        .then(|| view! { <th scope="col"><span class="unseen">"Change"</span></th> });
    let left = (!gone.is_empty()).then(|| {
        let names = gone
            .iter()
            .map(|member| view! { <li>{person(&member.person.name)}</li> })
            .collect_view();
        view! {
            <section class="section">
                <div class="section-head"><h2>"No longer in the team"</h2></div>
                <p class="quiet">"Their decisions stay and count."</p>
                <ul class="facts">{names}</ul>
            </section>
        }
    });
    view! {
        <div class="table-wrap" data-live="people">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"Role"</th>
                        <th scope="col">"Stages"</th>
                        <th scope="col" class="num">"Since"</th>
                        {change}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {left}
    }
    .into_any()
}

fn row(team: &Team, member: &Member) -> AnyView {
    let to = links::in_review(team.review, &format!("team/{}", member.person.id));
    let name = member.person.name.clone();
    let change = team.leads.then(|| {
        view! {
            <td class="num">
                <a href=to>"Change" <span class="unseen">" " {name}</span></a>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{person(&member.person.name)}</th>
            <td>{role(member.membership.role)}</td>
            <td class="second wide">{stages(member.membership)}</td>
            <td class="num" data-label="since">{day(team.now, member.joined_at)}</td>
            {change}
        </tr>
    }
    .into_any()
}
