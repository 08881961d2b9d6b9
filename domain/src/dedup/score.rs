//! Scoring: what a comparison adds up to, and what a link has to rest on.

use super::evidence::Certainty;
use super::item::{Item, Library};
use super::journal::JournalPair;
use super::pair::Pair;
use super::people::{self, AuthorPair};
use super::place::{self, Agree, PagePair};
use super::title::Weight;
use super::title_pair::{self, Desk, Relation, TitlePair};

/// Points from which a link joins on its own.
const SURE: i32 = 80;
/// Points from which a person is asked.
const UNSURE: i32 = 50;

/// The most points titles can give.
const MOST_FOR_TITLE: i32 = 50;
/// The most points authors and journal can give together.
const MOST_FOR_NAMES: i32 = 40;

/// What a pair adds up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) points: i32,
    pub(super) certainty: Certainty,
}

impl Verdict {
    /// Points as thousandths, for people to see.
    pub(super) fn score(self) -> u16 {
        u16::try_from((self.points * 10).clamp(0, 1000)).unwrap_or(0)
    }
}

/// Compares items of one library.
pub(super) struct Judge<'a> {
    items: &'a [Item],
    library: Library,
    desk: Desk,
}

impl<'a> Judge<'a> {
    pub(super) fn new(items: &'a [Item], library: Library) -> Self {
        Self {
            items,
            library,
            desk: Desk::default(),
        }
    }

    /// Sets two items beside each other, in full; `None` if a place is not in the list.
    pub(super) fn compare(&mut self, a: u32, b: u32) -> Option<Pair> {
        let (a, b) = self.in_order(a, b)?;
        let mut pair = Pair::of_fields(a, b);
        self.compare_titles(a, b, &mut pair);
        self.compare_names(a, b, &mut pair);
        Some(pair)
    }

    /// The verdict on two items; stops as soon as no outcome of what is left could make a link.
    pub(super) fn verdict(&mut self, a: u32, b: u32) -> Option<Verdict> {
        let (a, b) = self.in_order(a, b)?;
        let mut pair = Pair::of_fields(a, b);
        if pair.field_points() + MOST_FOR_TITLE + MOST_FOR_NAMES < UNSURE {
            return None;
        }
        self.compare_titles(a, b, &mut pair);
        if pair.field_points() + pair.title_points() + MOST_FOR_NAMES < UNSURE {
            return None;
        }
        self.compare_names(a, b, &mut pair);
        pair.verdict()
    }

    /// Both items, in an order that does not depend on that of the input.
    fn in_order(&self, a: u32, b: u32) -> Option<(&'a Item, &'a Item)> {
        let (a, b) = (self.items.get(a as usize)?, self.items.get(b as usize)?);
        Some(if a.likeness <= b.likeness {
            (a, b)
        } else {
            (b, a)
        })
    }

    fn compare_titles(&mut self, a: &Item, b: &Item, pair: &mut Pair) {
        pair.title = title_pair::compare(&a.title, &b.title, &self.library.lexicon, &mut self.desk);
    }

    fn compare_names(&mut self, a: &Item, b: &Item, pair: &mut Pair) {
        pair.authors = people::compare(&a.authors, &b.authors, &self.library.lexicon);
        pair.journal = match place::agree(a.issn, b.issn) {
            Agree::Same => JournalPair::Same,
            _ => self.library.shelf.compare(a.journal, b.journal),
        };
    }
}

impl Pair {
    /// Adds the points up and says what follows; `None`: two different items.
    fn verdict(&self) -> Option<Verdict> {
        let points = self.title_points()
            + self.author_points()
            + self.journal_points()
            + self.field_points();
        let certainty = match (points >= SURE, self.kept_apart()) {
            (true, false) if self.is_anchored() => Certainty::Sure,
            (true, _) => Certainty::Unsure,
            (false, false) if points >= UNSURE => Certainty::Unsure,
            (false, _) => return None,
        };
        Some(Verdict { points, certainty })
    }

    fn title_points(&self) -> i32 {
        let Some(title) = self.title else {
            return 0;
        };
        let points = match (title.relation, title.weight) {
            (Relation::Same, Weight::Telling) => MOST_FOR_TITLE,
            (Relation::Same, Weight::Some) => 30,
            (Relation::Same, Weight::Light | Weight::Short) => 20,
            (Relation::Longer, Weight::Telling) => 35,
            (Relation::Longer, _) if title.goes_on || title.alike >= 500 => 15,
            _ => match title.alike {
                850.. => 25,
                700.. => 5,
                500.. => -20,
                _ => -45,
            },
        };
        // With everything else in place, a title in another language is still the same article.
        if self.same_place() && may_be_translated(title) {
            points.max(-10)
        } else {
            points
        }
    }

    fn author_points(&self) -> i32 {
        match self.authors {
            AuthorPair::Same => 25,
            AuthorPair::First => 15,
            AuthorPair::Overlap => 10,
            AuthorPair::Unknown => 0,
            AuthorPair::Differ => -30,
        }
    }

    fn journal_points(&self) -> i32 {
        match self.journal {
            JournalPair::Same => 15,
            JournalPair::Starts => 5,
            JournalPair::Unknown => 0,
            JournalPair::Differ => -20,
        }
    }

    fn field_points(&self) -> i32 {
        let year = match self.years_apart {
            Some(0) => 10,
            Some(1) => -5,
            Some(2) => -20,
            Some(_) => -40,
            None => 0,
        };
        let pages = match self.pages {
            PagePair::Range => 40,
            PagePair::Single => 25,
            PagePair::Overlap => 15,
            PagePair::Unknown => 0,
            PagePair::Differ => -40,
        };
        // Journals that count pages anew in each issue are few; without pages the issue is all
        // there is.
        let issue = match self.pages {
            PagePair::Unknown => by(self.issue, 5, -30),
            _ => by(self.issue, 5, -5),
        };
        year + pages
            + issue
            + by(self.volume, 15, -30)
            + by(self.doi, 60, -40)
            + by(self.pmid, 80, -40)
            + by(self.accession, 60, 0)
            + by(self.text, 30, -20)
    }

    /// Same volume, year and page range of one journal.
    fn same_place(&self) -> bool {
        self.pages == PagePair::Range
            && self.volume == Agree::Same
            && self.issue != Agree::Differ
            && self.years_apart == Some(0)
            && self.journal != JournalPair::Differ
    }

    fn same_number(&self) -> bool {
        [self.doi, self.pmid, self.accession].contains(&Agree::Same)
    }

    /// Whether the link rests on more than a likeness: on a number, a place or the whole text.
    fn is_anchored(&self) -> bool {
        if self.same_number() {
            return self.number_is_plausible();
        }
        let Some(title) = self.title else {
            return false;
        };
        let range = self.pages == PagePair::Range;
        if self.years_apart.is_some_and(|by| by >= 2) && !(range && self.volume == Agree::Same)
            || self.cochrane && self.years_apart != Some(0)
        {
            return false;
        }
        let paged = range || self.pages == PagePair::Single;
        let placed = range
            && match self.volume {
                Agree::Same => true,
                Agree::Unknown => self.journal == JournalPair::Same,
                Agree::Differ => false,
            };
        let same_text = self.text == Agree::Same;
        match title.relation {
            Relation::Same if title.weight <= Weight::Short => {
                let somebody = matches!(self.authors, AuthorPair::Same | AuthorPair::First);
                let on_page = title.weight == Weight::Short
                    && somebody
                    && paged
                    && self.volume == Agree::Same;
                (placed || on_page) && self.issue != Agree::Differ && self.years_apart == Some(0)
            }
            // One title by other people: a review of the same book, a statement issued jointly.
            Relation::Same if self.authors == AuthorPair::Differ => placed || same_text,
            Relation::Same => paged || same_text || self.is_anchored_without_pages(title),
            // A subtitle more or less; of a series or a letter on the next page it is more.
            Relation::Longer => {
                self.volume != Agree::Differ
                    && match self.authors {
                        AuthorPair::Same => paged || same_text || self.pages == PagePair::Overlap,
                        AuthorPair::Differ => placed,
                        AuthorPair::First | AuthorPair::Overlap | AuthorPair::Unknown => paged,
                    }
            }
            // Abstracts stand side by side on a page; only whole articles have a range of pages.
            Relation::Changed => placed && may_be_translated(title),
        }
    }

    /// A number may be that of a whole supplement, or mistyped: titles with nothing in common need
    /// the same pages beside it, or to be in two languages.
    fn number_is_plausible(&self) -> bool {
        self.title.is_none_or(|title| {
            title.relation != Relation::Changed
                || title.alike >= 500
                || title.other_language
                || matches!(self.pages, PagePair::Range | PagePair::Single)
        })
    }

    /// The same title where pages do not help: names have to, and the place may not contradict.
    fn is_anchored_without_pages(&self, title: TitlePair) -> bool {
        let journal = match self.journal {
            JournalPair::Same => true,
            JournalPair::Starts => self.volume == Agree::Same || self.neither_has_volume,
            JournalPair::Unknown => self.both_placeless,
            JournalPair::Differ => false,
        };
        let issue = self.issue != Agree::Differ || self.pages == PagePair::Overlap;
        // The abstract of a meeting and the article made of it come in different years, often in
        // one journal.
        let year = self.years_apart == Some(0)
            || !self.one_of_meeting && (self.volume == Agree::Same || self.neither_has_volume);
        let names = match title.weight {
            Weight::Telling => {
                self.authors != AuthorPair::Unknown
                    || self.volume == Agree::Same && self.issue == Agree::Same
            }
            Weight::Some => {
                self.authors == AuthorPair::Same && self.years_apart == Some(0)
                    || self.authors == AuthorPair::First && self.volume == Agree::Same
            }
            Weight::Light | Weight::Short => false,
        };
        journal && issue && year && names
    }

    /// Parts of a series, or a text and the notice or answer to it. Their places may overrule the
    /// numbers: two parts never stand on the same pages.
    fn kept_apart(&self) -> bool {
        self.one_is_notice
            || self.title.is_some_and(|title| {
                title.numbers_clash && !self.same_place()
                    || title.answers && title.relation == Relation::Longer
            })
    }
}

/// Whether two titles may be two translations of one: they share words, or are not in one language.
/// Two titles in one language with nothing in common are two articles, whatever the pages say.
fn may_be_translated(title: TitlePair) -> bool {
    title.other_language || title.alike >= 250
}

fn by(agree: Agree, same: i32, differ: i32) -> i32 {
    match agree {
        Agree::Same => same,
        Agree::Unknown => 0,
        Agree::Differ => differ,
    }
}
