//! `/admin/comments`: the queue, what stands beside the comment that is judged, and the keys.

use super::beside::Beside;
use super::keys::{self, Key};
use super::reject::RejectDialog;
use super::row::{QueueRow, view_key};
use super::triage::{Stand, Triage};
use super::{calls, words};
use crate::admin::{Awaited, PageHead, Trouble};
use crate::icon::{Glyph, Icon};
use domain::comments::State;
use domain::moderation::{Queue, Verdict};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The queue of comments.
#[component]
pub fn CommentsPage() -> impl IntoView {
    let query = use_query_map();
    let state =
        Memo::new(move |_| query.with(|query| query.get_str("state").and_then(State::from_code)).unwrap_or(State::Pending));
    let loaded = Resource::new(move || state.get(), |state| calls::queue(state, None));
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(queue) => view! { <QueueDesk queue=queue /> }.into_any(),
                Err(failure) => view! {
                    <PageHead title="Comments" />
                    <Trouble failure=failure again=again />
                }
                .into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <Awaited words="Loading comments">{page}</Awaited>
        </div>
    }
    .into_any()
}

#[component]
fn QueueDesk(queue: Queue) -> impl IntoView {
    let me = queue.me.clone();
    let triage = Triage::new(queue);
    Effect::new(move |_| {
        triage.keys.set(keys::chosen());
        // Whoever comes here comes to decide: the first comment has the focus, unless something else was given it.
        let is_free = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if let Some(current) = triage.current.get_untracked().filter(|_| is_free) {
            triage.go_to(current);
        }
    });
    let rows = move || triage.rows.get();
    let has_rows = move || triage.rows.with(|rows| !rows.is_empty());
    let is_done = move || !triage.has_more() && triage.rows.with(|rows| rows.iter().all(|row| row.stand != Stand::Open));
    view! {
        <PageHead title="Comments">
            <KeyLine triage=triage />
        </PageHead>
        <Tabs triage=triage />
        <div class="triage" class:triage-alone=move || !has_rows()>
            <div>
                <ol class="queue" aria-label=words::queue(triage.state) on:keydown=move |event| keys::press(triage, &event)>
                    <For each=rows key=view_key let:row>
                        <QueueRow row=row triage=triage />
                    </For>
                </ol>
                <Show when=is_done>
                    <Empty state=triage.state />
                </Show>
                <Show when=move || triage.has_more()>
                    <p class="list-pager">
                        <button class="btn" type="button" on:click=move |_| triage.load_more()>
                            "Show more"
                        </button>
                    </p>
                </Show>
                <BulkBar triage=triage />
            </div>
            <Show when=has_rows>
                <Beside triage=triage me=me.clone() />
            </Show>
        </div>
        <RejectDialog triage=triage />
    }
    .into_any()
}

/// The keys, and the switch that turns them off.
#[component]
fn KeyLine(triage: Triage) -> impl IntoView {
    let named = |key: Key| match key {
        // Named together with the one before it.
        Key::Up => None,
        Key::Down => Some("move"),
        Key::Approve => Some("approve"),
        Key::Reject => Some("reject"),
        Key::Spam => Some("spam"),
        Key::Reply => Some("reply"),
        Key::Pick => Some("select"),
        Key::Undo => Some("undo"),
    };
    let lines = Key::ALL
        .into_iter()
        .filter_map(|key| named(key).map(|name| (key, name)))
        .map(|(key, name)| {
            view! {
                <span>
                    <kbd>{key.letter()}</kbd>
                    {(key == Key::Down).then(|| view! { <kbd>{Key::Up.letter()}</kbd> })}
                    {name}
                </span>
            }
        })
        .collect_view();
    let change = move |event| {
        let on = event_target_checked(&event);
        triage.keys.set(on);
        keys::choose(on);
    };
    view! {
        <div class="keys push">
            <span class="row" hidden=move || !triage.keys.get()>
                {lines}
            </span>
            <label class="row row-tight">
                <input class="switch" type="checkbox" role="switch" prop:checked=move || triage.keys.get() on:change=change />
                "Keys"
                <span class="sr">" of one letter, while the queue has the focus"</span>
            </label>
        </div>
    }
}

#[component]
fn Tabs(triage: Triage) -> impl IntoView {
    let tabs = State::ALL
        .into_iter()
        .enumerate()
        .map(|(at, state)| {
            let here = (state == triage.state).then_some("page");
            let href = match state {
                State::Pending => "/admin/comments".to_owned(),
                State::Published | State::Rejected | State::Spam => format!("/admin/comments?state={}", state.code()),
            };
            view! {
                <a href=href aria-current=here>
                    {words::queue(state)}
                    " "
                    <span class="n">{move || triage.counts.get()[at]}</span>
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="filters" aria-label="By state">
            {tabs}
        </nav>
    }
}

/// What is done with all that are picked. It takes no room while nothing is.
#[component]
fn BulkBar(triage: Triage) -> impl IntoView {
    let many = move || triage.picked.with(std::collections::BTreeSet::len);
    let state = triage.state;
    let approve = move |_| triage.decide_picked(Verdict::Approve, String::new());
    let spam = move |_| triage.decide_picked(Verdict::Spam, String::new());
    let reject = move |_| triage.rejecting.set(Some(triage.picked.get_untracked().into_iter().collect()));
    view! {
        <div class="bulk" role="region" aria-label="Selected comments">
            <b class="num">{many} " selected"</b>
            {(state != State::Published)
                .then(|| {
                    view! {
                        <button class="btn btn-sm" type="button" on:click=approve>
                            "Approve"
                        </button>
                    }
                })}
            {(state != State::Spam)
                .then(|| {
                    view! {
                        <button class="btn btn-sm" type="button" on:click=spam>
                            <Icon glyph=Glyph::Flag />
                            "Spam"
                        </button>
                    }
                })}
            {(state != State::Rejected)
                .then(|| {
                    view! {
                        <button class="btn btn-sm" type="button" on:click=reject>
                            <Icon glyph=Glyph::Ban />
                            "Reject…"
                        </button>
                    }
                })}
            <button
                class="btn btn-sm btn-quiet btn-icon"
                type="button"
                aria-label="Clear selection"
                on:click=move |_| triage.picked.set(std::collections::BTreeSet::new())
            >
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}

#[component]
fn Empty(state: State) -> impl IntoView {
    let (title, words) = match state {
        State::Pending => ("Nothing waits.", "The readers are reading. What they write next appears here first."),
        State::Published => ("Nothing is published yet.", "What you approve stands here."),
        State::Rejected => ("Nothing was rejected.", "Either everybody behaved, or nobody has written."),
        State::Spam => ("No spam.", "Somewhere a robot is resting."),
    };
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{words}</p>
        </div>
    }
}
