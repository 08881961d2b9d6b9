//! Records and their hits.

use crate::engine::{Tx, all, first, on};
use crate::error::Error;
use crate::pieces::Pieces;
use domain::citation::Citation;
use domain::ids::{HitId, ImportId, RecordId, ReviewId};
use domain::log::SourceKind;
use uuid::Uuid;

/// A record.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its id.
    pub id: RecordId,
    /// Its lasting number in the review.
    pub number: u32,
    /// Its shown data.
    pub citation: Citation,
}

fn record_of((id, number, citation): (Uuid, i64, String)) -> Result<Record, Error> {
    Ok(Record {
        id: RecordId::from_uuid(id),
        number: number.try_into().unwrap_or(0),
        citation: serde_json::from_str(&citation).map_err(|e| Error::inconsistent("record", e))?,
    })
}

/// A visible record of a review.
pub async fn get(
    tx: &mut Tx<'_>,
    review: ReviewId,
    record: RecordId,
) -> Result<Option<Record>, Error> {
    first!(
        tx,
        (Uuid, i64, String),
        "select record_id, number, citation from counted_record
         where record_id = $1 and review_id = $2",
        record.uuid(),
        review.uuid(),
    )?
    .map(record_of)
    .transpose()
}

/// The record that goes by a number; a number whose record was joined leads to the joined one.
pub async fn by_number(
    tx: &mut Tx<'_>,
    review: ReviewId,
    number: u32,
) -> Result<Option<RecordId>, Error> {
    let row = first!(
        tx,
        (Uuid, Option<Uuid>),
        "select r.record_id, r.merged_into from record r
         join import i on i.import_id = r.import_id
         where r.review_id = $1 and r.number = $2 and i.visible",
        review.uuid(),
        i64::from(number),
    )?;
    Ok(row.map(|(id, into)| RecordId::from_uuid(into.unwrap_or(id))))
}

/// What a list of records is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words in title, authors, journal or DOI.
    pub words: Option<String>,
    /// A source's name.
    pub source: Option<String>,
    /// An import.
    pub import: Option<ImportId>,
    /// A file of that import, by its number.
    pub file: Option<i64>,
    /// Only records after this number.
    pub after: u32,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The record.
    pub id: RecordId,
    /// Its number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Authors, separated by semicolons.
    pub authors: String,
    /// Year.
    pub year: Option<u16>,
    /// Journal.
    pub journal: Option<String>,
}

pub(crate) type LineRow = (Uuid, i64, String, String, Option<i64>, Option<String>);

pub(crate) fn line_of((id, number, title, authors, year, journal): LineRow) -> Line {
    Line {
        id: RecordId::from_uuid(id),
        number: number.try_into().unwrap_or(0),
        title,
        authors,
        year: year.and_then(|year| year.try_into().ok()),
        journal,
    }
}

/// Adds what a list is narrowed to; `$words` is the pattern of [`pattern`].
macro_rules! narrow {
    ($query:ident, $review:ident, $filter:ident, $words:ident) => {
        $query.bind($review.uuid());
        if let Some(words) = &$words {
            $query.push(" and (lower(r.title) like ");
            $query.bind(words);
            $query.push(" escape '!' or lower(r.authors) like ");
            $query.bind(words);
            $query.push(" escape '!' or lower(coalesce(r.journal, '')) like ");
            $query.bind(words);
            $query.push(" escape '!' or lower(coalesce(r.doi, '')) like ");
            $query.bind(words);
            $query.push(" escape '!')");
        }
        if let Some(source) = &$filter.source {
            $query.push(" and exists (select 1 from counted_hit h where h.record_id = r.record_id and h.source = ");
            $query.bind(source);
            $query.push(")");
        }
        if let Some(import) = $filter.import {
            $query.push(" and exists (select 1 from counted_hit h where h.record_id = r.record_id and h.import_id = ");
            $query.bind(import.uuid());
            if let Some(file) = $filter.file {
                $query.push(" and h.file_no = ");
                $query.bind(file);
            }
            $query.push(")");
        }
    };
}

fn pattern(filter: &Filter) -> Option<String> {
    let words = filter.words.as_deref()?;
    Some(format!("%{}%", escape(&words.to_lowercase())))
}

/// A page of records by number.
pub async fn page(
    tx: &mut Tx<'_>,
    review: ReviewId,
    filter: &Filter,
    most: i64,
) -> Result<Vec<Line>, Error> {
    let words = pattern(filter);
    let rows = on!(tx, c => {
        let mut query = Pieces::of(
            "select r.record_id, r.number, r.title, r.authors, r.year, r.journal
             from counted_record r where r.review_id = ");
        narrow!(query, review, filter, words);
        query.push(" and r.number > ");
        query.bind(i64::from(filter.after));
        query.push(" order by r.number limit ");
        query.bind(most);
        query.rows::<LineRow>().fetch_all(c).await
    })?;
    Ok(rows.into_iter().map(line_of).collect())
}

/// How many records a list has in all, wherever its page begins.
pub async fn count(tx: &mut Tx<'_>, review: ReviewId, filter: &Filter) -> Result<u64, Error> {
    let words = pattern(filter);
    let (n,) = on!(tx, c => {
        let mut query = Pieces::of(
            "select count(*) from counted_record r where r.review_id = ");
        narrow!(query, review, filter, words);
        query.rows::<(i64,)>().fetch_one(c).await
    })?;
    Ok(n.try_into().unwrap_or(0))
}

fn escape(words: &str) -> String {
    words
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_")
}

/// A hit of a record.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The hit.
    pub id: HitId,
    /// The import it came with.
    pub import: ImportId,
    /// The source of its file.
    pub source: String,
    /// What kind of source that is.
    pub kind: SourceKind,
    /// The name of its file.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The first line of the entry, from 1.
    pub line: u64,
    /// Where it starts in the file, in bytes.
    pub offset: u64,
    /// How many bytes it has.
    pub length: u64,
    /// Why it is part of this record, if the program put it here.
    pub evidence: Option<String>,
    /// What it says.
    pub citation: Citation,
}

#[derive(sqlx::FromRow)]
struct HitRow {
    hit_id: Uuid,
    import_id: Uuid,
    source: String,
    kind: String,
    name: String,
    sha256: String,
    line: i64,
    byte_offset: i64,
    byte_length: i64,
    evidence: Option<String>,
    citation: String,
}

/// The hits of a record, in the order they came in.
pub async fn hits(tx: &mut Tx<'_>, record: RecordId) -> Result<Vec<Hit>, Error> {
    all!(
        tx,
        HitRow,
        "select h.hit_id, h.import_id, f.source, f.kind, f.name, f.sha256, h.line, h.byte_offset,
           h.byte_length, h.evidence, h.citation
         from hit_place p
         join hit h on h.hit_id = p.hit_id
         join import i on i.import_id = p.import_id
         join import_file f on f.import_id = p.import_id and f.file_no = p.file_no
         where p.record_id = $1 and i.visible
         order by i.at, p.file_no, h.position",
        record.uuid(),
    )?
    .into_iter()
    .map(|row| {
        Ok(Hit {
            id: HitId::from_uuid(row.hit_id),
            import: ImportId::from_uuid(row.import_id),
            source: row.source,
            kind: SourceKind::from_code(&row.kind)
                .ok_or_else(|| Error::inconsistent("import_file", "an unknown kind"))?,
            file: row.name,
            sha256: row.sha256,
            line: row.line.try_into().unwrap_or(0),
            offset: row.byte_offset.try_into().unwrap_or(0),
            length: row.byte_length.try_into().unwrap_or(0),
            evidence: row.evidence,
            citation: serde_json::from_str(&row.citation)
                .map_err(|e| Error::inconsistent("hit", e))?,
        })
    })
    .collect()
}

/// Every visible hit of a review with the record it is in, for finding duplicates.
pub async fn placed(
    tx: &mut Tx<'_>,
    review: ReviewId,
) -> Result<Vec<(HitId, RecordId, Citation)>, Error> {
    let rows = all!(
        tx,
        (Uuid, Uuid, String),
        "select h.hit_id, p.record_id, h.citation
         from hit_place p
         join hit h on h.hit_id = p.hit_id
         join import i on i.import_id = p.import_id
         where p.review_id = $1 and i.visible
         order by i.at, p.file_no, h.position",
        review.uuid(),
    )?;
    rows.into_iter()
        .map(|(hit, record, citation)| {
            let citation =
                serde_json::from_str(&citation).map_err(|e| Error::inconsistent("hit", e))?;
            Ok((HitId::from_uuid(hit), RecordId::from_uuid(record), citation))
        })
        .collect()
}

/// Every visible record with its data, by number, after a number.
pub async fn full_page(
    tx: &mut Tx<'_>,
    review: ReviewId,
    after: u32,
    most: i64,
) -> Result<Vec<Record>, Error> {
    all!(
        tx,
        (Uuid, i64, String),
        "select record_id, number, citation from counted_record
         where review_id = $1 and number > $2 order by number limit $3",
        review.uuid(),
        i64::from(after),
        most,
    )?
    .into_iter()
    .map(record_of)
    .collect()
}

/// The names of the sources of a record's hits.
pub async fn sources(tx: &mut Tx<'_>, record: RecordId) -> Result<Vec<String>, Error> {
    let rows = all!(
        tx,
        (String,),
        "select distinct source from counted_hit where record_id = $1 order by source",
        record.uuid(),
    )?;
    Ok(rows.into_iter().map(|(source,)| source).collect())
}

/// The visible record that a record is part of now: itself, or the one it was joined to.
pub async fn current(
    tx: &mut Tx<'_>,
    review: ReviewId,
    record: RecordId,
) -> Result<Option<RecordId>, Error> {
    let row = first!(
        tx,
        (Uuid, Option<Uuid>),
        "select r.record_id, r.merged_into from record r
         join import i on i.import_id = r.import_id
         where r.record_id = $1 and r.review_id = $2 and i.visible",
        record.uuid(),
        review.uuid(),
    )?;
    Ok(row.map(|(id, into)| RecordId::from_uuid(into.unwrap_or(id))))
}

/// The next free number of a review's records.
pub async fn next_number(tx: &mut Tx<'_>, review: ReviewId) -> Result<u32, Error> {
    let row = first!(
        tx,
        (Option<i64>,),
        "select max(number) from record where review_id = $1",
        review.uuid(),
    )?;
    let last = row.and_then(|(max,)| max).unwrap_or(0);
    Ok(u32::try_from(last + 1).unwrap_or(u32::MAX))
}
