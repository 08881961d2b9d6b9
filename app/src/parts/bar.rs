//! Bars of progress.

use leptos::prelude::*;

/// A thin bar; `label` is what it measures, for those who do not see it.
pub fn bar(value: u64, of: u64, label: impl Into<String>) -> AnyView {
    let (value, of) = (value.to_string(), of.max(1).to_string());
    view! { <progress class="bar-line" value=value max=of aria-label=label.into()></progress> }
        .into_any()
}
