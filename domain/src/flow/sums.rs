//! "Do the numbers add up?": every sum of a flow, in a sentence.

use super::figures::Template;
use super::number::{BoxId, Column, Figure, thousands};
use super::tally::Flow;

/// One sum that was proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The boxes it is about.
    pub codes: &'static str,
    /// "2,816 less 876 is 1,940."
    pub sentence: String,
}

impl Flow {
    /// Every sum this viewer may see, in the order of the work. A sum with a number kept back is left
    /// out whole.
    #[must_use]
    pub fn sums(&self) -> Vec<Sum> {
        let d = Column::Databases;
        let mut sums = Vec::new();
        let identified = self.total(&[BoxId::Databases, BoxId::Registers]);
        let removed = self.total(&[
            BoxId::Duplicates(d),
            BoxId::RemovedByAutomation,
            BoxId::RemovedForOtherReasons,
        ]);
        if let (Some(all), Some(gone), Some(left)) =
            (identified, removed, self.figure(BoxId::Screened).n())
        {
            let sentence = format!(
                "{} less {} is {}.",
                thousands(all),
                thousands(gone),
                thousands(left)
            );
            sums.push(Sum {
                codes: "D1, D2, D3",
                sentence,
            });
        }
        sums.extend(self.screening());
        sums.extend(self.full_text(d, ["D5, D6, D7", "D7, D8, I2"]));
        if self.template() == Template::NewV2 {
            sums.extend(self.full_text(Column::Other, ["O5, O6, O7", "O7, O8, I2"]));
        }
        sums.extend(self.inclusion());
        sums
    }

    fn screening(&self) -> Option<Sum> {
        let d = Column::Databases;
        let arm = self.counts.arm(d);
        let screened = self.figure(BoxId::Screened).n()?;
        let parts = [
            (self.figure(BoxId::Excluded(d)).n()?, "excluded"),
            (self.figure(BoxId::Sought(d)).n()?, "sought"),
            (self.figure(BoxId::ToScreen(d)).n()?, "open"),
            (arm.merged_reports, "merged as the same report"),
        ];
        let further = match arm.extra_reports {
            0 => String::new(),
            n => format!(" and {} further reports", thousands(n)),
        };
        let sentence = format!("{} make {}{further}.", spoken(&parts), thousands(screened));
        Some(Sum {
            codes: "D3, D4, D5",
            sentence,
        })
    }

    fn full_text(&self, column: Column, codes: [&'static str; 2]) -> Vec<Sum> {
        let arm = self.counts.arm(column);
        let n = |id| self.figure(id).n();
        let retrieval = || {
            let sought = n(BoxId::Sought(column))?;
            let assessed = n(BoxId::Assessed(column))?;
            let parts = [
                (n(BoxId::NotRetrieved(column))?, "not retrieved"),
                (n(BoxId::ToRetrieve(column))?, "to retrieve"),
            ];
            let sentence = format!(
                "{} sought less {} is {} assessed.",
                thousands(sought),
                spoken(&parts),
                thousands(assessed)
            );
            Some(Sum {
                codes: codes[0],
                sentence,
            })
        };
        let eligibility = || {
            let reasons: Vec<BoxId> = (0..arm.reasons.len())
                .map(|place| BoxId::Reason(column, place))
                .chain([BoxId::ReasonOpen(column)])
                .collect();
            let assessed = n(BoxId::Assessed(column))?;
            let excluded = self.total(&reasons)?;
            let apart = self.total(&[BoxId::Awaiting(column), BoxId::Ongoing(column)])?;
            let open = n(BoxId::ToAssess(column))?;
            let included = assessed
                .checked_sub(excluded)?
                .checked_sub(apart)?
                .checked_sub(open)?;
            let parts = [
                (excluded, "excluded"),
                (apart, "set apart"),
                (open, "open"),
                (included, "included"),
            ];
            let sentence = format!("{} make {} assessed.", spoken(&parts), thousands(assessed));
            Some(Sum {
                codes: codes[1],
                sentence,
            })
        };
        [retrieval(), eligibility()].into_iter().flatten().collect()
    }

    fn inclusion(&self) -> Option<Sum> {
        let reports = self.figure(BoxId::Reports).n()?;
        let studies = self.figure(BoxId::Studies).n()?;
        let sentence = match (reports, studies) {
            (0, _) => "Nothing is included yet.".to_owned(),
            _ => format!(
                "{} report{} belong{} to {} stud{}.",
                thousands(reports),
                if reports == 1 { "" } else { "s" },
                if reports == 1 { "s" } else { "" },
                thousands(studies),
                if studies == 1 { "y" } else { "ies" }
            ),
        };
        Some(Sum {
            codes: "I1, I2",
            sentence,
        })
    }

    fn total(&self, ids: &[BoxId]) -> Option<u64> {
        ids.iter()
            .try_fold(0_u64, |all, id| match self.figure(*id) {
                Figure::Count { n, .. } => all.checked_add(n),
                Figure::KeptBack => None,
            })
    }
}

/// "959 excluded, 121 sought and 860 open"; parts of 0 are left out, all 0 reads "none".
fn spoken(parts: &[(u64, &str)]) -> String {
    let named = parts.iter().filter(|(n, _)| *n > 0);
    let named: Vec<String> = named
        .map(|(n, word)| format!("{} {word}", thousands(*n)))
        .collect();
    match named.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
