//! Compressed once here, so that the server never has to.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Mode;

/// Brotli; quality 11 for what is shipped, 5 for a debug build.
pub fn brotli(bytes: &[u8], mode: Mode) -> Result<Vec<u8>, String> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: if mode == Mode::Release { 11 } else { 5 },
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    let mut input = bytes;
    brotli::BrotliCompress(&mut input, &mut out, &params).map_err(|e| format!("brotli: {e}"))?;
    Ok(out)
}

/// Gzip, for clients and proxies without brotli.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|e| format!("gzip: {e}"))
}
