//! How far reviewers agree, round by round, on independent decisions only.

use crate::disagreements::letters;
use crate::exporting::{name_of, names};
use crate::house::{Caller, House};
use crate::problem::Problem;
use domain::agreement::{Malformed, Options, Ratings, Report, report};
use domain::ids::{PersonId, RecordId, ReviewId};
use domain::people::Role;
use domain::screening::{Forward, Round, Stage, Verdict, independent_category};
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::Tx;
use store::figures::Rating;

/// The agreement of one round of one stage.
#[derive(Clone, Debug)]
pub struct RoundAgreement {
    /// The stage.
    pub stage: Stage,
    /// The round.
    pub round: Round,
    /// Whether decisions are still made in it.
    pub open: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// What was found; `None`: kept back while the viewer screens.
    pub found: Option<Found>,
}

/// What was found in a round.
#[derive(Clone, Debug)]
pub struct Found {
    /// The reviewers, in the order of the tables.
    pub raters: Vec<Rater>,
    /// Records that are complete: they have all the decisions they need.
    pub records: u64,
    /// Records with decisions of at least two people; only these tell about agreement.
    pub compared: u64,
    /// Of those, records on which all say the same.
    pub unanimous: u64,
    /// Whether include and maybe are one category in `headline`, as the stage's settings have it.
    pub joined: bool,
    /// The figures in the categories that settle: `forward` and `exclude` where maybe goes
    /// forward, else the three verdicts.
    pub headline: Report,
    /// The figures of include, maybe and exclude apart.
    pub apart: Report,
}

/// One reviewer of a round.
#[derive(Clone, Debug)]
pub struct Rater {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How many of the complete records they decided on independently.
    pub read: u64,
    /// On how many all others who read the record said the same, and they did not. Counted where
    /// at least three people read it.
    pub alone: u64,
}

/// One line of the ratings, for exports.
#[derive(Clone, Debug)]
pub struct RatedLine {
    /// The stage.
    pub stage: Stage,
    /// The round.
    pub round: Round,
    /// The record's number.
    pub number: u32,
    /// The reviewer; a letter of this record's own while it waits to be resolved.
    pub rater: String,
    /// What they decided.
    pub verdict: Verdict,
}

/// Which records of a round are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Those on which not all say the same.
    Differing,
    /// One cell of a pair's table: what the first and what the second said.
    Cell([PersonId; 2], [Verdict; 2]),
}

/// A record's number and title, with what each reviewer said, by name.
pub type RatedRecord = (u32, String, Vec<(String, Verdict)>);

/// Records behind a number of the agreement.
#[derive(Clone, Debug, Default)]
pub struct Picked {
    /// The records, in the order of their numbers, with what each reviewer said.
    pub records: Vec<RatedRecord>,
    /// How many more wait to be resolved: they are shown by letter among the disagreements, never
    /// by name here.
    pub unresolved: u64,
    /// How many more there are than are shown.
    pub more: u64,
}

/// The most records of a list behind a number.
const SHOWN: usize = 100;

impl House {
    /// The agreement of every round that was opened, in the order of the work. Pilots and main
    /// screening are never put together. Librarians see no decisions, so nothing of this.
    pub async fn agreement(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<Vec<RoundAgreement>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let rounds = rounds(tx, caller, review).await?;
        let names = names(tx, review).await?;
        let mut all = Vec::new();
        for (stage, row, ratings) in rounds {
            let policy = store::reviews::policy(tx, review, stage).await?;
            let joined = stage == Stage::TitleAbstract && policy.unsure_goes_forward;
            let found = ratings
                .map(|ratings| found(&ratings, &names, stage, joined))
                .transpose()
                .map_err(|malformed| Problem::internal(&malformed))?;
            all.push(RoundAgreement {
                stage,
                round: row.round,
                open: row.open,
                opened_at: row.opened_at,
                found,
            });
        }
        Ok(all)
    }

    /// The independent decisions behind the agreement, of the rounds the viewer may see.
    pub async fn ratings(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<Vec<RatedLine>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let rounds = rounds(tx, caller, review).await?;
        let names = names(tx, review).await?;
        let seed = store::reviews::seed(tx, review).await?;
        let numbers: BTreeMap<RecordId, u32> = store::figures::numbers(tx, review)
            .await?
            .into_iter()
            .collect();
        let mut all = Vec::new();
        for (stage, row, ratings) in rounds {
            let ratings = ratings.unwrap_or_default();
            for record in ratings.chunk_by(|a, b| a.record == b.record) {
                let people = record.iter().map(|rating| rating.person);
                let letters = letters(&seed, record[0].record, stage, people);
                all.extend(record.iter().map(|rating| RatedLine {
                    stage,
                    round: row.round,
                    number: numbers.get(&rating.record).copied().unwrap_or(0),
                    rater: match letters.get(&rating.person) {
                        Some(letter) if rating.in_conflict => format!("Reviewer {letter}"),
                        _ => name_of(&names, rating.person),
                    },
                    verdict: rating.verdict,
                }));
            }
        }
        Ok(all)
    }

    /// The records behind a number of a round's agreement; nothing while it is kept back.
    pub async fn rated_records(
        &self,
        caller: &Caller,
        review: ReviewId,
        (stage, round): (Stage, Round),
        pick: Pick,
    ) -> Result<Picked, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let policy = store::reviews::policy(tx, review, stage).await?;
        let forward = forward(stage == Stage::TitleAbstract && policy.unsure_goes_forward);
        let names = names(tx, review).await?;
        let ratings = rounds(tx, caller, review)
            .await?
            .into_iter()
            .find(|(s, row, _)| (*s, row.round) == (stage, round))
            .and_then(|(.., ratings)| ratings)
            .unwrap_or_default();
        let mut picked = Picked::default();
        for record in ratings.chunk_by(|a, b| a.record == b.record) {
            if !is_picked(record, pick, forward) {
                continue;
            }
            if record[0].in_conflict {
                picked.unresolved += 1;
            } else if picked.records.len() == SHOWN {
                picked.more += 1;
            } else if let Some(found) = store::records::get(tx, review, record[0].record).await? {
                let mut said: Vec<(String, Verdict)> = record
                    .iter()
                    .map(|rating| (name_of(&names, rating.person), rating.verdict))
                    .collect();
                said.sort();
                let title = found.citation.title.unwrap_or_default();
                picked.records.push((found.number, title, said));
            }
        }
        picked.records.sort();
        Ok(picked)
    }
}

const fn forward(joined: bool) -> Forward {
    if joined {
        Forward::Joined
    } else {
        Forward::Apart
    }
}

fn is_picked(record: &[Rating], pick: Pick, forward: Forward) -> bool {
    match pick {
        Pick::Differing => {
            let mut said = record
                .iter()
                .map(|rating| independent_category(rating.verdict, forward));
            let first = said.next();
            said.any(|category| Some(category) != first)
        }
        Pick::Cell(people, verdicts) => people.iter().zip(verdicts).all(|(person, verdict)| {
            record
                .iter()
                .any(|rating| rating.person == *person && rating.verdict == verdict)
        }),
    }
}

type Opened = (Stage, store::reviews::RoundRow, Option<Vec<Rating>>);

/// The rounds of both stages, with their ratings where the caller sees the whole round.
async fn rounds(
    tx: &mut Tx<'_>,
    caller: &Caller,
    review: ReviewId,
) -> Result<Vec<Opened>, Problem> {
    let membership = store::people::membership(tx, review, caller.person)
        .await?
        .filter(|membership| membership.role != Role::Librarian)
        .ok_or(Problem::NotFound)?;
    let me = caller.person;
    let mut opened = Vec::new();
    for stage in Stage::ALL {
        for row in store::reviews::rounds(tx, review, stage).await? {
            let sight = store::reviews::sight(tx, review, stage, row.round, me, membership).await?;
            let ratings = match sight.is_whole() {
                true => sight.reveal(store::figures::ratings(tx, review, stage, row.round).await?),
                false => None,
            };
            opened.push((stage, row, ratings));
        }
    }
    Ok(opened)
}

/// The figures of a round; ratings stand record by record.
fn found(
    ratings: &[Rating],
    names: &BTreeMap<PersonId, String>,
    stage: Stage,
    joined: bool,
) -> Result<Found, Malformed> {
    let mut people: Vec<PersonId> = ratings.iter().map(|rating| rating.person).collect();
    people.sort_unstable();
    people.dedup();
    let mut raters: Vec<Rater> = people
        .into_iter()
        .map(|person| Rater {
            person,
            name: name_of(names, person),
            read: 0,
            alone: 0,
        })
        .collect();
    raters.sort_by(|a, b| (&a.name, a.person).cmp(&(&b.name, b.person)));
    let forward = forward(joined);
    let (mut compared, mut unanimous) = (0, 0);
    let records: Vec<&[Rating]> = ratings.chunk_by(|a, b| a.record == b.record).collect();
    for record in &records {
        let said = |rating: &Rating| independent_category(rating.verdict, forward);
        for rater in &mut raters {
            let Some(own) = record.iter().find(|rating| rating.person == rater.person) else {
                continue;
            };
            rater.read += 1;
            let others: Vec<u16> = record
                .iter()
                .filter(|rating| rating.person != rater.person)
                .map(said)
                .collect();
            let alike = others.windows(2).all(|pair| pair[0] == pair[1]);
            if others.len() > 1 && alike && others[0] != said(own) {
                rater.alone += 1;
            }
        }
        if record.len() > 1 {
            compared += 1;
            unanimous += u64::from(record.iter().all(|rating| said(rating) == said(&record[0])));
        }
    }
    Ok(Found {
        records: records.len() as u64,
        compared,
        unanimous,
        joined,
        headline: figures(&records, &raters, stage, forward)?,
        apart: figures(&records, &raters, stage, Forward::Apart)?,
        raters,
    })
}

/// All coefficients of one table. At full text maybe is a category only where somebody said it: there
/// it is a verdict that never settles anything, not a third way out.
fn figures(
    records: &[&[Rating]],
    raters: &[Rater],
    stage: Stage,
    forward: Forward,
) -> Result<Report, Malformed> {
    let unsure = || {
        let mut all = records.iter().flat_map(|record| record.iter());
        all.any(|rating| rating.verdict == Verdict::Unsure)
    };
    let scale: &[&str] = match forward {
        Forward::Joined => &["forward", "exclude"],
        Forward::Apart if stage == Stage::TitleAbstract || unsure() => {
            &["include", "exclude", "maybe"]
        }
        Forward::Apart => &["include", "exclude"],
    };
    let columns: Vec<String> = match raters {
        // A table needs a column; nobody has rated, so it stays empty.
        [] => vec![String::new()],
        raters => raters.iter().map(|rater| rater.name.clone()).collect(),
    };
    let scale = scale.iter().map(|word| (*word).to_owned()).collect();
    let mut table = Ratings::new(columns, scale)?;
    for record in records {
        let row: Vec<Option<u16>> = raters
            .iter()
            .map(|rater| {
                record
                    .iter()
                    .find(|rating| rating.person == rater.person)
                    .map(|rating| independent_category(rating.verdict, forward))
            })
            .collect();
        table.push(&row)?;
    }
    let options = Options {
        positive: Some(0),
        ..Options::default()
    };
    Ok(report(&table, options))
}
