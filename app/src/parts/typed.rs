//! Typed text, shown again in its box.

/// The content of a `<textarea>`. Leptos 0.8 writes its children unescaped, so they are never used
/// for it; here the text is escaped by hand. A first line feed is swallowed by every parser, so
/// one more stands before it.
pub fn inside(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 1);
    html.push('\n');
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn typed_text_cannot_leave_its_box() {
        let html = inside("</textarea><script>&lt;");
        assert!(
            !html.contains("</textarea>") && !html.contains("<script"),
            "{html}"
        );
        assert!(html.contains("&amp;lt;"), "{html}");
    }

    #[test]
    fn a_first_empty_line_is_kept() {
        assert_eq!(inside("\nsecond"), "\n\nsecond");
    }
}
