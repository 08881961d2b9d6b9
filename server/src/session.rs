//! The cookie that carries a session's token.

use crate::config::PublicUrl;
use axum::http::{HeaderMap, HeaderValue, header};

/// How long a browser keeps the cookie. The session itself may end earlier.
const KEPT_SECONDS: u32 = 30 * 24 * 3600;

/// The cookie's name. `__Host-` (which demands `Secure`) is used with https only: Safari refuses
/// secure cookies on http://localhost, and then nobody could sign in there.
fn name(url: &PublicUrl) -> &'static str {
    if url.secure() {
        "__Host-session"
    } else {
        "session"
    }
}

/// The token that came with a request. Two cookies of the name mean that somebody else set one, so
/// neither counts.
pub fn token<'h>(headers: &'h HeaderMap, url: &PublicUrl) -> Option<&'h str> {
    let mut tokens = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name(url))
        .map(|(_, token)| token);
    let token = tokens.next()?;
    if tokens.next().is_some() {
        None
    } else {
        Some(token)
    }
}

/// `Set-Cookie` for a session that began. `None` if the token is not fit for a header.
pub fn begin(token: &str, url: &PublicUrl) -> Option<HeaderValue> {
    cookie(token, KEPT_SECONDS, url)
}

/// `Set-Cookie` that makes the browser forget the session.
pub fn end(url: &PublicUrl) -> Option<HeaderValue> {
    cookie("", 0, url)
}

fn cookie(token: &str, seconds: u32, url: &PublicUrl) -> Option<HeaderValue> {
    let secure = if url.secure() { "; Secure" } else { "" };
    let text = format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
        name(url)
    );
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> PublicUrl {
        text.parse().unwrap()
    }
    fn sent(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn https_has_a_name_no_subdomain_can_set() {
        let set = begin("abc", &url("https://a.example")).unwrap();
        assert_eq!(
            set,
            "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure"
        );
        assert!(
            begin("abc", &url("http://a.example"))
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("session=abc; Path=/; HttpOnly; SameSite=Lax")
        );
        assert!(begin("a\nb", &url("http://a.example")).is_none());
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let plain = url("http://a.example");
        assert_eq!(token(&sent("a=b; session=t0; x=y"), &plain), Some("t0"));
        assert_eq!(token(&sent("session=t0; session=t1"), &plain), None);
        assert_eq!(token(&sent("session=t0"), &url("https://a.example")), None);
        assert_eq!(token(&HeaderMap::new(), &plain), None);
    }
}
