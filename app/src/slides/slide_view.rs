//! A slide as readers, the editor's preview and paper show it.

use super::{Prose, Since};
use crate::articles::SlideFoot;
use crate::corrections::Corrected;
use crate::credits::CreditLine;
use crate::media::{PictureImage, Urgency};
use domain::articles::Slug;
use domain::slides::{Figure, SlideModel};
use leptos::prelude::*;

/// Where a slide stands, which decides how urgent its pictures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In its article: only the first slide's pictures are fetched at once.
    #[default]
    InOrder,
    /// By itself on a page.
    Alone,
}

/// A slide: pictures with caption and credit, heading, text. The same for readers, the preview and paper.
#[component]
pub fn SlideView(
    /// The slide. The public page passes a plain one, the editor a signal.
    #[prop(into)]
    slide: Signal<SlideModel>,
    /// Where it stands.
    #[prop(optional)]
    place: Place,
    /// The address of its article, where readers see it: then it leads to the pages of its own. The preview has none.
    #[prop(optional)]
    of: Option<Slug>,
) -> impl IntoView {
    let path = move || of.as_ref().map(|of| slide.with(|slide| format!("/{of}/slides/{}", slide.id)));
    let anchor = move || slide.with(SlideModel::anchor);
    let heading_id = move || format!("h-{}", slide.with(|slide| slide.id.to_string()));
    // In the editor the words change with every letter; the pictures are made anew only when they change themselves.
    let pictured = Memo::new(move |_| slide.with(|slide| (slide.number, slide.anchor(), slide.figures.clone())));
    let path_of_pictures = path.clone();
    let figures = move || {
        let (number, anchor, figures) = pictured.get();
        let path = path_of_pictures();
        let is_urgent = number == 1 || place == Place::Alone;
        figures
            .into_iter()
            .enumerate()
            .map(|(at, figure)| {
                let spot = (at == 0).then(|| (number, anchor.clone()));
                let large = path.as_ref().map(|path| format!("{path}/pictures/{}", at + 1));
                view! { <SlideFigure figure=figure spot=spot large=large is_urgent=is_urgent && at == 0 /> }
            })
            .collect_view()
    };
    let has_no_figure = move || slide.with(|slide| slide.figures.is_empty());
    let has_heading = move || slide.with(|slide| !slide.heading.is_empty());
    let name = move || (!has_heading()).then(|| format!("Slide {}", slide.with(|slide| slide.number)));
    view! {
        <section class="slide" id=anchor aria-labelledby=move || has_heading().then(heading_id) aria-label=name>
            {figures}
            <div class="slide-text">
                {move || slide.with(|slide| view! { <Since added_ms=slide.added_ms changed_ms=slide.changed_ms /> })}
                {move || {
                    has_no_figure()
                        .then(|| {
                            let number = slide.with(|slide| slide.number);
                            view! {
                                <a class="spot spot-inline" href=format!("#{}", anchor()) aria-label=link_words(number)>
                                    {number}
                                </a>
                            }
                        })
                }}
                {move || {
                    has_heading()
                        .then(|| {
                            view! {
                                <h2 class="slide-title" id=heading_id dir="auto">
                                    {slide.with(|slide| slide.heading.clone())}
                                </h2>
                            }
                        })
                }}
                <Prose html=Signal::derive(move || slide.with(|slide| slide.body.clone())) />
                {move || view! { <Corrected made=slide.with(|slide| slide.corrections.clone()) /> }}
                {move || {
                    let number = slide.with(|slide| slide.number);
                    path().map(|path| view! { <SlideFoot path=path number=number is_alone=place == Place::Alone /> })
                }}
            </div>
        </section>
    }
}

/// What the spot says to those who cannot see it.
fn link_words(number: usize) -> String {
    format!("Link to slide {number}")
}

/// A picture on its plate with caption and credit; the first of a slide carries its spot.
#[component]
fn SlideFigure(figure: Figure, spot: Option<(usize, String)>, large: Option<String>, is_urgent: bool) -> impl IntoView {
    let Figure { sizes, alt, caption, credit, .. } = figure;
    let spot = spot.map(|(number, anchor)| {
        view! {
            <a class="spot" href=format!("#{anchor}") aria-label=link_words(number)>
                {number}
            </a>
        }
    });
    let has_words = !caption.is_empty() || credit.is_some();
    let fit = sizes.fit();
    let picture = view! {
        <PictureImage sizes=sizes shown=shown_width(fit) alt=alt urgency=if is_urgent { Urgency::First } else { Urgency::Near } />
    };
    view! {
        <figure class="slide-figure" data-fit=fit>
            <div class="plate">
                <FullSize large=large>{picture}</FullSize>
                {spot}
            </div>
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

/// A picture as the link to itself at full size; without an address there is no link.
#[component]
pub fn FullSize(
    /// The path of the picture's own page.
    large: Option<String>,
    /// The picture.
    children: Children,
) -> impl IntoView {
    match large {
        Some(large) => view! {
            <a class="full-size" href=large>
                {children()}
                <span class="sr">" Full size"</span>
            </a>
        }
        .into_any(),
        None => children().into_any(),
    }
}

/// The value of `sizes` by the fit of the picture: `.slide-figure` gives each its room.
fn shown_width(fit: Option<&'static str>) -> &'static str {
    match fit {
        Some("small") => "(min-width: 40rem) 32rem, 100vw",
        Some(_) => "(min-width: 64rem) 40rem, 100vw",
        None => "(min-width: 72rem) 62.5rem, 100vw",
    }
}
