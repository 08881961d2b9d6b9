//! The browser side: compiled to wasm, then given its JavaScript by wasm-bindgen.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use super::Mode;
use crate::process;
use crate::tools::WASM;
use crate::workspace::Workspace;

/// Compiles `frontend` and returns the wasm file cargo wrote.
pub fn compile(workspace: &Workspace, mode: Mode) -> Result<PathBuf, String> {
    same_bindgen(&workspace.root)?;
    let (profile, folder) = match mode {
        Mode::Release => ("wasm-release", "wasm-release"),
        Mode::Debug => ("dev", "debug"),
    };
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "frontend", "--lib"]);
    cargo.args(["--target", WASM, "--profile", profile]);
    process::run(cargo)?;
    Ok(workspace
        .target
        .join(WASM)
        .join(folder)
        .join("frontend.wasm"))
}

/// Writes `NAME.js`, `NAME_bg.wasm` and the snippets of libraries into `folder`, which is emptied
/// before.
pub fn bind(wasm: &Path, name: &str, mode: Mode, folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let debug = mode == Mode::Debug;
    Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .debug(debug)
                .keep_debug(debug)
                .remove_name_section(!debug)
                .remove_producers_section(!debug)
                // The page says where the wasm is; the script needs no guess of its own.
                .omit_default_module_path(true)
                .generate(folder)
        })
        .map_err(|e| format!("wasm-bindgen: {e:#}"))
}

/// The version of wasm-bindgen in `Cargo.lock`.
pub fn bindgen_version(root: &Path) -> Result<String, String> {
    let lock =
        fs::read_to_string(root.join("Cargo.lock")).map_err(|e| format!("Cargo.lock: {e}"))?;
    locked(&lock, "wasm-bindgen").ok_or_else(|| "Cargo.lock has no wasm-bindgen".into())
}

/// Both halves of wasm-bindgen must have one version, else the browser gets nonsense.
fn same_bindgen(root: &Path) -> Result<(), String> {
    let lock =
        fs::read_to_string(root.join("Cargo.lock")).map_err(|e| format!("Cargo.lock: {e}"))?;
    let (library, tool) = (
        locked(&lock, "wasm-bindgen"),
        locked(&lock, "wasm-bindgen-cli-support"),
    );
    if library == tool {
        return Ok(());
    }
    Err(format!(
        "wasm-bindgen is {} and wasm-bindgen-cli-support {}: set xtask/Cargo.toml to the first",
        library.as_deref().unwrap_or("absent"),
        tool.as_deref().unwrap_or("absent"),
    ))
}

fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn versions_are_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"1.2.3\"\n\n\
                    [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"4.5.6\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("1.2.3"));
        assert_eq!(locked(lock, "wasm-bindgen-macro").as_deref(), Some("4.5.6"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
