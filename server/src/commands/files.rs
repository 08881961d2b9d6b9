//! Files of search results, read for a command.

use formats::Reading;
use std::path::{Path, PathBuf};

/// Reads each file and hands it on; warnings go to stderr as `FILE:LINE: text`. A file that cannot
/// be read does not keep the others from being read, but the command fails in the end.
pub fn each(
    files: &[PathBuf],
    mut take: impl FnMut(&Path, Reading) -> Result<bool, String>,
) -> Result<(), String> {
    let mut failed = Vec::new();
    for file in files {
        match read(file) {
            Ok(reading) => {
                warn(file, &reading);
                if !take(file, reading)? {
                    return Ok(());
                }
            }
            Err(words) => failed.push(words),
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(failed.join("\n"))
    }
}

fn read(file: &Path) -> Result<Reading, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    formats::read(&bytes).map_err(|why| format!("{}: {why}", file.display()))
}

fn warn(file: &Path, reading: &Reading) {
    for warning in &reading.warnings {
        let text = warning.text.replace(['\n', '\r'], " ");
        eprintln!(
            "{}:{}: {}: {text}",
            file.display(),
            warning.line,
            warning.kind
        );
    }
    if let Some(cut) = reading.cut_off {
        eprintln!(
            "{}:{}: the file ends in the middle of entry {}",
            file.display(),
            cut.line,
            cut.entry
        );
    }
}
