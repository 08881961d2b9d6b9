//! Running `concord` and reading what it says.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use crate::workspace::Workspace;

/// What `concord parse` says of every record, be it null or empty.
const FIELDS: &[&str] = &[
    "file", "position", "type", "title", "abstract", "authors", "year", "journal", "volume",
    "issue", "pages", "doi", "pmid", "url", "keywords", "language",
];

/// The program under test.
pub struct Concord {
    program: PathBuf,
}

/// What one run gave.
pub struct Answer {
    /// The JSON objects of stdout, one per line.
    pub objects: Vec<Value>,
    /// How long it took, from start to end of the process.
    pub seconds: f64,
}

impl Concord {
    /// The release build.
    pub fn new(workspace: &Workspace) -> Self {
        Self {
            program: workspace.concord(),
        }
    }

    /// Runs `concord VERB FILE ARGS` and expects exit code 0 and JSON lines.
    pub fn ask(&self, verb: &str, file: &Path, args: &[&str]) -> Result<Answer, String> {
        let start = Instant::now();
        let output = Command::new(&self.program)
            .arg(verb)
            .arg(file)
            .args(args)
            .stdin(Stdio::null())
            .output()
            .map_err(|e| format!("concord {verb}: {e}"))?;
        let seconds = start.elapsed().as_secs_f64();
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr);
            let last = words
                .trim()
                .lines()
                .last()
                .unwrap_or("no message")
                .to_owned();
            return Err(format!("{}: {last}", output.status));
        }
        let text = String::from_utf8(output.stdout).map_err(|e| format!("stdout: {e}"))?;
        let objects = text
            .lines()
            .map(|line| {
                let value: Value =
                    serde_json::from_str(line).map_err(|e| format!("not JSON: {e}: {line:.60}"))?;
                if value.is_object() {
                    Ok(value)
                } else {
                    Err(format!("no object: {line:.60}"))
                }
            })
            .collect::<Result<_, _>>()?;
        Ok(Answer { objects, seconds })
    }

    /// The number of records in a file, with each checked: positions count from 0, no
    /// field is left out.
    pub fn count(&self, file: &Path) -> Result<u64, String> {
        let answer = self.ask("parse", file, &[])?;
        for (at, object) in answer.objects.iter().enumerate() {
            if object["position"].as_u64() != Some(at as u64) {
                return Err(format!("object {at} has position {}", object["position"]));
            }
            if let Some(field) = FIELDS.iter().find(|field| object.get(**field).is_none()) {
                return Err(format!("object {at} lacks `{field}`"));
            }
        }
        Ok(answer.objects.len() as u64)
    }
}
