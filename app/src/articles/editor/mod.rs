//! `/admin/articles/{id}`: the editor. It has the whole window: slides at the left, the slide being edited, its preview at the right.

mod arranging;
mod checks_panel;
mod conflict;
mod head_form;
mod later;
mod left_behind;
mod mirror;
mod publishing;
mod queue;
mod saving;
mod state;
mod status_line;
mod uploading;
mod words;

pub use arranging::Arranging;
pub use publishing::{is_unsent, unsaved_words};
pub use queue::Part;
pub use state::Writing;
pub use uploading::Destination;
pub use words::{flag_words, status_words};

use crate::admin::{Awaited, ToastDock, Trouble, undo_by_key};
use crate::articles::calls;
use crate::failure::Failure;
use crate::icon::{Glyph, Icon};
use crate::slides::editor::{Preview, Rail, SlideForm};
use domain::articles::{EditorArticle, Kind as Written, Status};
use later::{Incomplete, Later, LaterDialogs};
use leptos::ev;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use publishing::BarActs;
use status_line::StatusLine;

/// The page: the article is loaded, then written.
#[component]
pub fn EditorPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loaded = Resource::new(
        move || id.get(),
        |id| async move { calls::editor_article(id.parse().map_err(|_| Failure::no_article())?).await },
    );
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            // Nothing else is awaited here: the editor would be made anew, without what was typed, when it is loaded again.
            match loaded.await {
                Ok(article) => view! { <Editor article=article /> }.into_any(),
                Err(failure) => view! { <NoArticle failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! { <Awaited words="Loading the article">{page}</Awaited> }.into_any()
}

#[component]
fn NoArticle(failure: Failure, again: Callback<()>) -> impl IntoView {
    view! {
        <Title text="Editor" />
        <main class="main" id="main" tabindex="-1">
            <div class="main-inner stack-form">
                <h1 class="h2">"The article cannot be shown"</h1>
                <Trouble failure=failure again=again />
                <p>
                    <a class="btn" href="/admin/articles">
                        "To the articles"
                    </a>
                </p>
            </div>
        </main>
    }
    .into_any()
}

/// The editor of a loaded article.
#[component]
fn Editor(article: EditorArticle) -> impl IntoView {
    let writing = Writing::new(article);
    writing.keep_watch();
    let later = Later::of(writing);
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let arranging = Arranging::of(writing);
    undo_by_key(move || writing.done.with(|done| !done.is_empty()), move || arranging.undo());
    let title =
        move || writing.head.with(|head| if head.title.trim().is_empty() { "Untitled".to_owned() } else { head.title.clone() });
    let (all_path, all_words) = match writing.kind {
        Written::Article => ("/admin/articles", "All articles"),
        Written::Page => ("/admin/pages", "All pages"),
    };
    let form = move || {
        writing.revision.track();
        writing.current.get().map(|id| view! { <SlideForm writing=writing id=id /> })
    };
    view! {
        <Title text=move || format!("{}, editor", title()) />
        <a class="skip" href="#slide" rel="external">
            "Skip to the slide"
        </a>
        <div class="editor" inert=move || !is_ready.get()>
            <header class="ed-bar">
                <a class="btn btn-quiet btn-icon" href=all_path rel="external" aria-label=all_words>
                    <Icon glyph=Glyph::Left />
                </a>
                <h1 class="ed-title">{title}</h1>
                <StatusBadge status=writing.status />
                <StatusLine writing=writing />
                <BarActs writing=writing later=later />
            </header>
            <Rail writing=writing />
            <main class="ed-main" id="slide" tabindex="-1">
                <div class="ed-notices">
                    <OfflineBar />
                    <Incomplete later=later />
                    {later.draw(writing, |views| views.notices)}
                    <InReview writing=writing />
                </div>
                <div inert=move || !writing.may.get().edit>{form}</div>
                <NoSlide writing=writing />
            </main>
            <Side writing=writing later=later />
        </div>
        <LaterDialogs writing=writing later=later />
        <ToastDock />
    }
    .into_any()
}

#[component]
fn StatusBadge(status: RwSignal<Status>) -> impl IntoView {
    view! {
        <span class="badge opt" data-state=move || status.get().code()>
            {move || status_words(status.get())}
        </span>
    }
}

/// Said while the line is down.
#[component]
fn OfflineBar() -> impl IntoView {
    let is_online = RwSignal::new(true);
    Effect::new(move |_| {
        is_online.set(crate::browser::is_online());
        let up = window_event_listener(ev::online, move |_| is_online.set(true));
        let down = window_event_listener(ev::offline, move |_| is_online.set(false));
        on_cleanup(move || {
            up.remove();
            down.remove();
        });
    });
    view! {
        <div role="status">
            {move || {
                (!is_online.get())
                    .then(|| {
                        view! {
                            <p class="netbar">
                                <Icon glyph=Glyph::Offline />
                                "You are offline. Keep writing: changes are kept in this browser and sent when the connection is back."
                            </p>
                        }
                    })
            }}
        </div>
    }
}

/// Said while a contributor waits for the editors.
#[component]
fn InReview(writing: Writing) -> impl IntoView {
    move || {
        (!writing.may.get().edit).then(|| {
            view! {
                <div class="notice">
                    <Icon glyph=Glyph::Note />
                    <div>
                        <strong>"This waits for an editor. "</strong>
                        "To change it, take it back first."
                    </div>
                </div>
            }
        })
    }
}

#[component]
fn NoSlide(writing: Writing) -> impl IntoView {
    let arranging = Arranging::of(writing);
    move || {
        writing.current.with(Option::is_none).then(|| {
            view! {
                <div class="empty">
                    <h2>"No slide yet"</h2>
                    <p>"A slide is a heading, a picture with its credit, and a few sentences."</p>
                    <button class="btn btn-primary" type="button" on:click=move |_| arranging.add(None)>
                        <Icon glyph=Glyph::Plus />
                        "Add the first slide"
                    </button>
                </div>
            }
        })
    }
}

/// Preview, article and checks, one at a time.
#[component]
fn Side(writing: Writing, later: Later) -> impl IntoView {
    let blocking = move || writing.remarks.with(|remarks| remarks.iter().filter(|remark| remark.blocks()).count());
    view! {
        <aside class="ed-side" aria-label="Preview and settings">
            <fieldset class="seg tabs">
                <legend class="sr">"Panel"</legend>
                <label>
                    <input type="radio" name="tab" id="tab-preview" checked />
                    " Preview"
                </label>
                <label>
                    <input type="radio" name="tab" id="tab-article" />
                    {match writing.kind {
                        Written::Article => " Article",
                        Written::Page => " Page",
                    }}
                </label>
                <label>
                    <input type="radio" name="tab" id="tab-check" />
                    " Checks "
                    {move || (blocking() > 0).then(|| view! { <span class="pill">{blocking}</span> })}
                </label>
            </fieldset>
            <section data-tab="preview" aria-label="Preview">
                <Preview writing=writing />
            </section>
            <section
                data-tab="article"
                aria-label=match writing.kind {
                    Written::Article => "Article",
                    Written::Page => "Page",
                }
            >
                {later.draw(writing, |views| views.article)}
            </section>
            <section data-tab="check" aria-label="Checks before publishing">
                {later.draw(writing, |views| views.checks)}
            </section>
        </aside>
    }
    .into_any()
}
