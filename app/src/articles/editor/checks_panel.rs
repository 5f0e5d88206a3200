//! The checks: what stands in the way of publishing apart from what merely helps, each with the way to it.

use super::state::Writing;
use super::words::remark_words;
use crate::admin::focus_soon;
use crate::icon::{Glyph, Icon};
use domain::articles::checks::{Remark, Rule};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

/// What the checks say of the article as it stands.
#[component]
pub fn ChecksPanel(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let rows = move || {
        let remarks = writing.remarks.get();
        let fine = fine_words(&remarks, writing.slides.with(|slides| slides.iter().any(|slide| !slide.pictures.is_empty())));
        let fine = fine
            .into_iter()
            .map(|words| {
                view! {
                    <li>
                        <Icon glyph=Glyph::Check />
                        <span>{words}</span>
                    </li>
                }
            })
            .collect_view();
        let rows = remarks.into_iter().map(|remark| view! { <CheckRow writing=writing remark=remark /> }).collect_view();
        view! {
            {rows}
            {fine}
        }
    };
    view! { <ul class="checks">{rows}</ul> }.into_any()
}

/// What is in order, of what readers would miss most.
fn fine_words(remarks: &[Remark], has_pictures: bool) -> Vec<&'static str> {
    let holds = |rules: &[Rule]| !remarks.iter().any(|remark| rules.contains(&remark.rule));
    [
        (holds(&[Rule::NoTitle, Rule::NoStandfirst]), "Title and standfirst are there"),
        (holds(&[Rule::NoSlide, Rule::EmptySlide]), "No slide is empty"),
        (has_pictures && holds(&[Rule::NoAlt, Rule::NoFile]), "Every picture has alternative text"),
        (has_pictures && holds(&[Rule::NoCredit, Rule::NoLicence, Rule::NoFile]), "Every picture has its credit and licence"),
        (holds(&[Rule::LongHeading, Rule::DoubledHeading]), "Every heading is short and stands once"),
    ]
    .into_iter()
    .filter_map(|(is_fine, words)| is_fine.then_some(words))
    .collect()
}

#[component]
fn CheckRow(writing: Writing, remark: Remark) -> impl IntoView {
    let blocks = remark.blocks();
    let words = remark_words(writing.kind, &remark);
    let glyph = if blocks { Glyph::Warning } else { Glyph::Note };
    let said = words.clone();
    let text = if blocks { view! { <b>{words.clone()}</b> }.into_any() } else { words.clone().into_any() };
    view! {
        <li data-bad=blocks.then_some("") data-warn=(!blocks).then_some("")>
            <Icon glyph=glyph />
            <span>{text}</span>
            <button class="btn btn-sm" type="button" aria-label=format!("Go: {said}") on:click=move |_| go_to(writing, &remark)>
                "Go"
            </button>
        </li>
    }
}

/// Turns to where the remark is about and puts the cursor there.
pub fn go_to(writing: Writing, remark: &Remark) {
    let Some(slide) = &remark.slide else {
        return go_to_article(match remark.rule {
            Rule::NoStandfirst => "standfirst",
            Rule::NoTitle
            | Rule::NoSlide
            | Rule::EmptySlide
            | Rule::NothingUnder
            | Rule::NoFile
            | Rule::NoAlt
            | Rule::NoCredit
            | Rule::NoLicence
            | Rule::LongHeading
            | Rule::DoubledHeading
            | Rule::SmallPicture { .. } => "title",
        });
    };
    writing.turn_to(slide);
    close_side();
    let field = match remark.rule {
        Rule::NoAlt => Some("alt"),
        Rule::NoCredit => Some("creator"),
        Rule::NoLicence => Some("licence"),
        Rule::NoFile
        | Rule::SmallPicture { .. }
        | Rule::NoTitle
        | Rule::NoSlide
        | Rule::NoStandfirst
        | Rule::EmptySlide
        | Rule::NothingUnder
        | Rule::LongHeading
        | Rule::DoubledHeading => None,
    };
    let picture = remark
        .picture
        .and_then(|at| writing.of_slide_now(slide, |slide| slide.pictures.get(at).map(|picture| picture.id)).flatten());
    let id = match (picture, field) {
        (Some(picture), Some(field)) => format!("picture-{picture}-{field}"),
        (Some(picture), None) => format!("picture-{picture}-caption"),
        (None, _) => "slide-heading".to_owned(),
    };
    focus_soon(id);
}

fn go_to_article(field: &'static str) {
    if let Some(tab) = element("tab-article").and_then(|tab| tab.dyn_into::<HtmlInputElement>().ok()) {
        tab.set_checked(true);
    }
    if let Some(side) = element("side-open").and_then(|side| side.dyn_into::<HtmlInputElement>().ok()) {
        side.set_checked(true);
    }
    focus_soon(format!("article-{field}"));
}

/// On a narrow window the panel lies over the slide: it makes way.
fn close_side() {
    if let Some(side) = element("side-open").and_then(|side| side.dyn_into::<HtmlInputElement>().ok()) {
        side.set_checked(false);
    }
}

fn element(id: &str) -> Option<leptos::web_sys::Element> {
    document().get_element_by_id(id)
}
