//! The process from outside: the program at a terminal, and every route of the table over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod command_line;
mod doors;
mod events;
mod forms;
mod harness;
mod headers;
mod limits;
