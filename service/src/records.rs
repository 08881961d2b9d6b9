//! Records: the list, one record with its hits, and duplicates.

use crate::house::{Caller, House};
use crate::origin::origin_hidden;
use crate::problem::{Halt, Problem};
use crate::seat::Seat;
use domain::citation::Citation;
use domain::ids::{HitId, PersonId, RecordId, ReviewId};
use domain::log::{Fact, Judgement, MergeGround};
use domain::people::Permission;
use domain::refusal::Refusal;
use domain::screening::{Outcome, Position, Round, Stage, Verdict};
use futures::FutureExt;

pub use store::intake::Import;
pub use store::pairs::{Brief, Joining, Pair, PairLine};
pub use store::records::{Filter, Hit, Line, Record};
pub use store::reports::Report;

/// How many records a page of the list shows.
pub const PAGE: usize = 50;
/// How many pairs are offered in a row; those behind them come up as the first are judged.
const PAIRS: i64 = 1_000;
/// How many joined records a page of their list shows.
pub const JOINED: i64 = 200;

/// A page of the list of records.
#[derive(Clone, Debug)]
pub struct RecordList {
    /// The lines.
    pub lines: Vec<Line>,
    /// Whether more follow.
    pub more: bool,
    /// How many records there are in all.
    pub total: u64,
    /// The names of the sources, for the filter.
    pub sources: Vec<String>,
}

/// Where a record stands at a stage, as far as the viewer may know.
#[derive(Clone, Debug)]
pub struct StandingView {
    /// The stage.
    pub stage: Stage,
    /// The standing and where it leads; `None` while it is kept back.
    pub standing: Option<(String, Option<Outcome>)>,
    /// What the viewer may see of the decisions: everything, by letter.
    pub positions: Vec<Position>,
    /// The viewer's own decision.
    pub own: Option<Verdict>,
}

/// A record's page.
#[derive(Clone, Debug)]
pub struct RecordPage {
    /// The record.
    pub record: Record,
    /// Its hits.
    pub hits: Vec<Hit>,
    /// The imports its hits came with, newest first, and who made them.
    pub imports: Vec<(Import, Option<String>)>,
    /// Records that were joined into it.
    pub joinings: Vec<(Joining, Option<String>)>,
    /// Where it stands.
    pub standings: Vec<StandingView>,
    /// Its report, once it went forward.
    pub report: Option<Report>,
    /// Whether the viewer may take it apart.
    pub may_separate: bool,
    /// Whether authors, journal and year are kept back from the viewer, and with them the entries
    /// as they came.
    pub origin_hidden: bool,
}

/// A pair with both records.
#[derive(Clone, Debug)]
pub struct PairView {
    /// The pair.
    pub pair: Pair,
    /// Its records with their sources.
    pub sides: [Side; 2],
}

/// One side of a pair.
#[derive(Clone, Debug)]
pub struct Side {
    /// The record.
    pub id: RecordId,
    /// Its number.
    pub number: u32,
    /// Its data.
    pub citation: Citation,
    /// The sources of its hits.
    pub sources: Vec<String>,
}

/// The pairs that wait for a person, and the one in hand.
#[derive(Clone, Debug)]
pub struct Duplicates {
    /// Pairs that wait, most alike first.
    pub open: Vec<Pair>,
    /// How many there are.
    pub open_count: u64,
    /// How many pairs people have judged.
    pub judged: u64,
    /// The pair in hand.
    pub current: Option<PairView>,
    /// The pair judged last, as its address says.
    pub last: Option<LastPair>,
}

/// A pair that was judged a moment ago.
#[derive(Clone, Debug)]
pub struct LastPair {
    /// The pair, with what was said of it.
    pub pair: Pair,
    /// The title of one of its records.
    pub title: String,
}

/// Which duplicates are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplicateList {
    /// Pairs that wait for a person.
    Waiting,
    /// Records with more than one entry.
    Joined,
    /// Pairs that people left apart.
    Apart,
}

/// A list of duplicates.
#[derive(Clone, Debug)]
pub struct DuplicateLists {
    /// How many pairs wait.
    pub waiting: u64,
    /// How many records have more than one entry.
    pub joined: u64,
    /// How many pairs were left apart.
    pub apart: u64,
    /// Entries in all.
    pub entries: u64,
    /// Records in all.
    pub records: u64,
    /// The pairs, if pairs are listed.
    pub pairs: Vec<PairLine>,
    /// The records, if those are listed: record, number, title, entries.
    pub lines: Vec<(RecordId, u32, String, u64)>,
}

impl House {
    /// A page of the records, by number.
    pub async fn records(
        &self,
        caller: &Caller,
        review: ReviewId,
        filter: Filter,
    ) -> Result<RecordList, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let mut lines = store::records::page(tx, review, &filter, PAGE as i64 + 1).await?;
        let more = lines.len() > PAGE;
        lines.truncate(PAGE);
        if origin_hidden(tx, review, caller.person, membership).await? {
            for line in &mut lines {
                line.authors.clear();
                line.year = None;
                line.journal = None;
            }
        }
        let sources = store::intake::known_sources(tx, review).await?;
        let mut sources: Vec<String> = sources.into_iter().map(|(name, ..)| name).collect();
        sources.dedup();
        Ok(RecordList {
            total: store::records::count(tx, review, &filter).await?,
            lines,
            more,
            sources,
        })
    }

    /// The page of the record that goes by a number; a joined record's number leads to what it was
    /// joined to.
    pub async fn record(
        &self,
        caller: &Caller,
        review: ReviewId,
        number: u32,
    ) -> Result<RecordPage, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let id = store::records::by_number(tx, review, number)
            .await?
            .ok_or(Problem::NotFound)?;
        let mut record = store::records::get(tx, review, id)
            .await?
            .ok_or(Problem::NotFound)?;
        let origin_hidden = origin_hidden(tx, review, caller.person, membership).await?;
        if origin_hidden {
            record.citation = record.citation.without_origin();
        }
        let mut joinings = Vec::new();
        for joining in store::pairs::joinings(tx, id).await? {
            let name = match joining.by {
                Some(by) => store::people::get(tx, by).await?.map(|person| person.name),
                None => None,
            };
            joinings.push((joining, name));
        }
        let hits = store::records::hits(tx, id).await?;
        let mut imports = Vec::new();
        for import in store::intake::imports(tx, review, 1_000).await? {
            if hits.iter().any(|hit| hit.import == import.id) {
                let by = match import.by.map(PersonId::from_uuid) {
                    Some(by) => store::people::get(tx, by).await?.map(|person| person.name),
                    None => None,
                };
                imports.push((import, by));
            }
        }
        let mut standings = Vec::new();
        for stage in Stage::ALL {
            standings.extend(standing(tx, caller.person, membership, review, stage, id).await?);
        }
        Ok(RecordPage {
            hits,
            imports,
            joinings,
            standings,
            report: store::reports::of_record(tx, review, id).await?,
            may_separate: membership.role.may(Permission::Search),
            origin_hidden,
            record,
        })
    }

    /// The bytes of a hit as the file had them.
    pub async fn hit_as_it_came(
        &self,
        caller: &Caller,
        review: ReviewId,
        number: u32,
        hit: HitId,
    ) -> Result<Vec<u8>, Problem> {
        let page = self.record(caller, review, number).await?;
        if page.origin_hidden {
            return Err(Problem::NotFound);
        }
        let hit = page
            .hits
            .into_iter()
            .find(|h| h.id == hit)
            .ok_or(Problem::NotFound)?;
        let bytes = self
            .inner
            .store
            .file(&hit.sha256)
            .await?
            .ok_or(Problem::NotFound)?;
        let from = usize::try_from(hit.offset).unwrap_or(usize::MAX);
        let to = from.saturating_add(usize::try_from(hit.length).unwrap_or(usize::MAX));
        Ok(bytes
            .get(from..to.min(bytes.len()))
            .unwrap_or_default()
            .to_vec())
    }

    /// The duplicates of a review; `pair` is the one in hand, else the first that waits; `last` the
    /// one judged before.
    pub async fn duplicates(
        &self,
        caller: &Caller,
        review: ReviewId,
        pair: Option<(RecordId, RecordId)>,
        last: Option<(RecordId, RecordId)>,
    ) -> Result<Duplicates, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        may_search(tx, review, caller.person).await?;
        let open = store::pairs::open(tx, review, PAIRS).await?;
        let chosen = match pair {
            Some((a, b)) => store::pairs::get(tx, review, a, b).await?,
            None => None,
        };
        let mut current = None;
        // A pair that is one record by now cannot be in hand any more.
        for pair in chosen.into_iter().chain(open.first().cloned()) {
            if current.is_none() {
                let left = side(tx, review, pair.a).await?;
                let right = side(tx, review, pair.b).await?;
                current = left.zip(right).map(|(left, right)| PairView {
                    pair,
                    sides: [left, right],
                });
            }
        }
        let last = match last {
            Some((a, b)) => last_pair(tx, review, a, b).await?,
            None => None,
        };
        Ok(Duplicates {
            open_count: store::pairs::open_count(tx, review).await?,
            judged: store::pairs::judged_count(tx, review).await?,
            open,
            current,
            last,
        })
    }

    /// A list of the duplicates of a review.
    pub async fn duplicate_lists(
        &self,
        caller: &Caller,
        review: ReviewId,
        list: DuplicateList,
        after: u32,
    ) -> Result<DuplicateLists, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        may_search(tx, review, caller.person).await?;
        let sources = store::intake::known_sources(tx, review).await?;
        let progress = store::tally::progress(tx, review, Stage::TitleAbstract).await?;
        let pairs = match list {
            DuplicateList::Joined => Vec::new(),
            _ => store::pairs::lines(tx, review, list == DuplicateList::Apart, PAIRS).await?,
        };
        let lines = match list {
            DuplicateList::Joined => store::pairs::joined(tx, review, after, JOINED).await?,
            _ => Vec::new(),
        };
        Ok(DuplicateLists {
            waiting: store::pairs::open_count(tx, review).await?,
            joined: store::pairs::joined_count(tx, review).await?,
            apart: store::pairs::apart_count(tx, review).await?,
            entries: sources.iter().map(|(_, _, n)| n).sum(),
            records: progress.values().map(|p| p.records).sum(),
            pairs,
            lines,
        })
    }

    /// Says what a pair is. "The same report" joins the two; nothing is lost, and it can be taken
    /// apart again.
    pub async fn judge_pair(
        &self,
        caller: &Caller,
        review: ReviewId,
        a: RecordId,
        b: RecordId,
        judgement: Judgement,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(
            review,
            (acting, a, b, judgement),
            |tx, (acting, a, b, judgement)| {
                async move {
                    let mut me = Seat::take(tx, acting).await?.librarian()?;
                    let review = me.review();
                    let known = store::pairs::get(me.tx(), review, a, b).await?;
                    known.ok_or(Halt::NotFound)?;
                    let left = store::records::get(me.tx(), review, a).await?;
                    let right = store::records::get(me.tx(), review, b).await?;
                    let (Some(left), Some(right)) = (left, right) else {
                        // Joined meanwhile, by somebody else.
                        return Err(Refusal::Stale.into());
                    };
                    me.log(Fact::PairJudged { a, b, judgement }).await?;
                    if judgement == Judgement::SameReport {
                        let (into, from) = match left.number < right.number {
                            true => (left.id, right.id),
                            false => (right.id, left.id),
                        };
                        let ground = MergeGround::Person;
                        me.log(Fact::RecordsMerged { into, from, ground }).await?;
                    }
                    Ok(())
                }
                .boxed()
            },
        )
        .await
    }

    /// Takes back what was said of a pair: it waits again, and two records that were joined for it
    /// are two again.
    pub async fn reopen_pair(
        &self,
        caller: &Caller,
        review: ReviewId,
        a: RecordId,
        b: RecordId,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        self.write(review, (acting, a, b), |tx, (acting, a, b)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.librarian()?;
                let review = me.review();
                let pair = store::pairs::get(me.tx(), review, a, b)
                    .await?
                    .ok_or(Halt::NotFound)?;
                if pair.state == Judgement::Open.code() {
                    return Ok(());
                }
                for (into, from) in [(a, b), (b, a)] {
                    let joinings = store::pairs::joinings(me.tx(), into).await?;
                    let joining = joinings
                        .into_iter()
                        .rev()
                        .find(|j| j.from == from && !j.undone);
                    if let Some(joining) = joining {
                        // Joined further meanwhile: taken apart from there first.
                        let there = store::records::get(me.tx(), review, into).await?;
                        there.ok_or(Refusal::Stale)?;
                        let hits = joining.hits.into_iter().map(HitId::from_uuid).collect();
                        let number = store::records::next_number(me.tx(), review).await?;
                        me.log(Fact::RecordsSeparated {
                            record: into,
                            hits,
                            new_record: from,
                            number,
                        })
                        .await?;
                    }
                }
                let judgement = Judgement::Open;
                me.log(Fact::PairJudged { a, b, judgement }).await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }

    /// Takes hits out of a record: into the record they came from, if it was joined here, else into
    /// a record of their own.
    pub async fn separate(
        &self,
        caller: &Caller,
        review: ReviewId,
        record: RecordId,
        hits: Vec<HitId>,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        let fresh = RecordId::from_uuid(self.id());
        let input = (acting, record, hits, fresh);
        self.write(review, input, |tx, (acting, record, hits, fresh)| {
            async move {
                let mut me = Seat::take(tx, acting).await?.librarian()?;
                let review = me.review();
                store::records::get(me.tx(), review, record)
                    .await?
                    .ok_or(Halt::NotFound)?;
                let all = store::records::hits(me.tx(), record).await?;
                let known = |hit: &HitId| all.iter().any(|h| h.id == *hit);
                if hits.is_empty() || !hits.iter().all(known) {
                    return Err(Refusal::NotOffered {
                        field: "hits".into(),
                    }
                    .into());
                }
                if hits.len() >= all.len() {
                    let what = "at least one entry to stay".to_owned();
                    return Err(Refusal::NotYet { what }.into());
                }
                let joinings = store::pairs::joinings(me.tx(), record).await?;
                let from = joinings.iter().rev().find(|joining| {
                    !joining.undone
                        && joining.hits.len() == hits.len()
                        && hits.iter().all(|hit| joining.hits.contains(&hit.uuid()))
                });
                let new_record = from.map_or(fresh, |joining| joining.from);
                let number = store::records::next_number(me.tx(), review).await?;
                me.log(Fact::RecordsSeparated {
                    record,
                    hits,
                    new_record,
                    number,
                })
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }
}

async fn may_search(
    tx: &mut store::Tx<'_>,
    review: ReviewId,
    person: PersonId,
) -> Result<(), Problem> {
    store::people::membership(tx, review, person)
        .await?
        .filter(|membership| membership.role.may(Permission::Search))
        .map(|_| ())
        .ok_or(Problem::NotFound)
}

async fn last_pair(
    tx: &mut store::Tx<'_>,
    review: ReviewId,
    a: RecordId,
    b: RecordId,
) -> Result<Option<LastPair>, store::Error> {
    let judged = store::pairs::get(tx, review, a, b).await?;
    let Some(pair) = judged.filter(|pair| pair.state != Judgement::Open.code()) else {
        return Ok(None);
    };
    let left = store::records::get(tx, review, a).await?;
    let record = match left {
        Some(left) => Some(left),
        None => store::records::get(tx, review, b).await?,
    };
    Ok(record.map(|record| LastPair {
        pair,
        title: record.citation.title.unwrap_or_default(),
    }))
}

async fn side(
    tx: &mut store::Tx<'_>,
    review: ReviewId,
    id: RecordId,
) -> Result<Option<Side>, store::Error> {
    let Some(record) = store::records::get(tx, review, id).await? else {
        return Ok(None);
    };
    Ok(Some(Side {
        id,
        number: record.number,
        citation: record.citation,
        sources: store::records::sources(tx, id).await?,
    }))
}

async fn standing(
    tx: &mut store::Tx<'_>,
    me: PersonId,
    membership: domain::people::Membership,
    review: ReviewId,
    stage: Stage,
    record: RecordId,
) -> Result<Option<StandingView>, Problem> {
    let Some(place) = store::work::place(tx, review, stage, record).await? else {
        return Ok(None);
    };
    let round: Round = place.round;
    let sight = store::reviews::sight(tx, review, stage, round, me, membership).await?;
    let own = store::decisions::of_record(tx, stage, record)
        .await?
        .for_settling();
    let own = own
        .iter()
        .filter(|d| d.person == me && !d.void)
        .max_by_key(|d| d.seq)
        .map(|d| d.ruling.verdict());
    let told = store::decisions::told(tx, stage, record).await?;
    let seed = store::reviews::seed(tx, review).await?;
    let positions = sight
        .reveal(told)
        .map(|told| crate::disagreements::lettered(&seed, record, stage, told));
    let standing = sight
        .reveal(store::work::standing(tx, stage, record).await?)
        .flatten();
    Ok(Some(StandingView {
        stage,
        standing,
        positions: positions.unwrap_or_default(),
        own,
    }))
}
