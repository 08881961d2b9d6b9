//! Word lists: small words, standing columns, languages, and what marks an answer or a notice.

fn among(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Small words that carry no subject in the languages most titles are in.
pub(super) fn is_filler(word: &str) -> bool {
    among(
        word,
        "a an the of in on for and or to by with from at as is its amp de la le el les des du der \
         die das und et y e del di fur fuer voor van en d l",
    )
}

/// Words of which standing columns make their titles ("Preface to the special
/// issue"); they do not help to tell one item from the next.
pub(super) fn is_column(word: &str) -> bool {
    among(
        word,
        "editorial editorials editor editors introduction comment comments commentary remarks \
         letter letters preface foreword reply response news book books review reviews abstract \
         abstracts note notes guest president presidents message issue special author authors \
         index contents obituary calendar announcement announcements report column",
    )
}

/// Words that, at the beginning or end of what one title has more, say that it answers the other.
pub(super) fn answers(word: &str) -> bool {
    among(
        word,
        "reply replies response responses comment comments commentary rejoinder rebuttal letter \
         re answer discussion editorial erratum correction corrigendum retraction protocol",
    )
}

/// 1 for a small word of English, -1 for one of another language, 0 for all others.
pub(super) fn tongue(word: &str) -> i8 {
    if among(word, "the of and with from for by to its between") {
        1
    } else if among(
        word,
        "de la el los las der die das und des les et del dos da em y il di von zur fur mit bei du \
         una een het och og na dla w i v",
    ) {
        -1
    } else {
        0
    }
}

/// Whether a bracket that opens with this word names the language of the text.
pub(super) fn is_language(word: &str) -> bool {
    among(
        word,
        "chinese english french german spanish italian japanese russian portuguese polish dutch \
         danish swedish norwegian finnish turkish korean czech hungarian romanian serbian croatian \
         bulgarian greek hebrew arabic persian farsi ukrainian slovak slovenian lithuanian estonian \
         latvian icelandic serbo thai vietnamese indonesian catalan",
    )
}

/// Words in a short bracket that label the entry and are no part of its title.
pub(super) fn is_label(word: &str) -> bool {
    among(
        word,
        "review refs ref abstract letter editorial careers news article see text internet \
         proceedings poster no",
    )
}

/// Particles and suffixes of family names, which databases print or drop.
pub(super) fn is_particle(word: &str) -> bool {
    among(
        word,
        "van von de der den del della di da dos do la le les du el al ten ter zu zur jr sr st bin \
         ibn af av y e d l",
    )
}

/// Small words in the names of journals.
pub(super) fn is_small_in_journals(word: &str) -> bool {
    among(
        word,
        "the of and for in on de la le et des du der die das fur und del di el y a an e do da i amp \
         d l s zur im og till voor unknown",
    )
}

/// Words that stand behind a colon or dash in many journals' names.
pub(super) fn is_common_in_journals(word: &str) -> bool {
    among(
        word,
        "journal conference abstracts abstract proceedings supplement suppl section series \
         international official annual meeting part b c ii science sciences research review reviews \
         medicine publication",
    )
}

/// What tells one year's conference from the next, and is printed or not: years, ordinals,
/// "proceedings", "vols 1-3".
pub(super) fn is_edition(word: &str) -> bool {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let ordinal = |tail: &&str| word.strip_suffix(*tail).is_some_and(number);
    number(word)
        || ["st", "nd", "rd", "th"].iter().any(ordinal)
        || ["teenth", "tieth"].iter().any(|tail| word.ends_with(tail))
        || among(
            word,
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
             annual proceedings proc vol vols volume ieee acm",
        )
}

/// Roman and spelled-out numbers as digits. `i`, `v` and `x` are letters too, so they count only
/// behind a word that is counted, or `i` at the very end.
pub(super) fn as_number(word: &str, before: &str, last: bool) -> Option<&'static str> {
    Some(match word {
        "one" => "1",
        "two" | "ii" => "2",
        "three" | "iii" => "3",
        "four" | "iv" => "4",
        "five" => "5",
        "six" | "vi" => "6",
        "seven" | "vii" => "7",
        "eight" | "viii" => "8",
        "nine" | "ix" => "9",
        "ten" => "10",
        "i" if last || is_counted(before) => "1",
        "v" if is_counted(before) => "5",
        "x" if is_counted(before) => "10",
        _ => return None,
    })
}

fn is_counted(word: &str) -> bool {
    among(
        word,
        "part phase type study stage class grade teil parte partie paper report chapter level \
         experiment volume",
    )
}

/// What a notice opens with, longer heads before shorter ones.
const NOTICE_HEADS: [&str; 20] = [
    "notice of retraction of",
    "notice of retraction",
    "expression of concern",
    "publisher correction to",
    "publisher correction",
    "author correction to",
    "author correction",
    "corrigendum to",
    "corrigendum for",
    "corrigendum",
    "corrigenda",
    "correction to",
    "correction",
    "corrections",
    "erratum to",
    "erratum for",
    "erratum",
    "errata",
    "addendum",
    "retraction",
];

/// The folded title of a notice without the word that says so; `None` if it is no notice.
pub(super) fn without_notice(folded: &str) -> Option<&str> {
    let head = NOTICE_HEADS.iter().find_map(|head| {
        let rest = folded.strip_prefix(head)?;
        (rest.is_empty() || rest.starts_with(' ')).then_some(rest.trim_start())
    });
    head.or_else(|| {
        ["erratum", "corrigendum", "errata", "addendum"]
            .iter()
            .find_map(|tail| folded.strip_suffix(tail)?.strip_suffix(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_known_by_its_head_or_tail() {
        assert_eq!(
            without_notice("erratum to care at home"),
            Some("care at home")
        );
        assert_eq!(
            without_notice("care at home corrigendum"),
            Some("care at home")
        );
        assert_eq!(without_notice("erratum"), Some(""));
        assert_eq!(without_notice("corrective surgery of the spine"), None);
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        assert_eq!(as_number("ii", "", false), Some("2"));
        assert_eq!(as_number("three", "", false), Some("3"));
        assert_eq!(as_number("i", "phase", false), Some("1"));
        assert_eq!(as_number("i", "vitamin", false), None);
        assert_eq!(as_number("i", "vitamin", true), Some("1"));
    }

    #[test]
    fn editions_of_a_conference_are_told_by_words_without_meaning() {
        for word in ["2019", "25th", "sixteenth", "twentieth", "proceedings"] {
            assert!(is_edition(word), "{word}");
        }
        assert!(!is_edition("systems"));
    }
}
