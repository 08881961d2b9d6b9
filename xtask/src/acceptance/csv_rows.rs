//! Rows of CSV files, against Python's csv module.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::known::{self, Exceptions, Verdict};
use super::program::Concord;
use super::{rows, table};
use crate::process;
use crate::tally::Count;

/// Counts the rows below the heading. Search portals put lines about the search above it, so the
/// heading is the first row with text in half of the columns that most rows have; blank rows do not
/// count. The delimiter is the one that gives most rows the same number of columns.
const PYTHON: &str = "
import collections, csv, io, sys
csv.field_size_limit(1 << 30)
raw = open(sys.argv[1], 'rb').read()
try:
    text = raw.decode('utf-8-sig')
except UnicodeDecodeError:
    text = raw.decode('latin-1')
def table(delimiter):
    rows = [row for row in csv.reader(io.StringIO(text, newline=''), delimiter=delimiter)
            if any(cell.strip() for cell in row)]
    widths = collections.Counter(len(row) for row in rows if len(row) > 1)
    width, alike = widths.most_common(1)[0] if widths else (1, 0)
    return alike, width, rows
alike, width, rows = max(map(table, ',;\t'), key=lambda found: found[:2])
filled = lambda row: sum(bool(cell.strip()) for cell in row)
heading = next((at for at, row in enumerate(rows) if 2 * filled(row) >= width), 0)
print(max(len(rows) - heading - 1, 0))
";

/// Measures each CSV file of the manifest and each labelled set; every file counts once.
pub fn measure(concord: &Concord, folder: &Path, exceptions: &Exceptions) -> Count {
    let files = match files(folder) {
        Ok(files) => files,
        Err(words) => {
            println!("    {words}");
            return Count::FAILED;
        }
    };
    let mut count = Count::default();
    let mut shown = Vec::new();
    for file in &files {
        let expected = python(&folder.join(file));
        let counted = concord.count(&folder.join(file));
        let verdict = match &expected {
            Ok(expected) => exceptions.judge(file, *expected, &counted),
            Err(words) => Err(words.clone()),
        };
        let held = matches!(verdict, Ok(Verdict::Equal | Verdict::Explained));
        count.add(if held { Count::PASSED } else { Count::FAILED });
        if verdict != Ok(Verdict::Equal) {
            shown.push(vec![
                file.display().to_string(),
                expected.map_or_else(|_| "?".into(), |expected| expected.to_string()),
                known::shown(&counted),
                match verdict {
                    Ok(verdict) => format!("{verdict:?}"),
                    Err(words) => words,
                },
            ]);
        }
    }
    println!(
        "    {} of {} files agree with Python",
        files.len() - shown.len(),
        files.len()
    );
    if files.is_empty() {
        return Count::FAILED;
    }
    if !shown.is_empty() {
        table::print(&["file", "Python", "concord", "verdict"], &shown);
    }
    count
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files: Vec<PathBuf> = rows::read(&folder.join("imports/MANIFEST.tsv"))?
        .iter()
        .filter(|row| rows::field(row, "kind") == "csv")
        .map(|row| PathBuf::from(rows::field(row, "path")))
        .collect();
    for set in super::duplicates::sets(folder)? {
        files.push(Path::new("dedupe").join(set).join("records.csv"));
    }
    Ok(files)
}

fn python(file: &Path) -> Result<u64, String> {
    let mut python = Command::new("python3");
    python.args(["-c", PYTHON]).arg(file).stdin(Stdio::null());
    let text = process::stdout_of(python).map_err(|_| "Python could not read it".to_owned())?;
    text.trim().parse().map_err(|e| format!("Python: {e}"))
}
