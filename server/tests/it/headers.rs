//! What every answer carries, and what no page contains.

use crate::harness::World;
use axum::body::Body;
use axum::http::StatusCode;
use server::route::{Handler, Verb};
use server::router::ROUTES;
use std::collections::HashSet;

#[tokio::test]
async fn every_page_is_locked_down() {
    let world = World::new().await;
    let mut nonces = HashSet::new();
    for route in ROUTES
        .iter()
        .filter(|route| matches!(route.handler, Handler::Page(_)))
    {
        let answer = world
            .send(world.request(route, Some(&world.lead), Body::empty()))
            .await;
        let path = route.path;
        assert!(answer.status != StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'nonce-"),
            "{path}: {policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}"
        );
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap();
        assert!(
            nonces.insert(nonce.to_owned()),
            "{path}: a nonce came twice"
        );
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000"),
        ] {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
        let scripts = answer.text.matches("<script").count();
        let ours = answer.text.matches(&format!("nonce=\"{nonce}\"")).count();
        assert_eq!(scripts, ours, "{path}: a script without the nonce");
        assert!(
            !answer.text.contains(" style="),
            "{path}: a style attribute"
        );
        assert!(
            !answer.text.contains("__RESOLVED_RESOURCES"),
            "{path}: data for hydration"
        );
    }
}

#[tokio::test]
async fn what_was_refused_is_locked_down_too() {
    let world = World::new().await;
    for route in ROUTES.iter().filter(|route| route.method == Verb::Post) {
        let answer = world.send(world.request(route, None, Body::empty())).await;
        assert!(
            !answer.header("content-security-policy").is_empty(),
            "{}",
            route.path
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{}", route.path);
    }
}
