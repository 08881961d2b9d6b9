//! `cargo xtask test`: everything that can be found out on one machine, in the order in which a
//! failure is cheapest to learn.

mod counts;
pub mod guards;
pub mod journeys;
mod requirements;

use crate::build;
use crate::check;
use crate::process;
use crate::tally::{Count, Tally};
use crate::workspace::Workspace;

pub use journeys::playwright;

/// Runs all steps. Without `--install` a missing requirement ends the run at once; with it the
/// steps that need what could not be fetched count as failed and the others still run.
pub fn verb(args: &[String]) -> Result<(), String> {
    let install = match args {
        [] => false,
        [flag] if flag == "--install" => true,
        _ => return Err("test takes nothing but `--install`".into()),
    };
    let workspace = Workspace::find()?;
    let mut tally = Tally::default();

    let complete = tally.counting("requirements", || requirements::step(&workspace, install));
    if !complete && !install {
        println!("\n`cargo xtask test --install` fetches what is missing.");
        return tally.close();
    }

    // First, before another step brings it up to date in silence.
    tally.step("Cargo.lock is complete", || {
        let mut cargo = workspace.cargo();
        cargo.args(["metadata", "--locked", "--format-version", "1"]);
        process::stdout_of(cargo).map(drop)
    });
    check::steps(&workspace, &mut tally);
    tally.counting("tests", || {
        counted(
            &workspace,
            &["--lib", "--bins", "--tests", "--no-fail-fast"],
        )
    });
    tally.counting("tests of xtask", || {
        counted(&workspace, &["--package", "xtask"])
    });
    tally.counting("examples in the documentation", || {
        counted(&workspace, &["--doc", "--no-fail-fast"])
    });
    if tally.step("build", || build::everything(&workspace)) {
        tally.counting("guards of the built site", || guards::of_site(&workspace));
        tally.counting("journeys", || journeys::step(&workspace));
    } else {
        tally.left_out("guards of the built site", "the build failed");
        tally.left_out("journeys", "the build failed");
    }
    tally.close()
}

/// `cargo test` over the default members, its tests counted one by one.
fn counted(workspace: &Workspace, what: &[&str]) -> Count {
    let mut cargo = workspace.cargo();
    cargo.arg("test").args(what);
    if let Some(folder) = crate::tools::postgres() {
        cargo.env("CONCORD_POSTGRES_BIN", folder);
    }
    let mut count = Count::default();
    let ended = process::watch(cargo, |line| count.add(counts::of_line(line)));
    counts::with_end(count, ended)
}
