//! Ids of decisions, made where the decision is made.

use domain::ids::DecisionId;
use uuid::Builder;

/// A new id (UUIDv7), from the browser's clock and its source of chance.
pub fn decision() -> DecisionId {
    let mut random = [0_u8; 10];
    if let Some(Ok(crypto)) = web_sys::window().map(|window| window.crypto()) {
        // It fails only when asked for more than 64 KB.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    let millis = js_sys::Date::now() as u64;
    DecisionId::from_uuid(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}
