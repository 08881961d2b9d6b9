//! Whole pages. Each is a `show(visit)` that loads what the page shows and hands it to a pure
//! view, and for each of its forms an act. None of this ever reaches the browser as code.

pub mod account;
pub mod agreement;
pub mod coding;
pub mod criteria;
pub mod disagreements;
pub mod duplicates;
pub mod flow;
pub mod framed;
pub mod full_texts;
pub mod help;
pub mod join;
pub mod link_card;
pub mod new_account;
pub mod new_password;
pub mod new_review;
pub mod next_step;
pub mod overview;
pub mod problem;
pub mod records;
pub mod screen;
pub mod search;
pub mod set_up;
pub mod setting_up;
pub mod settings;
pub mod sign_in;
pub mod stage_bars;
pub mod start;
pub mod team;
