//! Files dropped anywhere on a page with a drop zone go into its form, which is sent at once.
//! Without this the zone's file box and button do the same.

use leptos::prelude::*;

/// Makes the drop zone (`.drop`) of the form `#drop-form` take files.
#[island]
pub fn DropFiles() -> impl IntoView {
    Effect::new(|_| browser::listen());
}

mod browser {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{Document, DragEvent, Element, HtmlFormElement, HtmlInputElement};

    /// Listens as long as the page lives: a file that misses the zone must not replace the page.
    pub fn listen() {
        let Some(document) = document() else { return };
        for name in ["dragover", "dragleave", "drop"] {
            let heard = Closure::<dyn Fn(DragEvent)>::new(move |event: DragEvent| {
                if carries_files(&event) {
                    event.prevent_default();
                    zone_is(name == "dragover");
                    if name == "drop" {
                        send(&event);
                    }
                }
            });
            let added =
                document.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
            if added.is_ok() {
                heard.forget();
            }
        }
    }

    fn carries_files(event: &DragEvent) -> bool {
        event
            .data_transfer()
            .is_some_and(|data| data.types().includes(&"Files".into(), 0))
    }

    /// Shows whether files hang over the page.
    fn zone_is(over: bool) {
        if let Some(zone) = find("#drop-form .drop") {
            // A name without blanks is always allowed.
            let _ = zone.toggle_attribute_with_force("data-over", over);
        }
    }

    fn send(event: &DragEvent) {
        let files = event.data_transfer().and_then(|data| data.files());
        let input = find("#drop-form input[type=file]").map(Element::dyn_into::<HtmlInputElement>);
        let form = find("#drop-form").map(Element::dyn_into::<HtmlFormElement>);
        if let (Some(files), Some(Ok(input)), Some(Ok(form))) = (files, input, form)
            && files.length() > 0
        {
            input.set_files(Some(&files));
            let _ = form.request_submit();
        }
    }

    fn find(what: &str) -> Option<Element> {
        document()?.query_selector(what).ok()?
    }
    fn document() -> Option<Document> {
        web_sys::window()?.document()
    }
}
