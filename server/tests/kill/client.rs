//! As much of HTTP as a desk needs.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// What came of a call.
#[derive(Debug)]
pub enum Outcome<T> {
    /// Answered.
    Answer(T),
    /// Answered, but not with that.
    Refused(u16, String),
    /// Nobody was there: nothing was sent.
    Nobody,
    /// Sent, and nothing or not all came back: it may have been done or not.
    Unknown,
}

/// Calls a server function as an island does.
pub fn call<T: DeserializeOwned>(
    to: SocketAddr,
    token: &str,
    path: &str,
    body: &impl Serialize,
) -> Outcome<T> {
    let Ok(mut stream) = TcpStream::connect_timeout(&to, Duration::from_secs(2)) else {
        return Outcome::Nobody;
    };
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let body = serde_json::to_string(body).unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {to}\r\nOrigin: http://{to}\r\nCookie: session={token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut answer = Vec::new();
    let passed = stream
        .write_all(request.as_bytes())
        .and_then(|()| stream.read_to_end(&mut answer));
    match (passed, whole(&answer)) {
        (Ok(_), Some((200, body))) => match serde_json::from_str(&body) {
            Ok(answer) => Outcome::Answer(answer),
            Err(error) => Outcome::Refused(200, format!("{error}: {body}")),
        },
        (Ok(_), Some((status, body))) => Outcome::Refused(status, body),
        _ => Outcome::Unknown,
    }
}

/// Status and body of an answer that came whole.
fn whole(answer: &[u8]) -> Option<(u16, String)> {
    let answer = std::str::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then_some(value)
    })?;
    (length.parse() == Ok(body.len())).then(|| (status, body.to_owned()))
}
