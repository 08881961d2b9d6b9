//! From events to the tables that pages read. [`project`] is the only writer of projection tables:
//! dropping them and projecting every event again gives the same rows.

mod codings;
mod imports;
mod joining;
mod leaving;
mod reviews;
mod screening;
mod settled;

pub(crate) use imports::place;

use crate::engine::{Tx, run};
use crate::error::Error;
use crate::log;
use domain::log::{Chain, Event, Fact};

/// Writes what an event changes.
pub(crate) async fn project(tx: &mut Tx<'_>, event: &Event) -> Result<(), Error> {
    let Chain::Review(review) = event.chain else {
        // The instance's chain only tells that accounts came to be; their rows hold names, which
        // the log must not, so they can't follow from it.
        return Ok(());
    };
    match &event.fact {
        Fact::AccountMade { .. } => Ok(()),
        Fact::ReviewStarted { .. }
        | Fact::ReviewDescribed { .. }
        | Fact::MemberJoined { .. }
        | Fact::MemberChanged { .. }
        | Fact::MemberLeft { .. }
        | Fact::CriteriaPublished { .. }
        | Fact::PolicyChanged { .. }
        | Fact::CountDeclared { .. }
        | Fact::CountWithdrawn { .. } => reviews::project(tx, review, event).await,
        Fact::ImportClosed { .. } | Fact::ImportUndone { .. } => {
            imports::project(tx, review, event).await
        }
        Fact::RecordsMerged { .. } | Fact::RecordsSeparated { .. } | Fact::PairJudged { .. } => {
            joining::project(tx, review, event).await
        }
        Fact::PilotOpened { .. }
        | Fact::RoundSignedOff { .. }
        | Fact::MainOpened { .. }
        | Fact::DecisionMade { .. }
        | Fact::DecisionTakenBack { .. }
        | Fact::ConflictResolved { .. }
        | Fact::ConsensusSaid { .. }
        | Fact::StageReleased { .. }
        | Fact::SightLifted { .. } => screening::project(tx, review, event).await,
        Fact::RetrievalNoted { .. }
        | Fact::CodebookPublished { .. }
        | Fact::StatementSaved { .. }
        | Fact::StatementSetAside { .. }
        | Fact::FieldAnswered { .. }
        | Fact::CodingFinished { .. }
        | Fact::CodingReopened { .. } => codings::project(tx, review, event).await,
    }
}

/// The tables that follow from the log, each with the statement that empties it.
pub(crate) const TABLES: [(&str, &str); 27] = [
    ("review", "delete from review"),
    ("member", "delete from member"),
    ("criteria", "delete from criteria"),
    ("policy", "delete from policy"),
    ("import", "delete from import"),
    ("import_file", "delete from import_file"),
    ("record", "delete from record"),
    ("hit_place", "delete from hit_place"),
    ("pair", "delete from pair"),
    ("joining", "delete from joining"),
    ("work", "delete from work"),
    ("decision", "delete from decision"),
    ("resolution", "delete from resolution"),
    ("accord", "delete from accord"),
    ("seen", "delete from seen"),
    ("round", "delete from round"),
    ("round_member", "delete from round_member"),
    ("stage_release", "delete from stage_release"),
    ("lifted", "delete from lifted"),
    ("report", "delete from report"),
    ("retrieval", "delete from retrieval"),
    ("codebook", "delete from codebook"),
    ("statement", "delete from statement"),
    ("coding", "delete from coding"),
    ("answer", "delete from answer"),
    ("declared", "delete from declared"),
    ("tally", "delete from tally"),
];

/// Every row of every projection, in an order that depends on the rows alone.
pub async fn dump(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    let mut rows = Vec::new();
    for (table, _) in TABLES {
        rows.extend(crate::dialect::lines(tx, table).await?);
    }
    // A count that went back to nothing and one that never was are the same.
    rows.retain(|row| {
        !(row.starts_with("tally ") && (row.contains("n=0 ") || row.contains("\"n\":0}")))
    });
    Ok(rows)
}

/// Empties the projections and projects the whole log again.
pub async fn rebuild(tx: &mut Tx<'_>) -> Result<(), Error> {
    for (_, empty) in TABLES {
        run!(tx, empty)?;
    }
    for chain in log::chains(tx).await? {
        let mut last = 0;
        loop {
            let page = log::events(tx, chain, last, 500).await?;
            let Some(end) = page.last() else { break };
            last = end.seq;
            for event in &page {
                project(tx, event).await?;
            }
        }
    }
    Ok(())
}
