//! Titles set beside each other.

use super::spelling::{edits, same_but_for_spelling};
use super::title::{Title, Weight, Wording};
use super::vocabulary;
use super::words::Lexicon;

/// How two wordings relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same words, but for spelling, spacing and small words.
    Same,
    /// One has all words of the other and more, as with a subtitle left out.
    Longer,
    /// Each has words the other lacks.
    Changed,
}

/// Two titles set beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TitlePair {
    pub(super) relation: Relation,
    /// Letters in common words, thousandths of all letters.
    pub(super) alike: u16,
    /// Both carry a number the other lacks, as in a series: part 1, part 2.
    pub(super) numbers_clash: bool,
    /// What one has more says that it answers the other: reply, comment, letter.
    pub(super) answers: bool,
    /// The longer goes on where the shorter ends, as with a subtitle.
    pub(super) goes_on: bool,
    /// How much the shorter of the two tells.
    pub(super) weight: Weight,
    /// One is in English, the other is not.
    pub(super) other_language: bool,
}

/// Room for the comparison, kept between pairs so that none is allocated for a pair.
#[derive(Default)]
pub(super) struct Desk {
    left_over_a: Vec<(u8, u32)>,
    left_over_b: Vec<(u8, u32)>,
    joined_a: Vec<u8>,
    joined_b: Vec<u8>,
}

/// Sets two titles beside each other; of several wordings the pair that agrees best counts.
/// `None` if either has no words.
pub(super) fn compare(
    a: &Title,
    b: &Title,
    lexicon: &Lexicon,
    desk: &mut Desk,
) -> Option<TitlePair> {
    let mut best: Option<TitlePair> = None;
    for one in &a.wordings {
        for other in &b.wordings {
            let pair = compare_wordings(one, other, lexicon, desk);
            if best.is_none_or(|so_far| rank(&pair) > rank(&so_far)) {
                best = Some(pair);
            }
        }
    }
    best
}

fn rank(pair: &TitlePair) -> (u8, u16, bool, Weight) {
    let relation = match pair.relation {
        Relation::Same => 2,
        Relation::Longer => 1,
        Relation::Changed => 0,
    };
    (
        relation,
        pair.alike,
        !pair.numbers_clash && !pair.answers,
        pair.weight,
    )
}

fn compare_wordings(a: &Wording, b: &Wording, lexicon: &Lexicon, desk: &mut Desk) -> TitlePair {
    let (short, long) = if a.letters <= b.letters {
        (a, b)
    } else {
        (b, a)
    };
    let mut pair = TitlePair {
        relation: Relation::Same,
        alike: 1000,
        numbers_clash: false,
        answers: false,
        goes_on: long.words.starts_with(&short.words),
        weight: short.weight(),
        other_language: a.english.signum() * b.english.signum() < 0,
    };
    if a.words == b.words {
        return pair;
    }
    let mut shared = share(a, b, lexicon, desk);
    let all = a.letters + b.letters;
    // Nothing below can make so few common words a likeness.
    if shared * 5 < 4 * short.letters {
        pair.relation = Relation::Changed;
        pair.alike = thousandths(shared, all);
        return pair;
    }
    shared += pair_spellings(lexicon, desk);
    shared += pair_joined(lexicon, desk);
    let left_a = left(&desk.left_over_a, a.words.len(), lexicon);
    let left_b = left(&desk.left_over_b, b.words.len(), lexicon);
    pair.alike = thousandths(shared, all);
    pair.relation = match (left_a.subject, left_b.subject) {
        (false, false) => Relation::Same,
        (true, true) => Relation::Changed,
        _ => Relation::Longer,
    };
    pair.numbers_clash = left_a.number && left_b.number;
    pair.answers = left_a.answers || left_b.answers;
    pair
}

fn thousandths(part: u32, whole: u32) -> u16 {
    u16::try_from(u64::from(part) * 1000 / u64::from(whole.max(1)))
        .unwrap_or(1000)
        .min(1000)
}

/// Letters in words both have; what is left over goes on the desk, in the order of the title.
fn share(a: &Wording, b: &Wording, lexicon: &Lexicon, desk: &mut Desk) -> u32 {
    desk.left_over_a.clear();
    desk.left_over_b.clear();
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.sorted.len() || j < b.sorted.len() {
        let x = a.sorted.get(i);
        let y = b.sorted.get(j);
        match (x, y) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                shared += 2 * lexicon.letters(x.0);
                i += 1;
                j += 1;
            }
            (Some(x), y) if y.is_none_or(|y| x.0 < y.0) => {
                desk.left_over_a.push((x.1, x.0));
                i += 1;
            }
            (_, Some(y)) => {
                desk.left_over_b.push((y.1, y.0));
                j += 1;
            }
            _ => break,
        }
    }
    desk.left_over_a.sort_unstable();
    desk.left_over_b.sort_unstable();
    shared
}

/// Takes pairs of words that differ in spelling alone off the desk.
fn pair_spellings(lexicon: &Lexicon, desk: &mut Desk) -> u32 {
    let mut shared = 0;
    let others = &mut desk.left_over_b;
    desk.left_over_a.retain(|&(_, word)| {
        let text = lexicon.word(word);
        if lexicon.has_digit(word) {
            return true;
        }
        let twin = others
            .iter()
            .position(|&(_, other)| same_but_for_spelling(text, lexicon.word(other)));
        match twin {
            Some(at) => {
                let (_, other) = others.remove(at);
                shared += lexicon.letters(word) + lexicon.letters(other);
                false
            }
            None => true,
        }
    });
    shared
}

/// Clears the desk if what is left over is the same text with other spaces ("meta analysis",
/// "metaanalysis") or nearly so.
fn pair_joined(lexicon: &Lexicon, desk: &mut Desk) -> u32 {
    join(&desk.left_over_a, lexicon, &mut desk.joined_a);
    join(&desk.left_over_b, lexicon, &mut desk.joined_b);
    let (a, b) = (&desk.joined_a, &desk.joined_b);
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let longer = a.len().max(b.len());
    let digits = |text: &[u8]| text.iter().any(u8::is_ascii_digit);
    let same = a == b
        || (longer >= 6
            && a.first() == b.first()
            && !digits(a)
            && !digits(b)
            && edits(a, b) <= (longer / 8).max(1));
    if !same {
        return 0;
    }
    let shared = u32::try_from(a.len() + b.len()).unwrap_or(0);
    desk.left_over_a.clear();
    desk.left_over_b.clear();
    shared
}

fn join(words: &[(u8, u32)], lexicon: &Lexicon, out: &mut Vec<u8>) {
    out.clear();
    for &(_, word) in words.iter().filter(|(_, word)| !lexicon.is_filler(*word)) {
        out.extend_from_slice(lexicon.word(word).as_bytes());
    }
}

struct LeftOver {
    subject: bool,
    number: bool,
    answers: bool,
}

fn left(words: &[(u8, u32)], title_words: usize, lexicon: &Lexicon) -> LeftOver {
    let mut left = LeftOver {
        subject: false,
        number: false,
        answers: false,
    };
    for &(place, word) in words {
        let at_edge = place == 0 || usize::from(place) + 1 == title_words;
        left.subject |= !lexicon.is_filler(word);
        left.number |= lexicon.has_digit(word);
        left.answers |= at_edge && vocabulary::answers(lexicon.word(word));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::title::read;

    fn pair(a: &str, b: &str) -> TitlePair {
        let mut lexicon = Lexicon::default();
        let mut room = String::new();
        let (a, b) = (
            read(a, &mut lexicon, &mut room),
            read(b, &mut lexicon, &mut room),
        );
        compare(&a, &b, &lexicon, &mut Desk::default()).expect("both have words")
    }

    #[test]
    fn spelling_spacing_and_small_words_make_no_other_title() {
        for (a, b) in [
            (
                "Meta-analysis of home care",
                "Metaanalysis of the home care",
            ),
            (
                "Haemolysis in runners: a randomised trial",
                "Hemolysis in runners - a randomized trial",
            ),
            ("Phase II study of tea", "Phase 2 study of tea"),
            (
                "Soins ? domicile: enqu?te rurale",
                "Soins à domicile: enquête rurale",
            ),
            ("Care & work", "Care &amp; work"),
        ] {
            assert_eq!(pair(a, b).relation, Relation::Same, "{a} | {b}");
        }
    }

    #[test]
    fn a_subtitle_makes_a_title_longer() {
        let longer = pair("Care in valleys", "Care in valleys: a survey of nurses");
        assert_eq!((longer.relation, longer.goes_on), (Relation::Longer, true));
        assert!(longer.alike < 1000 && longer.alike > 400);
    }

    #[test]
    fn another_subject_changes_a_title() {
        let changed = pair("Tea for adults with gout", "Tea for adolescents with gout");
        assert_eq!(changed.relation, Relation::Changed);
        assert!(!changed.numbers_clash);
    }

    #[test]
    fn parts_of_a_series_clash() {
        assert!(pair("Care in valleys. Part I", "Care in valleys. Part II").numbers_clash);
        assert!(pair("Care in valleys 2019", "Care in valleys 2020").numbers_clash);
        assert!(!pair("Care in valleys", "Care in valleys. Part II").numbers_clash);
    }

    #[test]
    fn an_answer_is_known_by_its_first_or_last_word() {
        assert!(pair("Care in valleys", "Reply to: Care in valleys").answers);
        assert!(pair("Care in valleys", "Care in valleys - authors' reply").answers);
        assert!(
            !pair(
                "Care in valleys",
                "Care in valleys: the response of nurses to floods"
            )
            .answers
        );
    }

    #[test]
    fn the_wording_that_agrees_best_counts() {
        let pair = pair(
            "Pflege zu Hause heute",
            "Care at home today [Pflege zu Hause heute]",
        );
        assert_eq!((pair.relation, pair.alike), (Relation::Same, 1000));
    }

    #[test]
    fn two_languages_are_noticed() {
        assert!(pair("The care of the old", "Die Pflege der Alten und das Heim").other_language);
        assert!(!pair("The care of the old", "The nursing of the aged").other_language);
    }
}
