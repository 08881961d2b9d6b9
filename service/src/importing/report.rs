//! The report of an import: what came in, what did not and why, what happens next.

use super::name_of;
use crate::house::{Caller, House};
use crate::problem::Problem;
use domain::ids::{ImportId, PersonId, ReviewId};
use domain::people::Permission;
use domain::screening::Stage;
use store::intake::{Import, ImportFile, ReadWarning};

/// How many warnings a report lists; all are counted.
const LISTED: i64 = 2_000;
/// How many lines of the end of a cut-off file are shown.
const LAST_LINES: usize = 6;
/// The longest line shown of them, in characters.
const LINE: usize = 160;

/// The report of an import.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// The import.
    pub import: Import,
    /// Who made it.
    pub by: Option<String>,
    /// Its files.
    pub files: Vec<ReportFile>,
    /// Warnings by file and kind.
    pub warning_counts: Vec<WarningCount>,
    /// The warnings, at most 2,000 of them.
    pub warnings: Vec<ReadWarning>,
    /// Entries that were joined with another on sure grounds.
    pub joined: u64,
    /// Pairs of the review that look alike and wait for a person.
    pub pairs: u64,
    /// Records of the review at the moment.
    pub records: u64,
    /// Whether the viewer may undo it.
    pub may: bool,
    /// How much stands on it; it can be undone while that is 0.
    pub built_on: u64,
}

/// A file of an import.
#[derive(Clone, Debug)]
pub struct ReportFile {
    /// The file.
    pub file: ImportFile,
    /// Where it breaks off, if it does and nothing of it was taken in.
    pub cut_off: Option<CutOff>,
}

/// A file that ends in the middle of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// How many entries come before the break.
    pub whole: u64,
    /// The last lines of the file.
    pub last_lines: String,
}

/// How often a file gave cause for a warning of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningCount {
    /// Which file.
    pub file_no: i64,
    /// A stable name of the kind.
    pub kind: String,
    /// The kind in the reader's words.
    pub words: String,
    /// How many.
    pub n: u64,
}

impl House {
    /// The report of an import that is complete.
    pub async fn import_report(
        &self,
        caller: &Caller,
        review: ReviewId,
        import: ImportId,
    ) -> Result<ImportReport, Problem> {
        let mut report = self.report_as_noted(caller, review, import).await?;
        for file in &mut report.files {
            if file.file.failed.is_some() && !file.file.format.is_empty() {
                file.cut_off = self.cut_off(&file.file.sha256).await?;
            }
        }
        Ok(report)
    }

    async fn report_as_noted(
        &self,
        caller: &Caller,
        review: ReviewId,
        import: ImportId,
    ) -> Result<ImportReport, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let found = store::intake::imports(tx, review, 1_000).await?;
        let found = found
            .into_iter()
            .find(|i| i.id == import)
            .ok_or(Problem::NotFound)?;
        let progress = store::tally::progress(tx, review, Stage::TitleAbstract).await?;
        let counts = store::intake::warning_counts(tx, import).await?;
        let files = store::intake::files(tx, import).await?;
        Ok(ImportReport {
            by: name_of(tx, found.by.map(PersonId::from_uuid)).await?,
            files: files
                .into_iter()
                .map(|file| ReportFile {
                    file,
                    cut_off: None,
                })
                .collect(),
            warning_counts: counts
                .into_iter()
                .map(|(file_no, kind, words, n)| WarningCount {
                    file_no,
                    kind,
                    words,
                    n,
                })
                .collect(),
            warnings: store::intake::warnings(tx, import, LISTED).await?,
            joined: found.entries.saturating_sub(found.records),
            pairs: store::pairs::open_count(tx, review).await?,
            records: progress.values().map(|p| p.records).sum(),
            may: membership.role.may(Permission::Search),
            built_on: store::intake::built_on(tx, import).await?,
            import: found,
        })
    }

    /// Where a kept file breaks off; `None` if it does not, or is no longer here.
    async fn cut_off(&self, sha256: &str) -> Result<Option<CutOff>, Problem> {
        let Some(bytes) = self.inner.store.file(sha256).await? else {
            return Ok(None);
        };
        tokio::task::spawn_blocking(move || {
            let cut = formats::read(&bytes).ok()?.cut_off?;
            Some(CutOff {
                whole: cut.entry.saturating_sub(1),
                last_lines: last_lines(&bytes),
            })
        })
        .await
        .map_err(|error| Problem::internal(&error))
    }
}

fn last_lines(bytes: &[u8]) -> String {
    let end = &bytes[bytes.len().saturating_sub(LAST_LINES * LINE * 4)..];
    let text = String::from_utf8_lossy(end);
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(LAST_LINES);
    let shown = lines.iter().skip(from).map(|line| {
        let short: String = line.chars().take(LINE).collect();
        if short.len() < line.len() {
            format!("{short}…")
        } else {
            short
        }
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::last_lines;

    #[test]
    fn the_end_of_a_file_is_a_few_lines_of_it() {
        let file: String = (1..=20).map(|n| format!("AU  - {n}\r\n")).collect();
        assert_eq!(
            last_lines(file.as_bytes()),
            "AU  - 15\nAU  - 16\nAU  - 17\nAU  - 18\nAU  - 19\nAU  - 20"
        );
        let long = format!("AB  - {}", "x".repeat(9_000));
        assert!(last_lines(long.as_bytes()).ends_with('…'));
        assert_eq!(last_lines(b""), "");
    }
}
