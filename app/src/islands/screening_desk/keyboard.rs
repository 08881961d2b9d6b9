//! The keys of the desk. None acts while a field has the focus, while a sheet or dialog is open, or
//! together with Ctrl, Alt or the command key.

use super::decide::{find, focus, press};
use super::work::Work;
use domain::ids::CriterionId;
use domain::screening::Verdict;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens.
pub fn listen(work: Work) {
    window_event_listener(ev::keydown, move |event| pressed(work, &event));
}

fn pressed(work: Work, event: &KeyboardEvent) {
    let combined = event.ctrl_key() || event.alt_key() || event.meta_key();
    if combined || event.is_composing() || event.default_prevented() {
        return;
    }
    let on = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    if let Some(field) = on.as_ref().filter(|on| is_field(on)) {
        if event.key() == "Escape" {
            leave(field);
        }
        return;
    }
    // Enter on a tick box would press the form's first button.
    if event.key() == "Enter" && on.as_ref().is_some_and(is_tick) {
        return event.prevent_default();
    }
    if find("[popover]:popover-open").is_some() {
        if event.key() == "?" {
            event.prevent_default();
            press("[popovertarget=\"keys\"]");
        }
        return;
    }
    if act(work, event) {
        event.prevent_default();
    }
}

/// Does what the key says; `false` if it says nothing here.
fn act(work: Work, event: &KeyboardEvent) -> bool {
    if let Some(reason) = digit(&event.code()).and_then(|n| reason(work, n)) {
        match (event.shift_key(), event.repeat()) {
            (_, true) => {}
            (true, false) => work.decide(Verdict::Exclude, Some(reason)),
            (false, false) => work.tick(reason),
        }
        return true;
    }
    let verdict = match event.key().to_lowercase().as_str() {
        "e" => Verdict::Exclude,
        "m" => Verdict::Unsure,
        "i" => Verdict::Include,
        other => return act_otherwise(work, other, event.repeat()),
    };
    // A key held down decides once.
    if !event.repeat() {
        work.decide(verdict, None);
    }
    true
}

fn act_otherwise(work: Work, key: &str, held: bool) -> bool {
    match key {
        "z" | "j" | "o" if held => {}
        "z" => work.undo(),
        "j" => work.later(),
        "n" => note(),
        "o" if find("#main .full-text a").is_some() => press("#main .full-text a"),
        "l" => press("#main .bar-links a[data-key=\"L\"]"),
        "/" => focus(".top .find input"),
        "?" => press("[popovertarget=\"keys\"]"),
        _ => return false,
    }
    true
}

/// The number on a digit key, by its place on the keyboard and not by the sign it types.
fn digit(code: &str) -> Option<usize> {
    let name = code
        .strip_prefix("Digit")
        .or_else(|| code.strip_prefix("Numpad"))?;
    name.parse().ok().filter(|n| (1..=9).contains(n))
}

fn reason(work: Work, n: usize) -> Option<CriterionId> {
    work.fixed
        .with_value(|fixed| fixed.reasons.get(n - 1).map(|reason| reason.id))
}

fn note() {
    if let Some(fold) = find("#main .fold") {
        // Only a name that is no attribute name could fail.
        let _ = fold.set_attribute("open", "");
        focus("#note");
    }
}

/// Leaves a field: back to the text, so that the keys act again and the arrows scroll.
fn leave(field: &Element) {
    if let Some(fold) = field.closest("details").ok().flatten() {
        let _ = fold.remove_attribute("open");
    }
    match find("#main .reading") {
        Some(_) => focus("#main .reading"),
        None => {
            if let Some(field) = field.dyn_ref::<HtmlElement>() {
                let _ = field.blur();
            }
        }
    }
}

fn is_field(on: &Element) -> bool {
    on.matches(
        "input:not([type=\"checkbox\"]):not([type=\"radio\"]), textarea, select, [contenteditable]",
    )
    .unwrap_or(false)
}

fn is_tick(on: &Element) -> bool {
    on.matches("input[type=\"checkbox\"]").unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::digit;

    #[test]
    fn digits_are_places_on_the_keyboard() {
        assert_eq!(digit("Digit1"), Some(1));
        assert_eq!(digit("Numpad9"), Some(9));
        for other in ["Digit0", "KeyE", "NumpadEnter", ""] {
            assert_eq!(digit(other), None, "{other}");
        }
    }
}
