//! `/search`: the form, and what was found.

use crate::articles::{CardPlate, Names};
use crate::frame::{Head, PublicDocument, Surroundings, isolated};
use crate::icon::{Glyph, Icon};
use domain::articles::Slug;
use domain::people::Handle;
use domain::search::{FoundArticle, FoundSlide, Hindrance, MAX_QUERY, Piece, SearchPage};
use leptos::prelude::*;

/// The page of a search.
#[component]
pub fn Search(
    /// The page.
    page: SearchPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let words = outcome(&page);
    let title = if page.typed.is_empty() { "Search".to_owned() } else { format!("“{}”", page.typed) };
    let head = Head { title: Some(title), ..Head::default() };
    let SearchPage { site, typed, articles, people, .. } = page;
    let is_found = !articles.is_empty();
    let rows = articles.into_iter().map(|found| view! { <li><Found found=found /></li> }).collect_view();
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap cq">
                <header class="page-head">
                    <h1 class="sr">"Search"</h1>
                    <Form typed=typed />
                    <p class="meta search-count" role="status" dir="auto">
                        {words}
                    </p>
                    {(!people.is_empty()).then(|| view! { <People people=people /> })}
                </header>
                {is_found.then(|| view! { <ol class="index">{rows}</ol> })}
            </div>
        </PublicDocument>
    }
    .into_any()
}

/// What came of it, in words.
fn outcome(page: &SearchPage) -> String {
    let typed = isolated(&page.typed);
    let count = page.articles.len();
    let slides: usize = page.articles.iter().map(|found| found.slides.len() + found.more_slides).sum();
    match (page.has_words, count) {
        _ if let Some(hindrance) = page.hindrance => hindered(&typed, hindrance),
        (false, _) if typed.is_empty() => {
            "Search all articles: titles, slides, captions, credits and authors. Words in quotes are looked for as they stand."
                .to_owned()
        }
        (false, _) => "There is no word in that. Type a few letters.".to_owned(),
        (true, 0) if page.people.is_empty() => {
            format!("Nothing mentions “{typed}”. Try fewer words, or only how a word begins.")
        }
        (true, 0) => format!("No article mentions “{typed}”."),
        (true, _) if page.has_more => {
            format!("More articles mention “{typed}” than are shown here: the best {count}. Another word narrows it down.")
        }
        (true, _) => {
            let articles = if count == 1 { "One article mentions".to_owned() } else { format!("{count} articles mention") };
            let slides = match slides {
                0 => "in the title or the summary".to_owned(),
                1 => "on one slide. The link goes straight to it".to_owned(),
                many => format!("on {many} slides. Links go straight to the slide"),
            };
            format!("{articles} “{typed}”, {slides}.")
        }
    }
}

fn hindered(typed: &str, hindrance: Hindrance) -> String {
    match hindrance {
        Hindrance::TooMuch => format!("“{typed}” stands in so much that looking takes too long. Another word narrows it down."),
        Hindrance::TooOften { seconds: 1 } => "That were many searches in a short time. Search again in a second.".to_owned(),
        Hindrance::TooOften { seconds } => {
            format!("That were many searches in a short time. Search again in {seconds} seconds.")
        }
    }
}

#[component]
fn Form(typed: String) -> impl IntoView {
    view! {
        <form class="search-form" role="search" method="get" action="/search">
            <label class="sr" for="q">
                "Search all articles"
            </label>
            <input
                class="input"
                id="q"
                name="q"
                type="search"
                value=typed
                maxlength=MAX_QUERY.to_string()
                dir="auto"
                autocomplete="off"
            />
            <button class="btn btn-primary" type="submit">
                <Icon glyph=Glyph::Search />
                " Search"
            </button>
        </form>
    }
}

#[component]
fn People(people: Vec<(String, Handle)>) -> impl IntoView {
    view! {
        <p class="search-people">
            "Authors: "
            <Names authors=people />
        </p>
    }
}

#[component]
fn Found(found: FoundArticle) -> impl IntoView {
    let FoundArticle { card, standfirst, slides, more_slides } = found;
    let slug = card.slug.clone();
    let hits = slides.into_iter().map(|slide| view! { <Hit slug=slug.clone() slide=slide /> }).collect_view();
    let more = match more_slides {
        0 => None,
        1 => Some("and on one slide more".to_owned()),
        many => Some(format!("and on {many} slides more")),
    };
    view! {
        <article class="item">
            <div class="item-meta">
                <p class="meta">
                    <Names authors=card.authors />
                </p>
                <p class="meta">
                    <time datetime=card.published.iso>{card.published.day}</time>
                </p>
            </div>
            <div class="item-body">
                <h2 class="item-title" dir="auto">
                    <a href=format!("/{}", card.slug) data-article>
                        {card.title}
                    </a>
                </h2>
                {(!standfirst.is_empty())
                    .then(|| {
                        view! {
                            <p class="item-text" dir="auto">
                                <Marked pieces=standfirst />
                            </p>
                        }
                    })}
                {hits}
                {more.map(|words| view! { <p class="meta">{words}</p> })}
            </div>
            {card.cover.map(|(sizes, alt)| view! { <CardPlate sizes=sizes alt=alt /> })}
        </article>
    }
    .into_any()
}

/// A slide that was found, with the words around what was looked for.
#[component]
fn Hit(slug: Slug, slide: FoundSlide) -> impl IntoView {
    let FoundSlide { id, number, heading, text } = slide;
    let heading =
        if heading.is_empty() { view! { "Slide " {number} }.into_any() } else { view! { <Marked pieces=heading /> }.into_any() };
    view! {
        <div class="hit">
            <a href=format!("/{slug}#s-{id}")>
                <span class="spot spot-inline spot-sm" aria-hidden="true">
                    {number}
                </span>
                <span dir="auto">{heading}</span>
            </a>
            {(!text.is_empty())
                .then(|| {
                    view! {
                        <p dir="auto">
                            <Marked pieces=text />
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn Marked(pieces: Vec<Piece>) -> impl IntoView {
    pieces
        .into_iter()
        .map(|Piece { text, is_marked }| if is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() })
        .collect_view()
}
