//! A page as readers see it: its slides one under the other, and nothing of what makes an article news.

use crate::articles::Contents;
use crate::feeds::Found;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::slides::SlideView;
use domain::articles::Kind;
use domain::pages::StaticPage;
use leptos::prelude::*;

/// A page that stands by itself.
#[component]
pub fn PageView(
    /// The page.
    page: StaticPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let found = Found::page(&page, &around.base_url);
    let StaticPage { site, slug, title, standfirst, changed, slides } = page;
    let head = Head {
        title: Some(title.clone()),
        description: standfirst.clone(),
        canonical: Some(format!("/{slug}")),
        found,
        ..Head::default()
    };
    let contents = slides.clone();
    let slides = slides.into_iter().map(|slide| view! { <SlideView slide=slide /> }).collect_view();
    view! {
        <PublicDocument site=site head=head around=around>
            <article>
                <div class="wrap cq">
                    <header class="article-head grid-3">
                        <div class="col-rail">
                            <p class="article-facts">
                                "Last changed "
                                <time datetime=changed.iso>{changed.day}</time>
                            </p>
                            <Contents slides=contents of=Kind::Page />
                        </div>
                        <div class="col-wide">
                            <h1 class="headline" dir="auto">
                                {title}
                            </h1>
                            {(!standfirst.is_empty())
                                .then(|| {
                                    view! {
                                        <p class="lede" dir="auto">
                                            {standfirst}
                                        </p>
                                    }
                                })}
                        </div>
                    </header>
                </div>
                <div class="wrap">
                    <div class="slides">{slides}</div>
                </div>
            </article>
        </PublicDocument>
    }
    .into_any()
}
