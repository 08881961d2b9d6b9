//! Two items set beside each other, field by field.

use super::item::Item;
use super::journal::JournalPair;
use super::people::AuthorPair;
use super::place::{self, Agree, PagePair};
use super::title_pair::TitlePair;

/// Two items set beside each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) title: Option<TitlePair>,
    pub(super) one_is_notice: bool,
    pub(super) authors: AuthorPair,
    pub(super) journal: JournalPair,
    pub(super) years_apart: Option<u16>,
    pub(super) volume: Agree,
    pub(super) issue: Agree,
    pub(super) pages: PagePair,
    pub(super) doi: Agree,
    pub(super) pmid: Agree,
    pub(super) accession: Agree,
    pub(super) text: Agree,
    /// Neither has a volume, as with proceedings.
    pub(super) neither_has_volume: bool,
    /// Neither says where it was printed.
    pub(super) both_placeless: bool,
    /// One is marked as the abstract of a meeting, the other is not.
    pub(super) one_of_meeting: bool,
    /// Both carry the number of a Cochrane review.
    pub(super) cochrane: bool,
}

impl Pair {
    /// All fields but title, authors and journal, which take longer to compare.
    pub(super) fn of_fields(a: &Item, b: &Item) -> Self {
        let shifted = is_shifted(a, b) || is_shifted(b, a);
        Self {
            title: None,
            authors: AuthorPair::Unknown,
            journal: JournalPair::Unknown,
            one_is_notice: a.title.notice != b.title.notice,
            years_apart: a.year.zip(b.year).map(|(x, y)| x.abs_diff(y)),
            volume: if shifted { Agree::Same } else { volumes(a, b) },
            issue: if shifted {
                Agree::Unknown
            } else {
                place::agree(a.issue, b.issue)
            },
            pages: match place::compare_pages(a.pages, b.pages) {
                PagePair::Differ if shifted || a.is_unplaced() || b.is_unplaced() => {
                    PagePair::Unknown
                }
                pages => pages,
            },
            doi: place::agree(a.doi, b.doi),
            pmid: place::agree(a.pmid, b.pmid),
            accession: match place::agree(a.accession, b.accession) {
                Agree::Same => Agree::Same,
                _ => Agree::Unknown,
            },
            text: same_text(&a.sketch, &b.sketch),
            neither_has_volume: a.volume.is_none() && b.volume.is_none(),
            both_placeless: a.is_placeless() && b.is_placeless(),
            one_of_meeting: a.of_meeting != b.of_meeting,
            cochrane: a
                .pages
                .zip(b.pages)
                .is_some_and(|(x, y)| x.first.is_cochrane() && y.first.is_cochrane()),
        }
    }
}

/// Whether the one has its volume in the place of the issue and its issue in the place of the pages.
fn is_shifted(one: &Item, other: &Item) -> bool {
    one.volume.is_none()
        && one.issue.is_some()
        && one.issue == other.volume
        && one
            .pages
            .is_some_and(|pages| Some(pages.first.number()) == other.issue)
}

/// Volumes, forgiving a year in the place of a volume.
fn volumes(a: &Item, b: &Item) -> Agree {
    let is_year = |item: &Item| item.volume.is_some() && item.volume == item.year.map(u64::from);
    match place::agree(a.volume, b.volume) {
        Agree::Differ if is_year(a) || is_year(b) => Agree::Unknown,
        agree => agree,
    }
}

/// Whether two abstracts are one text: at least half of the smallest hashes of their word triples
/// in common (bottom-k sketch, Broder 1997); other texts share hardly any.
fn same_text(a: &[u32], b: &[u32]) -> Agree {
    if a.is_empty() || b.is_empty() {
        return Agree::Unknown;
    }
    let size = a.len().min(b.len());
    let (mut i, mut j, mut seen, mut common) = (0, 0, 0, 0);
    while seen < size {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                common += 1;
                i += 1;
                j += 1;
            }
            (Some(x), Some(y)) if x < y => i += 1,
            (Some(_), None) => i += 1,
            _ => j += 1,
        }
        seen += 1;
    }
    if common * 2 >= size {
        Agree::Same
    } else if common * 10 <= size {
        Agree::Differ
    } else {
        Agree::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abstracts_are_one_text_by_half_of_their_sketch() {
        let whole: Vec<u32> = (0..16).map(|n| n * 10).collect();
        let cut: Vec<u32> = (0..16)
            .map(|n| if n % 4 == 0 { n * 10 + 1 } else { n * 10 })
            .collect();
        let other: Vec<u32> = (0..16).map(|n| n * 10 + 5).collect();
        assert_eq!(same_text(&whole, &whole), Agree::Same);
        assert_eq!(same_text(&whole, &cut), Agree::Same);
        assert_eq!(same_text(&whole, &other), Agree::Differ);
        assert_eq!(same_text(&whole, &[]), Agree::Unknown);
    }
}
