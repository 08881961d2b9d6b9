//! One citation, read once for all comparisons.

use sha2::{Digest, Sha256};

use super::journal::{self, Shelf};
use super::people::{self, Author};
use super::place::{self, Pages};
use super::title::{self, Title};
use super::words::{Lexicon, fold};
use crate::citation::Citation;

/// Hashes of an abstract that are kept to estimate how much text two abstracts share.
const SKETCH: usize = 16;

/// What the comparisons need of one citation.
pub(super) struct Item {
    /// The same for two items exactly if no comparison can tell them apart.
    pub(super) likeness: [u8; 16],
    pub(super) title: Title,
    pub(super) authors: Vec<Author>,
    pub(super) year: Option<u16>,
    pub(super) journal: Option<u32>,
    /// The journal field names the meeting of which this is an abstract.
    pub(super) of_meeting: bool,
    pub(super) issn: Option<u32>,
    pub(super) volume: Option<u64>,
    pub(super) issue: Option<u64>,
    pub(super) pages: Option<Pages>,
    pub(super) doi: Option<u32>,
    pub(super) pmid: Option<u32>,
    /// Accession number together with the database that gave it.
    pub(super) accession: Option<u32>,
    /// The smallest hashes of the abstract's word triples, sorted; empty without abstract.
    pub(super) sketch: Vec<u32>,
}

impl Item {
    /// Pages counted from 1 without a volume: those of a paper before it got its place.
    pub(super) fn is_unplaced(&self) -> bool {
        self.volume.is_none() && self.pages.is_some_and(Pages::is_from_one)
    }

    /// Says nothing of where it was printed.
    pub(super) fn is_placeless(&self) -> bool {
        self.journal.is_none() && self.volume.is_none() && self.pages.is_none()
    }
}

/// What all items share: the words and the journals.
#[derive(Default)]
pub(super) struct Library {
    pub(super) lexicon: Lexicon,
    pub(super) shelf: Shelf,
}

/// Reads every citation.
pub(super) fn read_all(citations: &[Citation]) -> (Library, Vec<Item>) {
    let mut library = Library::default();
    let mut room = String::new();
    let items = citations
        .iter()
        .map(|citation| read(citation, &mut library, &mut room))
        .collect();
    (library, items)
}

fn read(citation: &Citation, library: &mut Library, room: &mut String) -> Item {
    let Library { lexicon, shelf } = library;
    let doi = citation.doi.as_deref().and_then(bare_doi);
    let pmid = pubmed_number(citation);
    let sketch = citation
        .abstract_text
        .as_deref()
        .map_or_else(Vec::new, |text| {
            fold(text, room);
            sketch(room)
        });
    let title = citation.title.as_deref().unwrap_or_default();
    Item {
        likeness: likeness(citation, doi.as_deref(), &sketch),
        title: title::read(title, lexicon, room),
        authors: people::read(&citation.authors, lexicon, room),
        year: citation.year,
        journal: citation
            .journal
            .as_deref()
            .and_then(|j| shelf.number(j, room)),
        of_meeting: citation
            .journal
            .as_deref()
            .and_then(journal::meeting)
            .is_some(),
        issn: citation
            .issn
            .as_deref()
            .and_then(serial_number)
            .map(|n| lexicon.number(&n)),
        volume: citation.volume.as_deref().and_then(place::number),
        issue: citation.issue.as_deref().and_then(place::number),
        pages: citation.pages.as_deref().and_then(place::pages),
        doi: doi.map(|doi| lexicon.number(&doi)),
        pmid: pmid.map(|pmid| lexicon.number(pmid)),
        accession: accession(citation).map(|both| lexicon.number(&both)),
        sketch,
    }
}

/// The DOI without resolver, label, case and closing punctuation; `None` if it is none.
fn bare_doi(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase().replace("%2f", "/");
    let start = lower.find("10.")?;
    let doi = lower
        .get(start..)?
        .trim_end_matches(['.', ',', ';', ' ', ')']);
    let (registrant, suffix) = doi.split_once('/')?;
    (registrant.len() >= 6 && !suffix.is_empty()).then(|| doi.to_owned())
}

/// The first ISSN or ISBN, without hyphens.
fn serial_number(text: &str) -> Option<String> {
    text.split([' ', ',', ';', '/', '(']).find_map(|part| {
        let plain: String = part
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        matches!(plain.len(), 8 | 10 | 13).then_some(plain)
    })
}

/// The PubMed number, also where MEDLINE on another platform gives it as accession number.
fn pubmed_number(citation: &Citation) -> Option<&str> {
    let is_number = |text: &&str| {
        !text.is_empty() && text.len() <= 8 && text.bytes().all(|b| b.is_ascii_digit())
    };
    if let Some(pmid) = citation.pmid.as_deref().map(str::trim).filter(is_number) {
        return Some(pmid.trim_start_matches('0'));
    }
    let database = citation.database.as_deref()?.to_ascii_lowercase();
    if !database.contains("medline") && !database.contains("pubmed") {
        return None;
    }
    let number = citation
        .accession
        .as_deref()
        .map(str::trim)
        .filter(is_number)?;
    Some(number.trim_start_matches('0'))
}

fn accession(citation: &Citation) -> Option<String> {
    let number = citation.accession.as_deref()?.trim();
    let database = citation.database.as_deref()?.trim();
    (number.len() >= 6 && !database.is_empty())
        .then(|| format!("{}\u{1f}{}", database.to_lowercase(), number.to_lowercase()))
}

fn sketch(folded: &str) -> Vec<u32> {
    let mut hashes = Vec::new();
    let (mut one, mut two) = (0u64, 0u64);
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        let three = word.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| {
            (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        });
        let mixed = mix(one.rotate_left(11) ^ two.rotate_left(5) ^ three);
        hashes.push((mixed >> 32) as u32);
        (one, two) = (two, three);
    }
    // A line of text is no abstract.
    if hashes.len() < 20 {
        return Vec::new();
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes.shrink_to_fit();
    hashes
}

/// Spreads the bits of a number (the finaliser of SplitMix64, Steele et al. 2014).
pub(super) fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn likeness(citation: &Citation, doi: Option<&str>, sketch: &[u32]) -> [u8; 16] {
    let mut hash = Sha256::new();
    let mut field = |text: Option<&str>| {
        if let Some(text) = text {
            hash.update(text.as_bytes());
        }
        // Neither byte occurs in UTF-8 text, so fields cannot run into each other.
        hash.update([if text.is_some() { 0xff } else { 0xfe }]);
    };
    for text in [
        citation.title.as_deref(),
        citation.journal.as_deref(),
        citation.volume.as_deref(),
        citation.issue.as_deref(),
        citation.pages.as_deref(),
        citation.pmid.as_deref(),
        citation.accession.as_deref(),
        citation.database.as_deref(),
        citation.issn.as_deref(),
        doi,
    ] {
        field(text);
    }
    for author in &citation.authors {
        field(Some(author));
    }
    hash.update(citation.year.unwrap_or(0).to_le_bytes());
    for number in sketch {
        hash.update(number.to_le_bytes());
    }
    let mut likeness = [0; 16];
    for (cell, byte) in likeness.iter_mut().zip(hash.finalize()) {
        *cell = byte;
    }
    likeness
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_bare() {
        for text in [
            "10.1000/ABC",
            "https://doi.org/10.1000/abc",
            "doi: 10.1000/abc.",
            "10.1000%2fabc",
        ] {
            assert_eq!(bare_doi(text).as_deref(), Some("10.1000/abc"), "{text}");
        }
        assert_eq!(bare_doi("10.1000"), None);
        assert_eq!(bare_doi("none"), None);
    }

    #[test]
    fn medline_gives_its_number_as_accession_number() {
        let mut citation = Citation {
            accession: Some("0123456".into()),
            database: Some("Ovid MEDLINE(R)".into()),
            ..Citation::default()
        };
        assert_eq!(pubmed_number(&citation), Some("123456"));
        citation.database = Some("Embase".into());
        assert_eq!(pubmed_number(&citation), None);
        citation.pmid = Some("123456".into());
        assert_eq!(pubmed_number(&citation), Some("123456"));
    }

    #[test]
    fn serial_numbers_lose_their_hyphens() {
        assert_eq!(serial_number("1234-567X (print)"), Some("1234567x".into()));
        assert_eq!(
            serial_number("978-1-2345-6789-0"),
            Some("9781234567890".into())
        );
        assert_eq!(serial_number("unknown"), None);
    }

    #[test]
    fn a_short_abstract_has_no_sketch() {
        assert!(sketch("too short to tell").is_empty());
        let long = (0..40)
            .map(|n| format!("word{n}"))
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(sketch(&long).len(), SKETCH);
    }

    #[test]
    fn likeness_tells_every_field_apart() {
        let base = Citation {
            title: Some("ab".into()),
            journal: Some("c".into()),
            ..Citation::default()
        };
        let moved = Citation {
            title: Some("a".into()),
            journal: Some("bc".into()),
            ..Citation::default()
        };
        assert_ne!(likeness(&base, None, &[]), likeness(&moved, None, &[]));
        assert_eq!(
            likeness(&base, None, &[]),
            likeness(&base.clone(), None, &[])
        );
    }
}
