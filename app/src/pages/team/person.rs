//! One person of the team, for leads: role and stages, a link for a new password, removal.

use super::{STAGES, role_and_stages};
use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::framed::framed;
use crate::pages::link_card;
use crate::parts::button::{self, Weight};
use crate::words::role::{role_means, role_title};
use crate::words::time::day;
use domain::ids::{PersonId, ReviewId};
use domain::people::{Role, Stages};
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::team::Member;
use std::sync::Arc;

/// The form with role and stages.
pub const CHANGE: &str = "change";
/// The form that makes a link for a new password.
pub const PASSWORD_LINK: &str = "password-link";
/// The form that removes.
pub const REMOVE: &str = "remove";

/// What the page shows.
struct OnePerson {
    review: ReviewId,
    member: Member,
    /// Whether the viewer may give them a new password, and the link that is open.
    may_reset: bool,
    reset: Option<(String, Timestamp)>,
    change: Fill,
    remove: Fill,
    origin: Arc<str>,
    now: Timestamp,
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let (me, review) = (visit.me()?, visit.review()?);
    let person: PersonId = visit.part("person")?;
    let member = visit
        .house
        .members(me, review)
        .await?
        .into_iter()
        .find(|member| member.person.id == person && !member.gone)
        .ok_or(Problem::NotFound)?;
    let may_reset = member.person.email.is_some() && visit.house.may_reset(me, person).await?;
    let Stages {
        title_abstract,
        full_text,
        coding,
    } = member.membership.stages;
    let mut values = vec![("role", member.membership.role.code().to_owned())];
    for (on, stage) in [
        (title_abstract, "title_abstract"),
        (full_text, "full_text"),
        (coding, "coding"),
    ] {
        if on {
            values.push(("stage", stage.to_owned()));
        }
    }
    let name = member.person.name.clone();
    let page = OnePerson {
        review,
        reset: if may_reset {
            visit.house.open_reset_link(me, person).await?
        } else {
            None
        },
        may_reset,
        member,
        change: visit.fill(CHANGE, values),
        remove: visit.fill(REMOVE, []),
        origin: visit.public_url.clone(),
        now: visit.house.now(),
    };
    let frame = framed(&visit, "team", Some(name.clone()), false).await?;
    Ok(Page::new(name, move || view(page)).within(frame))
}

fn view(page: OnePerson) -> AnyView {
    let here = format!("team/{}", page.member.person.id);
    let to = |rest: &str| links::in_review(page.review, &format!("{here}{rest}"));
    let (change, password, remove) = (to(""), to("/password-link"), to("/remove"));
    let roles = Role::ALL.map(|role| (role.code(), role_title(role), role_means(role)));
    let name = page.member.person.name.clone();
    let password = page.may_reset.then(|| new_password(&page, password));
    view! {
        <div class="page team">
            <div class="page-head">
                <div>
                    <h1 dir="auto">{name}</h1>
                    <p class="lead-in">{page.member.person.email.clone()}</p>
                </div>
            </div>
            <section class="section invite">
                <form method="post" action=change>
                    {whole_form(&page.change)}
                    {Field::new(&page.change, "role", "Role").options(roles)}
                    {Field::new(&page.change, "stage", "Takes part in")
                        .help("For leads and reviewers. Where everybody reads everything, waiting records need one reader less when somebody leaves a stage. A lead who takes a stage up is not given records that others have begun, since they could see those decisions.")
                        .ticks(STAGES)}
                    <div class="buttons">{button::send(Weight::Primary, "Save")}</div>
                </form>
            </section>
            {password}
            <section class="section invite">
                <div class="section-head"><h2>"Remove from the team"</h2></div>
                <p class="quiet">
                    "Their access to this review ends at once, also where it is open now. What they decided stays and counts; records that still needed them are given to others who take part, and where everybody reads everything, as in a pilot, such records need one reader less. Their account stays."
                </p>
                <form method="post" action=remove>
                    {whole_form(&page.remove)}
                    <label class="option">
                        <input class="tick" type="checkbox" name="sure" value="yes" required/>
                        <span>"Yes, end their access to this review"</span>
                    </label>
                    <div class="buttons">
                        {button::send(Weight::Normal, "Remove from the team")}
                    </div>
                </form>
            </section>
        </div>
    }
    .into_any()
}

fn new_password(page: &OnePerson, action: String) -> AnyView {
    let open = page.reset.clone().map(|(path, until)| {
        let words = format!("Good until {}, once.", day(page.now, until));
        view! {
            {link_card::copy(format!("{}{path}", page.origin), "Link for a new password".into())}
            <p class="help">{words}</p>
            {link_card::warning(&page.origin)}
        }
    });
    view! {
        <section class="section invite">
            <div class="section-head"><h2>"New password"</h2></div>
            <p class="quiet">
                "Whoever forgot their password chooses a new one with a link that you make here and send them. Send it to nobody else: it opens their account."
            </p>
            {open}
            <form method="post" action=action>
                <div class="buttons">{button::send(Weight::Normal, "Make a link")}</div>
            </form>
        </section>
    }
    .into_any()
}

/// Changes role and stages.
pub async fn change(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (role, stages) = role_and_stages(&form)?;
    let review = visit.review()?;
    visit
        .house
        .change_member(visit.me()?, review, visit.part("person")?, role, stages)
        .await?;
    Ok(Done::To(links::in_review(review, "team")))
}

/// Makes a link with which they choose a new password.
pub async fn make_password_link(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let person: PersonId = visit.part("person")?;
    visit.house.reset_link(visit.me()?, person).await?;
    let page = format!("team/{person}");
    Ok(Done::To(links::in_review(visit.review()?, &page)))
}

/// Ends their membership.
pub async fn remove(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let review = visit.review()?;
    visit
        .house
        .remove_member(visit.me()?, review, visit.part("person")?)
        .await?;
    Ok(Done::To(links::in_review(review, "team")))
}
