//! A slide as readers, the editor's preview and paper show it.

use super::Prose;
use domain::slides::{Figure, SlideModel};
use leptos::prelude::*;

/// A slide: pictures with caption and credit, heading, text. The same for readers, the preview and paper.
#[component]
pub fn SlideView(
    /// The slide. The public page passes a plain one, the editor a signal.
    #[prop(into)]
    slide: Signal<SlideModel>,
) -> impl IntoView {
    let anchor = move || slide.with(SlideModel::anchor);
    let heading_id = move || format!("h-{}", slide.with(|slide| slide.id.to_string()));
    let figures = move || {
        slide.with(|slide| {
            let number = slide.number;
            let anchor = slide.anchor();
            slide
                .figures
                .iter()
                .enumerate()
                .map(|(at, figure)| view! { <SlideFigure figure=figure.clone() spot=(at == 0).then(|| (number, anchor.clone())) /> })
                .collect_view()
        })
    };
    let has_no_figure = move || slide.with(|slide| slide.figures.is_empty());
    view! {
        <section class="slide" id=anchor aria-labelledby=heading_id>
            {figures}
            <div class="slide-text">
                {move || {
                    has_no_figure()
                        .then(|| {
                            let number = slide.with(|slide| slide.number);
                            view! {
                                <a class="spot spot-inline" href=format!("#{}", anchor()) aria-label=format!("Link to slide {number}")>
                                    {number}
                                </a>
                            }
                        })
                }}
                <h2 class="slide-title" id=heading_id>
                    {move || slide.with(|slide| slide.heading.clone())}
                </h2>
                <Prose html=Signal::derive(move || slide.with(|slide| slide.body.clone())) />
            </div>
        </section>
    }
}

/// A picture on its plate with caption and credit; the first of a slide carries its spot.
#[component]
fn SlideFigure(figure: Figure, spot: Option<(usize, String)>) -> impl IntoView {
    let Figure { sizes, alt, caption, credit, .. } = figure;
    let is_first = spot.as_ref().is_some_and(|(number, _)| *number == 1);
    let spot = spot.map(|(number, anchor)| {
        view! {
            <a class="spot" href=format!("#{anchor}") aria-label=format!("Link to slide {number}")>
                {number}
            </a>
        }
    });
    let has_words = !caption.is_empty() || credit.is_some();
    view! {
        <figure class="slide-figure" data-fit=sizes.fit()>
            <div class="plate">
                <img
                    src=sizes.at_least(960)
                    srcset=sizes.srcset()
                    sizes="(min-width: 72rem) 62.5rem, 100vw"
                    width=sizes.width_px
                    height=sizes.height_px
                    alt=alt
                    loading=(!is_first).then_some("lazy")
                    decoding=(!is_first).then_some("async")
                    fetchpriority=is_first.then_some("high")
                />
                {spot}
            </div>
            {has_words
                .then(|| {
                    view! {
                        <figcaption>
                            {(!caption.is_empty()).then(|| view! { <p>{caption}</p> })}
                            {credit.map(|credit| view! { <p class="credit">{credit}</p> })}
                        </figcaption>
                    }
                })}
        </figure>
    }
}
