//! An article as a feed carries it: all of its slides, by themselves in somebody else's page.

use crate::corrections::Corrected;
use crate::credits::CreditLine;
use crate::slides::Prose;
use domain::slides::{Figure, SlideModel};
use leptos::prelude::*;

/// All slides of an article, with the whole address of everything that they name.
#[component]
pub fn FeedContent(
    /// The slides.
    slides: Vec<SlideModel>,
    /// The site's own address, without a slash at the end.
    base_url: String,
    /// The article's whole address.
    address: String,
) -> impl IntoView {
    slides
        .into_iter()
        .map(|slide| {
            let SlideModel { heading, figures, body, corrections, .. } = slide;
            let pictures =
                figures.into_iter().map(|figure| view! { <Pictured figure=figure base_url=base_url.clone() /> }).collect_view();
            view! {
                <section>
                    {(!heading.is_empty()).then(|| view! { <h2 dir="auto">{heading}</h2> })}
                    {pictures}
                    <Prose html=body.elsewhere(&base_url, &address) />
                    <Corrected made=corrections />
                </section>
            }
        })
        .collect_view()
}

#[component]
fn Pictured(figure: Figure, base_url: String) -> impl IntoView {
    let Figure { sizes, alt, caption, credit, .. } = figure;
    let (_, address, width_px, height_px) = sizes.readable();
    let has_words = !caption.is_empty() || credit.is_some();
    view! {
        <figure>
            <img src=format!("{base_url}{address}") width=width_px height=height_px alt=alt />
            {has_words
                .then(|| {
                    view! {
                        <figcaption>
                            {(!caption.is_empty()).then(|| view! { <p dir="auto">{caption}</p> })}
                            <CreditLine credit=credit />
                        </figcaption>
                    }
                })}
        </figure>
    }
}
