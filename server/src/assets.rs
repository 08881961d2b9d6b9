//! The built files: styles, scripts, wasm. Their names change with their content, so browsers may
//! keep them for good.

use crate::site::{self, Asset};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The file at the request's path, as small as the browser can read it.
pub async fn file(request: Request) -> Response {
    let Some(asset) = site::find(request.uri().path()) else {
        return (StatusCode::NOT_FOUND, "no such file").into_response();
    };
    answer(asset, request.headers())
}

fn answer(asset: &'static Asset, asked: &HeaderMap) -> Response {
    let (encoding, bytes) = smallest(asset, asked);
    let tag = format!(
        "\"{}{}\"",
        &asset.sha256[..asset.sha256.len().min(32)],
        encoding.unwrap_or("")
    );
    let fresh = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|tags| tags.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(asset.content_type),
    );
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let kept = if asset.immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn smallest(asset: &'static Asset, asked: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    if let Some(bytes) = asset.br.filter(|_| accepts(asked, "br")) {
        return (Some("br"), bytes);
    }
    if let Some(bytes) = asset.gzip.filter(|_| accepts(asked, "gzip")) {
        return (Some("gzip"), bytes);
    }
    (None, asset.identity)
}

/// Whether `Accept-Encoding` names the coding without forbidding it.
fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|codings| codings.to_str().ok())
        .flat_map(|codings| codings.split(','))
        .any(|entry| {
            let (name, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let weight = weight.trim().trim_start_matches("q=");
            name.trim().eq_ignore_ascii_case(coding) && weight.parse().is_ok_and(|q: f32| q > 0.0)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    static STYLE: Asset = Asset {
        path: "/pkg/x.css",
        content_type: "text/css",
        sha256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        immutable: true,
        identity: b"plain",
        br: Some(b"br"),
        gzip: Some(b"gz"),
    };

    fn asked(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_smallest_form_the_browser_reads() {
        for (accepted, encoding) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip;q=0.8", Some("gzip")),
            ("br;q=0, gzip", Some("gzip")),
            ("identity", None),
        ] {
            let headers = asked(header::ACCEPT_ENCODING, accepted);
            assert_eq!(smallest(&STYLE, &headers).0, encoding, "{accepted}");
        }
    }

    #[test]
    fn a_file_the_browser_has_is_not_sent_again() {
        let first = answer(&STYLE, &HeaderMap::new());
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        let headers = HeaderMap::from_iter([(
            header::IF_NONE_MATCH,
            HeaderValue::from_str(&format!("\"a\", W/{tag}")).unwrap(),
        )]);
        assert_eq!(answer(&STYLE, &headers).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(
            answer(&STYLE, &asked(header::IF_NONE_MATCH, "\"a\"")).status(),
            StatusCode::OK
        );
    }
}
