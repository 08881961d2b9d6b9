//! Words: how text is folded before it is compared, and the lexicon that turns words into numbers.

use std::collections::HashMap;

use deunicode::deunicode_char;

use super::vocabulary::{is_column, is_filler, tongue};

/// Folds text to lower-case ASCII letters and digits with single spaces between words: accents
/// fall away, other scripts are transliterated, single Greek letters become their names,
/// apostrophes join (but not behind `d` and `l` of the Romance languages), a `?` inside a word is a
/// letter lost on the way, every other mark separates. `out` is emptied first.
pub(super) fn fold(text: &str, out: &mut String) {
    out.clear();
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            let inside =
                before.is_alphanumeric() && chars.peek().is_some_and(|n| n.is_alphanumeric());
            match c {
                '\'' | '`' => elide(out),
                '?' if inside => {}
                _ => space(out),
            }
        } else if let Some(name) = greek(c)
            && greek(before).is_none()
            && chars.peek().is_none_or(|next| greek(*next).is_none())
        {
            // A lone letter is a symbol ("TNF-α"); inside a Greek word it is a letter.
            space(out);
            out.push_str(name);
            space(out);
        } else if matches!(c, '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{00b4}') {
            elide(out);
        } else if let Some(plain) = deunicode_char(c) {
            for p in plain.chars() {
                if p.is_ascii_alphanumeric() {
                    out.push(p.to_ascii_lowercase());
                } else if p != '\'' && p != '`' {
                    space(out);
                }
            }
        } else {
            space(out);
        }
        before = c;
    }
    if out.ends_with(' ') {
        out.pop();
    }
}

fn elide(out: &mut String) {
    if matches!(out.rsplit(' ').next(), Some("d" | "l")) {
        space(out);
    }
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn greek(c: char) -> Option<&'static str> {
    Some(match c {
        'α' | 'Α' => "alpha",
        'β' | 'Β' | 'ϐ' => "beta",
        'γ' | 'Γ' => "gamma",
        'δ' | 'Δ' => "delta",
        'ε' | 'Ε' | 'ϵ' => "epsilon",
        'ζ' | 'Ζ' => "zeta",
        'η' | 'Η' => "eta",
        'θ' | 'Θ' | 'ϑ' => "theta",
        'ι' | 'Ι' => "iota",
        'κ' | 'Κ' | 'ϰ' => "kappa",
        'λ' | 'Λ' => "lambda",
        'μ' | 'Μ' | 'µ' => "mu",
        'ν' | 'Ν' => "nu",
        'ξ' | 'Ξ' => "xi",
        'ο' | 'Ο' => "omicron",
        'π' | 'Π' | 'ϖ' => "pi",
        'ρ' | 'Ρ' | 'ϱ' => "rho",
        'σ' | 'Σ' | 'ς' => "sigma",
        'τ' | 'Τ' => "tau",
        'υ' | 'Υ' => "upsilon",
        'φ' | 'Φ' | 'ϕ' => "phi",
        'χ' | 'Χ' => "chi",
        'ψ' | 'Ψ' => "psi",
        'ω' | 'Ω' => "omega",
        _ => return None,
    })
}

/// Every word met, once. A word is known by its number; numbers say nothing but same or not.
#[derive(Default)]
pub(super) struct Lexicon {
    numbers: HashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    text: String,
}

#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    length: u32,
    filler: bool,
    subject: bool,
    digits: bool,
    tongue: i8,
}

impl Lexicon {
    /// The number of `word`; a new one if it was never met.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry {
            start: u32::try_from(self.text.len()).unwrap_or(u32::MAX),
            length: u32::try_from(word.len()).unwrap_or(u32::MAX),
            filler: is_filler(word),
            subject: !is_filler(word) && !is_column(word),
            tongue: tongue(word),
            digits: word.bytes().any(|b| b.is_ascii_digit()),
        });
        self.text.push_str(word);
        self.numbers.insert(word.into(), number);
        number
    }

    /// The word behind `number`; empty if there is none.
    pub(super) fn word(&self, number: u32) -> &str {
        self.entries.get(number as usize).map_or("", |entry| {
            let start = entry.start as usize;
            self.text
                .get(start..start.saturating_add(entry.length as usize))
                .unwrap_or_default()
        })
    }

    /// Letters and digits of the word.
    pub(super) fn letters(&self, number: u32) -> u32 {
        self.entries
            .get(number as usize)
            .map_or(0, |entry| entry.length)
    }

    /// Whether the word is a small word without a subject.
    pub(super) fn is_filler(&self, number: u32) -> bool {
        self.entries
            .get(number as usize)
            .is_some_and(|entry| entry.filler)
    }

    /// Whether the word helps to tell one title from another.
    pub(super) fn is_subject(&self, number: u32) -> bool {
        self.entries
            .get(number as usize)
            .is_some_and(|entry| entry.subject)
    }

    /// 1 for a small word of English, -1 for one of another language, 0 for all others.
    pub(super) fn tongue(&self, number: u32) -> i32 {
        self.entries
            .get(number as usize)
            .map_or(0, |entry| i32::from(entry.tongue))
    }

    /// Whether the word is or holds a number.
    pub(super) fn has_digit(&self, number: u32) -> bool {
        self.entries
            .get(number as usize)
            .is_some_and(|entry| entry.digits)
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut out = String::from("left over");
        fold(text, &mut out);
        out
    }

    #[test]
    fn folding_levels_accents_case_and_punctuation() {
        assert_eq!(folded("  Müller's «Étude»—No 2!  "), "mullers etude no 2");
        assert_eq!(folded("TNF-α and β₂"), "tnf alpha and beta 2");
        assert_eq!(folded("l’art d'aimer, symptom’s"), "l art d aimer symptoms");
        assert_eq!(folded("Soci?t? rurale? Oui"), "socit rurale oui");
        assert_eq!(folded("Работа"), "rabota");
        assert_eq!(folded("e\u{301}tude"), "etude");
        assert_eq!(folded("\u{fffd}\u{0}"), "");
    }

    #[test]
    fn a_greek_word_is_not_spelled_out_letter_by_letter() {
        assert!(!folded("μελέτη").contains("epsilon"));
    }

    #[test]
    fn a_word_keeps_its_number() {
        let mut lexicon = Lexicon::default();
        let first = lexicon.number("care");
        let second = lexicon.number("nurse");
        assert_eq!(lexicon.number("care"), first);
        assert_eq!(
            (lexicon.word(first), lexicon.word(second)),
            ("care", "nurse")
        );
        assert_eq!(lexicon.word(99), "");
    }
}
