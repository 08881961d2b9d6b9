//! Coefficients of agreement, against those of other people's libraries on the same ratings.

mod ratings;
mod references;

use std::fs;
use std::path::Path;

use serde_json::Value;

use self::references::Reference;
use super::program::Concord;
use super::rows::{self, Row, field};
use super::table;
use crate::tally::Count;
use crate::workspace::Workspace;

/// Measures every vector of `agreement/reference_vectors.json`. Each figure of each vector counts
/// once; figures `concord` does not give are left out, except those every answer must have.
pub fn measure(concord: &Concord, folder: &Path, workspace: &Workspace) -> Count {
    match all(concord, &folder.join("agreement"), workspace) {
        Ok(count) => count,
        Err(words) => {
            println!("    {words}");
            Count::FAILED
        }
    }
}

fn all(concord: &Concord, folder: &Path, workspace: &Workspace) -> Result<Count, String> {
    let file = folder.join("reference_vectors.json");
    let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let vectors: Value = serde_json::from_str(&without_nan(&text))
        .map_err(|e| format!("{}: {e}", file.display()))?;
    let faults = rows::read(&workspace.root.join("xtask/agreement-faults.tsv"))?;
    let place = workspace.target.join("acceptance");
    fs::create_dir_all(&place).map_err(|e| format!("{}: {e}", place.display()))?;

    let mut count = Count::default();
    let mut shown = Vec::new();
    let mut wrong = Vec::new();
    for group in ["vectors", "edge_cases"] {
        let Some(group) = vectors[group].as_object() else {
            continue;
        };
        for (name, vector) in group {
            let table = ratings::table(vector, folder).map_err(|e| format!("{name}: {e}"))?;
            let input = place.join(format!("{name}.csv"));
            fs::write(&input, ratings::csv(&table))
                .map_err(|e| format!("{}: {e}", input.display()))?;
            let lines = match concord.ask("agreement", &input, &[]) {
                Ok(answer) if answer.objects.len() == 1 => {
                    compare(name, vector, &table, &answer.objects[0], &faults)
                }
                Ok(answer) => {
                    wrong.push(format!(
                        "{name}: {} objects instead of one",
                        answer.objects.len()
                    ));
                    count.failed += 1;
                    continue;
                }
                Err(words) => {
                    wrong.push(format!("{name}: {words}"));
                    count.failed += 1;
                    continue;
                }
            };
            let mut row = vec![name.clone()];
            for line in lines {
                count.add(line.count());
                wrong.extend(
                    line.wrong
                        .iter()
                        .map(|w| format!("{name}: {}: {w}", line.figure)),
                );
                row.push(line.shown());
            }
            shown.push(row);
        }
    }
    if count == Count::default() {
        return Err(format!("{}: no vectors", file.display()));
    }
    let mut heading = vec!["vector"];
    heading.extend(references::FIGURES.iter().map(|figure| figure.key));
    table::print(&heading, &shown);
    println!("    In brackets: nobody else gives this figure for these ratings.");
    for words in wrong {
        println!("    {words}");
    }
    Ok(count)
}

/// Python writes `NaN` and `Infinity` where JSON has no number; both mean that there is none.
fn without_nan(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let word = ["-Infinity", "Infinity", "NaN"]
            .into_iter()
            .find(|word| rest.starts_with(word));
        let taken = match (in_string, c, word) {
            (true, '\\', _) => rest.chars().take(2).map(char::len_utf8).sum(),
            (false, _, Some(word)) => {
                out.push_str("null");
                rest = &rest[word.len()..];
                continue;
            }
            _ => c.len_utf8(),
        };
        in_string ^= c == '"';
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out
}

/// One figure of one vector.
struct Line {
    figure: String,
    ours: String,
    compared: usize,
    wrong: Vec<String>,
}

impl Line {
    fn absent(figure: &str) -> Self {
        Self {
            figure: figure.into(),
            ours: "-".into(),
            compared: 0,
            wrong: Vec::new(),
        }
    }

    fn count(&self) -> Count {
        match (self.wrong.is_empty(), self.compared) {
            (false, _) => Count::FAILED,
            // Nobody else has this figure for these ratings.
            (true, 0) => Count::default(),
            (true, _) => Count::PASSED,
        }
    }

    fn shown(&self) -> String {
        match (self.wrong.is_empty(), self.compared) {
            (false, _) => format!("{} WRONG", self.ours),
            (true, 0) if self.ours != "-" => format!("({})", self.ours),
            (true, _) => self.ours.clone(),
        }
    }
}

/// The figures of an answer beside their references, in the order of [`references::FIGURES`]; after
/// them those nobody compares.
fn compare(
    name: &str,
    vector: &Value,
    table: &ratings::Table,
    answer: &Value,
    faults: &[Row],
) -> Vec<Line> {
    let raters = table.first().map_or(0, Vec::len);
    let mut lines = Vec::new();
    for figure in references::FIGURES {
        let mut line = Line::absent(figure.key);
        if let Some(ours) = figure.of(answer, raters) {
            let references: Vec<Reference> = figure
                .references(vector)
                .into_iter()
                .filter(|r| !is_fault(faults, name, &r.library, &r.coefficient))
                .collect();
            line.ours = ours
                .estimate
                .map_or_else(|| "undefined".into(), |e| format!("{e:.6}"));
            line.compared = references.len();
            line.wrong = ours.wrong(&references);
        } else if figure.required(raters) {
            line.wrong.push("absent from the answer".into());
        }
        lines.push(line);
    }
    for key in references::unknown(answer) {
        let mut line = Line::absent(key);
        line.wrong
            .push("not in xtask/src/acceptance/agreement/references.rs".into());
        lines.push(line);
    }
    lines
}

/// Whether a library's figure is known to be wrong (`xtask/agreement-faults.tsv`).
fn is_fault(faults: &[Row], vector: &str, library: &str, coefficient: &str) -> bool {
    faults.iter().any(|row| {
        field(row, "vector") == vector
            && field(row, "library") == library
            && field(row, "coefficient") == coefficient
    })
}

#[cfg(test)]
mod tests {
    use super::without_nan;

    #[test]
    fn numbers_that_are_none_become_null_and_words_stay() {
        let text = r#"{"a": NaN, "b": [-Infinity, 1.0], "NaN \" NaN": "Infinity"}"#;
        let plain = r#"{"a": null, "b": [null, 1.0], "NaN \" NaN": "Infinity"}"#;
        assert_eq!(without_nan(text), plain);
    }
}
