//! Addresses in the web.

/// The addresses in a field, in their order. A field without anything that looks like an address is
/// taken as it is printed, if it is one word.
pub(crate) fn all(field: &str) -> Vec<String> {
    let words = || {
        field
            .split_whitespace()
            .map(|word| word.trim_end_matches([';', ',']))
    };
    let found: Vec<String> = words()
        .filter(|word| is_address(word))
        .map(str::to_owned)
        .collect();
    let mut rest = words();
    match (found.is_empty(), rest.next(), rest.next()) {
        (true, Some(word), None) if !word.is_empty() => vec![word.to_owned()],
        _ => found,
    }
}

/// Whether a word is an address that a browser can open.
pub(crate) fn is_address(word: &str) -> bool {
    ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|start| {
            word.len() > start.len()
                && word
                    .get(..start.len())
                    .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_addresses_in_one_field_are_told_apart() {
        assert_eq!(
            all("http://a.example; http://b.example"),
            ["http://a.example", "http://b.example"]
        );
        assert_eq!(
            all("https://a.example/x     U2  - L1"),
            ["https://a.example/x"]
        );
        assert_eq!(all("//a.example/x"), ["//a.example/x"]);
        assert!(all("see the library").is_empty());
        assert!(all("").is_empty());
    }
}
