//! How much the browser's files weigh on the line.

use crate::figure::Figure;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// How the list names what a page of the panel loads besides what all of them need.
const PART: &str = ".part";

/// The figures of the files in `site`, of a page for readers, and of `html_bytes` of it on the line.
pub fn figures(site: &Path, page: &str, html_bytes: usize) -> Vec<Figure> {
    let list = fs::read_to_string(site.join("assets.json")).expect("the browser's files were built");
    let list: Value = serde_json::from_str(&list).expect("the list is JSON");
    let size = |name: &str, ending: &str| {
        let address = list[name].as_str().expect("the list names it").trim_start_matches('/');
        fs::metadata(site.join(format!("{address}{ending}"))).expect("what is listed is there").len()
    };
    let page_bytes = size("public.css", ".br") + html_bytes as u64;
    let fonts: u64 = ["literata.woff2", "literata-italic.woff2", "schibsted.woff2"].map(|font| size(font, "")).iter().sum();
    let scripts = page.matches("<script").count() - page.matches("<script type=\"application/ld+json\"").count();
    let ours = page.matches("<script src=\"/assets/reader").count();
    let parts = list.as_object().expect("the list is a map").keys().filter(|name| name.ends_with(PART));
    let (largest, part_bytes) =
        parts.map(|name| (name, size(name, ".br"))).max_by_key(|(_, bytes)| *bytes).expect("there are parts");
    let panel = format!("the panel's WebAssembly on its largest page ({})", largest.trim_end_matches(PART));
    vec![
        kilobytes("an article's HTML with its sheet", page_bytes, 30.0),
        kilobytes("fonts", fonts, 110.0),
        kilobytes("the script for readers", size("reader.js", ".br"), 4.0),
        Figure::of("other scripts on a page for readers", f64::from(u32::try_from(scripts - ours).expect("a few")), "", 0.0),
        kilobytes(&panel, size("admin.wasm", ".br") + part_bytes, 350.0),
    ]
}

#[expect(clippy::cast_precision_loss, reason = "a figure is shown with two decimals")]
fn kilobytes(what: &str, bytes: u64, at_most: f64) -> Figure {
    Figure::of(what, bytes as f64 / 1_000.0, "kB", at_most)
}
