//! Authors, journal and year, where a team judges the words alone (rule 8).

use domain::ids::{PersonId, ReviewId};
use domain::people::Membership;
use domain::screening::{Round, Stage};
use store::Tx;

/// Whether authors, journal and year are hidden from this person at a stage they are blind in.
pub(crate) async fn origin_hidden(
    tx: &mut Tx<'_>,
    review: ReviewId,
    me: PersonId,
    membership: Membership,
) -> Result<bool, store::Error> {
    for stage in Stage::ALL {
        let policy = store::reviews::policy(tx, review, stage).await?;
        if policy.hide_origin && membership.may_screen(stage) {
            let sight =
                store::reviews::sight(tx, review, stage, Round::MAIN, me, membership).await?;
            if !sight.is_whole() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
