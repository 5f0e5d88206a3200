//! Pages of every kind, split; and what holds for any text at all.

use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::prelude::*;

use super::html::strip;
use super::lines::is_unseen;
use super::{Pasted, split};
use crate::sources::Register;

fn understood(text: &str) -> Pasted {
    split(text, &Register::default())
}

/// Writes a page as lines: "= title", "~ standfirst", "@ author", "# heading", "| text", "© credit", "- left out".
fn outline(text: &str) -> String {
    let pasted = understood(text);
    let mut lines = Vec::new();
    lines.extend(pasted.article.title.map(|title| format!("= {title}")));
    lines.extend(pasted.article.standfirst.map(|standfirst| format!("~ {standfirst}")));
    lines.extend(pasted.article.author.map(|author| format!("@ {author}")));
    for slide in pasted.slides {
        lines.push(format!("# {}", slide.heading).trim_end().to_owned());
        lines.extend(slide.text.lines().filter(|line| !line.is_empty()).map(|line| format!("| {line}")));
        lines.extend(slide.credits.into_iter().map(|credit| format!("© {}", credit.raw)));
    }
    lines.extend(pasted.left_out.into_iter().map(|left| format!("- {}", left.text)));
    lines.join("\n")
}

fn check(text: &str, expected: &str) {
    assert_eq!(outline(text), expected.trim(), "of {text:?}");
}

#[test]
fn the_projects_own_page_is_understood() {
    let page = include_str!("../../../tests/fixtures/imports/lights.txt");
    insta::assert_snapshot!(serde_json::to_string_pretty(&understood(page)).unwrap());
}

/// The real page stands outside the project. Where the tests must be whole, its absence fails them.
#[test]
fn the_real_page_gives_fifteen_slides_and_sixteen_credits() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/seed/article.txt");
    let Ok(page) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none(), "the real page is missing: ../shared/seed/article.txt");
        eprintln!("did not run: ../shared/seed/article.txt is not there");
        return;
    };
    let pasted = understood(&page);

    assert_eq!(pasted.slides.len(), 15);
    assert!(pasted.slides.iter().all(|slide| !slide.heading.is_empty() && !slide.text.is_empty()));
    let credits: Vec<usize> = pasted.slides.iter().map(|slide| slide.credits.len()).collect();
    assert_eq!(credits, [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1]);
    let sources: Vec<(&str, usize)> = pasted.sources.iter().map(|source| (source.name.as_str(), source.credits)).collect();
    assert_eq!(sources, [("Flash Express", 14), ("Wikimedia Commons", 1), ("The Daily Digest", 1)]);
    let second = &pasted.slides[9].credits[1];
    assert_eq!(second.creator.as_deref(), Some("CIA"));
    assert_eq!(second.licence, Some(crate::credits::Licence::PublicDomain));

    // The headings and texts are in the page's order, and none is a part of another.
    let mut at = 0;
    for slide in &pasted.slides {
        for part in [&slide.heading, &slide.text] {
            at += page[at..].find(part.as_str()).expect("parts stand in the page's order") + part.len();
        }
    }
    let title = pasted.article.title.clone().expect("the page has a title");
    assert_eq!(page.lines().next().map(str::trim), Some(title.as_str()));
    assert_eq!(pasted.article.standfirst, None);
    assert_eq!(pasted.article.author.as_deref().expect("the author box gives a name").split(' ').count(), 2);

    let reasons: Vec<&str> = pasted.left_out.iter().map(|left| left.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "The title, a second time.",
            "A share button for Google Plus, which closed in 2019.",
            "The heading of the author box: its name is the article's author.",
            "A placeholder that a theme filled in: nobody wrote it.",
            "A tab of the old page's comment box.",
            "A tab of the old page's comment box.",
            "A count of comments, not a comment.",
            "The old page's comment form.",
        ]
    );
    assert_eq!(pasted.left_out[0].text, title);
    assert!(pasted.left_out.iter().any(|left| left.text == "0 comments :"));
    assert_nothing_lost(&page, &pasted);
}

const PARAGRAPH: &str = "It is a long line that ends as sentences end.";

#[test]
fn credits_stand_below_headings_below_texts_or_above_headings() {
    let p = PARAGRAPH;
    check(
        &format!("Title\n\nOne\n\n© A B\n\n{p}\n\nTwo\n\n© C D\n\n{p}"),
        &format!("= Title\n# One\n| {p}\n© © A B\n# Two\n| {p}\n© © C D"),
    );
    check(
        &format!("Title\n\nOne\n\n{p}\n\n© A B\n\nTwo\n\n{p}\n\n© C D"),
        &format!("= Title\n# One\n| {p}\n© © A B\n# Two\n| {p}\n© © C D"),
    );
    check(
        &format!("Title\n\n© A B\n\nOne\n\n{p}\n\n© C D\n\nTwo\n\n{p}\n\n© E F\n\nThree\n\n{p}"),
        &format!("= Title\n# One\n| {p}\n© © A B\n# Two\n| {p}\n© © C D\n# Three\n| {p}\n© © E F"),
    );
}

#[test]
fn a_page_may_open_with_its_first_slide() {
    let p = PARAGRAPH;
    check(&format!("One\n\n© A B\n\n{p}\n\nTwo\n\n© C D\n\n{p}"), &format!("# One\n| {p}\n© © A B\n# Two\n| {p}\n© © C D"));
}

#[test]
fn a_credit_under_the_title_goes_to_the_first_slide() {
    let p = PARAGRAPH;
    let page = format!("Title\n\n© Cover\n\nOne\n\n© A B\n\n{p}\n\nTwo\n\n© C D\n\n{p}");
    check(&page, &format!("= Title\n# One\n| {p}\n© © Cover\n© © A B\n# Two\n| {p}\n© © C D"));
    assert!(understood(&page).slides[0].remarks[1].contains("cover"));
}

#[test]
fn standfirst_byline_and_date_stand_above_the_slides() {
    let p = PARAGRAPH;
    check(
        &format!(
            "Title\nTitle\n\nWhat it is about, in short.\n\nBy Mara Lind\n3 May 2024\n5 min read\n\nOne\n\n{p}\n\nTwo\n\n{p}"
        ),
        &format!(
            "= Title\n~ What it is about, in short.\n@ Mara Lind\n# One\n| {p}\n# Two\n| {p}\n- Title\n- By Mara Lind\n- 3 May 2024\n- 5 min read"
        ),
    );
    check(
        &format!("Title - The Site\n\nTitle\n\nOne\n\n{p}\n\nTwo\n\n{p}"),
        &format!("= Title\n# One\n| {p}\n# Two\n| {p}\n- Title - The Site"),
    );
}

#[test]
fn plain_prose_is_one_slide() {
    let p = PARAGRAPH;
    check(&format!("{p}\n\n{p}"), &format!("#\n| {p}\n| {p}"));
    check(&format!("Title\n\n{p}\n\n{p}"), &format!("= Title\n#\n| {p}\n| {p}"));
    check("One line", "#\n| One line");
    check("", "");
    assert_eq!(understood(&format!("{p}\n\n{p}")).remarks.len(), 2);
}

#[test]
fn texts_without_headings_are_told_apart_by_credits() {
    let p = PARAGRAPH;
    check(
        &format!("{p}\n\n© A B\n\n{p}\n\n{p}\n\n© C D\n© E F"),
        &format!("#\n| {p}\n© © A B\n#\n| {p}\n| {p}\n© © C D\n© © E F"),
    );
    check(&format!("© A B\n\n{p}\n\n© C D\n\n{p}"), &format!("#\n| {p}\n© © A B\n#\n| {p}\n© © C D"));
}

#[test]
fn slide_numbers_are_left_out_and_lists_are_not() {
    let p = PARAGRAPH;
    check(&format!("Title\n\n1. One\n\n{p}\n\n2. Two\n\n{p}"), &format!("= Title\n# One\n| {p}\n# Two\n| {p}\n- 1. 2."));
    check(&format!("2. Two.\n{p}\n1. One.\n{p}"), &format!("# Two.\n| {p}\n# One.\n| {p}\n- 2. 1."));
    check(
        &format!("Title\n\nSlide 1 of 2\n\nOne\n\n{p}\n\nSlide 2 of 2\n\nTwo\n\n{p}"),
        &format!("= Title\n# One\n| {p}\n# Two\n| {p}\n- Slide 1 of 2 Slide 2 of 2"),
    );
    check(&format!("Title\n\nOne\n1/2\n\n{p}\n\nTwo\n2/2\n\n{p}"), &format!("= Title\n# One\n| {p}\n# Two\n| {p}\n- 1/2 2/2"));
    check(
        &format!("Title\n\nOne\n\n{p}\n\n1. Peel it\n2. Cut it\n3. Fry it\n\nTwo\n\n{p}"),
        &format!("= Title\n# One\n| {p}\n| 1. Peel it\n| 2. Cut it\n| 3. Fry it\n# Two\n| {p}"),
    );
}

#[test]
fn line_endings_and_invisible_marks_make_no_difference() {
    let page = format!("Title\n\nOne\n\n© A B\n\n{PARAGRAPH}\n\nTwo\n\n© C D\n\n{PARAGRAPH}\n");
    let expected = outline(&page);
    for (from, to) in [("\n", "\r\n"), ("\n", "\r"), (" ", "\u{a0} "), ("\n\n", "\n\u{200b}\u{a0}\n"), ("T", "\u{feff}T")] {
        check(&page.replace(from, to), &expected);
    }
}

#[test]
fn html_pasted_as_text_is_read_as_its_page() {
    let html = format!(
        "<h1>Title</h1><div class=a><h2>One &amp; only</h2><figure><img src=x><figcaption>&copy; A B</figcaption></figure>\n<p>{PARAGRAPH}</p></div><h2>Two</h2><p>{PARAGRAPH}</p><script>var x;</script>"
    );
    let outline = outline(&html);
    let expected = format!("= Title\n# One & only\n| {PARAGRAPH}\n© © A B\n# Two\n| {PARAGRAPH}\n- <h1>");
    assert!(outline.starts_with(&expected), "{outline}");
    assert!(outline.ends_with("- var x;"), "{outline}");
}

#[test]
fn comments_below_are_left_out_and_a_count_above_is_not_the_end() {
    let p = PARAGRAPH;
    check(
        &format!("Title\n\n2 Comments\n\nOne\n\n{p}\n\nTwo\n\n{p}\n\n2 comments:\n\nOtto said\n\nYes.\n\nPost a comment"),
        &format!("= Title\n# One\n| {p}\n# Two\n| {p}\n- 2 Comments\n- 2 comments:\n- Otto said\n- Yes.\n- Post a comment"),
    );
    check(
        &format!("Title\n\nOne\n\n{p}\n\nAbout Mount Etna\n\n{p}"),
        &format!("= Title\n# One\n| {p}\n# About Mount Etna\n| {p}"),
    );
}

#[test]
fn a_biography_is_left_out_with_its_reason() {
    let p = PARAGRAPH;
    let page =
        format!("Title\n\nOne\n\n{p}\n\nTwo\n\n{p}\n\nShare this\n\nAbout Mara Lind\n\nMara Lind writes.\n\nPost a comment");
    let pasted = understood(&page);
    assert_eq!(pasted.article.author.as_deref(), Some("Mara Lind"));
    let biography = &pasted.left_out[2];
    assert_eq!(
        (biography.text.as_str(), biography.reason.as_str()),
        ("Mara Lind writes.", "The author's biography: it belongs in the profile.")
    );
}

#[test]
fn a_slide_may_be_named_like_furniture() {
    let p = PARAGRAPH;
    check(&format!("Title\n\nFacebook\n\n{p}\n\nShare\n\n{p}"), &format!("= Title\n# Facebook\n| {p}\n# Share\n| {p}"));
    check(
        &format!("Title\n\nShare\nFacebook\nTwitter\n\nOne\n\n{p}\n\nTwo\n\n{p}"),
        &format!("= Title\n# One\n| {p}\n# Two\n| {p}\n- Share\n- Facebook\n- Twitter"),
    );
}

/// The parts of a pasted page that hold its words; the author's name stands in `left_out` too.
fn parts(pasted: &Pasted) -> impl Iterator<Item = &str> {
    let article = [&pasted.article.title, &pasted.article.standfirst];
    let slides = pasted.slides.iter().flat_map(|slide| {
        let credits = slide.credits.iter().map(|credit| credit.raw.as_str());
        [slide.heading.as_str(), slide.text.as_str()].into_iter().chain(credits)
    });
    article.into_iter().filter_map(Option::as_deref).chain(slides).chain(pasted.left_out.iter().map(|left| left.text.as_str()))
}

fn counted<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

/// Letters, digits and signs of any script; marks, spaces and what is not seen may go.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    seen.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn assert_nothing_lost(text: &str, pasted: &Pasted) {
    assert_eq!(counted(words(text)), counted(parts(pasted).flat_map(words)), "of {text:?}");
}

/// Pieces of pages, so that generated texts have headings, credits and furniture in every order.
fn page_parts() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "Title",
        "A heading of a slide",
        "Is it a heading?",
        PARAGRAPH,
        "© A Wire",
        "©Provided by A Wire",
        "A heading© A Wire",
        "Photo: A / B, CC BY 4.0",
        "(c) third",
        "(b) second",
        "Image: x",
        "1. One",
        "2. Two",
        "3. Three",
        "Slide 1 of 2",
        "Slide 2 of 2",
        "1/2",
        "2/2",
        "7",
        "Share",
        "Facebook",
        "Twitter",
        "Share on Google Plus",
        "About Mara Lind",
        "About the author",
        "Lorem ipsum",
        "Blogger Comment",
        "0 comments :",
        "12 comments",
        "Post a Comment",
        "© 2024 A Site. All rights reserved.",
        "By Mara Lind",
        "3 May 2024",
        "Updated 2024",
        "# Marked",
        "## Marked too",
        "***",
        "Title - The Site",
        "Related articles",
        "ADVERTISEMENT",
        "n/a",
        "…",
        "©",
        "© A © B",
        "The end. (Photo: C)",
        "a\u{200b}b",
        "a line that was broken to a width by a mail program and",
        "goes on here",
        "名前",
        "कोलकाता",
        "🎉",
    ]);
    let ends = prop::sample::select(vec!["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n\u{a0}\n", "\u{2028}", "\n\n\n\n"]);
    prop::collection::vec((parts, ends), 0..40).prop_map(|parts| parts.into_iter().flat_map(|(part, end)| [part, end]).collect())
}

fn html_parts() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<h2>",
            "</h2>",
            "<br>",
            "<div class=\"a\">",
            "</div>",
            "<b>",
            "</b>",
            "<script>",
            "</script>",
            "<!-- ",
            " -->",
            "<",
            ">",
            "&nbsp;",
            "&copy; ",
            "&",
            "some words ",
            "A heading",
            "© A Wire",
            "\n",
            "<p",
            "\"",
        ]),
        0..40,
    )
    .prop_map(|parts| parts.concat())
}

/// What entities stand for is checked where they are read; here their names would count as words.
fn without_entities(text: &str) -> String {
    text.replace("&nbsp;", "").replace("&copy;", "")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_word_of_a_page_is_lost(text in page_parts()) {
        let pasted = understood(&text);
        assert_nothing_lost(&text, &pasted);
    }

    #[test]
    fn no_letter_of_any_text_is_lost(text in any::<String>()) {
        let pasted = understood(&text);
        prop_assert_eq!(counted(letters(&text)), counted(parts(&pasted).flat_map(letters)));
    }

    #[test]
    fn no_letter_of_html_is_lost(text in html_parts()) {
        let pasted = understood(&text);
        // Without tags enough the text is no HTML, and the names of its entities are words.
        if strip(&text).is_some() {
            let kept = parts(&pasted).map(without_entities).collect::<String>();
            prop_assert_eq!(counted(letters(&without_entities(&text))), counted(letters(&kept)));
        } else {
            prop_assert_eq!(counted(letters(&text)), counted(parts(&pasted).flat_map(letters)));
        }
    }

    #[test]
    fn headings_credits_and_paragraphs_are_whole_pieces_of_the_page(text in page_parts()) {
        let pasted = understood(&text);
        let seen: String = letters(&text).collect();
        let paragraphs = pasted.slides.iter().flat_map(|slide| {
            let credits = slide.credits.iter().map(|credit| credit.raw.as_str());
            slide.text.lines().chain([slide.heading.as_str()]).chain(credits)
        });
        for paragraph in paragraphs {
            let letters: String = letters(paragraph).collect();
            prop_assert!(seen.contains(&letters), "{} is not in the page", paragraph);
        }
    }

    #[test]
    fn the_same_page_is_always_understood_the_same_way(text in page_parts()) {
        prop_assert_eq!(understood(&text), understood(&text));
    }
}

fn assert_split_whole(shape: &str, size_bytes: usize) {
    let text = shape.repeat(size_bytes / shape.len());
    let pasted = understood(&text);
    let kept: usize = parts(&pasted).map(|part| letters(part).count()).sum();
    assert_eq!(kept, letters(&text).count(), "of {shape:?}");
}

/// Texts that hold up a parser whose time is not linear: 5 MB of them would take it hours.
#[test]
fn l02_five_megabytes_are_split() {
    let slide = format!("A heading of a slide\n\n© A Wire\n\n{PARAGRAPH}\n\n");
    for shape in [slide.as_str(), "©", "<", "<!--", "Photo:", "cc by ", "\n"] {
        assert_split_whole(shape, 5_000_000);
    }
}

/// The same with short lines, of which 200 kB are many.
#[test]
fn l02_many_lines_are_split() {
    let shapes = [
        "a\n",
        "© A\n",
        "1. One\n\nx.\n\n",
        "1/2\n",
        "Share\n",
        "About Mara Lind\n",
        "0 comments\n",
        "Title\n\n",
        "<p>",
        "<script>",
        "(",
        "&",
        "/",
        "a",
        "© 1",
        "Lorem ipsum ",
        "A © sign, and\n",
    ];
    for shape in shapes {
        assert_split_whole(shape, 200_000);
    }
}

/// A page of many different lines, whose sources are all different too.
#[test]
fn l02_many_different_slides_are_split() {
    let slides = (0..20_000).map(|at| format!("Heading number {at} of a slide\n\n© Agency{at} Pictures\n\n{PARAGRAPH}"));
    let page = slides.collect::<Vec<_>>().join("\n\n");
    let pasted = understood(&page);
    assert_eq!(pasted.slides.len(), 20_000);
    assert_eq!(pasted.sources.len(), 20_000);
}
