//! Files as they came, byte for byte, by their SHA-256: in the data folder beside SQLite, in a table
//! of chunks on PostgreSQL, so that every node has them.

use crate::engine::{Tx, all, run};
use crate::error::Error;
use crate::open::Store;
use domain::time::Timestamp;
use futures::FutureExt;
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256, in hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub size: u64,
}

/// Why a file was not kept.
#[derive(Debug)]
pub enum NotKept {
    /// Larger than allowed.
    TooLarge,
    /// The sender broke off.
    Broken(String),
    /// The store failed.
    Store(Error),
}

impl From<Error> for NotKept {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for NotKept {
    fn from(error: io::Error) -> Self {
        Self::Store(Error::Files(error))
    }
}

/// The largest chunk of a file in the table of chunks.
const CHUNK: usize = 1 << 20;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn place_of(folder: &Path, sha256: &str) -> PathBuf {
    folder.join("files").join(&sha256[..2]).join(sha256)
}

impl Store {
    /// Keeps a file as it streams in: when this returns, the bytes are on disk. `limit` in bytes.
    pub async fn keep_file<S, B, E>(
        &self,
        stream: S,
        limit: u64,
        at: Timestamp,
    ) -> Result<Kept, NotKept>
    where
        S: Stream<Item = Result<B, E>> + Send,
        B: AsRef<[u8]> + Send,
        E: std::fmt::Display,
    {
        let folder = self.inner.folder.clone().unwrap_or_else(std::env::temp_dir);
        let waiting = folder.join(format!("incoming-{}", Uuid::now_v7()));
        let written = receive(stream, &waiting, limit).await;
        let kept = match written {
            Ok(kept) => kept,
            Err(error) => {
                drop(tokio::fs::remove_file(&waiting).await);
                return Err(error);
            }
        };
        if self.inner.folder.is_some() {
            let place = place_of(&folder, &kept.sha256);
            let parent = place.parent().unwrap_or(&folder).to_owned();
            tokio::fs::create_dir_all(&parent).await?;
            tokio::fs::rename(&waiting, &place).await?;
            // The name must survive a power cut too, not only the bytes.
            tokio::fs::File::open(&parent).await?.sync_all().await?;
        } else {
            let outcome = self.keep_chunks(&waiting, &kept).await;
            drop(tokio::fs::remove_file(&waiting).await);
            outcome?;
        }
        let row = (kept.clone(), at);
        self.write::<_, (), Error>(&[], row, |tx, (kept, at)| {
            async move {
                run!(
                    tx,
                    "insert into file (sha256, size, kept_at) values ($1, $2, $3)
                     on conflict do nothing",
                    kept.sha256.as_bytes(),
                    i64::try_from(kept.size).unwrap_or(i64::MAX),
                    at.micros(),
                )?;
                Ok(())
            }
            .boxed()
        })
        .await?;
        Ok(kept)
    }

    async fn keep_chunks(&self, waiting: &Path, kept: &Kept) -> Result<(), Error> {
        use tokio::io::AsyncReadExt;
        let mut file = tokio::fs::File::open(waiting).await?;
        let mut n = 0_i64;
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            (&mut file)
                .take(CHUNK as u64)
                .read_to_end(&mut chunk)
                .await?;
            if chunk.is_empty() {
                return Ok(());
            }
            let row = (kept.sha256.clone(), n, chunk);
            self.write::<_, (), Error>(&[], row, |tx, (sha256, n, chunk)| {
                async move {
                    run!(
                        tx,
                        "insert into file_chunk (sha256, n, content) values ($1, $2, $3)
                         on conflict do nothing",
                        sha256.as_bytes(),
                        n,
                        chunk.as_slice(),
                    )?;
                    Ok(())
                }
                .boxed()
            })
            .await?;
            n += 1;
        }
    }

    /// The bytes of a kept file; `None` if there is no such file.
    pub async fn file(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        let whole = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        if !whole {
            return Ok(None);
        }
        if let Some(folder) = &self.inner.folder {
            return match tokio::fs::read(place_of(folder, sha256)).await {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error.into()),
            };
        }
        let mut read = self.read().await?;
        let mut bytes = Vec::new();
        let mut n = 0_i64;
        while let Some(chunk) = chunk(&mut read.tx(), sha256, n).await? {
            bytes.extend_from_slice(&chunk);
            n += 1;
        }
        Ok((n > 0).then_some(bytes))
    }
}

async fn chunk(tx: &mut Tx<'_>, sha256: &str, n: i64) -> Result<Option<Vec<u8>>, Error> {
    let rows = all!(
        tx,
        (Vec<u8>,),
        "select content from file_chunk where sha256 = $1 and n = $2",
        sha256.as_bytes(),
        n,
    )?;
    Ok(rows.into_iter().next().map(|(content,)| content))
}

async fn receive<S, B, E>(stream: S, place: &Path, limit: u64) -> Result<Kept, NotKept>
where
    S: Stream<Item = Result<B, E>> + Send,
    B: AsRef<[u8]> + Send,
    E: std::fmt::Display,
{
    let mut file = tokio::fs::File::create(place).await?;
    let mut hasher = Sha256::new();
    let mut size = 0_u64;
    let mut stream = std::pin::pin!(stream);
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|error| NotKept::Broken(error.to_string()))?;
        let piece = piece.as_ref();
        size += piece.len() as u64;
        if size > limit {
            return Err(NotKept::TooLarge);
        }
        hasher.update(piece);
        file.write_all(piece).await?;
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok(Kept {
        sha256: hex(&hasher.finalize()),
        size,
    })
}
