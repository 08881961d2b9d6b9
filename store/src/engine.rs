//! Two engines behind one enum: SQL is written once and bound natively twice.

use sqlx::{PgConnection, SqliteConnection};

/// A connection in the middle of a transaction (or, for reads, on its own).
pub enum Tx<'c> {
    /// SQLite.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'c mut PgConnection),
}

/// Runs the same statement on whichever engine `tx` is: `on!(tx, c => sqlx::query(SQL).execute(c).await)`.
macro_rules! on {
    ($tx:expr, $c:ident => $body:expr) => {
        match $tx {
            $crate::engine::Tx::Sqlite(connection) => {
                let $c = &mut **connection;
                $body
            }
            $crate::engine::Tx::Postgres(connection) => {
                let $c = &mut **connection;
                $body
            }
        }
    };
}

/// Runs a statement that changes rows and gives the number of rows it changed.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::engine::on!($tx, c => sqlx::query($sql)$(.bind($bind))*.execute(c).await
            .map(|done| done.rows_affected()))
            .map_err($crate::Error::from)
    };
}

/// All rows of a query, as tuples or row structs.
macro_rules! all {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::engine::on!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_all(c).await)
            .map_err($crate::Error::from)
    };
}

/// The first row of a query, if there is one.
macro_rules! first {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::engine::on!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.fetch_optional(c).await)
            .map_err($crate::Error::from)
    };
}

pub(crate) use {all, first, on, run};
