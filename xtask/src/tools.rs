//! What must be on the machine, and where it is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;
use crate::workspace::Workspace;

/// The target of the browser side.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A program of this name in `PATH`.
pub fn in_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

/// SQLite comes as C.
pub fn has_c_compiler() -> bool {
    cfg!(windows)
        || std::env::var_os("CC").is_some()
        || ["cc", "gcc", "clang"]
            .iter()
            .any(|name| in_path(name).is_some())
}

/// The folder with `initdb` and `postgres`: in `PATH`, else where Debian, Fedora and Homebrew put
/// them; the newest version if there are several.
pub fn postgres() -> Option<PathBuf> {
    let complete =
        |folder: &Path| folder.join("initdb").exists() && folder.join("postgres").exists();
    if let Some(folder) = in_path("initdb").and_then(|file| file.parent().map(Path::to_path_buf))
        && complete(&folder)
    {
        return Some(folder);
    }
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for (place, prefix) in [
        ("/usr/lib/postgresql", ""),
        ("/opt/homebrew/opt", "postgresql@"),
        ("/usr/local/opt", "postgresql@"),
        ("/usr", "pgsql-"),
    ] {
        let Ok(entries) = std::fs::read_dir(place) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let version = name.strip_prefix(prefix).and_then(|v| v.parse().ok());
            let folder = entry.path().join("bin");
            if let Some(version) = version
                && complete(&folder)
            {
                found.push((version, folder));
            }
        }
    }
    found.sort();
    found.pop().map(|(_, folder)| folder)
}

/// A Chromium the system provides.
pub fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| in_path(name))
}

/// Adds the browser target to the toolchain if it is not there.
pub fn add_wasm_target(workspace: &Workspace) -> Result<(), String> {
    let mut ask = Command::new("rustc");
    ask.current_dir(&workspace.root)
        .args(["--print", "sysroot"]);
    let sysroot = process::stdout_of(ask)?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    if in_path("rustup").is_none() {
        return Err(format!(
            "the Rust toolchain lacks {WASM}, and there is no rustup to add it"
        ));
    }
    let mut add = Command::new("rustup");
    add.current_dir(&workspace.root)
        .args(["target", "add", WASM]);
    process::run(add)
}
