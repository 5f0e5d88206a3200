//! What stands under an article: who wrote it, what to read next, the articles before and after it.

use super::SlideCount;
use crate::icon::{Glyph, Icon};
use crate::media::PictureImage;
use crate::people::AboutAuthor;
use domain::articles::{ArticleCard, ArticleLink};
use domain::people::AuthorBox;
use leptos::prelude::*;

/// Who wrote it: those who have a biography. A by-line names them all.
#[component]
pub fn AboutAuthors(
    /// Who wrote it, in order.
    authors: Vec<AuthorBox>,
) -> impl IntoView {
    let described: Vec<AuthorBox> = authors.into_iter().filter(|author| author.bio.is_some()).collect();
    let heading = if described.len() == 1 { "About the author" } else { "About the authors" };
    (!described.is_empty()).then(|| {
        let boxes = described.into_iter().map(|author| view! { <AboutAuthor author=author /> }).collect_view();
        view! {
            <section class="grid-3" aria-labelledby="about">
                <div class="col-rail">
                    <h2 class="h-quiet" id="about">
                        {heading}
                    </h2>
                </div>
                <div class="col-main">{boxes}</div>
            </section>
        }
    })
}

/// Other articles as cards under a heading; nothing while there are none.
#[component]
pub fn Others(
    /// The articles.
    cards: Vec<ArticleCard>,
    /// The id of the heading.
    id: &'static str,
    /// The heading.
    children: Children,
) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        let cards = cards.into_iter().map(|card| view! { <Card card=card /> }).collect_view();
        view! {
            <section class="grid-3" aria-labelledby=id data-noprint>
                <div class="col-rail">
                    <h2 class="h-quiet" id=id>
                        {children()}
                    </h2>
                </div>
                <div class="col-wide cards">{cards}</div>
            </section>
        }
    })
}

/// The articles that were published right before and right after this one; nothing when it is the only one.
#[component]
pub fn EarlierAndLater(
    /// The one before.
    earlier: Option<ArticleLink>,
    /// The one after.
    later: Option<ArticleLink>,
) -> impl IntoView {
    (earlier.is_some() || later.is_some()).then(|| {
        view! {
            <div class="grid-3" data-noprint>
                <nav class="col-wide beside" aria-label="Earlier and later articles">
                    {earlier
                        .map(|ArticleLink { slug, title }| {
                            view! {
                                <a href=format!("/{slug}") rel="prev" data-article>
                                    <span class="meta">
                                        <Icon glyph=Glyph::Left />
                                        " Earlier"
                                    </span>
                                    <span class="beside-title" dir="auto">
                                        {title}
                                    </span>
                                </a>
                            }
                        })}
                    {later
                        .map(|ArticleLink { slug, title }| {
                            view! {
                                <a class="beside-later" href=format!("/{slug}") rel="next" data-article>
                                    <span class="meta">
                                        "Later "
                                        <Icon glyph=Glyph::Right />
                                    </span>
                                    <span class="beside-title" dir="auto">
                                        {title}
                                    </span>
                                </a>
                            }
                        })}
                </nav>
            </div>
        }
    })
}

/// An article as a card: the whole of it is the link. Its title says what the picture is for.
#[component]
fn Card(card: ArticleCard) -> impl IntoView {
    let ArticleCard { slug, title, published, slide_count, cover, .. } = card;
    let class = if cover.is_some() { "plate plate-4x3" } else { "plate plate-4x3 plate-blank" };
    view! {
        <article class="card h-entry">
            <div class=class>
                {cover
                    .map(|(sizes, _)| {
                        view! {
                            <PictureImage sizes=sizes shown="(min-width: 34rem) 20rem, 7rem" alt="" />
                        }
                    })} <SlideCount count=slide_count />
            </div>
            <h3 dir="auto">
                <a class="u-url p-name" href=format!("/{slug}") data-article>
                    {title}
                </a>
            </h3>
            <p class="meta">
                <time class="dt-published" datetime=published.iso>{published.day}</time>
            </p>
        </article>
    }
}
