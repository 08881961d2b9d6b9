//! Proofs of permission. A use case that needs one can't be called without it: the proofs are made
//! here alone, by looking the membership up in the very transaction that uses it, and they carry the
//! review and the person, so that no other review's id can slip in.
//!
//! ```compile_fail
//! fn steal(tx: &mut store::Tx<'_>) -> service::seat::Lead<'_, '_> {
//!     service::seat::Lead { seat: todo!() } // its field is private
//! }
//! ```

use crate::problem::Halt;
use domain::ids::{PersonId, ReviewId};
use domain::log::{Chain, Event, Fact};
use domain::people::{Membership, Permission};
use domain::screening::Stage;
use domain::time::Timestamp;
use std::ops::{Deref, DerefMut};
use store::Tx;

/// Who acts where and when; made before the transaction.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    /// The person.
    pub me: PersonId,
    /// The review of the address.
    pub review: ReviewId,
    /// When.
    pub at: Timestamp,
}

/// A member of a review, in a transaction.
pub struct Seat<'t, 'c> {
    tx: &'t mut Tx<'c>,
    acting: Acting,
    membership: Membership,
}

impl<'t, 'c> Seat<'t, 'c> {
    /// Looks the membership up; nobody who is not a member gets further.
    pub async fn take(tx: &'t mut Tx<'c>, acting: Acting) -> Result<Self, Halt> {
        let membership = store::people::membership(tx, acting.review, acting.me)
            .await?
            .ok_or(Halt::NotFound)?;
        Ok(Self {
            tx,
            acting,
            membership,
        })
    }
    /// The transaction.
    pub fn tx(&mut self) -> &mut Tx<'c> {
        self.tx
    }
    /// The review.
    pub const fn review(&self) -> ReviewId {
        self.acting.review
    }
    /// The person.
    pub const fn me(&self) -> PersonId {
        self.acting.me
    }
    /// When.
    pub const fn at(&self) -> Timestamp {
        self.acting.at
    }
    /// Their role and stages.
    pub const fn membership(&self) -> Membership {
        self.membership
    }
    /// Appends what this person did to the review's log.
    pub async fn log(&mut self, fact: Fact) -> Result<Event, Halt> {
        let chain = Chain::Review(self.acting.review);
        let event =
            store::log::append(self.tx, chain, self.acting.at, Some(self.acting.me), fact).await?;
        Ok(event)
    }
    fn may(self, permission: Permission) -> Result<Self, Halt> {
        if self.membership.role.may(permission) {
            Ok(self)
        } else {
            Err(Halt::NotFound)
        }
    }
    /// Proof of a lead.
    pub fn lead(self) -> Result<Lead<'t, 'c>, Halt> {
        Ok(Lead {
            seat: self.may(Permission::Steer)?,
        })
    }
    /// Proof of somebody who may search and import: leads and librarians.
    pub fn librarian(self) -> Result<Librarian<'t, 'c>, Halt> {
        Ok(Librarian {
            seat: self.may(Permission::Search)?,
        })
    }
    /// Proof of somebody who may seek full texts.
    pub fn retriever(self) -> Result<Retriever<'t, 'c>, Halt> {
        Ok(Retriever {
            seat: self.may(Permission::Retrieve)?,
        })
    }
    /// Proof of somebody who screens at a stage.
    pub fn screener(self, stage: Stage) -> Result<Screener<'t, 'c>, Halt> {
        if !self.membership.may_screen(stage) {
            return Err(Halt::NotFound);
        }
        Ok(Screener { seat: self, stage })
    }
    /// Proof of a coder.
    pub fn coder(self) -> Result<Coder<'t, 'c>, Halt> {
        if !self.membership.may_code() {
            return Err(Halt::NotFound);
        }
        Ok(Coder { seat: self })
    }
}

macro_rules! proof {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* }),+ $(,)?) => { $(
        $(#[$doc])*
        pub struct $name<'t, 'c> { seat: Seat<'t, 'c>, $($field: $type),* }
        impl<'t, 'c> Deref for $name<'t, 'c> {
            type Target = Seat<'t, 'c>;
            fn deref(&self) -> &Self::Target { &self.seat }
        }
        impl DerefMut for $name<'_, '_> {
            fn deref_mut(&mut self) -> &mut Self::Target { &mut self.seat }
        }
    )+ };
}

proof! {
    /// A lead.
    Lead {},
    /// Somebody who may search and import.
    Librarian {},
    /// Somebody who may seek full texts.
    Retriever {},
    /// Somebody who screens at a stage.
    Screener { stage: Stage },
    /// A coder.
    Coder {},
}

impl Screener<'_, '_> {
    /// The stage.
    pub const fn stage(&self) -> Stage {
        self.stage
    }
}
