//! Which half of `app` ships is decided in one place.

use std::path::Path;

use super::source::{self, Line};
use crate::workspace::Workspace;

const BUDGET: usize = 5;

pub fn broken(workspace: &Workspace) -> Result<Vec<String>, String> {
    Ok(over_budget(source::lines(&workspace.root.join("app/src"))?))
}

fn over_budget(lines: Vec<Line>) -> Vec<String> {
    let mut inside = Vec::new();
    let mut outside = Vec::new();
    for line in lines.into_iter().filter(|line| decides(&line.text)) {
        if line.file == Path::new("lib.rs") {
            inside.push(line.shown());
        } else {
            outside.push(line.shown());
        }
    }
    if inside.len() > BUDGET {
        outside.extend(inside);
    }
    outside
}

/// Modules of tests are no part of either half.
fn decides(text: &str) -> bool {
    (text.contains("cfg(") || text.contains("cfg!(") || text.contains("cfg_attr("))
        && !text.contains("cfg(test)")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(file: &str, text: &str) -> Line {
        Line {
            file: file.into(),
            number: 1,
            text: text.into(),
        }
    }

    #[test]
    fn the_budget_is_counted_and_other_files_have_none() {
        let gate = "#[cfg(feature = \"ssr\")]";
        let five = || (0..5).map(|_| line("lib.rs", gate));
        assert!(over_budget(five().collect()).is_empty());
        assert_eq!(
            over_budget(five().chain([line("lib.rs", gate)]).collect()).len(),
            6
        );
        assert_eq!(over_budget(vec![line("pages/desk.rs", gate)]).len(), 1);
        assert!(over_budget(vec![line("pages/desk.rs", "#[cfg(test)]")]).is_empty());
    }
}
