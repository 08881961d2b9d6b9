//! Where a record comes from: its people, its journal, its year, its number.

use crate::parts::reading::plain;
use domain::citation::Citation;
use leptos::prelude::*;

/// How many authors are named before "and 4 more".
const NAMED: usize = 12;

/// An author in short: `Urizar E` of `Urizar, Elena`.
fn author(printed: &str) -> String {
    let Some((family, given)) = printed.split_once(',') else {
        return printed.trim().to_owned();
    };
    let given = given.trim();
    let initials: String = if given.chars().count() <= 3 && given.chars().all(char::is_uppercase) {
        given.to_owned()
    } else {
        given
            .split(|c: char| c.is_whitespace() || c == '-' || c == '.')
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    format!("{} {initials}", family.trim()).trim().to_owned()
}

/// All authors in a line.
pub fn authors(citation: &Citation) -> String {
    let all = &citation.authors;
    let named: Vec<String> = all.iter().take(NAMED).map(|name| author(name)).collect();
    match all.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The first author's family name and the year: `Rosen 2011`.
pub fn short_name(authors: &str, year: Option<u16>) -> String {
    let first = authors.split(';').next().unwrap_or_default().trim();
    let family = first.split(',').next().unwrap_or_default().trim();
    match (family, year) {
        ("", None) => String::new(),
        ("", Some(year)) => year.to_string(),
        (family, None) => family.to_owned(),
        (family, Some(year)) => format!("{family} {year}"),
    }
}

/// The source below a title. What is hidden or unknown leaves no gap. `lines` puts the authors on
/// a line of their own.
pub fn source(citation: &Citation, lines: bool) -> Option<AnyView> {
    let people = authors(citation);
    let journal = citation.journal.as_deref().map(|journal| {
        let journal = plain(journal);
        view! { <i>{journal}</i> }.into_any()
    });
    let year = citation.year.map(|year| year.to_string().into_any());
    let doi = citation.doi.clone().map(|doi| {
        let to = format!("https://doi.org/{}", crate::links::encode(&doi));
        view! { <a href=to target="_blank" rel="noopener noreferrer">{doi}</a> }.into_any()
    });
    let rest: Vec<AnyView> = journal.into_iter().chain(year).chain(doi).collect();
    if people.is_empty() && rest.is_empty() {
        return None;
    }
    let between = match (people.is_empty() || rest.is_empty(), lines) {
        (true, _) => None,
        (false, true) => Some(view! { <br/> }.into_any()),
        (false, false) => Some(" · ".into_any()),
    };
    let rest = rest
        .into_iter()
        .enumerate()
        .map(|(n, part)| view! { {(n > 0).then_some(" · ")} {part} })
        .collect_view();
    Some(view! { <p class="record-source" dir="auto">{people} {between} {rest}</p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_named_in_short() {
        for (printed, short) in [
            ("Urizar, Elena", "Urizar E"),
            ("Maslin-Prothero, S. E.", "Maslin-Prothero SE"),
            ("Ham, CJ", "Ham CJ"),
            ("de la Cruz, Ana-María", "de la Cruz AM"),
            ("NHS Future Forum", "NHS Future Forum"),
        ] {
            assert_eq!(author(printed), short);
        }
    }

    #[test]
    fn a_short_name_has_what_is_known() {
        assert_eq!(short_name("Rosen, R; Ham, C", Some(2011)), "Rosen 2011");
        assert_eq!(short_name("", None), "");
    }

    #[test]
    fn nothing_known_is_nothing_shown() {
        assert!(source(&Citation::default(), true).is_none());
        let year = Citation {
            year: Some(2018),
            ..Citation::default()
        };
        let html = source(&year, true)
            .map(|view| view.to_html())
            .unwrap_or_default();
        assert!(html.contains("2018") && !html.contains("<br"), "{html}");
    }
}
