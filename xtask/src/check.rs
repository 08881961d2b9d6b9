//! `cargo xtask check`: formatting, guards of the source and clippy for both sides, without building
//! anything.

use std::process::Command;

use crate::process;
use crate::tally::Tally;
use crate::test::guards;
use crate::tools::{self, WASM};
use crate::workspace::Workspace;

/// Runs all of them, also when the first complains.
pub fn verb(args: &[String]) -> Result<(), String> {
    if let Some(arg) = args.first() {
        return Err(format!("check takes no `{arg}`"));
    }
    let workspace = Workspace::find()?;
    let mut tally = Tally::default();
    steps(&workspace, &mut tally);
    tally.close()
}

/// The steps, as `test` runs them too.
pub fn steps(workspace: &Workspace, tally: &mut Tally) {
    tally.step("formatting", || process::run(fmt(workspace)));
    tally.counting("guards of the source", || guards::of_source(workspace));
    tally.step("clippy, server side", || {
        process::run(clippy(workspace, &["--all-targets"]))
    });
    tally.step("clippy, xtask", || {
        process::run(clippy(workspace, &["--package", "xtask", "--all-targets"]))
    });
    tally.step("clippy, browser side", || {
        tools::add_wasm_target(workspace)?;
        process::run(clippy(
            workspace,
            &["--package", "frontend", "--target", WASM],
        ))
    });
}

fn fmt(workspace: &Workspace) -> Command {
    let mut fmt = workspace.cargo();
    fmt.args(["fmt", "--all", "--check"]);
    fmt
}

fn clippy(workspace: &Workspace, what: &[&str]) -> Command {
    let mut clippy = workspace.cargo();
    clippy
        .arg("clippy")
        .args(what)
        .args(["--", "-D", "warnings"]);
    clippy
}
