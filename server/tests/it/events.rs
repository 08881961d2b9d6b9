//! The stream of hints.

use crate::harness::{Person, World, request};
use axum::body::{Body, BodyDataStream};
use axum::http::{Method, StatusCode};
use domain::people::{Role, Stages};
use futures::StreamExt;
use std::time::Duration;
use tower::ServiceExt;

const SOON: Duration = Duration::from_secs(5);

async fn listen(world: &World, who: &Person, since: &str) -> BodyDataStream {
    let path = format!("/reviews/{}/events{since}", world.review);
    let request = request(Method::GET, &path, Some(who), Body::empty());
    let response = world.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    response.into_body().into_data_stream()
}

/// The next thing on the stream; `None` if it ended.
async fn next(stream: &mut BodyDataStream) -> Option<String> {
    let chunk = tokio::time::timeout(SOON, stream.next()).await.unwrap();
    chunk.map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap())
}

fn cursor(hint: &str) -> String {
    let line = hint.lines().find(|line| line.starts_with("id: ")).unwrap();
    line["id: ".len()..].to_owned()
}

async fn change(world: &World) {
    let (lead, review) = (&world.lead.caller, world.review);
    let person = world.reviewer.caller.person;
    world
        .house
        .change_member(lead, review, person, Role::Reviewer, Stages::ALL)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_change_is_hinted_at_and_nothing_else() {
    let world = World::new().await;
    let mut stream = listen(&world, &world.reviewer, "").await;
    let first = next(&mut stream).await.unwrap();
    assert!(first.contains("data: changed"), "{first}");
    let since = format!("?since={}", cursor(&first));
    let mut later = listen(&world, &world.reviewer, &since).await;
    let waiting = tokio::time::timeout(Duration::from_millis(700), later.next()).await;
    assert!(waiting.is_err(), "a hint without a change");
    change(&world).await;
    let hint = next(&mut later).await.unwrap();
    assert!(
        hint.contains("data: changed") && cursor(&hint) != cursor(&first),
        "{hint}"
    );
    assert_eq!(cursor(&hint).len(), cursor(&first).len());
}

#[tokio::test]
async fn a_cursor_of_somebody_else_means_long_ago() {
    let world = World::new().await;
    let mut theirs = listen(&world, &world.lead, "").await;
    let since = format!("?since={}", cursor(&next(&mut theirs).await.unwrap()));
    let mut mine = listen(&world, &world.reviewer, &since).await;
    assert!(next(&mut mine).await.is_some());
}

#[tokio::test]
async fn the_stream_ends_with_the_membership() {
    let world = World::new().await;
    let mut stream = listen(&world, &world.reviewer, "").await;
    assert!(next(&mut stream).await.is_some());
    let person = world.reviewer.caller.person;
    world
        .house
        .remove_member(&world.lead.caller, world.review, person)
        .await
        .unwrap();
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn the_stream_ends_when_the_process_stops() {
    let world = World::new().await;
    let mut stream = listen(&world, &world.reviewer, "").await;
    assert!(next(&mut stream).await.is_some());
    world.stop.send_replace(true);
    assert_eq!(next(&mut stream).await, None);
}
