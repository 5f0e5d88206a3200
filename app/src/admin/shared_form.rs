//! The form of what several people change: it is saved over the version that it was loaded as. When another one is stored by then,
//! both texts are shown, and the person chooses.

use super::conflict::{Conflict, Difference};
use super::form::Form;
use super::toast::Toasts;
use crate::failure::Failure;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The fields of such a form, and the calls that load and save what is in them.
pub trait SharedFields: Copy + Send + Sync + 'static {
    /// What the server has.
    type Stored: Clone + Send + Sync + 'static;

    /// Asks for what is stored now.
    fn load(self) -> impl Future<Output = Result<Self::Stored, Failure>> + 'static;

    /// Saves what is typed over the version that it is based on; gives what is stored then.
    fn save(self) -> impl Future<Output = Result<Self::Stored, Failure>> + 'static;

    /// Shows what is stored in place of what was typed.
    fn show(self, stored: &Self::Stored);

    /// Goes on from that version with what is typed.
    fn base_on(self, stored: &Self::Stored);

    /// Where what is typed differs from what is stored, as people see it.
    fn differences(self, stored: &Self::Stored) -> Vec<Difference>;

    /// Whether what is typed is what is stored.
    fn is_stored_as(self, stored: &Self::Stored) -> bool {
        self.differences(stored).is_empty()
    }
}

/// The form. Cheap to copy.
pub struct SharedForm<F: SharedFields> {
    form: Form,
    fields: F,
    theirs: RwSignal<Option<F::Stored>>,
    saved: Callback<F::Stored>,
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "deriving it would ask that what is stored can be copied")]
impl<F: SharedFields> Clone for SharedForm<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: SharedFields> Copy for SharedForm<F> {}

impl<F: SharedFields> SharedForm<F> {
    /// A form that was just loaded; `saved` gets what is stored once it was saved.
    pub fn new(form: Form, fields: F, saved: impl Fn(F::Stored) + Send + Sync + 'static) -> Self {
        let shared = Self { form, fields, theirs: RwSignal::new(None), saved: Callback::new(saved) };
        let toasts = Toasts::here();
        Effect::new(move |_| {
            if form.is_stale() {
                spawn_local(async move {
                    match fields.load().await {
                        Ok(stored) => shared.meet(stored),
                        Err(failure) => toasts.say(failure.words),
                    }
                });
            }
        });
        shared
    }

    /// Saves when the form is sent.
    pub fn submit(self, event: &SubmitEvent) {
        event.prevent_default();
        self.save();
    }

    fn save(self) {
        self.form.send(move || self.fields.save(), move |stored| self.take_over(stored));
    }

    /// What was typed while it was being saved stays, and is saved over what was saved just now.
    fn take_over(self, stored: F::Stored) {
        if self.form.is_unsaved() {
            self.fields.base_on(&stored);
        } else {
            self.fields.show(&stored);
        }
        self.theirs.set(None);
        self.saved.run(stored);
    }

    /// What is stored says what was typed when it was saved and the answer was lost on its way: there is nothing to choose.
    fn meet(self, stored: F::Stored) {
        // The page may have been left meanwhile.
        if self.theirs.is_disposed() {
            return;
        }
        if self.fields.is_stored_as(&stored) {
            self.form.saved();
            self.take_over(stored);
        } else {
            self.theirs.set(Some(stored));
        }
    }

    fn keep_mine(self) {
        if let Some(stored) = self.theirs.get_untracked() {
            self.fields.base_on(&stored);
            self.save();
        }
    }

    fn take_theirs(self) {
        if let Some(stored) = self.theirs.get_untracked() {
            self.fields.show(&stored);
            self.theirs.set(None);
            self.form.settle();
        }
    }

    /// Both texts, while there are two.
    pub fn conflict(self) -> impl IntoView {
        let (keep_mine, take_theirs) = (Callback::new(move |()| self.keep_mine()), Callback::new(move |()| self.take_theirs()));
        move || {
            self.theirs.get().map(|stored| {
                let differences = self.fields.differences(&stored);
                view! { <Conflict differences=differences keep_mine=keep_mine take_theirs=take_theirs /> }
            })
        }
    }
}
