//! Starting a review, my reviews, and what every page of a review shows around itself.

use crate::disagreements;
use crate::house::{Caller, House};
use crate::problem::Problem;
use crate::seat::Seat;
use crate::secrets;
use domain::ids::{PersonId, ReviewId};
use domain::log::{Chain, Event, Fact};
use domain::people::{Membership, Permission, Role, Stages};
use domain::protocol::{Readers, Resolver, StagePolicy};
use domain::retrieval::RetrievalState;
use domain::screening::{Round, Stage};
use domain::text::NonBlank;
use domain::time::Timestamp;
use futures::FutureExt;
use std::collections::BTreeMap;
use store::Tx;
use store::people::Member;
pub use store::reviews::Review;

/// The answers to the questions that start a review.
#[derive(Clone, Debug)]
pub struct NewReview {
    /// Its title.
    pub title: NonBlank,
    /// The question it asks.
    pub question: Option<NonBlank>,
    /// How many read each record.
    pub readers: Readers,
    /// Whether whoever starts it screens too.
    pub i_screen: bool,
}

/// How much waits for a person in a review. `None`: nothing for this role there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Titles and abstracts to screen.
    pub screen: Option<u64>,
    /// Disagreements to resolve, at both stages.
    pub disagreements: Option<u64>,
    /// Pairs that look alike.
    pub duplicates: Option<u64>,
    /// Reports to seek, and proposals to confirm for leads.
    pub full_texts: Option<u64>,
    /// Full texts to judge.
    pub eligibility: Option<u64>,
    /// Reports to code.
    pub coding: Option<u64>,
}

/// What stands around every page of a review.
#[derive(Clone, Debug)]
pub struct ReviewFrame {
    /// The review.
    pub review: Review,
    /// What the viewer is in it.
    pub membership: Membership,
    /// What waits for them.
    pub waits: Waits,
    /// Where the page is in the stream of hints.
    pub cursor: String,
}

/// A line of "my reviews".
#[derive(Clone, Debug)]
pub struct MyReview {
    /// The review.
    pub review: Review,
    /// What the viewer is in it.
    pub membership: Membership,
    /// What waits for them.
    pub waits: Waits,
    /// How far the stages are.
    pub stages: StageBar,
    /// Who did something last, and when.
    pub active: Option<(String, Timestamp)>,
    /// The steps of setting up that are done.
    pub setup: Setup,
}

/// The first steps of a review; they tick themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// A question is written.
    pub question: bool,
    /// More than one person, or it is meant to be done alone.
    pub team: bool,
    /// How many people.
    pub people: u64,
    /// Criteria are published.
    pub criteria: bool,
    /// Search results are imported.
    pub results: bool,
    /// A round is open or was.
    pub round: bool,
}

impl Setup {
    /// Whether all of it is done.
    pub const fn done(self) -> bool {
        self.question && self.team && self.criteria && self.results && self.round
    }
}

/// How far each stage is: done of whole. Where outcomes are kept back only completion shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageBar {
    /// Entries imported.
    pub entries: u64,
    /// Sources they came from.
    pub sources: u64,
    /// Records.
    pub records: u64,
    /// Pairs that wait.
    pub open_pairs: u64,
    /// Records complete at title and abstract, of `records`.
    pub screened: u64,
    /// Reports sought.
    pub sought: u64,
    /// Reports retrieved or found not to be had.
    pub sought_done: u64,
    /// Reports retrieved.
    pub retrieved: u64,
    /// Reports complete at full text.
    pub judged: u64,
    /// Reports included, once the stage is released to the viewer or they code; else kept back.
    pub included: Option<u64>,
    /// Reports whose coding is finished.
    pub coded: u64,
}

/// One person's pace at a stage.
#[derive(Clone, Debug)]
pub struct Pace {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Records decided.
    pub decided: u64,
    /// Records that still wait for them.
    pub left: u64,
    /// Decisions on each of the last 14 days in UTC, today last.
    pub days: [u64; 14],
    /// When they last decided.
    pub last: Option<Timestamp>,
}

/// The overview of a review.
#[derive(Clone, Debug)]
pub struct Overview {
    /// How far each stage is.
    pub stages: StageBar,
    /// Who decided how much at title and abstract; for leads.
    pub pace: Vec<Pace>,
    /// The steps of setting up.
    pub setup: Setup,
    /// The last acts of people, newest first: who and what.
    pub recent: Vec<(Option<String>, Event)>,
    /// Whether the viewer is kept from disagreements at title and abstract though they lead.
    pub blind_lead: bool,
    /// When the oldest open disagreement began, if the viewer may know.
    pub oldest_case: Option<Timestamp>,
    /// Who resolves disagreements that the viewer is kept from: leads who do not take part.
    pub settlers: Vec<String>,
    /// How many more people each record needs than take part; for leads.
    pub readers_missing: u64,
    /// Requests for full texts that have waited for three weeks.
    pub slow_requests: u64,
}

impl House {
    /// Starts a review; the caller leads it.
    pub async fn start_review(&self, caller: &Caller, new: NewReview) -> Result<ReviewId, Problem> {
        let review = ReviewId::from_uuid(self.id());
        let mut seed = [0_u8; 16];
        self.inner.clock.random(&mut seed);
        let acting = self.acting(caller, review);
        let input = (acting, new, secrets::hex(&seed));
        self.write(review, input, |tx, (acting, new, seed)| {
            async move {
                let alone = new.readers == Readers::One;
                let stages = if new.i_screen || alone {
                    Stages::ALL
                } else {
                    Stages::NONE
                };
                // A lead who screens is party to what they disagree on, and in a small team nobody
                // else may be left to resolve it.
                let resolver = match new.i_screen && !alone {
                    true => Resolver::Parties,
                    false => Resolver::Lead,
                };
                let policy = StagePolicy {
                    readers: new.readers,
                    resolver,
                    ..StagePolicy::default()
                };
                start(tx, acting, new.title, new.question, seed, policy).await?;
                let mut seat = joined(tx, acting, Role::Lead, stages).await?;
                seat.log(Fact::CodebookPublished {
                    codebook: crate::codebook::first_codebook(),
                })
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await?;
        Ok(review)
    }

    /// Changes title and question.
    pub async fn describe_review(
        &self,
        caller: &Caller,
        review: ReviewId,
        title: NonBlank,
        question: Option<NonBlank>,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, title, question),
            |tx, (acting, title, question)| {
                async move {
                    let mut lead = Seat::take(tx, acting).await?.lead()?;
                    lead.log(Fact::ReviewDescribed { title, question }).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// The caller's reviews: those in which something waits for them first.
    pub async fn my_reviews(&self, caller: &Caller) -> Result<Vec<MyReview>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let mut mine = Vec::new();
        for (review, membership) in store::reviews::of_person(tx, caller.person).await? {
            let id = review.id;
            let stages = stage_bar(tx, id, caller.person, membership).await?;
            let members = store::people::members(tx, id).await?;
            let active = recent(tx, id, &members)
                .await?
                .into_iter()
                .find_map(|(name, event)| Some((name?, event.at)));
            mine.push(MyReview {
                waits: waits(tx, id, caller.person, membership).await?,
                setup: setup(tx, id, &review).await?,
                review,
                membership,
                stages,
                active,
            });
        }
        mine.sort_by_key(|my| std::cmp::Reverse(my.waits.all()));
        Ok(mine)
    }

    /// What stands around a page of a review.
    pub async fn frame(&self, caller: &Caller, review: ReviewId) -> Result<ReviewFrame, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let found = store::reviews::get(tx, review)
            .await?
            .ok_or(Problem::NotFound)?;
        let head = store::log::head(tx, Chain::Review(review)).await?;
        let seq = head.map_or(0, |(seq, _)| seq);
        Ok(ReviewFrame {
            waits: waits(tx, review, caller.person, membership).await?,
            review: found,
            membership,
            cursor: secrets::cursor(&self.inner.secret, caller.person, review, seq),
        })
    }

    /// The overview of a review.
    pub async fn overview(&self, caller: &Caller, review: ReviewId) -> Result<Overview, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let found = store::reviews::get(tx, review)
            .await?
            .ok_or(Problem::NotFound)?;
        let leads = membership.role == Role::Lead;
        let stage = Stage::TitleAbstract;
        let sight =
            store::reviews::sight(tx, review, stage, Round::MAIN, caller.person, membership)
                .await?;
        let members = store::people::members(tx, review).await?;
        let recent = recent(tx, review, &members).await?;
        let oldest_case = match sight.is_whole() && leads {
            true => store::work::cases(tx, review, stage, false, 1)
                .await?
                .for_settling()
                .first()
                .map(|case| case.since),
            false => None,
        };
        let slow = self.inner.clock.now().plus_seconds(-21 * 86_400);
        let requested =
            store::reports::sought(tx, review, Some(RetrievalState::Requested), 0, 500).await?;
        let slow_requests = requested
            .iter()
            .filter(|report| report.changed_at < slow)
            .count();
        let policy = store::reviews::policy(tx, review, stage).await?;
        let readers = policy.readers;
        let in_stage = members
            .iter()
            .filter(|m| !m.gone && m.membership.may_screen(stage))
            .count();
        let in_stage = u16::try_from(in_stage).unwrap_or(u16::MAX);
        let readers_missing = match leads {
            true => u64::from(readers.needed(in_stage).saturating_sub(in_stage)),
            false => 0,
        };
        Ok(Overview {
            stages: stage_bar(tx, review, caller.person, membership).await?,
            pace: if leads {
                pace(tx, review, &members, self.inner.clock.now()).await?
            } else {
                Vec::new()
            },
            setup: setup(tx, review, &found).await?,
            recent,
            blind_lead: leads && !sight.is_whole() && policy.resolver == Resolver::Lead,
            oldest_case,
            settlers: members
                .iter()
                .filter(|m| {
                    !m.gone
                        && m.membership.role == Role::Lead
                        && !m.membership.stages.screens(stage)
                })
                .map(|m| m.person.name.clone())
                .collect(),
            readers_missing,
            slow_requests: slow_requests as u64,
        })
    }
}

impl Waits {
    /// Everything that waits.
    pub fn all(&self) -> u64 {
        [
            self.screen,
            self.disagreements,
            self.duplicates,
            self.full_texts,
            self.eligibility,
            self.coding,
        ]
        .into_iter()
        .flatten()
        .sum()
    }
}

/// Starts a review inside a transaction.
pub(crate) async fn start(
    tx: &mut Tx<'_>,
    acting: crate::seat::Acting,
    title: NonBlank,
    question: Option<NonBlank>,
    seed: String,
    policy: StagePolicy,
) -> Result<(), crate::problem::Halt> {
    let fact = Fact::ReviewStarted {
        title,
        question,
        seed,
        title_abstract: policy,
        full_text: StagePolicy {
            reason_due: true,
            ..policy
        },
    };
    let chain = Chain::Review(acting.review);
    store::log::append(tx, chain, acting.at, Some(acting.me), fact).await?;
    Ok(())
}

/// Makes the acting person a member and gives their seat.
pub(crate) async fn joined<'t, 'c>(
    tx: &'t mut Tx<'c>,
    acting: crate::seat::Acting,
    role: Role,
    stages: Stages,
) -> Result<Seat<'t, 'c>, crate::problem::Halt> {
    let fact = Fact::MemberJoined {
        person: acting.me,
        role,
        stages,
    };
    let chain = Chain::Review(acting.review);
    store::log::append(tx, chain, acting.at, Some(acting.me), fact).await?;
    Seat::take(tx, acting).await
}

async fn recent(
    tx: &mut Tx<'_>,
    review: ReviewId,
    members: &[Member],
) -> Result<Vec<(Option<String>, Event)>, store::Error> {
    let names: BTreeMap<PersonId, &str> = members
        .iter()
        .map(|m| (m.person.id, m.person.name.as_str()))
        .collect();
    let events = store::log::recent(tx, Chain::Review(review), 200).await?;
    // Only what tells nothing about what anybody decided, and nothing about how busy they are.
    Ok(events
        .into_iter()
        .filter(|event| {
            matches!(
                event.fact,
                Fact::ReviewStarted { .. }
                    | Fact::MemberJoined { .. }
                    | Fact::MemberLeft { .. }
                    | Fact::CriteriaPublished { .. }
                    | Fact::ImportClosed { .. }
                    | Fact::ImportUndone { .. }
                    | Fact::PilotOpened { .. }
                    | Fact::RoundSignedOff { .. }
                    | Fact::MainOpened { .. }
                    | Fact::StageReleased { .. }
                    | Fact::RetrievalNoted { .. }
                    | Fact::CountDeclared { .. }
            )
        })
        .take(40)
        .map(|event| {
            let name = event
                .actor
                .and_then(|actor| names.get(&actor))
                .map(|n| (*n).to_owned());
            (name, event)
        })
        .collect())
}

async fn pace(
    tx: &mut Tx<'_>,
    review: ReviewId,
    members: &[Member],
    now: Timestamp,
) -> Result<Vec<Pace>, store::Error> {
    let stage = Stage::TitleAbstract;
    let worked = store::tally::days(tx, review, stage).await?;
    let first = now.micros().div_euclid(86_400_000_000) - 13;
    let own = store::tally::own_progress(tx, review, stage).await?;
    let all = store::tally::progress(tx, review, stage).await?;
    let open: Vec<Round> = store::reviews::rounds(tx, review, stage)
        .await?
        .into_iter()
        .filter(|round| round.open)
        .map(|round| round.round)
        .collect();
    Ok(members
        .iter()
        .filter(|m| !m.gone && m.membership.may_screen(stage))
        .map(|member| {
            let id = member.person.id;
            let decided = own
                .iter()
                .filter(|((_, p), _)| *p == id)
                .map(|(_, o)| o.decided)
                .sum();
            let left = open
                .iter()
                .map(|round| {
                    let waiting = all.get(round).map_or(0, |p| p.waiting);
                    let mine = own.get(&(*round, id)).copied().unwrap_or_default();
                    waiting.saturating_sub(mine.decided_waiting)
                })
                .sum();
            let mut days = [0; 14];
            let theirs = || worked.iter().filter(|day| day.person == id);
            for day in theirs() {
                let slot = usize::try_from(day.day - first).ok();
                if let Some(slot) = slot.and_then(|i| days.get_mut(i)) {
                    *slot += day.decided;
                }
            }
            Pace {
                days,
                last: theirs().map(|day| day.last).max(),
                person: id,
                name: member.person.name.clone(),
                decided,
                left,
            }
        })
        .collect())
}

async fn setup(tx: &mut Tx<'_>, id: ReviewId, review: &Review) -> Result<Setup, store::Error> {
    let stage = Stage::TitleAbstract;
    let policy = store::reviews::policy(tx, id, stage).await?;
    let members = store::people::members(tx, id).await?;
    let people = members.iter().filter(|m| !m.gone).count() as u64;
    let progress = store::tally::progress(tx, id, stage).await?;
    Ok(Setup {
        question: review.question.is_some(),
        team: people > 1 || policy.readers == Readers::One,
        people,
        criteria: store::reviews::criteria(tx, id).await?.is_some(),
        results: progress.values().any(|p| p.records > 0),
        round: !store::reviews::rounds(tx, id, stage).await?.is_empty(),
    })
}

async fn stage_bar(
    tx: &mut Tx<'_>,
    review: ReviewId,
    me: PersonId,
    membership: Membership,
) -> Result<StageBar, Problem> {
    let sources = store::intake::known_sources(tx, review).await?;
    let first = store::tally::progress(tx, review, Stage::TitleAbstract).await?;
    let second = store::tally::progress(tx, review, Stage::FullText).await?;
    let records: u64 = first.values().map(|p| p.records).sum();
    let waiting: u64 = first.values().map(|p| p.waiting).sum();
    let reports = store::reports::by_state(tx, review).await?;
    let of = |state: RetrievalState| {
        reports
            .iter()
            .filter(|(s, _)| *s == state)
            .map(|(_, n)| n)
            .sum::<u64>()
    };
    let at_full_text: u64 = second.values().map(|p| p.records).sum();
    let waiting_full_text: u64 = second.values().map(|p| p.waiting).sum();
    let sight =
        store::reviews::sight(tx, review, Stage::FullText, Round::MAIN, me, membership).await?;
    let codable = store::codings::included(tx, review).await?;
    let mut coded = 0;
    for report in &codable {
        let finished = store::codings::coders(tx, report.report).await?;
        let done = finished.iter().filter(|(_, done)| *done).count();
        coded += u64::from(done > 0 && done == finished.len());
    }
    let shows_included = sight.is_whole() || membership.may_code();
    Ok(StageBar {
        entries: sources.iter().map(|(_, _, n)| n).sum(),
        sources: sources.len() as u64,
        records,
        open_pairs: store::pairs::open_count(tx, review).await?,
        screened: records - waiting,
        sought: reports.iter().map(|(_, n)| n).sum(),
        sought_done: of(RetrievalState::Retrieved) + of(RetrievalState::NotRetrieved),
        retrieved: of(RetrievalState::Retrieved),
        judged: at_full_text - waiting_full_text,
        included: shows_included.then_some(codable.len() as u64),
        coded: if shows_included { coded } else { 0 },
    })
}

async fn waits(
    tx: &mut Tx<'_>,
    review: ReviewId,
    me: PersonId,
    membership: Membership,
) -> Result<Waits, Problem> {
    let may = |permission| membership.role.may(permission);
    let mut waits = Waits::default();
    let mut disagreements = None;
    for stage in Stage::ALL {
        if membership.may_screen(stage) {
            let left = left(tx, review, stage, me).await?;
            match stage {
                Stage::TitleAbstract => waits.screen = Some(left),
                Stage::FullText => waits.eligibility = Some(left),
            }
        }
        if let Some(open) = disagreements::open_for(tx, review, stage, me).await? {
            disagreements = Some(disagreements.unwrap_or(0) + open);
        }
    }
    waits.disagreements = disagreements;
    if may(Permission::Search) {
        waits.duplicates = Some(store::pairs::open_count(tx, review).await?);
    }
    if may(Permission::Retrieve) {
        let reports = store::reports::by_state(tx, review).await?;
        let to_seek = reports
            .iter()
            .filter(|(state, _)| *state == RetrievalState::ToSeek)
            .map(|(_, n)| n)
            .sum();
        waits.full_texts = Some(to_seek);
    }
    if membership.may_code() {
        waits.coding = Some(crate::coding::waiting_for(tx, review, me).await?);
    }
    Ok(waits)
}

/// How many records wait for a person in the rounds they take part in.
async fn left(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    me: PersonId,
) -> Result<u64, store::Error> {
    if store::reviews::has_lifted(tx, review, stage, me).await? {
        return Ok(0);
    }
    let all = store::tally::progress(tx, review, stage).await?;
    let own = store::tally::own_progress(tx, review, stage).await?;
    let mut left = 0;
    for row in store::reviews::rounds(tx, review, stage).await? {
        let takes_part = row.round == Round::MAIN
            || store::reviews::in_pilot(tx, review, stage, row.round, me).await?;
        if row.open && takes_part {
            let waiting = all.get(&row.round).map_or(0, |p| p.waiting);
            let mine = own.get(&(row.round, me)).copied().unwrap_or_default();
            let seen = store::work::seen_waiting(tx, review, stage, row.round, me).await?;
            left += waiting.saturating_sub(mine.decided_waiting + seen);
        }
    }
    Ok(left)
}
