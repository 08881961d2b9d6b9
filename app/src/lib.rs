//! What people see. `pages` are whole HTML pages made on the server and never reach the browser
//! as code; `islands` are the few live pieces inside them and are the only views that ship.
//!
//! Built with the feature `ssr` for the server or `hydrate` for the browser, never both. The two
//! switches below are all there are: what stands under `ssr` cannot ship, everything else can.

// The types of views nest as deep as their markup.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod charts;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;

pub mod calls;
pub mod islands;
pub mod links;
pub mod parts;
pub mod wire;
pub mod words;
