//! Buttons of forms, and keys.

use leptos::prelude::*;

/// How much a button weighs on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The page's one main step, large and as wide as its form.
    Door,
    /// The page's one main step, large.
    Big,
    /// The page's one main step.
    Primary,
    /// Any other.
    Normal,
    /// Inside rows.
    Small,
    /// As quiet as a link.
    Plain,
}

/// A button that sends its form.
pub fn send(weight: Weight, words: impl Into<String>) -> AnyView {
    view! { <button class=class(weight)>{words.into()}</button> }.into_any()
}

/// A button that sends its form with this name and value.
pub fn send_as(
    weight: Weight,
    name: &'static str,
    value: impl Into<String>,
    words: impl Into<String>,
) -> AnyView {
    view! { <button class=class(weight) name=name value=value.into()>{words.into()}</button> }
        .into_any()
}

/// A link that looks like a button.
pub fn link(weight: Weight, to: impl Into<String>, words: impl Into<String>) -> AnyView {
    view! { <a class=class(weight) href=to.into()>{words.into()}</a> }.into_any()
}

/// A key, drawn as a cap.
pub fn key(cap: &'static str) -> AnyView {
    view! { <kbd class="key">{cap}</kbd> }.into_any()
}

const fn class(weight: Weight) -> &'static str {
    match weight {
        Weight::Door => "button button-primary button-big button-wide",
        Weight::Big => "button button-primary button-big",
        Weight::Primary => "button button-primary",
        Weight::Normal => "button",
        Weight::Small => "button button-small",
        Weight::Plain => "button button-plain",
    }
}
