//! Where things lie: the checkout, its target folder, the files made there.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process;

/// The checkout this xtask was compiled in, and where cargo puts what it builds.
pub struct Workspace {
    /// The folder of the top-level `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever `CARGO_TARGET_DIR` or a config file puts it.
    pub target: PathBuf,
    /// What `cargo metadata --no-deps` says of the members.
    pub metadata: Value,
}

impl Workspace {
    /// Asks cargo. Fails if cargo cannot be started or its answer is not understood.
    pub fn find() -> Result<Self, String> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.parent().unwrap_or(here).to_path_buf();
        let mut ask = cargo(&root);
        ask.args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&process::stdout_of(ask)?)
            .map_err(|e| format!("cargo metadata: {e}"))?;
        let target = metadata["target_directory"]
            .as_str()
            .map(PathBuf::from)
            .ok_or("cargo metadata names no target folder")?;
        Ok(Self {
            root,
            target,
            metadata,
        })
    }

    /// A cargo command in the checkout.
    pub fn cargo(&self) -> Command {
        cargo(&self.root)
    }

    /// The pages' scripts, styles and files, ready to be embedded.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The server as it is shipped.
    pub fn concord(&self) -> PathBuf {
        self.target
            .join("release")
            .join(format!("concord{}", std::env::consts::EXE_SUFFIX))
    }

    /// The folder of the journeys.
    pub fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }
}

/// `LEPTOS_OUTPUT_NAME` is taken away: set at compile time it would fix the name of the wasm file,
/// which is known only after it was built.
fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).env_remove("LEPTOS_OUTPUT_NAME");
    command
}
