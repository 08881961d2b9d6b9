//! Pairs of records that look alike, and records that were joined.

use crate::engine::{Tx, all, first};
use crate::error::Error;
use domain::ids::{PersonId, RecordId, ReviewId};
use domain::time::Timestamp;
use uuid::Uuid;

/// A pair for a person to look at.
#[derive(Clone, Debug)]
pub struct Pair {
    /// One record.
    pub a: RecordId,
    /// The other.
    pub b: RecordId,
    /// How alike they are, in thousandths.
    pub score: u16,
    /// Why, in words.
    pub evidence: Vec<String>,
    /// `open`, `same_report`, `same_study` or `different`.
    pub state: String,
}

type Row = (Uuid, Uuid, i64, String, String);

fn pair_of((a, b, score, evidence, state): Row) -> Result<Pair, Error> {
    Ok(Pair {
        a: RecordId::from_uuid(a),
        b: RecordId::from_uuid(b),
        score: score.try_into().unwrap_or(0),
        evidence: serde_json::from_str(&evidence).map_err(|e| Error::inconsistent("pair", e))?,
        state,
    })
}

/// Pairs that nobody has judged, most alike first. A pair one of whose records was joined or undone
/// meanwhile is left out.
pub async fn open(tx: &mut Tx<'_>, review: ReviewId, most: i64) -> Result<Vec<Pair>, Error> {
    all!(
        tx,
        Row,
        "select p.a, p.b, p.score, p.evidence, p.state from pair p
         join counted_record a on a.record_id = p.a
         join counted_record b on b.record_id = p.b
         where p.review_id = $1 and p.state = 'open'
         order by p.score desc, a.number, b.number limit $2",
        review.uuid(),
        most,
    )?
    .into_iter()
    .map(pair_of)
    .collect()
}

/// One record of a pair, in short.
#[derive(Clone, Debug)]
pub struct Brief {
    /// Its number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Authors, separated by semicolons.
    pub authors: String,
    /// Year.
    pub year: Option<u16>,
}

/// A pair with both records, for lists.
#[derive(Clone, Debug)]
pub struct PairLine {
    /// The pair.
    pub pair: Pair,
    /// The records of `a` and of `b`.
    pub sides: [Brief; 2],
}

#[derive(sqlx::FromRow)]
struct LineRow {
    a: Uuid,
    b: Uuid,
    score: i64,
    evidence: String,
    state: String,
    a_number: i64,
    a_title: String,
    a_authors: String,
    a_year: Option<i64>,
    b_number: i64,
    b_title: String,
    b_authors: String,
    b_year: Option<i64>,
}

/// Pairs as lines: those that wait, most alike first, or (`apart`) those that people left apart,
/// the last one first.
pub async fn lines(
    tx: &mut Tx<'_>,
    review: ReviewId,
    apart: bool,
    most: i64,
) -> Result<Vec<PairLine>, Error> {
    all!(
        tx,
        LineRow,
        "select p.a, p.b, p.score, p.evidence, p.state,
           a.number a_number, a.title a_title, a.authors a_authors, a.year a_year,
           b.number b_number, b.title b_title, b.authors b_authors, b.year b_year
         from pair p
         join counted_record a on a.record_id = p.a
         join counted_record b on b.record_id = p.b
         where p.review_id = $1 and ((p.state = 'open' and not $2)
           or (p.state in ('different', 'same_study') and $2))
         order by coalesce(p.judged_at, 0) desc, p.score desc, a.number, b.number limit $3",
        review.uuid(),
        apart,
        most,
    )?
    .into_iter()
    .map(|row| {
        let brief = |number: i64, title, authors, year: Option<i64>| Brief {
            number: number.try_into().unwrap_or(0),
            title,
            authors,
            year: year.and_then(|year| year.try_into().ok()),
        };
        Ok(PairLine {
            pair: pair_of((row.a, row.b, row.score, row.evidence, row.state))?,
            sides: [
                brief(row.a_number, row.a_title, row.a_authors, row.a_year),
                brief(row.b_number, row.b_title, row.b_authors, row.b_year),
            ],
        })
    })
    .collect()
}

/// How many pairs people left apart.
pub async fn apart_count(tx: &mut Tx<'_>, review: ReviewId) -> Result<u64, Error> {
    let row = first!(
        tx,
        (i64,),
        "select count(*) from pair p
         join counted_record a on a.record_id = p.a
         join counted_record b on b.record_id = p.b
         where p.review_id = $1 and p.state in ('different', 'same_study')",
        review.uuid(),
    )?;
    Ok(row.map_or(0, |(n,)| n.try_into().unwrap_or(0)))
}

/// How many pairs are open.
pub async fn open_count(tx: &mut Tx<'_>, review: ReviewId) -> Result<u64, Error> {
    let row = first!(
        tx,
        (i64,),
        "select count(*) from pair p
         join counted_record a on a.record_id = p.a
         join counted_record b on b.record_id = p.b
         where p.review_id = $1 and p.state = 'open'",
        review.uuid(),
    )?;
    Ok(row.map_or(0, |(n,)| n.try_into().unwrap_or(0)))
}

/// How many of the pairs that the program offered people have judged.
pub async fn judged_count(tx: &mut Tx<'_>, review: ReviewId) -> Result<u64, Error> {
    let row = first!(
        tx,
        (i64,),
        "select count(*) from pair where review_id = $1 and state <> 'open'
           and judged_by is not null and score > 0",
        review.uuid(),
    )?;
    Ok(row.map_or(0, |(n,)| n.try_into().unwrap_or(0)))
}

/// One pair.
pub async fn get(
    tx: &mut Tx<'_>,
    review: ReviewId,
    a: RecordId,
    b: RecordId,
) -> Result<Option<Pair>, Error> {
    first!(
        tx,
        Row,
        "select a, b, score, evidence, state from pair
         where review_id = $1 and ((a = $2 and b = $3) or (a = $3 and b = $2))",
        review.uuid(),
        a.uuid(),
        b.uuid(),
    )?
    .map(pair_of)
    .transpose()
}

/// Pairs that people declared to be different reports; the program never joins them again.
pub async fn kept_apart(
    tx: &mut Tx<'_>,
    review: ReviewId,
) -> Result<Vec<(RecordId, RecordId)>, Error> {
    let judged = all!(
        tx,
        (Uuid, Uuid),
        "select a, b from pair where review_id = $1 and state in ('different', 'same_study')
         union
         select into_record, from_record from joining where review_id = $1 and undone",
        review.uuid(),
    )?;
    Ok(judged
        .into_iter()
        .map(|(a, b)| (RecordId::from_uuid(a), RecordId::from_uuid(b)))
        .collect())
}

/// A joining of two records by a person or the program, after they had been records of their own.
#[derive(Clone, Debug)]
pub struct Joining {
    /// Its place in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// The record that stayed.
    pub into: RecordId,
    /// The record that went into it.
    pub from: RecordId,
    /// Who; `None` for the program.
    pub by: Option<PersonId>,
    /// The hits that went over.
    pub hits: Vec<Uuid>,
    /// Taken apart since.
    pub undone: bool,
    /// Why the program joined them; empty if a person did.
    pub evidence: Vec<String>,
    /// The number of the record that went into it.
    pub number: u32,
}

type JoiningRow = (
    i64,
    i64,
    Uuid,
    Uuid,
    Option<Uuid>,
    String,
    bool,
    String,
    i64,
);

/// The joinings into a record, oldest first.
pub async fn joinings(tx: &mut Tx<'_>, record: RecordId) -> Result<Vec<Joining>, Error> {
    let rows = all!(
        tx,
        JoiningRow,
        "select j.seq, j.at, j.into_record, j.from_record, j.person_id, j.hits, j.undone,
           j.evidence, r.number
         from joining j join record r on r.record_id = j.from_record
         where j.into_record = $1 order by j.seq",
        record.uuid(),
    )?;
    rows.into_iter()
        .map(
            |(seq, at, into, from, by, hits, undone, evidence, number)| {
                Ok(Joining {
                    seq,
                    at: Timestamp::from_micros(at),
                    into: RecordId::from_uuid(into),
                    from: RecordId::from_uuid(from),
                    by: by.map(PersonId::from_uuid),
                    hits: serde_json::from_str(&hits)
                        .map_err(|e| Error::inconsistent("joining", e))?,
                    undone,
                    evidence: serde_json::from_str(&evidence)
                        .map_err(|e| Error::inconsistent("joining", e))?,
                    number: number.try_into().unwrap_or(0),
                })
            },
        )
        .collect()
}

/// How many records have more than one hit.
pub async fn joined_count(tx: &mut Tx<'_>, review: ReviewId) -> Result<u64, Error> {
    let row = first!(
        tx,
        (i64,),
        "select count(*) from (select h.record_id from counted_hit h
           join counted_record r on r.record_id = h.record_id
           where r.review_id = $1 group by h.record_id having count(*) > 1) joined",
        review.uuid(),
    )?;
    Ok(row.map_or(0, |(n,)| n.try_into().unwrap_or(0)))
}

/// Records with more than one hit, by number.
pub async fn joined(
    tx: &mut Tx<'_>,
    review: ReviewId,
    after: u32,
    most: i64,
) -> Result<Vec<(RecordId, u32, String, u64)>, Error> {
    let rows = all!(
        tx,
        (Uuid, i64, String, i64),
        "select r.record_id, r.number, r.title, count(*) from counted_record r
         join counted_hit h on h.record_id = r.record_id
         where r.review_id = $1 and r.number > $2
         group by r.record_id, r.number, r.title having count(*) > 1
         order by r.number limit $3",
        review.uuid(),
        i64::from(after),
        most,
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, number, title, n)| {
            (
                RecordId::from_uuid(id),
                number.try_into().unwrap_or(0),
                title,
                n.try_into().unwrap_or(0),
            )
        })
        .collect())
}
