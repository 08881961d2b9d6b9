//! Entries becoming records.
//!
//! An import job stages its entries in pieces ([`place`]); the closing event makes all of them
//! visible at once by one flag. Replaying the log places them again from the staged entries, which
//! are content, like files, and sealed by the closing event's digest.

use crate::engine::{Tx, all, run};
use crate::error::Error;
use crate::{reviews, tally};
use domain::citation::Citation;
use domain::ids::{ImportId, PersonId, RecordId, ReviewId};
use domain::log::{Event, Fact};
use domain::screening::{Stage, ring_of};
use uuid::Uuid;

pub(super) async fn project(tx: &mut Tx<'_>, review: ReviewId, event: &Event) -> Result<(), Error> {
    match &event.fact {
        Fact::ImportClosed {
            import,
            files,
            entries,
            records,
            ..
        } => {
            run!(
                tx,
                "insert into import
                   (import_id, review_id, at, person_id, entries, records, visible)
                 values ($1, $2, $3, $4, $5, $6, $7)",
                import.uuid(),
                review.uuid(),
                event.at.micros(),
                event.actor.map(PersonId::uuid),
                i64::try_from(*entries).unwrap_or(i64::MAX),
                i64::try_from(*records).unwrap_or(i64::MAX),
                true,
            )?;
            for (no, file) in files.iter().enumerate() {
                run!(
                    tx,
                    "insert into import_file (import_id, file_no, review_id, sha256, name, source,
                       kind, format, entries, already, warnings, failed)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                    import.uuid(),
                    i64::try_from(no).unwrap_or(i64::MAX),
                    review.uuid(),
                    &file.sha256,
                    &file.name,
                    file.source.as_str(),
                    file.kind.code(),
                    &file.format,
                    i64::try_from(file.entries).unwrap_or(i64::MAX),
                    i64::try_from(file.already).unwrap_or(i64::MAX),
                    i64::try_from(file.warnings).unwrap_or(i64::MAX),
                    &file.failed,
                )?;
            }
            let mut placed = i64::MIN;
            loop {
                let (count, last) = place(tx, review, *import, placed, 500).await?;
                placed = last;
                if count == 0 {
                    break;
                }
            }
            fill_gaps(tx, *import).await?;
            run!(
                tx,
                "insert into pair (review_id, a, b, import_id, score, evidence, state)
                 select $1, a, b, import_id, score, evidence, 'open' from import_pair
                 where import_id = $2
                 on conflict (a, b) do nothing",
                review.uuid(),
                import.uuid(),
            )?;
            count(tx, review, *import, 1).await
        }
        Fact::ImportUndone { import } => {
            count(tx, review, *import, -1).await?;
            run!(
                tx,
                "update import set visible = $2 where import_id = $1",
                import.uuid(),
                false
            )?;
            run!(tx, "delete from pair where import_id = $1", import.uuid())?;
            // Records of other imports no longer show what only its entries had.
            fill_gaps(tx, *import).await
        }
        _ => Ok(()),
    }
}

/// Adds a visible import's records to the tallies (or takes them out).
async fn count(
    tx: &mut Tx<'_>,
    review: ReviewId,
    import: ImportId,
    sign: i64,
) -> Result<(), Error> {
    let work = all!(
        tx,
        (i64, i64),
        "select round, count(*) from work where import_id = $1 and stage = 'title_abstract'
         group by round",
        import.uuid(),
    )?;
    for (round, n) in work {
        let stage = Stage::TitleAbstract.code();
        tally::add(tx, review, stage, round, Uuid::nil(), "waiting", sign * n).await?;
    }
    Ok(())
}

/// One staged entry, as placing needs it.
#[derive(sqlx::FromRow)]
struct Staged {
    hit_id: Uuid,
    file_no: i64,
    position: i64,
    citation: String,
    first_record: Uuid,
    number: i64,
    needed: i64,
}

/// Places up to `most` staged entries after `after` (file number and position as one number): each
/// goes into its record, which is made if this entry is its first. Gives how many were placed now
/// and where to go on. Placing an entry twice changes nothing.
pub(crate) async fn place(
    tx: &mut Tx<'_>,
    review: ReviewId,
    import: ImportId,
    after: i64,
    most: i64,
) -> Result<(usize, i64), Error> {
    let staged = all!(
        tx,
        Staged,
        "select h.hit_id, h.file_no, h.position, h.citation, h.first_record, h.number,
           h.needed
         from hit h
         where h.import_id = $1 and h.file_no * 1000000000 + h.position > $2
           and not exists (select 1 from hit_place p where p.hit_id = h.hit_id)
         order by h.file_no, h.position limit $3",
        import.uuid(),
        after,
        most,
    )?;
    let Some(last) = staged.last() else {
        return Ok((0, after));
    };
    let end = last.file_no * 1_000_000_000 + last.position;
    let seed = reviews::seed(tx, review).await?;
    let count = staged.len();
    for entry in staged {
        run!(
            tx,
            "insert into hit_place (hit_id, review_id, record_id, import_id, file_no)
             values ($1, $2, $3, $4, $5)",
            entry.hit_id,
            review.uuid(),
            entry.first_record,
            import.uuid(),
            entry.file_no,
        )?;
        let made = make_record(
            tx,
            review,
            import,
            entry.first_record,
            entry.number,
            &entry.citation,
        )
        .await?;
        if made {
            let record = RecordId::from_uuid(entry.first_record);
            run!(
                tx,
                "insert into work (review_id, stage, record_id, import_id, round, needed, decided,
                   ring, standing, since)
                 values ($1, 'title_abstract', $2, $3, 0, $4, 0, $5, 'waiting', 0)",
                review.uuid(),
                entry.first_record,
                import.uuid(),
                entry.needed,
                ring_of(seed.as_bytes(), record).0,
            )?;
        }
    }
    Ok((count, end))
}

/// Makes the row of a record from a citation, unless it is there.
pub(super) async fn make_record(
    tx: &mut Tx<'_>,
    review: ReviewId,
    import: ImportId,
    record: Uuid,
    number: i64,
    citation: &str,
) -> Result<bool, Error> {
    let shown: Citation =
        serde_json::from_str(citation).map_err(|e| Error::inconsistent("hit", e))?;
    let made = run!(
        tx,
        "insert into record (record_id, review_id, import_id, number, title, authors, year, journal,
           doi, citation)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (record_id) do nothing",
        record,
        review.uuid(),
        import.uuid(),
        number,
        shown.title.as_deref().unwrap_or_default(),
        shown.authors.join("; "),
        shown.year.map(i64::from),
        &shown.journal,
        &shown.doi,
        citation,
    )?;
    Ok(made == 1)
}

/// A record shows its first hit; what that hit lacks is taken from the later ones.
async fn fill_gaps(tx: &mut Tx<'_>, import: ImportId) -> Result<(), Error> {
    let records = all!(
        tx,
        (Uuid,),
        "select p.record_id from hit_place p where p.import_id = $1
         group by p.record_id having count(*) > 1
         union
         select p.record_id from hit_place p join record r on r.record_id = p.record_id
         where p.import_id = $1 and r.import_id <> $1",
        import.uuid(),
    )?;
    for (record,) in records {
        refresh(tx, record).await?;
    }
    Ok(())
}

/// Shows a record anew from its hits, in the order they came in.
pub(super) async fn refresh(tx: &mut Tx<'_>, record: Uuid) -> Result<(), Error> {
    let hits = all!(
        tx,
        (String,),
        "select h.citation from hit_place p
         join hit h on h.hit_id = p.hit_id
         join import i on i.import_id = p.import_id
         where p.record_id = $1 and i.visible
         order by i.at, p.file_no, h.position",
        record,
    )?;
    let mut shown: Option<Citation> = None;
    for (citation,) in hits {
        let next: Citation =
            serde_json::from_str(&citation).map_err(|e| Error::inconsistent("hit", e))?;
        shown = Some(match shown {
            None => next,
            Some(sofar) => sofar.filled_from(&next),
        });
    }
    let Some(shown) = shown else { return Ok(()) };
    let body = serde_json::to_string(&shown).map_err(|e| Error::inconsistent("record", e))?;
    run!(
        tx,
        "update record set title = $2, authors = $3, year = $4, journal = $5, doi = $6,
           citation = $7
         where record_id = $1",
        record,
        shown.title.as_deref().unwrap_or_default(),
        shown.authors.join("; "),
        shown.year.map(i64::from),
        &shown.journal,
        &shown.doi,
        body,
    )?;
    Ok(())
}
