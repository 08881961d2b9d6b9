//! Journals: one name in its many abbreviations.

use std::collections::HashMap;

use super::spelling::same_but_for_spelling;
use super::vocabulary::{is_common_in_journals, is_edition, is_small_in_journals};
use super::words::fold;

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JournalPair {
    /// One journal: the same name, an abbreviation, an acronym, a name in another language beside
    /// it, or the same ISSN.
    Same,
    /// One name starts with the other ("Nursing", "Nursing Research"): may be one
    /// journal or two.
    Starts,
    /// A name is missing.
    Unknown,
    Differ,
}

/// One name, in the parts in which it may stand alone, each a list of words without fillers.
struct Name {
    parts: Vec<Vec<String>>,
}

/// Every journal name met, once, with the pairs compared so far.
#[derive(Default)]
pub(super) struct Shelf {
    numbers: HashMap<String, u32>,
    names: Vec<Name>,
    compared: HashMap<(u32, u32), JournalPair>,
}

impl Shelf {
    /// The number of the journal printed as `text`; `None` if no word is left of it.
    pub(super) fn number(&mut self, text: &str, room: &mut String) -> Option<u32> {
        if let Some(&number) = self.numbers.get(text) {
            return Some(number);
        }
        let name = read(text, room)?;
        let number = u32::try_from(self.names.len()).ok()?;
        self.names.push(name);
        self.numbers.insert(text.to_owned(), number);
        Some(number)
    }

    /// Sets two journals beside each other.
    pub(super) fn compare(&mut self, a: Option<u32>, b: Option<u32>) -> JournalPair {
        let (Some(a), Some(b)) = (a, b) else {
            return JournalPair::Unknown;
        };
        if a == b {
            return JournalPair::Same;
        }
        let key = (a.min(b), a.max(b));
        if let Some(&known) = self.compared.get(&key) {
            return known;
        }
        let pair = match (
            self.names.get(key.0 as usize),
            self.names.get(key.1 as usize),
        ) {
            (Some(x), Some(y)) => compare(x, y),
            _ => JournalPair::Unknown,
        };
        self.compared.insert(key, pair);
        pair
    }
}

fn read(text: &str, room: &mut String) -> Option<Name> {
    let mut parts: Vec<Vec<String>> = Vec::new();
    let (text, meeting) = meeting(text).unwrap_or((text, ""));
    // "Conference on Examples, COE": the acronym behind a comma says nothing new.
    let text = match text.rsplit_once(", ") {
        Some((name, tail)) if tail.len() <= 8 && tail.bytes().all(|b| b.is_ascii_uppercase()) => {
            name
        }
        _ => text,
    };
    let whole = text
        .split(['(', ')'])
        .step_by(2)
        .collect::<Vec<_>>()
        .join(" ");
    // A place in brackets ("(London, England)") names no journal; other separators part a name
    // from its acronym, its translation or its subtitle.
    let joined = whole.replace('-', "");
    let mut pieces = vec![whole.as_str(), joined.as_str(), meeting];
    pieces.extend(whole.split(['=', '[', ']', ':', '/', ';']));
    pieces.extend(whole.split(". "));
    pieces.extend(whole.split(" - "));
    for piece in pieces {
        fold(piece, room);
        let words: Vec<String> = room
            .split(' ')
            .filter(|w| !w.is_empty() && !is_small_in_journals(w) && !is_edition(w))
            .map(str::to_owned)
            .collect();
        let letters: usize = words.iter().map(String::len).sum();
        let tells = letters >= 4 && !words.iter().all(|w| is_common_in_journals(w));
        if !words.is_empty() && (parts.is_empty() || tells) && !parts.contains(&words) {
            parts.push(words);
        }
    }
    (!parts.is_empty()).then_some(Name { parts })
}

/// Parts the journal from the meeting whose abstracts it printed, as Embase writes it:
/// "Journal of Examples. Conference: 6th Congress on Examples".
pub(super) fn meeting(text: &str) -> Option<(&str, &str)> {
    let (journal, meeting) = text.split_once("Conference: ")?;
    let journal = journal.trim_end().strip_suffix('.')?;
    journal
        .chars()
        .any(char::is_alphabetic)
        .then_some((journal, meeting))
}

fn compare(a: &Name, b: &Name) -> JournalPair {
    let mut best = JournalPair::Differ;
    for x in &a.parts {
        for y in &b.parts {
            if same_name(x, y) || same_name(y, x) {
                return JournalPair::Same;
            }
            if starts_with(x, y) || starts_with(y, x) {
                best = JournalPair::Starts;
            }
        }
    }
    best
}

/// Whether `short` is `long`, its abbreviation or its acronym, or stands in it as a name of four
/// words or more.
fn same_name(short: &[String], long: &[String]) -> bool {
    if short.len() == long.len() && short.iter().zip(long).all(|(s, l)| word_fits(s, l)) {
        return true;
    }
    if let [acronym] = short {
        let initials = long.iter().filter_map(|w| w.bytes().next());
        if long.len() >= 3 && acronym.bytes().eq(initials) {
            return true;
        }
    }
    if short.len() >= 4 && long.windows(short.len()).any(|part| part == short) {
        return true;
    }
    let (s, l) = (short.concat(), long.concat());
    s.len() >= 6 && s == l
}

/// Whether `long` goes on where `short` ends.
fn starts_with(short: &[String], long: &[String]) -> bool {
    short.len() < long.len() && short.iter().zip(long).all(|(s, l)| word_fits(s, l))
}

/// Whether one word abbreviates the other: its beginning (`nat`, `nature`), or its first letter
/// with letters of it in order, at most five (`natl`, `national`).
fn word_fits(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.starts_with(short) {
        return true;
    }
    if short.len() > 5 {
        return same_but_for_spelling(short, long);
    }
    let mut letters = long.bytes();
    short.as_bytes().first() == long.as_bytes().first()
        && short.bytes().all(|s| letters.any(|l| l == s))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: &str, b: &str) -> JournalPair {
        let mut shelf = Shelf::default();
        let mut room = String::new();
        let (a, b) = (shelf.number(a, &mut room), shelf.number(b, &mut room));
        let there = shelf.compare(a, b);
        assert_eq!(shelf.compare(b, a), there);
        there
    }

    #[test]
    fn one_journal_in_many_forms() {
        for (a, b) in [
            ("Annals of Home Care", "Ann Home Care"),
            (
                "Annals of Home Care",
                "The Annals of home care (London, England)",
            ),
            ("National Care Letters", "Natl. Care Lett."),
            ("AHCR", "Annals of Home Care Research"),
            (
                "AHCR. Annals of home care research",
                "Annals of Home Care Research",
            ),
            ("Pflege heute = Nursing today", "Nursing Today"),
            (
                "AHCR Annals of Home Care Research",
                "Annals of Home Care Research",
            ),
            ("Annals of Neuro-vascular Care", "Ann Neurovasc Care"),
            ("Revue fran?aise d'hygi?ne", "Revue francaise d Hygiene"),
            ("Walking; a journal of slow travel", "Walking (12345678)"),
            ("Annhomecare", "Ann Home Care"),
            (
                "2019 Conference on Home Care",
                "12th Annual Conference on Home Care, CHC",
            ),
            (
                "Annals of Home Care.Conference: 6th Congress of Care",
                "Annals of Home Care",
            ),
        ] {
            assert_eq!(pair(a, b), JournalPair::Same, "{a} | {b}");
        }
    }

    #[test]
    fn a_longer_name_may_be_another_journal() {
        assert_eq!(pair("Nursing", "Nursing Research"), JournalPair::Starts);
    }

    #[test]
    fn other_journals_differ() {
        for (a, b) in [
            ("Annals of Home Care", "Archives of Surgery"),
            ("Lancet (London, England)", "Gut (London, England)"),
            ("Journal: Research", "Archive: Research"),
        ] {
            assert_eq!(pair(a, b), JournalPair::Differ, "{a} | {b}");
        }
        assert_eq!(pair("...", "Annals of Home Care"), JournalPair::Unknown);
    }
}
