//! Keeps other sites from acting in a person's name. Cookies go along with requests other sites
//! cause, so every request that may change something must show that a page of ours made it.

use crate::config::PublicUrl;
use axum::http::{HeaderMap, Method, header};

const FETCH_SITE: &str = "sec-fetch-site";

/// Whether the request may be carried out: reading always, changing only from our own pages.
/// Browsers say so with `Sec-Fetch-Site`; where that is absent, `Origin` must be there and ours.
/// An `Origin` that is not ours is never let through, whatever else is said.
pub fn admits(method: &Method, headers: &HeaderMap, url: &PublicUrl) -> bool {
    if !our_host(headers, url) {
        return false;
    }
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let from_us = headers
        .get(header::ORIGIN)
        .map(|origin| origin.to_str().is_ok_and(|origin| url.is_ours(origin)));
    match headers.get(FETCH_SITE).map(|site| site.as_bytes()) {
        Some(b"same-origin" | b"none") => from_us != Some(false),
        Some(_) => false,
        None => from_us == Some(true),
    }
}

fn our_host(headers: &HeaderMap, url: &PublicUrl) -> bool {
    match headers.get(header::HOST) {
        Some(host) => host.to_str().is_ok_and(|host| url.is_our_host(host)),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn asked(method: Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        admits(
            &method,
            &headers,
            &"https://concord.example".parse().unwrap(),
        )
    }

    #[test]
    fn only_our_own_pages_change_things() {
        const US: (&str, &str) = ("origin", "https://concord.example");
        const THEM: (&str, &str) = ("origin", "https://evil.example");
        const SITES: [(&str, bool); 4] = [
            ("same-origin", true),
            ("none", true),
            ("same-site", false),
            ("cross-site", false),
        ];
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            assert!(!asked(method.clone(), &[]));
            assert!(asked(method.clone(), &[US]));
            assert!(!asked(method.clone(), &[THEM]));
            assert!(!asked(method.clone(), &[("origin", "null")]));
            assert!(!asked(
                method.clone(),
                &[("origin", "https://concord.example.evil.example")]
            ));
            assert!(!asked(
                method.clone(),
                &[("origin", "http://concord.example")]
            ));
            for (site, good) in SITES {
                assert_eq!(
                    asked(method.clone(), &[("sec-fetch-site", site)]),
                    good,
                    "{site}"
                );
                assert_eq!(
                    asked(method.clone(), &[("sec-fetch-site", site), US]),
                    good,
                    "{site}"
                );
                assert!(
                    !asked(method.clone(), &[("sec-fetch-site", site), THEM]),
                    "{site}"
                );
            }
        }
        for method in [Method::GET, Method::HEAD] {
            assert!(asked(method, &[("sec-fetch-site", "cross-site"), THEM]));
        }
    }
}
