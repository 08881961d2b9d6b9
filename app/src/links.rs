//! Every address pages, redirects and islands point at, typed. The router's table has the
//! patterns; a test holds the two together.

use domain::flow::{BoxId, BoxList, Flow};
use domain::ids::{ImportId, JobId, ReviewId};

/// My reviews.
pub const START: &str = "/";
/// Sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Sign out (a form).
pub const SIGN_OUT: &str = "/sign-out";
/// The account.
pub const ACCOUNT: &str = "/account";
/// A new password for oneself (a form).
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// The help's first page.
pub const HELP: &str = "/help";
/// Load the example review (a form).
pub const EXAMPLE: &str = "/example";
/// Start a review.
pub const NEW_REVIEW: &str = "/reviews/new";

/// A page of the help, by its name in `words::help`.
pub fn help(page: &str) -> String {
    format!("{HELP}/{page}")
}

/// Whether an address such as `http://127.0.0.1:3000` leads to Concord only from the computer it
/// runs on.
pub fn only_on_this_computer(origin: &str) -> bool {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse()
            .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

/// Sign in, and come back to `to` afterwards.
pub fn sign_in_then(to: &str) -> String {
    format!("{SIGN_IN}?next={}", encode(to))
}

/// `to` if it is an address of this Concord, else the start: nobody is sent elsewhere by a link
/// that only begins here.
pub fn ours(to: &str) -> &str {
    let inside = to.starts_with('/')
        && !to.starts_with("//")
        && !to
            .chars()
            .any(|c| c == '\\' || c.is_control() || c.is_whitespace());
    if inside { to } else { START }
}

/// A page inside a review: `screen`, `team`, `records/…`. The overview is the empty name.
pub fn in_review(review: ReviewId, page: &str) -> String {
    if page.is_empty() {
        format!("/reviews/{review}")
    } else {
        format!("/reviews/{review}/{page}")
    }
}

/// The records behind a number of the flow; `None` where no list stands behind it.
pub fn flow_number(review: ReviewId, flow: &Flow, id: BoxId) -> Option<String> {
    match id {
        BoxId::Source(place) => {
            let source = encode(flow.source(place)?);
            Some(format!("{}?source={source}", in_review(review, "records")))
        }
        _ => flow.list(id).map(|list| flow_list(review, &list)),
    }
}

/// The records of a list of the flow.
pub fn flow_list(review: ReviewId, list: &BoxList) -> String {
    let list = encode(&list.to_string());
    format!("{}?box={list}", in_review(review, "records"))
}

/// The stream of hints about a review.
pub fn events(review: ReviewId) -> String {
    in_review(review, "events")
}

/// An import on its way in.
pub fn import(review: ReviewId, job: JobId) -> String {
    in_review(review, &format!("search/import/{job}"))
}

/// The report of an import.
pub fn import_report(review: ReviewId, import: ImportId) -> String {
    in_review(review, &format!("search/report/{import}"))
}

/// The page of a record.
pub fn record(review: ReviewId, number: u32) -> String {
    in_review(review, &format!("records/{number}"))
}

/// Percent-encodes a query value.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_cannot_lead_out() {
        for bad in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "/a b",
            "/\n/x",
        ] {
            assert_eq!(ours(bad), START, "{bad:?}");
        }
        assert_eq!(ours("/reviews/1?open=2"), "/reviews/1?open=2");
    }

    #[test]
    fn loopback_is_only_here() {
        for here in [
            "http://127.0.0.1:3000",
            "http://localhost:80",
            "http://[::1]:3000",
            "https://concord.localhost",
        ] {
            assert!(only_on_this_computer(here), "{here}");
        }
        for reachable in [
            "https://concord.example.org",
            "http://192.168.1.7:3000",
            "http://[2001:db8::1]:80",
            "https://localhost.example.org",
        ] {
            assert!(!only_on_this_computer(reachable), "{reachable}");
        }
    }

    #[test]
    fn the_way_back_survives_the_query() {
        assert_eq!(sign_in_then("/a?b=c&d"), "/sign-in?next=/a%3Fb%3Dc%26d");
    }
}
