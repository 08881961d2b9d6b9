//! The fields of a new account: on the set-up page and behind invitations.

use crate::forms::act::{Checks, Stop};
use crate::forms::field::Field;
use crate::forms::{Fill, Form};
use domain::text::{Email, NonBlank, Password};
use leptos::prelude::*;
use service::accounts::NewAccount;

/// What helps with a new password.
pub const PASSWORD_HELP: &str =
    "At least 12 characters. Four or five words you can remember are best.";

/// Name, address and password.
pub fn fields(fill: &Fill, email_help: &'static str) -> AnyView {
    let name = Field::new(fill, "name", "Your name").autocomplete("name");
    let email = Field::new(fill, "email", "E-mail address")
        .kind("email")
        .autocomplete("username")
        .help(email_help);
    let password = Field::new(fill, "password", "Password")
        .autocomplete("new-password")
        .help(PASSWORD_HELP);
    view! { {name.line()} {email.line()} {password.password()} }.into_any()
}

/// Reads them; everything that is wrong at once.
pub fn read(form: &Form) -> Result<NewAccount, Stop> {
    let mut checks = Checks::new();
    let name = checks.take("name", NonBlank::parse("name", form.text("name")));
    let email = checks.take("email", Email::parse(form.text("email")));
    let password = checks.take("password", Password::parse(form.text("password")));
    match (name, email, password) {
        (Some(name), Some(email), Some(password)) => Ok(NewAccount {
            name,
            email,
            password,
        }),
        _ => Err(checks.stop()),
    }
}

/// The page behind a link that was used, ran out or never existed.
pub fn dead_link(what_to_do: &'static str) -> AnyView {
    use crate::links;
    use crate::parts::button::{self, Weight};
    view! {
        <div class="message">
            <h1>"This link no longer works"</h1>
            <p>"It was used already, it ran out, or it is not complete. " {what_to_do}</p>
            <div class="buttons">
                {button::link(Weight::Primary, links::START, "To my reviews")}
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let form = Form(vec![
            ("email".into(), "ana".into()),
            ("password".into(), "seven77".into()),
        ]);
        let Err(Stop::Fields(fields)) = read(&form) else {
            panic!("refused");
        };
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["name", "email", "password"]);
    }
}
