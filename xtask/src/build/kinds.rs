//! What a file is, by its ending.

/// The content type sent with a file; `None` for an ending nobody decided about.
pub fn content_type(path: &str) -> Option<&'static str> {
    let ending = path.rsplit_once('.')?.1;
    Some(match ending {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "bcmap" | "pfb" => "application/octet-stream",
        "ttf" => "font/ttf",
        _ => return None,
    })
}

/// Whether compressing it again could gain anything.
pub fn compressible(content_type: &str) -> bool {
    !matches!(content_type, "image/png" | "font/woff2")
}
