//! A button that copies a text. Without scripts it is not there, and the text can be marked by hand.

use leptos::prelude::*;

/// Copies `text` and says so.
#[island]
pub fn CopyButton(
    /// What is copied.
    text: String,
) -> impl IntoView {
    let here = RwSignal::new(false);
    let said = RwSignal::new("Copy");
    Effect::new(move |_| here.set(true));
    view! {
        <button
            class="button"
            type="button"
            hidden=move || !here.get()
            on:click=move |_| browser::copy(text.clone(), said)
        >
            <span role="status">{move || said.get()}</span>
        </button>
    }
}

mod browser {
    use leptos::prelude::{RwSignal, Set};
    use leptos::task::spawn_local;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    pub fn copy(text: String, said: RwSignal<&'static str>) {
        spawn_local(async move {
            said.set(match write(&text).await {
                Ok(_) => "Copied",
                // Some browsers keep the clipboard to pages that came by https.
                Err(_) => "Mark it by hand",
            });
        });
    }

    async fn write(text: &str) -> Result<JsValue, JsValue> {
        let window: JsValue = web_sys::window().ok_or(JsValue::NULL)?.into();
        let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into());
        let clipboard = get(&get(&window, "navigator")?, "clipboard")?;
        let write: js_sys::Function = get(&clipboard, "writeText")?.dyn_into()?;
        let promise: js_sys::Promise = write.call1(&clipboard, &text.into())?.dyn_into()?;
        JsFuture::from(promise).await
    }
}
