//! Plain forms, with sign-in as the example.

use crate::harness::{PASSWORD, World};
use axum::http::StatusCode;

#[tokio::test]
async fn a_refused_form_is_the_same_page_with_what_was_typed() {
    let world = World::new().await;
    let form = "email=ada.lead%40concord.example&password=wrong&next=%2Freviews%2F1";
    let answer = world.post("/sign-in", None, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("<h1>Sign in</h1>"));
    assert!(
        answer.text.contains("value=\"ada.lead@concord.example\""),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("value=\"/reviews/1\""));
    assert!(answer.text.contains("do not belong together"));
    assert!(!answer.text.contains("wrong"));
    assert!(answer.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn signing_in_leads_on_within_concord_only() {
    let world = World::new().await;
    let form = format!(
        "email=ada.lead%40concord.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    for (next, to) in [
        ("%2Freviews%2F1", "/reviews/1"),
        ("https%3A%2F%2Fevil.example", "/"),
    ] {
        let answer = world
            .post("/sign-in", None, &format!("{form}&next={next}"))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), to);
        let cookie = answer.header("set-cookie");
        assert!(
            cookie.starts_with("__Host-session=") && cookie.contains("; Secure"),
            "{cookie}"
        );
        assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_the_cookie() {
    let world = World::new().await;
    let answer = world.post("/sign-out", Some(&world.lead), "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header("set-cookie").starts_with("__Host-session=; "));
    assert_eq!(
        world.get("/", Some(&world.lead)).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_body_that_is_no_form_is_not_understood() {
    let world = World::new().await;
    let mut request = crate::harness::request(
        axum::http::Method::POST,
        "/sign-in",
        None,
        axum::body::Body::from("{}"),
    );
    let kind = "application/json".parse().unwrap();
    request.headers_mut().insert("content-type", kind);
    assert_eq!(world.send(request).await.status, StatusCode::BAD_REQUEST);
}
