//! With the feature `embed`: a table of the site's files, to be compiled into the server.
//!
//! The site is made by `cargo xtask build`, which names its folder in `CONCORD_SITE`. Without the
//! feature nothing happens here and the server looks for the folder when it runs.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBED").is_none() {
        return Ok(());
    }
    println!("cargo::rerun-if-env-changed=CONCORD_SITE");
    let site = match env::var_os("CONCORD_SITE") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../target/site"),
    };
    let manifest = site.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let text = fs::read_to_string(&manifest).map_err(|e| {
        format!(
            "{}: {e}; `cargo xtask build` makes the site",
            manifest.display()
        )
    })?;
    let table =
        table(&site, &serde_json::from_str(&text)?).ok_or("manifest.json: not understood")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("site.rs"), table)?;
    Ok(())
}

/// Rust text: `OUTPUT_NAME` and `ASSETS`, sorted by path as the manifest is.
fn table(site: &Path, manifest: &serde_json::Value) -> Option<String> {
    let site = site.canonicalize().ok()?;
    let mut text = format!(
        "const OUTPUT_NAME: &str = {:?};\nstatic ASSETS: &[Asset] = &[\n",
        manifest["output_name"].as_str()?
    );
    for file in manifest["files"].as_array()? {
        let path = file["path"].as_str()?;
        let place = format!("{}{path}", site.display());
        let packed = |size: &str, ending: &str| {
            if file[size].is_u64() {
                format!("Some(include_bytes!({:?}))", format!("{place}.{ending}"))
            } else {
                "None".to_owned()
            }
        };
        writeln!(
            text,
            "Asset {{ path: {path:?}, content_type: {:?}, sha256: {:?}, immutable: {}, \
             identity: include_bytes!({place:?}), br: {}, gzip: {} }},",
            file["content_type"].as_str()?,
            file["sha256"].as_str()?,
            file["immutable"].as_bool()?,
            packed("br_bytes", "br"),
            packed("gzip_bytes", "gz"),
        )
        .ok()?;
    }
    text.push_str("];\n");
    Some(text)
}
