//! A comment in the queue: its text and what can be done; one line once it is decided.

use super::keys::{Key, REPLY_FIELD};
use super::triage::{Row, Stand, Triage, element_id};
use super::words;
use crate::admin::focus;
use crate::icon::{Glyph, Icon};
use crate::people::Avatar;
use crate::slides::Prose;
use domain::comments::State;
use domain::ids::CommentId;
use domain::moderation::{Decision, QueueItem, Verdict};
use leptos::prelude::*;

/// A comment in the queue.
#[component]
pub fn QueueRow(
    /// The comment and how it stands.
    row: Row,
    /// The queue.
    triage: Triage,
) -> impl IntoView {
    let Row { item, stand } = row;
    match stand {
        Stand::Open => view! { <OpenRow item=item triage=triage /> }.into_any(),
        Stand::Sending => view! {
            <Line item=item badge="Sending" state=State::Pending>
                <span class="push"></span>
            </Line>
        }
        .into_any(),
        Stand::Elsewhere(words) => view! {
            <Line item=item badge="Decided meanwhile" state=State::Pending>
                <span class="push">{words}</span>
            </Line>
        }
        .into_any(),
        Stand::Done(decision) => view! { <DoneRow item=item decision=decision triage=triage /> }.into_any(),
    }
}

/// A comment that can be decided.
#[component]
fn OpenRow(item: QueueItem, triage: Triage) -> impl IntoView {
    let id = item.id;
    let is_current = move || triage.is_current(id);
    // A tick from before the page is hydrated would be lost.
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let because = if item.state == State::Pending { words::because(&item.because) } else { String::new() };
    let decided = item.decided.as_ref().map(words::decision);
    let name = item.name.clone();
    let record = if item.is_staff { "staff".to_owned() } else { words::record(item.record) };
    view! {
        <li
            class="q"
            id=element_id(id)
            aria-current=move || is_current().then_some("true")
            tabindex=move || if is_current() { "0" } else { "-1" }
            on:focusin=move |_| triage.current.set(Some(id))
            on:click=move |_| triage.current.set(Some(id))
        >
            <label class="pick-target" inert=move || !is_ready.get()>
                <input
                    class="pick"
                    type="checkbox"
                    prop:checked=move || triage.picked.with(|picked| picked.contains(&id))
                    on:change=move |_| triage.pick(id)
                    aria-label=format!("Select the comment by {name}")
                />
            </label>
            <Avatar name=name.clone() />
            <div>
                <p class="q-head">
                    <b>
                        <bdi>{name}</bdi>
                    </b>
                    <span>{record}</span>
                    <time datetime=item.made.iso.clone()>{item.made.words()}</time>
                </p>
                <div class="q-text">
                    <Prose html=item.body.clone() />
                </div>
                <p class="q-on">
                    <On item=item.clone() />
                    " "
                    {because}
                </p>
                {decided.map(|words| view! { <p class="q-on">{words}</p> })}
            </div>
            <Acts item=item triage=triage />
        </li>
    }
    .into_any()
}

/// The article, and the slide that the comment is about.
#[component]
fn On(item: QueueItem) -> impl IntoView {
    let slide = item.slide.map_or(".".to_owned(), |number| format!(", slide {number}."));
    let title = item.article.unwrap_or_else(|| "a withdrawn article".to_owned());
    let article = match item.slug {
        Some(slug) => view! {
            <a href=format!("/{slug}#comments") rel="external">
                <bdi>{title}</bdi>
            </a>
        }
        .into_any(),
        None => view! { <bdi>{title}</bdi> }.into_any(),
    };
    view! {
        "On "
        {article}
        {slide}
    }
}

/// What can be done with a comment that stands where it does.
#[component]
fn Acts(item: QueueItem, triage: Triage) -> impl IntoView {
    let QueueItem { id, state, .. } = item;
    let verdict = move |verdict: Verdict| Callback::new(move |()| triage.decide(id, verdict.clone(), String::new()));
    let reply = Callback::new(move |()| {
        triage.current.set(Some(id));
        focus(REPLY_FIELD);
    });
    let reject = Callback::new(move |()| triage.rejecting.set(Some(vec![id])));
    let act = move |key: Key, label: &'static str, glyph: Glyph, act: Callback<()>| {
        let is_current = Signal::derive(move || triage.is_current(id));
        view! { <ActButton key=key label=label glyph=glyph is_current=is_current act=act /> }
    };
    view! {
        <div class="q-acts">
            {(state != State::Published).then(|| act(Key::Approve, "Approve", Glyph::Check, verdict(Verdict::Approve)))}
            {matches!(state, State::Pending | State::Published).then(|| act(Key::Reply, "Reply", Glyph::Reply, reply))}
            {(state != State::Spam).then(|| act(Key::Spam, "Spam", Glyph::Flag, verdict(Verdict::Spam)))}
            {(state != State::Rejected).then(|| act(Key::Reject, "Reject…", Glyph::Ban, reject))}
        </div>
    }
}

/// A button; on the current comment with its key written on it.
#[component]
fn ActButton(key: Key, label: &'static str, glyph: Glyph, is_current: Signal<bool>, act: Callback<()>) -> impl IntoView {
    let class = move || match (is_current.get(), key) {
        (true, Key::Approve) => "btn btn-sm btn-primary",
        (true, _) => "btn btn-sm",
        (false, Key::Approve) => "btn btn-sm btn-quiet yes",
        (false, _) => "btn btn-sm btn-quiet",
    };
    view! {
        <button class=class type="button" on:click=move |_| act.run(())>
            <Icon glyph=glyph />
            {label}
            {move || is_current.get().then(|| view! { <kbd aria-hidden="true">{key.letter()}</kbd> })}
        </button>
    }
}

/// A comment that was decided here: what became of it, and the way back.
#[component]
fn DoneRow(item: QueueItem, decision: Decision, triage: Triage) -> impl IntoView {
    let to = decision.to;
    let name = item.name.clone();
    let undo = move |_| triage.undo(decision.clone());
    view! {
        <Line item=item badge=words::done(to) state=to>
            <button class="btn btn-sm btn-quiet push" type="button" on:click=undo>
                <Icon glyph=Glyph::Undo />
                "Undo"
                <span class="sr">" for the comment by " <bdi>{name}</bdi></span>
            </button>
        </Line>
    }
}

/// A comment in one line.
#[component]
fn Line(item: QueueItem, badge: &'static str, state: State, children: Children) -> impl IntoView {
    view! {
        <li class="q-done" id=element_id(item.id) tabindex="-1">
            <span class="badge" data-state=words::badge(state)>
                {badge}
            </span>
            <span class="q-line">
                <bdi>{item.name}</bdi>
                ", “"
                <bdi>{item.excerpt}</bdi>
                "”"
            </span>
            {children()}
        </li>
    }
    .into_any()
}

/// What tells one view of a row from another: a comment, its version, and how it stands.
pub fn view_key(row: &Row) -> (CommentId, i32, u8) {
    let stand = match row.stand {
        Stand::Open => 0,
        Stand::Sending => 1,
        Stand::Done(_) => 2,
        Stand::Elsewhere(_) => 3,
    };
    (row.item.id, row.item.version, stand)
}
