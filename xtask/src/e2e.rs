//! `cargo xtask e2e`: the journeys alone.

use crate::build;
use crate::process;
use crate::test;
use crate::workspace::Workspace;

/// Builds, then runs Playwright with the arguments given (`--headed`, a file, `-g words`).
pub fn verb(args: &[String]) -> Result<(), String> {
    let workspace = Workspace::find()?;
    let mut playwright = test::playwright(&workspace)?;
    build::everything(&workspace)?;
    playwright.args(args);
    process::run(playwright)
}
