//! Seeking reports and coding them.

use crate::engine::{Tx, run};
use crate::error::Error;
use crate::{reports, reviews};
use domain::ids::{PersonId, ReportId, ReviewId};
use domain::log::{CodedBy, Event, Fact};
use domain::retrieval::{Attempt, RetrievalState};
use domain::screening::{Stage, ring_of};
use domain::text::NonBlank;
use uuid::Uuid;

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|e| Error::inconsistent("event", e))
}

fn coder(event: &Event, by: CodedBy) -> Uuid {
    match by {
        CodedBy::Coder => event.actor.map_or(Uuid::nil(), PersonId::uuid),
        CodedBy::Consensus => Uuid::nil(),
    }
}

pub(super) async fn project(tx: &mut Tx<'_>, review: ReviewId, event: &Event) -> Result<(), Error> {
    match &event.fact {
        Fact::RetrievalNoted { report, attempt } => {
            retrieval(tx, review, event, *report, attempt).await
        }
        Fact::CodebookPublished { codebook } => {
            run!(
                tx,
                "insert into codebook (review_id, version, at, body) values ($1, $2, $3, $4)",
                review.uuid(),
                i64::from(codebook.version),
                event.at.micros(),
                json(codebook)?,
            )?;
            Ok(())
        }
        Fact::StatementSaved {
            report,
            by,
            codebook,
            statement,
            ..
        } => {
            touch(tx, review, *report, coder(event, *by)).await?;
            run!(
                tx,
                "insert into statement (statement_id, review_id, report_id, coder, seq, revision,
                   codebook, body, aside)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                 on conflict (statement_id) do update set revision = excluded.revision,
                   codebook = excluded.codebook, body = excluded.body, aside = excluded.aside",
                statement.id.uuid(),
                review.uuid(),
                report.uuid(),
                coder(event, *by),
                event.seq,
                i64::from(statement.revision),
                i64::from(*codebook),
                json(statement)?,
                false,
            )?;
            Ok(())
        }
        Fact::StatementSetAside { statement, .. } => {
            run!(
                tx,
                "update statement set aside = $2 where statement_id = $1",
                statement.uuid(),
                true,
            )?;
            Ok(())
        }
        Fact::FieldAnswered {
            report,
            by,
            field,
            answer,
            ..
        } => {
            touch(tx, review, *report, coder(event, *by)).await?;
            run!(
                tx,
                "insert into answer (report_id, coder, field_id, review_id, answer)
                 values ($1, $2, $3, $4, $5)
                 on conflict (report_id, coder, field_id) do update set answer = excluded.answer",
                report.uuid(),
                coder(event, *by),
                field.uuid(),
                review.uuid(),
                answer.as_ref().map(NonBlank::as_str),
            )?;
            Ok(())
        }
        Fact::CodingFinished { report, by } => {
            finish(tx, review, *report, coder(event, *by), true).await
        }
        Fact::CodingReopened { report, by } => {
            finish(tx, review, *report, coder(event, *by), false).await
        }
        _ => Ok(()),
    }
}

async fn touch(
    tx: &mut Tx<'_>,
    review: ReviewId,
    report: ReportId,
    coder: Uuid,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into coding (report_id, coder, review_id, finished) values ($1, $2, $3, $4)
         on conflict do nothing",
        report.uuid(),
        coder,
        review.uuid(),
        false,
    )?;
    Ok(())
}

async fn finish(
    tx: &mut Tx<'_>,
    review: ReviewId,
    report: ReportId,
    coder: Uuid,
    finished: bool,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into coding (report_id, coder, review_id, finished) values ($1, $2, $3, $4)
         on conflict (report_id, coder) do update set finished = excluded.finished",
        report.uuid(),
        coder,
        review.uuid(),
        finished,
    )?;
    Ok(())
}

async fn retrieval(
    tx: &mut Tx<'_>,
    review: ReviewId,
    event: &Event,
    report: ReportId,
    attempt: &Attempt,
) -> Result<(), Error> {
    run!(
        tx,
        "insert into retrieval (report_id, seq, review_id, at, person_id, attempt)
         values ($1, $2, $3, $4, $5, $6)",
        report.uuid(),
        event.seq,
        review.uuid(),
        event.at.micros(),
        event.actor.map(PersonId::uuid),
        json(attempt)?,
    )?;
    let link = match attempt {
        Attempt::Retrieved { link } => Some(link.as_str()),
        _ => None,
    };
    let (reason, proposal) = match attempt {
        Attempt::NotRetrieved { reason } => (Some(reason.as_str()), None),
        Attempt::ProposedNotRetrieved { reason } => (None, Some(reason.as_str())),
        _ => (None, None),
    };
    run!(
        tx,
        "update report set state = coalesce($2, state), link = coalesce($3, link), reason = $4,
           proposal = $5, changed_at = $6, changed_by = $7
         where report_id = $1",
        report.uuid(),
        attempt.state().map(RetrievalState::code),
        link,
        reason,
        proposal,
        event.at.micros(),
        event.actor.map(PersonId::uuid),
    )?;
    if attempt.state() == Some(RetrievalState::Retrieved)
        && let Some(record) = reports::record_of(tx, report).await?
    {
        let policy = reviews::policy(tx, review, Stage::FullText).await?;
        let needed = policy
            .readers
            .needed(reviews::screeners(tx, review, Stage::FullText).await?);
        let seed = reviews::seed(tx, review).await?;
        let made = run!(
            tx,
            "insert into work (review_id, stage, record_id, import_id, round, needed, decided, ring,
               standing, since)
             select $1, 'full_text', record_id, import_id, 0, $3, 0, $4, 'waiting', 0
             from record where record_id = $2
             on conflict do nothing",
            review.uuid(),
            record.uuid(),
            i64::from(needed),
            ring_of(seed.as_bytes(), record).0,
        )?;
        if made == 1 {
            let after = super::settled::counted(tx, Stage::FullText, record).await?;
            super::settled::recount(tx, review, Stage::FullText, None, after.as_ref()).await?;
        }
    }
    Ok(())
}
