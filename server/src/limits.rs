//! How much a request may send, route by route. Streams count too: a body is cut off at the limit
//! whether its length was announced or not.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use futures::StreamExt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Nothing is read.
pub const NOTHING: u64 = 0;
/// Fields of a form, with room for long notes.
pub const FORM: u64 = 256 * 1024;
/// What an island sends.
pub const CALL: u64 = 64 * 1024;
/// Files of search results and full texts.
pub const FILES: u64 = 512 * 1024 * 1024;

/// How long a sender may fall silent.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a body that is read whole may take from its first to its last byte.
const WHOLE: Duration = Duration::from_secs(60);

/// Whether a body went over its limit.
#[derive(Clone, Debug, Default)]
pub struct Exceeded(Arc<AtomicBool>);

impl Exceeded {
    /// Whether it did, so far.
    pub fn yes(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Whether the announced length alone is too much.
pub fn announced(headers: &HeaderMap, limit: u64) -> bool {
    headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok())
        .is_some_and(|length| length > limit)
}

/// The same body, ending in an error after `limit` bytes, or when nothing comes any more.
pub fn cut(body: Body, limit: u64) -> (Body, Exceeded) {
    let exceeded = Exceeded::default();
    let state = (body.into_data_stream(), limit, exceeded.clone());
    let counted = futures::stream::unfold(Some(state), |state| async {
        let (mut chunks, left, exceeded) = state?;
        let chunk = match tokio::time::timeout(PATIENCE, chunks.next()).await {
            Ok(chunk) => chunk?.map_err(io::Error::other),
            Err(_) => Err(io::Error::other("nothing came any more")),
        };
        let chunk = match chunk {
            Ok(chunk) => chunk,
            Err(error) => return Some((Err(error), None)),
        };
        match left.checked_sub(chunk.len() as u64) {
            Some(left) => Some((Ok(chunk), Some((chunks, left, exceeded)))),
            None => {
                exceeded.0.store(true, Ordering::Relaxed);
                Some((
                    Err(io::Error::other("the body is larger than allowed")),
                    None,
                ))
            }
        }
    });
    (Body::from_stream(counted), exceeded)
}

/// Reads on for a while what is not wanted: a browser that is still sending would otherwise see a
/// broken connection in place of the answer.
pub async fn pass_over(body: Body) {
    let mut chunks = body.into_data_stream();
    let rest = async { while let Some(Ok(_)) = chunks.next().await {} };
    // What comes later than this is not waited for.
    let _ = tokio::time::timeout(PATIENCE, rest).await;
}

/// Why a body could not be read whole.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than allowed.
    TooLarge,
    /// The connection broke or fell silent.
    Broken,
}

/// The whole body, if it keeps the limit.
pub async fn whole(headers: &HeaderMap, body: Body, limit: u64) -> Result<Bytes, Unread> {
    if announced(headers, limit) {
        pass_over(body).await;
        return Err(Unread::TooLarge);
    }
    let (body, exceeded) = cut(body, limit);
    match tokio::time::timeout(WHOLE, axum::body::to_bytes(body, usize::MAX)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        _ if exceeded.yes() => Err(Unread::TooLarge),
        _ => Err(Unread::Broken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(sizes: &[usize]) -> Body {
        let chunks: Vec<io::Result<Bytes>> = sizes
            .iter()
            .map(|size| Ok(Bytes::from(vec![0; *size])))
            .collect();
        Body::from_stream(futures::stream::iter(chunks))
    }

    #[tokio::test]
    async fn one_byte_more_is_too_much_however_it_comes() {
        let headers = HeaderMap::new();
        assert_eq!(
            whole(&headers, chunks(&[4, 6]), 10).await.unwrap().len(),
            10
        );
        assert_eq!(
            whole(&headers, chunks(&[4, 6, 1]), 10).await,
            Err(Unread::TooLarge)
        );
        assert_eq!(
            whole(&headers, chunks(&[11]), 10).await,
            Err(Unread::TooLarge)
        );
        let told = HeaderMap::from_iter([(header::CONTENT_LENGTH, 11.into())]);
        assert_eq!(whole(&told, Body::empty(), 10).await, Err(Unread::TooLarge));
    }

    #[tokio::test]
    async fn a_broken_connection_is_not_called_too_large() {
        let parts = [Ok(Bytes::from_static(b"a")), Err(io::Error::other("gone"))];
        let body = Body::from_stream(futures::stream::iter(parts));
        assert_eq!(
            whole(&HeaderMap::new(), body, 10).await,
            Err(Unread::Broken)
        );
    }
}
