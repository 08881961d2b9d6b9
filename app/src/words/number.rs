//! How numbers are written.

/// A count with commas between the thousands: `1,940`.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: `1 record`, `1,940 records`.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// A small number as a word: `three`; from thirteen on in digits.
pub fn spelled(n: u64) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    match usize::try_from(n).ok().and_then(|n| WORDS.get(n)) {
        Some(word) => (*word).to_owned(),
        None => count(n),
    }
}

/// A sentence begun with a capital.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// The size of a file: `917 bytes`, `64 KB`, `1.5 MB`.
pub fn size(bytes: u64) -> String {
    const KB: u64 = 1_024;
    const MB: u64 = KB * KB;
    match bytes {
        0..KB => counted(bytes, "byte", "bytes"),
        KB..MB => format!("{} KB", bytes / KB),
        _ => {
            let tenths = bytes * 10 / MB;
            format!("{}.{} MB", count(tenths / 10), tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(n), text);
        }
        assert_eq!(spelled(0), "no");
        assert_eq!(spelled(12), "twelve");
        assert_eq!(spelled(1_300), "1,300");
        assert_eq!(capital("élan"), "Élan");
        assert_eq!(
            [1, 2_047, 1_600_000].map(size),
            ["1 byte", "1 KB", "1.5 MB"]
        );
        assert_eq!(counted(1, "record", "records"), "1 record");
        assert_eq!(counted(2_816, "entry", "entries"), "2,816 entries");
    }
}
