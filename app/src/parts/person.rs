//! People: initials, and initials with the name.

use leptos::prelude::*;

/// The first letters of the first and last word of a name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// A name with its initials before it.
pub fn person(name: &str) -> AnyView {
    view! {
        <span class="person">
            <span class="initials initials-small" aria-hidden="true">{initials(name)}</span>
            {name.to_owned()}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_first_and_last() {
        for (name, short) in [
            ("Ana", "A"),
            ("ana maría de la Cruz", "AC"),
            ("", ""),
            ("ß ö", "SSÖ"),
        ] {
            assert_eq!(initials(name), short);
        }
    }
}
