//! What stands where a number is kept back from somebody who screens: always the same words.

use leptos::prelude::*;

/// The words.
pub const KEPT_BACK: &str = "Kept back while you screen.";

/// The words in their dashed box, the same whatever lies behind.
pub fn kept_back() -> impl IntoView {
    view! { <p class="kept-back">{KEPT_BACK}</p> }
}
