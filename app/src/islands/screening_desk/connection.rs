//! The way to the server, shown in the top bar: nothing when all is well.

use super::decide::find;
use super::sender;
use super::work::Work;
use crate::calls::screening as calls;
use crate::words::number::{count, counted};
use domain::screening::desk::DeskClosed;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How the way to the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Nothing to say.
    Well,
    /// The server cannot be reached.
    Offline,
    /// It can be reached again, and what waited is on its way.
    Sending,
    /// The session ended.
    SignedOut,
}

impl Connection {
    /// What the top bar says while so many decisions wait, at length and in short.
    fn words(self, waiting: u64) -> Option<(String, String)> {
        let n = count(waiting);
        let decisions = counted(waiting, "decision", "decisions");
        match (self, waiting) {
            (Self::Well, _) => None,
            (Self::Offline, 0) => Some(("Working offline".into(), "Offline".into())),
            (Self::Offline, _) => Some((
                format!("Working offline, {decisions} waiting"),
                format!("Offline, {n} waiting"),
            )),
            (Self::Sending, _) => Some((format!("Sending {n}"), format!("Sending {n}"))),
            (Self::SignedOut, 0) => Some(("Signed out".into(), "Signed out".into())),
            (Self::SignedOut, _) => Some((
                format!("Signed out, {decisions} waiting"),
                format!("Signed out, {n} waiting"),
            )),
        }
    }
}

/// Whether the browser has a network at all.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the page is in front of somebody.
pub fn seen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|d| d.visibility_state() == web_sys::VisibilityState::Visible)
}

/// Follows the network, shows how it is, and gives the records back when the person leaves.
pub fn listen(work: Work) {
    Effect::new(move |_| {
        let waiting = work.outbox.with(|outbox| outbox.waiting.len() as u64);
        show(work.connection.get(), waiting);
    });
    Effect::new(move |_| show_waits(work.progress.get().left));
    Effect::new(move |_| {
        if work.closed.get() == Some(DeskClosed::NothingWaits) {
            sender::look_again(work);
        }
    });
    window_event_listener(ev::online, move |_| sender::wake(work));
    window_event_listener(ev::offline, move |_| {
        work.connection.set(Connection::Offline);
    });
    // Signed in again in another tab, perhaps.
    window_event_listener(ev::focus, move |_| {
        if work.connection.get_untracked() != Connection::Well {
            sender::wake(work);
        }
    });
    window_event_listener(ev::click, move |event| leave(work, &event));
}

fn show(connection: Connection, waiting: u64) {
    let Some(place) = find(".top > .connection") else {
        return;
    };
    let Some((long, short)) = connection.words(waiting) else {
        return place.set_inner_html("");
    };
    // Numbers and our own words only.
    place.set_inner_html(&format!(
        "<svg class=\"icon\" width=\"16\" height=\"16\" aria-hidden=\"true\">\
         <use href=\"#i-offline\"></use></svg>\
         <span class=\"desk-only\">{long}</span><span class=\"phone-only\">{short}</span>"
    ));
}

/// What waits for me, beside the name of the page.
fn show_waits(left: u64) {
    if let Some(place) = find("#nav a[aria-current=\"page\"] .waits") {
        place.set_inner_html(&match left {
            0 => String::new(),
            n => format!("{}<span class=\"unseen\"> wait for you</span>", count(n)),
        });
    }
}

/// A link to another page: the records at hand go back to the others. Not on reload, which takes
/// them again before this page is gone; then, and when the tab is closed, their time runs out.
fn leave(work: Work, event: &ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    let other_tab = event.ctrl_key() || event.meta_key() || event.shift_key();
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("a[href]").ok().flatten());
    let Some(link) = link.filter(|link| !other_tab && !link.has_attribute("target")) else {
        return;
    };
    let to = link.get_attribute("href").unwrap_or_default();
    let (place, here) = work.fixed.with_value(|fixed| (fixed.place, fixed.link("")));
    let waits = work
        .outbox
        .with_untracked(|outbox| !outbox.waiting.is_empty());
    if to.starts_with('/') && to != here && !waits {
        spawn_local(async move {
            // If it does not get there, the records' time runs out by itself.
            let _ = calls::leave(place).await;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::Connection;

    #[test]
    fn all_is_well_in_silence() {
        assert_eq!(Connection::Well.words(3), None);
        let (long, short) = Connection::Offline.words(12).unwrap();
        assert_eq!(long, "Working offline, 12 decisions waiting");
        assert_eq!(short, "Offline, 12 waiting");
        assert_eq!(
            Connection::Offline.words(1).unwrap().0,
            "Working offline, 1 decision waiting"
        );
    }
}
