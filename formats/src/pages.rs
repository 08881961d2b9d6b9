//! Page ranges.

/// Pages as `first-last`, a single page, or an article number, from the field for the first page (or
/// for all of them) and the field for the last.
pub(crate) fn range(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let first = first.map(tidy).filter(|page| !page.is_empty());
    let last = last.map(tidy).filter(|page| !page.is_empty());
    match (first, last) {
        (Some(first), Some(last)) if first != last && !first.contains('-') => {
            Some(format!("{first}-{last}"))
        }
        (Some(first), _) => match first.split_once('-') {
            Some((begin, end)) if begin == end => Some(begin.to_owned()),
            _ => Some(first),
        },
        (None, last) => last,
    }
}

/// One kind of dash, no spaces around it, no `pp.` in front, nothing open at the end.
fn tidy(pages: &str) -> String {
    let mut out = String::with_capacity(pages.len());
    for letter in without_label(pages.trim()).chars() {
        match letter {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                out.truncate(out.trim_end().len());
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            ' ' if out.ends_with('-') => {}
            _ => out.push(letter),
        }
    }
    out.trim_matches([' ', '-', ',', ';', '.']).to_owned()
}

fn without_label(pages: &str) -> &str {
    for label in ["pp.", "pp", "p.", "p"] {
        let matches = pages
            .get(..label.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(label));
        if matches {
            let rest = pages[label.len()..].trim_start();
            if rest.starts_with(|c: char| c.is_ascii_digit()) && label != "p" {
                return rest;
            }
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_one_form() {
        for (first, last, expected) in [
            ("476", "481", "476-481"),
            ("377", "86", "377-86"),
            ("1-22", "", "1-22"),
            ("1-22", "22", "1-22"),
            ("pp 37-64", "", "37-64"),
            ("376 -- 383", "", "376-383"),
            ("53", "53", "53"),
            ("53-53", "", "53"),
            ("S5\u{2013}S9", "", "S5-S9"),
            ("e0815", "", "e0815"),
            ("p1", "p9", "p1-p9"),
            ("", "9", "9"),
            ("12-", "", "12"),
        ] {
            assert_eq!(range(Some(first), Some(last)).as_deref(), Some(expected));
        }
        assert_eq!(range(Some(" - "), None), None);
    }
}
