//! Links between the documents.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::Workspace;

pub fn broken(workspace: &Workspace) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for document in documents(&workspace.root)? {
        let text = read(&document)?;
        for (number, target) in targets(&text) {
            if let Some(why) = dead(&workspace.root, &document, &text, &target)? {
                let shown = document.strip_prefix(&workspace.root).unwrap_or(&document);
                found.push(format!("{}:{number}: {target}: {why}", shown.display()));
            }
        }
    }
    Ok(found)
}

/// Every `.md` file of the checkout outside what is built or installed.
fn documents(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(&here).map_err(|e| format!("{}: {e}", here.display()))? {
            let entry = entry.map_err(|e| format!("{}: {e}", here.display()))?;
            let (path, name) = (entry.path(), entry.file_name());
            if path.is_dir() {
                let name = name.to_string_lossy();
                let ours = !name.starts_with('.')
                    && ![
                        "target",
                        "node_modules",
                        "test-results",
                        "playwright-report",
                        "concord-data",
                    ]
                    .contains(&&*name);
                if ours {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The targets of `[words](target)` with their line numbers, code blocks left out.
fn targets(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        let mut rest = line;
        while let Some((_, after)) = rest.split_once("](") {
            let Some((target, left)) = after.split_once(')') else {
                break;
            };
            let target = target.split_whitespace().next().unwrap_or_default();
            found.push((at + 1, target.to_owned()));
            rest = left;
        }
    }
    found
}

/// Why a link leads nowhere; `None` if it leads somewhere or out of the checkout's reach.
fn dead(root: &Path, document: &Path, text: &str, target: &str) -> Result<Option<String>, String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return Ok(None);
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let elsewhere = match file.strip_prefix('/') {
        _ if file.is_empty() => None,
        Some(file) => Some(root.join(file)),
        None => Some(document.parent().unwrap_or(root).join(file)),
    };
    let there = match elsewhere {
        None => text.to_owned(),
        Some(place) if !place.exists() => return Ok(Some("no such file".into())),
        Some(place) if !anchor.is_empty() && place.extension().is_some_and(|e| e == "md") => {
            read(&place)?
        }
        Some(_) => return Ok(None),
    };
    let found = anchor.is_empty() || anchors(&there).contains(anchor);
    Ok((!found).then(|| "no such heading".into()))
}

/// The anchors of the headings, made as the common Git hosts make them.
fn anchors(text: &str) -> HashSet<String> {
    text.lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_outside_code() {
        let text = "See [a](a.md#x) and [b](b.png \"words\").\n```\n[c](c.md)\n```\n";
        assert_eq!(
            targets(text),
            [(1, "a.md#x".to_owned()), (1, "b.png".to_owned())]
        );
    }

    #[test]
    fn a_dead_link_is_told_from_a_live_one() -> Result<(), String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let document = root.join("note.md");
        let text = "# Two words, `code`\n";
        let check = |target| dead(root, &document, text, target);
        assert_eq!(check("Cargo.toml")?, None);
        assert_eq!(check("https://example.org/x")?, None);
        assert_eq!(check("#two-words-code")?, None);
        assert!(check("#three-words")?.is_some());
        assert!(check("nothing-here.md")?.is_some());
        Ok(())
    }
}
