//! The PRISMA 2020 flow of a review, and the lists behind its numbers.

use crate::house::{Caller, House};
use crate::problem::Problem;
use domain::flow::{
    Arm, BoxList, Counts, Declared, Flow, Included, Reason, Source, Step, Veil, Waiting,
};
use domain::ids::{CriterionId, PersonId, ReviewId};
use domain::log::SourceKind;
use domain::people::Membership;
use domain::retrieval::RetrievalState;
use domain::screening::{Outcome, Round, Stage};
use store::Tx;
use store::figures::{Identified, Stood};
pub use store::records::Line;

/// The flow as the viewer may see it.
#[derive(Clone, Debug)]
pub struct FlowView {
    /// The review's title.
    pub title: String,
    /// The flow, behind the viewer's veil.
    pub flow: Flow,
}

/// A page of the list behind a number.
#[derive(Clone, Debug)]
pub struct BoxPage {
    /// The records, by number; `None`: kept back while the viewer screens.
    pub records: Option<Vec<Line>>,
    /// Whether more follow.
    pub more: bool,
    /// The words of the reason, for a list of records excluded for one.
    pub reason: Option<String>,
}

impl House {
    /// The flow of a review. What depends on verdicts of a stage in which the viewer is blind is
    /// kept back.
    pub async fn flow(&self, caller: &Caller, review: ReviewId) -> Result<FlowView, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let found = store::reviews::get(tx, review)
            .await?
            .ok_or(Problem::NotFound)?;
        let veil = veil(tx, review, caller.person, membership).await?;
        let counts = counts(tx, review).await?;
        let flow = Flow::tally(counts).map_err(|broken| Problem::internal(&broken))?;
        Ok(FlowView {
            title: found.title,
            flow: flow.behind(veil),
        })
    }

    /// The flow of a review without a veil: for whoever holds the data themselves, on the command
    /// line. `name` is the review's id or its title. `None` if there is no such review.
    pub async fn flow_of(&self, name: &str) -> Result<Option<FlowView>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let all = store::reviews::all(tx).await?;
        let known = |review: &store::reviews::Review| {
            review.title == name || name.parse().is_ok_and(|id: ReviewId| id == review.id)
        };
        let Some(found) = all.into_iter().find(known) else {
            return Ok(None);
        };
        let counts = counts(tx, found.id).await?;
        let flow = Flow::tally(counts).map_err(|broken| Problem::internal(&broken))?;
        Ok(Some(FlowView {
            title: found.title,
            flow,
        }))
    }

    /// Every review's title and id, for the command line.
    pub async fn all_reviews(&self) -> Result<Vec<(String, ReviewId)>, Problem> {
        let mut read = self.read().await?;
        let all = store::reviews::all(&mut read.tx()).await?;
        Ok(all
            .into_iter()
            .map(|review| (review.title, review.id))
            .collect())
    }

    /// A page of the records behind a number of the flow, after a record's number.
    pub async fn records_in_box(
        &self,
        caller: &Caller,
        review: ReviewId,
        list: BoxList,
        after: u32,
        most: usize,
    ) -> Result<BoxPage, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let veil = veil(tx, review, caller.person, membership).await?;
        let reason = match list.step {
            Step::Reason(reason) => label(tx, review, reason).await?,
            _ => None,
        };
        if is_kept_back(&list.step, veil) {
            return Ok(BoxPage {
                records: None,
                more: false,
                reason,
            });
        }
        let asked = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
        // Looked into only where the veil leaves the whole list open.
        let mut records = store::boxes::records(tx, review, &list, after, asked)
            .await?
            .for_settling();
        let more = records.len() > most;
        records.truncate(most);
        Ok(BoxPage {
            records: Some(records),
            more,
            reason,
        })
    }
}

/// Whether a list would tell what is kept back.
fn is_kept_back(step: &Step, veil: Veil) -> bool {
    match step {
        Step::ToScreen | Step::Reopened | Step::Excluded => veil.title_abstract,
        Step::ToAssess
        | Step::Unassessed
        | Step::Disagreements
        | Step::Reason(_)
        | Step::ReasonOpen
        | Step::Awaiting
        | Step::Ongoing
        | Step::Included => veil.full_text,
        Step::Identified(_)
        | Step::Duplicates
        | Step::KnownFromDatabases
        | Step::Screened
        | Step::Sought
        | Step::ToRetrieve
        | Step::NotRetrieved
        | Step::Assessed => false,
    }
}

/// What a member may not see: a stage with any round in which they are blind.
pub(crate) async fn veil(
    tx: &mut Tx<'_>,
    review: ReviewId,
    me: PersonId,
    membership: Membership,
) -> Result<Veil, store::Error> {
    let mut covered = [false; 2];
    for (stage, covered) in Stage::ALL.into_iter().zip(&mut covered) {
        let mut rounds: Vec<Round> = store::reviews::rounds(tx, review, stage)
            .await?
            .into_iter()
            .map(|row| row.round)
            .collect();
        rounds.push(Round::MAIN);
        for round in rounds {
            let sight = store::reviews::sight(tx, review, stage, round, me, membership).await?;
            *covered |= !sight.is_whole();
        }
    }
    let [title_abstract, full_text] = covered;
    Ok(Veil {
        title_abstract,
        full_text,
    })
}

/// The words of a criterion, from the newest version that has it.
async fn label(
    tx: &mut Tx<'_>,
    review: ReviewId,
    criterion: CriterionId,
) -> Result<Option<String>, store::Error> {
    let versions = store::reviews::versions(tx, review, i64::MAX).await?;
    let found = versions
        .iter()
        .find_map(|(criteria, _)| criteria.get(criterion));
    Ok(found.map(|criterion| criterion.label.to_string()))
}

/// Every tally of the flow, counted from the tables.
async fn counts(tx: &mut Tx<'_>, review: ReviewId) -> Result<Counts, store::Error> {
    let identified = store::figures::identified(tx, review).await?;
    // Whoever asks sees the result through their veil only.
    let stood = store::figures::stood(tx, review).await?.for_settling();
    let studies = store::figures::included_studies(tx, review)
        .await?
        .for_settling();
    let reasons = reasons(tx, review, &stood).await?;
    let databases = arm(identified.database_records, true, &stood, &reasons);
    let other = arm(identified.other_records, false, &stood, &reasons);
    let declared = declared(tx, review).await?;
    Ok(Counts {
        included: Included {
            studies,
            reports: databases.included + other.included,
        },
        known_from_databases: identified.known_from_databases,
        sources: sources(identified),
        databases,
        other,
        declared,
        ..Counts::default()
    })
}

fn sources(identified: Identified) -> Vec<Source> {
    let mut sources: Vec<Source> = identified
        .sources
        .into_iter()
        .map(|(name, kind, hits)| Source { name, kind, hits })
        .collect();
    sources.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    sources
}

/// The reasons on offer at full text by rank, then those that only older versions had and that
/// still count.
async fn reasons(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stood: &[Stood],
) -> Result<Vec<(CriterionId, String)>, store::Error> {
    let versions = store::reviews::versions(tx, review, i64::MAX).await?;
    let mut reasons: Vec<(CriterionId, String)> = Vec::new();
    for (place, (criteria, _)) in versions.iter().enumerate() {
        for criterion in &criteria.criteria {
            let known = reasons.iter().any(|(id, _)| *id == criterion.id);
            let counts = stood.iter().any(|s| s.reason == Some(criterion.id));
            let offered = place == 0 && criterion.full_text;
            if !known && (offered || counts) {
                reasons.push((criterion.id, criterion.label.to_string()));
            }
        }
    }
    Ok(reasons)
}

/// One column, from the records that stand in it.
fn arm(records: u64, in_database: bool, stood: &[Stood], reasons: &[(CriterionId, String)]) -> Arm {
    let mut arm = Arm {
        records,
        reasons: reasons
            .iter()
            .map(|(id, label)| Reason {
                key: id.to_string(),
                label: label.clone(),
                n: 0,
            })
            .collect(),
        ..Arm::default()
    };
    for group in stood.iter().filter(|s| s.in_database == in_database) {
        let went_forward = group.retrieval.is_some();
        match group.title_abstract_outcome {
            Some(Outcome::Exclude) => arm.excluded += group.n,
            Some(_) => full_text(&mut arm, group),
            None if went_forward => {
                arm.reopened += group.n;
                full_text(&mut arm, group);
            }
            None => wait(
                &mut arm.title_abstract,
                &group.title_abstract,
                group.title_abstract_begun,
                group.n,
            ),
        }
    }
    arm
}

fn wait(waiting: &mut Waiting, standing: &str, begun: bool, n: u64) {
    match (standing, begun) {
        ("waiting", false) => waiting.untouched += n,
        ("waiting", true) => waiting.partly += n,
        _ => waiting.disagreements += n,
    }
}

/// Records whose report is sought, and how far it came.
fn full_text(arm: &mut Arm, group: &Stood) {
    let n = group.n;
    arm.sought += n;
    match group.retrieval {
        None | Some(RetrievalState::ToSeek) => arm.to_seek += n,
        Some(RetrievalState::Requested) => arm.requested += n,
        Some(RetrievalState::NotRetrieved) => arm.not_retrieved += n,
        Some(RetrievalState::Retrieved) => match group.full_text_outcome {
            Some(Outcome::Include) => arm.included += n,
            Some(Outcome::Awaiting) => arm.awaiting += n,
            Some(Outcome::Ongoing) => arm.ongoing += n,
            Some(Outcome::Exclude) => exclude(arm, group),
            None => {
                let standing = group.full_text.as_deref().unwrap_or("waiting");
                wait(&mut arm.full_text, standing, group.full_text_begun, n);
            }
        },
    }
}

fn exclude(arm: &mut Arm, group: &Stood) {
    let key = group.reason.map(|reason| reason.to_string());
    let known = arm
        .reasons
        .iter_mut()
        .find(|reason| Some(&reason.key) == key.as_ref());
    match known {
        Some(reason) => reason.n += group.n,
        None => arm.reason_open += group.n,
    }
}

async fn declared(tx: &mut Tx<'_>, review: ReviewId) -> Result<Vec<Declared>, store::Error> {
    let mut declared = Vec::new();
    for one in store::reviews::declared(tx, review).await? {
        let who = match one.by {
            Some(by) => store::people::get(tx, by).await?,
            None => None,
        };
        declared.push(Declared {
            n: one.n,
            from: SourceKind::Database,
            ended: one.within.ended(),
            studies: 0,
            source: one.source,
            who: who.map_or_else(|| "a former member".to_owned(), |person| person.name),
            why: one.why,
        });
    }
    Ok(declared)
}
