//! Keeps a page true while it is open: listens for hints and fetches the page again.
//!
//! A hint says only that something may look different now; what is shown is always fetched, under
//! the viewer's own blinding. Regions marked `data-live="name"` are swapped; while somebody types,
//! nothing is swapped and a line offers to reload.

use leptos::prelude::*;

/// Listens to the stream at `events`, beginning after `cursor`, while the tab is visible (an open
/// stream costs one of the browser's six connections).
#[island]
pub fn Live(
    /// The address of the stream.
    events: String,
    /// How far the page itself is.
    cursor: String,
) -> impl IntoView {
    let stale = RwSignal::new(false);
    Effect::new(move |_| browser::listen(&events, &cursor, stale));
    view! {
        <p class="note" role="status" hidden=move || !stale.get()>
            "This page has changed. "
            <a href="">"Show it as it is now"</a>
        </p>
    }
}

mod browser {
    use leptos::prelude::{RwSignal, Set};
    use leptos::task::spawn_local;
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Document, Element, EventSource, MessageEvent, VisibilityState, Window};

    /// The open stream and what it calls, which must live as long.
    type Stream = (EventSource, Closure<dyn Fn(MessageEvent)>);

    struct Listener {
        events: String,
        cursor: RefCell<String>,
        source: RefCell<Option<Stream>>,
        /// A fetch is under way; `true` inside if another hint came since it began.
        fetching: Cell<Option<bool>>,
        stale: RwSignal<bool>,
    }

    /// Opens and closes the stream with the tab. The listener lives as long as the page.
    pub fn listen(events: &str, cursor: &str, stale: RwSignal<bool>) {
        let Some(document) = document() else { return };
        let listener = Rc::new(Listener {
            events: events.to_owned(),
            cursor: RefCell::new(cursor.to_owned()),
            source: RefCell::new(None),
            fetching: Cell::new(None),
            stale,
        });
        listener.follow_visibility();
        let on_change = {
            let listener = Rc::clone(&listener);
            Closure::<dyn Fn()>::new(move || listener.follow_visibility())
        };
        let added = document.add_event_listener_with_callback(
            "visibilitychange",
            on_change.as_ref().unchecked_ref(),
        );
        if added.is_ok() {
            on_change.forget();
        }
    }

    impl Listener {
        fn follow_visibility(self: &Rc<Self>) {
            let visible =
                document().is_some_and(|d| d.visibility_state() == VisibilityState::Visible);
            match (visible, self.source.take()) {
                (true, None) => self.open(),
                (true, open) => *self.source.borrow_mut() = open,
                (false, Some((open, _))) => open.close(),
                (false, None) => {}
            }
        }

        fn open(self: &Rc<Self>) {
            let address = format!("{}?since={}", self.events, self.cursor.borrow());
            let Ok(source) = EventSource::new(&address) else {
                return;
            };
            let on_message = {
                let listener = Rc::clone(self);
                Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                    listener.cursor.replace(event.last_event_id());
                    listener.hint();
                })
            };
            source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            *self.source.borrow_mut() = Some((source, on_message));
        }

        fn hint(self: &Rc<Self>) {
            if self.fetching.get().is_some() {
                self.fetching.set(Some(true));
                return;
            }
            self.fetching.set(Some(false));
            let listener = Rc::clone(self);
            spawn_local(async move {
                loop {
                    listener.fetching.set(Some(false));
                    if refresh().await != Ok(true) {
                        listener.stale.set(true);
                    }
                    if listener.fetching.get() != Some(true) {
                        break;
                    }
                }
                listener.fetching.set(None);
            });
        }
    }

    /// Fetches the page and swaps what changed. `false` if something changed that was left alone.
    async fn refresh() -> Result<bool, JsValue> {
        let window = window().ok_or(JsValue::NULL)?;
        let here = window.location().href()?;
        let answer: web_sys::Response = JsFuture::from(window.fetch_with_str(&here))
            .await?
            .dyn_into()?;
        if !answer.ok() || answer.redirected() {
            return Ok(false);
        }
        let text = JsFuture::from(answer.text()?)
            .await?
            .as_string()
            .unwrap_or_default();
        let fresh = web_sys::DomParser::new()?
            .parse_from_string(&text, web_sys::SupportedType::TextHtml)?;
        let page = document().ok_or(JsValue::NULL)?;
        let focus = page.active_element();
        let typing = focus
            .as_ref()
            .is_some_and(|e| e.matches(FIELDS).unwrap_or(false));
        let mut whole = true;
        let regions = page.query_selector_all("[data-live]")?;
        for i in 0..regions.length() {
            let Some(old) = regions.get(i).and_then(|n| n.dyn_into::<Element>().ok()) else {
                continue;
            };
            let name = old.get_attribute("data-live").unwrap_or_default();
            let Some(new) = fresh.query_selector(&format!("[data-live=\"{name}\"]"))? else {
                whole = false;
                continue;
            };
            if old.outer_html() == new.outer_html() {
                continue;
            }
            let in_use = focus.as_ref().is_some_and(|e| old.contains(Some(e)));
            let alive = old.query_selector("leptos-island")?.is_some();
            if typing || in_use || alive {
                whole = false;
            } else {
                old.replace_with_with_node_1(&new)?;
            }
        }
        Ok(whole)
    }

    const FIELDS: &str = "input, textarea, select, [contenteditable]";

    fn window() -> Option<Window> {
        web_sys::window()
    }
    fn document() -> Option<Document> {
        window()?.document()
    }
}
