//! The pieces that live in the browser. Everything here ships; nothing here may import pages.

pub mod copy;
pub mod drop_files;
pub mod keys;
pub mod live;
pub mod screening_desk;
