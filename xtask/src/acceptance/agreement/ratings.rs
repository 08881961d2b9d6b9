//! The ratings of a reference vector, in whatever form it has them, as one table.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Items by raters; `None` where a rater did not rate.
pub type Table = Vec<Vec<Option<String>>>;

/// The table of a vector: raw `ratings` (or a file with them), a contingency `table` of two raters,
/// or `counts` of categories per item.
pub fn table(vector: &Value, folder: &Path) -> Result<Table, String> {
    if let Some(rows) = vector["ratings"].as_array() {
        return raw(rows);
    }
    if let Some(file) = vector["ratings"].as_str() {
        return of_file(&folder.join(file));
    }
    if let Some(rows) = vector["table"].as_array() {
        return contingency(rows);
    }
    if let Some(rows) = vector["counts"].as_array() {
        return counts(rows);
    }
    Err("no ratings, table or counts".into())
}

/// As `concord agreement` reads it: the item, then one column per rater, empty where missing.
pub fn csv(table: &Table) -> String {
    let raters = table.first().map_or(0, Vec::len);
    let mut text = String::from("item");
    for rater in 1..=raters {
        text.push_str(&format!(",rater {rater}"));
    }
    text.push('\n');
    for (item, row) in table.iter().enumerate() {
        text.push_str(&format!("{}", item + 1));
        for cell in row {
            text.push(',');
            if let Some(cell) = cell {
                text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
            }
        }
        text.push('\n');
    }
    text
}

fn raw(rows: &[Value]) -> Result<Table, String> {
    rows.iter()
        .map(|row| {
            let cells = row.as_array().ok_or("a row of ratings is no list")?;
            cells
                .iter()
                .map(|cell| match cell {
                    Value::Null => Ok(None),
                    Value::String(text) => Ok(Some(text.clone())),
                    Value::Number(number) => Ok(Some(number.to_string())),
                    other => Err(format!("a rating is {other}")),
                })
                .collect()
        })
        .collect()
}

/// A heading line with the raters, then one line per item.
fn of_file(file: &Path) -> Result<Table, String> {
    let text = fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    csv::ReaderBuilder::new()
        .from_reader(text.as_slice())
        .records()
        .map(|row| {
            let row = row.map_err(|e| format!("{}: {e}", file.display()))?;
            Ok(row
                .iter()
                .map(|cell| (!cell.is_empty()).then(|| cell.to_owned()))
                .collect())
        })
        .collect()
}

/// Each cell says how many items the first rater put into its row and the second into its column.
fn contingency(rows: &[Value]) -> Result<Table, String> {
    let mut table = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells
            .as_array()
            .ok_or("a row of the table is no list")?
            .iter()
            .enumerate()
        {
            for _ in 0..cell.as_u64().ok_or("a cell of the table is no count")? {
                table.push(vec![Some(category(row)), Some(category(column))]);
            }
        }
    }
    Ok(table)
}

/// Who gave which rating is unknown, and does not matter to coefficients that ask only for counts.
fn counts(rows: &[Value]) -> Result<Table, String> {
    let mut table: Table = Vec::new();
    for cells in rows {
        let mut row = Vec::new();
        for (column, cell) in cells
            .as_array()
            .ok_or("a row of counts is no list")?
            .iter()
            .enumerate()
        {
            for _ in 0..cell.as_u64().ok_or("a count is no number")? {
                row.push(Some(category(column)));
            }
        }
        table.push(row);
    }
    let raters = table.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut table {
        row.resize(raters, None);
    }
    Ok(table)
}

fn category(number: usize) -> String {
    format!("category {}", number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn all_forms_become_ratings() -> Result<(), String> {
        let here = Path::new(".");
        let raw = table(&json!({ "ratings": [["a", null], ["b", "b"]] }), here)?;
        assert_eq!(csv(&raw), "item,rater 1,rater 2\n1,\"a\",\n2,\"b\",\"b\"\n");
        let pairs = table(&json!({ "table": [[1, 0], [2, 0]] }), here)?;
        assert_eq!(pairs.len(), 3);
        assert_eq!(
            pairs[2],
            [Some("category 2".to_owned()), Some("category 1".to_owned())]
        );
        let counts = table(&json!({ "counts": [[2, 0], [0, 1]] }), here)?;
        assert_eq!(counts[1], [Some("category 2".to_owned()), None]);
        assert!(table(&json!({}), here).is_err());
        Ok(())
    }
}
