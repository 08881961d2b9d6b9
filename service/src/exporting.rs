//! What people take away as files: records, decisions, statements. Everything as the viewer may see
//! it at this moment, nothing more.

use crate::disagreements::letters;
use crate::house::{Caller, House};
use crate::origin::origin_hidden;
use crate::problem::Problem;
use domain::citation::Citation;
use domain::coding::Statement;
use domain::flow::BoxList;
use domain::ids::{CriterionId, PersonId, ReviewId};
use domain::log::CodedBy;
use domain::people::Role;
use domain::screening::{Round, Stage};
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::exports::DecisionRow;
pub use store::records::Filter;
use uuid::Uuid;

/// How many records are read at a time.
const PIECE: i64 = 500;

/// A record on its way out.
#[derive(Clone, Debug)]
pub struct RecordOut {
    /// Its number.
    pub number: u32,
    /// Its data.
    pub citation: Citation,
    /// The sources of its hits.
    pub sources: Vec<String>,
}

/// A decision on its way out.
#[derive(Clone, Debug)]
pub struct DecisionOut {
    /// The stage.
    pub stage: Stage,
    /// The decision, as the log has it.
    pub row: DecisionRow,
    /// Who; a letter of this record's own while it waits to be resolved.
    pub reviewer: String,
    /// When; left out while it waits to be resolved, since the time would tell who.
    pub at: Option<Timestamp>,
    /// The words of the reasons, best rank first.
    pub reasons: Vec<String>,
    /// The words of the reason that counts.
    pub primary: Option<String>,
}

/// A statement on its way out.
#[derive(Clone, Debug)]
pub struct StatementOut {
    /// The record's number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Whose; `None` for the consensus.
    pub coder: Option<String>,
    /// Its headings.
    pub headings: Vec<String>,
    /// Its themes.
    pub themes: Vec<String>,
    /// The statement.
    pub statement: Statement,
}

impl House {
    /// The records a filter leaves, by number; with a list of the flow only those in it. `None`
    /// while that list is kept back. Screeners from whom authors, journal and year are hidden get
    /// them without.
    pub async fn records_out(
        &self,
        caller: &Caller,
        review: ReviewId,
        filter: Filter,
        list: Option<BoxList>,
    ) -> Result<Option<Vec<RecordOut>>, Problem> {
        let mut within: Option<BTreeSet<u32>> = None;
        if let Some(list) = list {
            let page = self
                .records_in_box(caller, review, list, 0, usize::MAX / 2)
                .await?;
            let Some(records) = page.records else {
                return Ok(None);
            };
            within = Some(records.iter().map(|line| line.number).collect());
        }
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        if filter.words.is_some() || filter.source.is_some() || filter.import.is_some() {
            let lines = store::records::page(tx, review, &filter, i64::MAX).await?;
            let found: BTreeSet<u32> = lines.iter().map(|line| line.number).collect();
            within = Some(match within {
                Some(within) => &within & &found,
                None => found,
            });
        }
        let hidden = origin_hidden(tx, review, caller.person, membership).await?;
        let mut sources: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (number, source) in store::exports::sources(tx, review).await? {
            sources.entry(number).or_default().push(source);
        }
        let (mut records, mut after) = (Vec::new(), 0);
        loop {
            let piece = store::records::full_page(tx, review, after, PIECE).await?;
            let Some(last) = piece.last() else {
                return Ok(Some(records));
            };
            after = last.number;
            let wanted = |number: u32| within.as_ref().is_none_or(|w| w.contains(&number));
            for record in piece.into_iter().filter(|record| wanted(record.number)) {
                records.push(RecordOut {
                    number: record.number,
                    sources: sources.remove(&record.number).unwrap_or_default(),
                    citation: if hidden {
                        record.citation.without_origin()
                    } else {
                        record.citation
                    },
                });
            }
        }
    }

    /// The decisions of both stages: all of the rounds the caller may see, else their own. While a
    /// record waits to be resolved nobody is named on it. Librarians see no decisions.
    pub async fn decisions_out(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<Vec<DecisionOut>, Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .filter(|membership| membership.role != Role::Librarian)
            .ok_or(Problem::NotFound)?;
        let me = caller.person;
        let names = names(tx, review).await?;
        let labels = labels(tx, review).await?;
        let seed = store::reviews::seed(tx, review).await?;
        let mut out = Vec::new();
        for stage in Stage::ALL {
            let mut open: BTreeMap<u16, bool> = BTreeMap::new();
            // Opened row by row below: what a viewer may not see goes no further than this loop.
            let rows = store::exports::decisions(tx, review, stage)
                .await?
                .for_settling();
            for record in rows.chunk_by(|a, b| a.record == b.record) {
                let people = record.iter().map(|row| row.person);
                let letters = letters(&seed, record[0].record, stage, people);
                for row in record {
                    let whole = match open.get(&row.round) {
                        Some(whole) => *whole,
                        None => {
                            let round = Round(row.round);
                            let sight =
                                store::reviews::sight(tx, review, stage, round, me, membership)
                                    .await?;
                            open.insert(row.round, sight.is_whole());
                            sight.is_whole()
                        }
                    };
                    let own = row.person == me;
                    if !whole && !own {
                        continue;
                    }
                    // A blind person's own line never tells whether others disagree.
                    let masked = whole && row.in_conflict;
                    let word = |id: &CriterionId| {
                        labels.get(id).cloned().unwrap_or_else(|| id.to_string())
                    };
                    out.push(DecisionOut {
                        stage,
                        reviewer: match letters.get(&row.person) {
                            Some(letter) if masked => format!("Reviewer {letter}"),
                            _ => name_of(&names, row.person),
                        },
                        at: (!masked).then_some(row.at),
                        reasons: row.ruling.reasons().iter().map(word).collect(),
                        primary: row.ruling.primary().as_ref().map(word),
                        row: row.clone(),
                    });
                }
            }
        }
        Ok(out)
    }

    /// The statements the caller may see: their own, those of both coders once both have finished,
    /// and the consensus of such reports. For those who code, and leads.
    pub async fn statements_out(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<Vec<StatementOut>, Problem> {
        let lines = self.coding_list(caller, review).await?;
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let names = names(tx, review).await?;
        let (mut frames, mut themes) = (BTreeMap::new(), BTreeMap::new());
        for codebook in store::codings::codebooks(tx, review).await? {
            frames.extend(
                codebook
                    .frames
                    .into_iter()
                    .map(|f| (f.id, f.name.to_string())),
            );
            themes.extend(
                codebook
                    .themes
                    .into_iter()
                    .map(|t| (t.id, t.name.to_string())),
            );
        }
        let nobody = PersonId::from_uuid(Uuid::nil());
        let mut out = Vec::new();
        for line in lines {
            let report = line.report;
            let mut whose: Vec<Option<PersonId>> = Vec::new();
            if line.comparable {
                let coders = store::codings::coders(tx, report.report).await?;
                whose.extend(coders.into_iter().map(|(coder, _)| Some(coder)));
                whose.push(None);
            } else {
                whose.push(Some(caller.person));
            }
            for coder in whose {
                let (by, key) = match coder {
                    Some(coder) => (CodedBy::Coder, coder),
                    None => (CodedBy::Consensus, nobody),
                };
                for statement in store::codings::statements(tx, report.report, by, key).await? {
                    let headings = statement.frames.iter().filter_map(|id| frames.get(id));
                    let about = statement.themes.iter().filter_map(|id| themes.get(id));
                    out.push(StatementOut {
                        number: report.number,
                        title: report.title.clone(),
                        coder: coder.map(|coder| name_of(&names, coder)),
                        headings: headings.cloned().collect(),
                        themes: about.cloned().collect(),
                        statement,
                    });
                }
            }
        }
        Ok(out)
    }
}

/// The names of everybody who is or was in the team.
pub(crate) async fn names(
    tx: &mut Tx<'_>,
    review: ReviewId,
) -> Result<BTreeMap<PersonId, String>, store::Error> {
    let members = store::people::members(tx, review).await?;
    Ok(members
        .into_iter()
        .map(|member| (member.person.id, member.person.name))
        .collect())
}

pub(crate) fn name_of(names: &BTreeMap<PersonId, String>, person: PersonId) -> String {
    names
        .get(&person)
        .cloned()
        .unwrap_or_else(|| "a former member".to_owned())
}

/// The words of every criterion there ever was, from the newest version that has it.
async fn labels(
    tx: &mut Tx<'_>,
    review: ReviewId,
) -> Result<BTreeMap<CriterionId, String>, store::Error> {
    let mut labels = BTreeMap::new();
    for (criteria, _) in store::reviews::versions(tx, review, i64::MAX).await? {
        for criterion in criteria.criteria {
            labels
                .entry(criterion.id)
                .or_insert_with(|| criterion.label.to_string());
        }
    }
    Ok(labels)
}
