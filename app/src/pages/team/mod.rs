//! The team: who is in it as what, and invitations.

mod invite;
pub mod person;
mod table;

use crate::context::Visit;
use crate::document::Page;
use crate::forms::Form;
use crate::forms::act::{Done, Stop};
use crate::links;
use crate::pages::framed::framed;
use domain::ids::ReviewId;
use domain::people::{Permission, Role, Stages};
use domain::protocol::Readers;
use domain::refusal::Refusal;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::team::{Invitation, Member};
use std::sync::Arc;
use uuid::Uuid;

/// The form that makes an invitation.
pub const INVITE: &str = "invite";
/// The form that withdraws one.
pub const WITHDRAW: &str = "withdraw";

/// What the page shows.
struct Team {
    review: ReviewId,
    leads: bool,
    readers: Readers,
    members: Vec<Member>,
    invitations: Vec<Invitation>,
    origin: Arc<str>,
    now: Timestamp,
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let leads = visit.member()?.role.may(Permission::Steer);
    let team = Team {
        review,
        leads,
        readers: visit
            .house
            .settings(me, review)
            .await?
            .title_abstract
            .readers,
        members: visit.house.members(me, review).await?,
        invitations: if leads {
            visit.house.invitations(me, review).await?
        } else {
            Vec::new()
        },
        origin: visit.public_url.clone(),
        now: visit.house.now(),
    };
    let fill = visit.fill(
        INVITE,
        [
            ("role", Role::Reviewer.code().to_owned()),
            ("stage", "title_abstract".into()),
            ("stage", "full_text".into()),
            ("stage", "coding".into()),
        ],
    );
    let frame = framed(&visit, "team", None, false).await?;
    Ok(Page::new("Team", move || view(team, fill)).within(frame))
}

fn view(team: Team, fill: crate::forms::Fill) -> impl IntoView {
    let here = team.members.iter().filter(|m| !m.gone).count();
    let heading = match here {
        1 => "One person".into(),
        n => format!("{} people", in_words(n)),
    };
    let readers = match team.readers {
        Readers::One => "One person reads each record at title and abstract.",
        Readers::Two => "Two read each record at title and abstract, blind to each other.",
        Readers::Everyone => {
            "Everyone who takes part reads each record at title and abstract, blind to the others."
        }
    };
    let button = team.leads.then(|| {
        view! {
            <div class="buttons">
                <a class="button button-primary" href="#invite">"Invite somebody"</a>
            </div>
        }
    });
    view! {
        <div class="page team">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in">{readers}</p>
                </div>
                {button}
            </div>
            {table::people(&team)}
            {team.leads.then(|| invite::section(&team, &fill))}
        </div>
    }
}

fn in_words(n: usize) -> String {
    const WORDS: [&str; 8] = [
        "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    ];
    n.checked_sub(2)
        .and_then(|i| WORDS.get(i))
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Role and stages as a form sends them.
fn role_and_stages(form: &Form) -> Result<(Role, Stages), Refusal> {
    let role = Role::from_code(form.text("role")).ok_or_else(|| Refusal::NotOffered {
        field: "role".into(),
    })?;
    let ticked = |code: &str| form.all("stage").any(|stage| stage == code);
    let stages = Stages {
        title_abstract: ticked("title_abstract"),
        full_text: ticked("full_text"),
        coding: ticked("coding"),
    };
    Ok((role, stages))
}

/// The stages with a box each, for [`crate::forms::field::Field::ticks`].
const STAGES: [(&str, &str, &str); 3] = [
    ("title_abstract", "Title and abstract", ""),
    ("full_text", "Full text", ""),
    ("coding", "Coding", ""),
];

/// Makes an invitation.
pub async fn invite(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (role, stages) = role_and_stages(&form)?;
    let review = visit.review()?;
    visit
        .house
        .invite(visit.me()?, review, role, stages)
        .await?;
    Ok(Done::To(format!(
        "{}#links",
        links::in_review(review, "team")
    )))
}

/// Withdraws an invitation.
pub async fn withdraw(visit: Visit, form: Form) -> Result<Done, Stop> {
    let review = visit.review()?;
    let id: Uuid = form.parse("invitation").ok_or(Problem::NotFound)?;
    visit
        .house
        .withdraw_invitation(visit.me()?, review, id)
        .await?;
    Ok(Done::To(format!(
        "{}#links",
        links::in_review(review, "team")
    )))
}
