//! Spelling: words that are the same but for a slip of the pen, and letters to change.

/// Whether two words are one word mistyped or inflected: one letter added, dropped, changed or
/// swapped behind the first in words of five or more letters (or the `o` of "oesophagus"), or a
/// common stem of six with short endings.
pub(super) fn same_but_for_spelling(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().min(b.len()) < 5 {
        return false;
    }
    let head = common(a.iter(), b.iter());
    if head == 0 {
        // Mistypers rarely miss the first letter; opposites differ there (maternal, paternal).
        return a.strip_prefix(b"o") == Some(b) || b.strip_prefix(b"o") == Some(a);
    }
    let (rest_a, rest_b) = (&a[head..], &b[head..]);
    if head >= 6 && rest_a.len() <= 3 && rest_b.len() <= 3 {
        return true;
    }
    one_edit(rest_a, rest_b)
}

fn common<'a>(a: impl Iterator<Item = &'a u8>, b: impl Iterator<Item = &'a u8>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).count()
}

/// `a` and `b` start differently (or one is empty); is one edit enough to make them equal?
fn one_edit(a: &[u8], b: &[u8]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let tail = common(a.iter().rev(), b.iter().rev());
    let (a, b) = (
        &a[..a.len() - tail.min(a.len())],
        &b[..b.len() - tail.min(b.len())],
    );
    match (a, b) {
        ([], []) | ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        _ => false,
    }
}

/// The longest text [`edits`] compares; longer ones count as wholly different.
pub(super) const LONGEST_EDITED: usize = 96;

/// The number of letters to add, drop or change (Levenshtein 1966) to turn `a` into `b`; the
/// length of the longer one if either is longer than [`LONGEST_EDITED`].
pub(super) fn edits(a: &[u8], b: &[u8]) -> usize {
    if a.len() > LONGEST_EDITED || b.len() > LONGEST_EDITED {
        return a.len().max(b.len());
    }
    let mut row = [0usize; LONGEST_EDITED + 1];
    for (j, cell) in row.iter_mut().enumerate() {
        *cell = j;
    }
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_are_one_word_and_opposites_are_two() {
        for (a, b) in [
            ("haemolytic", "hemolytic"),
            ("integration", "integrations"),
            ("randomised", "randomized"),
            ("recieve", "receive"),
            ("oesophagus", "esophagus"),
        ] {
            assert!(same_but_for_spelling(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("hypotension", "hypertension"),
            ("inpatient", "outpatient"),
            ("male", "female"),
            ("maternal", "paternal"),
            ("part", "port"),
        ] {
            assert!(!same_but_for_spelling(a, b), "{a} {b}");
        }
    }

    #[test]
    fn edits_counts_letters() {
        assert_eq!(edits(b"kitten", b"sitting"), 3);
        assert_eq!(edits(b"", b"abc"), 3);
        assert_eq!(edits(&[b'a'; 200], b"a"), 200);
    }
}
