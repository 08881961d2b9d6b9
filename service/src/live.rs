//! Hints that something may look different now.

use crate::house::{Caller, House};
use crate::problem::Problem;
use crate::secrets;
use domain::ids::ReviewId;
use domain::log::Chain;
use domain::people::Membership;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// What a person sees of a review's log: that it has grown, never by how much or with what.
#[derive(Clone, Debug)]
pub struct Glimpse {
    /// Where they are now.
    pub cursor: String,
    /// Whether anything happened since the cursor they came with.
    pub changed: bool,
}

impl House {
    /// What a person is in a review; `None` if they are not a member.
    pub async fn membership(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<Option<Membership>, Problem> {
        let mut read = self.read().await?;
        Ok(store::people::membership(&mut read.tx(), review, caller.person).await?)
    }

    /// The reviews in which something happens, from this node and the others.
    pub fn changes(&self) -> broadcast::Receiver<ReviewId> {
        let (sender, receiver) = broadcast::channel(256);
        let mut hints = self.inner.store.hints();
        tokio::spawn(async move {
            loop {
                let review = match hints.recv().await {
                    Ok(grown) => match grown.chain {
                        Chain::Review(review) => review,
                        Chain::Instance => continue,
                    },
                    Err(RecvError::Lagged(_)) => continue,
                    Err(RecvError::Closed) => return,
                };
                if sender.send(review).is_err() {
                    return;
                }
            }
        });
        receiver
    }

    /// Looks whether anything happened in a review since a cursor. A cursor made for somebody else
    /// counts as "long ago".
    pub async fn glimpse(
        &self,
        caller: &Caller,
        review: ReviewId,
        since: Option<&str>,
    ) -> Result<Glimpse, Problem> {
        let mut read = self.read().await?;
        store::people::membership(&mut read.tx(), review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let head = store::log::head(&mut read.tx(), Chain::Review(review)).await?;
        let seq = head.map_or(0, |(seq, _)| seq);
        let secret = &self.inner.secret;
        let before =
            since.and_then(|text| secrets::seq_of_cursor(secret, caller.person, review, text));
        Ok(Glimpse {
            cursor: secrets::cursor(secret, caller.person, review, seq),
            changed: before.is_none_or(|before| before < seq),
        })
    }
}
