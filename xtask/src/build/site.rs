//! `target/site`: every file the pages ask for, named, hashed and compressed.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::manifest::{Entry, Manifest};
use super::{Mode, browser, compress, kinds, styles};
use crate::workspace::Workspace;

struct File {
    path: String,
    bytes: Vec<u8>,
    immutable: bool,
}

/// Gathers scripts, styles and public files and writes them, plain and compressed, with a manifest.
/// Nothing is touched if the site is already exactly that, so that the server is not built again.
pub fn assemble(workspace: &Workspace, wasm: &Path, mode: Mode) -> Result<(), String> {
    let sheet = styles::join(&workspace.root.join("app/style"))?;
    let name = output_name(workspace, wasm, &sheet, mode)?;
    let bound = workspace.target.join("bindgen");
    browser::bind(wasm, &name, mode, &bound)?;

    let mut files = vec![File {
        path: format!("/pkg/{name}.css"),
        bytes: sheet.into_bytes(),
        immutable: true,
    }];
    for file in files_under(&bound)? {
        let path = format!("/pkg/{}", slashes(&file));
        // Snippets of libraries keep their names when their content changes.
        let immutable = path.contains(&name);
        files.push(File {
            bytes: read(&bound.join(&file))?,
            path,
            immutable,
        });
    }
    let public = workspace.root.join("app/public");
    if public.is_dir() {
        for file in files_under(&public)? {
            let path = format!("/{}", slashes(&file));
            files.push(File {
                bytes: read(&public.join(&file))?,
                path,
                immutable: false,
            });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    write(&workspace.site(), &name, mode, &files)
}

/// Everything under a folder, relative to it, sorted. Hidden files are left out.
pub fn files_under(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(relative) = open.pop() {
        let here = folder.join(&relative);
        let entries = fs::read_dir(&here).map_err(|e| format!("{}: {e}", here.display()))?;
        for entry in entries {
            let entry = entry.map_err(|e| format!("{}: {e}", here.display()))?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = relative.join(entry.file_name());
            if entry.path().is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// `concord-` and 16 hex digits of everything the names in `/pkg` stand for.
fn output_name(
    workspace: &Workspace,
    wasm: &Path,
    sheet: &str,
    mode: Mode,
) -> Result<String, String> {
    let mut hash = Sha256::new();
    hash.update(read(wasm)?);
    hash.update(sheet);
    hash.update(browser::bindgen_version(&workspace.root)?);
    hash.update(quality(mode));
    let digest = hex(&hash.finalize());
    Ok(format!("concord-{}", &digest[..16]))
}

fn write(site: &Path, name: &str, mode: Mode, files: &[File]) -> Result<(), String> {
    let before = Manifest::read(site);
    if let Some(before) = before
        && before.output_name == name
        && before.quality == quality(mode)
        && before.files.len() == files.len()
        && before.files.iter().zip(files).all(|(entry, file)| {
            entry.path == file.path && entry.sha256 == hex(&Sha256::digest(&file.bytes))
        })
    {
        return Ok(());
    }
    if site.exists() {
        fs::remove_dir_all(site).map_err(|e| format!("{}: {e}", site.display()))?;
    }
    let mut entries = Vec::with_capacity(files.len());
    for file in files {
        entries.push(write_one(site, file, mode)?);
    }
    let manifest = Manifest {
        output_name: name.into(),
        quality: quality(mode).into(),
        files: entries,
    };
    manifest.write(site)
}

fn write_one(site: &Path, file: &File, mode: Mode) -> Result<Entry, String> {
    let content_type = kinds::content_type(&file.path)
        .ok_or_else(|| format!("{}: no content type is known for this ending", file.path))?;
    let place = site.join(file.path.trim_start_matches('/'));
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    put(&place, &file.bytes)?;
    let mut entry = Entry {
        path: file.path.clone(),
        content_type: content_type.into(),
        sha256: hex(&Sha256::digest(&file.bytes)),
        immutable: file.immutable,
        bytes: file.bytes.len() as u64,
        br_bytes: None,
        gzip_bytes: None,
    };
    if kinds::compressible(content_type) {
        entry.br_bytes = put_smaller(
            &place,
            "br",
            &compress::brotli(&file.bytes, mode)?,
            file.bytes.len(),
        )?;
        entry.gzip_bytes = put_smaller(
            &place,
            "gz",
            &compress::gzip(&file.bytes)?,
            file.bytes.len(),
        )?;
    }
    Ok(entry)
}

/// Keeps a compressed form only if it is smaller than the plain one.
fn put_smaller(
    plain: &Path,
    ending: &str,
    bytes: &[u8],
    than: usize,
) -> Result<Option<u64>, String> {
    if bytes.len() >= than {
        return Ok(None);
    }
    let mut name = plain.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    put(Path::new(&name), bytes)?;
    Ok(Some(bytes.len() as u64))
}

fn put(place: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(place, bytes).map_err(|e| format!("{}: {e}", place.display()))
}

fn read(place: &Path) -> Result<Vec<u8>, String> {
    fs::read(place).map_err(|e| format!("{}: {e}", place.display()))
}

fn quality(mode: Mode) -> &'static str {
    match mode {
        Mode::Release => "release",
        Mode::Debug => "debug",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
