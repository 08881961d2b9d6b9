//! The proof: a [`Flow`] exists only if its boxes agree with each other.

use super::broken::Broken;
use super::counts::{Arm, Counts, Ended};
use super::number::{BoxId, Column};
use super::veil::Veil;
use crate::log::SourceKind;

/// A PRISMA 2020 flow whose sums hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    pub(super) counts: Counts,
    pub(super) veil: Veil,
    pub(super) databases: Totals,
    pub(super) other: Totals,
    pub(super) studies: u64,
    pub(super) reports: u64,
}

/// The numbers of one column after the proof, declared ones included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub duplicates: u64,
    pub removed_by_automation: u64,
    pub removed_for_other_reasons: u64,
    pub screened: u64,
    pub to_screen: u64,
    pub excluded: u64,
    pub sought: u64,
    pub to_retrieve: u64,
    pub not_retrieved: u64,
    pub assessed: u64,
    pub to_assess: u64,
}

impl Flow {
    /// Adds the tallies up and proves the arithmetic of the template:
    ///
    /// 1. duplicates = hits − records; screened = records − removed by tools − removed for other reasons;
    /// 2. screened + further reports = excluded + open + sought + merged;
    /// 3. assessed = sought − not retrieved − to retrieve;
    /// 4. assessed = reasons + reason open + awaiting + ongoing + open + included;
    /// 5. reports included = those of both columns; 1 ≤ studies ≤ reports, or both are 0.
    ///
    /// # Errors
    /// [`Broken`], naming the sum that does not hold. Nothing else is ever wrong with a flow.
    pub fn tally(counts: Counts) -> Result<Self, Broken> {
        for declared in &counts.declared {
            let column = declared.from.column();
            let arm = counts.arm(column);
            let has_box = match declared.ended {
                Ended::RemovedByAutomation | Ended::RemovedForOtherReasons => {
                    column == Column::Databases
                }
                Ended::Reason(place) => place < arm.reasons.len(),
                Ended::Duplicate | Ended::Excluded | Ended::NotRetrieved | Ended::Included => true,
            };
            let studies_fit = if declared.ended == Ended::Included {
                studies_fit(declared.studies, declared.n)
            } else {
                declared.studies == 0
            };
            if !has_box || !studies_fit {
                return Err(Broken::Declared {
                    n: declared.n,
                    why: declared.why.clone(),
                });
            }
        }
        let databases = counts.totals(Column::Databases)?;
        let other = counts.totals(Column::Other)?;
        let (from_databases, from_other) = (counts.databases.included, counts.other.included);
        if sum(&[from_databases, from_other])? != counts.included.reports {
            return Err(Broken::IncludedReports {
                reports: counts.included.reports,
                databases: from_databases,
                other: from_other,
            });
        }
        if !studies_fit(counts.included.studies, counts.included.reports) {
            return Err(Broken::Studies {
                studies: counts.included.studies,
                reports: counts.included.reports,
            });
        }
        let studies = sum(&[counts.included.studies, counts.declared_studies()?])?;
        let reports = sum(&[counts.included.reports, counts.declared_in(BoxId::Reports)?])?;
        let flow = Self {
            counts,
            veil: Veil::default(),
            databases,
            other,
            studies,
            reports,
        };
        flow.proves_footnotes()?;
        Ok(flow)
    }

    /// Sums over both columns that only the ribbon and the footnotes print must be in range too.
    fn proves_footnotes(&self) -> Result<(), Broken> {
        let (left, right) = (&self.databases, &self.other);
        sum(&[left.to_screen, right.to_screen])?;
        sum(&[left.to_retrieve, right.to_retrieve])?;
        sum(&[left.assessed, right.assessed])?;
        sum(&[self.counts.databases.reopened, self.counts.other.reopened])?;
        let kinds = [
            SourceKind::Website,
            SourceKind::Organisation,
            SourceKind::CitationSearching,
        ];
        for kind in kinds
            .into_iter()
            .chain([SourceKind::Database, SourceKind::Register])
        {
            sum(&[
                self.counts.hits(kind)?,
                self.counts.declared_in(BoxId::of_kind(kind))?,
            ])?;
        }
        Ok(())
    }
}

/// Studies have at least one report each, and reports belong to a study.
fn studies_fit(studies: u64, reports: u64) -> bool {
    studies <= reports && (studies > 0) == (reports > 0)
}

fn sum(parts: &[u64]) -> Result<u64, Broken> {
    parts
        .iter()
        .try_fold(0_u64, |all, part| all.checked_add(*part))
        .ok_or(Broken::TooLarge)
}

impl Counts {
    pub(super) fn arm(&self, column: Column) -> &Arm {
        match column {
            Column::Databases => &self.databases,
            Column::Other => &self.other,
        }
    }

    /// Hits of one kind of source.
    pub(super) fn hits(&self, kind: SourceKind) -> Result<u64, Broken> {
        let of_kind = self.sources.iter().filter(|source| source.kind == kind);
        of_kind
            .map(|source| source.hits)
            .try_fold(0_u64, u64::checked_add)
            .ok_or(Broken::TooLarge)
    }

    fn totals(&self, column: Column) -> Result<Totals, Broken> {
        let arm = self.arm(column);
        let kinds = [
            SourceKind::Database,
            SourceKind::Register,
            SourceKind::Website,
            SourceKind::Organisation,
            SourceKind::CitationSearching,
        ];
        let mut hits = 0;
        for kind in kinds.into_iter().filter(|kind| kind.column() == column) {
            hits = sum(&[hits, self.hits(kind)?])?;
        }
        let (known, automation, reasons) = match column {
            Column::Databases => (
                0,
                self.removed_by_automation,
                self.removed_for_other_reasons,
            ),
            Column::Other => (self.known_from_databases, 0, 0),
        };
        let duplicates = hits
            .checked_sub(known)
            .and_then(|own| own.checked_sub(arm.records))
            .ok_or(Broken::MoreRecordsThanHits {
                column,
                records: arm.records,
                hits: hits.saturating_sub(known),
            })?;
        let removed = sum(&[automation, reasons])?;
        let screened = arm
            .records
            .checked_sub(removed)
            .ok_or(Broken::RemovedTooMany {
                removed,
                records: arm.records,
            })?;
        if arm.excluded_by_automation > arm.excluded {
            let (by_automation, excluded) = (arm.excluded_by_automation, arm.excluded);
            return Err(Broken::AutomationBeyondExcluded {
                column,
                by_automation,
                excluded,
            });
        }
        let to_screen = arm.title_abstract.all().ok_or(Broken::TooLarge)?;
        if sum(&[screened, arm.extra_reports])?
            != sum(&[arm.excluded, to_screen, arm.sought, arm.merged_reports])?
        {
            return Err(Broken::Screening {
                column,
                screened,
                extra: arm.extra_reports,
                excluded: arm.excluded,
                open: to_screen,
                sought: arm.sought,
                merged: arm.merged_reports,
            });
        }
        let to_retrieve = sum(&[arm.to_seek, arm.requested])?;
        let assessed = arm
            .sought
            .checked_sub(sum(&[arm.not_retrieved, to_retrieve])?)
            .ok_or(Broken::Retrieval {
                column,
                sought: arm.sought,
                not_retrieved: arm.not_retrieved,
                open: to_retrieve,
            })?;
        let mut excluded = arm.reason_open;
        for reason in &arm.reasons {
            excluded = sum(&[excluded, reason.n])?;
        }
        let apart = sum(&[arm.awaiting, arm.ongoing])?;
        let to_assess = arm.full_text.all().ok_or(Broken::TooLarge)?;
        if assessed != sum(&[excluded, apart, to_assess, arm.included])? {
            let included = arm.included;
            return Err(Broken::Eligibility {
                column,
                assessed,
                excluded,
                apart,
                open: to_assess,
                included,
            });
        }
        let with_declared = |listed: u64, id: BoxId| sum(&[listed, self.declared_in(id)?]);
        for place in 0..arm.reasons.len() {
            with_declared(arm.reasons[place].n, BoxId::Reason(column, place))?;
        }
        // The other column has no boxes for removal and screening.
        let (removed_by_automation, removed_for_other_reasons, screened) = match column {
            Column::Databases => (
                with_declared(automation, BoxId::RemovedByAutomation)?,
                with_declared(reasons, BoxId::RemovedForOtherReasons)?,
                with_declared(screened, BoxId::Screened)?,
            ),
            Column::Other => (0, 0, screened),
        };
        Ok(Totals {
            duplicates: with_declared(duplicates, BoxId::Duplicates(column))?,
            removed_by_automation,
            removed_for_other_reasons,
            screened,
            to_screen,
            excluded: with_declared(arm.excluded, BoxId::Excluded(column))?,
            sought: with_declared(arm.sought, BoxId::Sought(column))?,
            to_retrieve,
            not_retrieved: with_declared(arm.not_retrieved, BoxId::NotRetrieved(column))?,
            assessed: with_declared(assessed, BoxId::Assessed(column))?,
            to_assess,
        })
    }
}
