//! Whether the person is still who the page was made for.

use crate::wire::CallError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// The name of the person signed in, so that an island that was offline knows whom it sends for.
#[server(prefix = "/api", endpoint = "presence/who", input = Json, output = Json)]
pub async fn who() -> Result<String, CallError> {
    let visit = crate::context::visit()?;
    Ok(visit.me()?.name.clone())
}
