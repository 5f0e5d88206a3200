//! Lists of articles: rows with rail, words and plate, and the way to older ones.

use super::Names;
use super::counts::length;
use crate::icon::{Glyph, Icon};
use crate::media::PictureImage;
use crate::topics::Kicker;
use domain::articles::ArticleCard;
use domain::media::Sizes;
use domain::page::Cursor;
use leptos::prelude::*;

/// Whose articles a list has: what all of them share is not said of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// The site's.
    Site,
    /// One author's.
    Author,
    /// Those about one topic.
    Topic,
}

/// Articles as rows, newest first.
#[component]
pub fn Index(
    /// The articles.
    cards: Vec<ArticleCard>,
    /// Whose list it is.
    listing: Listing,
) -> impl IntoView {
    let rows = cards.into_iter().map(|card| view! { <li><Item card=card listing=listing /></li> }).collect_view();
    view! { <ol class="index h-feed">{rows}</ol> }
}

/// An article as a row: the whole of it is the link.
#[component]
fn Item(card: ArticleCard, listing: Listing) -> impl IntoView {
    let ArticleCard { slug, title, standfirst, published, slide_count, minutes, authors, topics, cover } = card;
    let topics = if listing == Listing::Topic { Vec::new() } else { topics };
    view! {
        <article class="item h-entry">
            <div class="item-meta">
                <Kicker topics=topics.into_iter().take(1).collect() />
                {(listing != Listing::Author)
                    .then(|| {
                        view! {
                            <p class="meta">
                                <Names authors=authors />
                            </p>
                        }
                    })}
                <p class="meta">
                    <time class="dt-published" datetime=published.iso>{published.day}</time>
                </p>
                {cover.is_none().then(|| view! { <p class="meta">{length(slide_count, minutes)}</p> })}
            </div>
            <div class="item-body">
                <h3 class="item-title" dir="auto">
                    <a class="u-url p-name" href=format!("/{slug}") data-article>
                        {title}
                    </a>
                </h3>
                {(!standfirst.is_empty())
                    .then(|| {
                        view! {
                            <p class="item-text p-summary" dir="auto">
                                {standfirst}
                            </p>
                        }
                    })}
            </div>
            {cover.map(|(sizes, alt)| view! { <CardPlate sizes=sizes alt=alt slide_count=slide_count /> })}
        </article>
    }
}

/// The picture of an article in a list.
#[component]
pub fn CardPlate(
    /// The picture.
    sizes: Sizes,
    /// Its alternative text.
    alt: String,
    /// How many slides the article has, where that is told.
    #[prop(optional)]
    slide_count: Option<usize>,
) -> impl IntoView {
    view! {
        <div class="item-plate">
            <div class="plate plate-3x2">
                <PictureImage sizes=sizes shown="(min-width: 64rem) 20rem, 30vw" alt=alt class="u-featured" />
                {slide_count.map(|count| view! { <SlideCount count=count /> })}
            </div>
        </div>
    }
}

/// The spot that counts an article's slides.
#[component]
pub fn SlideCount(
    /// How many there are.
    count: usize,
) -> impl IntoView {
    let noun = if count == 1 { " slide" } else { " slides" };
    view! {
        <span class="spot">
            {count}
            <span class="sr">{noun}</span>
        </span>
    }
}

/// The way to older articles, and back to the newest; nothing when the list has one page.
#[component]
pub fn Pager(
    /// The path of the list's first page.
    path: String,
    /// Whether this is the first page.
    is_first: bool,
    /// Where the next page begins.
    next: Option<Cursor>,
    /// What the ways back and on are called.
    #[prop(default = ("Newest", "Older "))]
    words: (&'static str, &'static str),
) -> impl IntoView {
    let older = next.map(|Cursor(from)| format!("{path}?from={from}"));
    (!is_first || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                {if is_first {
                    view! { <span></span> }.into_any()
                } else {
                    view! {
                        <a class="btn" href=path>
                            <Icon glyph=Glyph::Left />
                            " "
                            {words.0}
                        </a>
                    }
                        .into_any()
                }}
                {older
                    .map(|older| {
                        view! {
                            <a class="btn" href=older rel="next">
                                {words.1}
                                <Icon glyph=Glyph::Right />
                            </a>
                        }
                    })}
            </nav>
        }
    })
}
