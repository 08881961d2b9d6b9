//! The sentences people read, in one place, so that other languages can come.

pub mod acts;
pub mod agreement;
pub mod changes;
pub mod evidence;
pub mod help;
pub mod kind;
pub mod number;
pub mod problem;
pub mod refusal;
pub mod retrieval;
pub mod role;
pub mod source;
pub mod standing;
pub mod time;
pub mod warning;
