//! What stands beside the comment that is judged: its writer's record, what it answers, what was decided, and the answer.

use super::calls;
use super::keys::REPLY_FIELD;
use super::triage::Triage;
use super::words;
use crate::accounts::SignedOut;
use crate::admin::ask_before_leaving;
use crate::failure::Failure;
use crate::form::FieldError;
use crate::icon::{Glyph, Icon};
use crate::people::{Avatar, AvatarSize};
use crate::slides::Prose;
use domain::comments::State;
use domain::ids::CommentId;
use domain::moderation::{Answered, Context, ContextSlide, Earlier, QueueItem, Reply};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;

/// What stands beside the current comment.
#[component]
pub fn Beside(
    /// The queue.
    triage: Triage,
    /// The name under which an answer appears.
    me: String,
) -> impl IntoView {
    let context = RwSignal::new(None::<Result<Context, Failure>>);
    // The current comment, and anew when it has another version.
    let judged = Memo::new(move |_| triage.current_item().map(|item| (item.id, item.version)));
    let signed_out = SignedOut::here();
    Effect::new(move |_| {
        // Whoever has signed in again sees it anew.
        signed_out.times();
        let Some((id, _)) = judged.get() else {
            context.set(None);
            return;
        };
        spawn_local(async move {
            let loaded = calls::context(id).await;
            // Another comment may be current by now, or the page may have been left.
            if judged.try_get_untracked().flatten().is_some_and(|(now, _)| now == id) {
                context.set(Some(loaded));
            }
        });
    });
    let panels = move || {
        let current = judged.get().map(|(id, _)| id)?;
        match context.get()? {
            Ok(context) if context.comment == current => Some(view! { <Panels context=context /> }.into_any()),
            Ok(_) => None,
            Err(failure) => Some(view! { <p class="muted">{failure.words}</p> }.into_any()),
        }
    };
    view! {
        <aside class="triage-side stack" aria-label="About this comment" aria-live="off">
            {panels}
            <ReplyPanel triage=triage me=me />
        </aside>
    }
    .into_any()
}

#[component]
fn Panels(context: Context) -> impl IntoView {
    let Context { comment, name, since, record, slide, answers, decisions } = context;
    let is_reader = since.is_some();
    let here_since = since.map(|since| format!("First wrote here on {}.", since.day));
    let decided: Vec<String> = decisions.iter().map(words::decision).collect();
    let notes: Vec<String> = decisions.into_iter().map(|decision| decision.note).collect();
    let lines = decided
        .into_iter()
        .zip(notes)
        .map(|(words, note)| {
            view! {
                <li>
                    {words} {(!note.is_empty()).then(|| view! { <span class="muted">{format!(" ({note})")}</span> })}
                </li>
            }
        })
        .collect_view();
    let has_subject = slide.is_some() || answers.is_some();
    view! {
        <section class="panel">
            <div class="panel-head">
                <Avatar name=name.clone() size=AvatarSize::Small />
                <h2 class="h2">
                    <bdi>{name}</bdi>
                </h2>
                <History record=record.clone() comment=comment />
            </div>
            <div class="panel-body ctx">
                {here_since.map(|words| view! { <p>{words}</p> })} <EarlierList record=record comment=comment />
                {is_reader.then(|| view! { <Address comment=comment /> })}
            </div>
        </section>
        {has_subject
            .then(|| {
                view! {
                    <section class="panel">
                        <div class="panel-head">
                            <h2 class="h2">"What it answers"</h2>
                        </div>
                        <div class="panel-body ctx">
                            {slide.map(|slide| view! { <SlideLine slide=slide /> })}
                            {answers.map(|answered| view! { <Quote answered=answered /> })}
                        </div>
                    </section>
                }
            })}
        <section class="panel">
            <div class="panel-head">
                <h2 class="h2">"What was decided"</h2>
            </div>
            <div class="panel-body ctx">
                <ol class="stack-s small">{lines}</ol>
            </div>
        </section>
    }
}

/// The last comments of the address as small bars: whole for approved, low for removed, the lamp for this one.
#[component]
fn History(record: Vec<Earlier>, comment: CommentId) -> impl IntoView {
    const STEP: usize = 16;
    let words: Vec<&str> =
        record.iter().map(|one| if one.id == comment { "this one" } else { words::badge_word(one.state) }).collect();
    let label = format!("{}: {}", words::comments(record.len()), words.join(", "));
    let bars = record
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let (class, y, height) = match one.state {
                _ if one.id == comment => ("now", 0, 20),
                State::Published => ("ok", 0, 20),
                State::Rejected | State::Spam => ("bad", 12, 8),
                State::Pending => ("wait", 0, 20),
            };
            view! { <rect class=class x=at * STEP y=y width="12" height=height rx="2" /> }
        })
        .collect_view();
    (!record.is_empty()).then(|| {
        view! {
            <svg class="hist push" viewBox="0 0 104 20" role="img" aria-label=label>
                {bars}
            </svg>
        }
    })
}

#[component]
fn EarlierList(record: Vec<Earlier>, comment: CommentId) -> impl IntoView {
    let others: Vec<Earlier> = record.into_iter().rev().filter(|one| one.id != comment).collect();
    let is_alone = others.is_empty();
    let items = others
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <span class="badge" data-state=words::badge(one.state)>
                        {one.made.day}
                        <span class="sr">", " {words::badge_word(one.state)}</span>
                    </span>
                    <p dir="auto">{one.text}</p>
                </li>
            }
        })
        .collect_view();
    if is_alone {
        view! { <p class="muted">"Nothing else from this address."</p> }.into_any()
    } else {
        view! { <ul class="ctx-list">{items}</ul> }.into_any()
    }
}

/// The address, shown on request: every look is noted.
#[component]
fn Address(comment: CommentId) -> impl IntoView {
    let shown = RwSignal::new(None::<Result<String, Failure>>);
    let look = move |_| {
        spawn_local(async move {
            let answer = calls::address(comment).await;
            // The page may have been left meanwhile.
            let _left = shown.try_set(Some(answer));
        });
    };
    move || match shown.get() {
        None => view! {
            <p>
                <button class="btn btn-sm btn-quiet" type="button" on:click=look>
                    <Icon glyph=Glyph::Eye />
                    "Show the address"
                </button>
                <span class="hint">" The look is noted."</span>
            </p>
        }
        .into_any(),
        Some(Ok(address)) => view! { <p class="small">{address}</p> }.into_any(),
        Some(Err(failure)) => view! { <p class="muted">{failure.words}</p> }.into_any(),
    }
}

#[component]
fn SlideLine(slide: ContextSlide) -> impl IntoView {
    let ContextSlide { number, heading, picture, .. } = slide;
    view! {
        <p class="ctx-slide">
            <span class="thumb">
                {picture
                    .map(|sizes| {
                        view! { <img src=sizes.at_least(320) width=sizes.width_px height=sizes.height_px alt="" loading="lazy" /> }
                    })} <span class="spot spot-sm">{number}</span>
            </span>
            <span class="title">
                <bdi>{heading}</bdi>
            </span>
        </p>
    }
}

#[component]
fn Quote(answered: Answered) -> impl IntoView {
    let Answered { name, is_staff, body } = answered;
    view! {
        <div class="ctx-quote">
            <b>
                <bdi>{name}</bdi>
                {is_staff.then_some(", staff")}
            </b>
            <Prose html=body />
        </div>
    }
}

/// The answer as staff. What is typed is kept for each comment while the moderator goes on.
#[component]
fn ReplyPanel(triage: Triage, me: String) -> impl IntoView {
    let drafts = RwSignal::new(HashMap::<CommentId, String>::new());
    let problem = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let has_draft = move || drafts.with_untracked(|drafts| drafts.values().any(|draft| !draft.trim().is_empty()));
    ask_before_leaving(has_draft);
    let current = Memo::new(move |_| triage.current_item().filter(can_be_answered));
    let text = move || {
        let id = current.with(|item| item.as_ref().map(|item| item.id));
        id.and_then(|id| drafts.with(|drafts| drafts.get(&id).cloned())).unwrap_or_default()
    };
    let send = move || {
        let Some(item) = current.get_untracked().filter(|_| !is_busy.get_untracked()) else { return };
        let body = drafts.with_untracked(|drafts| drafts.get(&item.id).cloned()).unwrap_or_default();
        is_busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = calls::reply(Reply { comment: item.id, seen: item.version, body: body.clone() }).await;
            let _left = is_busy.try_set(false);
            match answer {
                Ok(replied) => {
                    // What was typed on meanwhile stays.
                    let _left = drafts.try_update(|drafts| drafts.retain(|id, draft| *id != item.id || *draft != body));
                    triage.answered(replied.approval);
                }
                Err(failure) if !failure.faults.0.is_empty() => {
                    problem.set(failure.faults.of("body").map(|fault| crate::form::words("The answer", fault)));
                }
                Err(failure) => triage.refused(item.id, failure),
            }
        });
    };
    let typed = move |event| {
        if let Some(id) = current.with_untracked(|item| item.as_ref().map(|item| item.id)) {
            drafts.update(|drafts| {
                drafts.insert(id, event_target_value(&event));
            });
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    let label = move || match current.with(|item| item.as_ref().map(|item| item.state)) {
        Some(State::Pending) => "Approve and reply",
        Some(State::Published | State::Rejected | State::Spam) | None => "Reply",
    };
    view! {
        <section class="panel" hidden=move || current.with(Option::is_none)>
            <div class="panel-head">
                <h2 class="h2">"Reply as " <bdi>{me}</bdi></h2>
            </div>
            <div class="panel-body stack">
                <div class="field" data-invalid=move || problem.get().map(|_| "")>
                    <label class="sr" for=REPLY_FIELD>
                        "Reply"
                    </label>
                    <textarea
                        class="input"
                        id=REPLY_FIELD
                        rows="3"
                        placeholder="It appears below the comment, marked as yours."
                        inert=move || !is_ready.get()
                        prop:value=text
                        on:input=typed
                        on:keydown=pressed
                        aria-invalid=move || problem.get().map(|_| "true")
                        aria-describedby=move || problem.get().map(|_| "reply-error")
                    ></textarea>
                    {move || problem.get().map(|words| view! { <FieldError id="reply-error".to_owned() words=words /> })}
                </div>
                <div class="row">
                    <button class="btn btn-primary btn-sm" type="button" on:click=move |_| send() aria-busy=move || is_busy.get().then_some("true")>
                        {label}
                    </button>
                    <span class="keys">
                        <span>
                            <kbd>"Ctrl"</kbd>
                            <kbd>"Enter"</kbd>
                        </span>
                    </span>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn can_be_answered(item: &QueueItem) -> bool {
    match item.state {
        State::Pending | State::Published => true,
        State::Rejected | State::Spam => false,
    }
}
