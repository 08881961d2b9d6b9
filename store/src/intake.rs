//! Staging an import: entries go in piece by piece, invisible until the closing event.

use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use crate::{project, reviews};
use domain::citation::Citation;
use domain::ids::{HitId, ImportId, RecordId, ReviewId};
use domain::log::SourceKind;
use domain::screening::Stage;
use domain::time::Timestamp;
use uuid::Uuid;

/// One entry on its way in.
#[derive(Clone, Debug)]
pub struct StagedHit {
    /// Its id.
    pub id: HitId,
    /// Which file of the import.
    pub file_no: i64,
    /// Which entry of the file, from 0.
    pub position: i64,
    /// Where it starts, in bytes.
    pub offset: i64,
    /// How many bytes.
    pub length: i64,
    /// Its first line, from 1.
    pub line: i64,
    /// What it says.
    pub citation: Citation,
    /// The record it goes into.
    pub record: RecordId,
    /// Whether it is the first hit of that record.
    pub is_first: bool,
    /// Why it goes into a record that other hits are in, in words.
    pub evidence: Option<String>,
}

/// Stages entries and places them into their (still invisible) records.
pub async fn stage(
    tx: &mut Tx<'_>,
    review: ReviewId,
    import: ImportId,
    hits: &[StagedHit],
) -> Result<(), Error> {
    let mut number = first!(
        tx,
        (Option<i64>,),
        "select max(number) from record where review_id = $1",
        review.uuid(),
    )?
    .and_then(|(max,)| max)
    .unwrap_or(0);
    // Fixed now, for each record: who joins the team later changes nothing for it.
    let policy = reviews::policy(tx, review, Stage::TitleAbstract).await?;
    let in_stage = reviews::screeners(tx, review, Stage::TitleAbstract).await?;
    let needed = i64::from(policy.readers.needed(in_stage));
    for hit in hits {
        if hit.is_first {
            number += 1;
        }
        let citation =
            serde_json::to_string(&hit.citation).map_err(|e| Error::inconsistent("hit", e))?;
        run!(
            tx,
            "insert into hit (hit_id, review_id, import_id, file_no, position, byte_offset,
               byte_length, line, citation, first_record, number, evidence,
               needed)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            hit.id.uuid(),
            review.uuid(),
            import.uuid(),
            hit.file_no,
            hit.position,
            hit.offset,
            hit.length,
            hit.line,
            citation,
            hit.record.uuid(),
            if hit.is_first { number } else { 0 },
            &hit.evidence,
            needed,
        )?;
    }
    if let Some(before) = hits
        .first()
        .map(|h| h.file_no * 1_000_000_000 + h.position - 1)
    {
        let most = i64::try_from(hits.len()).unwrap_or(i64::MAX);
        project::place(tx, review, import, before, most).await?;
    }
    Ok(())
}

/// Keeps a pair of records that look alike, for the closing event to make visible.
pub async fn stage_pair(
    tx: &mut Tx<'_>,
    import: ImportId,
    a: RecordId,
    b: RecordId,
    score: u16,
    evidence: &[String],
) -> Result<(), Error> {
    let evidence =
        serde_json::to_string(evidence).map_err(|e| Error::inconsistent("import_pair", e))?;
    run!(
        tx,
        "insert into import_pair (import_id, a, b, score, evidence) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        import.uuid(),
        a.uuid(),
        b.uuid(),
        i64::from(score),
        evidence,
    )?;
    Ok(())
}

/// A warning of the import report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWarning {
    /// Which file.
    pub file_no: i64,
    /// The line, from 1.
    pub line: i64,
    /// A stable name of the kind of warning.
    pub kind: String,
    /// What it is, in words.
    pub words: String,
    /// The text not understood.
    pub content: String,
}

/// Keeps warnings; `from` numbers them through the file.
pub async fn stage_warnings(
    tx: &mut Tx<'_>,
    import: ImportId,
    from: i64,
    warnings: &[ReadWarning],
) -> Result<(), Error> {
    for (n, warning) in (from..).zip(warnings) {
        run!(
            tx,
            "insert into import_warning (import_id, file_no, n, line, kind, words, content)
             values ($1, $2, $3, $4, $5, $6, $7)",
            import.uuid(),
            warning.file_no,
            n,
            warning.line,
            &warning.kind,
            &warning.words,
            &warning.content,
        )?;
    }
    Ok(())
}

/// The warnings of an import, in the order of its files.
pub async fn warnings(
    tx: &mut Tx<'_>,
    import: ImportId,
    most: i64,
) -> Result<Vec<ReadWarning>, Error> {
    let rows = all!(
        tx,
        (i64, i64, String, String, String),
        "select file_no, line, kind, words, content from import_warning
         where import_id = $1 order by file_no, n limit $2",
        import.uuid(),
        most,
    )?;
    Ok(rows
        .into_iter()
        .map(|(file_no, line, kind, words, content)| ReadWarning {
            file_no,
            line,
            kind,
            words,
            content,
        })
        .collect())
}

/// The warnings of an import by file and kind: the file, the kind, its words, how many.
pub async fn warning_counts(
    tx: &mut Tx<'_>,
    import: ImportId,
) -> Result<Vec<(i64, String, String, u64)>, Error> {
    let rows = all!(
        tx,
        (i64, String, String, i64),
        "select file_no, kind, words, count(*) from import_warning
         where import_id = $1 group by file_no, kind, words order by file_no, kind, words",
        import.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(no, kind, words, n)| (no, kind, words, n.try_into().unwrap_or(0)))
        .collect())
}

/// Every staged entry in order, as the closing event's digest covers it: its id, its record, and
/// its citation.
pub async fn sealed(
    tx: &mut Tx<'_>,
    import: ImportId,
) -> Result<Vec<(HitId, RecordId, String)>, Error> {
    let rows = all!(
        tx,
        (Uuid, Uuid, String),
        "select hit_id, first_record, citation from hit
         where import_id = $1 order by file_no, position",
        import.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(hit, record, citation)| {
            (HitId::from_uuid(hit), RecordId::from_uuid(record), citation)
        })
        .collect())
}

/// Takes back what an import staged that was cancelled or broke: nothing of it was ever visible.
/// Gives `false` when nothing is left.
pub async fn sweep(tx: &mut Tx<'_>, import: ImportId, most: i64) -> Result<bool, Error> {
    let hits = all!(
        tx,
        (Uuid, Uuid),
        "select hit_id, first_record from hit where import_id = $1 limit $2",
        import.uuid(),
        most,
    )?;
    for (hit, record) in &hits {
        run!(tx, "delete from hit_place where hit_id = $1", hit)?;
        run!(
            tx,
            "delete from work where record_id = $1 and import_id = $2",
            record,
            import.uuid(),
        )?;
        run!(
            tx,
            "delete from record where record_id = $1 and import_id = $2",
            record,
            import.uuid(),
        )?;
        run!(tx, "delete from hit where hit_id = $1", hit)?;
    }
    if hits.is_empty() {
        run!(
            tx,
            "delete from import_warning where import_id = $1",
            import.uuid()
        )?;
        run!(
            tx,
            "delete from import_pair where import_id = $1",
            import.uuid()
        )?;
    }
    Ok(!hits.is_empty())
}

/// An import that is complete.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Option<Uuid>,
    /// Entries taken in.
    pub entries: u64,
    /// Records made by it.
    pub records: u64,
    /// `false` once it was undone.
    pub visible: bool,
}

/// The imports of a review, newest first.
pub async fn imports(tx: &mut Tx<'_>, review: ReviewId, most: i64) -> Result<Vec<Import>, Error> {
    let rows = all!(
        tx,
        (Uuid, i64, Option<Uuid>, i64, i64, bool),
        "select import_id, at, person_id, entries, records, visible from import
         where review_id = $1 order by at desc, import_id desc limit $2",
        review.uuid(),
        most,
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, at, by, entries, records, visible)| Import {
            id: ImportId::from_uuid(id),
            at: Timestamp::from_micros(at),
            by,
            entries: entries.try_into().unwrap_or(0),
            records: records.try_into().unwrap_or(0),
            visible,
        })
        .collect())
}

/// A file of an import.
#[derive(Clone, Debug)]
pub struct ImportFile {
    /// Its number within the import.
    pub no: i64,
    /// Its name.
    pub name: String,
    /// The source it came from.
    pub source: String,
    /// What kind of source.
    pub kind: SourceKind,
    /// The format it was read as.
    pub format: String,
    /// Entries taken in.
    pub entries: u64,
    /// Entries that were here before.
    pub already: u64,
    /// Warnings.
    pub warnings: u64,
    /// Why nothing was taken in.
    pub failed: Option<String>,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

#[derive(sqlx::FromRow)]
struct FileRow {
    file_no: i64,
    name: String,
    source: String,
    kind: String,
    format: String,
    entries: i64,
    already: i64,
    warnings: i64,
    failed: Option<String>,
    sha256: String,
}

/// The files of an import.
pub async fn files(tx: &mut Tx<'_>, import: ImportId) -> Result<Vec<ImportFile>, Error> {
    all!(
        tx,
        FileRow,
        "select file_no, name, source, kind, format, entries, already, warnings, failed, sha256
         from import_file where import_id = $1 order by file_no",
        import.uuid(),
    )?
    .into_iter()
    .map(|row| {
        Ok(ImportFile {
            no: row.file_no,
            name: row.name,
            source: row.source,
            kind: SourceKind::from_code(&row.kind)
                .ok_or_else(|| Error::inconsistent("import_file", "an unknown kind"))?,
            format: row.format,
            entries: row.entries.try_into().unwrap_or(0),
            already: row.already.try_into().unwrap_or(0),
            warnings: row.warnings.try_into().unwrap_or(0),
            failed: row.failed,
            sha256: row.sha256,
        })
    })
    .collect()
}

/// How many entries of a file with these bytes are in the review already; `None` if the file is new.
pub async fn known_file(
    tx: &mut Tx<'_>,
    review: ReviewId,
    sha256: &str,
) -> Result<Option<u64>, Error> {
    let row = first!(
        tx,
        (i64,),
        "select f.entries from import_file f join import i on i.import_id = f.import_id
         where f.review_id = $1 and f.sha256 = $2 and i.visible and f.failed is null
           and f.entries > 0 limit 1",
        review.uuid(),
        sha256,
    )?;
    Ok(row.map(|(n,)| n.try_into().unwrap_or(0)))
}

/// The names of the sources a review has had files from, with their kinds.
pub async fn known_sources(
    tx: &mut Tx<'_>,
    review: ReviewId,
) -> Result<Vec<(String, SourceKind, u64)>, Error> {
    let rows = all!(
        tx,
        (String, String, i64),
        "select f.source, f.kind, cast(sum(f.entries) as bigint) from import_file f
         join import i on i.import_id = f.import_id
         where f.review_id = $1 and i.visible and f.failed is null
         group by f.source, f.kind order by f.source, f.kind",
        review.uuid(),
    )?;
    rows.into_iter()
        .map(|(source, kind, n)| {
            let kind = SourceKind::from_code(&kind)
                .ok_or_else(|| Error::inconsistent("import_file", "an unknown kind"))?;
            Ok((source, kind, n.try_into().unwrap_or(0)))
        })
        .collect()
}

/// What stands on an import: decisions on its records, and hits of later imports in them.
pub async fn built_on(tx: &mut Tx<'_>, import: ImportId) -> Result<u64, Error> {
    let row = first!(
        tx,
        (i64,),
        "select (select count(*) from decision d join record r on r.record_id = d.record_id
                 where r.import_id = $1)
              + (select count(*) from hit_place p join record r on r.record_id = p.record_id
                 join import i on i.import_id = p.import_id
                 where r.import_id = $1 and p.import_id <> $1 and i.visible)
              + (select count(*) from joining j join record r on r.record_id = j.from_record
                 where r.import_id = $1 and not j.undone)",
        import.uuid(),
    )?;
    Ok(row.map_or(0, |(n,)| n.try_into().unwrap_or(0)))
}

/// Whether a record that staged entries go into is no longer there: its import was undone, or it was
/// joined to another meanwhile.
pub async fn lost_ground(tx: &mut Tx<'_>, import: ImportId) -> Result<bool, Error> {
    Ok(first!(
        tx,
        (Uuid,),
        "select p.hit_id from hit_place p join record r on r.record_id = p.record_id
         where p.import_id = $1 and r.import_id <> $1 and (r.merged_into is not null
           or not exists (select 1 from import i where i.import_id = r.import_id and i.visible))
         limit 1",
        import.uuid(),
    )?
    .is_some())
}
