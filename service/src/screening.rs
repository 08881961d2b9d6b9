//! Screening: what the queue gives, deciding, undoing, opening and signing off rounds.

use crate::house::{Caller, House};
use crate::problem::{Halt, Problem};
use crate::seat::{Screener, Seat};
use domain::ids::{DecisionId, RecordId, ReviewId};
use domain::log::{Fact, SampleSize};
use domain::protocol::{Resolver, StagePolicy};
use domain::refusal::Refusal;
use domain::screening::desk::{
    DecisionDraft, Desk, DeskClosed, DeskProgress, DeskReason, DeskRecord, LastDecision, Saved,
};
use domain::screening::{Round, Ruling, Stage, Verdict, start_of};
use domain::text::NonBlank;
use futures::FutureExt;
use sha2::{Digest, Sha256};
use store::Tx;
pub use store::decisions::Own as OwnDecision;
pub use store::reviews::RoundRow;

/// How many records a desk holds at a time: enough to go on through a tunnel.
const HELD: i64 = 20;

/// A round as the pages show it.
#[derive(Clone, Debug)]
pub struct RoundView {
    /// The round.
    pub row: RoundRow,
    /// Records in it.
    pub records: u64,
    /// Records that still wait for decisions.
    pub waiting: u64,
    /// Disagreements that are open; `None` while they are kept back from the viewer.
    pub disagreements: Option<u64>,
}

/// How a stage stands, for the page that opens its rounds.
#[derive(Clone, Debug)]
pub struct StageView {
    /// The stage.
    pub stage: Stage,
    /// Its settings.
    pub policy: StagePolicy,
    /// Its rounds, in the order of opening.
    pub rounds: Vec<RoundView>,
    /// Records that are in no round of their own yet.
    pub records: u64,
    /// Whether the viewer leads.
    pub leads: bool,
    /// Whether the viewer takes part.
    pub takes_part: bool,
    /// Whether the viewer is blind here.
    pub blind: bool,
    /// Whether the stage was shown to the team.
    pub released: bool,
    /// Whether criteria are published.
    pub has_criteria: bool,
    /// How many take part.
    pub screeners: u16,
}

impl House {
    /// The desk of a stage for the caller: own progress and the next records, held for them.
    pub async fn desk(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
    ) -> Result<Desk, Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, stage), |tx, (acting, stage)| {
            async move {
                let seat = Seat::take(tx, acting).await?;
                desk(seat, stage).await
            }
            .boxed()
        })
        .await
    }

    /// Decides. When this returns, the decision is on disk. The same id again is the same answer;
    /// `have` are the records the desk still holds, so that it is given others.
    pub async fn decide(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        draft: DecisionDraft,
        have: Vec<RecordId>,
    ) -> Result<Saved, Problem> {
        let acting = self.acting(caller, review);
        let input = (acting, stage, draft, have);
        self.write(review, input, |tx, (acting, stage, draft, have)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.screener(stage)?;
                let additional = decide(&mut me, &draft).await?;
                let round = round_of(&mut me).await?.unwrap_or(Round::MAIN);
                let next = held(&mut me, round, &have).await?;
                let progress = progress(&mut me, round).await?;
                Ok(Saved {
                    id: draft.id,
                    additional,
                    progress,
                    next,
                })
            }
            .boxed()
        })
        .await
    }

    /// Takes back the caller's own last decision at a stage; gives its record, for the desk.
    pub async fn undo(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        decision: DecisionId,
    ) -> Result<DeskRecord, Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, stage, decision),
            |tx, (acting, stage, decision)| {
                async move {
                    let mut me = Seat::take(tx, acting).await?.screener(stage)?;
                    undo(&mut me, decision).await
                }
                .boxed()
            },
        )
        .await
    }

    /// Gives the held records back, when somebody leaves the desk.
    pub async fn leave_desk(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, stage), |tx, (acting, stage)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.screener(stage)?;
                let (review, person, at) = (me.review(), me.me(), me.at());
                Ok(store::leases::release_all(me.tx(), review, stage, person, at).await?)
            }
            .boxed()
        })
        .await
    }

    /// One's own decisions at a stage, newest first.
    pub async fn own_decisions(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
    ) -> Result<Vec<store::decisions::Own>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        Ok(store::decisions::own(tx, review, stage, caller.person, 100).await?)
    }

    /// How a stage stands.
    pub async fn stage(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
    ) -> Result<StageView, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let counts = store::tally::by_standing(tx, review, stage)
            .await?
            .for_settling();
        let progress = store::tally::progress(tx, review, stage).await?;
        let mut rounds = Vec::new();
        for row in store::reviews::rounds(tx, review, stage).await? {
            let sight =
                store::reviews::sight(tx, review, stage, row.round, caller.person, membership)
                    .await?;
            let open: u64 = ["conflict", "stale"]
                .iter()
                .filter_map(|name| counts.get(&(row.round, (*name).to_owned())))
                .sum();
            let of_round = progress.get(&row.round).copied().unwrap_or_default();
            rounds.push(RoundView {
                disagreements: sight.reveal(domain::blinding::Veiled::new(open)),
                records: of_round.records,
                waiting: of_round.waiting,
                row,
            });
        }
        let sight =
            store::reviews::sight(tx, review, stage, Round::MAIN, caller.person, membership)
                .await?;
        Ok(StageView {
            stage,
            policy: store::reviews::policy(tx, review, stage).await?,
            rounds,
            records: progress.values().map(|p| p.records).sum(),
            leads: membership.role == domain::people::Role::Lead,
            takes_part: membership.may_screen(stage),
            blind: !sight.is_whole(),
            released: store::reviews::is_released(tx, review, stage).await?,
            has_criteria: store::reviews::criteria(tx, review).await?.is_some(),
            screeners: store::reviews::screeners(tx, review, stage).await?,
        })
    }

    /// Opens a pilot with a random sample: everybody who takes part decides on every record.
    pub async fn open_pilot(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        size: u32,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        let mut seed = [0_u8; 4];
        self.inner.clock.random(&mut seed);
        let input = (acting, stage, size, u32::from_be_bytes(seed));
        self.write(review, input, |tx, (acting, stage, size, seed)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                let review = lead.review();
                ready(lead.tx(), review, stage).await?;
                let rounds = store::reviews::rounds(lead.tx(), review, stage).await?;
                if rounds.iter().any(|round| round.open) {
                    return Err(not_yet("the round that is open to be signed off"));
                }
                let all = store::work::untouched(lead.tx(), review, stage).await?;
                let most = i64::try_from(all.len()).unwrap_or(i64::MAX);
                if size == 0 || i64::from(size) > most {
                    let field = "size".to_owned();
                    return Err(Refusal::NotANumber {
                        field,
                        least: 1,
                        most,
                    }
                    .into());
                }
                let records = sample(all, size, seed);
                let members = store::people::members(lead.tx(), review).await?;
                let members: Vec<_> = members
                    .into_iter()
                    .filter(|m| !m.gone && m.membership.may_screen(stage))
                    .map(|m| m.person.id)
                    .collect();
                if members.is_empty() {
                    return Err(not_yet("somebody who takes part in this stage"));
                }
                let pilots = rounds.iter().filter(|round| round.round.is_pilot()).count();
                let round = Round(u16::try_from(pilots + 1).unwrap_or(u16::MAX));
                let sample = SampleSize {
                    records: size,
                    seed,
                };
                lead.log(Fact::PilotOpened {
                    stage,
                    round,
                    sample,
                    records,
                    members,
                })
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    /// Opens main screening. Without a pilot before it, `waiver` says why.
    pub async fn open_main(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        waiver: Option<NonBlank>,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, stage, waiver),
            |tx, (acting, stage, waiver)| {
                async move {
                    let mut lead = Seat::take(tx, acting).await?.lead()?;
                    let review = lead.review();
                    ready(lead.tx(), review, stage).await?;
                    let rounds = store::reviews::rounds(lead.tx(), review, stage).await?;
                    if rounds
                        .iter()
                        .any(|round| round.open || round.round == Round::MAIN)
                    {
                        return Err(not_yet("the round that is open to be signed off"));
                    }
                    if rounds.is_empty() && waiver.is_none() {
                        return Err(Refusal::Missing {
                            field: "waiver".into(),
                        }
                        .into());
                    }
                    lead.log(Fact::MainOpened { stage, waiver }).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Signs a pilot off: its decisions are released to the team. Every record must be decided and
    /// every disagreement resolved. Main screening is never closed, since later searches add to it;
    /// it is shown to the team instead.
    pub async fn sign_off(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
        round: Round,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, stage, round),
            |tx, (acting, stage, round)| {
                async move {
                    let mut lead = Seat::take(tx, acting).await?.lead()?;
                    let review = lead.review();
                    let rounds = store::reviews::rounds(lead.tx(), review, stage).await?;
                    if !rounds.iter().any(|row| row.round == round && row.open) {
                        return Err(Refusal::RoundClosed.into());
                    }
                    let progress = store::tally::progress(lead.tx(), review, stage).await?;
                    if progress.get(&round).is_some_and(|p| p.waiting > 0) {
                        return Err(not_yet(
                            "everybody's decisions on every record of the round",
                        ));
                    }
                    let counts = store::tally::by_standing(lead.tx(), review, stage)
                        .await?
                        .for_settling();
                    let open: u64 = ["conflict", "stale"]
                        .iter()
                        .filter_map(|name| counts.get(&(round, (*name).to_owned())))
                        .sum();
                    if open > 0 {
                        // How many there are is kept back from a lead who screens.
                        let (me, membership) = (lead.me(), lead.membership());
                        let sight =
                            store::reviews::sight(lead.tx(), review, stage, round, me, membership)
                                .await?;
                        return Err(match sight.is_whole() {
                            true => Refusal::DisagreementsOpen { open }.into(),
                            false => not_yet("every disagreement of the round to be resolved"),
                        });
                    }
                    lead.log(Fact::RoundSignedOff { stage, round }).await?;
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Shows a stage to the team: from now on its decisions are open to everybody who may see them.
    pub async fn release_stage(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, stage), |tx, (acting, stage)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                lead.log(Fact::StageReleased { stage }).await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    /// A lead who screens lifts their own blinding: they see the stage and are out of its queue.
    pub async fn lift_blinding(
        &self,
        caller: &Caller,
        review: ReviewId,
        stage: Stage,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, stage), |tx, (acting, stage)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                let (review, me, at) = (lead.review(), lead.me(), lead.at());
                lead.log(Fact::SightLifted { stage }).await?;
                Ok(store::leases::release_all(lead.tx(), review, stage, me, at).await?)
            }
            .boxed()
        })
        .await
    }
}

fn not_yet(what: &str) -> Halt {
    Refusal::NotYet {
        what: what.to_owned(),
    }
    .into()
}

async fn ready(tx: &mut Tx<'_>, review: ReviewId, stage: Stage) -> Result<(), Halt> {
    store::reviews::criteria(tx, review)
        .await?
        .ok_or(Refusal::NoCriteria)?;
    let progress = store::tally::progress(tx, review, stage).await?;
    if stage == Stage::TitleAbstract && progress.values().all(|p| p.records == 0) {
        return Err(not_yet("search results"));
    }
    Ok(())
}

/// Draws a sample with a seed: the records whose digests with it come first.
fn sample(records: Vec<RecordId>, size: u32, seed: u32) -> Vec<RecordId> {
    let mut drawn: Vec<([u8; 32], RecordId)> = records
        .into_iter()
        .map(|record| {
            let digest = Sha256::new()
                .chain_update(seed.to_be_bytes())
                .chain_update(record.uuid().as_bytes())
                .finalize();
            (digest.into(), record)
        })
        .collect();
    drawn.sort_unstable();
    drawn.truncate(size as usize);
    drawn.into_iter().map(|(_, record)| record).collect()
}

/// The round this person works in now.
async fn round_of(me: &mut Screener<'_, '_>) -> Result<Option<Round>, Halt> {
    let (review, stage, person) = (me.review(), me.stage(), me.me());
    for row in store::reviews::rounds(me.tx(), review, stage).await? {
        if !row.open {
            continue;
        }
        if row.round == Round::MAIN
            || store::reviews::in_pilot(me.tx(), review, stage, row.round, person).await?
        {
            return Ok(Some(row.round));
        }
    }
    Ok(None)
}

async fn desk(seat: Seat<'_, '_>, stage: Stage) -> Result<Desk, Halt> {
    let mut seat = seat;
    let review = seat.review();
    let criteria = store::reviews::criteria(seat.tx(), review).await?;
    let policy = store::reviews::policy(seat.tx(), review, stage).await?;
    let mut desk = Desk {
        stage,
        round: Round::MAIN,
        criteria: criteria.as_ref().map_or(0, |c| c.version),
        reasons: criteria
            .iter()
            .flat_map(|c| c.reasons(stage))
            .map(|c| DeskReason {
                id: c.id,
                label: c.label.as_str().to_owned(),
                text: c.text.as_ref().map(|t| t.as_str().to_owned()),
            })
            .collect(),
        include_when: criteria
            .as_ref()
            .and_then(|c| c.include_when.as_ref())
            .map(|text| text.as_str().to_owned()),
        reason_due: policy.reason_due || stage == Stage::FullText,
        progress: DeskProgress::default(),
        next: Vec::new(),
        last: None,
        closed: None,
    };
    if !seat.membership().may_screen(stage) {
        desk.closed = Some(DeskClosed::NotTakingPart);
        return Ok(desk);
    }
    let mut me = seat.screener(stage)?;
    let person = me.me();
    desk.last = store::decisions::own(me.tx(), review, stage, person, 1)
        .await?
        .pop()
        .map(|own| LastDecision {
            id: own.id,
            record: own.record,
            title: own.title,
            verdict: own.ruling.verdict(),
        });
    if criteria.is_none() {
        desk.closed = Some(DeskClosed::NoCriteria);
        return Ok(desk);
    }
    if store::reviews::has_lifted(me.tx(), review, stage, person).await? {
        desk.closed = Some(DeskClosed::Lifted);
        return Ok(desk);
    }
    let Some(round) = round_of(&mut me).await? else {
        let rounds = store::reviews::rounds(me.tx(), review, stage).await?;
        desk.closed = Some(match rounds.iter().any(|row| row.open) {
            true => DeskClosed::PilotOfOthers,
            false if rounds.iter().any(|row| row.round == Round::MAIN) => DeskClosed::NothingWaits,
            false => DeskClosed::NotOpened,
        });
        return Ok(desk);
    };
    desk.round = round;
    desk.next = held(&mut me, round, &[]).await?;
    desk.progress = progress(&mut me, round).await?;
    if desk.next.is_empty() {
        desk.closed = Some(DeskClosed::NothingWaits);
    }
    Ok(desk)
}

async fn progress(me: &mut Screener<'_, '_>, round: Round) -> Result<DeskProgress, Halt> {
    let (review, stage, person) = (me.review(), me.stage(), me.me());
    let all = store::tally::progress(me.tx(), review, stage).await?;
    let own = store::tally::own_progress(me.tx(), review, stage).await?;
    let own = own.get(&(round, person)).copied().unwrap_or_default();
    let waiting = all.get(&round).map_or(0, |p| p.waiting);
    let seen = store::work::seen_waiting(me.tx(), review, stage, round, person).await?;
    Ok(DeskProgress {
        decided: own.decided,
        left: waiting.saturating_sub(own.decided_waiting + seen),
    })
}

/// Takes leases on the next records and gives those the desk does not `have` yet, without the
/// fields hidden at this stage.
async fn held(
    me: &mut Screener<'_, '_>,
    round: Round,
    have: &[RecordId],
) -> Result<Vec<DeskRecord>, Halt> {
    let (review, stage, person, now) = (me.review(), me.stage(), me.me(), me.at());
    let seed = store::reviews::seed(me.tx(), review).await?;
    let asked = store::work::Asked {
        review,
        stage,
        round,
        person,
        start: start_of(seed.as_bytes(), person),
        now,
        most: HELD,
    };
    let ids = store::work::next(me.tx(), asked).await?;
    store::leases::take(me.tx(), review, stage, person, &ids, now).await?;
    let mut records = Vec::with_capacity(ids.len());
    for id in ids.into_iter().filter(|id| !have.contains(id)) {
        records.extend(desk_record(me, id).await?);
    }
    Ok(records)
}

async fn desk_record(me: &mut Screener<'_, '_>, id: RecordId) -> Result<Option<DeskRecord>, Halt> {
    let (review, stage) = (me.review(), me.stage());
    let policy = store::reviews::policy(me.tx(), review, stage).await?;
    let Some(record) = store::records::get(me.tx(), review, id).await? else {
        return Ok(None);
    };
    let mut citation = record.citation;
    if policy.hide_origin {
        citation = citation.without_origin();
    }
    let link = match stage {
        Stage::TitleAbstract => None,
        Stage::FullText => store::reports::of_record(me.tx(), review, id)
            .await?
            .and_then(|report| report.link),
    };
    Ok(Some(DeskRecord {
        id,
        number: record.number,
        citation,
        link,
    }))
}

/// Takes a decision in; gives whether others had completed the record meanwhile.
async fn decide(me: &mut Screener<'_, '_>, draft: &DecisionDraft) -> Result<bool, Halt> {
    let (review, stage, person) = (me.review(), me.stage(), me.me());
    let criteria = store::reviews::criteria(me.tx(), review)
        .await?
        .ok_or(Refusal::NoCriteria)?;
    let policy = store::reviews::policy(me.tx(), review, stage).await?;
    let by_rank = criteria.reason_ids(stage);
    let note = NonBlank::optional("note", &draft.note)?;
    // Looked up before anything is checked: what was saved stays saved, whatever changed since.
    if let Some(used) = store::decisions::used(me.tx(), draft.id).await? {
        let mut ticked = draft.reasons.clone();
        ticked.sort_unstable();
        ticked.dedup();
        let mut saved = used.ruling.reasons().to_vec();
        saved.sort_unstable();
        let same = used.person == person
            && used.stage == stage
            && used.record == draft.record
            && used.ruling.verdict() == draft.verdict
            && (draft.verdict != Verdict::Exclude || ticked == saved)
            && used.note.as_deref() == note.as_ref().map(NonBlank::as_str);
        return if same {
            Ok(used.additional)
        } else {
            Err(Refusal::IdUsedOtherwise.into())
        };
    }
    // Made under an older version offline: its reasons may be gone from the present one.
    let known: Vec<_> = if draft.criteria == criteria.version || draft.criteria == 0 {
        by_rank.clone()
    } else {
        let mut known = by_rank.clone();
        for (version, _) in store::reviews::versions(me.tx(), review, 50).await? {
            known.extend(
                version
                    .reason_ids(stage)
                    .into_iter()
                    .filter(|id| !by_rank.contains(id)),
            );
        }
        known.sort_unstable();
        known.dedup();
        known.sort_by_key(|id| by_rank.iter().position(|r| r == id).unwrap_or(usize::MAX));
        known
    };
    let ruling = Ruling::new(
        stage,
        policy.reason_due,
        draft.verdict,
        &draft.reasons,
        draft.primary,
        &known,
    )?;
    let record = current(me, draft.record).await?;
    let place = store::work::place(me.tx(), review, stage, record)
        .await?
        .ok_or(Halt::NotFound)?;
    let rounds = store::reviews::rounds(me.tx(), review, stage).await?;
    if !rounds.iter().any(|row| row.round == place.round) {
        return Err(Refusal::RoundClosed.into());
    }
    let mine = store::decisions::of_record(me.tx(), stage, record)
        .await?
        .for_settling();
    let again = mine.iter().any(|d| d.person == person && !d.void);
    if again && place.decided >= place.needed {
        return Err(Refusal::TooLateToUndo.into());
    }
    let version = if draft.criteria == 0 {
        criteria.version
    } else {
        draft.criteria
    };
    me.log(Fact::DecisionMade {
        decision: draft.id,
        stage,
        round: place.round,
        record: draft.record,
        ruling,
        note,
        criteria: version.min(criteria.version),
    })
    .await?;
    store::leases::release(me.tx(), stage, person, record).await?;
    let saved = store::decisions::used(me.tx(), draft.id).await?;
    Ok(saved.is_some_and(|used| used.additional))
}

/// The record that a record is part of now.
async fn current(me: &mut Screener<'_, '_>, record: RecordId) -> Result<RecordId, Halt> {
    let review = me.review();
    store::records::current(me.tx(), review, record)
        .await?
        .ok_or(Halt::NotFound)
}

async fn undo(me: &mut Screener<'_, '_>, decision: DecisionId) -> Result<DeskRecord, Halt> {
    let (review, stage, person) = (me.review(), me.stage(), me.me());
    let last = store::decisions::own(me.tx(), review, stage, person, 1)
        .await?
        .pop();
    let Some(last) = last.filter(|last| last.id == decision) else {
        return Err(Refusal::TooLateToUndo.into());
    };
    let resolved = store::decisions::resolutions(me.tx(), stage, last.record).await?;
    if !resolved.for_settling().is_empty() {
        return Err(Refusal::TooLateToUndo.into());
    }
    let place = store::work::place(me.tx(), review, stage, last.record)
        .await?
        .ok_or(Halt::NotFound)?;
    let rounds = store::reviews::rounds(me.tx(), review, stage).await?;
    // After the sign-off nobody would be asked again.
    if !rounds
        .iter()
        .any(|row| row.round == place.round && row.open)
    {
        return Err(Refusal::TooLateToUndo.into());
    }
    // Where those who disagree settle it together, they have seen each other's decisions by now.
    let policy = store::reviews::policy(me.tx(), review, stage).await?;
    if policy.resolver == Resolver::Parties {
        let standing = store::work::standing(me.tx(), stage, last.record).await?;
        let open = standing.for_settling();
        if open.is_some_and(|(name, _)| matches!(name.as_str(), "conflict" | "reason_open")) {
            return Err(Refusal::TooLateToUndo.into());
        }
    }
    me.log(Fact::DecisionTakenBack { decision }).await?;
    let now = me.at();
    store::leases::take(me.tx(), review, stage, person, &[last.record], now).await?;
    desk_record(me, last.record).await?.ok_or(Halt::NotFound)
}
