//! `/topics`: everything that there are articles about.

use crate::feeds::Found;
use crate::frame::{Head, PublicDocument, Surroundings};
use domain::topics::{TopicCount, TopicsPage};
use leptos::prelude::*;

/// All topics.
#[component]
pub fn Topics(
    /// The page.
    page: TopicsPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let TopicsPage { site, topics } = page;
    let head = Head {
        title: Some("Topics".to_owned()),
        description: format!("What the articles of {} are about.", site.title),
        canonical: Some("/topics".to_owned()),
        found: Found::default(),
        ..Head::default()
    };
    let list = if topics.is_empty() {
        view! {
            <p class="lede">
                "No article has a topic yet. " <a href="/archive">"The archive"</a> " has all of them, month by month."
            </p>
        }
        .into_any()
    } else {
        view! { <TopicIndex topics=topics /> }.into_any()
    };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <header class="page-head">
                    <h1 class="headline">"Topics"</h1>
                </header>
                {list}
            </div>
        </PublicDocument>
    }
    .into_any()
}

/// Topics in a row, each with how many articles it has.
#[component]
pub fn TopicIndex(
    /// The topics, by name.
    topics: Vec<TopicCount>,
) -> impl IntoView {
    let topics = topics.into_iter().map(|TopicCount { link, article_count }| {
        let noun = if article_count == 1 { " article" } else { " articles" };
        view! {
            <li>
                <a href=link.slug.path()>
                    <bdi>{link.name}</bdi>
                    " "
                    <sup>
                        {article_count}
                        <span class="sr">{noun}</span>
                    </sup>
                </a>
            </li>
        }
    });
    view! { <ul class="tag-index">{topics.collect_view()}</ul> }
}
