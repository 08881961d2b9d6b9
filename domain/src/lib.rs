//! The review itself: what Concord counts, who may do what, and what may never happen.
//!
//! Everything here is pure: no clock, no chance, no file, no database. It compiles for the server
//! and for the browser. Read it in this order: [`citation`] and [`dedup`] (from hits to records),
//! [`people`] and [`protocol`] (who, and by which rules), [`screening`] (decisions and what follows
//! from them), [`blinding`] (who sees what), [`retrieval`], [`coding`], [`agreement`], [`flow`], and
//! [`log`], in which all of it is kept.

pub mod agreement;
pub mod blinding;
pub mod citation;
pub mod coding;
pub mod dedup;
pub mod flow;
pub mod ids;
pub mod log;
pub mod people;
pub mod protocol;
pub mod refusal;
pub mod retrieval;
pub mod screening;
pub mod text;
pub mod time;
