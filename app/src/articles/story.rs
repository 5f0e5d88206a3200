//! `/{slug}`: the article in story view, one slide under the other, and what stands after it.

use super::after::{AboutAuthors, EarlierAndLater, Others};
use super::contents::Contents;
use super::counts::length;
use super::share::Share;
use super::{Mode, Names, Reading};
use crate::comments::Comments;
use crate::corrections::Corrected;
use crate::feeds::Found;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::people::Avatar;
use crate::slides::SlideView;
use crate::topics::Kicker;
use domain::articles::ArticlePage;
use domain::comments::{CommentForm, Conversation};
use domain::people::{AuthorBox, Handle};
use domain::stamp::Stamp;
use leptos::prelude::*;

/// The article in story view.
#[component]
pub fn Story(
    /// The article with what was said under it.
    page: ArticlePage,
    /// The form for a comment; none where nobody can comment.
    form: Option<CommentForm>,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let found = Found::article(&page, &around.base_url);
    let ArticlePage { site, slug, title, standfirst, published, updated, minutes, slides, authors, topics, thread, next, .. } =
        page;
    let (by_writer, earlier, later, corrections) = (page.by_writer, page.earlier, page.later, page.corrections);
    let talk = Conversation { thread, form };
    let path = format!("/{slug}");
    let head = Head {
        title: Some(title.clone()),
        description: standfirst.clone(),
        canonical: Some(path.clone()),
        found,
        ..Head::default()
    };
    let address = format!("{}{path}", around.base_url);
    let length = length(slides.len(), minutes);
    let contents = slides.clone();
    let slides = slides.into_iter().map(|slide| view! { <SlideView slide=slide of=slug.clone() /> }).collect_view();
    let counted = site.is_counting.then_some("");
    let writer = authors.first().map(|author| author.name.clone()).unwrap_or_default();
    view! {
        <PublicDocument site=site head=head around=around>
            <article class="h-entry">
                <div class="wrap cq">
                    <header class="article-head grid-3">
                        <div class="col-rail">
                            <Kicker topics=topics />
                            <p class="article-facts">
                                <time class="dt-published" datetime=published.iso>{published.day}</time>
                                <br />
                                {length}
                            </p>
                            <Mode slug=slug.clone() current=Reading::Story />
                            <Contents slides=contents />
                        </div>
                        <div class="col-wide">
                            <h1 class="headline p-name" dir="auto">
                                {title.clone()}
                            </h1>
                            {(!standfirst.is_empty())
                                .then(|| {
                                    view! {
                                        <p class="lede p-summary" dir="auto">
                                            {standfirst}
                                        </p>
                                    }
                                })}
                            <Byline authors=authors.clone() updated=updated />
                            <Corrected made=corrections />
                        </div>
                    </header>
                </div>
                <div class="wrap">
                    <div class="slides e-content" data-visit=slug.to_string() data-counted=counted>
                        {slides}
                    </div>
                </div>
            </article>
            <div class="wrap cq after">
                <Share title=title address=address />
                <AboutAuthors authors=authors />
                <Others cards=by_writer id="more">
                    "More by "
                    <bdi>{writer}</bdi>
                </Others>
                <Others cards=next id="next">
                    "Read next"
                </Others>
                <EarlierAndLater earlier=earlier later=later />
                <Comments slug=slug talk=talk />
            </div>
        </PublicDocument>
    }
    .into_any()
}

/// Who wrote it, with the first writer's picture, and when it was changed for readers.
#[component]
fn Byline(authors: Vec<AuthorBox>, updated: Option<Stamp>) -> impl IntoView {
    let first = authors.first().cloned();
    let names: Vec<(String, Handle)> = authors.into_iter().map(|author| (author.name, author.handle)).collect();
    view! {
        <div class="byline">
            {first.map(|author| view! { <Avatar name=author.name portrait=author.portrait /> })} <p>
                "By " <Names authors=names />
                {updated
                    .map(|updated| {
                        view! {
                            <br />
                            "Updated "
                            <time class="dt-updated" datetime=updated.iso>{updated.day}</time>
                        }
                    })}
            </p>
        </div>
    }
}
