//! Which record each new entry goes into.

use super::reading::ReadFile;
use domain::citation::Citation;
use domain::dedup::{Known, Link, deduplicate};
use domain::ids::{HitId, RecordId};
use std::collections::{BTreeMap, HashMap};
use store::intake::StagedHit;
use uuid::Uuid;

/// A pair of records that look alike.
pub(super) struct AlikePair {
    pub(super) a: RecordId,
    pub(super) b: RecordId,
    pub(super) score: u16,
    pub(super) evidence: Vec<String>,
}

/// Where everything goes.
pub(super) struct Placed {
    pub(super) hits: Vec<StagedHit>,
    pub(super) pairs: Vec<AlikePair>,
    /// Records that were here before and turned out to be one: into, from, why.
    pub(super) merges: Vec<(RecordId, RecordId, Vec<String>)>,
    pub(super) records: u64,
}

/// Finds duplicates among the new entries and the hits that are here, respecting what people said.
/// `ids` gives new ids.
pub(super) fn place(
    here: Vec<(HitId, RecordId, Citation)>,
    apart: &[(RecordId, RecordId)],
    files: Vec<ReadFile>,
    mut ids: impl FnMut() -> Uuid,
) -> Placed {
    let mut records_here: Vec<RecordId> = Vec::new();
    let mut number_of: HashMap<RecordId, u32> = HashMap::new();
    let mut items: Vec<Citation> = Vec::with_capacity(here.len());
    let mut group: Vec<Option<u32>> = Vec::with_capacity(here.len());
    let mut members: HashMap<RecordId, Vec<usize>> = HashMap::new();
    for (place, (_, record, citation)) in here.into_iter().enumerate() {
        let number = *number_of.entry(record).or_insert_with(|| {
            records_here.push(record);
            u32::try_from(records_here.len() - 1).unwrap_or(u32::MAX)
        });
        members.entry(record).or_default().push(place);
        items.push(citation);
        group.push(Some(number));
    }
    let apart: Vec<(usize, usize)> = apart
        .iter()
        .filter_map(|(a, b)| Some((members.get(a)?, members.get(b)?)))
        .flat_map(|(a, b)| a.iter().flat_map(|i| b.iter().map(|j| (*i, *j))))
        .collect();
    let first_new = items.len();
    let mut new = Vec::new();
    for (no, file) in (0_i64..).zip(files) {
        for (position, entry) in (0_i64..).zip(file.entries) {
            items.push(entry.citation);
            new.push((no, position, entry.offset, entry.length, entry.line));
        }
    }
    let outcome = deduplicate(
        &items,
        &Known {
            group: &group,
            apart: &apart,
        },
    );
    let mut of_cluster: BTreeMap<u32, RecordId> = BTreeMap::new();
    let mut merges = Vec::new();
    let evidence = evidence_of(&outcome.joined);
    for (place, cluster) in outcome.cluster.iter().enumerate().take(first_new) {
        let number = group[place].unwrap_or_default() as usize;
        let record = records_here[number];
        match of_cluster.get(cluster) {
            None => {
                of_cluster.insert(*cluster, record);
            }
            Some(into) if *into != record => {
                if !merges.iter().any(|(_, from, _)| *from == record) {
                    let why = evidence.get(&place).cloned().unwrap_or_default();
                    merges.push((*into, record, why));
                }
            }
            Some(_) => {}
        }
    }
    let mut record_of: Vec<RecordId> = Vec::with_capacity(items.len());
    for place in 0..first_new {
        record_of.push(records_here[group[place].unwrap_or_default() as usize]);
    }
    let mut records = 0;
    let mut hits = Vec::with_capacity(new.len());
    for (place, (file_no, position, offset, length, line)) in (first_new..).zip(new) {
        let cluster = outcome.cluster.get(place).copied().unwrap_or(u32::MAX);
        let known = of_cluster.get(&cluster).copied();
        let record = known.unwrap_or_else(|| RecordId::from_uuid(ids()));
        let is_first = known.is_none();
        if is_first {
            records += 1;
            of_cluster.insert(cluster, record);
        }
        record_of.push(record);
        let words = evidence.get(&place).map(|words| words.join(", "));
        hits.push(StagedHit {
            id: HitId::from_uuid(ids()),
            file_no,
            position,
            offset: i64::try_from(offset).unwrap_or(i64::MAX),
            length: i64::try_from(length).unwrap_or(i64::MAX),
            line: i64::try_from(line).unwrap_or(i64::MAX),
            citation: std::mem::take(&mut items[place]),
            record,
            is_first,
            evidence: if is_first { None } else { words },
        });
    }
    let mut pairs: BTreeMap<(RecordId, RecordId), AlikePair> = BTreeMap::new();
    for link in &outcome.unsure {
        let (Some(a), Some(b)) = (record_of.get(link.a), record_of.get(link.b)) else {
            continue;
        };
        // Pairs of records that were here before have been offered before.
        if a == b || (link.a < first_new && link.b < first_new) {
            continue;
        }
        let (a, b) = if a < b { (*a, *b) } else { (*b, *a) };
        pairs.entry((a, b)).or_insert_with(|| AlikePair {
            a,
            b,
            score: link.score,
            evidence: words(link),
        });
    }
    Placed {
        hits,
        pairs: pairs.into_values().collect(),
        merges,
        records,
    }
}

fn words(link: &Link) -> Vec<String> {
    link.evidence
        .iter()
        .map(domain::dedup::Evidence::words)
        .collect()
}

/// The words of the strongest link that joined an item.
fn evidence_of(joined: &[Link]) -> HashMap<usize, Vec<String>> {
    let mut best: HashMap<usize, &Link> = HashMap::new();
    for link in joined {
        for end in [link.a, link.b] {
            best.entry(end)
                .and_modify(|known| {
                    if link.score > known.score {
                        *known = link;
                    }
                })
                .or_insert(link);
        }
    }
    best.into_iter()
        .map(|(place, link)| (place, words(link)))
        .collect()
}
