//! `/admin/topics`: what articles are about, in the editors' words.

use super::calls;
use super::topic_form::{Drafts, TopicForm};
use crate::admin::{Acting, Awaited, Dialog, PageHead, Trouble, open_while};
use crate::articles::article_count;
use crate::icon::{Glyph, Icon};
use domain::topics::TopicRow;
use leptos::prelude::*;

/// The topics, and the form that adds or changes one.
#[component]
pub fn TopicsPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::topics());
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(topics) => view! { <Known topics=topics /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <PageHead title="Topics" />
            <Awaited words="Loading topics">{page}</Awaited>
        </div>
    }
    .into_any()
}

/// The topics as they are known here: what was saved is shown without loading them all again.
#[component]
fn Known(topics: Vec<TopicRow>) -> impl IntoView {
    let known = RwSignal::new(topics);
    let changing = RwSignal::new(None::<TopicRow>);
    let deleting = RwSignal::new(None::<TopicRow>);
    let drafts = Drafts::default();
    let saved = Callback::new(move |row: TopicRow| {
        known.update(|known| {
            known.retain(|other| other.id != row.id);
            known.push(row);
            known.sort_by_key(|topic| topic.name.to_lowercase());
        });
        changing.set(None);
    });
    let rows =
        move || known.get().into_iter().map(|row| view! { <Row row=row changing=changing deleting=deleting /> }).collect_view();
    let table = move || {
        if known.with(Vec::is_empty) {
            view! {
                <div class="empty">
                    <h2>"No topics yet"</h2>
                    <p>"A topic gathers articles about one thing on a page with a feed of its own. Writers choose from what is here."</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Topic"</th>
                            <th scope="col">"Articles"</th>
                            <th scope="col">
                                <span class="sr">"Actions"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        }
    };
    view! {
        <div class="two">
            <section aria-label="All topics">{table}</section>
            <aside>
                {move || {
                    let row = changing.get();
                    view! { <TopicForm row=row drafts=drafts saved=saved leave=Callback::new(move |()| changing.set(None)) /> }
                }}
            </aside>
        </div>
        <Deleting deleting=deleting known=known changing=changing />
    }
    .into_any()
}

#[component]
fn Row(row: TopicRow, changing: RwSignal<Option<TopicRow>>, deleting: RwSignal<Option<TopicRow>>) -> impl IntoView {
    let change_words = format!("Change “{}”", row.name);
    let delete_words = format!("Delete “{}”", row.name);
    let name = row.name.clone();
    let is_shown = row.article_count > 0;
    let name = if is_shown {
        view! {
            <a href=row.slug.path() rel="external">
                <bdi>{name}</bdi>
            </a>
        }
        .into_any()
    } else {
        view! { <bdi>{name}</bdi> }.into_any()
    };
    let description = row.description.clone();
    let (to_change, to_delete) = (row.clone(), row.clone());
    view! {
        <tr>
            <td class="c-main">
                <p class="title">{name}</p>
                {(!description.is_empty())
                    .then(|| {
                        view! {
                            <p class="muted small" dir="auto">
                                {description}
                            </p>
                        }
                    })}
            </td>
            <td class="c-meta topic-count">
                {if is_shown {
                    article_count(row.article_count).into_any()
                } else {
                    view! { <span class="muted">"none yet"</span> }.into_any()
                }}
            </td>
            <td class="row-menu">
                <div class="row row-tight">
                    <button
                        class="btn btn-sm"
                        type="button"
                        aria-label=change_words
                        on:click=move |_| changing.set(Some(to_change.clone()))
                    >
                        "Change"
                    </button>
                    <button
                        class="btn btn-quiet btn-icon btn-sm"
                        type="button"
                        aria-label=delete_words
                        on:click=move |_| deleting.set(Some(to_delete.clone()))
                    >
                        <Icon glyph=Glyph::Bin />
                    </button>
                </div>
            </td>
        </tr>
    }
}

/// Asks before a topic is deleted: articles do not get it back.
#[component]
fn Deleting(
    deleting: RwSignal<Option<TopicRow>>,
    known: RwSignal<Vec<TopicRow>>,
    changing: RwSignal<Option<TopicRow>>,
) -> impl IntoView {
    let acting = Acting::here();
    let is_open = open_while(deleting);
    let delete = move |row: TopicRow| {
        acting.act(calls::delete_topic(row.id), move |()| {
            known.update(|known| known.retain(|other| other.id != row.id));
            if changing.with_untracked(|changing| changing.as_ref().is_some_and(|changing| changing.id == row.id)) {
                changing.set(None);
            }
            is_open.set(false);
            acting.say(format!("“{}” is deleted", row.name));
        });
    };
    let question = move || {
        deleting.get().map(|row| {
            let name = row.name.clone();
            let consequence = match row.article_count {
                0 => "No published article has it; drafts lose it.".to_owned(),
                count => format!("{} and every draft lose it at once. Its address says that it is gone.", article_count(count)),
            };
            view! {
                <div class="dialog-body">
                    <h2 id="delete-topic">"Delete the topic “"<bdi>{name}</bdi>"”?"</h2>
                    <p>{consequence}</p>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" autofocus on:click=move |_| is_open.set(false)>
                        "Keep it"
                    </button>
                    <button class="btn btn-danger-solid" type="button" on:click=move |_| delete(row.clone())>
                        "Delete the topic"
                    </button>
                </div>
            }
        })
    };
    view! {
        <Dialog is_open=is_open labelled_by="delete-topic">
            {question}
        </Dialog>
    }
    .into_any()
}
