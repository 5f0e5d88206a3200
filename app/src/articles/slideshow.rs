//! `/{slug}/slideshow`: the article one slide at a time, by plain links and the browser's own scrolling.

use super::counts::in_words;
use super::share::{CopyLink, SlideFoot};
use super::{Mode, Names, Reading};
use crate::corrections::Corrected;
use crate::credits::CreditLine;
use crate::feeds::Found;
use crate::frame::{BareDocument, Head, Surroundings};
use crate::icon::{Glyph, Icon, Mark};
use crate::media::{PictureImage, Urgency};
use crate::slides::{FullSize, Prose, Since};
use domain::articles::{ArticleLink, ArticlePage, Slug};
use domain::comments::Thread;
use domain::people::Handle;
use domain::slides::{Figure, SlideModel};
use leptos::prelude::*;

/// Where the last section is.
const END: &str = "end";
/// What the keys are called.
const KEYS: &str = "Keys of the slideshow";

/// The article as a slideshow of all its slides.
#[component]
pub fn Slideshow(
    /// The article.
    page: ArticlePage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let found = Found::article(&page, &around.base_url);
    let ArticlePage { site, slug, title, standfirst, slides, authors, thread, earlier, later, .. } = page;
    let head = Head {
        title: Some(title.clone()),
        description: standfirst,
        canonical: Some(format!("/{slug}")),
        body_class: Some("show-page"),
        found,
        ..Head::default()
    };
    let front = format!("{}, front page", site.title);
    let anchors: Vec<String> = slides.iter().map(SlideModel::anchor).collect();
    let first = format!("#{}", anchors.first().map_or(END, String::as_str));
    let strip = slides.iter().map(|slide| view! { <Thumbnail slide=slide.clone() /> }).collect_view();
    let way = |at: usize| Way {
        number: at + 1,
        count: anchors.len(),
        previous: at.checked_sub(1).map(|before| anchors[before].clone()),
        next: anchors.get(at + 1).cloned(),
        story: format!("/{slug}"),
    };
    let address = format!("{}/{slug}", around.base_url);
    let visit = slug.to_string();
    let counted = site.is_counting.then_some("");
    let sections = slides.into_iter().enumerate().map(|(at, slide)| view! { <Section slide=slide way=way(at) /> }).collect_view();
    let names = authors.into_iter().map(|author| (author.name, author.handle)).collect();
    let end = End {
        slug: slug.clone(),
        address,
        slide_count: anchors.len(),
        first: first.clone(),
        names,
        thread,
        // After the newest there is nothing: whoever goes on goes back.
        next: later.or(earlier),
    };
    view! {
        <BareDocument site=site head=head around=around>
            <a class="skip" href=first>
                "Skip to the first slide"
            </a>
            <div class="show">
                <header class="show-bar">
                    <a class="btn btn-quiet btn-icon" href="/" aria-label=front>
                        <Mark />
                    </a>
                    <h1 dir="auto">{title}</h1>
                    <Mode slug=slug current=Reading::Slideshow />
                    <button class="btn btn-quiet btn-icon show-keys" type="button" aria-haspopup="dialog" aria-label=KEYS data-keys hidden>
                        <kbd>"?"</kbd>
                    </button>
                    <div class="show-progress" aria-hidden="true"></div>
                </header>
                <main class="show-track" tabindex="0" aria-label="Slides. Use the arrow keys or swipe." data-visit=visit data-counted=counted>
                    {sections}
                    <Ending end=end />
                </main>
                <nav class="show-strip" aria-label="All slides">
                    {strip}
                </nav>
                <p class="sr" role="status"></p>
            </div>
            <KeysDialog />
        </BareDocument>
    }
    .into_any()
}

/// Where a slide stands and where its links lead.
struct Way {
    number: usize,
    count: usize,
    previous: Option<String>,
    next: Option<String>,
    story: String,
}

/// A slide on the stage with its words beside it. Without a picture there is no stage, and the words have the room.
#[component]
fn Section(slide: SlideModel, way: Way) -> impl IntoView {
    let SlideModel { id, number, heading, body, figures, added_ms, changed_ms, corrections } = slide;
    let heading_id = format!("h-{id}");
    let path = format!("{}/slides/{id}", way.story);
    let has_heading = !heading.is_empty();
    let labelled = has_heading.then(|| heading_id.clone());
    let is_bare = figures.is_empty();
    view! {
        <section
            class="show-slide"
            id=format!("s-{id}")
            data-bare=is_bare.then_some("")
            aria-labelledby=labelled
            aria-label=(!has_heading).then(|| format!("Slide {number}"))
        >
            <Stage figures=figures number=number path=path.clone() />
            <div class="show-panel">
                <div class="show-copy" tabindex="0" role="group" aria-label=format!("Slide {number} text")>
                    <Since added_ms=added_ms changed_ms=changed_ms />
                    {has_heading
                        .then(|| {
                            view! {
                                <h2 class="slide-title" id=heading_id dir="auto">
                                    {heading}
                                </h2>
                            }
                        })}
                    <Prose html=body />
                    <Corrected made=corrections />
                    <SlideFoot path=path number=number is_alone=false />
                </div>
                <Steps way=way />
            </div>
        </section>
    }
}

/// The dark stage: one picture fills it, several share it. Each keeps its caption and credit.
#[component]
fn Stage(figures: Vec<Figure>, number: usize, path: String) -> impl IntoView {
    let count = figures.len();
    let mut shown = figures.into_iter().zip(1..).map(move |(figure, at)| {
        let large = format!("{path}/pictures/{at}");
        view! { <Staged figure=figure large=large is_first=number == 1 /> }
    });
    match count {
        0 => None,
        1 => shown.next().map(IntoAny::into_any),
        _ => Some(
            view! {
                <div class="show-stages" tabindex="0" role="group" aria-label=format!("Slide {number} pictures")>
                    {shown.collect_view()}
                </div>
            }
            .into_any(),
        ),
    }
}

#[component]
fn Staged(figure: Figure, large: String, is_first: bool) -> impl IntoView {
    let Figure { sizes, alt, caption, credit, .. } = figure;
    let has_words = !caption.is_empty() || credit.is_some();
    let urgency = if is_first { Urgency::First } else { Urgency::Near };
    view! {
        <figure class="show-stage">
            <div class="pic">
                <FullSize large=Some(large)>
                    <PictureImage sizes=sizes shown="(min-width: 60rem) 68vw, 100vw" alt=alt urgency=urgency is_bare=true />
                </FullSize>
            </div>
            {has_words
                .then(|| {
                    view! {
                        <figcaption>
                            <p dir="auto">{caption}</p>
                            <CreditLine credit=credit />
                        </figcaption>
                    }
                })}
        </figure>
    }
}

/// Previous and next as plain links to the slides themselves: they survive a new order.
#[component]
fn Steps(way: Way) -> impl IntoView {
    let Way { number, count, previous, next, story } = way;
    let forward = if next.is_some() { "Next " } else { "Finish " };
    let rel = next.is_some().then_some("next");
    let next = format!("#{}", next.as_deref().unwrap_or(END));
    view! {
        <nav class="show-nav" aria-label=format!("Slide {number} of {count}")>
            {match previous {
                Some(previous) => {
                    view! {
                        <a class="btn" href=format!("#{previous}") rel="prev">
                            <Icon glyph=Glyph::Left />
                            " Previous"
                        </a>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <a class="btn btn-quiet" href=story>
                            "Story view"
                        </a>
                    }
                        .into_any()
                }
            }} <span class="count">
                <span class="sr">"Slide "</span>
                {number}
                " "
                <span class="sr">"of"</span>
                <span aria-hidden="true">"/"</span>
                " "
                {count}
            </span>
            <a class="btn btn-primary" href=next rel=rel>
                {forward}
                <Icon glyph=Glyph::Right />
            </a>
        </nav>
    }
}

/// A slide on the contact strip.
#[component]
fn Thumbnail(slide: SlideModel) -> impl IntoView {
    let href = format!("#{}", slide.anchor());
    let SlideModel { number, heading, figures, .. } = slide;
    let place = if heading.is_empty() { format!("Slide {number}") } else { format!("Slide {number}: ") };
    let picture = match figures.into_iter().next() {
        Some(Figure { sizes, .. }) => view! { <PictureImage sizes=sizes shown="5.25rem" alt="" is_bare=true /> }.into_any(),
        None => view! { <span class="show-blank"></span> }.into_any(),
    };
    view! {
        <a href=href>
            {picture} <span class="spot spot-sm" aria-hidden="true">
                {number}
            </span> <span class="sr">
                {place}
                <bdi>{heading}</bdi>
            </span>
        </a>
    }
}

/// What the keys do that the script for readers listens to; it opens this.
#[component]
fn KeysDialog() -> impl IntoView {
    let keys: [(&[&str], &str); 5] = [
        (&["←", "→"], "One slide on or back"),
        (&["Home"], "First slide"),
        (&["End"], "Last slide"),
        (&["Esc"], "To the story, at this slide"),
        (&["?"], "This list"),
    ];
    let rows = keys
        .map(|(keys, does)| {
            let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view();
            view! {
                <div>
                    <dt class="row row-tight">{keys}</dt>
                    <dd>{does}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <dialog class="dialog" id="keys" aria-labelledby="keys-title">
            <div class="dialog-body">
                <h2 id="keys-title">{KEYS}</h2>
                <dl class="key-list">{rows}</dl>
            </div>
            <form class="dialog-foot" method="dialog">
                <button class="btn" type="submit">
                    "Close"
                </button>
            </form>
        </dialog>
    }
}

/// What the last section leads to.
struct End {
    slug: Slug,
    address: String,
    slide_count: usize,
    first: String,
    names: Vec<(String, Handle)>,
    thread: Thread,
    next: Option<ArticleLink>,
}

#[component]
fn Ending(end: End) -> impl IntoView {
    let End { slug, address, slide_count, first, names, thread, next } = end;
    let heading = if slide_count == 1 { "That is all.".to_owned() } else { format!("That is all {}.", in_words(slide_count)) };
    view! {
        <section class="show-slide" id=END aria-labelledby="h-end">
            <div class="show-end">
                <h2 id="h-end">{heading}</h2>
                <p>"By " <Names authors=names /></p>
                <p class="row">
                    {comments(&thread)
                        .map(|words| {
                            view! {
                                <a class="btn btn-primary" href=format!("/{slug}#comments")>
                                    <Icon glyph=Glyph::Comments />
                                    {words}
                                </a>
                            }
                        })} <a class="btn" href=format!("/{slug}#share") data-share=address.clone()>
                        "Share"
                    </a> <CopyLink address=address /> <a class="btn btn-quiet" href=first>
                        <Icon glyph=Glyph::Left />
                        " From the start"
                    </a>
                </p>
                {next
                    .map(|ArticleLink { slug, title }| {
                        view! {
                            <p>
                                "Next: " <a href=format!("/{slug}") data-article>
                                    <bdi>{title}</bdi>
                                </a>
                            </p>
                        }
                    })}
            </div>
        </section>
    }
}

/// The way to the comments: how many there are, an invitation when there is none, nothing when none are taken.
fn comments(thread: &Thread) -> Option<String> {
    match thread.count {
        0 => thread.is_open.then(|| " Write the first comment".to_owned()),
        1 => Some(" Read the comment".to_owned()),
        count => Some(format!(" Read {count} comments")),
    }
}
