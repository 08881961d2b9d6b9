//! A link to send to somebody, and the warning if it leads nowhere from elsewhere.

use crate::islands::copy::CopyButton;
use crate::links;
use leptos::prelude::*;

/// The address to copy; `label` names it for screen readers.
pub fn copy(url: String, label: String) -> AnyView {
    view! {
        <div class="copy">
            <input class="input" readonly value=url.clone() aria-label=label/>
            <CopyButton text=url/>
        </div>
    }
    .into_any()
}

/// A sentence if this Concord can be reached from its own computer only.
pub fn warning(origin: &str) -> Option<impl IntoView + use<>> {
    links::only_on_this_computer(origin).then(|| {
        let origin = origin.to_owned();
        view! {
            <p class="note">
                "This link works only on this computer, since Concord listens on "
                {origin} ". To invite others, start it with an address they can reach. "
                <a href=links::help("team")>"How"</a>
            </p>
        }
    })
}
