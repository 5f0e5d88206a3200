//! A dialog of the browser's own, opened and closed by a signal.

use leptos::html;
use leptos::prelude::*;

/// Opens a dialog while there is something to ask or to show, and forgets it when the dialog is closed.
pub fn open_while<T: Send + Sync + 'static>(shown: RwSignal<Option<T>>) -> RwSignal<bool> {
    let is_open = RwSignal::new(false);
    Effect::new(move |_| is_open.set(shown.with(Option::is_some)));
    Effect::watch(
        move || is_open.get(),
        move |is_open, _, _| {
            // Only where there is something to forget: to forget nothing again would open and close for ever.
            if !is_open && shown.with_untracked(Option::is_some) {
                shown.set(None);
            }
        },
        false,
    );
    is_open
}

/// A dialog over the page. It is modal: what is beneath waits, Escape closes it, and the focus comes back afterwards.
#[component]
pub fn Dialog(
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// The id of its title.
    labelled_by: &'static str,
    /// What stands in it: `.dialog-body` and `.dialog-foot`.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_wanted = is_open.get();
        let Some(dialog) = dialog.get() else { return };
        if is_wanted && !dialog.open() {
            // It fails only for a dialog that has left the document.
            let _shown = dialog.show_modal();
        } else if !is_wanted && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" aria-labelledby=labelled_by node_ref=dialog on:close=move |_| is_open.set(false)>
            {children()}
        </dialog>
    }
}
