//! One style sheet out of many, in the order of the layers.

use std::fs;
use std::path::Path;

/// The layers, weakest first; a file or folder of that name holds its rules.
const LAYERS: &[&str] = &["reset", "tokens", "layout", "parts", "pages"];

/// At-rules that may stand outside a layer: they define names and style nothing.
const OUTSIDE: &[&str] = &[
    "@layer",
    "@font-face",
    "@keyframes",
    "@property",
    "@view-transition",
    "@page",
];

/// Joins all `.css` files under `folder`: `00-layers.css`, which declares the layers, then those of
/// each layer in turn. Rules outside a layer would beat every layer, so a file with one is refused.
pub fn join(folder: &Path) -> Result<String, String> {
    let mut files = Vec::new();
    for file in super::site::files_under(folder)? {
        if file.extension().is_some_and(|e| e == "css") {
            files.push((rank(&file), file));
        }
    }
    files.sort();
    match files.first() {
        Some((0, _)) => {}
        _ => return Err(format!("{}/00-layers.css is missing", folder.display())),
    }
    let mut sheet = String::new();
    for (_, file) in files {
        let path = folder.join(&file);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        if let Some(rule) = outside_layers(&text) {
            return Err(format!("{}: `{rule}` stands in no layer", path.display()));
        }
        sheet.push_str(text.trim_end());
        sheet.push('\n');
    }
    Ok(sheet)
}

/// What belongs to no layer by its name comes last; its own `@layer` says where it counts.
fn rank(file: &Path) -> usize {
    if file == Path::new("00-layers.css") {
        return 0;
    }
    let place = file
        .iter()
        .next()
        .map(|place| Path::new(place).with_extension(""));
    let known = LAYERS
        .iter()
        .position(|layer| place.as_deref() == Some(Path::new(layer)));
    1 + known.unwrap_or(LAYERS.len())
}

/// The first thing at the outermost level that is not one of [`OUTSIDE`].
fn outside_layers(sheet: &str) -> Option<String> {
    let text = without_comments(sheet);
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if depth == 0 && matches!(c, '{' | ';') {
            let head = text[start..at].trim();
            if !head.is_empty() && !OUTSIDE.iter().any(|known| head.starts_with(known)) {
                return Some(head.into());
            }
        }
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, '}' | ';') {
            start = at + 1;
        }
    }
    let rest = text[start..].trim();
    (!rest.is_empty()).then(|| rest.into())
}

fn without_comments(sheet: &str) -> String {
    let mut text = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_come_in_their_order() {
        let names = [
            "00-layers.css",
            "reset.css",
            "tokens.css",
            "layout/frame.css",
            "parts/button.css",
            "pages/desk.css",
            "misc.css",
        ];
        let ranks: Vec<usize> = names.iter().map(|name| rank(Path::new(name))).collect();
        assert_eq!(ranks, [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_rule_in_no_layer_is_found() {
        assert_eq!(
            outside_layers("@layer a, b;\n/* a { */\n@layer a { p { color: red } }"),
            None
        );
        assert_eq!(outside_layers("@layer a { } p { }"), Some("p".into()));
        assert_eq!(
            outside_layers("@media print { p { } }"),
            Some("@media print".into())
        );
        assert_eq!(outside_layers("@layer a { } }"), None);
    }
}
