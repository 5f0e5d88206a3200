//! `/topics/{slug}`: a topic and its articles.

use crate::articles::{Index, Listing, Pager, article_count};
use crate::feeds::Found;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::icon::{Glyph, Icon};
use domain::topics::TopicPage;
use leptos::prelude::*;

/// A topic's page.
#[component]
pub fn TopicArticles(
    /// The page.
    page: TopicPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let found = Found::topic(&page, &around.base_url);
    let TopicPage { site, topic, article_count: count, from, articles } = page;
    let path = topic.slug.path();
    let head = Head {
        title: Some(topic.name.clone()),
        description: topic.description.clone(),
        canonical: from.is_none().then(|| path.clone()),
        found,
        ..Head::default()
    };
    let feed = format!("{path}/feed.xml");
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap cq">
                <header class="page-head">
                    <p class="kicker">
                        <a href="/topics">"Topic"</a>
                    </p>
                    <h1 class="headline" dir="auto">
                        {topic.name}
                    </h1>
                    {(!topic.description.is_empty())
                        .then(|| {
                            view! {
                                <p class="lede" dir="auto">
                                    {topic.description}
                                </p>
                            }
                        })}
                    <p class="row tag-actions">
                        <span class="meta">{article_count(count)}</span>
                        <a class="btn btn-sm btn-quiet" href=feed>
                            <Icon glyph=Glyph::Feed />
                            "Follow by RSS"
                        </a>
                    </p>
                </header>
                <h2 class="sr">"Articles"</h2>
                <Index cards=articles.items listing=Listing::Topic />
                <Pager path=path is_first=from.is_none() next=articles.next />
            </div>
        </PublicDocument>
    }
    .into_any()
}
