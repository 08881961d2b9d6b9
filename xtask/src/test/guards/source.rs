//! Reading source files line by line, without their comments.

use std::fs;
use std::path::{Path, PathBuf};

/// One line of code.
pub struct Line {
    /// The file, relative to the folder searched.
    pub file: PathBuf,
    /// From 1.
    pub number: usize,
    /// The text, trimmed.
    pub text: String,
}

impl Line {
    /// `file:number: text`, for the report.
    pub fn shown(&self) -> String {
        format!("{}:{}: {}", self.file.display(), self.number, self.text)
    }
}

/// All lines of the `.rs` files under `folder` that are not comments; empty if there is no such
/// folder.
pub fn lines(folder: &Path) -> Result<Vec<Line>, String> {
    let mut lines = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(here) = open.pop() {
        if !here.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&here).map_err(|e| format!("{}: {e}", here.display()))? {
            let path = entry
                .map_err(|e| format!("{}: {e}", here.display()))?
                .path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text =
                    fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                let file = path.strip_prefix(folder).unwrap_or(&path);
                lines.extend(code(file, &text));
            }
        }
    }
    lines.sort_by(|a, b| (&a.file, a.number).cmp(&(&b.file, b.number)));
    Ok(lines)
}

fn code(file: &Path, text: &str) -> Vec<Line> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("//"))
        .map(|(number, line)| Line {
            file: file.into(),
            number,
            text: line.into(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_no_code() {
        let lines = code(Path::new("a.rs"), "/// cfg(x)\n\n  let a = 1;\n// b\n");
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].shown(), "a.rs:3: let a = 1;");
    }
}
