//! A new password by link.

use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::new_account::{self, PASSWORD_HELP};
use crate::parts::button::{self, Weight};
use domain::text::Password;
use leptos::prelude::*;
use service::Problem;

/// The form's name.
pub const FORM: &str = "new-password";

/// The page, while the link works.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let token = visit.path.text("token").to_owned();
    let Some(name) = visit.house.new_password_for(&token).await? else {
        return Ok(Page::new("New password", || {
            new_account::dead_link("Ask a lead of your review for a new one.")
        }));
    };
    let fill = visit.fill(FORM, []);
    Ok(Page::new("New password", move || view(fill, name, token)))
}

fn view(fill: Fill, name: String, token: String) -> impl IntoView {
    let password = Field::new(&fill, "password", "New password")
        .autocomplete("new-password")
        .help(PASSWORD_HELP);
    view! {
        <form class="door" method="post" action=format!("/new-password/{token}")>
            <header class="door-head">
                <h1>"New password"</h1>
                <p class="lead-in">"For the account of " <bdi>{name}</bdi> "."</p>
            </header>
            {whole_form(&fill)}
            {password.password()}
            {button::send(Weight::Door, "Keep it and sign in")}
            <p class="door-foot">"You are signed out wherever you were signed in before."</p>
        </form>
    }
}

/// Keeps the new password and signs in.
pub async fn choose(visit: Visit, form: Form) -> Result<Done, Stop> {
    let password = Password::parse(form.text("password"))?;
    let token = visit
        .house
        .choose_password(visit.path.text("token"), password)
        .await?;
    Ok(Done::SignedIn {
        token,
        to: links::START.to_owned(),
    })
}
