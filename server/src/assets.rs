//! The assets: style sheets, fonts and scripts, from the build's folder or from inside the binary.

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
    for (token, ending) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(&headers, token)
            && let Some(bytes) = file(&format!("assets/{name}{ending}"))
        {
            let encoding = HeaderValue::from_static(token);
            return (
                [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_ENCODING, encoding)],
                bytes.into_owned(),
            )
                .into_response();
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
        "woff2" => Some("font/woff2"),
        "svg" => Some("image/svg+xml"),
        "txt" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

fn accepts(headers: &HeaderMap, token: &str) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|part| {
        let (name, quality) = part.split_once(';').unwrap_or((part, ""));
        name.trim() == token && quality.trim() != "q=0"
    })
}
