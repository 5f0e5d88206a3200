//! `/{slug}/slides/{id}`: one slide by itself, for passing on, with the way into the whole.

use super::Names;
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
    let SlidePage { site, slug, title, published, authors, slide, slide_count, previous, next } = page;
    let path = format!("/{slug}");
    let place = format!("Slide {} of {slide_count}", slide.number);
    let whole = format!("{path}#{}", slide.anchor());
    let head_title =
        if slide.heading.is_empty() { format!("{place} · {title}") } else { format!("{} · {title}", slide.heading) };
    let head = Head { title: Some(head_title), canonical: Some(path.clone()), ..Head::default() };
    let address = move |slide: &Neighbour| format!("{path}/slides/{}", slide.id);
    let before = previous.map(|slide| (address(&slide), slide.heading));
    let after = next.map(|slide| (address(&slide), slide.heading));
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
                        <SlideView slide=slide place=Place::Alone />
                    </div>
                </div>
            </article>
            <div class="wrap cq after">
                <nav class="pager" aria-label="Slides">
                    {match before {
                        Some((href, heading)) => {
                            view! {
                                <a class="btn" href=href rel="prev">
                                    <Icon glyph=Glyph::Left />
                                    " Previous"
                                    <span class="sr">{named(heading)}</span>
                                </a>
                            }
                                .into_any()
                        }
                        None => view! { <span></span> }.into_any(),
                    }} <a class="btn btn-primary" href=whole>
                        "Whole article"
                    </a>
                    {match after {
                        Some((href, heading)) => {
                            view! {
                                <a class="btn" href=href rel="next">
                                    "Next "
                                    <Icon glyph=Glyph::Right />
                                    <span class="sr">{named(heading)}</span>
                                </a>
                            }
                                .into_any()
                        }
                        None => view! { <span></span> }.into_any(),
                    }}
                </nav>
            </div>
        </PublicDocument>
    }
    .into_any()
}

/// What a button adds for those who do not see where it leads.
fn named(heading: String) -> Option<String> {
    (!heading.is_empty()).then(|| format!(": {heading}"))
}
