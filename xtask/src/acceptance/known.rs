//! Exceptions that are explained: files Concord reads otherwise than the count says.

use std::path::Path;

use super::rows::{self, Row};
use crate::workspace::Workspace;

/// `xtask/acceptance-exceptions.tsv`: `file`, `lines`, `concord` (the count it gives, or `refused`),
/// `why`.
pub struct Exceptions {
    rows: Result<Vec<Row>, String>,
}

/// How a file's count stands to the expected one.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Equal.
    Equal,
    /// Different, and the list says why.
    Explained,
    /// Different, and nobody said why.
    Unexplained,
    /// Equal, though the list calls it different: the list is out of date.
    Stale,
}

impl Exceptions {
    /// Reads the list; that it cannot be read is told by each question asked of it.
    pub fn read(workspace: &Workspace) -> Self {
        Self {
            rows: rows::read(&workspace.root.join("xtask/acceptance-exceptions.tsv")),
        }
    }

    /// Judges one file by its path below the data folder.
    pub fn judge(
        &self,
        file: &Path,
        expected: u64,
        counted: &Result<u64, String>,
    ) -> Result<Verdict, String> {
        let rows = self.rows.as_ref().map_err(Clone::clone)?;
        let listed = rows
            .iter()
            .find(|row| Path::new(rows::field(row, "file")) == file);
        Ok(verdict(listed, expected, counted))
    }
}

/// A count, or the beginning of the words of a refusal, for a table.
pub fn shown(counted: &Result<u64, String>) -> String {
    match counted {
        Ok(count) => count.to_string(),
        Err(words) => words.chars().take(60).collect(),
    }
}

fn verdict(listed: Option<&Row>, expected: u64, counted: &Result<u64, String>) -> Verdict {
    let equal = counted.as_ref() == Ok(&expected);
    match listed {
        Some(_) if equal => Verdict::Stale,
        None if equal => Verdict::Equal,
        Some(row) => {
            let ours = match counted {
                Ok(count) => count.to_string(),
                Err(_) => "refused".into(),
            };
            let complete = rows::field(row, "concord") == ours
                && !rows::field(row, "lines").is_empty()
                && !rows::field(row, "why").is_empty();
            if complete {
                Verdict::Explained
            } else {
                Verdict::Unexplained
            }
        }
        None => Verdict::Unexplained,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(concord: &str, why: &str) -> Row {
        [
            ("file", "a.ris"),
            ("lines", "3"),
            ("concord", concord),
            ("why", why),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into()
    }

    #[test]
    fn an_exception_holds_only_for_the_count_it_names() {
        let refused = Err("exit status: 2".to_owned());
        assert_eq!(verdict(None, 3, &Ok(3)), Verdict::Equal);
        assert_eq!(verdict(None, 3, &Ok(2)), Verdict::Unexplained);
        assert_eq!(
            verdict(Some(&row("2", "cut off")), 3, &Ok(2)),
            Verdict::Explained
        );
        assert_eq!(
            verdict(Some(&row("1", "cut off")), 3, &Ok(2)),
            Verdict::Unexplained
        );
        assert_eq!(
            verdict(Some(&row("2", "")), 3, &Ok(2)),
            Verdict::Unexplained
        );
        assert_eq!(
            verdict(Some(&row("2", "cut off")), 3, &Ok(3)),
            Verdict::Stale
        );
        assert_eq!(
            verdict(Some(&row("refused", "no list")), 3, &refused),
            Verdict::Explained
        );
        assert_eq!(verdict(None, 3, &refused), Verdict::Unexplained);
    }
}
