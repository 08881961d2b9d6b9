//! The files pages ask for: scripts, styles, wasm, pictures.
//!
//! Built with the feature `embed` they are inside the program. Without it they are read once from
//! the folder named by `CONCORD_SITE`, else from `site` in cargo's target folder, where
//! `cargo xtask build --debug` puts them.

/// One file, plain and compressed.
#[derive(Debug)]
pub struct Asset {
    /// Where the browser asks for it, with the leading slash.
    pub path: &'static str,
    /// The header of the same name.
    pub content_type: &'static str,
    /// SHA-256 of the plain bytes in hex; good as an `ETag`.
    pub sha256: &'static str,
    /// The name changes with the content, so a browser may keep it for good.
    pub immutable: bool,
    /// The plain bytes.
    pub identity: &'static [u8],
    /// The bytes as brotli, if that is smaller.
    pub br: Option<&'static [u8]>,
    /// The bytes as gzip, if that is smaller.
    pub gzip: Option<&'static [u8]>,
}

/// The file at a path as it stands in a request (`/pkg/concord-….css`); `None` if there is none.
pub fn find(path: &str) -> Option<&'static Asset> {
    let assets = source::assets();
    let place = assets.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
    assets.get(place)
}

/// What the files in `/pkg` are called before their endings: `concord-` and a hash.
pub fn output_name() -> &'static str {
    source::output_name()
}

/// Why there are no files, in words; `None` if all is well.
pub fn missing() -> Option<&'static str> {
    source::missing()
}

#[cfg(feature = "embed")]
mod source {
    use super::Asset;

    include!(concat!(env!("OUT_DIR"), "/site.rs"));

    pub fn assets() -> &'static [Asset] {
        ASSETS
    }

    pub fn output_name() -> &'static str {
        OUTPUT_NAME
    }

    pub fn missing() -> Option<&'static str> {
        None
    }
}

#[cfg(not(feature = "embed"))]
mod source {
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;
    use std::{env, fs};

    use serde_json::Value;

    use super::Asset;

    struct Site {
        output_name: String,
        assets: Vec<Asset>,
    }

    pub fn assets() -> &'static [Asset] {
        site().as_ref().map_or(&[], |site| &site.assets)
    }

    pub fn output_name() -> &'static str {
        site().as_ref().map_or("concord", |site| &site.output_name)
    }

    pub fn missing() -> Option<&'static str> {
        site().as_ref().err().map(String::as_str)
    }

    /// Read once; the bytes live as long as the process, as the embedded ones do.
    fn site() -> &'static Result<Site, String> {
        static SITE: OnceLock<Result<Site, String>> = OnceLock::new();
        SITE.get_or_init(|| {
            let folder =
                folder().ok_or("the site is not built: run `cargo xtask build --debug`")?;
            load(&folder).map_err(|why| format!("the site in {}: {why}", folder.display()))
        })
    }

    /// Programs and tests lie somewhere below cargo's target folder, beside `site`.
    fn folder() -> Option<PathBuf> {
        if let Some(folder) = env::var_os("CONCORD_SITE") {
            return Some(folder.into());
        }
        let program = env::current_exe().ok()?;
        program
            .ancestors()
            .skip(1)
            .map(|folder| folder.join("site"))
            .find(|folder| folder.join("manifest.json").is_file())
    }

    fn load(folder: &Path) -> Result<Site, String> {
        let text = fs::read_to_string(folder.join("manifest.json")).map_err(|e| e.to_string())?;
        let manifest: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        let files = manifest["files"]
            .as_array()
            .ok_or("manifest.json has no files")?;
        let mut assets = Vec::with_capacity(files.len());
        for file in files {
            assets.push(asset(folder, file)?);
        }
        assets.sort_by(|a, b| a.path.cmp(b.path));
        Ok(Site {
            output_name: text_of(&manifest, "output_name")?,
            assets,
        })
    }

    fn asset(folder: &Path, file: &Value) -> Result<Asset, String> {
        let path = text_of(file, "path")?;
        let place = folder.join(path.trim_start_matches('/'));
        let packed = |size: &str, ending: &str| {
            let name = format!("{}.{ending}", place.display());
            file[size]
                .is_u64()
                .then(|| bytes(Path::new(&name)))
                .transpose()
        };
        Ok(Asset {
            content_type: text_of(file, "content_type")?.leak(),
            sha256: text_of(file, "sha256")?.leak(),
            immutable: file["immutable"].as_bool().unwrap_or(false),
            identity: bytes(&place)?,
            br: packed("br_bytes", "br")?,
            gzip: packed("gzip_bytes", "gz")?,
            path: path.leak(),
        })
    }

    fn bytes(place: &Path) -> Result<&'static [u8], String> {
        let read = fs::read(place).map_err(|e| format!("{}: {e}", place.display()))?;
        Ok(read.leak())
    }

    fn text_of(value: &Value, field: &str) -> Result<String, String> {
        let text = value[field]
            .as_str()
            .ok_or_else(|| format!("manifest.json lacks {field}"))?;
        Ok(text.to_owned())
    }
}
