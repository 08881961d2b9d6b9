//! The signs, drawn once per page and used by name: `include`, `maybe`, `exclude`, `mark`,
//! `search`, `menu`, `alert`, `offline`, `tick`.

use leptos::prelude::*;

/// The drawings themselves, unseen, at the start of every page.
pub fn sprite() -> AnyView {
    view! {
        <svg class="sprite" aria-hidden="true" focusable="false" inner_html=include_str!("sprite.svg")></svg>
    }
    .into_any()
}

/// A sign, `size` pixels square, in the colour of its surroundings. Silent for screen readers: a
/// word stands beside it.
pub fn icon(name: &'static str, size: u8) -> AnyView {
    drawn("icon", name, size).into_any()
}

/// A sign that needs a class of its own.
pub fn drawn(class: &'static str, name: &'static str, size: u8) -> AnyView {
    view! {
        <svg class=class width=size.to_string() height=size.to_string() aria-hidden="true">
            <use href=format!("#i-{name}")></use>
        </svg>
    }
    .into_any()
}
