//! The log: what happened in a review, as an unbroken chain (rule 13).
//!
//! Facts are acts of persons or jobs, never their consequences: that a record is settled, in
//! conflict or on its way to full text follows from them. No fact holds a name, an address or a
//! secret of a person, so that people can be erased and the chain survives.

mod fact;
mod seal;

pub use fact::{
    ClosedFile, CodedBy, DeclaredBox, Fact, Judgement, MergeGround, SampleSize, SourceKind,
};
pub use seal::{Chain, Event, Hash, canonical, seal};
