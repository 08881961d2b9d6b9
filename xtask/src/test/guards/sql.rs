//! SQL outside `store` would be a second truth about the tables.

use super::source;
use crate::workspace::Workspace;

const ELSEWHERE: &[&str] = &["domain", "formats", "service", "app", "server", "frontend"];

pub fn broken(workspace: &Workspace) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for member in ELSEWHERE {
        for line in source::lines(&workspace.root.join(member))? {
            if is_sql(&line.text) {
                found.push(format!("{member}/{}", line.shown()));
            }
        }
    }
    Ok(found)
}

fn is_sql(text: &str) -> bool {
    let text = text.to_lowercase();
    let all = |words: &[&str]| words.iter().all(|word| text.contains(word));
    ["insert into ", "delete from ", "create table ", "sqlx::"]
        .iter()
        .any(|word| text.contains(word))
        || all(&["\"select ", " from "])
        || all(&["select ", " from ", " where "])
        || all(&["update ", " set ", " where "])
}

#[cfg(test)]
mod tests {
    use super::is_sql;

    #[test]
    fn statements_are_found_and_sentences_are_not() {
        assert!(is_sql("let q = \"select id from record\";"));
        assert!(is_sql("\"DELETE FROM lease\""));
        assert!(is_sql("update record set title = ? where id = ?"));
        assert!(is_sql("use sqlx::Row;"));
        assert!(!is_sql("<option>\"Select a source\"</option>"));
        assert!(!is_sql("let selected = from.iter().next();"));
        assert!(!is_sql("self.select(all)"));
    }
}
