//! The browser's files: named after their content, compressed beside themselves, listed in `target/site/assets.json`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::parts;
use crate::programs;
use crate::sheets;
use crate::wasm::{Build, Program};

/// Files served as they are: the name the server asks for, and the file. Fonts are named in the sheets too.
const FILES: [(&str, &str); 7] = [
    ("literata.woff2", "style/fonts/literata-latin-opsz-wght.woff2"),
    ("literata-italic.woff2", "style/fonts/literata-latin-italic-20.woff2"),
    ("schibsted.woff2", "style/fonts/schibsted-grotesk-latin-wght.woff2"),
    ("favicon.svg", "style/favicon.svg"),
    ("dnd.js", "frontend/assets/dnd.js"),
    ("reader.js", READERS_SCRIPT),
    ("trusted-types.js", "frontend/assets/trusted-types.js"),
];

/// All that readers get of scripts.
const READERS_SCRIPT: &str = "frontend/assets/reader.js";

/// One file as it will be served.
struct Asset {
    /// What the server asks for: `public.css`.
    logical: String,
    /// The name it is served under: a browser may keep it for ever, since other bytes have another name.
    name: String,
    bytes: Vec<u8>,
}

impl Asset {
    /// A file that is named after its content.
    fn new(logical: &str, name: &str, bytes: Vec<u8>) -> Self {
        Self { logical: logical.to_owned(), name: hashed(name, &hash(&[&bytes])), bytes }
    }

    /// Whether it lies there compressed too. Fonts are so already, and the panel's program, the most by far, is compressed for a
    /// release alone: during work it never leaves the machine, and is made anew after each edit.
    fn is_compressed(&self, build: Build) -> bool {
        match Path::new(&self.name).extension().and_then(|extension| extension.to_str()) {
            Some("woff2") => false,
            Some("wasm" | "part") => build == Build::Release,
            _ => true,
        }
    }
}

/// What tells these bytes from all others.
fn hash(files: &[&[u8]]) -> String {
    let digest = files.iter().fold(Sha256::new(), Sha256::chain_update).finalize();
    digest.iter().take(8).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"))
}

/// `lantern.css` as `lantern-1f2e3d.css`.
fn hashed(name: &str, hash: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').expect("every asset has an extension");
    format!("{stem}-{hash}.{extension}")
}

/// The files of the panel's program. They name each other, so that all of them are named after the content of all.
fn files_of(program: Program) -> Vec<Asset> {
    let Program { script, loader, wasm, parts } = program;
    let mut bytes = vec![script.as_bytes(), loader.as_bytes(), &wasm];
    bytes.extend(parts.values().map(Vec::as_slice));
    let hash = hash(&bytes);
    let import = |name: &str| format!("from \"{name}\"");
    let script = script.replace(&import(parts::LOADER_IMPORT), &import(&hashed(parts::LOADER_IMPORT, &hash)));
    let file = |logical: &str, name: &str, bytes| Asset { logical: logical.to_owned(), name: hashed(name, &hash), bytes };
    let mut files = vec![
        file("admin.js", "lantern.js", script.into_bytes()),
        file("parts.js", "lantern_parts.js", loader.into_bytes()),
        file("admin.wasm", "lantern_bg.wasm", wasm),
    ];
    files.extend(parts.into_iter().map(|(part, bytes)| {
        let name = format!("{part}.part");
        file(&name, &name, bytes)
    }));
    files
}

/// Where the server finds the browser's files.
pub fn site() -> PathBuf {
    programs::target().join("site")
}

/// Writes `target/site` anew and says how large it became.
///
/// The folder is made beside the old one and put in its place when it is whole: a running server never meets half of
/// it, and nothing of an older build is left to be served by mistake.
///
/// # Errors
/// When a file cannot be read or written, or a sheet names a file that is not there.
pub fn assemble(build: Build, program: Program) -> Result<(), Failure> {
    let fresh = programs::target().join("site.new");
    let _ = fs::remove_dir_all(&fresh);
    let folder = fresh.join("assets");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, error))?;

    let mut manifest = BTreeMap::new();
    let mut font_names = BTreeMap::new();
    let mut keep = |asset: Asset| -> Result<(), Failure> {
        write(&folder, &asset, build)?;
        manifest.insert(asset.logical, format!("/assets/{}", asset.name));
        Ok(())
    };

    for (logical, path) in FILES {
        let asset = file(logical, path)?;
        // The sheets lie in `style`, so they name a font by its path from there.
        if let Some(from_style) = path.strip_prefix("style/") {
            font_names.insert(from_style.to_owned(), asset.name.clone());
        }
        keep(asset)?;
    }
    let public = sheets::public(&font_names)?;
    let admin = sheets::admin(&font_names)?;
    keep(Asset::new("public.css", "lantern.css", public.into_bytes()))?;
    keep(Asset::new("admin.css", "admin.css", admin.into_bytes()))?;
    files_of(program).into_iter().try_for_each(keep)?;

    let list = fresh.join("assets.json");
    let json = serde_json::to_string_pretty(&manifest).expect("a map of strings is JSON");
    fs::write(&list, json).map_err(|error| Failure::at(&list, error))?;
    replace(&fresh, &site())
}

fn file(logical: &str, path: &str) -> Result<Asset, Failure> {
    let path = programs::root().join(path);
    let bytes = fs::read(&path).map_err(|error| Failure::at(&path, error))?;
    let name = path.file_name().expect("a file has a name").to_string_lossy();
    Ok(Asset::new(logical, &name, bytes))
}

fn write(folder: &Path, asset: &Asset, build: Build) -> Result<(), Failure> {
    let name = &asset.name;
    let put = |name: String, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| Failure::at(&path, error))
    };
    put(name.to_owned(), &asset.bytes)?;
    if asset.is_compressed(build) {
        put(format!("{name}.br"), &brotli(&asset.bytes, build))?;
        put(format!("{name}.gz"), &gzip(&asset.bytes, build))?;
    }
    Ok(())
}

/// RFC 7932. The best quality takes seconds on a WebAssembly module, so that only a release pays for it.
///
/// How the bytes are best cut into blocks and how distances are best written cannot be known before: a release tries what there
/// is and takes the smallest, which is 1 % smaller for the panel's program.
pub fn brotli(bytes: &[u8], build: Build) -> Vec<u8> {
    let best = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    if build == Build::Dev {
        return brotli_by(bytes, &BrotliEncoderParams { quality: 1, ..best });
    }
    let for_fonts = BrotliEncoderParams { mode: BrotliEncoderMode::BROTLI_MODE_FONT, ..best.clone() };
    let tries =
        [best, for_fonts].into_iter().flat_map(|params| [0, 22].map(|lgblock| BrotliEncoderParams { lgblock, ..params.clone() }));
    tries.map(|params| brotli_by(bytes, &params)).min_by_key(Vec::len).expect("there are several")
}

fn brotli_by(bytes: &[u8], params: &BrotliEncoderParams) -> Vec<u8> {
    let mut compressed = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::with_params(&mut compressed, 1 << 16, params);
        writer.write_all(bytes).expect("writing to memory does not fail");
    }
    compressed
}

/// RFC 1952, without a time or a name in its head: the same bytes in give the same bytes out.
fn gzip(bytes: &[u8], build: Build) -> Vec<u8> {
    let level = match build {
        Build::Dev => Compression::fast(),
        Build::Release => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes).expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}

fn replace(fresh: &Path, place: &Path) -> Result<(), Failure> {
    let old = programs::target().join("site.old");
    let _ = fs::remove_dir_all(&old);
    if place.exists() {
        fs::rename(place, &old).map_err(|error| Failure::at(place, error))?;
    }
    fs::rename(fresh, place).map_err(|error| Failure::at(place, error))?;
    let _ = fs::remove_dir_all(&old);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn sheet(bytes: &[u8]) -> Asset {
        Asset::new("public.css", "lantern.css", bytes.to_vec())
    }

    #[test]
    fn other_bytes_have_another_name() {
        let (one, same, other) = (sheet(b"a{}"), sheet(b"a{}"), sheet(b"b{}"));
        assert_eq!(one.name, same.name);
        assert_ne!(one.name, other.name);
        assert_eq!(one.name.len(), "lantern-0123456789abcdef.css".len());
        assert!(one.name.starts_with("lantern-"));
    }

    #[test]
    fn both_compressed_forms_come_back_whole() {
        let text = b"slide after slide after slide".repeat(40);
        let mut back = Vec::new();
        brotli::Decompressor::new(&*brotli(&text, Build::Release), 4096).read_to_end(&mut back).unwrap();
        assert_eq!(back, text);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&text, Build::Release)).read_to_end(&mut back).unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn the_script_for_readers_is_small() {
        let script = file("reader.js", READERS_SCRIPT).unwrap();
        let bytes = brotli(&script.bytes, Build::Release).len();
        assert!(bytes <= 4_096, "{bytes} bytes compressed, of 4,096");
    }

    #[test]
    fn a_font_is_not_compressed_twice() {
        let font = Asset::new("literata.woff2", "literata.woff2", Vec::new());
        assert!(!font.is_compressed(Build::Release));
        assert!(sheet(b"").is_compressed(Build::Dev));
    }
}
