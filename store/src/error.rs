//! What can go wrong below the rules.

use std::fmt;

/// An error of the store.
#[derive(Debug)]
pub enum Error {
    /// The database or its connection failed: disk full, I/O, a lost connection, a wrong statement.
    Driver(sqlx::Error),
    /// A unique constraint: somebody else was first.
    Taken {
        /// The constraint, by the name both engines share.
        constraint: &'static str,
    },
    /// What is in the database can't be: a row that names nothing, a body that does not read.
    Inconsistent {
        /// The table.
        table: &'static str,
        /// What is wrong, without the data.
        what: String,
    },
    /// More work is waiting than may wait; try again in a moment.
    Busy,
    /// The store is closing.
    Closing,
    /// A file of the data folder could not be read or written.
    Files(std::io::Error),
    /// The database was made by a newer program, or can't be brought up to date.
    Migration(String),
    /// A closure panicked; nothing of it was kept.
    Panicked,
}

impl Error {
    /// For a body or code that does not read back.
    pub fn inconsistent(table: &'static str, what: impl fmt::Display) -> Self {
        Self::Inconsistent {
            table,
            what: what.to_string(),
        }
    }
    /// Whether the connection can no longer be trusted, or the machine below it.
    pub fn is_fault(&self) -> bool {
        match self {
            Self::Driver(sqlx::Error::RowNotFound) => false,
            Self::Driver(_) | Self::Panicked => true,
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Driver(error) => write!(f, "database: {error}"),
            Self::Taken { constraint } => write!(f, "taken: {constraint}"),
            Self::Inconsistent { table, what } => write!(f, "inconsistent {table}: {what}"),
            Self::Busy => f.write_str("too much is waiting to be written"),
            Self::Closing => f.write_str("the store is closing"),
            Self::Files(error) => write!(f, "file: {error}"),
            Self::Migration(words) => write!(f, "migration: {words}"),
            Self::Panicked => f.write_str("a write panicked"),
        }
    }
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(inner) = &error
            && inner.is_unique_violation()
        {
            return Self::Taken {
                constraint: crate::dialect::constraint(inner.constraint(), inner.message()),
            };
        }
        Self::Driver(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Files(error)
    }
}

/// An error of a write, which must tell whether the store failed underneath it or the rules said no.
pub trait Refusable: From<Error> + Send + 'static {
    /// The store's error inside, if that is what it is.
    fn store_error(&self) -> Option<&Error>;
}

impl Refusable for Error {
    fn store_error(&self) -> Option<&Error> {
        Some(self)
    }
}
