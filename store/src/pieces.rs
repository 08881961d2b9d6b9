//! Statements put together from fixed pieces: what a list is narrowed to is not known beforehand, but
//! every word of SQL is.

#![allow(
    clippy::disallowed_types,
    reason = "the one place where statements are put together"
)]

use sqlx::query::QueryAs;
use sqlx::{Database, Encode, FromRow, QueryBuilder, Type};

/// A statement that grows. Text is `&'static str` alone; everything else is bound.
pub(crate) struct Pieces<DB: Database>(QueryBuilder<DB>);

impl<DB: Database> Pieces<DB> {
    /// Begins with a piece.
    pub(crate) fn of(start: &'static str) -> Self {
        Self(QueryBuilder::new(start))
    }
    /// Adds a piece.
    pub(crate) fn push(&mut self, piece: &'static str) {
        self.0.push(piece);
    }
    /// Adds a value.
    pub(crate) fn bind<'t, T: Encode<'t, DB> + Type<DB>>(&mut self, value: T) {
        self.0.push_bind(value);
    }
    /// The whole statement, for rows of this kind.
    pub(crate) fn rows<'q, R: FromRow<'q, DB::Row>>(
        &'q mut self,
    ) -> QueryAs<'q, DB, R, DB::Arguments> {
        self.0.build_query_as()
    }
}
