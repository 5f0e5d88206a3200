//! The topics of an article, as its writer chooses them.

use crate::articles::editor::{Part, Writing};
use crate::icon::{Glyph, Icon};
use domain::ids::TopicId;
use domain::topics::{MAX_OF_ARTICLE, TopicChoice};
use leptos::prelude::*;

/// The topics that are chosen, in order, and those that can be added.
#[component]
pub fn TopicsField(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let choices = writing.topics;
    let chosen = Memo::new(move |_| writing.head.with(|head| head.topics.clone()));
    let change = move |change: &dyn Fn(&mut Vec<TopicId>)| {
        writing.head.update(|head| change(&mut head.topics));
        writing.changed(Part::Head);
    };
    let remove = move |id: TopicId| change(&|topics| topics.retain(|topic| *topic != id));
    // Choosing alone adds nothing: whoever goes through the list with keys would add all of it.
    let picked = RwSignal::new(String::new());
    let add = move |_| {
        if let Ok(id) = picked.get_untracked().parse::<TopicId>() {
            picked.set(String::new());
            change(&|topics| topics.push(id));
        }
    };
    let tags = move || {
        let named = chosen.get().into_iter().filter_map(|id| choices.with_value(|all| named(all, id)));
        named.map(|topic| view! { <Tag topic=topic remove=Callback::new(remove) /> }).collect_view()
    };
    let list = move || {
        let chosen = chosen.get();
        let left = choices.with_value(|all| all.iter().filter(|topic| !chosen.contains(&topic.id)).cloned().collect::<Vec<_>>());
        let is_full = chosen.len() >= MAX_OF_ARTICLE;
        let options =
            left.iter().map(|topic| view! { <option value=topic.id.to_string()>{topic.name.clone()}</option> }).collect_view();
        (!is_full && !left.is_empty()).then(|| {
            view! {
                <div class="row row-tight topic-add">
                    <select
                        class="input"
                        aria-label="Topic to add"
                        prop:value=picked
                        on:change=move |event| picked.set(event_target_value(&event))
                    >
                        <option value="">"Choose a topic"</option>
                        {options}
                    </select>
                    <button
                        class="btn"
                        type="button"
                        aria-disabled=move || picked.with(String::is_empty).then_some("true")
                        on:click=add
                    >
                        "Add"
                    </button>
                </div>
            }
        })
    };
    let hint = move || {
        if choices.with_value(Vec::is_empty) {
            "There are no topics yet. Editors add them under Articles."
        } else if chosen.with(Vec::len) >= MAX_OF_ARTICLE {
            "Five topics are as many as an article can have."
        } else {
            "The first one stands over the title in lists."
        }
    };
    view! {
        <div class="field" role="group" aria-labelledby="article-topics-label" aria-describedby="article-topics-hint">
            <span class="label" id="article-topics-label">
                "Topics"
            </span>
            <div class="chips" data-empty=move || chosen.with(Vec::is_empty).then_some("")>
                {tags}
            </div>
            {list}
            <p class="hint" id="article-topics-hint">
                {hint}
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Tag(topic: TopicChoice, remove: Callback<TopicId>) -> impl IntoView {
    let TopicChoice { id, name } = topic;
    let words = format!("Remove {name}");
    view! {
        <span class="tag">
            <bdi>{name}</bdi>
            <button type="button" aria-label=words on:click=move |_| remove.run(id)>
                <Icon glyph=Glyph::Close />
            </button>
        </span>
    }
}

fn named(all: &[TopicChoice], id: TopicId) -> Option<TopicChoice> {
    all.iter().find(|topic| topic.id == id).cloned()
}
