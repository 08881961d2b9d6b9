//! Keys on a page of forms and links: a key presses the thing that names it (`data-key="J"`), or
//! moves into it if it is a field.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

/// Listens for the keys of the page it stands on. Draws nothing.
#[island]
pub fn PageKeys() -> impl IntoView {
    Effect::new(|_| {
        window_event_listener(ev::keydown, |event| {
            if pressed(&event) {
                event.prevent_default();
            }
        });
    });
}

/// Does what the key says; `false` if it says nothing here. No key acts while a field has the
/// focus (except Escape, which leaves it), while a dialog is open, or together with others.
fn pressed(event: &KeyboardEvent) -> bool {
    let combined = event.ctrl_key() || event.alt_key() || event.meta_key();
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    if combined || event.is_composing() || event.default_prevented() {
        return false;
    }
    let on = document.active_element();
    if let Some(field) = on.filter(is_field) {
        if let (true, Some(field)) = (event.key() == "Escape", field.dyn_ref::<HtmlElement>()) {
            return field.blur().is_ok();
        }
        return false;
    }
    let open = document.query_selector("[popover]:popover-open, dialog[open]");
    if event.repeat() || open.ok().flatten().is_some() {
        return false;
    }
    match event.key().as_str() {
        // On a link or a button it is the browser's.
        "Enter" if !on_something(&document) => act(&document, "[data-key=\"Enter\"]"),
        "/" => act(&document, ".top .find input"),
        key if key.chars().count() == 1 && key.chars().all(char::is_alphanumeric) => {
            act(&document, &format!("[data-key=\"{}\"]", key.to_uppercase()))
        }
        _ => false,
    }
}

/// Whether something that can be pressed has the focus.
fn on_something(document: &Document) -> bool {
    let on = document.active_element();
    on.is_some_and(|on| on.matches("a, button, input, summary").unwrap_or(true))
}

fn act(document: &Document, selector: &str) -> bool {
    let found = document.query_selector(selector).ok().flatten();
    let Some(found) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    if is_field(&found) {
        return found.focus().is_ok();
    }
    found.click();
    true
}

fn is_field(on: &Element) -> bool {
    on.matches(
        "input:not([type=\"checkbox\"]):not([type=\"radio\"]), textarea, select, [contenteditable]",
    )
    .unwrap_or(false)
}
