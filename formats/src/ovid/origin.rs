//! Ovid's `SO` field: journal, volume, issue and pages in one sentence.

/// What the sentence says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    pub journal: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
}

/// Takes the usual forms apart: `Songs. 201(2-3):327-334, November 2004.`, `Songs June
/// 2015;58(6):688-696`, `Songs. Vol.43(5), Sep 2015, pp. 623-634.`, `Songs, 2013(1): 3-28.`
pub(super) fn parse(sentence: &str) -> Origin {
    let sentence = without_editors(sentence.trim().trim_end_matches('.'));
    let (journal, rest) = split_journal(sentence);
    let (volume, issue, behind) = numbers(rest);
    Origin {
        journal: (!journal.is_empty()).then(|| journal.to_owned()),
        volume,
        issue,
        pages: pages(behind),
    }
}

/// The sentence behind the editors of a book and the year in brackets.
fn without_editors(sentence: &str) -> &str {
    let editors = sentence.contains("[Ed");
    let behind = sentence
        .rsplit_once("]. ")
        .filter(|_| editors)
        .map_or(sentence, |(_, rest)| rest);
    match behind
        .strip_prefix('(')
        .and_then(|rest| rest.split_once("). "))
    {
        Some((year, rest)) if crate::dates::year(year).is_some() => rest,
        _ => behind,
    }
}

/// The name of the journal ends where the first date or number begins: behind a full stop, a comma, or
/// in front of a month.
fn split_journal(sentence: &str) -> (&str, &str) {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
        match (letter.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(begin)) => {
                words.push((begin, &sentence[begin..at]));
                start = None;
            }
            _ => {}
        }
    }
    for pair in words.windows(2) {
        let ((_, before), (at, word)) = (pair[0], pair[1]);
        let stop = before.ends_with(['.', ',', ';']);
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        let number = digit || word.starts_with("Vol.") || word.starts_with("(pp.");
        if (stop && number) || (is_month(word) && followed_by_year(&sentence[at..])) {
            let journal = sentence[..at].trim_end_matches([' ', '.', ',', ';']);
            return (journal, &sentence[at..]);
        }
    }
    (sentence.trim_end_matches(['.', ',', ';']), "")
}

fn is_month(word: &str) -> bool {
    const NAMES: [&str; 16] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Spring",
        "Summer",
        "Autumn",
        "Winter",
    ];
    NAMES.iter().any(|name| word.starts_with(name))
}

fn followed_by_year(text: &str) -> bool {
    let next = text.split_whitespace().nth(1).unwrap_or_default();
    crate::dates::year(next).is_some()
}

/// Volume and issue, and what stands behind them.
fn numbers(rest: &str) -> (Option<String>, Option<String>, &str) {
    let body = match rest.split_once(';') {
        Some((date, behind)) if crate::dates::year(date).is_some() => behind,
        _ => rest,
    };
    let body = body.trim_start().trim_start_matches("Vol.").trim_start();
    let digits = body
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(body.len());
    let (volume, behind) = body.split_at(digits);
    if volume.is_empty() || behind.starts_with('-') {
        return (None, None, body);
    }
    let volume = Some(volume.to_owned());
    match behind
        .strip_prefix('(')
        .and_then(|inner| closing(inner).map(|at| inner.split_at(at)))
    {
        Some((issue, behind)) => (volume, Some(issue.trim().to_owned()), &behind[1..]),
        None if behind.starts_with(':') => (volume, None, behind),
        None => (None, None, behind),
    }
}

/// Where a bracket closes that is already open.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.find(|c| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        false
    })
}

fn pages(behind: &str) -> Option<String> {
    let from = match (behind.split_once("pp."), behind.split_once(':')) {
        (Some((_, pages)), _) | (None, Some((_, pages))) => pages,
        (None, None) => behind,
    };
    let pages = from
        .trim()
        .split([',', ';', ' ', ')'])
        .next()?
        .trim_end_matches('.');
    let range = from.len() != behind.len() || pages.contains('-');
    (range && pages.contains(|c: char| c.is_ascii_digit())).then(|| pages.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms() {
        for (sentence, journal, volume, issue, pages) in [
            (
                "Choir Ecology & Song. 201(2-3):327-334, November 15, 2004.",
                "Choir Ecology & Song",
                "201",
                "2-3",
                "327-334",
            ),
            (
                "Choirs: With a Subtitle June 2019;1(6):123-456",
                "Choirs: With a Subtitle",
                "1",
                "6",
                "123-456",
            ),
            (
                "Acta Cantus November/December 2010;6:611-613",
                "Acta Cantus",
                "6",
                "",
                "611-613",
            ),
            (
                "Cantus Psychology. Vol.43(5), Sep 2015, pp. 623-634. ",
                "Cantus Psychology",
                "43",
                "5",
                "623-634",
            ),
            (
                "Abstracts of Song Section A. Vol.75(2-A(E)),2014, pp. No Pagination Specified.",
                "Abstracts of Song Section A",
                "75",
                "2-A(E)",
                "",
            ),
            (
                "Journal of Song Affairs, 2013(1): 3-28.",
                "Journal of Song Affairs",
                "2013",
                "1",
                "3-28",
            ),
            (
                "Tenor, A [Editor, Reprint Author], Bass, D [Editor]. Methods in song. 359-370, 2004.",
                "Methods in song",
                "",
                "",
                "359-370",
            ),
            (
                "Bass, D [Ed]; Alto, C [Ed]. (2012). Coaching choirs: An approach. (pp. 11-31). xvii, 250 pp",
                "Coaching choirs: An approach",
                "",
                "",
                "11-31",
            ),
            ("A book of rounds", "A book of rounds", "", "", ""),
        ] {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let expected = Origin {
                journal: some(journal),
                volume: some(volume),
                issue: some(issue),
                pages: some(pages),
            };
            assert_eq!(parse(sentence), expected, "{sentence}");
        }
        assert_eq!(parse(""), Origin::default());
    }
}
