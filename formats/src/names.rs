//! Names of authors.

use crate::text;

/// One name: spaces in order, a space behind the comma after the family name, no mark at the end.
pub(crate) fn one(raw: &str) -> Option<String> {
    let mut name = text::line(raw)?;
    name.truncate(name.trim_end_matches([',', ';', ' ']).len());
    let tight = |at: usize| name[at + 1..].starts_with(char::is_alphabetic);
    if memchr::memchr_iter(b',', name.as_bytes()).any(tight) {
        let mut spaced = String::with_capacity(name.len() + 4);
        let mut from = 0;
        for at in memchr::memchr_iter(b',', name.as_bytes()).filter(|at| tight(*at)) {
            spaced.push_str(&name[from..=at]);
            spaced.push(' ');
            from = at + 1;
        }
        spaced.push_str(&name[from..]);
        name = spaced;
    }
    (!name.is_empty()).then_some(name)
}

/// Adds the names in one field of a tagged format: one, or several with semicolons between them.
pub(crate) fn in_field(raw: &str, names: &mut Vec<String>) {
    if memchr::memchr(b';', raw.as_bytes()).is_none() {
        names.extend(one(raw));
    } else {
        names.extend(text::split_list(raw, ';').into_iter().filter_map(one));
    }
}

/// The names in one cell of a table, in whatever way the table lists them: with semicolons, bars,
/// `and`, or commas.
pub(crate) fn in_cell(raw: &str) -> Vec<String> {
    for mark in [';', '|'] {
        let by_mark = text::split_list(raw, mark);
        let has_mark = by_mark.len() > 1 || raw.trim_end().ends_with(mark);
        if has_mark {
            return by_mark
                .into_iter()
                .filter_map(|name| one(without_number(name)))
                .collect();
        }
    }
    let Some(cell) = text::line(raw) else {
        return Vec::new();
    };
    let by_and: Vec<&str> = cell.split(" and ").collect();
    if let [list, last] = by_and.as_slice()
        && list.contains(',')
        && !last.contains(',')
        && last.contains(' ')
    {
        return list.split(',').chain([*last]).filter_map(one).collect();
    }
    if by_and.len() > 1 {
        return by_and.into_iter().filter_map(one).collect();
    }
    by_commas(&cell)
}

/// Names with commas between them, where the commas do not stand inside the names.
fn by_commas(cell: &str) -> Vec<String> {
    let pieces: Vec<&str> = cell
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let family_first = |piece: &&str| {
        piece
            .trim_end_matches('.')
            .rsplit_once(' ')
            .is_some_and(|(_, last)| is_initials(last))
    };
    if pieces.len() > 1 && pieces.iter().all(family_first) {
        return pieces.into_iter().filter_map(one).collect();
    }
    let pairs = pieces.len() >= 4
        && pieces.len().is_multiple_of(2)
        && pieces
            .iter()
            .skip(1)
            .step_by(2)
            .all(|given| is_initials(given));
    if pairs {
        return pieces
            .chunks(2)
            .filter_map(|pair| one(&pair.join(", ")))
            .collect();
    }
    if pieces.len() >= 3 && pieces.iter().all(|piece| piece.contains(' ')) {
        return pieces.into_iter().filter_map(one).collect();
    }
    one(cell).into_iter().collect()
}

/// `J`, `J.-P.`, `DK`, `M. A.`: capital letters with dots, hyphens and spaces.
fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=4).contains(&letters)
        && text
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | ' '))
}

/// A name without the number of a database's author register behind it.
fn without_number(name: &str) -> &str {
    match name
        .trim_end()
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    {
        Some((name, number))
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            name
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidy() {
        assert_eq!(one("Tenor,A.B. ").as_deref(), Some("Tenor, A.B."));
        assert_eq!(one("Alto, C,").as_deref(), Some("Alto, C"));
        assert_eq!(one(" , "), None);
    }

    #[test]
    fn cells_list_names_in_many_ways() {
        for (cell, expected) in [
            ("Tenor, A; Alto, B; ", &["Tenor, A", "Alto, B"][..]),
            (
                "Tenor, Anna (123); Alto, Bo (45)",
                &["Tenor, Anna", "Alto, Bo"],
            ),
            ("Anna Tenor|Bo Alto", &["Anna Tenor", "Bo Alto"]),
            (
                "Tenor, A. and Alto, B. and Bass, C.",
                &["Tenor, A.", "Alto, B.", "Bass, C."],
            ),
            ("Tenor, A.\n and Alto, B.\n", &["Tenor, A.", "Alto, B."]),
            (
                "Anna Tenor, Bo Alto and Cy Bass",
                &["Anna Tenor", "Bo Alto", "Cy Bass"],
            ),
            ("Tenor AB, O'Alto C.", &["Tenor AB", "O'Alto C."]),
            ("Tenor, A.B., Alto, C.", &["Tenor, A.B.", "Alto, C."]),
            (
                "Anna Tenor, Bo Alto, Cy Bass",
                &["Anna Tenor", "Bo Alto", "Cy Bass"],
            ),
            ("Tenor, Anna", &["Tenor, Anna"]),
            ("van der Tenor, Anna Maria", &["van der Tenor, Anna Maria"]),
            ("de la Tenor, J. M.", &["de la Tenor, J. M."]),
            ("The Choir Trial Group", &["The Choir Trial Group"]),
            ("", &[]),
        ] {
            assert_eq!(in_cell(cell), expected, "{cell}");
        }
    }
}
