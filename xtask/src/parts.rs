//! The parts of the admin panel's program: cut off where its pages say so, made small, and put into one file for each page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walrus::ModuleConfig;
use wasm_split_cli_support::{Options, transform};

use crate::failure::Failure;
use crate::programs;
use crate::shims;
use crate::unused;

/// As what the program imports the script that loads its parts.
pub const LOADER_IMPORT: &str = "./lantern_parts.js";
/// The module that every page needs, before it is bound.
const MAIN: &str = "main.wasm";
/// How the part is called that comes after the part of a page: `editor_later` after `editor`.
const LATER: &str = "_later";

/// A program that was cut into pieces, which lie in a folder.
pub struct Pieces {
    folder: PathBuf,
    /// The pieces that each part needs, by the names of their files.
    parts: BTreeMap<String, Vec<String>>,
}

/// Cuts the program at `compiled` into pieces in `folder`.
///
/// # Errors
/// When it cannot be read or cut.
pub fn split(compiled: &Path, folder: &Path) -> Result<Pieces, Failure> {
    let bytes = unused::emptied(&fs::read(compiled).map_err(|error| Failure::at(compiled, error))?)?;
    let main = folder.join(MAIN);
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER_IMPORT;
    let pieces = transform(options).map_err(|error| Failure::new(format!("{}: splitting: {error:#}", compiled.display())))?;
    Ok(Pieces { folder: folder.to_owned(), parts: pieces.prefetch_map.into_iter().collect() })
}

impl Pieces {
    /// The module that every page needs, before it is bound.
    pub fn main(&self) -> PathBuf {
        self.folder.join(MAIN)
    }

    /// The script that loads the parts.
    ///
    /// # Errors
    /// When its source cannot be read.
    pub fn loader(&self) -> Result<String, Failure> {
        let path = programs::root().join("frontend/assets/parts.js");
        let source = fs::read_to_string(&path).map_err(|error| Failure::at(&path, error))?;
        let loads = self.parts.keys().map(|name| format!("export const __wasm_split_load_{name} = part('{name}');\n"));
        Ok(format!("{source}\n{}", loads.collect::<String>()))
    }

    /// Each part as it is served: its pieces, before each its number and how many bytes it has. The largest stands first, for it has
    /// most of what the others repeat. What comes later is without those that are there already.
    ///
    /// # Errors
    /// When a piece cannot be read, or not be made small.
    pub fn bundle(&self, is_small: bool) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let names: BTreeSet<&String> = self.parts.values().flatten().collect();
        let mut pieces = BTreeMap::new();
        for (number, name) in (0_u32..).zip(names) {
            let path = self.folder.join(name).with_extension("wasm");
            let piece = fs::read(&path).map_err(|error| Failure::at(&path, error))?;
            let piece = if is_small { small(&piece)? } else { piece };
            let length = u32::try_from(piece.len()).expect("a piece is smaller than 4 GB");
            pieces.insert(name, [&number.to_le_bytes()[..], &length.to_le_bytes(), &piece].concat());
        }
        let file = |part: &String, names: &[String]| {
            let before = part.strip_suffix(LATER).and_then(|before| self.parts.get(before));
            let is_there = |name: &&String| before.is_some_and(|before| before.contains(name));
            let mut file: Vec<&Vec<u8>> = names.iter().filter(|name| !is_there(name)).map(|name| &pieces[name]).collect();
            file.sort_by_key(|piece| Reverse(piece.len()));
            file.into_iter().flatten().copied().collect()
        };
        Ok(self.parts.iter().map(|(part, names)| (part.clone(), file(part, names))).collect())
    }
}

/// The same module without names, and with numbers as short as they can be: for the linker they are all of one length.
fn small(module: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(module).map_err(|error| Failure::new(format!("a piece of the program: {error:#}")))?;
    shims::inline(&mut module);
    Ok(module.emit_wasm())
}
