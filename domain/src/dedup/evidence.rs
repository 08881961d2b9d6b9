//! What a link says for itself: how certain it is and why, in words a reviewer reads.

use serde::{Deserialize, Serialize};

/// Whether a link may join on its own or needs a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    Sure,
    Unsure,
}

/// One thing that speaks for or against two items being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    SameDoi,
    DoisDiffer,
    SamePmid,
    PmidsDiffer,
    /// The same entry of the same database.
    SameAccession,
    SameTitle,
    /// Letters in common words, of all letters.
    TitleAlike {
        thousandths: u16,
    },
    /// One title goes on where the other ends.
    TitleLonger {
        thousandths: u16,
    },
    TitlesDiffer {
        thousandths: u16,
    },
    TitleMissing,
    /// As in part 1 and part 2.
    NumbersInTitlesDiffer,
    /// Only one of the two is an erratum, a correction or a retraction notice.
    OneIsNotice,
    /// Only one of the two is a reply, comment or letter.
    OneAnswers,
    SameAuthors,
    SameFirstAuthor,
    SomeAuthorsSame,
    AuthorsDiffer,
    SameJournal,
    JournalNamesOverlap,
    JournalsDiffer,
    SameYear,
    YearsDiffer {
        by: u16,
    },
    SameVolume,
    VolumesDiffer,
    SameIssue,
    IssuesDiffer,
    SamePages,
    /// First or last page alone.
    OnePageSame,
    PagesDiffer,
    SameAbstract,
    AbstractsDiffer,
    /// Joining would bring together members that do not agree with each other.
    MembersDisagree,
}

impl Evidence {
    /// The evidence in plain English: "same DOI", "title 97 % the same", "year differs by 1".
    #[must_use]
    pub fn words(&self) -> String {
        let text = match *self {
            Self::SameDoi => "same DOI",
            Self::DoisDiffer => "DOIs differ",
            Self::SamePmid => "same PubMed number",
            Self::PmidsDiffer => "PubMed numbers differ",
            Self::SameAccession => "same database entry",
            Self::SameTitle => "same title",
            Self::TitleAlike { thousandths } => {
                return with_share("title", thousandths, "the same");
            }
            Self::TitleLonger { thousandths } => {
                return with_share("title", thousandths, "the same, one is longer");
            }
            Self::TitlesDiffer { thousandths } => {
                return with_share("titles differ, only", thousandths, "the same");
            }
            Self::TitleMissing => "a title is missing",
            Self::NumbersInTitlesDiffer => "numbers in the titles differ",
            Self::OneIsNotice => "one is a correction or retraction notice",
            Self::OneAnswers => "one is a reply or comment",
            Self::SameAuthors => "same authors",
            Self::SameFirstAuthor => "same first author",
            Self::SomeAuthorsSame => "some authors the same",
            Self::AuthorsDiffer => "authors differ",
            Self::SameJournal => "same journal",
            Self::JournalNamesOverlap => "journal names overlap",
            Self::JournalsDiffer => "journals differ",
            Self::SameYear => "same year",
            Self::YearsDiffer { by } => return format!("year differs by {by}"),
            Self::SameVolume => "same volume",
            Self::VolumesDiffer => "volumes differ",
            Self::SameIssue => "same issue",
            Self::IssuesDiffer => "issues differ",
            Self::SamePages => "same pages",
            Self::OnePageSame => "first or last page the same",
            Self::PagesDiffer => "pages differ",
            Self::SameAbstract => "same abstract",
            Self::AbstractsDiffer => "abstracts differ",
            Self::MembersDisagree => "would join items that disagree",
        };
        text.to_owned()
    }
}

fn with_share(before: &str, thousandths: u16, after: &str) -> String {
    // Rounded down, so that only what is the same is called 100 %.
    format!("{before} {}\u{a0}% {after}", thousandths.min(1000) / 10)
}

/// Two items that are, or may be, the same bibliographic item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Place of the one item in the list given; the smaller of the two.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    pub certainty: Certainty,
    /// How much speaks for it, 0 to 1000; it orders links and is no probability.
    pub score: u16,
    /// What speaks for and against, the weightiest first.
    pub evidence: Vec<Evidence>,
}

impl Link {
    /// All evidence in one line: "same DOI, title 97 % the same, year differs by 1".
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<String> = self.evidence.iter().map(Evidence::words).collect();
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_reads_as_plain_english() {
        let link = Link {
            a: 0,
            b: 1,
            certainty: Certainty::Sure,
            score: 950,
            evidence: vec![
                Evidence::SameDoi,
                Evidence::TitleAlike { thousandths: 974 },
                Evidence::SamePages,
                Evidence::YearsDiffer { by: 1 },
            ],
        };
        assert_eq!(
            link.words(),
            "same DOI, title 97\u{a0}% the same, same pages, year differs by 1"
        );
    }

    #[test]
    fn a_link_survives_json() -> Result<(), serde_json::Error> {
        let link = Link {
            a: 3,
            b: 9,
            certainty: Certainty::Unsure,
            score: 612,
            evidence: vec![
                Evidence::TitleLonger { thousandths: 80 },
                Evidence::OneAnswers,
            ],
        };
        let text = serde_json::to_string(&link)?;
        assert_eq!(serde_json::from_str::<Link>(&text)?, link);
        assert!(text.contains("\"one_answers\""));
        assert_eq!(
            link.evidence[0].words(),
            "title 8\u{a0}% the same, one is longer"
        );
        Ok(())
    }
}
