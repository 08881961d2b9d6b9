//! The process: what answers at which address, what guards it, how it starts and stops.
//!
//! Read [`router`] first: it lists every URL. [`answer`] carries one out.

pub mod answer;
pub mod assets;
pub mod call;
pub mod commands;
pub mod config;
pub mod exports;
pub mod guard;
pub mod headers;
pub mod limits;
pub mod process;
pub mod route;
pub mod router;
pub mod serve;
pub mod session;
pub mod site;
pub mod sse;
