//! Set-up: the first account, and what is stored where.

use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::{Field, whole_form};
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::new_account;
use crate::parts::button::{self, Weight};
use domain::text::NonBlank;
use leptos::prelude::*;
use service::Problem;

/// The form's name.
pub const FORM: &str = "set-up";

/// The page, as long as nobody has set Concord up.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let token = visit.path.text("token").to_owned();
    if !visit.house.setup_open(&token).await? {
        return Ok(Page::new("Set up Concord", || {
            new_account::dead_link(
                "If Concord is set up, sign in. Otherwise take the link that it shows where it was started.",
            )
        }));
    }
    let fill = visit.fill(FORM, []);
    Ok(Page::new("Set up Concord", move || view(fill, token)))
}

fn view(fill: Fill, token: String) -> impl IntoView {
    let place = Field::new(&fill, "place", "Name of this place")
        .help("Such as the name of your institute. People see it when they sign in.")
        .may_stay_empty();
    view! {
        <div class="door-wide">
            <form method="post" action=format!("/setup/{token}")>
                <header class="door-head">
                    <h1>"Set up Concord"</h1>
                    <p class="lead-in">"You will be the administrator. It takes one minute."</p>
                </header>
                {whole_form(&fill)}
                {new_account::fields(&fill, "You sign in with it. No mail is sent.")}
                {place.line()}
                {button::send(Weight::Door, "Set up")}
            </form>
            {stored_where()}
        </div>
    }
}

fn stored_where() -> impl IntoView {
    view! {
        <aside class="beside">
            <h2>"What is stored where"</h2>
            <dl>
                <div>
                    <dt>"Everything"</dt>
                    <dd>
                        "Records, decisions, full texts and accounts stay in the data folder of this Concord, usually "
                        <code>"concord-data"</code> ". Nothing is sent anywhere."
                    </dd>
                </div>
                <div>
                    <dt>"Back-up"</dt>
                    <dd>"Stop Concord and copy that folder. It holds everything there is."</dd>
                </div>
                <div>
                    <dt>"In the browser"</dt>
                    <dd>"Only that you are signed in, and what is on the page you look at."</dd>
                </div>
                <div>
                    <dt>"Not kept"</dt>
                    <dd>"Passwords in readable form, and visits by anybody."</dd>
                </div>
            </dl>
        </aside>
    }
}

/// Makes the first account and signs it in.
pub async fn set_up(visit: Visit, form: Form) -> Result<Done, Stop> {
    let account = new_account::read(&form)?;
    let place = NonBlank::optional("place", form.text("place"))?;
    let token = visit
        .house
        .set_up(visit.path.text("token"), account, place)
        .await?;
    Ok(Done::SignedIn {
        token,
        to: links::START.to_owned(),
    })
}
