//! Titles and abstracts as people read them: paragraphs, run-in headings, and the few marks of
//! type that databases send along.

use leptos::prelude::*;

/// Headings that structured abstracts begin their parts with, in lower case.
const HEADINGS: &[&str] = &[
    "abstract",
    "aim",
    "aims",
    "aims and objectives",
    "analysis",
    "background",
    "background and objectives",
    "clinical implications",
    "conclusion",
    "conclusions",
    "context",
    "data collection",
    "data sources",
    "design",
    "design/methodology/approach",
    "discussion",
    "findings",
    "implications",
    "implications for practice",
    "importance",
    "intervention",
    "interventions",
    "introduction",
    "key findings",
    "limitations",
    "main outcome measures",
    "measures",
    "method",
    "methodology",
    "methods",
    "methods and findings",
    "methods and results",
    "objective",
    "objectives",
    "originality/value",
    "outcome measures",
    "outcomes",
    "participants",
    "patients",
    "practical implications",
    "practice implications",
    "purpose",
    "rationale",
    "relevance to clinical practice",
    "research limitations/implications",
    "results",
    "results and discussion",
    "sample",
    "setting",
    "settings",
    "significance",
    "social implications",
    "study design",
    "subjects",
    "summary",
];

/// A paragraph of an abstract, with its run-in heading if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Paragraph<'t> {
    heading: Option<&'t str>,
    text: &'t str,
}

/// The paragraphs of an abstract. Parts of a structured abstract begin a new one, also where the
/// database sent all of it in one line (`BACKGROUND: … METHODS: …`).
fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let mut found = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut start = 0;
        let mut heading = None;
        for (at, _) in line.match_indices(':') {
            let Some(name) = heading_before(&line[start..at]) else {
                continue;
            };
            let begin = at - name.len();
            push(&mut found, heading, &line[start..begin]);
            heading = Some(name);
            start = at + 1;
        }
        push(&mut found, heading, &line[start..]);
    }
    found
}

fn push<'t>(found: &mut Vec<Paragraph<'t>>, heading: Option<&'t str>, text: &'t str) {
    let text = text.trim();
    if heading.is_some() || !text.is_empty() {
        found.push(Paragraph { heading, text });
    }
}

/// The heading that `text` ends with, if it does: at the start of the text or after the end of a
/// sentence, so that "the following methods: …" stays a sentence.
fn heading_before(text: &str) -> Option<&str> {
    HEADINGS.iter().find_map(|known| {
        let begin = text.len().checked_sub(known.len())?;
        let name = text.get(begin..)?;
        let before = text.get(..begin)?.trim_end();
        let starts = name.starts_with(char::is_uppercase);
        let alone = before.is_empty() || before.ends_with(['.', '!', '?', ')', ']']);
        (starts && alone && name.eq_ignore_ascii_case(known)).then_some(name)
    })
}

/// A heading as it is printed: `METHODS` becomes `Methods`.
fn printed(heading: &str) -> String {
    if heading.chars().any(char::is_lowercase) {
        return heading.to_owned();
    }
    let mut chars = heading.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}

/// The marks of type that citations keep as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Italic,
    Lower,
    Raised,
}

/// Pieces of text with the mark each stands in. A mark that is never closed is text.
fn pieces(text: &str) -> Vec<(Option<Mark>, &str)> {
    const MARKS: [(&str, &str, Mark); 3] = [
        ("<i>", "</i>", Mark::Italic),
        ("<sub>", "</sub>", Mark::Lower),
        ("<sup>", "</sup>", Mark::Raised),
    ];
    let mut found = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find('<').map(|at| from + at) {
        let inside = MARKS.iter().find_map(|(open, close, mark)| {
            let begin = at + open.len();
            let body = rest.get(at..)?.strip_prefix(open)?;
            let end = begin + body.find(close)?;
            Some((begin, end, end + close.len(), *mark))
        });
        let Some((begin, end, after, mark)) = inside else {
            from = at + 1;
            continue;
        };
        found.push((None, &rest[..at]));
        found.push((Some(mark), &rest[begin..end]));
        rest = &rest[after..];
        from = 0;
    }
    found.push((None, rest));
    found.retain(|(_, piece)| !piece.is_empty());
    found
}

/// Text with its marks of type drawn. Never HTML of others: everything else is text.
pub fn marked(text: &str) -> AnyView {
    pieces(text)
        .into_iter()
        .map(|(mark, piece)| {
            let piece = piece.to_owned();
            match mark {
                None => piece.into_any(),
                Some(Mark::Italic) => view! { <i>{piece}</i> }.into_any(),
                Some(Mark::Lower) => view! { <sub>{piece}</sub> }.into_any(),
                Some(Mark::Raised) => view! { <sup>{piece}</sup> }.into_any(),
            }
        })
        .collect_view()
        .into_any()
}

/// An abstract in its paragraphs.
pub fn abstract_text(text: &str) -> AnyView {
    paragraphs(text)
        .into_iter()
        .map(|paragraph| {
            let heading = paragraph.heading.map(|heading| {
                view! { <b>{printed(heading)}</b> " " }
            });
            view! { <p>{heading} {marked(paragraph.text)}</p> }
        })
        .collect_view()
        .into_any()
}

/// Text without its marks of type, for attributes and short mentions.
pub fn plain(text: &str) -> String {
    pieces(text).into_iter().map(|(_, piece)| piece).collect()
}

/// The beginning of a text, cut after a word: at most `most` characters and an ellipsis.
pub fn beginning(text: &str, most: usize) -> String {
    let text = plain(text);
    let Some((cut, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let head = &text[..cut];
    let end = head.rfind(char::is_whitespace).unwrap_or(cut);
    format!(
        "{}…",
        head[..end].trim_end_matches([',', ';', ':', '.', ' '])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Option<&str>, &str)> {
        paragraphs(text)
            .into_iter()
            .map(|p| (p.heading, p.text))
            .collect()
    }

    #[test]
    fn a_structured_abstract_in_one_line_becomes_paragraphs() {
        assert_eq!(
            shown("BACKGROUND: Care is split. METHODS: We asked 12 people: nurses. RESULTS: None."),
            [
                (Some("BACKGROUND"), "Care is split."),
                (Some("METHODS"), "We asked 12 people: nurses."),
                (Some("RESULTS"), "None."),
            ]
        );
        assert_eq!(printed("MAIN OUTCOME MEASURES"), "Main outcome measures");
    }

    #[test]
    fn a_sentence_with_a_colon_stays_a_sentence() {
        let text = "We used the following methods: interviews. Of the results: few.";
        assert_eq!(shown(text), [(None, text)]);
        assert_eq!(shown("One.\n\nTwo."), [(None, "One."), (None, "Two.")]);
        assert_eq!(shown(""), []);
    }

    #[test]
    fn marks_of_type_are_drawn_and_all_else_is_text() {
        assert_eq!(
            pieces("CO<sub>2</sub> in <i>E. coli</i> <b>x</b>"),
            [
                (None, "CO"),
                (Some(Mark::Lower), "2"),
                (None, " in "),
                (Some(Mark::Italic), "E. coli"),
                (None, " <b>x</b>"),
            ]
        );
        assert_eq!(pieces("a < b <i>c"), [(None, "a < b <i>c")]);
        assert_eq!(plain("H<sub>2</sub>O"), "H2O");
        let html = marked("<script>alert(1)</script>").to_html();
        assert!(!html.contains("<script"), "{html}");
    }

    #[test]
    fn a_beginning_ends_after_a_word() {
        assert_eq!(
            beginning("Across the pond: lessons", 17),
            "Across the pond…"
        );
        assert_eq!(beginning("Short", 17), "Short");
    }
}
