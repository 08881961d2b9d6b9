//! The content security policy forbids style attributes; a page with one looks broken only in the
//! browser.

use super::source;
use crate::workspace::Workspace;

pub fn broken(workspace: &Workspace) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for folder in ["app/src", "domain/src"] {
        for line in source::lines(&workspace.root.join(folder))? {
            if styles(&line.text) {
                found.push(format!("{folder}/{}", line.shown()));
            }
        }
    }
    Ok(found)
}

/// `style=` of HTML and SVG, `style:` and `.style(` of Leptos.
fn styles(text: &str) -> bool {
    let starts = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            text[..at].chars().next_back().is_none_or(|before| {
                before.is_whitespace() || matches!(before, '"' | '\'' | '<' | ':')
            })
        })
    };
    starts("style=") || starts("style:") || text.contains(".style(")
}

#[cfg(test)]
mod tests {
    use super::styles;

    #[test]
    fn every_way_of_writing_one_is_found() {
        for text in [
            "<p style=\"color: red\">",
            "style=move || width()",
            "<div style:width=\"3px\">",
            "<div attr:style=x>",
            "div().style((\"width\", w))",
        ] {
            assert!(styles(text), "{text}");
        }
        for text in [
            "<p class=\"style\">",
            "let style = 3;",
            "font-style=\"italic\"",
            "<link rel=\"stylesheet\">",
        ] {
            assert!(!styles(text), "{text}");
        }
    }
}
