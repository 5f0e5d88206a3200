//! What a button does at once, without a form: the call is made and its end is said.

use super::toast::Toasts;
use crate::accounts::SignedOut;
use crate::failure::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Makes calls for buttons. It is fetched while the component is made: event handlers know no context.
#[derive(Clone, Copy)]
pub struct Acting {
    toasts: Toasts,
    signed_out: SignedOut,
    is_busy: RwSignal<bool>,
}

impl Acting {
    /// For one component; of its buttons one acts at a time.
    pub fn here() -> Self {
        Self { toasts: Toasts::here(), signed_out: SignedOut::here(), is_busy: RwSignal::new(false) }
    }

    /// Whether an answer is awaited.
    pub fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    /// Makes a call, unless one is on its way. `done` gets what the server answered when it worked; else a toast says why
    /// not, or the dialog opens when the session has ended.
    pub fn act<T: 'static>(self, call: impl Future<Output = Result<T, Failure>> + 'static, done: impl FnOnce(T) + 'static) {
        // The way back of a toast outlives the row that offered it.
        if self.is_busy.try_get_untracked() == Some(true) {
            return;
        }
        let _left = self.is_busy.try_set(true);
        spawn_local(async move {
            let answer = call.await;
            // The page may have been left meanwhile.
            let _left = self.is_busy.try_set(false);
            match answer {
                Ok(value) => done(value),
                Err(failure) => {
                    if !self.signed_out.is_why(&failure) {
                        self.toasts.say(failure.words);
                    }
                }
            }
        });
    }

    /// Says what was done.
    pub fn say(self, words: impl Into<String>) {
        self.toasts.say(words);
    }
}
