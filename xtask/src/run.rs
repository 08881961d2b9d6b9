//! `cargo xtask run`: from a clone to a page in the browser.

use std::process::Command;

use crate::build;
use crate::tools;
use crate::workspace::Workspace;

/// Says what the build will need, builds, and becomes `concord serve` with the arguments given
/// (an optional `--` before them is dropped).
pub fn run(args: &[String]) -> Result<(), String> {
    let args = match args.split_first() {
        Some((dashes, rest)) if dashes == "--" => rest,
        _ => args,
    };
    let workspace = Workspace::find()?;
    if workspace.concord().exists() {
        println!(
            "Bringing target/release/concord up to date; with few changes this takes seconds."
        );
    } else {
        println!(
            "The first build takes about 15 minutes on 2 cores, 4 GB of disk in target/ and a download\n\
             of the Rust libraries (35 MB; more if rustup still has to fetch the toolchain). It needs\n\
             rustup and a C compiler. The next start takes seconds."
        );
    }
    if !tools::has_c_compiler() {
        return Err(
            "a C compiler is missing (SQLite is compiled in). Debian: apt-get install gcc; \
                    macOS: xcode-select --install; Windows: Visual Studio Build Tools"
                .into(),
        );
    }
    build::everything(&workspace)?;
    let mut serve = Command::new(workspace.concord());
    serve.arg("serve").args(args);
    become_server(serve)
}

/// The server takes this process's place, so that Ctrl-C and the exit code are its own.
#[cfg(unix)]
fn become_server(mut serve: Command) -> Result<(), String> {
    use std::os::unix::process::CommandExt;
    Err(format!("concord could not be started: {}", serve.exec()))
}

#[cfg(not(unix))]
fn become_server(serve: Command) -> Result<(), String> {
    crate::process::run(serve)
}
