//! `/by/{handle}`: a writer and what they wrote.

use super::{Avatar, AvatarSize};
use crate::articles::{Index, Listing, Pager};
use crate::credits::CreditLine;
use crate::feeds::Found;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::slides::Prose;
use domain::articles::AuthorPage;
use domain::people::ProfileLink;
use leptos::prelude::*;

/// A writer's page.
#[component]
pub fn Author(
    /// The page.
    page: AuthorPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let found = Found::author(&page, &around.base_url);
    let description = found.card.as_ref().map(|card| card.description.clone()).unwrap_or_default();
    let AuthorPage { site, author, article_count, from, articles } = page;
    let path = format!("/by/{}", author.handle);
    let canonical = from.is_none().then(|| path.clone());
    let head = Head { title: Some(author.name.clone()), description, canonical, found, ..Head::default() };
    let credit = author.portrait.as_ref().and_then(|portrait| portrait.credit.clone());
    let kicker = if author.role_line.is_empty() { "Author".to_owned() } else { author.role_line };
    let name = author.name.clone();
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap cq">
                <header class="page-head grid-3 h-card">
                    <div class="col-rail">
                        <Avatar name=author.name.clone() portrait=author.portrait size=AvatarSize::Huge />
                        <CreditLine credit=credit />
                    </div>
                    <div class="col-wide">
                        <p class="kicker" dir="auto">
                            {kicker}
                        </p>
                        <h1 class="headline p-name" dir="auto">
                            {author.name}
                        </h1>
                        {author
                            .bio
                            .map(|bio| {
                                view! {
                                    <div class="lede-prose p-note">
                                        <Prose html=bio />
                                    </div>
                                }
                            })} <dl class="facts">
                            <dt>"Articles"</dt>
                            <dd>{article_count}</dd>
                            {(!author.pronouns.is_empty())
                                .then(|| {
                                    view! {
                                        <dt>"Pronouns"</dt>
                                        <dd>
                                            <bdi>{author.pronouns}</bdi>
                                        </dd>
                                    }
                                })} {(!author.links.is_empty()).then(|| view! { <Elsewhere links=author.links /> })}
                        </dl>
                    </div>
                </header>
                <section aria-labelledby="by">
                    <div class="section-head">
                        <h2 class="h-quiet" id="by">
                            "Articles by "
                            <bdi>{name}</bdi>
                        </h2>
                    </div>
                    <Index cards=articles.items listing=Listing::Author />
                    <Pager path=path is_first=from.is_none() next=articles.next />
                </section>
            </div>
        </PublicDocument>
    }
    .into_any()
}

/// Where else the person is. Source: microformats.org/wiki/rel-me.
#[component]
fn Elsewhere(links: Vec<ProfileLink>) -> impl IntoView {
    let links = links
        .into_iter()
        .map(|link| {
            view! {
                <dd>
                    <a class="u-url" rel="me" href=link.to_string()>
                        {link.words().to_owned()}
                    </a>
                </dd>
            }
        })
        .collect_view();
    view! {
        <dt>"Elsewhere"</dt>
        {links}
    }
}
