//! Disagreements: what the parties said, and deciding between them.

use crate::house::{Caller, House};
use crate::origin::origin_hidden;
use crate::problem::{Halt, Problem};
use crate::seat::Seat;
use domain::citation::Citation;
use domain::ids::{CriterionId, PersonId, RecordId, ReviewId};
use domain::log::Fact;
use domain::protocol::Criteria;
use domain::refusal::Refusal;
use domain::screening::{Decision, Outcome, Part, Position, Round, Stage, Wish, consensus};
use domain::text::NonBlank;
use domain::time::Timestamp;
use futures::FutureExt;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::decisions::Told;
pub use store::work::Case;

/// The list of disagreements.
#[derive(Clone, Debug)]
pub struct CaseList {
    /// Those shown: open or resolved.
    pub cases: Vec<CaseLine>,
    /// How many are open.
    pub open: u64,
    /// How many are resolved.
    pub resolved: u64,
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// The case.
    pub case: Case,
    /// The positions in the order of their letters.
    pub positions: Vec<Position>,
}

/// A case as whoever resolves sees it.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The record.
    pub record: RecordId,
    /// Its number.
    pub number: u32,
    /// Its data.
    pub citation: Citation,
    /// How it stands.
    pub standing: String,
    /// What was said, by letter.
    pub positions: Vec<Position>,
    /// The criteria in force.
    pub criteria: Option<Criteria>,
    /// The resolution in force, if there is one: outcome, reason, why, when.
    pub resolution: Option<(Outcome, Option<CriterionId>, String, Timestamp)>,
    /// The reason proposed where only the reason is open.
    pub proposed: Option<CriterionId>,
    /// Where the full text is.
    pub link: Option<String>,
    /// What the viewer has to do with it.
    pub part: Part,
    /// The viewer's own letter, if they are one of those who disagree.
    pub mine: Option<char>,
    /// What those who disagree said they agree to, where they settle it together.
    pub words: Vec<Word>,
}

/// What one of those who disagree said they agree to.
#[derive(Clone, Debug)]
pub struct Word {
    /// Their letter.
    pub letter: char,
    /// Where the record should go, and the reason of an exclusion.
    pub wish: Wish,
    /// Why.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// What came of resolving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The record is settled.
    Settled,
    /// Somebody who disagrees has not said the same yet.
    Waiting,
}

/// What a resolver decided.
#[derive(Clone, Debug)]
pub struct Resolving {
    /// Where the record goes.
    pub outcome: Outcome,
    /// The reason of an exclusion at full text.
    pub reason: Option<CriterionId>,
    /// Why.
    pub why: NonBlank,
}

/// Somebody who works on the disagreements of a stage.
struct Eye {
    resolving: domain::screening::Resolving,
    me: PersonId,
    /// Whether authors, journal and year are hidden from them.
    origin_hidden: bool,
}

impl Eye {
    fn part(&self, parties: &BTreeSet<PersonId>) -> Option<Part> {
        self.resolving.part(self.me, parties)
    }
}

async fn eye(
    tx: &mut Tx<'_>,
    me: PersonId,
    review: ReviewId,
    stage: Stage,
) -> Result<Option<Eye>, Halt> {
    let membership = store::people::membership(tx, review, me)
        .await?
        .ok_or(Halt::NotFound)?;
    let resolving = domain::screening::Resolving {
        membership,
        sight: store::reviews::sight(tx, review, stage, Round::MAIN, me, membership).await?,
        stage,
        policy: store::reviews::policy(tx, review, stage).await?,
    };
    if !resolving.takes_part() {
        return Ok(None);
    }
    Ok(Some(Eye {
        resolving,
        me,
        origin_hidden: origin_hidden(tx, review, me, membership).await?,
    }))
}

impl House {
    /// Whether the caller works on the disagreements of a stage at all.
    pub async fn resolves(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
    ) -> Result<bool, Problem> {
        let mut read = self.read().await?;
        Ok(eye(&mut read.tx(), caller.person, review, stage)
            .await?
            .is_some())
    }

    /// The disagreements of a stage, open ones oldest first or resolved ones newest first. Nothing
    /// is there for people who do not resolve here, nor any case that is kept back from the caller.
    pub async fn disagreements(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        resolved: bool,
    ) -> Result<CaseList, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let eye = eye(tx, caller.person, review, stage)
            .await?
            .ok_or(Problem::NotFound)?;
        let seed = store::reviews::seed(tx, review).await?;
        let mut list = CaseList {
            cases: Vec::new(),
            open: 0,
            resolved: 0,
        };
        for (which, done) in [(false, resolved), (true, !resolved)] {
            let cases = store::work::cases(tx, review, stage, which, 500)
                .await?
                .for_settling();
            for case in cases {
                let told = store::decisions::told(tx, stage, case.record)
                    .await?
                    .for_settling();
                if eye
                    .part(&parties(told.iter().map(|t| &t.decision)))
                    .is_none()
                {
                    continue;
                }
                if which {
                    list.resolved += 1;
                } else {
                    list.open += 1;
                }
                if !done {
                    let case = match eye.origin_hidden {
                        true => Case {
                            authors: String::new(),
                            year: None,
                            ..case
                        },
                        false => case,
                    };
                    let positions = lettered(&seed, case.record, stage, told);
                    list.cases.push(CaseLine { case, positions });
                }
            }
        }
        Ok(list)
    }

    /// One case.
    pub async fn case(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        record: RecordId,
    ) -> Result<CaseView, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let eye = eye(tx, caller.person, review, stage)
            .await?
            .ok_or(Problem::NotFound)?;
        let shown = store::records::get(tx, review, record)
            .await?
            .ok_or(Problem::NotFound)?;
        let standing = store::work::standing(tx, stage, record)
            .await?
            .for_settling();
        let (standing, _) = standing.ok_or(Problem::NotFound)?;
        if !matches!(
            standing.as_str(),
            "conflict" | "stale" | "reason_open" | "resolved"
        ) {
            return Err(Problem::NotFound);
        }
        let told = store::decisions::told(tx, stage, record)
            .await?
            .for_settling();
        let parties = parties(told.iter().map(|t| &t.decision));
        let part = eye.part(&parties).ok_or(Problem::NotFound)?;
        let seed = store::reviews::seed(tx, review).await?;
        let resolution = store::decisions::last_resolution(tx, stage, record).await?;
        let proposed = store::work::proposed(tx, stage, record)
            .await?
            .for_settling();
        let report = store::reports::of_record(tx, review, record).await?;
        let letters = letters(&seed, record, stage, parties);
        let accords = store::decisions::accords(tx, stage, record).await?;
        let words = accords
            .for_settling()
            .into_iter()
            .filter_map(|accord| {
                Some(Word {
                    letter: *letters.get(&accord.person)?,
                    wish: accord.wish,
                    why: accord.why,
                    at: accord.at,
                })
            })
            .collect();
        let citation = match eye.origin_hidden {
            true => shown.citation.without_origin(),
            false => shown.citation,
        };
        Ok(CaseView {
            record,
            number: shown.number,
            citation,
            standing,
            positions: lettered(&seed, record, stage, told),
            criteria: store::reviews::criteria(tx, review).await?,
            resolution: resolution.for_settling(),
            proposed,
            link: report.and_then(|report| report.link),
            part,
            mine: letters.get(&eye.me).copied(),
            words,
        })
    }

    /// Resolves a disagreement. Nobody resolves one they are party to, except together: each of
    /// those who disagree says what they agree to, and when all say the same, that is it. The
    /// decisions stay.
    pub async fn resolve(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        record: RecordId,
        resolving: Resolving,
    ) -> Result<Resolved, Problem> {
        let acting = self.acting(caller, review);
        let input = (acting, stage, record, resolving);
        self.write(review, input, |tx, (acting, stage, record, resolving)| {
            async move {
                let seat = Seat::take(tx, acting).await?;
                resolve(seat, stage, record, resolving).await
            }
            .boxed()
        })
        .await
    }
}

async fn resolve(
    mut seat: Seat<'_, '_>,
    stage: Stage,
    record: RecordId,
    resolving: Resolving,
) -> Result<Resolved, Halt> {
    let (review, me) = (seat.review(), seat.me());
    let eye = eye(seat.tx(), me, review, stage)
        .await?
        .ok_or(Halt::NotFound)?;
    store::records::get(seat.tx(), review, record)
        .await?
        .ok_or(Halt::NotFound)?;
    let decisions = store::decisions::of_record(seat.tx(), stage, record)
        .await?
        .for_settling();
    let parties = parties(&decisions);
    let part = match eye.part(&parties).ok_or(Halt::NotFound)? {
        Part::Onlooker => return Err(Refusal::PartyToIt.into()),
        part => part,
    };
    let standing = store::work::standing(seat.tx(), stage, record)
        .await?
        .for_settling();
    let open = standing.is_some_and(|(standing, _)| {
        matches!(standing.as_str(), "conflict" | "stale" | "reason_open")
    });
    if !open {
        // A party may not learn of a record that nobody disagrees on more than that it is not here.
        return Err(match part {
            Part::Party => Halt::NotFound,
            _ => Refusal::NotInConflict.into(),
        });
    }
    let reason = check(seat.tx(), review, stage, &resolving).await?;
    let outcome = resolving.outcome;
    if part == Part::Party {
        seat.log(Fact::ConsensusSaid {
            stage,
            record,
            outcome,
            reason,
            why: resolving.why.clone(),
        })
        .await?;
        let said = store::decisions::accords(seat.tx(), stage, record).await?;
        let wishes = said.for_settling().into_iter().map(|a| (a.person, a.wish));
        if consensus(&parties, &wishes.collect()).is_none() {
            return Ok(Resolved::Waiting);
        }
    }
    let saw = decisions.iter().filter(|d| !d.void).map(|d| d.id).collect();
    seat.log(Fact::ConflictResolved {
        stage,
        record,
        outcome,
        reason,
        why: resolving.why,
        saw,
    })
    .await?;
    Ok(Resolved::Settled)
}

/// Checks a resolution: at title and abstract a record goes on or out; an exclusion at full text
/// needs its reason.
async fn check(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    resolving: &Resolving,
) -> Result<Option<CriterionId>, Halt> {
    match (stage, resolving.outcome) {
        (Stage::TitleAbstract, Outcome::Awaiting | Outcome::Ongoing) => {
            Err(Refusal::OutcomeNotOpen.into())
        }
        (_, Outcome::Exclude) => {
            let criteria = store::reviews::criteria(tx, review)
                .await?
                .ok_or(Refusal::NoCriteria)?;
            match resolving.reason {
                Some(reason) if criteria.reason_ids(stage).contains(&reason) => Ok(Some(reason)),
                Some(_) => Err(Refusal::NotOffered {
                    field: "reason".into(),
                }
                .into()),
                None if stage == Stage::FullText => Err(Refusal::ReasonNeeded.into()),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// Those whose valid decisions a record has.
fn parties<'d>(decisions: impl IntoIterator<Item = &'d Decision>) -> BTreeSet<PersonId> {
    decisions
        .into_iter()
        .filter(|d| !d.void)
        .map(|d| d.person)
        .collect()
}

/// Gives each person a letter, drawn anew for each record and stage.
pub(crate) fn letters(
    seed: &str,
    record: RecordId,
    stage: Stage,
    people: impl IntoIterator<Item = PersonId>,
) -> BTreeMap<PersonId, char> {
    let mut drawn: Vec<([u8; 32], PersonId)> = people
        .into_iter()
        .map(|person| {
            let place = Sha256::new()
                .chain_update(seed.as_bytes())
                .chain_update(stage.code().as_bytes())
                .chain_update(record.uuid().as_bytes())
                .chain_update(person.uuid().as_bytes())
                .finalize();
            (place.into(), person)
        })
        .collect();
    drawn.sort_unstable();
    drawn.dedup();
    drawn
        .into_iter()
        .map(|(_, person)| person)
        .zip(('A'..='Z').chain(std::iter::repeat('…')))
        .collect()
}

/// Each person's latest decision, in the order of their letters.
pub(crate) fn lettered(
    seed: &str,
    record: RecordId,
    stage: Stage,
    told: Vec<Told>,
) -> Vec<Position> {
    let mut latest: BTreeMap<PersonId, Told> = BTreeMap::new();
    for one in told.into_iter().filter(|t| !t.decision.void) {
        latest.insert(one.decision.person, one);
    }
    let letters = letters(seed, record, stage, latest.keys().copied());
    let mut positions: Vec<Position> = latest
        .into_iter()
        .map(|(person, told)| Position {
            letter: letters.get(&person).copied().unwrap_or('…'),
            ruling: told.decision.ruling,
            note: told.note,
        })
        .collect();
    positions.sort_by_key(|position| position.letter);
    positions
}

/// How many cases wait for somebody; `None` if they do not resolve at this stage.
pub(crate) async fn open_for(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    me: PersonId,
) -> Result<Option<u64>, Problem> {
    let Some(eye) = eye(tx, me, review, stage).await? else {
        return Ok(None);
    };
    let whole = eye.resolving.sight.is_whole();
    if whole && !eye.resolving.membership.may_screen(stage) {
        let counts = store::tally::by_standing(tx, review, stage)
            .await?
            .for_settling();
        let full_text = stage == Stage::FullText;
        let open = counts
            .iter()
            .filter(|((_, name), _)| {
                name == "conflict"
                    || name == "stale"
                    || (full_text && name == "reason_open_exclude")
            })
            .map(|(_, n)| n)
            .sum();
        return Ok(Some(open));
    }
    let mut open = 0;
    for case in store::work::cases(tx, review, stage, false, 500)
        .await?
        .for_settling()
    {
        let told = store::decisions::told(tx, stage, case.record)
            .await?
            .for_settling();
        let parties = parties(told.iter().map(|t| &t.decision));
        open += u64::from(match eye.part(&parties) {
            Some(Part::Judge) => true,
            Some(Part::Party) => is_asked(tx, stage, case.record, me, &parties).await?,
            Some(Part::Onlooker) | None => false,
        });
    }
    Ok(Some(open))
}

/// Whether it is a party's turn: they have said nothing yet, or everybody has and they differ.
async fn is_asked(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
    me: PersonId,
    parties: &BTreeSet<PersonId>,
) -> Result<bool, Problem> {
    let said: BTreeSet<PersonId> = store::decisions::accords(tx, stage, record)
        .await?
        .for_settling()
        .into_iter()
        .map(|accord| accord.person)
        .collect();
    Ok(!said.contains(&me) || said.is_superset(parties))
}
