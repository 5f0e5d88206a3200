//! Things that have their places: SQL, raw HTML, safe HTML that was kept, the slide, style attributes.

use crate::tidy::finding::Finding;
use crate::tidy::rust::{RustFile, Token};

/// Where HTML is read out of a column that holds what `slides::markdown` made.
const KEPT_HTML: [&str; 7] = [
    "domain/src/articles/read.rs",
    "domain/src/comments/talk.rs",
    "domain/src/moderation/desk.rs",
    "domain/src/pages/read.rs",
    "domain/src/people/shown.rs",
    "domain/src/search/index.rs",
    "domain/src/slides/rows.rs",
];

/// Whatever stands where it may not.
pub fn breaches(files: &[RustFile]) -> Vec<Finding> {
    let mut breaches = Vec::new();
    for file in files.iter().filter(|file| file.storey() != "xtask") {
        breaches.extend(sql(file));
        breaches.extend(raw_html(file));
        breaches.extend(kept_html(file));
        breaches.extend(style_attributes(file));
    }
    breaches.extend(one_slide_view(files));
    breaches
}

fn sql(file: &RustFile) -> Vec<Finding> {
    let path = file.path.as_str();
    let may = file.storey() == "migration"
        || path.starts_with("domain/src/store")
        // Scenes make a database for each test; ids are what its columns hold.
        || path.starts_with("domain/src/scene/")
        || path == "domain/src/ids.rs"
        || (file.storey() == "domain" && (file.file_name() == "rows.rs" || path.contains("/rows/") || file.file_name() == "dialect.rs"));
    if may {
        return Vec::new();
    }
    let way_out = "put the query into the room's `rows.rs`; take types that others need from `crate::store`";
    named(
        file,
        &["sea_orm", "sea_orm_migration", "sqlx", "sea_query"],
        "the database is known to `rows.rs` and `store` alone",
        way_out,
    )
}

fn raw_html(file: &RustFile) -> Vec<Finding> {
    // A block of data is no HTML, but nothing may be escaped in it as a text is: `LinkedData` escapes what could end it.
    if defines(file, "Prose") || defines(file, "DataBlock") {
        return Vec::new();
    }
    let way_out =
        "show it with `Prose`, which takes `SafeHtml` alone (O1), or as data with `DataBlock`, which takes `LinkedData`";
    named(
        file,
        &["inner_html", "set_inner_html", "set_outer_html", "insert_adjacent_html", "innerHTML"],
        "raw HTML has one place",
        way_out,
    )
}

/// `SafeHtml::stored` takes a text as it is: whoever calls it says that the sanitiser made it.
fn kept_html(file: &RustFile) -> Vec<Finding> {
    let takes = |run: &&[Token]| run[0].is_word("SafeHtml") && run[1].is_sign(':') && run[3].is_word("stored");
    let way_out =
        "make it with `slides::markdown`; if a column keeps what that made, write the file into the list of this rule (O1)";
    let calls = file.tokens.windows(4).filter(takes).filter(|_| !KEPT_HTML.contains(&file.path.as_str()));
    calls.map(|run| Finding::new(&file.path, run[3].line, "safe HTML is read from few places", way_out)).collect()
}

/// `style="…"` in a view; the content policy refuses it (O5).
fn style_attributes(file: &RustFile) -> Vec<Finding> {
    let is_view = ["app", "server", "frontend"].contains(&file.storey());
    file.tokens
        .windows(2)
        .filter(|pair| {
            is_view && pair[0].is_word("style") && (pair[1].is_sign('=') || (pair[1].is_sign(':') && !pair[1].is_joint))
        })
        .map(|pair| {
            Finding::new(
                &file.path,
                pair[0].line,
                "no style attributes",
                "use a class, or a data attribute that the sheet reads (O5)",
            )
        })
        .collect()
}

/// Public page, slideshow and preview must not drift apart.
fn one_slide_view(files: &[RustFile]) -> Vec<Finding> {
    let places: Vec<&RustFile> = files.iter().filter(|file| defines(file, "SlideView")).collect();
    match places.as_slice() {
        [_] => Vec::new(),
        [] => vec![Finding::new(
            "app/src/slides/mod.rs",
            1,
            "`SlideView` is missing",
            "write it once, in `app/src/slides/slide_view.rs`",
        )],
        more => more
            .iter()
            .map(|file| Finding::new(&file.path, 1, "`SlideView` is written more than once", "keep the one in `app/src/slides`"))
            .collect(),
    }
}

fn defines(file: &RustFile, function: &str) -> bool {
    file.tokens.windows(2).any(|pair| pair[0].is_word("fn") && pair[1].is_word(function))
}

fn named(file: &RustFile, names: &[&str], rule: &str, way_out: &str) -> Vec<Finding> {
    let is_named = |token: &&Token| token.word().is_some_and(|word| names.contains(&word));
    let mut lines: Vec<usize> = file.tokens.iter().filter(is_named).map(|token| token.line).collect();
    lines.dedup();
    lines.into_iter().map(|line| Finding::new(&file.path, line, rule, way_out)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLIDE_VIEW: (&str, &str) = ("app/src/slides/slide_view.rs", "fn SlideView() {}");

    fn rules(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<RustFile> = files.iter().map(|(path, text)| RustFile::read(path, text).unwrap()).collect();
        breaches(&files).into_iter().map(|finding| format!("{}:{} {}", finding.file, finding.line, finding.rule)).collect()
    }

    #[test]
    fn the_database_is_known_to_rows_alone() {
        let rows = ("domain/src/slides/rows.rs", "use sea_orm::Set;");
        let verb = ("domain/src/slides/move.rs", "//! Moves.\nuse sea_orm::Set;");
        let call = ("app/src/slides/calls.rs", "fn a(db: &sea_orm::DatabaseConnection) {}");
        assert_eq!(
            rules(&[SLIDE_VIEW, rows, verb, call]),
            [
                "domain/src/slides/move.rs:2 the database is known to `rows.rs` and `store` alone",
                "app/src/slides/calls.rs:1 the database is known to `rows.rs` and `store` alone",
            ]
        );
    }

    #[test]
    fn o01_raw_html_is_prose_alone() {
        let prose = ("app/src/slides/prose.rs", "fn Prose() { view! { <div inner_html=html></div> } }");
        let data = ("app/src/feeds/linked_data.rs", "fn DataBlock() { view! { <script inner_html=json></script> } }");
        let other = ("app/src/people/about.rs", "fn About() { view! { <div inner_html=html></div> } }");
        assert_eq!(rules(&[SLIDE_VIEW, prose, data, other]), ["app/src/people/about.rs:1 raw HTML has one place"]);
    }

    #[test]
    fn o01_safe_html_is_read_where_the_list_says() {
        let known = ("domain/src/articles/read.rs", "fn a() { SafeHtml::stored(row.body_html) }");
        let other = ("domain/src/people/profile.rs", "fn a() {\n    SafeHtml::stored(typed)\n}");
        assert_eq!(rules(&[SLIDE_VIEW, known, other]), ["domain/src/people/profile.rs:2 safe HTML is read from few places"]);
    }

    #[test]
    fn o05_no_style_attribute() {
        let styled = ("app/src/media/tile.rs", "fn Tile() { view! { <p style=\"top: 0\" style:left=\"0\"></p> } }");
        assert_eq!(rules(&[SLIDE_VIEW, styled]), ["app/src/media/tile.rs:1 no style attributes"; 2]);
    }

    #[test]
    fn one_slide_view_and_no_second() {
        assert_eq!(rules(&[SLIDE_VIEW]), Vec::<String>::new());
        assert_eq!(rules(&[]).len(), 1);
        assert_eq!(rules(&[SLIDE_VIEW, ("app/src/articles/preview.rs", "fn SlideView() {}")]).len(), 2);
    }
}
