//! How much a phone must load before the desk answers to keys.

use crate::build::manifest::Manifest;
use crate::workspace::Workspace;

/// Bytes of brotli, scripts and wasm together. The goal is 200 KB; this holds what is reached.
const CEILING: u64 = 212_000;

pub fn broken(workspace: &Workspace) -> Result<Vec<String>, String> {
    let manifest = Manifest::read(&workspace.site()).ok_or("target/site has no manifest.json")?;
    let loaded = loaded(&manifest);
    println!(
        "    scripts and wasm: {:.1} KB as brotli",
        loaded as f64 / 1000.0
    );
    if loaded > CEILING {
        return Ok(vec![format!(
            "{loaded} bytes, {} too many",
            loaded - CEILING
        )]);
    }
    Ok(Vec::new())
}

fn loaded(manifest: &Manifest) -> u64 {
    manifest
        .files
        .iter()
        .filter(|file| file.path.starts_with("/pkg/"))
        .filter(|file| file.path.ends_with(".js") || file.path.ends_with(".wasm"))
        .map(|file| file.br_bytes.unwrap_or(file.bytes))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::manifest::Entry;

    #[test]
    fn scripts_and_wasm_are_added_up_as_sent() {
        let entry = |path: &str, bytes, br_bytes| Entry {
            path: path.into(),
            content_type: String::new(),
            sha256: String::new(),
            immutable: true,
            bytes,
            br_bytes,
            gzip_bytes: None,
        };
        let manifest = Manifest {
            output_name: String::new(),
            quality: String::new(),
            files: vec![
                entry("/pkg/a.js", 100, Some(40)),
                entry("/pkg/a_bg.wasm", 1000, Some(300)),
                entry("/pkg/a.css", 1000, Some(300)),
                entry("/pkg/tiny.js", 7, None),
                entry("/logo.svg", 10, None),
            ],
        };
        assert_eq!(loaded(&manifest), 347);
    }
}
