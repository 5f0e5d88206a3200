//! Toasts: what was done, and the way to undo it, for ten seconds.

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// How long a toast stays; not counted while the pointer or the focus is on it.
const STAYS: Duration = Duration::from_secs(10);

/// How many stand there at once: the oldest makes room.
const MOST: usize = 2;

/// What was done.
#[derive(Clone)]
struct Toast {
    id: u32,
    words: String,
    way_back: Option<(&'static str, Callback<()>)>,
}

/// The toasts of the panel: any page says what was done.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// No toast, for the root of the panel to provide.
    pub fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// The ones of this panel.
    pub fn here() -> Self {
        use_context().expect("the root of the panel provides it to every page")
    }

    /// Says what was done: `Profile saved`. Said again, it stands there once, for its whole time.
    pub fn say(self, words: impl Into<String>) {
        self.add(words.into(), None);
    }

    /// Says what was done with a button that undoes it, or leads to it: `Slide 4 deleted`, `Undo`.
    pub fn offer(self, words: impl Into<String>, label: &'static str, act: Callback<()>) {
        self.add(words.into(), Some((label, act)));
    }

    fn add(self, words: String, way_back: Option<(&'static str, Callback<()>)>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|shown| {
            shown.retain(|toast| toast.way_back.is_some() || toast.words != words);
            shown.push(Toast { id, words, way_back });
            shown.drain(..shown.len().saturating_sub(MOST));
        });
    }

    fn end(self, id: u32) {
        // The panel may have been left meanwhile.
        let _left = self.shown.try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where toasts appear. It is there before the first one, so that screen readers announce each.
#[component]
pub fn ToastDock() -> impl IntoView {
    let toasts = Toasts::here();
    view! {
        <div class="toast-dock" role="status">
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <ToastView toast=toast />
            </For>
        </div>
    }
}

#[component]
fn ToastView(toast: Toast) -> impl IntoView {
    let toasts = Toasts::here();
    let Toast { id, words, way_back } = toast;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let wait = move || timer.set_value(set_timeout_with_handle(move || toasts.end(id), STAYS).ok());
    let hold = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let go_on = move || {
        hold();
        wait();
    };
    Effect::new(move |_| go_on());
    on_cleanup(hold);
    let button = way_back.map(|(label, act)| {
        let click = move |_| {
            toasts.end(id);
            act.run(());
        };
        view! {
            <button class="btn btn-sm" type="button" on:click=click>
                {label}
            </button>
        }
    });
    view! {
        <div
            class="toast"
            on:pointerenter=move |_| hold()
            on:pointerleave=move |_| go_on()
            on:focusin=move |_| hold()
            on:focusout=move |_| go_on()
        >
            {words}
            " "
            {button}
        </div>
    }
}
