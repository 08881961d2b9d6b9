//! ISSN and ISBN.

use crate::text;

/// The numbers of several fields, each once, without the words behind them, as `1234-5678; 8765-4321`.
pub(crate) fn join<S: AsRef<str>>(fields: impl IntoIterator<Item = S>) -> Option<String> {
    let mut numbers: Vec<String> = Vec::new();
    for field in fields {
        for piece in field.as_ref().split([';', '|', '\n', '\r']) {
            let number = text::line(piece)
                .map(bare)
                .filter(|number| !number.is_empty());
            numbers.extend(number.filter(|number| !numbers.contains(number)));
        }
    }
    (!numbers.is_empty()).then(|| numbers.join("; "))
}

/// `EISSN-1234-5678 (Electronic)` is `1234-5678`.
fn bare(mut number: String) -> String {
    if let Some(at) = number.find(" (") {
        number.truncate(at);
    }
    for label in ["EISSN", "ISSN", "ISBN"] {
        if let Some(rest) = number.strip_prefix(label) {
            return rest.trim_start_matches(['-', ':', ' ']).to_owned();
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_joined_once_each() {
        let fields = [
            "1234-5678 (Print)\n8765-4321",
            "1234-5678; EISSN-2222-3333",
            "ISBN-978-1",
        ];
        assert_eq!(
            join(fields).as_deref(),
            Some("1234-5678; 8765-4321; 2222-3333; 978-1")
        );
        assert_eq!(join(["", "EISSN-"]), None);
    }
}
