//! What follows from the decisions on a record (rule 6).

use crate::ids::{CriterionId, DecisionId, PersonId};
use crate::protocol::StagePolicy;
use crate::screening::{Decision, Outcome, Stage, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What somebody decided about a conflict. The decisions it settles stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Its place in the log.
    pub seq: i64,
    /// Who resolved.
    pub by: PersonId,
    /// Where the record goes.
    pub outcome: Outcome,
    /// The reason that counts in the flow, for an exclusion at full text.
    pub reason: Option<CriterionId>,
    /// The decisions it was made on.
    pub saw: Vec<DecisionId>,
}

/// Where a record stands at a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// Fewer decisions than needed.
    Waiting {
        /// How many people must still decide.
        needed: u16,
    },
    /// As many as needed, and all say the same.
    Agreed {
        /// What they say.
        outcome: Outcome,
        /// The primary reason of an exclusion, if all name the same one.
        reason: Option<CriterionId>,
    },
    /// All exclude, for different primary reasons: out, but the flow's reason is open.
    ReasonOpen {
        /// The highest-ranked reason that all ticked, if there is one.
        proposed: Option<CriterionId>,
    },
    /// As many as needed, and they differ (or, at full text, somebody is unsure).
    Conflict,
    /// Somebody resolved it.
    Resolved {
        /// Where it goes.
        outcome: Outcome,
        /// The reason of an exclusion.
        reason: Option<CriterionId>,
    },
    /// A resolution that did not see a valid decision which differs from it: offered again.
    Stale {
        /// What the resolution said.
        outcome: Outcome,
    },
}

impl Standing {
    /// Where the record goes as things stand; `None` while that is open.
    pub const fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Agreed { outcome, .. } | Self::Resolved { outcome, .. } => Some(*outcome),
            Self::ReasonOpen { .. } => Some(Outcome::Exclude),
            Self::Waiting { .. } | Self::Conflict | Self::Stale { .. } => None,
        }
    }
    /// The reason that counts in the flow.
    pub const fn reason(&self) -> Option<CriterionId> {
        match self {
            Self::Agreed { reason, .. } | Self::Resolved { reason, .. } => *reason,
            _ => None,
        }
    }
    /// Whether it waits for whoever resolves.
    pub const fn wants_resolving(&self) -> bool {
        matches!(
            self,
            Self::Conflict | Self::Stale { .. } | Self::ReasonOpen { .. }
        )
    }
    /// The name in the database and exports.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Agreed { .. } => "agreed",
            Self::ReasonOpen { .. } => "reason_open",
            Self::Conflict => "conflict",
            Self::Resolved { .. } => "resolved",
            Self::Stale { .. } => "stale",
        }
    }
}

/// The valid decision of each person that counts: their latest. Keyed by person, so that the order
/// of arrival plays no part.
fn latest(decisions: &[Decision]) -> BTreeMap<PersonId, &Decision> {
    let mut by_person: BTreeMap<PersonId, &Decision> = BTreeMap::new();
    for decision in decisions.iter().filter(|d| !d.void) {
        by_person
            .entry(decision.person)
            .and_modify(|kept| {
                if (decision.seq, decision.id) > (kept.seq, kept.id) {
                    *kept = decision;
                }
            })
            .or_insert(decision);
    }
    by_person
}

/// What one verdict means for where the record goes; `None` where it never settles.
fn direction(policy: &StagePolicy, stage: Stage, verdict: Verdict) -> Option<Verdict> {
    match (stage, verdict) {
        (Stage::FullText, Verdict::Unsure) => None,
        (Stage::TitleAbstract, Verdict::Unsure) if policy.unsure_goes_forward => {
            Some(Verdict::Include)
        }
        (_, other) => Some(other),
    }
}

/// Settles a record. Pure, and independent of the order in which decisions arrived.
///
/// `needed` is the number of people fixed for this record when it entered the stage. Decisions
/// beyond it are kept and count. `by_rank` are the reasons, best rank first.
pub fn settle(
    stage: Stage,
    policy: &StagePolicy,
    needed: u16,
    decisions: &[Decision],
    resolutions: &[Resolution],
    by_rank: &[CriterionId],
) -> Standing {
    let counted = latest(decisions);
    if let Some(last) = resolutions.iter().max_by_key(|r| r.seq) {
        let contradicted = counted.values().any(|d| {
            !last.saw.contains(&d.id)
                && direction(policy, stage, d.ruling.verdict())
                    != match last.outcome {
                        Outcome::Include => Some(Verdict::Include),
                        Outcome::Exclude => Some(Verdict::Exclude),
                        Outcome::Awaiting | Outcome::Ongoing => None,
                    }
        });
        return if contradicted {
            Standing::Stale {
                outcome: last.outcome,
            }
        } else {
            Standing::Resolved {
                outcome: last.outcome,
                reason: last.reason,
            }
        };
    }
    if counted.len() < usize::from(needed) || counted.is_empty() {
        return Standing::Waiting {
            needed: needed
                .saturating_sub(counted.len().try_into().unwrap_or(u16::MAX))
                .max(1),
        };
    }
    let directions: BTreeSet<Option<Verdict>> = counted
        .values()
        .map(|d| direction(policy, stage, d.ruling.verdict()))
        .collect();
    if directions.len() > 1 || directions.contains(&None) {
        return Standing::Conflict;
    }
    match directions.first() {
        Some(Some(Verdict::Exclude)) => excluded(&counted, by_rank),
        // "Maybe" of everybody goes forward even where maybe against include is a conflict: nobody
        // wants it out.
        _ => Standing::Agreed {
            outcome: Outcome::Include,
            reason: None,
        },
    }
}

fn excluded(counted: &BTreeMap<PersonId, &Decision>, by_rank: &[CriterionId]) -> Standing {
    let primary: BTreeSet<CriterionId> = counted
        .values()
        .filter_map(|d| d.ruling.primary())
        .collect();
    match primary.len() {
        0 => Standing::Agreed {
            outcome: Outcome::Exclude,
            reason: None,
        },
        1 => Standing::Agreed {
            outcome: Outcome::Exclude,
            reason: primary.first().copied(),
        },
        _ => Standing::ReasonOpen {
            proposed: proposed_reason(
                &counted
                    .values()
                    .map(|d| d.ruling.reasons())
                    .collect::<Vec<_>>(),
                by_rank,
            ),
        },
    }
}

/// The highest-ranked reason that everybody ticked.
pub fn proposed_reason(ticked: &[&[CriterionId]], by_rank: &[CriterionId]) -> Option<CriterionId> {
    by_rank
        .iter()
        .copied()
        .find(|reason| ticked.iter().all(|of_one| of_one.contains(reason)))
}
