//! `/`: the newest article as its own slides, then the latest ones.

use super::counts::length;
use super::{Index, Listing, Names, Pager};
use crate::feeds::Found;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::media::{PictureImage, Urgency};
use crate::topics::{Kicker, TopicIndex};
use domain::articles::{HomePage, Lead, StripSlide};
use leptos::prelude::*;

const EARLIER: &str = "Earlier articles";

/// The front page, and its later pages.
#[component]
pub fn Home(
    /// The page.
    page: HomePage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let found = Found::home(&page, &around.base_url);
    let HomePage { site, from, lead, latest, topics } = page;
    let title = from.is_some().then(|| EARLIER.to_owned());
    let canonical = from.is_none().then(|| "/".to_owned());
    let head = Head { title, canonical, description: site.description.clone(), found, ..Head::default() };
    let is_first = from.is_none();
    let is_empty = lead.is_none() && is_first;
    let has_list = !latest.items.is_empty() || !is_first;
    let name = site.title.clone();
    view! {
        <PublicDocument site=site head=head around=around>
            {(!is_first).then(|| view! { <h1 class="sr">{name.clone()}</h1> })}
            {is_empty.then(|| view! { <NothingYet name=name /> })}
            {lead.map(|lead| view! { <LeadArticle lead=lead /> })}
            {has_list
                .then(|| {
                    view! {
                        <div class="wrap cq">
                            <section class="section" aria-labelledby="latest">
                                <div class="section-head">
                                    <h2 class="h-quiet" id="latest">
                                        {if is_first { "Latest articles" } else { EARLIER }}
                                    </h2>
                                </div>
                                <Index cards=latest.items listing=Listing::Site />
                                <Pager path="/".to_owned() is_first=is_first next=latest.next />
                            </section>
                        </div>
                    }
                })}
            {(!topics.is_empty())
                .then(|| {
                    view! {
                        <div class="wrap">
                            <section class="section" aria-labelledby="topics">
                                <div class="section-head">
                                    <h2 class="h-quiet" id="topics">
                                        "Topics"
                                    </h2>
                                </div>
                                <TopicIndex topics=topics />
                            </section>
                        </div>
                    }
                })}
        </PublicDocument>
    }
    .into_any()
}

/// What a site shows before its first article.
#[component]
fn NothingYet(name: String) -> impl IntoView {
    view! {
        <div class="wrap">
            <div class="oops">
                <h1 class="headline" dir="auto">
                    {name}
                </h1>
                <p class="lede">"Nothing has been published here yet. The first article will open on this page."</p>
            </div>
        </div>
    }
}

/// The newest article, with a strip of its slides that runs off the page's edge.
#[component]
fn LeadArticle(lead: Lead) -> impl IntoView {
    let Lead { card, strip } = lead;
    let address = format!("/{}", card.slug);
    let plates = strip
        .into_iter()
        .enumerate()
        .map(|(at, slide)| {
            let href = format!("{address}#s-{}", slide.id);
            view! { <li><StripPlate slide=slide href=href is_first=at == 0 /></li> }
        })
        .collect_view();
    let has_plates = !plates.is_empty();
    view! {
        <section class="lead h-entry" aria-labelledby="lead-title">
            <div class="wrap">
                <div class="lead-head">
                    <div>
                        <Kicker topics=card.topics.into_iter().take(1).collect() />
                        <h1 class="headline" id="lead-title" dir="auto">
                            <a class="u-url p-name" href=address.clone() data-article>
                                {card.title}
                            </a>
                        </h1>
                    </div>
                    <div class="lead-text">
                        {(!card.standfirst.is_empty())
                            .then(|| {
                                view! {
                                    <p class="lede p-summary" dir="auto">
                                        {card.standfirst}
                                    </p>
                                }
                            })} <p class="meta">
                            <Names authors=card.authors />
                            ", "
                            <time class="dt-published" datetime=card.published.iso>{card.published.day}</time>
                            ". "
                            {length(card.slide_count, card.minutes)}
                            ". "
                            <a href=format!("{address}/slideshow")>"Watch as a slideshow"</a>
                        </p>
                    </div>
                </div>
            </div>
            {has_plates
                .then(|| {
                    view! {
                        <ol class="strip" aria-label="Slides of this article" tabindex="0">
                            {plates}
                        </ol>
                    }
                })}
        </section>
    }
}

/// A slide on the strip. The first picture of the page is fetched before the others.
#[component]
fn StripPlate(slide: StripSlide, href: String, is_first: bool) -> impl IntoView {
    let StripSlide { number, heading, sizes, alt, .. } = slide;
    let shown = strip_width(sizes.width_px, sizes.height_px);
    let urgency = if is_first { Urgency::First } else { Urgency::Near };
    view! {
        <a href=href>
            <div class="plate">
                <PictureImage sizes=sizes shown=shown alt=alt urgency=urgency />
                <span class="spot">{number}</span>
            </div>
            {(!heading.is_empty())
                .then(|| {
                    view! {
                        <p class="strip-cap" dir="auto">
                            {heading}
                        </p>
                    }
                })}
        </a>
    }
}

/// The value of `sizes` on the strip, whose height is given: `.strip` has it as `--h`.
fn strip_width(width_px: u32, height_px: u32) -> String {
    let ratio = f64::from(width_px) / f64::from(height_px.max(1));
    format!("calc({ratio:.3} * clamp(14rem, 34vw, 30rem))")
}
