//! Coding: the codebook, the statements found in a report, and reconciling two codings (rule 10).

mod codebook;
mod reconcile;
mod statement;

pub use codebook::{Codebook, Field, FieldKind, Frame, Theme};
pub use reconcile::{Row, side_by_side};
pub use statement::{Statement, StatementDraft};
