//! The place of an item in print: volume, issue and pages as numbers that can be compared.

/// Whether two values of a field agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agree {
    Same,
    Unknown,
    Differ,
}

/// Compares two values of which either may be missing.
pub(super) fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> Agree {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Agree::Same,
        (Some(_), Some(_)) => Agree::Differ,
        _ => Agree::Unknown,
    }
}

/// A page: letters before the number (`S` of `S27`) and the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    letters: [u8; 4],
    number: u64,
}

/// First and last page. An article number is a first page alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pages {
    pub(super) first: Page,
    pub(super) last: Option<Page>,
}

/// How two page fields relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PagePair {
    /// The same first and last page, at least two pages, not starting at page 1.
    Range,
    /// The same pages, but one alone, one field without last page, or counted from 1.
    Single,
    /// Only the first or only the last page is the same, or the two overlap by more than a page.
    Overlap,
    Unknown,
    Differ,
}

/// Volume or issue as a number: the first run of digits, else a roman numeral. A supplement's own
/// number is neither.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    if text
        .get(..5)
        .is_some_and(|head| head.eq_ignore_ascii_case("suppl"))
    {
        return None;
    }
    if let Some(start) = text.find(|c: char| c.is_ascii_digit()) {
        return digits(text.get(start..).unwrap_or_default());
    }
    roman(text)
}

fn digits(text: &str) -> Option<u64> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    // Eighteen digits fit; more are no number of a page or volume.
    text.get(..end)?.get(..end.min(18))?.parse().ok()
}

fn roman(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let mut total = 0u64;
    let mut before = 0u64;
    for c in text.bytes().rev() {
        let value = match c.to_ascii_lowercase() {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            _ => return None,
        };
        if value < before {
            total = total.checked_sub(value)?;
        } else {
            total += value;
            before = value;
        }
    }
    Some(total)
}

/// Reads a page field: `1403-8`, `pp. 31--40`, `e12-e19`, `S27`, `106482`. A page count
/// (`180 p`) is no page, and a date a spreadsheet
/// made of pages 2-5 (`02-May`) is read back.
pub(super) fn pages(text: &str) -> Option<Pages> {
    text.split([',', ';', '+'])
        .filter_map(one_range)
        // Of several ranges in any order the first in print.
        .min_by_key(|pages| (pages.first.number, pages.first.letters))
}

fn one_range(text: &str) -> Option<Pages> {
    let lower = text.trim().to_ascii_lowercase();
    if lower
        .strip_suffix('.')
        .unwrap_or(&lower)
        .trim_end()
        .ends_with(" p")
        || lower.ends_with(" pages")
    {
        return None;
    }
    let is_dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    if let Some((day, month)) = lower.split_once(is_dash)
        && let Some(pages) = from_date(day.trim(), month.trim())
    {
        return Some(pages);
    }
    let text = lower
        .trim_start_matches("pages")
        .trim_start_matches("pp")
        .trim_start_matches("p.")
        .trim_start_matches(['.', ' ']);
    let mut ends = text.split(is_dash).filter(|part| has_digit(part));
    let first = page(ends.next()?)?;
    let last = ends
        .next()
        .and_then(page)
        .map(|last| spelled_out(first, last));
    Some(Pages { first, last })
}

/// Pages that a spreadsheet took for a date: `02-May` was 2-5, `9-Dec` was 9-12.
fn from_date(one: &str, other: &str) -> Option<Pages> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let month = |text: &str| {
        MONTHS
            .iter()
            .position(|m| *m == text)
            .map(|at| at as u64 + 1)
    };
    let (day, month) = match (month(one), month(other)) {
        (None, Some(month)) => (digits(one)?, month),
        (Some(month), None) => (digits(other)?, month),
        _ => return None,
    };
    let page = |number| Page {
        letters: [0; 4],
        number,
    };
    Some(Pages {
        first: page(day.min(month)),
        last: Some(page(day.max(month))),
    })
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

fn page(text: &str) -> Option<Page> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut letters = [0; 4];
    let before = text.get(..start)?.bytes().filter(u8::is_ascii_alphabetic);
    for (cell, letter) in letters.iter_mut().zip(before) {
        *cell = letter;
    }
    Some(Page {
        letters,
        number: digits(text.get(start..)?)?,
    })
}

/// `1403-8` ends on page 1408.
fn spelled_out(first: Page, mut last: Page) -> Page {
    let mut power = 10u64;
    while power <= last.number {
        power = power.saturating_mul(10);
    }
    if last.number < first.number && power <= first.number {
        last.number += first.number - first.number % power;
    }
    if last.letters == [0; 4] {
        last.letters = first.letters;
    }
    last
}

fn same_page(a: Page, b: Page) -> bool {
    a.number == b.number && (a.letters == b.letters || a.letters == [0; 4] || b.letters == [0; 4])
}

fn overlap(first_a: Page, last_a: Page, first_b: Page, last_b: Page) -> bool {
    let common = last_a
        .number
        .min(last_b.number)
        .saturating_sub(first_a.number.max(first_b.number));
    let longest = last_a
        .number
        .saturating_sub(first_a.number)
        .max(last_b.number.saturating_sub(first_b.number));
    // Two articles share a page where one ends and the other begins, never two; a range of
    // hundreds of pages is a misprint.
    common >= 1 && longest < 200 && first_a.letters == first_b.letters
}

/// Sets two page fields beside each other.
pub(super) fn compare_pages(a: Option<Pages>, b: Option<Pages>) -> PagePair {
    let (Some(a), Some(b)) = (a, b) else {
        return PagePair::Unknown;
    };
    let first = same_page(a.first, b.first);
    match (a.last, b.last) {
        (Some(x), Some(y)) => match (first, same_page(x, y)) {
            (true, true) if x.number > a.first.number && a.first.number > 1 => PagePair::Range,
            (true, true) => PagePair::Single,
            (true, false) | (false, true) => PagePair::Overlap,
            (false, false) if overlap(a.first, x, b.first, y) => PagePair::Overlap,
            (false, false) => PagePair::Differ,
        },
        _ if first => PagePair::Single,
        _ => PagePair::Differ,
    }
}

impl Pages {
    /// Pages counted from 1.
    pub(super) fn is_from_one(self) -> bool {
        self.first.number == 1
    }
}

impl Page {
    /// The number of a Cochrane review (`CD001234`), which all its versions share.
    pub(super) fn is_cochrane(self) -> bool {
        self.letters == [b'c', b'd', 0, 0]
    }

    /// The number of the page, without its letters.
    pub(super) fn number(self) -> u64 {
        self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: &str, b: &str) -> PagePair {
        compare_pages(pages(a), pages(b))
    }

    #[test]
    fn volumes_are_numbers_however_they_are_printed() {
        assert_eq!(number(" 30a"), Some(30));
        assert_eq!(number("Vol. 12 Suppl 1"), Some(12));
        assert_eq!(number("XIV"), Some(14));
        assert_eq!(number("Suppl 2"), None);
        assert_eq!(number("n/a"), None);
        assert_eq!(
            number("99999999999999999999999"),
            Some(999_999_999_999_999_999)
        );
    }

    #[test]
    fn the_same_pages_in_many_forms() {
        for (a, b) in [
            ("1403-1408", "1403-8"),
            ("pp. 31--40", "31\u{2013}40"),
            ("EX11-EX19", "EX11-19"),
            ("c51-c58", "51-58"),
            ("531-6; discussion 537", "531-536"),
            ("188-191+171-177", "\"171-7, 188-91\""),
        ] {
            assert_eq!(pair(a, b), PagePair::Range, "{a} | {b}");
        }
        assert_eq!(pair("01-May", "1-5"), PagePair::Single);
        assert_eq!(pair("e12", "e12-e19"), PagePair::Single);
        assert_eq!(pair("1-16", "1-16"), PagePair::Single);
    }

    #[test]
    fn pages_that_share_more_than_an_edge_overlap() {
        assert_eq!(pair("303-311", "303-312"), PagePair::Overlap);
        assert_eq!(pair("454-460", "452-458"), PagePair::Overlap);
        assert_eq!(pair("10-15", "15-20"), PagePair::Differ);
        assert_eq!(pair("10-15", "110-115"), PagePair::Differ);
        assert_eq!(pair("S27", "T27"), PagePair::Differ);
    }

    #[test]
    fn a_page_count_is_no_page() {
        assert_eq!(pages("180 p"), None);
        assert_eq!(pages("iii-xii"), None);
        assert_eq!(pages(""), None);
        assert_eq!(pair("180 p.", "7"), PagePair::Unknown);
    }
}
