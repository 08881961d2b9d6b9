//! Inviting: a form that makes a link, and the links nobody has used yet.

use super::{STAGES, Team};
use crate::forms::Fill;
use crate::forms::field::{Field, whole_form};
use crate::links;
use crate::pages::link_card;
use crate::parts::button::{self, Weight};
use crate::words::role::{invited_as, role_means, role_title};
use crate::words::time::day;
use domain::people::{Membership, Role};
use leptos::prelude::*;
use service::team::Invitation;

/// The section, for leads.
pub fn section(team: &Team, fill: &Fill) -> AnyView {
    let roles = [Role::Reviewer, Role::Lead, Role::Librarian, Role::Observer]
        .map(|role| (role.code(), role_title(role), role_means(role)));
    let role = Field::new(fill, "role", "As").options(roles);
    let stages = Field::new(fill, "stage", "Takes part in")
        .help("For leads and reviewers. A lead who screens sees nobody’s decisions at that stage until it is shown to the team.")
        .ticks(STAGES);
    view! {
        <section class="section invite" id="invite">
            <div class="section-head"><h2>"Invite somebody"</h2></div>
            <p class="quiet">
                "You make a link and send it yourself, by mail or as you like. It works once, for 14 days."
            </p>
            <form method="post" action=links::in_review(team.review, "team")>
                {whole_form(fill)}
                {role}
                {stages}
                <div class="buttons">{button::send(Weight::Normal, "Make a link")}</div>
            </form>
            {open(team)}
        </section>
    }
    .into_any()
}

fn open(team: &Team) -> AnyView {
    (!team.invitations.is_empty())
        .then(|| {
            let items = team
                .invitations
                .iter()
                .map(|invitation| link(team, invitation))
                .collect_view();
            view! {
                <section class="section" id="links">
                    <div class="section-head"><h3>"Links not used yet"</h3></div>
                    {link_card::warning(&team.origin)}
                    <ul class="facts">{items}</ul>
                </section>
            }
        })
        .into_any()
}

fn link(team: &Team, invitation: &Invitation) -> AnyView {
    let member = Membership {
        role: invitation.role,
        stages: invitation.stages,
    };
    let words = format!(
        "For {}, good until {}.",
        invited_as(member),
        day(team.now, invitation.expires_at)
    );
    let label = format!("Invitation {}", words);
    let url = format!("{}{}", team.origin, invitation.path);
    view! {
        <li>
            <form method="post" action=links::in_review(team.review, "team/withdraw")>
                <input type="hidden" name="invitation" value=invitation.id.to_string()/>
                {words}
                " "
                <button class="button-link">"Take it back"</button>
            </form>
            {link_card::copy(url, label)}
        </li>
    }
    .into_any()
}
