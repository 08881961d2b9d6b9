//! Duplicates, against sets whose true clusters are known.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use super::program::Concord;
use super::rows::{self, field};
use super::table;
use crate::tally::Count;

const PRECISION: f64 = 0.995;

/// The tool whose F1 must be reached on each set.
const PEER: &str = "biblib";

/// Records judged one by one: of each true cluster one record is to be kept, the others removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Judged {
    tp: u64,
    fp: u64,
    fn_: u64,
    tn: u64,
}

impl Judged {
    fn precision(self) -> f64 {
        share(self.tp, self.fp)
    }

    fn recall(self) -> f64 {
        share(self.tp, self.fn_)
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }
}

fn share(part: u64, rest: u64) -> f64 {
    if part + rest == 0 {
        1.0
    } else {
        part as f64 / (part + rest) as f64
    }
}

/// Measures every labelled set; its precision counts once, its F1 once more where the peer has one.
pub fn measure(concord: &Concord, folder: &Path) -> Count {
    match all(concord, folder) {
        Ok(count) => count,
        Err(words) => {
            println!("    {words}");
            Count::FAILED
        }
    }
}

/// The names of the folders in `dedupe` with records and their true clusters.
pub fn sets(folder: &Path) -> Result<Vec<String>, String> {
    let place = folder.join("dedupe");
    let mut names: Vec<String> = fs::read_dir(&place)
        .map_err(|e| format!("{}: {e}", place.display()))?
        .flatten()
        .filter(|entry| {
            ["records.csv", "clusters.csv"]
                .iter()
                .all(|f| entry.path().join(f).is_file())
        })
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn all(concord: &Concord, folder: &Path) -> Result<Count, String> {
    let peers = rows::read(&folder.join("peers/dedupe_results_here.csv"))?;
    let mut count = Count::default();
    let mut shown = Vec::new();
    for name in sets(folder)? {
        let peer = peers
            .iter()
            .find(|row| field(row, "tool").starts_with(PEER) && field(row, "dataset") == name)
            .and_then(|row| field(row, "rec_f1").parse::<f64>().ok());
        let (judged, seconds) = match one(concord, &folder.join("dedupe").join(&name)) {
            Ok(measured) => measured,
            Err(words) => {
                println!("    {name}: {words}");
                count.failed += 1 + u64::from(peer.is_some());
                continue;
            }
        };
        count.add(if judged.precision() >= PRECISION {
            Count::PASSED
        } else {
            Count::FAILED
        });
        if let Some(peer) = peer {
            // The peers' figures are printed with five decimals.
            count.add(if judged.f1() >= peer - 5e-6 {
                Count::PASSED
            } else {
                Count::FAILED
            });
        }
        shown.push(vec![
            name,
            judged.tp.to_string(),
            judged.fp.to_string(),
            judged.fn_.to_string(),
            judged.tn.to_string(),
            format!("{:.5}", judged.precision()),
            format!("{:.5}", judged.recall()),
            format!("{:.5}", judged.f1()),
            peer.map_or_else(|| "-".into(), |peer| format!("{peer:.5}")),
            format!("{seconds:.2}"),
        ]);
    }
    if shown.is_empty() && count == Count::default() {
        return Err("no labelled sets".into());
    }
    let heading = [
        "set",
        "TP",
        "FP",
        "FN",
        "TN",
        "precision",
        "recall",
        "F1",
        "F1 of biblib",
        "seconds",
    ];
    table::print(&heading, &shown);
    Ok(count)
}

fn one(concord: &Concord, set: &Path) -> Result<(Judged, f64), String> {
    let truth: HashMap<String, String> = rows::read(&set.join("clusters.csv"))?
        .iter()
        .map(|row| {
            (
                field(row, "record_id").to_owned(),
                field(row, "cluster_id").to_owned(),
            )
        })
        .collect();
    let answer = concord.ask("dedup", &set.join("records.csv"), &["--json"])?;
    let mut entries = Vec::with_capacity(answer.objects.len());
    for object in &answer.objects {
        let id = object["id"]
            .as_str()
            .ok_or("an entry without `id`")?
            .to_owned();
        // A cluster is a number or a name; only equality matters.
        let cluster = object
            .get("cluster")
            .ok_or("an entry without `cluster`")?
            .to_string();
        entries.push((id, cluster));
    }
    Ok((judge(&truth, &entries)?, answer.seconds))
}

/// The first entry of each of Concord's clusters is the one it keeps. A true cluster of which
/// nothing is kept has lost one record wrongly.
fn judge(truth: &HashMap<String, String>, entries: &[(String, String)]) -> Result<Judged, String> {
    if entries.len() != truth.len() {
        return Err(format!(
            "{} entries, {} records",
            entries.len(),
            truth.len()
        ));
    }
    let mut kept = HashMap::new();
    let mut by_truth: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (id, cluster) in entries {
        let real = truth
            .get(id)
            .ok_or_else(|| format!("`{id}` is not in clusters.csv"))?;
        let removed = kept.insert(cluster, id).is_some();
        let (size, gone) = by_truth.entry(real).or_default();
        *size += 1;
        *gone += u64::from(removed);
    }
    let mut judged = Judged::default();
    for (size, gone) in by_truth.into_values() {
        let lost = u64::from(gone == size);
        judged.tp += gone - lost;
        judged.fp += lost;
        judged.fn_ += size - 1 - (gone - lost);
        judged.tn += 1 - lost;
    }
    Ok(judged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(truth: &[(&str, &str)], ours: &[(&str, &str)]) -> Result<Judged, String> {
        let truth = truth
            .iter()
            .map(|(id, c)| ((*id).to_owned(), (*c).to_owned()))
            .collect();
        let ours: Vec<_> = ours
            .iter()
            .map(|(id, c)| ((*id).to_owned(), (*c).to_owned()))
            .collect();
        judge(&truth, &ours)
    }

    const TRUTH: &[(&str, &str)] = &[("a", "1"), ("b", "1"), ("c", "1"), ("d", "2"), ("e", "3")];

    #[test]
    fn the_truth_itself_is_without_fault() {
        let all = judged(TRUTH, TRUTH);
        assert_eq!(
            all,
            Ok(Judged {
                tp: 2,
                fp: 0,
                fn_: 0,
                tn: 3
            })
        );
        assert_eq!(all.map(Judged::f1), Ok(1.0));
    }

    #[test]
    fn a_record_of_its_own_that_is_removed_is_a_false_positive() {
        let ours = [("a", "x"), ("b", "x"), ("c", "y"), ("d", "x"), ("e", "z")];
        let judged = judged(TRUTH, &ours);
        assert_eq!(
            judged,
            Ok(Judged {
                tp: 1,
                fp: 1,
                fn_: 1,
                tn: 2
            })
        );
        assert_eq!(judged.clone().map(Judged::precision), Ok(0.5));
        assert_eq!(judged.map(Judged::recall), Ok(0.5));
    }

    #[test]
    fn nothing_found_is_no_recall_and_a_missing_entry_is_an_error() {
        let ours = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5")];
        assert_eq!(
            judged(TRUTH, &ours),
            Ok(Judged {
                tp: 0,
                fp: 0,
                fn_: 2,
                tn: 3
            })
        );
        assert!(judged(TRUTH, &ours[1..]).is_err());
    }
}
