//! Sign-in and sign-out.

use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::parts::button::{self, Weight};
use leptos::prelude::*;
use service::Problem;

/// The form's name.
pub const FORM: &str = "sign-in";
/// The name of the form that signs out.
pub const OUT: &str = "sign-out";

/// The page. Somebody who is signed in already sees it too: they may want to be another person.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let next = links::ours(visit.query.text("next")).to_owned();
    let fill = visit.fill(FORM, [("next", next)]);
    let place = visit.house.place_name().await?;
    Ok(Page::new("Sign in", move || view(fill, place)))
}

fn view(fill: Fill, place: Option<String>) -> impl IntoView {
    let next = fill.value("next").to_owned();
    let email = Field::new(&fill, "email", "E-mail address")
        .kind("email")
        .autocomplete("username");
    let password = Field::new(&fill, "password", "Password").autocomplete("current-password");
    view! {
        <form class="door" method="post" action=links::SIGN_IN>
            <header class="door-head">
                <h1>"Sign in"</h1>
                {place.map(|place| view! { <p class="lead-in" dir="auto">{place}</p> })}
            </header>
            {whole_form(&fill)}
            <input type="hidden" name="next" value=next/>
            {email.line()}
            {password.password()}
            {button::send(Weight::Door, "Sign in")}
            <p class="door-foot">
                "No account yet? Open the invitation link you were sent." <br/>
                "Password forgotten? Ask a lead of your review for a link, or whoever runs this Concord."
            </p>
        </form>
    }
}

/// Signs in. Which of the two was wrong is never said.
pub async fn enter(visit: Visit, form: Form) -> Result<Done, Stop> {
    let token = visit
        .house
        .sign_in(form.text("email"), form.text("password"))
        .await?;
    Ok(Done::SignedIn {
        token,
        to: links::ours(form.text("next")).to_owned(),
    })
}

/// Signs out, here and now.
pub async fn leave(visit: Visit, _form: Form) -> Result<Done, Stop> {
    if let Some(caller) = &visit.caller {
        visit.house.sign_out(caller).await?;
    }
    Ok(Done::SignedOut {
        to: links::SIGN_IN.to_owned(),
    })
}
