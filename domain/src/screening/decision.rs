//! One person's decision on one record (rule 5).

use crate::ids::{CriterionId, DecisionId, PersonId};
use crate::refusal::Refusal;
use crate::screening::Stage;
use serde::{Deserialize, Serialize};

/// What a decision says, without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// In.
    Include,
    /// Not sure ("maybe").
    Unsure,
    /// Out.
    Exclude,
}

impl Verdict {
    /// All, in the order of the buttons read from right to left.
    pub const ALL: [Self; 3] = [Self::Include, Self::Unsure, Self::Exclude];

    /// The name in the database, forms and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Unsure => "unsure",
            Self::Exclude => "exclude",
        }
    }
    /// The verdict of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// A verdict with the reasons it needs. An exclusion without a reason where one is due can't be
/// built: the fields are private and [`Ruling::new`] is the only way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    verdict: Verdict,
    reasons: Vec<CriterionId>,
    primary: Option<CriterionId>,
}

impl Ruling {
    /// Builds a ruling. `by_rank` are the reasons on offer at this stage, best rank first; what is
    /// ticked is put into that order. Reasons of a verdict other than exclude are dropped: they
    /// say nothing.
    ///
    /// At full text an exclusion needs at least one reason; at title and abstract it needs one if
    /// `reason_due`. The primary reason is the first by rank unless `primary` says otherwise.
    pub fn new(
        stage: Stage,
        reason_due: bool,
        verdict: Verdict,
        ticked: &[CriterionId],
        primary: Option<CriterionId>,
        by_rank: &[CriterionId],
    ) -> Result<Self, Refusal> {
        if verdict != Verdict::Exclude {
            return Ok(Self {
                verdict,
                reasons: Vec::new(),
                primary: None,
            });
        }
        if ticked.iter().any(|reason| !by_rank.contains(reason)) {
            return Err(Refusal::NotOffered {
                field: "reasons".into(),
            });
        }
        let reasons: Vec<_> = by_rank
            .iter()
            .copied()
            .filter(|r| ticked.contains(r))
            .collect();
        if reasons.is_empty() && (reason_due || stage == Stage::FullText) {
            return Err(Refusal::ReasonNeeded);
        }
        let primary = match primary {
            Some(chosen) if reasons.contains(&chosen) => Some(chosen),
            Some(_) => return Err(Refusal::PrimaryNotTicked),
            None => reasons.first().copied(),
        };
        Ok(Self {
            verdict,
            reasons,
            primary,
        })
    }
    /// The verdict.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }
    /// The reasons ticked, best rank first.
    pub fn reasons(&self) -> &[CriterionId] {
        &self.reasons
    }
    /// The reason that counts in the flow.
    pub const fn primary(&self) -> Option<CriterionId> {
        self.primary
    }
}

/// What a person decided on a record, as the rules need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The id the client made.
    pub id: DecisionId,
    /// Who.
    pub person: PersonId,
    /// Its place in the log: of two decisions of one person, the later one counts.
    pub seq: i64,
    /// What.
    pub ruling: Ruling,
    /// Made in good faith on a record that others had completed meanwhile.
    pub additional: bool,
    /// Taken back by the person or set aside by a lead: it stays in the log and counts for nothing.
    pub void: bool,
}

/// Where a record goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// On to the next stage, or into the review.
    Include,
    /// Out.
    Exclude,
    /// Full text only: not enough is known to decide yet.
    Awaiting,
    /// Full text only: the study is still running.
    Ongoing,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 4] = [Self::Include, Self::Exclude, Self::Awaiting, Self::Ongoing];

    /// The name in the database, forms and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Exclude => "exclude",
            Self::Awaiting => "awaiting",
            Self::Ongoing => "ongoing",
        }
    }
    /// The outcome of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A decision as a resolver sees it: by letter, never by name or time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// `A`, `B`, `C`, drawn anew for each record.
    pub letter: char,
    /// What was decided.
    pub ruling: Ruling,
    /// The note, if there is one.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn criterion(n: u128) -> CriterionId {
        CriterionId::from_uuid(Uuid::from_u128(n))
    }

    #[test]
    fn an_exclusion_at_full_text_needs_a_reason() {
        let offered = [criterion(1), criterion(2)];
        let without = Ruling::new(
            Stage::FullText,
            false,
            Verdict::Exclude,
            &[],
            None,
            &offered,
        );
        assert_eq!(without, Err(Refusal::ReasonNeeded));
        let early = Ruling::new(
            Stage::TitleAbstract,
            false,
            Verdict::Exclude,
            &[],
            None,
            &offered,
        );
        assert!(early.is_ok());
        let due = Ruling::new(
            Stage::TitleAbstract,
            true,
            Verdict::Exclude,
            &[],
            None,
            &offered,
        );
        assert_eq!(due, Err(Refusal::ReasonNeeded));
    }

    #[test]
    fn the_primary_reason_is_the_first_by_rank_unless_said_otherwise() {
        let offered = [criterion(5), criterion(3), criterion(9)];
        let ticked = [criterion(9), criterion(3)];
        let ruling = |primary| {
            Ruling::new(
                Stage::FullText,
                true,
                Verdict::Exclude,
                &ticked,
                primary,
                &offered,
            )
        };
        assert_eq!(ruling(None).unwrap().primary(), Some(criterion(3)));
        assert_eq!(
            ruling(None).unwrap().reasons(),
            [criterion(3), criterion(9)]
        );
        assert_eq!(
            ruling(Some(criterion(9))).unwrap().primary(),
            Some(criterion(9))
        );
        assert_eq!(ruling(Some(criterion(5))), Err(Refusal::PrimaryNotTicked));
    }

    #[test]
    fn a_reason_nobody_offered_is_refused_and_an_include_has_none() {
        let foreign = [criterion(7)];
        let excluded = Ruling::new(
            Stage::FullText,
            true,
            Verdict::Exclude,
            &foreign,
            None,
            &[criterion(1)],
        );
        assert!(matches!(excluded, Err(Refusal::NotOffered { .. })));
        let included = Ruling::new(
            Stage::FullText,
            true,
            Verdict::Include,
            &[criterion(1)],
            None,
            &[criterion(1)],
        );
        assert!(included.unwrap().reasons().is_empty());
    }
}
