//! Files and folders: how each opens, and which there may be.

use crate::tidy::finding::Finding;
use crate::tidy::rust::RustFile;
use crate::tidy::sheets::Sheet;

/// The rooms, the same in every storey.
pub const ROOMS: [&str; 21] = [
    "articles",
    "slides",
    "media",
    "credits",
    "sources",
    "comments",
    "moderation",
    "corrections",
    "numbers",
    "people",
    "accounts",
    "topics",
    "pages",
    "menus",
    "search",
    "feeds",
    "settings",
    "imports",
    "exports",
    "jobs",
    "audit",
];

/// Folders of a storey that are no rooms, and what they are.
const NO_ROOMS: [(&str, &str); 9] = [
    ("server", "command"), // the command line
    ("server", "demo"),    // what `lantern demo` fills a site with
    ("server", "config"),  // the configuration
    ("server", "edge"),    // what every request passes first
    ("server", "cache"),   // the pages that are kept for readers
    ("server", "public"),  // how a reader's page is made, kept and refused
    ("app", "admin"),      // the panel's frame, which every room of it stands in
    ("domain", "scene"),   // what tests set up
    ("domain", "store"),   // the database itself
];

/// Sheets that belong to no room.
const NO_ROOM_SHEETS: [&str; 6] = ["tokens", "base", "layout", "shell", "components", "print"];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "shared", "misc", "types"];

/// Files without an opening sentence, folders that are no room, names that say nothing.
pub fn breaches(rust: &[RustFile], sheets: &[Sheet]) -> Vec<Finding> {
    let mut breaches = Vec::new();
    for file in rust {
        if !file.text.starts_with("//! ") {
            breaches.push(Finding::new(
                &file.path,
                1,
                "a file opens with one sentence",
                "say what is here in a line that starts with `//! `",
            ));
        }
        if let Some(name) = EMPTY_NAMES.iter().find(|name| is_part(&file.path, name)) {
            breaches.push(Finding::new(
                &file.path,
                1,
                format!("`{name}` says nothing"),
                "put each thing into the room whose word it uses",
            ));
        }
    }
    for file in rust.iter().filter(|file| ["app", "domain", "server"].contains(&file.storey())) {
        let Some(folder) = room_folder(&file.path) else { continue };
        if !ROOMS.contains(&folder) && !NO_ROOMS.contains(&(file.storey(), folder)) {
            let way_out = "use one of the rooms of the house, or a file beside `lib.rs`";
            breaches.push(Finding::new(&file.path, 1, format!("`{folder}` is no room"), way_out));
        }
    }
    for sheet in sheets {
        if !sheet.text.starts_with("/* ") {
            breaches.push(Finding::new(
                &sheet.path,
                1,
                "a file opens with one sentence",
                "say what is here in a comment on the first line",
            ));
        }
        let stem = sheet.path.rsplit('/').next().and_then(|name| name.strip_suffix(".css")).unwrap_or_default();
        if !ROOMS.contains(&stem) && !NO_ROOM_SHEETS.contains(&stem) {
            breaches.push(Finding::new(&sheet.path, 1, format!("`{stem}` is no room"), "name a sheet after the room it dresses"));
        }
    }
    breaches
}

/// The folder right beneath `src`, where there is one.
fn room_folder(path: &str) -> Option<&str> {
    path.split_once("/src/")?.1.split_once('/').map(|(folder, _)| folder)
}

fn is_part(path: &str, name: &str) -> bool {
    path.split('/').any(|part| part.strip_suffix(".rs").unwrap_or(part) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<String> {
        let file = RustFile::read(path, text).unwrap();
        breaches(&[file], &[]).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_file_in_its_room_with_a_sentence_is_fine() {
        assert_eq!(rules("app/src/slides/slide_view.rs", "//! A slide."), Vec::<String>::new());
        assert_eq!(rules("domain/src/accounts/breached/list.rs", "//! Known passwords."), Vec::<String>::new());
        assert_eq!(rules("server/src/router.rs", "//! The router."), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_room_is_named() {
        assert_eq!(rules("app/src/posts/page.rs", "//! A page."), ["`posts` is no room"]);
        assert_eq!(rules("server/src/utils.rs", "//! Things."), ["`utils` says nothing"]);
        assert_eq!(rules("domain/src/slides/mod.rs", "// Slides."), ["a file opens with one sentence"]);
    }

    #[test]
    fn a_sheet_is_named_after_its_room() {
        let sheet = Sheet::read("style/posts.css", "/* Posts. */").unwrap();
        assert_eq!(breaches(&[], &[sheet])[0].rule, "`posts` is no room");
    }
}
