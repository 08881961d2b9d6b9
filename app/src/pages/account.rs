//! One's own account: name, password, signing out.

use crate::context::Visit;
use crate::document::Page;
use crate::document::frame::Frame;
use crate::forms::act::{Checks, Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::new_account::PASSWORD_HELP;
use crate::parts::button::{self, Weight};
use domain::refusal::Refusal;
use domain::text::{NonBlank, Password};
use leptos::prelude::*;
use service::{Caller, Problem};

/// The form with the name.
pub const NAME: &str = "name";
/// The form with the password.
pub const PASSWORD: &str = "password";

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let me = visit.me()?.clone();
    let name = visit.fill(NAME, [("name", me.name.clone())]);
    let password = visit.fill(PASSWORD, []);
    let saved = visit.query.get("saved").is_some();
    let frame = Frame::Outside {
        initials: me.initials(),
    };
    Ok(Page::new("Your account", move || view(me, name, password, saved)).within(frame))
}

fn view(me: Caller, name: Fill, password: Fill, saved: bool) -> impl IntoView {
    let initials = me.initials();
    let name_field = Field::new(&name, "name", "Name")
        .autocomplete("name")
        .help(format!(
            "Others in your reviews see it, and your initials {initials}."
        ));
    let saved = saved.then(|| view! { <p class="note" role="status">"Saved."</p> });
    view! {
        <div class="questions">
            <div class="page-head">
                <div>
                    <h1>"Your account"</h1>
                    <p class="lead-in">{me.email.clone()}</p>
                </div>
                <form method="post" action=links::SIGN_OUT>
                    {button::send(Weight::Normal, "Sign out")}
                </form>
            </div>
            {saved}
            <form class="card" method="post" action=links::ACCOUNT>
                <h2>"Your name"</h2>
                {whole_form(&name)}
                {name_field.line()}
                <div class="buttons">{button::send(Weight::Normal, "Save the name")}</div>
            </form>
            {me.email.is_some().then(|| password_form(&password))}
        </div>
    }
}

fn password_form(fill: &Fill) -> impl IntoView + use<> {
    let old = Field::new(fill, "old_password", "Password now").autocomplete("current-password");
    let new = Field::new(fill, "password", "New password")
        .autocomplete("new-password")
        .help(PASSWORD_HELP);
    view! {
        <form class="card" method="post" action=links::ACCOUNT_PASSWORD>
            <h2>"Password"</h2>
            <p class="quiet">"Everywhere else you are signed in, you will be signed out."</p>
            {whole_form(fill)}
            {old.password()}
            {new.password()}
            <div class="buttons">{button::send(Weight::Normal, "Change the password")}</div>
        </form>
    }
}

/// Saves the name.
pub async fn rename(visit: Visit, form: Form) -> Result<Done, Stop> {
    let name = NonBlank::parse("name", form.text("name"))?;
    visit.house.rename(visit.me()?, name).await?;
    Ok(Done::To(format!("{}?saved", links::ACCOUNT)))
}

/// Changes the password; a new session begins here, every other one ends.
pub async fn change_password(visit: Visit, form: Form) -> Result<Done, Stop> {
    let new = Password::parse(form.text("password"))?;
    let changed = visit
        .house
        .change_password(visit.me()?, form.text("old_password"), new)
        .await;
    match changed {
        Ok(token) => Ok(Done::SignedIn {
            token,
            to: format!("{}?saved", links::ACCOUNT),
        }),
        Err(Problem::Refused(Refusal::SignInWrong)) => {
            let mut checks = Checks::new();
            checks.note("old_password", "This is not your password now.");
            Err(checks.stop())
        }
        Err(other) => Err(other.into()),
    }
}
