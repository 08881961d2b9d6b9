//! One byte more than a route takes is too much, however it comes.

use crate::harness::{World, request};
use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode, header};
use server::limits;
use server::route::{Handler, Verb};
use server::router::ROUTES;
use std::io;

/// `length` bytes in chunks, without saying beforehand how many.
fn stream(length: u64) -> Body {
    const CHUNK: u64 = 64 * 1024;
    let mut chunks: Vec<io::Result<Bytes>> = Vec::new();
    let mut left = length;
    while left > 0 {
        let size = left.min(CHUNK);
        chunks.push(Ok(Bytes::from(vec![b'a'; usize::try_from(size).unwrap()])));
        left -= size;
    }
    Body::from_stream(futures::stream::iter(chunks))
}

#[tokio::test]
async fn streams_are_cut_at_the_limit_of_their_route() {
    let world = World::new().await;
    for route in ROUTES.iter().filter(|route| route.method == Verb::Post) {
        if matches!(route.handler, Handler::Upload(..)) {
            continue;
        }
        let body = stream(route.body_limit + 1);
        let answer = world
            .send(world.request(route, Some(&world.lead), body))
            .await;
        assert_eq!(
            answer.status,
            StatusCode::PAYLOAD_TOO_LARGE,
            "{}",
            route.path
        );
    }
}

#[tokio::test]
async fn what_just_fits_is_read() {
    let world = World::new().await;
    let just = request(Method::POST, "/sign-in", None, stream(limits::FORM));
    assert_eq!(
        world.send(just).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn what_announces_too_much_is_not_read() {
    let world = World::new().await;
    for route in ROUTES.iter().filter(|route| route.method == Verb::Post) {
        let mut request = world.request(route, Some(&world.lead), Body::empty());
        let length = (route.body_limit + 1).to_string();
        request
            .headers_mut()
            .insert(header::CONTENT_LENGTH, length.parse().unwrap());
        if matches!(route.handler, Handler::Upload(..)) {
            let kind = "multipart/form-data; boundary=b".parse().unwrap();
            request.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
        let answer = world.send(request).await;
        assert_eq!(
            answer.status,
            StatusCode::PAYLOAD_TOO_LARGE,
            "{}",
            route.path
        );
    }
}

#[test]
fn only_files_are_large() {
    for route in ROUTES {
        let file = matches!(route.handler, Handler::Upload(..));
        assert!(file || route.body_limit <= limits::FORM, "{}", route.path);
    }
}
