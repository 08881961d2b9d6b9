//! Who gets in where: every line of the table, for everybody.

use crate::harness::{Person, World, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use server::route::{Handler, Route, Verb, Who};
use server::router::ROUTES;

/// The same page for two people differs in nonces, and nowhere else.
fn without_nonces(text: &str) -> String {
    let mut parts = text.split("nonce=\"");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    plain
}

#[tokio::test]
async fn nothing_is_changed_by_other_sites() {
    let world = World::new().await;
    let posts = ROUTES.iter().filter(|route| route.method == Verb::Post);
    for route in posts {
        for (name, value) in [
            ("origin", Some("https://evil.example")),
            ("origin", Some("null")),
            ("origin", None),
            ("sec-fetch-site", Some("cross-site")),
            ("sec-fetch-site", Some("same-site")),
        ] {
            let mut request = world.request(route, Some(&world.lead), Body::empty());
            request.headers_mut().remove(name);
            if let Some(value) = value {
                request.headers_mut().insert(name, value.parse().unwrap());
            }
            let answer = world.send(request).await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{} {name} {value:?}",
                route.path
            );
        }
    }
}

#[tokio::test]
async fn without_a_session_one_is_asked_to_sign_in() {
    let world = World::new().await;
    for route in ROUTES.iter().filter(|route| route.who != Who::Anyone) {
        let answer = world.send(world.request(route, None, Body::empty())).await;
        match (route.method, route.handler) {
            (Verb::Get, Handler::Page(_)) => {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", route.path);
                assert!(
                    answer.header("location").starts_with("/sign-in?next=/"),
                    "{}",
                    route.path
                );
            }
            _ => assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", route.path),
        }
    }
}

/// Routes inside a review, with a stranger to it.
#[tokio::test]
async fn what_is_foreign_looks_like_what_does_not_exist() {
    let world = World::new().await;
    for route in ROUTES
        .iter()
        .filter(|route| route.path.contains("{review}"))
    {
        let here = world.path(route);
        let nowhere = here.replace(
            &world.review.to_string(),
            "00000000-0000-7000-8000-00000000dead",
        );
        let (real, none) = (
            ask(&world, route, &here).await,
            ask(&world, route, &nowhere).await,
        );
        assert_eq!(real.0, StatusCode::NOT_FOUND, "{}", route.path);
        assert_eq!(real, none, "{}", route.path);
    }
}

async fn ask(world: &World, route: &Route, path: &str) -> (StatusCode, String) {
    let method = route.method.method();
    let answer = world
        .send(request(method, path, Some(&world.stranger), Body::empty()))
        .await;
    (answer.status, without_nonces(&answer.text))
}

#[tokio::test]
async fn a_role_gets_no_further_than_it_may() {
    let world = World::new().await;
    for route in ROUTES {
        let Who::May(permission) = route.who else {
            continue;
        };
        let role = domain::people::Role::Reviewer;
        let answer = world
            .send(world.request(route, Some(&world.reviewer), Body::empty()))
            .await;
        if !role.may(permission) {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", route.path);
        }
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so() {
    let world = World::new().await;
    let answer = world.get("/no/such/page", Some(&world.lead)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("There is nothing here for you"));
    let wrong = world
        .get("/reviews/not-an-id/team", Some(&world.lead))
        .await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_cookies_of_one_name_are_none() {
    let world = World::new().await;
    let twice = |who: &Person| format!("__Host-session={0}; __Host-session={0}", who.token);
    let mut request = request(Method::GET, "/", None, Body::empty());
    request
        .headers_mut()
        .insert(header::COOKIE, twice(&world.lead).parse().unwrap());
    assert_eq!(world.send(request).await.status, StatusCode::SEE_OTHER);
}
