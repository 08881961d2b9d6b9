//! `cargo xtask build`: browser side, then the site around it, then the server with both inside.

mod browser;
mod compress;
mod kinds;
pub mod manifest;
mod site;
mod styles;

use std::time::Instant;

use crate::process;
use crate::tools;
use crate::workspace::Workspace;

/// Shipped, or quick to build and easy to debug.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Small and fast, everything inside one file.
    Release,
    /// The server reads the site from the target folder when it starts.
    Debug,
}

/// The verb: all of it, in the mode asked for.
pub fn verb(args: &[String]) -> Result<(), String> {
    let workspace = Workspace::find()?;
    match args {
        [] => everything(&workspace)?,
        [flag] if flag == "--debug" => {
            browser_side(&workspace, Mode::Debug)?;
            timed("server, with debug assertions", || {
                let mut cargo = workspace.cargo();
                cargo.args(["build", "--package", "server"]);
                process::run(cargo)
            })?;
            println!(
                "target/debug/concord reads its pages' files from {}",
                workspace.site().display()
            );
        }
        _ => return Err("build takes nothing but `--debug`".into()),
    }
    Ok(())
}

/// `target/release/concord`, complete in one file.
pub fn everything(workspace: &Workspace) -> Result<(), String> {
    browser_side(workspace, Mode::Release)?;
    timed("server, everything inside (release)", || {
        let mut cargo = workspace.cargo();
        cargo
            .args([
                "build",
                "--release",
                "--package",
                "server",
                "--features",
                "embed",
            ])
            .env("CONCORD_SITE", workspace.site());
        process::run(cargo)
    })
}

/// Everything the browser loads, in `target/site`.
fn browser_side(workspace: &Workspace, mode: Mode) -> Result<(), String> {
    timed("target wasm32-unknown-unknown", || {
        tools::add_wasm_target(workspace)
    })?;
    let wasm = timed("browser side", || browser::compile(workspace, mode))?;
    timed("site: scripts, styles, compression", || {
        site::assemble(workspace, &wasm, mode)
    })
}

fn timed<T>(name: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    println!("  > {name}");
    let start = Instant::now();
    let result = work();
    println!("  {:6.1} s  {name}", start.elapsed().as_secs_f64());
    result
}
