//! Leases: a record served to a person is theirs for a while, so that no more people than needed
//! read it. Rows, not events: nothing anybody decided is in them.

use crate::engine::{Tx, run};
use crate::error::Error;
use domain::ids::{PersonId, RecordId, ReviewId};
use domain::screening::Stage;
use domain::time::Timestamp;

/// How long a served record is kept for somebody who does nothing, in seconds.
pub const SECONDS: i64 = 30 * 60;

/// Takes records for a person, or renews what they hold. They are held in this order: the first
/// for longest by a hair, so that a desk opened again shows the same record first.
pub async fn take(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    person: PersonId,
    records: &[RecordId],
    now: Timestamp,
) -> Result<(), Error> {
    let last = now.plus_seconds(SECONDS).micros();
    for (behind, record) in (0_i64..).zip(records) {
        run!(
            tx,
            "insert into lease (stage, record_id, person_id, review_id, expires_at)
             values ($1, $2, $3, $4, $5)
             on conflict (stage, record_id, person_id)
             do update set expires_at = excluded.expires_at",
            stage.code(),
            record.uuid(),
            person.uuid(),
            review.uuid(),
            last - behind,
        )?;
    }
    Ok(())
}

/// Gives one record back.
pub async fn release(
    tx: &mut Tx<'_>,
    stage: Stage,
    person: PersonId,
    record: RecordId,
) -> Result<(), Error> {
    run!(
        tx,
        "delete from lease where stage = $1 and record_id = $2 and person_id = $3",
        stage.code(),
        record.uuid(),
        person.uuid(),
    )?;
    Ok(())
}

/// Gives back all a person holds at a stage of a review, and clears what ran out.
pub async fn release_all(
    tx: &mut Tx<'_>,
    review: ReviewId,
    stage: Stage,
    person: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    run!(
        tx,
        "delete from lease where review_id = $1 and stage = $2 and (person_id = $3 or expires_at <= $4)",
        review.uuid(),
        stage.code(),
        person.uuid(),
        now.micros(),
    )?;
    Ok(())
}
