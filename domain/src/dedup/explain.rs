//! A comparison in words: what speaks for a link and what against it.

use super::evidence::Evidence;
use super::journal::JournalPair;
use super::pair::Pair;
use super::people::AuthorPair;
use super::place::{Agree, PagePair};
use super::title_pair::Relation;

impl Pair {
    /// What speaks for and against, the weightiest first.
    pub(super) fn evidence(&self) -> Vec<Evidence> {
        let mut all = Vec::with_capacity(10);
        let mut say = |agree: Agree, same: Evidence, differ: Evidence| match agree {
            Agree::Same => all.push(same),
            Agree::Differ => all.push(differ),
            Agree::Unknown => {}
        };
        say(self.pmid, Evidence::SamePmid, Evidence::PmidsDiffer);
        say(self.doi, Evidence::SameDoi, Evidence::DoisDiffer);
        say(
            self.accession,
            Evidence::SameAccession,
            Evidence::SameAccession,
        );
        if self.one_is_notice {
            all.push(Evidence::OneIsNotice);
        }
        match self.title {
            None => all.push(Evidence::TitleMissing),
            Some(title) => {
                let thousandths = title.alike;
                all.push(match title.relation {
                    Relation::Same if thousandths == 1000 => Evidence::SameTitle,
                    Relation::Same => Evidence::TitleAlike { thousandths },
                    Relation::Longer => Evidence::TitleLonger { thousandths },
                    Relation::Changed if thousandths >= 700 => Evidence::TitleAlike { thousandths },
                    Relation::Changed => Evidence::TitlesDiffer { thousandths },
                });
                if title.numbers_clash {
                    all.push(Evidence::NumbersInTitlesDiffer);
                }
                if title.answers {
                    all.push(Evidence::OneAnswers);
                }
            }
        }
        match self.authors {
            AuthorPair::Same => all.push(Evidence::SameAuthors),
            AuthorPair::First => all.push(Evidence::SameFirstAuthor),
            AuthorPair::Overlap => all.push(Evidence::SomeAuthorsSame),
            AuthorPair::Differ => all.push(Evidence::AuthorsDiffer),
            AuthorPair::Unknown => {}
        }
        match self.pages {
            PagePair::Range | PagePair::Single => all.push(Evidence::SamePages),
            PagePair::Overlap => all.push(Evidence::OnePageSame),
            PagePair::Differ => all.push(Evidence::PagesDiffer),
            PagePair::Unknown => {}
        }
        match self.journal {
            JournalPair::Same => all.push(Evidence::SameJournal),
            JournalPair::Starts => all.push(Evidence::JournalNamesOverlap),
            JournalPair::Differ => all.push(Evidence::JournalsDiffer),
            JournalPair::Unknown => {}
        }
        let mut say = |agree: Agree, same: Evidence, differ: Evidence| match agree {
            Agree::Same => all.push(same),
            Agree::Differ => all.push(differ),
            Agree::Unknown => {}
        };
        say(self.volume, Evidence::SameVolume, Evidence::VolumesDiffer);
        say(self.issue, Evidence::SameIssue, Evidence::IssuesDiffer);
        say(self.text, Evidence::SameAbstract, Evidence::AbstractsDiffer);
        match self.years_apart {
            Some(0) => all.push(Evidence::SameYear),
            Some(by) => all.push(Evidence::YearsDiffer { by }),
            None => {}
        }
        all
    }
}
