//! Titles: what is read off a title.

use super::marks::wordings;
use super::vocabulary::{as_number, without_notice};
use super::words::{Lexicon, fold};

/// Words of one wording that are looked at; the rest of a longer title is not.
const LONGEST: usize = 60;
/// One wording of a title. A title printed in two languages has two.
pub(super) struct Wording {
    /// Numbers of the words, in order.
    pub(super) words: Vec<u32>,
    /// The same with their places, sorted by word.
    pub(super) sorted: Vec<(u32, u8)>,
    /// Letters and digits in all words.
    pub(super) letters: u32,
    /// Words with a subject: neither small nor the name of a column.
    subject: usize,
    /// Small words of English, less those of other languages.
    pub(super) english: i32,
}

impl Wording {
    pub(super) fn weight(&self) -> Weight {
        match (self.subject, self.letters) {
            (4.., 30..) => Weight::Telling,
            (3.., 20..) => Weight::Some,
            (2.., 10..) => Weight::Short,
            _ => Weight::Light,
        }
    }
}

/// All that is read off one title.
#[derive(Default)]
pub(super) struct Title {
    pub(super) wordings: Vec<Wording>,
    /// The title says that this is a notice about another text: erratum, corrigendum, retraction.
    pub(super) notice: bool,
}

/// How much a title tells an item by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// "Editorial", "Reply": says nothing.
    Light,
    /// Two subject words.
    Short,
    /// Three subject words and twenty letters.
    Some,
    /// Four subject words and thirty letters: another article hardly has it too.
    Telling,
}

/// Reads a title. `room` is scratch space.
pub(super) fn read(text: &str, lexicon: &mut Lexicon, room: &mut String) -> Title {
    let (parts, notice_marked) = wordings(text);
    let mut title = Title {
        wordings: Vec::with_capacity(parts.len()),
        notice: notice_marked,
    };
    for part in parts {
        fold(&part, room);
        let plain = match without_notice(room) {
            Some("") => {
                title.notice = true;
                room.as_str()
            }
            Some(rest) => {
                title.notice = true;
                rest
            }
            None => room.as_str(),
        };
        if let Some(mut wording) = wording(plain, lexicon) {
            if in_other_script(&part) {
                wording.english = i32::MIN;
            }
            title.wordings.push(wording);
        }
    }
    title
}

/// Whether at least half of the letters are of another script than Latin.
fn in_other_script(text: &str) -> bool {
    let (mut all, mut other) = (0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        all += 1;
        other += usize::from(c >= '\u{370}' && !('\u{1e00}'..='\u{1eff}').contains(&c));
    }
    other * 2 > all
}

fn wording(folded: &str, lexicon: &mut Lexicon) -> Option<Wording> {
    let mut words = Vec::new();
    let mut letters = 0;
    let mut subject = 0;
    let mut english = 0;
    let mut before = "";
    let mut rest = folded.split(' ').filter(|w| !w.is_empty()).peekable();
    while let Some(word) = rest.next() {
        if words.len() == LONGEST {
            break;
        }
        let counted = as_number(word, before, rest.peek().is_none());
        before = word;
        let word = counted.unwrap_or(word);
        letters += u32::try_from(word.len()).unwrap_or(0);
        let number = lexicon.number(word);
        subject += usize::from(lexicon.is_subject(number));
        english += lexicon.tongue(number);
        words.push(number);
    }
    if words.is_empty() {
        return None;
    }
    let mut sorted: Vec<(u32, u8)> = words.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    Some(Wording {
        words,
        sorted,
        letters,
        subject,
        english,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Title {
        read(text, &mut Lexicon::default(), &mut String::new())
    }

    fn weight(text: &str) -> Option<Weight> {
        title(text).wordings.first().map(Wording::weight)
    }

    #[test]
    fn a_title_tells_by_its_subject_words() {
        assert_eq!(weight("Editorial"), Some(Weight::Light));
        assert_eq!(
            weight("Preface to the special issue: letters and comments"),
            Some(Weight::Light)
        );
        assert_eq!(weight("Rural clinics"), Some(Weight::Short));
        assert_eq!(weight("Stewardship of rural clinics"), Some(Weight::Some));
        assert_eq!(
            weight("Stewardship of rural clinics in mountain valleys"),
            Some(Weight::Telling)
        );
        assert_eq!(weight("..."), None);
    }

    #[test]
    fn a_notice_loses_the_word_that_says_so() {
        let notice = title("Erratum to: Care pathways in small hospitals");
        assert!(notice.notice);
        assert_eq!(notice.wordings.len(), 1);
        assert_eq!(notice.wordings[0].words.len(), 5);
        assert!(!title("Care pathways in small hospitals").notice);
        assert!(title("Erratum").notice);
    }

    #[test]
    fn a_text_in_another_script_is_no_english() {
        assert!(title("Забота на дому").wordings[0].english < 0);
        assert!(title("The burden of care").wordings[0].english > 0);
    }

    #[test]
    fn a_title_without_end_is_read_up_to_a_length() {
        let long = "word ".repeat(5000);
        assert_eq!(title(&long).wordings[0].words.len(), LONGEST);
    }
}
