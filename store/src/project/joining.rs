//! Records that turn out to be one, and taking them apart again (rule 6, "after a merge").

use super::imports::{make_record, refresh};
use super::screening::verdicts;
use super::settled::{counted, recount, resettle};
use crate::engine::{Tx, all, first, run};
use crate::error::Error;
use crate::reviews;
use domain::ids::{ImportId, PersonId, RecordId, ReportId, ReviewId};
use domain::log::{Event, Fact, MergeGround};
use domain::screening::{Stage, ring_of};
use std::collections::BTreeMap;
use uuid::Uuid;

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::inconsistent("event", e))
}

pub(super) async fn project(tx: &mut Tx<'_>, review: ReviewId, event: &Event) -> Result<(), Error> {
    match &event.fact {
        Fact::RecordsMerged { into, from, ground } => {
            join(tx, review, event, *into, *from, ground).await
        }
        Fact::RecordsSeparated {
            record,
            hits,
            new_record,
            number,
        } => {
            let hits: Vec<Uuid> = hits.iter().map(|hit| hit.uuid()).collect();
            let new = (*new_record, i64::from(*number));
            separate(tx, review, event, *record, &hits, new).await
        }
        Fact::PairJudged { a, b, judgement } => {
            run!(
                tx,
                "update pair set state = $4, judged_by = $5, judged_at = $6
                 where review_id = $1 and ((a = $2 and b = $3) or (a = $3 and b = $2))",
                review.uuid(),
                a.uuid(),
                b.uuid(),
                judgement.code(),
                event.actor.map(PersonId::uuid),
                event.at.micros(),
            )?;
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn hits_of(tx: &mut Tx<'_>, record: RecordId) -> Result<Vec<Uuid>, Error> {
    let rows = all!(
        tx,
        (Uuid,),
        "select hit_id from hit_place where record_id = $1 order by hit_id",
        record.uuid(),
    )?;
    Ok(rows.into_iter().map(|(hit,)| hit).collect())
}

async fn join(
    tx: &mut Tx<'_>,
    review: ReviewId,
    event: &Event,
    into: RecordId,
    from: RecordId,
    ground: &MergeGround,
) -> Result<(), Error> {
    let at = event.at.micros();
    let hits = hits_of(tx, from).await?;
    let evidence = match ground {
        MergeGround::Person => Vec::new(),
        MergeGround::Program { evidence } => evidence.clone(),
    };
    run!(
        tx,
        "insert into joining
           (review_id, seq, at, into_record, from_record, person_id, evidence, hits, undone)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        review.uuid(),
        event.seq,
        at,
        into.uuid(),
        from.uuid(),
        event.actor.map(PersonId::uuid),
        json(&evidence)?,
        json(&hits)?,
        false,
    )?;
    run!(
        tx,
        "update hit_place set record_id = $2 where record_id = $1",
        from.uuid(),
        into.uuid(),
    )?;
    run!(
        tx,
        "update record set merged_into = $2 where record_id = $1 or merged_into = $1",
        from.uuid(),
        into.uuid(),
    )?;
    run!(
        tx,
        "update report set record_id = $2 where record_id = $1
           and not exists (select 1 from report r where r.record_id = $2)",
        from.uuid(),
        into.uuid(),
    )?;
    for stage in Stage::ALL {
        let left = counted(tx, stage, from).await?;
        let right = counted(tx, stage, into).await?;
        let further = left.is_some() && right.is_none();
        run!(
            tx,
            "update decision set record_id = $3 where stage = $1 and record_id = $2",
            stage.code(),
            from.uuid(),
            into.uuid(),
        )?;
        run!(
            tx,
            "update resolution set record_id = $3 where stage = $1 and record_id = $2",
            stage.code(),
            from.uuid(),
            into.uuid(),
        )?;
        run!(
            tx,
            "insert into seen (review_id, stage, record_id, person_id)
             select review_id, stage, $3, person_id from seen where stage = $1 and record_id = $2
             on conflict do nothing",
            stage.code(),
            from.uuid(),
            into.uuid(),
        )?;
        if further {
            // The further stage is kept: the record goes on from where the other one was.
            run!(
                tx,
                "update work set record_id = $3 where stage = $1 and record_id = $2",
                stage.code(),
                from.uuid(),
                into.uuid(),
            )?;
            continue;
        }
        run!(
            tx,
            "delete from work where stage = $1 and record_id = $2",
            stage.code(),
            from.uuid(),
        )?;
        recount(tx, review, stage, left.as_ref(), None).await?;
        ask_again(tx, stage, into).await?;
        resettle(tx, review, stage, into, right, at).await?;
    }
    run!(
        tx,
        "update pair set state = 'same_report', judged_at = $4
         where review_id = $1 and state = 'open'
           and ((a = $2 and b = $3) or (a = $3 and b = $2))",
        review.uuid(),
        from.uuid(),
        into.uuid(),
        at,
    )?;
    refresh(tx, into.uuid()).await
}

/// Whoever gave two different answers on what is now one record is asked again; both stay in the
/// log and count for nothing.
async fn ask_again(tx: &mut Tx<'_>, stage: Stage, record: RecordId) -> Result<(), Error> {
    let mut by_person: BTreeMap<Uuid, usize> = BTreeMap::new();
    for (person, _) in verdicts(tx, stage, record).await? {
        *by_person.entry(person).or_default() += 1;
    }
    for (person, _) in by_person.into_iter().filter(|(_, answers)| *answers > 1) {
        run!(
            tx,
            "update decision set void = $4 where stage = $1 and record_id = $2 and person_id = $3",
            stage.code(),
            record.uuid(),
            person,
            true,
        )?;
    }
    Ok(())
}

async fn separate(
    tx: &mut Tx<'_>,
    review: ReviewId,
    event: &Event,
    record: RecordId,
    hits: &[Uuid],
    (new_record, number): (RecordId, i64),
) -> Result<(), Error> {
    let at = event.at.micros();
    for hit in hits {
        run!(
            tx,
            "update hit_place set record_id = $3 where hit_id = $1 and record_id = $2",
            hit,
            record.uuid(),
            new_record.uuid(),
        )?;
    }
    let restored = run!(
        tx,
        "update record set merged_into = null where record_id = $1",
        new_record.uuid(),
    )?;
    if restored == 0 {
        let first_hit = hits.first().copied().unwrap_or_default();
        let row = first!(
            tx,
            (String, Uuid),
            "select citation, import_id from hit where hit_id = $1",
            first_hit,
        )?;
        let Some((citation, import)) = row else {
            return Err(Error::inconsistent("hit", "a separated hit is not there"));
        };
        let import = ImportId::from_uuid(import);
        make_record(tx, review, import, new_record.uuid(), number, &citation).await?;
    }
    let undone = run!(
        tx,
        "update joining set undone = $4
         where review_id = $1 and into_record = $2 and from_record = $3",
        review.uuid(),
        record.uuid(),
        new_record.uuid(),
        true,
    )?;
    if undone == 0 {
        keep_apart(tx, review, event, record, new_record).await?;
    }
    // What had been joined to the restored record before stays with it.
    run!(
        tx,
        "update record set merged_into = $2 where review_id = $1 and record_id in
           (select from_record from joining
            where review_id = $1 and into_record = $2 and not undone)",
        review.uuid(),
        new_record.uuid(),
    )?;
    // The report it had brought along goes back with it.
    run!(
        tx,
        "update report set record_id = $2 where report_id = $1",
        ReportId::of_record(new_record).uuid(),
        new_record.uuid(),
    )?;
    let seed = reviews::seed(tx, review).await?;
    for stage in Stage::ALL {
        run!(
            tx,
            "insert into seen (review_id, stage, record_id, person_id)
             select review_id, stage, $3, person_id from seen where stage = $1 and record_id = $2
             on conflict do nothing",
            stage.code(),
            record.uuid(),
            new_record.uuid(),
        )?;
        let before = counted(tx, stage, record).await?;
        if before.is_none() {
            continue;
        }
        run!(
            tx,
            "insert into work (review_id, stage, record_id, import_id, round, needed, decided, ring,
               standing, since)
             select review_id, stage, $3,
               (select import_id from record where record_id = $3), round, needed, 0, $4,
               'waiting', 0
             from work where stage = $1 and record_id = $2
             on conflict do nothing",
            stage.code(),
            record.uuid(),
            new_record.uuid(),
            ring_of(seed.as_bytes(), new_record).0,
        )?;
        // Own decisions go back with it; those made on the joined record stay with both.
        run!(
            tx,
            "update decision set record_id = $3
             where stage = $1 and record_id = $2 and origin = $3",
            stage.code(),
            record.uuid(),
            new_record.uuid(),
        )?;
        copy_decisions(tx, stage, record, new_record, event).await?;
        let now = counted(tx, stage, new_record).await?;
        recount(tx, review, stage, None, now.as_ref()).await?;
        resettle(tx, review, stage, new_record, now, at).await?;
        resettle(tx, review, stage, record, before, at).await?;
    }
    refresh(tx, record.uuid()).await?;
    refresh(tx, new_record.uuid()).await
}

/// Entries that the program put into one record when they came in have no joining to be undone: that
/// a person took them apart is kept as a judgement, so that no later import joins them again.
async fn keep_apart(
    tx: &mut Tx<'_>,
    review: ReviewId,
    event: &Event,
    record: RecordId,
    new_record: RecordId,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into pair (review_id, a, b, import_id, score, evidence, state, judged_by, judged_at)
         select $1, $2, $3, import_id, 0, '[]', 'different', $4, $5
         from record where record_id = $3
         on conflict (a, b) do update set state = 'different'",
        review.uuid(),
        record.uuid(),
        new_record.uuid(),
        event.actor.map(PersonId::uuid),
        event.at.micros(),
    )?;
    Ok(())
}

/// Decisions made while the two were one speak of both.
async fn copy_decisions(
    tx: &mut Tx<'_>,
    stage: Stage,
    record: RecordId,
    new_record: RecordId,
    event: &Event,
) -> Result<(), Error> {
    let joined = first!(
        tx,
        (Option<i64>,),
        "select max(seq) from joining where into_record = $1 and from_record = $2",
        record.uuid(),
        new_record.uuid(),
    )?;
    let since = joined.and_then(|(seq,)| seq).unwrap_or(0);
    let made = all!(
        tx,
        (Uuid,),
        "select decision_id from decision
         where stage = $1 and record_id = $2 and origin = $2 and seq > $3 and not void
         order by seq",
        stage.code(),
        record.uuid(),
        since,
    )?;
    for (decision,) in made {
        let copy = Uuid::new_v5(&decision, &event.seq.to_be_bytes());
        run!(
            tx,
            "insert into decision (decision_id, review_id, stage, round, record_id, origin,
               person_id, seq, at, ruling, verdict, note, criteria, additional, independent, void)
             select $2, review_id, stage, round, $3, $3, person_id, seq, at, ruling, verdict, note,
               criteria, additional, $4, void
             from decision where decision_id = $1
             on conflict do nothing",
            decision,
            copy,
            new_record.uuid(),
            false,
        )?;
    }
    Ok(())
}
