//! The line over a title that says what an article is about.

use domain::topics::TopicLink;
use leptos::prelude::*;

/// The topics as links; nothing where there are none.
#[component]
pub fn Kicker(
    /// The topics, the most important first.
    topics: Vec<TopicLink>,
) -> impl IntoView {
    (!topics.is_empty()).then(|| {
        let links = topics.into_iter().enumerate().map(|(at, topic)| {
            view! {
                {(at > 0).then_some(", ")}
                <a class="p-category" rel="tag" href=topic.slug.path() dir="auto">
                    {topic.name}
                </a>
            }
        });
        view! { <p class="kicker">{links.collect_view()}</p> }
    })
}
