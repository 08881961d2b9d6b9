//! The tags of HTML, JATS and MathML that stand in titles and abstracts.

/// The longest tag that is recognised, in bytes.
pub(crate) const LONGEST: usize = 300;

/// What becomes of a tag.
#[derive(PartialEq, Eq)]
pub(crate) enum Tag {
    /// It stays, in this form.
    Keep(&'static str),
    /// It goes.
    Inline,
    /// It goes, and what stood before it is apart from what stands behind it.
    Block,
}

/// What stands between `<` and `>`, if it is a tag of HTML, JATS or MathML.
pub(crate) fn tag(inside: &str) -> Option<Tag> {
    let closing = inside.starts_with('/');
    let body = inside.strip_prefix('/').unwrap_or(inside);
    let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':' || c == '-'));
    let (name, rest) = body.split_at(end.unwrap_or(body.len()));
    let attributes = rest.trim_end_matches('/').trim();
    if !(attributes.is_empty() || (rest.starts_with([' ', '\n']) && attributes.contains('='))) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let (space, name) = name.split_once(':').unwrap_or(("", &name));
    Some(match name {
        "i" | "em" | "italic" => Tag::Keep(if closing { "</i>" } else { "<i>" }),
        "sub" | "inf" => Tag::Keep(if closing { "</sub>" } else { "<sub>" }),
        "sup" => Tag::Keep(if closing { "</sup>" } else { "<sup>" }),
        "p" | "br" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "li"
        | "sec" | "title" | "table" | "tr" | "td" | "th" | "tbody" | "abstracttext" | "list"
        | "list-item" | "section" => Tag::Block,
        "a" | "b" | "strong" | "u" | "s" | "span" | "font" | "small" | "big" | "bold" | "sc"
        | "scp" | "underline" | "strike" | "tt" | "code" | "abstract" | "inline-formula"
        | "alternatives" | "tex-math" | "math" | "xref" | "ext-link" | "monospace" | "img" => {
            Tag::Inline
        }
        _ if space == "mml" || space == "m" => Tag::Inline,
        _ => return None,
    })
}
