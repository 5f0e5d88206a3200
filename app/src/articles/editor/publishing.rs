//! Publishing, handing in and withdrawing, each asked before it is done.

use super::arranging::Arranging;
use super::checks_panel::go_to;
use super::later::Later;
use super::queue::Queue;
use super::state::Writing;
use super::words::{self, noun, remark_words};
use crate::admin::{Dialog, Toasts};
use crate::articles::calls;
use crate::browser;
use crate::corrections::{CorrectionDraft, CorrectionField};
use crate::failure::{Failure, Kind};
use crate::icon::{Glyph, Icon};
use crate::slides::editor::MoveToDialog;
use domain::articles::checks::Remark;
use domain::articles::{Kind as Written, Status};
use domain::ids::SlideId;
use domain::slides::WorkingSlide;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Undo, the article as readers see it, the panel on a narrow window, and the one primary button.
#[component]
pub fn BarActs(
    /// The editor.
    writing: Writing,
    /// What the dialogs come with.
    later: Later,
) -> impl IntoView {
    let arranging = Arranging::of(writing);
    let nothing_done = move || writing.done.with(Vec::is_empty);
    let address = move || format!("/{}", writing.head.with(|head| head.slug.clone()));
    let publish = move |_| {
        writing.send_all();
        writing.publishing.set(true);
    };
    let label = move || match (writing.may.get().publish, writing.status.get()) {
        (true, Status::Published) => "Publish changes…",
        (true, Status::Draft | Status::Review | Status::Withdrawn) => "Publish…",
        (false, _) => "Hand in…",
    };
    let is_open_to_that = move || match writing.status.get() {
        // What readers see already needs no publishing.
        Status::Published => writing.may.get().publish && (writing.differs.get() || is_unsent(writing)),
        Status::Review => writing.may.get().publish,
        Status::Draft | Status::Withdrawn => true,
    };
    view! {
        <button
            class="btn btn-quiet btn-icon opt"
            type="button"
            aria-label="Undo"
            title="Undo the last deletion or move"
            aria-disabled=move || nothing_done().then_some("true")
            on:click=move |_| arranging.undo()
        >
            <Icon glyph=Glyph::Undo />
        </button>
        {move || {
            (writing.status.get() == Status::Published)
                .then(|| {
                    view! {
                        <a class="btn opt" href=address rel="external">
                            <Icon glyph=Glyph::Outside />
                            {format!("View {}", noun(writing.kind))}
                        </a>
                    }
                })
        }}
        <label class="btn btn-icon side-toggle">
            <input class="sr" type="checkbox" id="side-open" />
            <span class="sr">"Preview and settings"</span>
            <Icon glyph=Glyph::Settings />
        </label>
        {move || {
            is_open_to_that()
                .then(|| {
                    view! {
                        <button
                            class="btn btn-primary"
                            type="button"
                            aria-busy=move || later.is_awaited().then_some("true")
                            on:click=publish
                        >
                            {label}
                        </button>
                    }
                })
        }}
    }
    .into_any()
}

/// What can be done with the article as a whole, besides publishing.
#[component]
pub fn ArticleActs(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let toasts = Toasts::here();
    let take_back = move |_| {
        act(writing, toasts, calls::take_back(writing.article), move || {
            writing.status.set(Status::Draft);
            writing.may.update(|may| may.edit = true);
            toasts.say("It is a draft again");
        });
    };
    let shown = move || match writing.status.get() {
        Status::Published if writing.may.get().publish => Some(
            view! {
                <button class="btn btn-danger" type="button" on:click=move |_| writing.withdrawing.set(true)>
                    "Withdraw…"
                </button>
            }
            .into_any(),
        ),
        Status::Review => {
            let label = if writing.may.get().publish { "Return it to its writer" } else { "Take it back" };
            let button = view! {
                <button class="btn" type="button" on:click=take_back>
                    {label}
                </button>
            };
            Some(button.into_any())
        }
        Status::Draft | Status::Published | Status::Withdrawn => None,
    };
    view! { <div class="row">{shown}</div> }.into_any()
}

/// The dialogs of the editor. They stand once, outside of what is inert.
#[component]
pub fn Dialogs(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    view! {
        <PublishDialog writing=writing />
        <WithdrawDialog writing=writing />
        <MoveToDialog writing=writing />
    }
    .into_any()
}

#[component]
fn PublishDialog(writing: Writing) -> impl IntoView {
    let toasts = Toasts::here();
    let is_busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let hands_in = move || !writing.may.get().publish;
    let title = move || writing.head.with(|head| head.title.clone());
    let question = move || {
        let name = if title().trim().is_empty() { format!("this {}", noun(writing.kind)) } else { format!("“{}”", title()) };
        match (hands_in(), writing.status.get()) {
            (true, _) => format!("Hand in {name}?"),
            (false, Status::Published) => format!("Publish the changes to {name}?"),
            (false, Status::Draft | Status::Review | Status::Withdrawn) => format!("Publish {name}?"),
        }
    };
    let blockers = Memo::new(move |_| {
        writing.remarks.with(|remarks| remarks.iter().filter(|remark| remark.blocks()).cloned().collect::<Vec<_>>())
    });
    let correction = CorrectionDraft::untold();
    let correction_draft = correction;
    let about_slide = RwSignal::new(None);
    // What readers never saw cannot be put right before them, and nobody is told of changes to an imprint.
    let was_public = move || writing.kind == Written::Article && writing.published.with(Option::is_some);
    let slides = Signal::derive(move || writing.slides.with(|slides| slides.iter().zip(1..).map(named).collect()));
    let is_off = move || {
        is_busy.get() || is_unsent(writing) || !blockers.with(Vec::is_empty) || (was_public() && correction.lacks_words())
    };
    let label = move || match (is_busy.get(), hands_in()) {
        (false, true) => "Hand in",
        (true, true) => "Handing in",
        (false, false) => "Publish now",
        (true, false) => "Publishing",
    };
    let about = move || match (hands_in(), writing.status.get(), writing.differs.get()) {
        (true, ..) => "An editor reads it and publishes it. Until then you cannot change it, unless you take it back.",
        (false, Status::Published, false) => "Readers see all of it already.",
        (false, Status::Published, true) => "Readers see the changes at once, with the date of today.",
        (false, Status::Draft | Status::Review | Status::Withdrawn, _) => "Readers see it at once.",
    };
    let go = move |_| {
        if is_off() {
            return;
        }
        is_busy.set(true);
        problem.set(None);
        let hands_in = hands_in();
        let seen = writing.seen_now();
        let is_there = |id: &SlideId| writing.of_slide_now(id, |_| ()).is_some();
        let correction = correction.asked(about_slide.get_untracked().filter(is_there)).filter(|_| was_public());
        spawn_local(async move {
            let article = writing.article;
            let answer = if hands_in { calls::hand_in(article).await } else { calls::publish(article, seen, correction).await };
            if is_busy.is_disposed() {
                return;
            }
            is_busy.set(false);
            match answer {
                Ok(()) => {
                    writing.publishing.set(false);
                    correction_draft.clear();
                    about_slide.set(None);
                    told(writing, toasts, hands_in);
                }
                Err(failure) => {
                    writing.signed_out.is_why(&failure);
                    problem.set(Some(refusal_words(writing, failure)));
                }
            }
        });
    };
    let address = move || format!("/{}", writing.head.with(|head| head.slug.clone()));
    let count = move || match writing.slides.with(Vec::len) {
        1 => "1 slide".to_owned(),
        count => format!("{count} slides"),
    };
    view! {
        <Dialog is_open=writing.publishing labelled_by="publish-title">
            <div class="dialog-body">
                <h2 id="publish-title">{question}</h2>
                {move || (!blockers.with(Vec::is_empty)).then(|| view! { <Blockers writing=writing remarks=blockers.get() /> })}
                <div role="alert">
                    {move || {
                        problem
                            .get()
                            .map(|words| {
                                view! {
                                    <div class="notice" data-tone="error">
                                        <Icon glyph=Glyph::Warning />
                                        <div>{words}</div>
                                    </div>
                                }
                            })
                    }}
                </div>
                <p>{about}</p>
                {move || {
                    (was_public() && !hands_in())
                        .then(|| view! { <CorrectionField draft=correction slides=slides slide=about_slide /> })
                }}
                <div class="pub-card">
                    <div>
                        <p class="title">{title}</p>
                        <p class="muted small">{address} ", " {count}</p>
                    </div>
                </div>
                <p class="hint" role="status">
                    {move || unsaved_words(writing)}
                </p>
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" autofocus on:click=move |_| writing.publishing.set(false)>
                    "Not yet"
                </button>
                <button
                    class="btn btn-primary"
                    type="button"
                    aria-disabled=move || is_off().then_some("true")
                    aria-busy=move || is_busy.get().then_some("true")
                    on:click=go
                >
                    {move || is_busy.get().then(|| view! { <Icon glyph=Glyph::Turning /> })}
                    {label}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// A slide as a list names it.
fn named((slide, number): (&WorkingSlide, usize)) -> (SlideId, String) {
    let heading = slide.heading.trim();
    let name = if heading.is_empty() { format!("Slide {number}") } else { format!("Slide {number}: {heading}") };
    (slide.id.clone(), name)
}

/// Whether something was written or added that is still to be saved.
pub fn is_unsent(writing: Writing) -> bool {
    writing.queue.with(|queue: &Queue| !queue.is_empty()) || writing.uploading.is_busy()
}

/// What is said in a dialog while something that was written or added is still to be saved.
pub fn unsaved_words(writing: Writing) -> Option<&'static str> {
    let of_files = || writing.uploading.is_busy().then_some("Waiting until the pictures have arrived.");
    words::unsaved(&writing.queue.with(Queue::standing)).or_else(of_files)
}

/// Why it is not published, with the way out.
fn refusal_words(writing: Writing, failure: Failure) -> String {
    if failure.kind == Kind::Stale {
        format!(
            "Somebody changed the {} while it was open here. Load it again to read what you would publish.",
            noun(writing.kind)
        )
    } else {
        failure.words
    }
}

/// Says what was done, with the way there.
fn told(writing: Writing, toasts: Toasts, handed_in: bool) {
    if handed_in {
        writing.status.set(Status::Review);
        writing.may.update(|may| may.edit = false);
        toasts.say("Handed in");
        return;
    }
    writing.status.set(Status::Published);
    writing.differs.set(false);
    if writing.published.with_untracked(Option::is_none) {
        learn_since_when(writing);
    }
    let address = format!("/{}", writing.head.with_untracked(|head| head.slug.clone()));
    toasts.offer(
        format!("The {} is out", noun(writing.kind)),
        "See it as a reader",
        Callback::new(move |()| browser::go_to(&address)),
    );
}

/// The first time it is published, the server says since when: from then on changes can be told of.
fn learn_since_when(writing: Writing) {
    spawn_local(async move {
        if let Ok(page) = calls::editor_article(writing.article).await {
            // The page may have been left meanwhile.
            let _left = writing.published.try_set(page.published);
        }
    });
}

/// What stands in the way, each with a link to it.
#[component]
fn Blockers(writing: Writing, remarks: Vec<Remark>) -> impl IntoView {
    let head = match remarks.len() {
        1 => "One thing stands in the way. ".to_owned(),
        count => format!("{count} things stand in the way. "),
    };
    let items = remarks
        .into_iter()
        .map(|remark| {
            let words = remark_words(writing.kind, &remark);
            let go = move |_| {
                writing.publishing.set(false);
                go_to(writing, &remark);
            };
            view! {
                <li>
                    <button class="link" type="button" on:click=go>
                        {words}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="notice" data-tone="error">
            <Icon glyph=Glyph::Warning />
            <div>
                <strong>{head}</strong>
                <ul>{items}</ul>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn WithdrawDialog(writing: Writing) -> impl IntoView {
    let toasts = Toasts::here();
    let title = move || writing.head.with(|head| head.title.clone());
    let withdraw = move |_| {
        writing.withdrawing.set(false);
        act(writing, toasts, calls::withdraw(writing.article), move || {
            writing.status.set(Status::Withdrawn);
            toasts.say(format!("The {} is withdrawn", noun(writing.kind)));
        });
    };
    view! {
        <Dialog is_open=writing.withdrawing labelled_by="withdraw-title">
            <div class="dialog-body">
                <h2 id="withdraw-title">"Withdraw “" {title} "”?"</h2>
                <p>"Whoever follows its address is told that it is gone. Your text stays here, and you can publish it again."</p>
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" autofocus on:click=move |_| writing.withdrawing.set(false)>
                    "Keep it"
                </button>
                <button class="btn btn-danger-solid" type="button" on:click=withdraw>
                    "Withdraw"
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn act(
    writing: Writing,
    toasts: Toasts,
    call: impl Future<Output = Result<(), Failure>> + 'static,
    done: impl FnOnce() + 'static,
) {
    spawn_local(async move {
        let answer = call.await;
        if writing.status.is_disposed() {
            return;
        }
        match answer {
            Ok(()) => done(),
            Err(failure) => {
                if !writing.signed_out.is_why(&failure) {
                    toasts.say(failure.words);
                }
            }
        }
    });
}
