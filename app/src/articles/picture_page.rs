//! `/{slug}/slides/{id}/pictures/{number}`: a picture as large as readers get it, with its caption and whose it is.

use crate::credits::CreditLine;
use crate::feeds::Found;
use crate::frame::{BareDocument, Head, Surroundings};
use crate::icon::{Glyph, Icon};
use crate::media::{PictureImage, Urgency};
use domain::articles::PicturePage;
use domain::credits::Credit;
use domain::slides::Figure;
use leptos::prelude::*;

/// A picture by itself. Its canonical address is the article's.
#[component]
pub fn Picture(
    /// The picture, its slide and its article.
    page: PicturePage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let (place, found, figure) = (page.place(), Found::picture(&page, &around.base_url), page.figure().clone());
    let PicturePage { on, number } = page;
    let (name, path) = (on.name(), format!("/{}", on.slug));
    let back = format!("{path}#{}", on.slide.anchor());
    let beside = |other: usize| format!("{path}/slides/{}/pictures/{other}", on.slide.id);
    let before = (number > 1).then(|| beside(number - 1));
    let after = (number < on.slide.figures.len()).then(|| beside(number + 1));
    let head = Head {
        title: Some(format!("Picture: {name}")),
        description: figure.alt.clone(),
        canonical: Some(path),
        body_class: Some("room-page"),
        found,
        ..Head::default()
    };
    view! {
        <BareDocument site=on.site head=head around=around>
            <a class="skip" href="#picture">
                "Skip to the picture"
            </a>
            <header class="room-bar">
                <a class="btn btn-quiet" href=back data-leave>
                    <Icon glyph=Glyph::Left />
                    " Back to the slide"
                </a>
                <h1 dir="auto">{name}</h1>
                <Beside before=before after=after />
            </header>
            <main id="picture" tabindex="-1">
                <Enlarged figure=figure place=place />
            </main>
        </BareDocument>
    }
    .into_any()
}

/// The way to the slide's other pictures; nothing where there is none.
#[component]
fn Beside(before: Option<String>, after: Option<String>) -> impl IntoView {
    (before.is_some() || after.is_some()).then(|| {
        view! {
            <nav class="row row-tight" aria-label="Pictures of this slide">
                {before
                    .map(|href| {
                        view! {
                            <a class="btn" href=href rel="prev">
                                "Previous picture"
                            </a>
                        }
                    })}
                {after
                    .map(|href| {
                        view! {
                            <a class="btn" href=href rel="next">
                                "Next picture"
                            </a>
                        }
                    })}
            </nav>
        }
    })
}

/// The largest size there is, and everything that is known of it.
#[component]
fn Enlarged(figure: Figure, place: String) -> impl IntoView {
    let Figure { sizes, alt, caption, credit, rights, .. } = figure;
    // The largest there is, however small the screen: it is here to be looked into.
    let shown = format!("{}px", sizes.largest().1);
    view! {
        <figure class="room-picture">
            <div class="pic">
                <PictureImage sizes=sizes shown=shown alt=alt urgency=Urgency::First is_bare=true />
            </div>
            <figcaption>
                {(!caption.is_empty()).then(|| view! { <p dir="auto">{caption}</p> })}
                <CreditLine credit=credit />
                <Rights rights=rights />
                <p class="credit">{place}</p>
            </figcaption>
        </figure>
    }
}

/// Where the licence can be read, and where the picture comes from.
#[component]
fn Rights(rights: Credit) -> impl IntoView {
    let Credit { licence, source, source_url, .. } = rights;
    let licence = licence.and_then(|licence| {
        let words = format!("Licence: {}", licence.label());
        licence.url().map(|href| view! { <a href=href rel="license nofollow noopener">{words}</a> })
    });
    let source = (!source_url.is_empty()).then(|| {
        let words = if source.is_empty() { "Where it comes from".to_owned() } else { format!("Source: {source}") };
        view! {
            <a href=source_url rel="nofollow noopener" dir="auto">
                {words}
            </a>
        }
    });
    (licence.is_some() || source.is_some()).then(|| {
        view! {
            <p class="credit row">
                {licence}
                {source}
            </p>
        }
    })
}
