//! Forms with files: read as they come in, never held whole in memory.

use super::Form;
use super::act::Stop;
use bytes::Bytes;
use domain::refusal::Refusal;
use futures::{Stream, StreamExt};
use multer::{Field, Multipart};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The longest text field of a form with files, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;

/// A form with files, at the place it has been read up to.
#[derive(Debug)]
pub struct Upload {
    parts: Multipart<'static>,
    texts: Form,
}

impl Upload {
    /// Nothing read yet.
    pub fn new(parts: Multipart<'static>) -> Self {
        Self {
            parts,
            texts: Form::default(),
        }
    }
    /// The text fields read so far: those before the present file, all of them at the end.
    pub fn texts(&self) -> &Form {
        &self.texts
    }
    /// The next file; text fields before it are read on the way. `None` at the end. A file box left
    /// empty sends a file without a name, which is no file. A file must be dropped before the next
    /// is asked for; what was not read of it is passed over.
    pub async fn next_file(&mut self) -> Result<Option<File>, Stop> {
        while let Some(part) = self.parts.next_field().await.map_err(broken)? {
            let Some(name) = part.file_name().map(plain_name) else {
                self.text(part).await?;
                continue;
            };
            if !name.is_empty() {
                return Ok(Some(File { name, part }));
            }
        }
        Ok(None)
    }
    /// Reads what is left, so that the browser gets to read the answer, and gives the text fields.
    pub async fn finish(mut self) -> Form {
        while let Ok(Some(mut file)) = self.next_file().await {
            while let Some(Ok(_)) = file.next().await {}
        }
        self.texts
    }

    async fn text(&mut self, mut part: Field<'static>) -> Result<(), Stop> {
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            if bytes.len() + chunk.len() > LONGEST_TEXT {
                let length = bytes.len() + chunk.len();
                return Err(Refusal::TooLong {
                    field: name,
                    length,
                    longest: LONGEST_TEXT,
                }
                .into());
            }
            bytes.extend_from_slice(&chunk);
        }
        self.texts
            .0
            .push((name, String::from_utf8_lossy(&bytes).into_owned()));
        Ok(())
    }
}

/// One file on its way in: a stream of its bytes.
#[derive(Debug)]
pub struct File {
    name: String,
    part: Field<'static>,
}

impl File {
    /// What the file is called on the person's computer, without folders.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The name of the field it was chosen in.
    pub fn field(&self) -> &str {
        self.part.name().unwrap_or_default()
    }
}

impl Stream for File {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.part)
            .poll_next(cx)
            .map_err(io::Error::other)
    }
}

/// The last part of a path of either kind, without control characters and of bearable length.
fn plain_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(255).collect()
}

fn broken(_: multer::Error) -> Stop {
    Stop::Fields(vec![(
        String::new(),
        crate::words::problem::CUT_OFF.to_owned(),
    )])
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nEmbase\r\n\
        --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n\
        --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\x\\\\a.ris\"\r\n\r\nTY  - JOUR\r\n\
        --b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nlast\r\n--b--\r\n";

    fn upload(body: &'static str) -> Upload {
        let chunks = body
            .as_bytes()
            .chunks(7)
            .map(|c| Ok::<_, io::Error>(Bytes::from_static(c)));
        Upload::new(Multipart::new(futures::stream::iter(chunks), "b"))
    }

    #[tokio::test]
    async fn texts_and_files_come_in_their_order() {
        let mut upload = upload(BODY);
        let mut file = upload.next_file().await.unwrap().unwrap();
        assert_eq!((file.name(), file.field()), ("a.ris", "file"));
        let mut bytes = Vec::new();
        while let Some(chunk) = file.next().await {
            bytes.extend(chunk.unwrap());
        }
        assert_eq!(bytes, b"TY  - JOUR");
        drop(file);
        assert_eq!(upload.texts().text("source"), "Embase");
        assert!(upload.next_file().await.unwrap().is_none());
        assert_eq!(upload.texts().text("note"), "last");
    }

    #[tokio::test]
    async fn a_body_cut_off_is_said_in_words() {
        let mut upload = upload(&BODY[..60]);
        assert!(matches!(upload.next_file().await, Err(Stop::Fields(_))));
    }

    #[tokio::test]
    async fn what_nobody_read_is_passed_over() {
        let mut upload = upload(BODY);
        drop(upload.next_file().await.unwrap());
        assert_eq!(upload.finish().await.text("note"), "last");
    }
}
