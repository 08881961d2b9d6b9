//! The kinds of facts. Adding a kind is fine; changing the body of one needs a new version of it.

use crate::coding::{Codebook, Statement};
use crate::flow::Ended;
use crate::ids::*;
use crate::people::{Role, Stages};
use crate::protocol::{Criteria, StagePolicy};
use crate::retrieval::Attempt;
use crate::screening::{Outcome, Round, Ruling, Stage};
use crate::text::NonBlank;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What kind of source search results come from, as PRISMA 2020 tells them apart: it decides the
/// column and the line of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A bibliographic database.
    Database,
    /// A register of studies.
    Register,
    /// A website.
    Website,
    /// An organisation.
    Organisation,
    /// Following citations.
    CitationSearching,
}

impl SourceKind {
    /// All, in the order forms list them.
    pub const ALL: [Self; 5] = [
        Self::Database,
        Self::Register,
        Self::Website,
        Self::Organisation,
        Self::CitationSearching,
    ];
    /// The name in the database and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Register => "register",
            Self::Website => "website",
            Self::Organisation => "organisation",
            Self::CitationSearching => "citation_searching",
        }
    }
    /// The kind of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
    /// Whether it belongs to the left column of the flow (databases and registers).
    pub const fn is_database_or_register(self) -> bool {
        matches!(self, Self::Database | Self::Register)
    }
}

/// A file of a closed import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedFile {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its name when it was dropped.
    pub name: String,
    /// The source it came from.
    pub source: NonBlank,
    /// What kind of source that is.
    pub kind: SourceKind,
    /// The day the source was searched, as `2026-03-31`, if somebody said.
    pub searched_on: Option<String>,
    /// The format it was read as.
    pub format: String,
    /// Entries taken in.
    pub entries: u64,
    /// Entries left out because the same file was here before.
    pub already: u64,
    /// Warnings.
    pub warnings: u64,
    /// Why nothing of it was taken in, if so.
    pub failed: Option<String>,
}

/// Why two hits are one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum MergeGround {
    /// A person looked at the pair.
    Person,
    /// The program was sure, for these reasons.
    Program {
        /// The evidence in words.
        evidence: Vec<String>,
    },
}

/// What a person says of a pair that looks alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// The same report: joined.
    SameReport,
    /// Two reports of one study: kept apart, noted.
    SameStudy,
    /// Different: kept apart.
    Different,
    /// What was said is taken back; the pair waits again.
    Open,
}

impl Judgement {
    /// The name in the database and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameReport => "same_report",
            Self::SameStudy => "same_study",
            Self::Different => "different",
            Self::Open => "open",
        }
    }
    /// The judgement of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::SameReport,
            Self::SameStudy,
            Self::Different,
            Self::Open,
        ]
        .into_iter()
        .find(|judgement| judgement.code() == code)
    }
}

/// How a pilot's sample was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleSize {
    /// Records drawn.
    pub records: u32,
    /// The seed, so that anybody can draw the same sample again.
    pub seed: u32,
}

/// Whose coding it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodedBy {
    /// The person who acts.
    Coder,
    /// The consensus of all coders.
    Consensus,
}

/// The box in which the way of entries ends that a team knows only as a number. All of them are
/// removals before screening: such a count is identified in databases and removed, so it enters
/// both boxes and cannot bring the flow out of balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclaredBox {
    /// Duplicates removed before import.
    Duplicates,
    /// Records marked as ineligible by automation tools.
    Automation,
    /// Records removed for other reasons.
    OtherRemoved,
}

impl DeclaredBox {
    /// All, in the order of the flow.
    pub const ALL: [Self; 3] = [Self::Duplicates, Self::Automation, Self::OtherRemoved];
    /// The name in the database and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Duplicates => "duplicates",
            Self::Automation => "automation",
            Self::OtherRemoved => "other_removed",
        }
    }
    /// The box of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|declared| declared.code() == code)
    }
    /// Where that is in the flow.
    pub const fn ended(self) -> Ended {
        match self {
            Self::Duplicates => Ended::Duplicate,
            Self::Automation => Ended::RemovedByAutomation,
            Self::OtherRemoved => Ended::RemovedForOtherReasons,
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Fact {
    /// An account was made.
    #[serde(rename = "account.made")]
    AccountMade { person: PersonId, admin: bool },
    /// A review was started by the actor.
    #[serde(rename = "review.started")]
    ReviewStarted {
        title: NonBlank,
        question: Option<NonBlank>,
        seed: String,
        title_abstract: StagePolicy,
        full_text: StagePolicy,
    },
    /// Title or question changed.
    #[serde(rename = "review.described")]
    ReviewDescribed {
        title: NonBlank,
        question: Option<NonBlank>,
    },
    /// Somebody joined.
    #[serde(rename = "member.joined")]
    MemberJoined {
        person: PersonId,
        role: Role,
        stages: Stages,
    },
    /// A member's role or stages changed.
    #[serde(rename = "member.changed")]
    MemberChanged {
        person: PersonId,
        role: Role,
        stages: Stages,
    },
    /// A member left or was removed; their decisions stay.
    #[serde(rename = "member.left")]
    MemberLeft { person: PersonId },
    /// A criteria version was published.
    #[serde(rename = "criteria.published")]
    CriteriaPublished { criteria: Criteria },
    /// A stage's settings changed.
    #[serde(rename = "policy.changed")]
    PolicyChanged { stage: Stage, policy: StagePolicy },
    /// An import is complete: its entries become visible. `digest` covers every staged entry with
    /// the record it was put into.
    #[serde(rename = "import.closed")]
    ImportClosed {
        import: ImportId,
        files: Vec<ClosedFile>,
        entries: u64,
        records: u64,
        digest: String,
        software: String,
    },
    /// An import was undone.
    #[serde(rename = "import.undone")]
    ImportUndone { import: ImportId },
    /// Two records turned out to be one.
    #[serde(rename = "records.merged")]
    RecordsMerged {
        into: RecordId,
        from: RecordId,
        ground: MergeGround,
    },
    /// A record was taken apart: these hits go into a record of their own.
    #[serde(rename = "records.separated")]
    RecordsSeparated {
        record: RecordId,
        hits: Vec<HitId>,
        new_record: RecordId,
        number: u32,
    },
    /// A person judged a pair that looks alike.
    #[serde(rename = "pair.judged")]
    PairJudged {
        a: RecordId,
        b: RecordId,
        judgement: Judgement,
    },
    /// A pilot round opened with a sample; everybody in `members` decides on every record.
    #[serde(rename = "pilot.opened")]
    PilotOpened {
        stage: Stage,
        round: Round,
        sample: SampleSize,
        records: Vec<RecordId>,
        members: Vec<PersonId>,
    },
    /// A round was signed off: its decisions are released.
    #[serde(rename = "round.signed_off")]
    RoundSignedOff { stage: Stage, round: Round },
    /// Main screening opened; `waiver` says why without a pilot.
    #[serde(rename = "main.opened")]
    MainOpened {
        stage: Stage,
        waiver: Option<NonBlank>,
    },
    /// Somebody decided.
    #[serde(rename = "decision.made")]
    DecisionMade {
        decision: DecisionId,
        stage: Stage,
        round: Round,
        record: RecordId,
        ruling: Ruling,
        note: Option<NonBlank>,
        criteria: u32,
    },
    /// Somebody took their own decision back.
    #[serde(rename = "decision.taken_back")]
    DecisionTakenBack { decision: DecisionId },
    /// A disagreement was resolved.
    #[serde(rename = "conflict.resolved")]
    ConflictResolved {
        stage: Stage,
        record: RecordId,
        outcome: Outcome,
        reason: Option<CriterionId>,
        why: NonBlank,
        saw: Vec<DecisionId>,
    },
    /// One of those who disagree said what they agree to; when all say the same, the last one's
    /// word is followed by the resolution.
    #[serde(rename = "consensus.said")]
    ConsensusSaid {
        stage: Stage,
        record: RecordId,
        outcome: Outcome,
        reason: Option<CriterionId>,
        why: NonBlank,
    },
    /// A stage was shown to the team.
    #[serde(rename = "stage.released")]
    StageReleased { stage: Stage },
    /// A lead who takes part lifted their own blinding; they are out of that queue.
    #[serde(rename = "sight.lifted")]
    SightLifted { stage: Stage },
    /// A step in seeking a report.
    #[serde(rename = "retrieval.noted")]
    RetrievalNoted { report: ReportId, attempt: Attempt },
    /// A codebook version was published.
    #[serde(rename = "codebook.published")]
    CodebookPublished { codebook: Codebook },
    /// A statement was written or changed; in the consensus, `why` it reads so.
    #[serde(rename = "statement.saved")]
    StatementSaved {
        report: ReportId,
        by: CodedBy,
        codebook: u32,
        statement: Statement,
        why: Option<NonBlank>,
    },
    /// A statement was set aside.
    #[serde(rename = "statement.set_aside")]
    StatementSetAside {
        report: ReportId,
        by: CodedBy,
        statement: StatementId,
        revision: u32,
    },
    /// A field was answered; an empty answer is one.
    #[serde(rename = "field.answered")]
    FieldAnswered {
        report: ReportId,
        by: CodedBy,
        codebook: u32,
        field: FieldId,
        answer: Option<NonBlank>,
    },
    /// A coder finished a report (or the consensus is finished).
    #[serde(rename = "coding.finished")]
    CodingFinished { report: ReportId, by: CodedBy },
    /// A coder took a finished report up again before both had finished.
    #[serde(rename = "coding.reopened")]
    CodingReopened { report: ReportId, by: CodedBy },
    /// A number a team knows only as a number.
    #[serde(rename = "count.declared")]
    CountDeclared {
        count: DeclaredId,
        within: DeclaredBox,
        n: u64,
        source: NonBlank,
        why: NonBlank,
    },
    /// A declared count was withdrawn.
    #[serde(rename = "count.withdrawn")]
    CountWithdrawn { count: DeclaredId },
}

impl Fact {
    /// The version of the bodies written today.
    pub const VERSION: i32 = 1;

    /// The kind and the canonical body, as the log keeps them.
    pub fn written(&self) -> Result<(String, String), serde_json::Error> {
        let value = serde_json::to_value(self)?;
        let kind = value
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let body = super::canonical(value.get("body").unwrap_or(&Value::Null));
        Ok((kind, body))
    }

    /// Reads a fact back.
    pub fn read(kind: &str, body: &str) -> Result<Self, serde_json::Error> {
        let body: Value = serde_json::from_str(body)?;
        serde_json::from_value(serde_json::json!({ "kind": kind, "body": body }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_fact_reads_back_as_it_was_written() {
        let fact = Fact::DecisionMade {
            decision: DecisionId::from_uuid(Uuid::from_u128(1)),
            stage: Stage::TitleAbstract,
            round: Round::MAIN,
            record: RecordId::from_uuid(Uuid::from_u128(2)),
            ruling: Ruling::new(
                Stage::TitleAbstract,
                false,
                crate::screening::Verdict::Include,
                &[],
                None,
                &[],
            )
            .unwrap(),
            note: Some(NonBlank::parse("note", "read the “methods”").unwrap()),
            criteria: 3,
        };
        let (kind, body) = fact.written().unwrap();
        assert_eq!(kind, "decision.made");
        assert!(body.starts_with("{\"criteria\":3,\"decision\":"), "{body}");
        assert_eq!(Fact::read(&kind, &body).unwrap(), fact);
    }
}
