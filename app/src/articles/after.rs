//! What stands under an article: sharing it, who wrote it, what to read next.

use super::SlideCount;
use crate::icon::{Glyph, Icon};
use crate::people::AboutAuthor;
use domain::articles::ArticleCard;
use domain::people::AuthorBox;
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in the parts of a `mailto` address: letters, digits and these. Source: RFC 6068, 2 and 5.
const KEPT_IN_MAIL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Ways to pass the article on that ask nobody until one is chosen.
#[component]
pub fn Share(
    /// The article's title.
    title: String,
    /// The article's whole address.
    address: String,
) -> impl IntoView {
    let subject = utf8_percent_encode(&title, KEPT_IN_MAIL);
    let body = utf8_percent_encode(&address, KEPT_IN_MAIL);
    let mail = format!("mailto:?subject={subject}&body={body}");
    view! {
        <div class="grid-3" id="share" data-noprint>
            <div class="col-rail">
                <h2 class="h-quiet">"Share"</h2>
            </div>
            <div class="col-wide share">
                <a class="btn" href=mail>
                    <Icon glyph=Glyph::Mail />
                    " E-mail"
                </a>
                <p class="meta share-address">{address}</p>
            </div>
        </div>
    }
}

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

/// Other articles; nothing while there are none.
#[component]
pub fn ReadNext(
    /// The articles.
    cards: Vec<ArticleCard>,
) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        let cards = cards.into_iter().map(|card| view! { <Card card=card /> }).collect_view();
        view! {
            <section class="grid-3" aria-labelledby="next" data-noprint>
                <div class="col-rail">
                    <h2 class="h-quiet" id="next">
                        "Read next"
                    </h2>
                </div>
                <div class="col-wide cards">{cards}</div>
            </section>
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
                            <img
                                src=sizes.at_least(320)
                                srcset=sizes.srcset()
                                sizes="(min-width: 34rem) 20rem, 7rem"
                                width=sizes.width_px
                                height=sizes.height_px
                                alt=""
                                loading="lazy"
                                decoding="async"
                            />
                        }
                    })} <SlideCount count=slide_count />
            </div>
            <h3 dir="auto">
                <a class="u-url p-name" href=format!("/{slug}")>
                    {title}
                </a>
            </h3>
            <p class="meta">
                <time class="dt-published" datetime=published.iso>{published.day}</time>
            </p>
        </article>
    }
}
