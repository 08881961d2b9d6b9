//! What is not finished yet: while anything is, a flow is provisional and says so.

use serde::Serialize;

use super::number::{Column, thousands};
use super::tally::Flow;

/// One kind of unfinished work in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Open {
    /// What kind of work.
    pub work: OpenWork,
    /// In which column.
    pub column: Column,
    /// How many records or reports wait for it; never 0.
    pub n: u64,
}

/// The kinds of unfinished work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenWork {
    /// Records nobody has screened.
    Unscreened,
    /// Records with some of the decisions they need.
    PartlyScreened,
    /// Disagreements at title and abstract.
    ScreeningDisagreement,
    /// Records opened again after they went forward.
    Reopened,
    /// Reports nobody has asked for.
    ToSeek,
    /// Reports asked for, no answer yet.
    Requested,
    /// Reports nobody has assessed.
    Unassessed,
    /// Reports with some of the decisions they need.
    PartlyAssessed,
    /// Disagreements at full text.
    EligibilityDisagreement,
    /// Reports excluded without an agreed primary reason.
    ReasonOpen,
}

/// The lists the ribbon above a flow leads to, over both columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenList {
    /// Records open at title and abstract, disagreements included.
    TitleAbstract,
    /// Records opened again at title and abstract.
    Reopened,
    /// Reports to seek or requested.
    Retrieval,
    /// Reports not fully assessed.
    FullText,
    /// Disagreements at full text.
    Disagreements,
    /// Reports excluded without an agreed reason.
    Reasons,
}

/// One part of the ribbon's sentence: "860 records" (the link) and "at title and abstract".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The list behind the link.
    pub list: OpenList,
    /// How many.
    pub n: u64,
    /// The linked words: "860 records".
    pub link: String,
    /// The words after it: "at title and abstract".
    pub rest: &'static str,
}

impl Flow {
    /// Everything unfinished that this viewer may know of, in the order of the work.
    #[must_use]
    pub fn open(&self) -> Vec<Open> {
        let mut all = Vec::new();
        for column in [Column::Databases, Column::Other] {
            let arm = self.counts.arm(column);
            let title_abstract = [
                (OpenWork::Unscreened, arm.title_abstract.untouched),
                (OpenWork::PartlyScreened, arm.title_abstract.partly),
                (
                    OpenWork::ScreeningDisagreement,
                    arm.title_abstract.disagreements,
                ),
                (OpenWork::Reopened, arm.reopened),
            ];
            let retrieval = [
                (OpenWork::ToSeek, arm.to_seek),
                (OpenWork::Requested, arm.requested),
            ];
            let full_text = [
                (OpenWork::Unassessed, arm.full_text.untouched),
                (OpenWork::PartlyAssessed, arm.full_text.partly),
                (
                    OpenWork::EligibilityDisagreement,
                    arm.full_text.disagreements,
                ),
                (OpenWork::ReasonOpen, arm.reason_open),
            ];
            let seen = |work: &[(OpenWork, u64)], kept_back: bool| {
                let seen = work.iter().filter(|(_, n)| *n > 0 && !kept_back);
                seen.map(|(work, n)| Open {
                    work: *work,
                    column,
                    n: *n,
                })
                .collect::<Vec<_>>()
            };
            all.extend(seen(&title_abstract, self.veil.title_abstract));
            all.extend(seen(&retrieval, false));
            all.extend(seen(&full_text, self.veil.full_text));
        }
        all.sort_by_key(|open| (open.work, open.column));
        all
    }

    /// Whether the flow is provisional. Behind a veil it always is, whatever lies there: that
    /// everything agrees would already tell.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.veil.covers_anything() || !self.open().is_empty()
    }

    /// The parts of "Still open: 860 records at title and abstract, 28 reports to retrieve, …".
    #[must_use]
    pub fn ribbon(&self) -> Vec<Phrase> {
        let mut totals: Vec<(OpenList, u64)> = Vec::new();
        for open in self.open() {
            let list = match open.work {
                OpenWork::Unscreened
                | OpenWork::PartlyScreened
                | OpenWork::ScreeningDisagreement => OpenList::TitleAbstract,
                OpenWork::Reopened => OpenList::Reopened,
                OpenWork::ToSeek | OpenWork::Requested => OpenList::Retrieval,
                OpenWork::Unassessed | OpenWork::PartlyAssessed => OpenList::FullText,
                OpenWork::EligibilityDisagreement => OpenList::Disagreements,
                OpenWork::ReasonOpen => OpenList::Reasons,
            };
            match totals.iter_mut().find(|(known, _)| *known == list) {
                Some((_, n)) => *n = n.saturating_add(open.n),
                None => totals.push((list, open.n)),
            }
        }
        totals
            .into_iter()
            .map(|(list, n)| phrase(list, n))
            .collect()
    }

    /// The ribbon as one sentence, for exports: empty when the flow is final.
    #[must_use]
    pub fn ribbon_sentence(&self) -> String {
        if !self.is_provisional() {
            return String::new();
        }
        let mut parts: Vec<String> = self
            .ribbon()
            .iter()
            .map(|phrase| format!("{} {}", phrase.link, phrase.rest))
            .collect();
        if self.veil.title_abstract {
            parts.push("what is open at title and abstract is kept back".to_owned());
        }
        if self.veil.full_text {
            parts.push("what is open at full text is kept back".to_owned());
        }
        format!("Provisional. Still open: {}.", listing(&parts))
    }
}

fn phrase(list: OpenList, n: u64) -> Phrase {
    let (one, many, rest) = match list {
        OpenList::TitleAbstract => ("record", "records", "at title and abstract"),
        OpenList::Reopened => ("record", "records", "opened again at title and abstract"),
        OpenList::Retrieval => ("report", "reports", "to retrieve"),
        OpenList::FullText => ("report", "reports", "to assess"),
        OpenList::Disagreements => ("disagreement", "disagreements", "at full text"),
        OpenList::Reasons => (
            "excluded report",
            "excluded reports",
            "without an agreed reason",
        ),
    };
    let noun = if n == 1 { one } else { many };
    Phrase {
        list,
        n,
        link: format!("{} {noun}", thousands(n)),
        rest,
    }
}

/// "a", "a and b", "a, b, and c".
pub(super) fn listing(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    }
}
