//! How many records RIS and NBIB files hold, against counts made by others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::known::{self, Exceptions, Verdict};
use super::program::Concord;
use super::{rows, table};
use crate::tally::Count;

/// How many files of a format must have the count others give them, as a share of all.
const BARS: &[(&str, u64, u64)] = &[("ris", 82, 84), ("nbib", 14, 15)];

/// One file with what others count in it.
struct Expected {
    kind: String,
    records: u64,
}

/// Measures each file of `imports/MANIFEST.tsv` and `peers/parse_results.csv`; each counts once,
/// and each format's bar once more.
pub fn measure(concord: &Concord, folder: &Path, exceptions: &Exceptions) -> Count {
    let files = match expected(folder) {
        Ok(files) => files,
        Err(words) => {
            println!("    {words}");
            return Count::FAILED;
        }
    };
    let mut count = Count::default();
    let mut shown = Vec::new();
    for (kind, needed, of) in BARS {
        let mut equal = 0;
        let mut all = 0;
        for (file, expected) in files.iter().filter(|(_, expected)| expected.kind == *kind) {
            all += 1;
            let counted = concord.count(&folder.join(file));
            let verdict = exceptions.judge(file, expected.records, &counted);
            if verdict != Ok(Verdict::Equal) {
                shown.push(vec![
                    file.display().to_string(),
                    expected.records.to_string(),
                    known::shown(&counted),
                    match &verdict {
                        Ok(verdict) => format!("{verdict:?}"),
                        Err(words) => words.clone(),
                    },
                ]);
            }
            equal += u64::from(counted == Ok(expected.records));
            let held = matches!(verdict, Ok(Verdict::Equal | Verdict::Explained));
            count.add(if held { Count::PASSED } else { Count::FAILED });
        }
        let enough = all > 0 && equal >= all - spare(all, *needed, *of);
        println!("    {kind}: {equal} of {all} files have the expected number of records");
        count.add(if enough { Count::PASSED } else { Count::FAILED });
    }
    if !shown.is_empty() {
        table::print(&["file", "expected", "concord", "verdict"], &shown);
    }
    count
}

/// How many of `all` files may differ if `needed` of `of` must not.
fn spare(all: u64, needed: u64, of: u64) -> u64 {
    all * (of - needed) / of
}

/// The files of both lists. Where both name a file the manifest is right.
fn expected(folder: &Path) -> Result<BTreeMap<PathBuf, Expected>, String> {
    let mut files = BTreeMap::new();
    let mut add = |path: PathBuf, kind: &str, records: &str| {
        if BARS.iter().any(|(known, ..)| *known == kind)
            && let Ok(records) = records.parse()
        {
            files.insert(
                path,
                Expected {
                    kind: kind.into(),
                    records,
                },
            );
        }
    };
    for row in rows::read(&folder.join("peers/parse_results.csv"))? {
        let path = Path::new("imports").join(rows::field(&row, "file"));
        add(
            path,
            rows::field(&row, "kind"),
            rows::field(&row, "expected"),
        );
    }
    for row in rows::read(&folder.join("imports/MANIFEST.tsv"))? {
        let path = PathBuf::from(rows::field(&row, "path"));
        add(
            path,
            rows::field(&row, "kind"),
            rows::field(&row, "records"),
        );
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::spare;

    #[test]
    fn the_bar_is_a_share() {
        assert_eq!(spare(84, 82, 84), 2);
        assert_eq!(spare(15, 14, 15), 1);
        assert_eq!(spare(30, 14, 15), 2);
        assert_eq!(spare(10, 14, 15), 0);
    }
}
