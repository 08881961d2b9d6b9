//! The parts pages and islands are made of: markup and names for screen readers, no state. Each is
//! a function from its data to a view; the classes are those of `style/parts`.

pub mod bar;
pub mod button;
pub mod diff;
pub mod icon;
pub mod kept_back;
pub mod person;
pub mod reading;
pub mod source;
pub mod time;
pub mod typed;
pub mod verdict;
