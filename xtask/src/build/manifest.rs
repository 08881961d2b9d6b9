//! `target/site/manifest.json`: what is in the site, for the server and for the size guard.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where the browser asks for it, with the leading slash.
    pub path: String,
    /// The header of the same name.
    pub content_type: String,
    /// SHA-256 of the plain bytes, in hex.
    pub sha256: String,
    /// The name changes with the content, so a browser may keep it for good.
    pub immutable: bool,
    /// Plain size in bytes.
    pub bytes: u64,
    /// Size as brotli, if that is smaller.
    pub br_bytes: Option<u64>,
    /// Size as gzip, if that is smaller.
    pub gzip_bytes: Option<u64>,
}

/// The whole site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// `concord-` and the hash that is part of the file names in `/pkg`.
    pub output_name: String,
    /// How hard the files were compressed.
    pub quality: String,
    /// Sorted by path.
    pub files: Vec<Entry>,
}

impl Manifest {
    /// Writes `manifest.json` into the site's folder.
    pub fn write(&self, site: &Path) -> Result<(), String> {
        let files: Vec<Value> = self.files.iter().map(Entry::to_json).collect();
        let whole =
            json!({ "output_name": self.output_name, "quality": self.quality, "files": files });
        let text = format!("{whole:#}\n");
        fs::write(site.join("manifest.json"), text).map_err(|e| format!("manifest.json: {e}"))
    }

    /// Reads it back; `None` if there is none or it is of another shape.
    pub fn read(site: &Path) -> Option<Self> {
        let text = fs::read_to_string(site.join("manifest.json")).ok()?;
        let whole: Value = serde_json::from_str(&text).ok()?;
        Some(Self {
            output_name: whole["output_name"].as_str()?.into(),
            quality: whole["quality"].as_str()?.into(),
            files: whole["files"]
                .as_array()?
                .iter()
                .map(Entry::of_json)
                .collect::<Option<_>>()?,
        })
    }
}

impl Entry {
    fn to_json(&self) -> Value {
        json!({
            "path": self.path,
            "content_type": self.content_type,
            "sha256": self.sha256,
            "immutable": self.immutable,
            "bytes": self.bytes,
            "br_bytes": self.br_bytes,
            "gzip_bytes": self.gzip_bytes,
        })
    }

    fn of_json(value: &Value) -> Option<Self> {
        Some(Self {
            path: value["path"].as_str()?.into(),
            content_type: value["content_type"].as_str()?.into(),
            sha256: value["sha256"].as_str()?.into(),
            immutable: value["immutable"].as_bool()?,
            bytes: value["bytes"].as_u64()?,
            br_bytes: value["br_bytes"].as_u64(),
            gzip_bytes: value["gzip_bytes"].as_u64(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() -> Result<(), String> {
        let folder = std::env::temp_dir().join(format!("concord-manifest-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let manifest = Manifest {
            output_name: "concord-0".into(),
            quality: "release".into(),
            files: vec![Entry {
                path: "/pkg/concord-0.js".into(),
                content_type: "text/javascript".into(),
                sha256: "ab".into(),
                immutable: true,
                bytes: 10,
                br_bytes: Some(4),
                gzip_bytes: None,
            }],
        };
        manifest.write(&folder)?;
        let again = Manifest::read(&folder);
        fs::remove_dir_all(&folder).map_err(|e| e.to_string())?;
        assert_eq!(again, Some(manifest));
        Ok(())
    }
}
