//! The numbers that agreement and flow are computed from.

use crate::engine::{Tx, all, first};
use crate::error::Error;
use domain::blinding::Veiled;
use domain::ids::{CriterionId, PersonId, RecordId, ReviewId};
use domain::log::SourceKind;
use domain::retrieval::RetrievalState;
use domain::screening::{Outcome, Round, Stage, Verdict};
use uuid::Uuid;

/// One independent decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The record.
    pub record: RecordId,
    /// Who.
    pub person: PersonId,
    /// What.
    pub verdict: Verdict,
    /// Whether the record still waits to be resolved, so that names stay masked in lists.
    pub in_conflict: bool,
}

/// The independent decisions of a round, one for each person and record: the last before anything
/// was released to them (rule 12). Records that are complete only, in ring order.
pub async fn ratings(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    round: Round,
) -> Result<Veiled<Vec<Rating>>, Error> {
    let rows = all!(
        tx,
        (Uuid, Uuid, String, String),
        "select d.record_id, d.person_id, d.verdict, w.standing
         from decision d
         join work w on w.stage = d.stage and w.record_id = d.record_id
         join counted_record r on r.record_id = d.record_id
         where d.review_id = $1 and d.stage = $2 and d.round = $3 and d.independent
           and not d.void and w.standing <> 'waiting'
         order by w.ring, d.record_id, d.person_id, d.seq",
        review.uuid(),
        stage.code(),
        i64::from(round.0),
    )?;
    let mut ratings: Vec<Rating> = Vec::with_capacity(rows.len());
    for (record, person, verdict, standing) in rows {
        let rating = Rating {
            record: RecordId::from_uuid(record),
            person: PersonId::from_uuid(person),
            verdict: Verdict::from_code(&verdict)
                .ok_or_else(|| Error::inconsistent("decision", "an unknown verdict"))?,
            in_conflict: matches!(standing.as_str(), "conflict" | "stale"),
        };
        match ratings.last_mut() {
            // Ordered by number in the log: the later one of the same person replaces the earlier.
            Some(last) if last.record == rating.record && last.person == rating.person => {
                *last = rating;
            }
            _ => ratings.push(rating),
        }
    }
    Ok(Veiled::new(ratings))
}

/// The numbers of a review's records.
pub async fn numbers(tx: &mut Tx<'_>, review: ReviewId) -> Result<Vec<(RecordId, u32)>, Error> {
    let rows = all!(
        tx,
        (Uuid, i64),
        "select record_id, number from counted_record where review_id = $1 order by number",
        review.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, number)| (RecordId::from_uuid(id), number.try_into().unwrap_or(0)))
        .collect())
}

/// What the flow counts about hits and records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identified {
    /// Hits by source.
    pub sources: Vec<(String, SourceKind, u64)>,
    /// Records with a hit from a database or register.
    pub database_records: u64,
    /// Records with hits from other methods only.
    pub other_records: u64,
    /// Hits from other methods that belong to records of the first column.
    pub known_from_databases: u64,
}

/// Counts hits and records. Not veiled: nobody decided anything here.
pub async fn identified(tx: &mut Tx<'_>, review: ReviewId) -> Result<Identified, Error> {
    let sources = crate::intake::known_sources(tx, review).await?;
    let rows = all!(
        tx,
        (i64, i64, i64),
        "select cast(in_database as bigint), count(*), cast(sum(other_hits) as bigint) from (
           select h.record_id,
             max(case when h.kind in ('database', 'register') then 1 else 0 end) as in_database,
             sum(case when h.kind in ('database', 'register') then 0 else 1 end) as other_hits
           from counted_hit h join counted_record r on r.record_id = h.record_id
           where h.review_id = $1 group by h.record_id) by_record
         group by in_database",
        review.uuid(),
    )?;
    let mut identified = Identified {
        sources,
        ..Identified::default()
    };
    for (in_database, records, other_hits) in rows {
        let records = records.try_into().unwrap_or(0);
        if in_database == 1 {
            identified.database_records = records;
            identified.known_from_databases = other_hits.try_into().unwrap_or(0);
        } else {
            identified.other_records = records;
        }
    }
    Ok(identified)
}

/// Records of one column of the flow by where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood {
    /// Whether the record has a hit from a database or register.
    pub in_database: bool,
    /// Where it stands at title and abstract.
    pub title_abstract: String,
    /// Whether anybody has decided there.
    pub title_abstract_begun: bool,
    /// Where that leads.
    pub title_abstract_outcome: Option<Outcome>,
    /// How seeking its report stands; `None` if it has none.
    pub retrieval: Option<RetrievalState>,
    /// Where it stands at full text; `None` if it is not there.
    pub full_text: Option<String>,
    /// Whether anybody has decided there.
    pub full_text_begun: bool,
    /// Where that leads.
    pub full_text_outcome: Option<Outcome>,
    /// The reason that counts.
    pub reason: Option<CriterionId>,
    /// How many records stand so.
    pub n: u64,
}

#[derive(sqlx::FromRow)]
struct StoodRow {
    in_database: i64,
    ta: String,
    ta_begun: i64,
    ta_outcome: Option<String>,
    retrieval: Option<String>,
    ft: Option<String>,
    ft_begun: i64,
    ft_outcome: Option<String>,
    reason: Option<Uuid>,
    n: i64,
}

/// Counts records by where they stand in both stages and in retrieval.
pub async fn stood(tx: &mut Tx<'_>, review: ReviewId) -> Result<Veiled<Vec<Stood>>, Error> {
    let rows = all!(
        tx,
        StoodRow,
        "select in_database, ta, ta_begun, ta_outcome, retrieval, ft, ft_begun, ft_outcome, reason,
           count(*) as n
         from (select cast(c.in_database as bigint) as in_database, t.standing as ta,
             cast(case when t.decided > 0 then 1 else 0 end as bigint) as ta_begun,
             t.outcome as ta_outcome, p.state as retrieval, f.standing as ft,
             cast(case when f.decided > 0 then 1 else 0 end as bigint) as ft_begun,
             f.outcome as ft_outcome, f.reason as reason
           from counted_record r
           join (select h.record_id,
                   max(case when h.kind in ('database', 'register') then 1 else 0 end) as in_database
                 from counted_hit h where h.review_id = $1 group by h.record_id) c
             on c.record_id = r.record_id
           join work t on t.record_id = r.record_id and t.stage = 'title_abstract'
           left join report p on p.record_id = r.record_id
           left join work f on f.record_id = r.record_id and f.stage = 'full_text'
           where r.review_id = $1) stood
         group by in_database, ta, ta_begun, ta_outcome, retrieval, ft, ft_begun, ft_outcome, reason",
        review.uuid(),
    )?;
    let stood = rows
        .into_iter()
        .map(|row| {
            let retrieval = row
                .retrieval
                .map(|state| {
                    RetrievalState::from_code(&state)
                        .ok_or_else(|| Error::inconsistent("report", "an unknown state"))
                })
                .transpose()?;
            Ok(Stood {
                in_database: row.in_database == 1,
                title_abstract: row.ta,
                title_abstract_begun: row.ta_begun == 1,
                title_abstract_outcome: row.ta_outcome.as_deref().and_then(Outcome::from_code),
                retrieval,
                full_text: row.ft,
                full_text_begun: row.ft_begun == 1,
                full_text_outcome: row.ft_outcome.as_deref().and_then(Outcome::from_code),
                reason: row.reason.map(CriterionId::from_uuid),
                n: row.n.try_into().unwrap_or(0),
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(Veiled::new(stood))
}

/// How many studies have an included report.
pub async fn included_studies(tx: &mut Tx<'_>, review: ReviewId) -> Result<Veiled<u64>, Error> {
    let row = first!(
        tx,
        (i64,),
        "select count(distinct p.study_id) from report p
         join counted_record r on r.record_id = p.record_id
         join work f on f.record_id = p.record_id and f.stage = 'full_text'
         join work t on t.record_id = p.record_id and t.stage = 'title_abstract'
         where p.review_id = $1 and p.state = 'retrieved' and f.outcome = 'include'
           and (t.outcome = 'include' or t.outcome is null)",
        review.uuid(),
    )?;
    Ok(Veiled::new(row.map_or(0, |(n,)| n.try_into().unwrap_or(0))))
}
