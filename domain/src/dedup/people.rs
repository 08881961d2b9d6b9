//! Authors: how names are read, and how two lists of authors are set beside each other.

use super::spelling::same_but_for_spelling;
use super::vocabulary::is_particle;
use super::words::{Lexicon, fold};

/// Authors of one item that are looked at.
const LONGEST: usize = 30;

/// One author.
pub(super) struct Author {
    /// The family name without particles (van, de, Le), written as one word.
    pub(super) family: u32,
    /// All words of the name of two letters or more, those of the family first: databases disagree
    /// on which is the family.
    words: Vec<u32>,
    /// How many of the words are the family's.
    family_words: usize,
    /// First letters of the given names; a bit for each of a to z.
    initials: u32,
}

/// How two lists of authors relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AuthorPair {
    /// The same people, two or more of them, in whatever order if nobody is missing.
    Same,
    /// The same first author; one list is short or the others differ.
    First,
    /// Another first author, but at least half of the shorter list (two or more) is common.
    Overlap,
    /// A list is missing.
    Unknown,
    /// Other people.
    Differ,
}

/// Reads the authors in order. `room` is scratch space.
pub(super) fn read(authors: &[String], lexicon: &mut Lexicon, room: &mut String) -> Vec<Author> {
    authors
        .iter()
        .take(LONGEST)
        .filter_map(|name| author(name, lexicon, room))
        .collect()
}

fn author(name: &str, lexicon: &mut Lexicon, room: &mut String) -> Option<Author> {
    let name = name.trim();
    let (family, given) = match name.split_once(',') {
        Some((family, given)) => (family, given),
        None => split_unmarked(name),
    };
    fold(name, room);
    if matches!(
        room.as_str(),
        "" | "et al"
            | "al"
            | "others"
            | "and others"
            | "anonymous"
            | "anon"
            | "unknown"
            | "no author"
            | "no authorship indicated"
            | "not available"
    ) {
        return None;
    }
    let known = |w: &&str| w.len() >= 2 && !is_particle(w);
    fold(family, room);
    let mut words: Vec<u32> = room
        .split(' ')
        .filter(known)
        .map(|w| lexicon.number(w))
        .collect();
    let family_words = words.len();
    let mut joined: String = room.split(' ').filter(|w| !is_particle(w)).collect();
    if joined.is_empty() {
        joined = room.split(' ').collect();
    }
    if joined.is_empty() {
        return None;
    }
    fold(given, room);
    words.extend(room.split(' ').filter(known).map(|w| lexicon.number(w)));
    let initials = room
        .split(' ')
        .filter_map(|w| w.bytes().next())
        .filter(u8::is_ascii_lowercase)
        .fold(0, |bits, b| bits | 1 << (b - b'a'));
    Some(Author {
        family: lexicon.number(&joined),
        words,
        family_words,
        initials,
    })
}

/// `Smith AB` and `Anna Smith`: without a comma trailing capitals are initials, else the last word
/// is the family.
fn split_unmarked(name: &str) -> (&str, &str) {
    let Some((head, tail)) = name.rsplit_once(' ') else {
        return (name, "");
    };
    let letters = tail.chars().filter(|c| c.is_alphabetic());
    if letters.clone().count() <= 3 && letters.clone().all(char::is_uppercase) {
        (head, tail)
    } else {
        (tail, head)
    }
}

/// Sets two lists beside each other.
pub(super) fn compare(a: &[Author], b: &[Author], lexicon: &Lexicon) -> AuthorPair {
    let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else {
        return AuthorPair::Unknown;
    };
    let first = same_person(first_a, first_b, lexicon);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = short
        .iter()
        .filter(|one| long.iter().any(|other| same_person(one, other, lexicon)))
        .count();
    let most = common * 10 >= short.len() * 6;
    match (first, common) {
        (true, 2..) if most => AuthorPair::Same,
        (false, 2..) if common == short.len() => AuthorPair::Same,
        (true, _) => AuthorPair::First,
        (false, 2..) if common * 2 >= short.len() => AuthorPair::Overlap,
        // One name alone on a side is often the wrong one of the other's list.
        (false, 1) if short.len() == 1 && long.len() > 1 => AuthorPair::Overlap,
        _ => AuthorPair::Differ,
    }
}

fn same_person(a: &Author, b: &Author, lexicon: &Lexicon) -> bool {
    if a.family == b.family {
        return a.initials == 0 || b.initials == 0 || a.initials & b.initials != 0;
    }
    a.families().any(|word| b.words.contains(word))
        || b.families().any(|word| a.words.contains(word))
        || same_but_for_spelling(lexicon.word(a.family), lexicon.word(b.family))
}

impl Author {
    fn families(&self) -> impl Iterator<Item = &u32> {
        self.words.iter().take(self.family_words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: &[&str], b: &[&str]) -> AuthorPair {
        let mut lexicon = Lexicon::default();
        let mut room = String::new();
        let mut list = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            read(&names, &mut lexicon, &mut room)
        };
        let (a, b) = (list(a), list(b));
        compare(&a, &b, &lexicon)
    }

    #[test]
    fn one_name_in_many_forms() {
        for (a, b) in [
            ("Doe, Jane Mary", "Doe JM"),
            ("van der Berg, A.", "Berg, A."),
            ("Muñoz-Ramos, Eva", "Ramos, E. M."),
            ("Jane Doe", "Doe, J."),
            ("Roseberry de, Anton K.", "de Anton, K. R."),
            ("Boehmler, K.", "Böhmler, K."),
        ] {
            assert_eq!(pair(&[a], &[b]), AuthorPair::First, "{a} | {b}");
        }
    }

    #[test]
    fn a_common_family_name_with_other_initials_is_another_person() {
        assert_eq!(pair(&["Li, Wei"], &["Li, Na"]), AuthorPair::Differ);
    }

    #[test]
    fn lists_agree_first_or_whole() {
        assert_eq!(
            pair(&["Doe, J", "Roe, K"], &["Doe, Jane", "Roe, Karl"]),
            AuthorPair::Same
        );
        assert_eq!(
            pair(&["Doe, J", "Roe, K"], &["Roe, K", "Doe, J"]),
            AuthorPair::Same
        );
        assert_eq!(pair(&["Doe, J", "Roe, K"], &["Doe, J"]), AuthorPair::First);
        assert_eq!(
            pair(
                &["Poe, L", "Doe, J", "Roe, K", "Noe, M"],
                &["Moe, N", "Roe, K", "Doe, J", "Zoe, Q"]
            ),
            AuthorPair::Overlap
        );
        assert_eq!(pair(&["Doe, J"], &["Roe, K"]), AuthorPair::Differ);
    }

    #[test]
    fn nobody_is_unknown() {
        assert_eq!(pair(&[], &["Doe, J"]), AuthorPair::Unknown);
        assert_eq!(
            pair(&["Anonymous", "et al."], &["Doe, J"]),
            AuthorPair::Unknown
        );
    }
}
