//! Writing to the terminal or a pipe. A reader that has seen enough (`head`) closes the pipe; that
//! is no failure.

use serde::Serialize;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// Lines on stdout.
pub struct Lines(BufWriter<StdoutLock<'static>>);

impl Lines {
    /// Takes stdout.
    pub fn new() -> Self {
        Self(BufWriter::new(io::stdout().lock()))
    }
    /// One object as one line of JSON. `false` if nobody reads any more.
    pub fn object(&mut self, object: &impl Serialize) -> Result<bool, String> {
        let text = serde_json::to_string(object).map_err(|error| error.to_string())?;
        self.line(&text)
    }
    /// One line. `false` if nobody reads any more.
    pub fn line(&mut self, text: &str) -> Result<bool, String> {
        told(writeln!(self.0, "{text}"))
    }
    /// Nothing more comes.
    pub fn finish(mut self) -> Result<(), String> {
        told(self.0.flush()).map(|_| ())
    }
}

fn told(written: io::Result<()>) -> Result<bool, String> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(format!("cannot write: {error}")),
    }
}
