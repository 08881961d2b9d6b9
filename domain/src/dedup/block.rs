//! Blocking: which pairs are worth a look, so that not every item meets every other.

use super::item::{Item, Library, mix};
use super::title::Wording;

/// Up to this many items with one key all meet each other.
const FULL_BLOCK: usize = 40;
/// In a larger block, items sorted by likeness of their keys meet this many neighbours.
const NEIGHBOURS: usize = 12;
/// Rare words of a title whose pairs become keys.
const RARE_WORDS: usize = 6;

/// Pairs of places in `items` that share a key, each once, the smaller place first.
///
/// Keys: DOI; PubMed number; database entry; the whole title; each two of the six rarest words of
/// the title that occur in another title too; first page with volume; first page, year and first
/// author; last page and volume; first author, volume and year; first and last author and year. A block of more than
/// 40 items is no sign of anything: there each item meets only its twelve neighbours in the order
/// of year, volume and first page, so the work stays linear.
pub(super) fn pairs(items: &[Item], library: &Library) -> Vec<(u32, u32)> {
    let mut frequency = vec![0u32; library.lexicon.len()];
    for wording in items.iter().flat_map(|item| &item.title.wordings) {
        for word in &wording.words {
            if let Some(count) = frequency.get_mut(*word as usize) {
                *count += 1;
            }
        }
    }
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(items.len() * 24);
    for (place, item) in (0u32..).zip(items) {
        keys_of(item, library, &frequency, |key| keys.push((key, place)));
    }
    keys.sort_unstable();
    keys.dedup();
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut sorted: Vec<u32> = Vec::new();
    for block in keys.chunk_by(|x, y| x.0 == y.0) {
        if block.len() < 2 {
            continue;
        }
        sorted.clear();
        sorted.extend(block.iter().map(|(_, place)| *place));
        let reach = if block.len() <= FULL_BLOCK {
            block.len()
        } else {
            sorted.sort_by_cached_key(|place| items.get(*place as usize).map(nearness));
            NEIGHBOURS
        };
        for (at, one) in sorted.iter().enumerate() {
            for other in sorted.iter().skip(at + 1).take(reach) {
                found.push((*one.min(other), *one.max(other)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What brings likely twins together in a block too large to be looked at whole.
fn nearness(item: &Item) -> (Option<u16>, Option<u64>, Option<u64>, [u8; 16]) {
    let page = item.pages.map(|pages| pages.first.number());
    (item.year, item.volume, page, item.likeness)
}

fn keys_of(item: &Item, library: &Library, frequency: &[u32], mut give: impl FnMut(u64)) {
    let mut key = |kind: u64, parts: [u64; 3]| {
        give(
            parts
                .iter()
                .fold(mix(kind), |hash, part| mix(hash.rotate_left(23) ^ part)),
        );
    };
    for (kind, number) in [(1, item.doi), (2, item.pmid), (3, item.accession)] {
        if let Some(number) = number {
            key(kind, [u64::from(number), 0, 0]);
        }
    }
    for wording in &item.title.wordings {
        let (mut letters, mut whole) = (0u64, 0u64);
        for byte in wording
            .words
            .iter()
            .flat_map(|w| library.lexicon.word(*w).bytes())
        {
            letters += 1;
            whole = whole.rotate_left(7).wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte);
        }
        key(4, [whole, letters, 0]);
        let rare = rarest(wording, library, frequency);
        for (at, one) in rare.iter().enumerate() {
            for other in rare.iter().skip(at + 1) {
                key(
                    5,
                    [u64::from(*one.min(other)), u64::from(*one.max(other)), 0],
                );
            }
        }
        if let [one] = rare.as_slice() {
            key(6, [u64::from(*one), 0, 0]);
        }
    }
    let first_author = item.authors.first().map(|author| u64::from(author.family));
    let last_author = item.authors.last().map(|author| u64::from(author.family));
    let year = item.year.map(u64::from);
    let first_page = item.pages.map(|pages| pages.first.number());
    let last_page = item
        .pages
        .and_then(|pages| pages.last)
        .map(|page| page.number());
    for (kind, parts) in [
        (7, [first_page, item.volume, Some(0)]),
        (8, [first_page, year, first_author]),
        (9, [last_page, item.volume, Some(0)]),
        (10, [first_author, item.volume, year]),
        (11, [first_author, last_author, year]),
    ] {
        if let [Some(one), Some(two), Some(three)] = parts {
            key(kind, [one, two, three]);
        }
    }
}

/// The rarest words of a title that some other title has too.
fn rarest(wording: &Wording, library: &Library, frequency: &[u32]) -> Vec<u32> {
    let mut words: Vec<(u32, &str, u32)> = wording
        .words
        .iter()
        .filter_map(|word| {
            let count = *frequency.get(*word as usize)?;
            let text = library.lexicon.word(*word);
            (count >= 2 && text.len() >= 3 && !library.lexicon.is_filler(*word))
                .then_some((count, text, *word))
        })
        .collect();
    // Equal counts are ordered by the words themselves: their numbers depend on the input order.
    words.sort_unstable();
    words.dedup();
    words
        .iter()
        .take(RARE_WORDS)
        .map(|(_, _, word)| *word)
        .collect()
}
