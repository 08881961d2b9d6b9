//! Marks: what databases hang on titles, and which part of the text is the title itself.

use super::vocabulary::{is_label, is_language, without_notice};
use super::words::fold;

/// Splits a title as printed into its wordings and drops what a database hangs on it: language,
/// "review", number of references, pointers to errata and comments. The flag says that a mark
/// names the entry itself as a notice ("(vol 8, pg 15, 2010)").
pub(super) fn wordings(text: &str) -> (Vec<String>, bool) {
    let text = without_tags(text);
    let mut room = String::new();
    fold(&text, &mut room);
    let headed = without_notice(&room).is_some();
    let mut notice = text.split(": ").skip(1).any(|part| {
        fold(part, &mut room);
        [
            "erratum",
            "corrigendum",
            "correction to",
            "retraction of",
            "addendum to",
        ]
        .iter()
        .any(|head| room.starts_with(head))
    });
    let mut main = String::with_capacity(text.len());
    let mut aside: Option<String> = None;
    let mut rest = text.as_str();
    // `<ORIGINAL>` and its like part the translated title from the original one.
    if let Some((before, after)) = split_at_original(rest) {
        aside = Some(after.to_owned());
        rest = before;
    }
    while let Some(open) = rest.find(['[', '(']) {
        let close = if rest[open..].starts_with('[') {
            ']'
        } else {
            ')'
        };
        let (before, from) = rest.split_at(open);
        main.push_str(before);
        // A bracket left open, as in a title cut off, goes to the end.
        let end = closing(from, close).unwrap_or(from.len());
        let inside = from.get(1..end).unwrap_or_default();
        rest = from.get(end + 1..).unwrap_or_default();
        match role(inside, close == ']', main.trim().is_empty()) {
            Role::Annotation => main.push(' '),
            Role::NoticeMark => {
                notice = true;
                main.push(' ');
            }
            Role::OtherWording => aside = Some(inside.to_owned()),
            // A notice cites its article in brackets, often cut off.
            Role::Title if headed && close == ')' && inside.contains('(') => main.push(' '),
            Role::Title => {
                main.push(' ');
                // Nested marks are looked at in their turn.
                let (inner, marked) = wordings_inside(inside);
                notice |= marked;
                main.push_str(&inner);
                main.push(' ');
            }
        }
    }
    main.push_str(rest);
    let main = without_tail(main.trim()).to_owned();
    let mut all = Vec::with_capacity(2);
    if main.chars().any(char::is_alphanumeric) {
        all.push(main);
    }
    if let Some(aside) = aside
        && aside.chars().any(char::is_alphanumeric)
    {
        all.push(without_tail(aside.trim()).to_owned());
    }
    (all, notice)
}

fn wordings_inside(text: &str) -> (String, bool) {
    // One level is enough: databases nest a mark into a bracketed title, never deeper.
    let mut out = String::with_capacity(text.len());
    let mut notice = false;
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let end = closing(from, ']').unwrap_or(from.len());
        let inside = from.get(1..end).unwrap_or_default();
        match role(inside, true, false) {
            Role::Annotation => {}
            Role::NoticeMark => notice = true,
            Role::OtherWording | Role::Title => out.push_str(inside),
        }
        out.push(' ');
        rest = from.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    (out, notice)
}

/// Where the bracket that `text` starts with closes.
fn closing(text: &str, close: char) -> Option<usize> {
    let open = text.chars().next()?;
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

enum Role {
    Annotation,
    NoticeMark,
    OtherWording,
    Title,
}

/// What a piece in brackets is; `first` says that it opens the title.
fn role(inside: &str, square: bool, first: bool) -> Role {
    let mut plain = String::new();
    fold(inside, &mut plain);
    let words = plain.split(' ').filter(|w| !w.is_empty()).count();
    let has = |word: &str| plain.split(' ').any(|w| w == word);
    if !square {
        let cites = has("vol") && (has("pg") || has("p") || has("page")) || cites_by_year(inside);
        return if cites {
            Role::NoticeMark
        } else if matches!(
            plain.as_str(),
            "multiple letters" | "letter" | "review" | "abstract" | "editorial" | "authors transl"
        ) {
            Role::Annotation
        } else {
            Role::Title
        };
    }
    if plain.starts_with("retraction of") {
        return Role::NoticeMark;
    }
    let pointer = [
        "erratum",
        "published erratum",
        "corrected",
        "correction",
        "comment",
        "see comment",
        "retraction in",
        "retracted",
        "republished",
        "update of",
        "update in",
        "summary for",
        "discussion",
        "reprint",
        "reprinted",
    ];
    if (!first || words <= 2) && pointer.iter().any(|p| plain.starts_with(p)) {
        return Role::Annotation;
    }
    let label = words <= 4
        && (is_language(plain.split(' ').next().unwrap_or_default())
            || plain.bytes().all(|b| b.is_ascii_digit())
            || plain.split(' ').any(is_label));
    if label {
        Role::Annotation
    } else if !first && words >= 3 {
        Role::OtherWording
    } else {
        Role::Title
    }
}

/// "(Journal of Examples (2008) 12 (34-56))": how Embase marks an erratum.
fn cites_by_year(inside: &str) -> bool {
    let Some((journal, rest)) = inside.split_once('(') else {
        return false;
    };
    let Some((year, place)) = rest.split_once(')') else {
        return false;
    };
    journal.chars().any(char::is_alphabetic)
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && place.bytes().any(|b| b.is_ascii_digit())
}

fn split_at_original(text: &str) -> Option<(&str, &str)> {
    let at = text
        .find("<ORIGINAL>")
        .or_else(|| text.find("<original>"))?;
    Some((text.get(..at)?, text.get(at + "<ORIGINAL>".len()..)?))
}

/// Drops `<i>`, `</sub>` and their like; `<` as "less than" and `<ORIGINAL>` stay.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let tag = from.find('>').filter(|end| {
            let name = from
                .get(1..*end)
                .unwrap_or_default()
                .trim_start_matches('/');
            matches!(
                name.to_ascii_lowercase().as_str(),
                "i" | "b"
                    | "em"
                    | "u"
                    | "sub"
                    | "sup"
                    | "strong"
                    | "sc"
                    | "span"
                    | "p"
                    | "br"
                    | "br/"
            )
        });
        match tag {
            Some(end) => rest = from.get(end + 1..).unwrap_or_default(),
            None => {
                out.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// Drops what databases print behind a title: `LA: Chi` (Ovid), `... includes discussion` (CINAHL).
fn without_tail(text: &str) -> &str {
    let text = match text.find("... includes ") {
        Some(at) => text.get(..at).unwrap_or(text),
        None => text,
    };
    match text.rfind(" LA: ") {
        Some(at) if text.len() - at <= 10 => text.get(..at).unwrap_or(text),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        wordings(text)
            .0
            .iter()
            .map(|wording| {
                let mut out = String::new();
                fold(wording, &mut out);
                out
            })
            .collect()
    }

    #[test]
    fn marks_of_databases_fall_away() {
        let bare = vec!["care at home".to_owned()];
        for text in [
            "Care at home",
            "[Care at home]. [German]",
            "Care at home. [Review] [31 refs]",
            "Care at home.[Erratum appears in Ann Care. 2004;8(2):99]",
            "Care at home.[Erratum appears in Ann Care. 2004",
            "Care at home... [corrected][published erratum appears in ANN CARE 2004]",
            "Care at home [abstract no: 12]",
            "Care at home (multiple letters) [2]",
            "Care at home LA: Ger",
            "Care at home... includes discussion",
            "<i>Care</i> at <sub>home</sub>",
            "[Care at home [see comment]]",
        ] {
            assert_eq!(plain(text), bare, "{text}");
            assert!(!wordings(text).1, "{text}");
        }
    }

    #[test]
    fn brackets_of_the_title_itself_stay() {
        assert_eq!(
            plain("[Correction of posture in clerks] [Polish]"),
            ["correction of posture in clerks"]
        );
        assert_eq!(plain("Care (at home) and work"), ["care at home and work"]);
    }

    #[test]
    fn a_title_in_two_languages_has_two_wordings() {
        assert_eq!(
            plain("Care at home [Pflege zu Hause heute]"),
            ["care at home", "pflege zu hause heute"]
        );
        assert_eq!(
            plain("Care at home. <ORIGINAL> PFLEGE ZU HAUSE"),
            ["care at home", "pflege zu hause"]
        );
    }

    #[test]
    fn a_citation_in_brackets_marks_a_notice() {
        for text in [
            "Care at home (vol 8, pg 15, 2010)",
            "Care at home (Annals of Care (2009) 36 (54-57))",
            "[Retraction of: Care at home]",
            "Care at home: Correction to Doe et al. (2014)",
        ] {
            assert!(wordings(text).1, "{text}");
        }
        assert!(!wordings("Care at home [Retraction in Ann Care 2011]").1);
    }

    #[test]
    fn open_brackets_and_odd_signs_end_somewhere() {
        for text in [
            "[",
            "(((((",
            "]",
            "a [b (c",
            "<",
            "<i",
            "[\u{301}",
            "x [",
            "\u{feff}[é",
        ] {
            let _ = wordings(text);
        }
    }
}
