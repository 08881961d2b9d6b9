//! Instants: how long ago, and exactly when on hover.

use crate::words::time;
use domain::time::Timestamp;
use leptos::prelude::*;

/// How long ago, short, for a narrow column: `12 min`.
pub fn ago(now: Timestamp, at: Timestamp) -> AnyView {
    view! { <time datetime=at.iso() title=time::exact(at)>{time::ago(now, at)}</time> }.into_any()
}

/// How long ago: `12 min ago`.
pub fn since(now: Timestamp, at: Timestamp) -> AnyView {
    view! { <time datetime=at.iso() title=time::exact(at)>{time::since(now, at)}</time> }.into_any()
}

/// The day: `12 March`.
pub fn day(now: Timestamp, at: Timestamp) -> AnyView {
    view! { <time datetime=at.iso() title=time::exact(at)>{time::day(now, at)}</time> }.into_any()
}
