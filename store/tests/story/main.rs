//! The log and its writer on both engines: what they promise when somebody tampers, when the disk is
//! full, when a write panics, is refused or comes when too many wait.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod chain;
mod crowd;
mod disk_full;
mod nodes;
mod parity;
mod tampering;
mod writing;
