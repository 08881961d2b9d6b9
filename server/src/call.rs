//! Server functions: the calls of islands. Leptos finds and runs them; the visit is in their
//! context, and a failure gets the status of its kind (leptos 0.8 would answer 500 to all).

use crate::answer;
use app::context::Visit;
use app::wire::CallError;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// The longest error a call can answer with.
const LONGEST_ERROR: usize = 64 * 1024;

/// Runs the server function of the request's path.
pub async fn answer(visit: Visit, mut parts: Parts, body: Bytes) -> Response {
    // With these two leptos would answer a plain form post by sending the browser to whatever
    // address the Referer names. Calls are for islands only.
    parts.headers.remove(header::ACCEPT);
    parts.headers.remove(header::REFERER);
    let request = Request::from_parts(parts, Body::from(body));
    let context = move || provide_context(visit.clone());
    let response = leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response();
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let error = axum::body::to_bytes(response.into_body(), LONGEST_ERROR).await;
    let error = error
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    answer::json(&error.unwrap_or_else(CallError::broken))
}
