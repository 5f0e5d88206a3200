//! What is not seen when the editor opens, and comes once it has started: its dialogs, its notices, and the tabs beside the preview.

use super::checks_panel::ChecksPanel;
use super::conflict::{Conflicts, Refusals};
use super::head_form::HeadForm;
use super::left_behind::LeftBehind;
use super::publishing::Dialogs;
use super::state::Writing;
use crate::admin::{LoadAgain, focus};
use crate::icon::{Glyph, Icon};
use domain::ids::SlideId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// How each of them is drawn.
#[derive(Clone, Copy)]
pub struct Views {
    /// What was left behind, what others saved meanwhile, and what was refused.
    pub notices: fn(Writing) -> AnyView,
    /// The article itself.
    pub article: fn(Writing) -> AnyView,
    /// The checks.
    pub checks: fn(Writing) -> AnyView,
    dialogs: fn(Writing) -> AnyView,
}

#[wasm_split(editor_later, fallible)]
#[allow(clippy::unnecessary_wraps, reason = "what fails is to load it, which the macro adds in the browser only")]
fn views() -> Result<Views, SplitLoaderError> {
    Ok(Views {
        notices: |writing| {
            view! {
                <LeftBehind writing=writing />
                <Conflicts writing=writing />
                <Refusals writing=writing />
            }
            .into_any()
        },
        article: |writing| view! { <HeadForm writing=writing /> }.into_any(),
        checks: |writing| view! { <ChecksPanel writing=writing /> }.into_any(),
        dialogs: |writing| view! { <Dialogs writing=writing /> }.into_any(),
    })
}

/// How far the rest of the editor has come.
#[derive(Clone, Copy)]
enum Came {
    OnItsWay,
    Not,
    There(Views),
}

/// The rest of the editor, for those of its places that show something of it.
#[derive(Clone, Copy)]
pub struct Later {
    came: RwSignal<Came>,
    /// Whether publishing is asked about, whose dialog comes with the rest.
    publishing: RwSignal<bool>,
    /// The slide whose dialog asks where it is to go, and comes with the rest too.
    moving: RwSignal<Option<SlideId>>,
}

impl Later {
    /// It is loaded as soon as the editor has started, so that nobody waits for it who does not click at once, and so that it
    /// is there when the line goes down.
    pub fn of(writing: Writing) -> Self {
        let Writing { publishing, moving, .. } = writing;
        let later = Self { came: RwSignal::new(Came::OnItsWay), publishing, moving };
        Effect::new(move |_| later.load());
        Effect::new(move |_| {
            let is_asked = later.publishing.get() || later.moving.with(Option::is_some);
            if is_asked && matches!(later.came.get_untracked(), Came::Not) {
                later.load();
            }
        });
        later
    }

    fn load(self) {
        self.came.set(Came::OnItsWay);
        spawn_local(async move {
            let came = views().await.map_or(Came::Not, Came::There);
            if matches!(came, Came::Not) {
                // What was asked for is not to jump up when something else is asked for later. The editor may have been left.
                let _left = (self.publishing.try_set(false), self.moving.try_set(None));
            }
            let _left = self.came.try_set(came);
        });
    }

    /// One of the views; nothing where it is not there, so that the editor can be written in meanwhile.
    pub fn draw(self, writing: Writing, view: fn(&Views) -> fn(Writing) -> AnyView) -> impl Fn() -> Option<AnyView> + Copy {
        move || match self.came.get() {
            Came::There(views) => Some(view(&views)(writing)),
            Came::OnItsWay | Came::Not => None,
        }
    }

    /// Whether the dialog that asks about publishing is waited for.
    pub fn is_awaited(self) -> bool {
        self.publishing.get() && matches!(self.came.get(), Came::OnItsWay)
    }
}

/// The dialogs of the editor. They stand once, outside of what is inert.
#[component]
pub fn LaterDialogs(
    /// The editor.
    writing: Writing,
    /// Where they come with.
    later: Later,
) -> impl IntoView {
    later.draw(writing, |views| views.dialogs)
}

/// Said when the rest of the editor did not come.
#[component]
pub fn Incomplete(
    /// The rest.
    later: Later,
) -> impl IntoView {
    // The button goes with its notice: what comes instead, and the slide, follow the focus.
    let again = move |_| {
        later.load();
        focus("slide");
    };
    let shown = move || {
        matches!(later.came.get(), Came::Not).then(|| {
            view! {
                <div class="notice" data-tone="error">
                    <Icon glyph=Glyph::Warning />
                    <div class="stack-s">
                        <p>
                            <strong>"A part of the editor could not be loaded. "</strong>
                            "You can go on writing. To publish, to move a slide elsewhere, to change title or address, or to choose between two texts, load it again. The line may be down, or Lantern was updated since you opened the editor."
                        </p>
                        <p>
                            <button class="btn btn-sm" type="button" on:click=again>
                                "Load it again"
                            </button>
                        </p>
                        <LoadAgain />
                    </div>
                </div>
            }
        })
    };
    view! { <div role="alert">{shown}</div> }.into_any()
}
