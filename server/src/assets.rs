//! The assets: style sheets, fonts and scripts, from the build's folder or from inside the binary.

use crate::encoding::Encoding;
use app::frame::Assets;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;

#[cfg(feature = "embed")]
#[derive(rust_embed::RustEmbed)]
#[folder = "../target/site"]
struct Site;

#[cfg(feature = "embed")]
fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Site::get(path).map(|file| file.data)
}

/// Reads a file of the build's folder. The name was checked: it is one plain segment below a folder of ours.
#[cfg(not(feature = "embed"))]
fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    std::fs::read(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site")).join(path)).ok().map(Cow::Owned)
}

/// The addresses of the assets; none without a build of them.
pub fn manifest() -> Option<Assets> {
    serde_json::from_slice(&file("assets.json")?).ok()
}

/// `GET /assets/{name}`: the file in the encoding that the browser takes, made at build time.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(kind) = content_type(&name) else { return StatusCode::NOT_FOUND.into_response() };
    for (encoding, ending) in [(Encoding::Brotli, ".br"), (Encoding::Gzip, ".gz")] {
        if let Some(value) = encoding.value().filter(|_| encoding.is_taken(&headers))
            && let Some(bytes) = file(&format!("assets/{name}{ending}"))
        {
            let kind = HeaderValue::from_static(kind);
            return ([(header::CONTENT_TYPE, kind), (header::CONTENT_ENCODING, value)], bytes.into_owned()).into_response();
        }
    }
    match file(&format!("assets/{name}")) {
        Some(bytes) => ([(header::CONTENT_TYPE, kind)], bytes.into_owned()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The type by the ending; none for a name that is not one of ours.
fn content_type(name: &str) -> Option<&'static str> {
    let is_plain =
        name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) && !name.starts_with('.') && !name.contains("..");
    let (_, ending) = name.rsplit_once('.').filter(|_| is_plain)?;
    match ending {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "part" => Some("application/octet-stream"),
        "woff2" => Some("font/woff2"),
        "svg" => Some("image/svg+xml"),
        "txt" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}
