//! Reading tables with a heading line.

use std::collections::HashMap;
use std::path::Path;

/// One row by the names of its columns.
pub type Row = HashMap<String, String>;

/// All rows of a comma- or tab-separated file, by its ending.
pub fn read(file: &Path) -> Result<Vec<Row>, String> {
    let delimiter = if file.extension().is_some_and(|e| e == "tsv") {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .flexible(true)
        .comment(Some(b'#'))
        .from_path(file)
        .map_err(|e| format!("{}: {e}", file.display()))?;
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| format!("{}: {e}", file.display()))
}

/// A field of a row; empty if the row has no such column.
pub fn field<'r>(row: &'r Row, name: &str) -> &'r str {
    row.get(name).map_or("", String::as_str)
}
