//! `/{slug}/slides/{id}`: one slide by itself, for passing on, with the way into the whole.

use super::Names;
use super::share::Share;
use crate::feeds::Found;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::icon::{Glyph, Icon};
use crate::slides::{Place, SlideView};
use domain::articles::{Neighbour, SlidePage};
use leptos::prelude::*;

/// One slide by itself. Its canonical address is the article's.
#[component]
pub fn SlideAlone(
    /// The slide and its article.
    page: SlidePage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let (place, name, found) = (page.place(), page.name(), Found::slide(&page, &around.base_url));
    let SlidePage { site, slug, title, published, authors, slide, previous, next, .. } = page;
    let path = format!("/{slug}");
    let whole = format!("{path}#{}", slide.anchor());
    let address = format!("{}{path}/slides/{}", around.base_url, slide.id);
    let of = slug;
    let description = found.card.as_ref().map(|card| card.description.clone()).unwrap_or_default();
    let head = Head { title: Some(name.clone()), description, canonical: Some(path.clone()), found, ..Head::default() };
    view! {
        <PublicDocument site=site head=head around=around>
            <article>
                <div class="wrap cq">
                    <header class="page-head grid-3">
                        <div class="col-rail">
                            <p class="article-facts">{place}</p>
                        </div>
                        <div class="col-wide">
                            <h1 class="headline" dir="auto">
                                <a href=whole.clone()>{title}</a>
                            </h1>
                            <p class="meta">
                                <Names authors=authors />
                                ", "
                                <time datetime=published.iso>{published.day}</time>
                            </p>
                        </div>
                    </header>
                </div>
                <div class="wrap">
                    <div class="slides">
                        <SlideView slide=slide place=Place::Alone of=of />
                    </div>
                </div>
            </article>
            <div class="wrap cq after">
                <div class="grid-3">
                    <nav class="col-main pager" aria-label="Slides">
                        <Beside slide=previous path=path.clone() side=Side::Before />
                        <a class="btn btn-primary" href=whole>
                            "Whole article"
                        </a>
                        <Beside slide=next path=path side=Side::After />
                    </nav>
                </div>
                <Share title=name address=address />
            </div>
        </PublicDocument>
    }
    .into_any()
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The link to the slide before or after; an empty place keeps the row's shape where there is none.
#[component]
fn Beside(slide: Option<Neighbour>, path: String, side: Side) -> impl IntoView {
    let Some(Neighbour { id, heading }) = slide else { return view! { <span></span> }.into_any() };
    let href = format!("{path}/slides/{id}");
    let heading = (!heading.is_empty()).then(|| {
        view! {
            <span class="sr">
                ": "
                <bdi>{heading}</bdi>
            </span>
        }
    });
    match side {
        Side::Before => view! {
            <a class="btn" href=href rel="prev">
                <Icon glyph=Glyph::Left />
                " Previous"
                {heading}
            </a>
        }
        .into_any(),
        Side::After => view! {
            <a class="btn" href=href rel="next">
                "Next"
                {heading}
                <Icon glyph=Glyph::Right />
            </a>
        }
        .into_any(),
    }
}
