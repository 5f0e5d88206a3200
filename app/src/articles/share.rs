//! Passing an article or a slide on: ways that ask nobody until one is chosen.

use crate::icon::{Glyph, Icon};
use domain::articles::share::NETWORKS;
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a part of a query or of a `mailto` address: letters, digits and these. Source: RFC 3986, 2.3; RFC 6068, 2.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The ways to pass something on, with their heading.
#[component]
pub fn Share(
    /// What is passed on, by name.
    title: String,
    /// Its whole address.
    address: String,
) -> impl IntoView {
    let (subject, body) = (utf8_percent_encode(&title, KEPT).to_string(), utf8_percent_encode(&address, KEPT).to_string());
    let mail = format!("mailto:?subject={subject}&body={body}");
    let networks = NETWORKS
        .map(|network| {
            view! {
                <a class="btn" href=network.takes(&subject, &body) rel="nofollow noopener noreferrer">
                    {network.name}
                </a>
            }
        })
        .collect_view();
    view! {
        <div class="grid-3" id="share" data-noprint>
            <div class="col-rail">
                <h2 class="h-quiet">"Share"</h2>
                <p class="meta">"Plain links. Nothing is asked of anybody until you choose one."</p>
            </div>
            <div class="col-wide share">
                <button class="btn" type="button" data-share=address.clone() hidden>
                    <Icon glyph=Glyph::Outside />
                    " Share…"
                </button>
                <CopyLink address=address.clone() />
                <a class="btn" href=mail>
                    <Icon glyph=Glyph::Mail />
                    " E-mail"
                </a>
                {networks}
                <p class="meta share-address">
                    <a href=address.clone()>{address.clone()}</a>
                </p>
            </div>
        </div>
    }
}

/// Copies an address and says so. The script for readers shows it where the browser has somewhere to copy to.
#[component]
pub fn CopyLink(
    /// The whole address.
    address: String,
) -> impl IntoView {
    view! {
        <button
            class="btn"
            type="button"
            data-copy=address
            data-done="Link copied"
            data-failed="The browser did not let the link be copied"
            hidden
        >
            <Icon glyph=Glyph::Copy />
            " Copy link"
        </button>
        <span class="share-said" role="status"></span>
    }
}

/// What can be done with a slide: its own page, which can be passed on by itself, and saying that something on it is wrong. Where
/// the system has a sheet for passing on, the script for readers opens it.
#[component]
pub fn SlideFoot(
    /// The path of the slide's own page.
    path: String,
    /// The slide's number.
    number: usize,
    /// Whether this is that page.
    is_alone: bool,
) -> impl IntoView {
    let report = format!("{path}/report");
    let what = format!(" on slide {number}");
    view! {
        <p class="slide-foot" data-noprint>
            {(!is_alone)
                .then(|| {
                    view! {
                        <a href=path data-share>
                            {format!("Share slide {number}")}
                        </a>
                    }
                })} <a href=report rel="nofollow" data-report>
                "Report an error"
                <span class="sr">{what}</span>
            </a>
        </p>
    }
}
