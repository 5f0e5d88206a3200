//! The state of a form of the panel: what is wrong, whether it is being saved, and sending it again after signing in again.

use super::focus::focus;
use super::leaving::ask_before_leaving;
use crate::accounts::SignedOut;
use crate::failure::{Failure, Kind};
use crate::form::Field;
use crate::icon::{Glyph, Icon};
use domain::field::Faults;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};

/// How a form stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stand {
    /// As it was loaded.
    Loaded,
    /// Something was typed that the server does not have.
    Unsaved,
    /// On its way. What is typed meanwhile the server does not have.
    Saving { typed_on: bool },
    /// The server has it.
    Saved,
    /// The server did not take it.
    Refused(Failure),
}

/// The state of one form. Cheap to copy: a page gives it to each of its fields.
#[derive(Clone, Copy)]
pub struct Form {
    stand: RwSignal<Stand>,
    is_ready: RwSignal<bool>,
    cut_off: StoredValue<Option<Callback<()>>>,
    signed_out: SignedOut,
}

impl Form {
    /// A form as it was loaded. It is made by the page, once; what a session that ended cut off is sent again when somebody
    /// has signed in again, and nobody leaves unsaved text behind without being asked.
    #[expect(clippy::new_without_default, reason = "a form belongs to the page that makes it, not to whoever needs a value")]
    pub fn new() -> Self {
        let form = Self {
            stand: RwSignal::new(Stand::Loaded),
            is_ready: RwSignal::new(false),
            cut_off: StoredValue::new(None),
            signed_out: SignedOut::here(),
        };
        Effect::new(move |_| form.is_ready.set(true));
        Effect::new(move |_| {
            form.signed_out.times();
            if let Some(again) = form.cut_off.try_update_value(Option::take).flatten() {
                again.run(());
            }
        });
        ask_before_leaving(move || form.is_unsaved());
        form
    }

    /// Until the page is hydrated its fields take no text: it would be lost.
    pub fn is_inert(self) -> bool {
        !self.is_ready.get()
    }

    /// Notes that something was typed.
    pub fn touch(self) {
        let news = self.stand.with_untracked(|stand| match stand {
            Stand::Loaded | Stand::Saved => Some(Stand::Unsaved),
            Stand::Saving { typed_on: false } => Some(Stand::Saving { typed_on: true }),
            Stand::Unsaved | Stand::Saving { typed_on: true } | Stand::Refused(_) => None,
        });
        if let Some(stand) = news {
            self.stand.set(stand);
        }
    }

    /// Forgets what was wrong: what is shown is what the server has.
    pub fn settle(self) {
        self.stand.set(Stand::Loaded);
    }

    /// Notes something typed to which what was wrong does not apply any more.
    pub fn touch_anew(self) {
        self.stand.update(|stand| {
            if let Stand::Refused(_) = stand {
                *stand = Stand::Unsaved;
            }
        });
        self.touch();
    }

    /// Notes that the server has what is typed.
    pub fn saved(self) {
        self.stand.set(Stand::Saved);
    }

    /// Whether an answer is awaited.
    pub fn is_busy(self) -> bool {
        self.stand.with(|stand| matches!(stand, Stand::Saving { .. }))
    }

    /// What is wrong with the fields.
    pub fn faults(self) -> Faults {
        self.stand.with(|stand| match stand {
            Stand::Refused(failure) => failure.faults.clone(),
            Stand::Loaded | Stand::Unsaved | Stand::Saving { .. } | Stand::Saved => Faults::default(),
        })
    }

    /// Whether somebody saved meanwhile.
    pub fn is_stale(self) -> bool {
        self.refusal().is_some_and(|failure| failure.kind == Kind::Stale)
    }

    /// Whether something was typed that the server may not have.
    pub fn is_unsaved(self) -> bool {
        self.stand.with_untracked(|stand| match stand {
            Stand::Unsaved | Stand::Saving { .. } | Stand::Refused(_) => true,
            Stand::Loaded | Stand::Saved => false,
        })
    }

    /// What the server said when it did not take the form.
    pub fn refusal(self) -> Option<Failure> {
        self.stand.with(|stand| match stand {
            Stand::Refused(failure) => Some(failure.clone()),
            Stand::Loaded | Stand::Unsaved | Stand::Saving { .. } | Stand::Saved => None,
        })
    }

    /// Sends the form, unless it is on its way already. `call` is made again after signing in again; `done` gets what the
    /// server answered when it worked. The form is unsaved then if something was typed meanwhile.
    pub fn send<T, F>(
        self,
        call: impl Fn() -> F + Clone + Send + Sync + 'static,
        done: impl Fn(T) + Clone + Send + Sync + 'static,
    ) where
        T: 'static,
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        if self.stand.with_untracked(|stand| matches!(stand, Stand::Saving { .. })) {
            return;
        }
        self.stand.set(Stand::Saving { typed_on: false });
        spawn_local(async move {
            let answer = call().await;
            // The page may have been left meanwhile.
            if self.stand.is_disposed() {
                return;
            }
            match answer {
                Ok(value) => {
                    let has_more = self.stand.with_untracked(|stand| *stand == Stand::Saving { typed_on: true });
                    self.stand.set(if has_more { Stand::Unsaved } else { Stand::Saved });
                    done(value);
                }
                Err(failure) => {
                    if self.signed_out.is_why(&failure) {
                        self.cut_off.set_value(Some(Callback::new(move |()| self.send(call.clone(), done.clone()))));
                    }
                    self.stand.set(Stand::Refused(failure));
                }
            }
        });
    }
}

/// What the server found wrong, with a link to each field. It takes the focus when it appears.
#[component]
pub fn ErrorSummary(
    /// The form.
    form: Form,
    /// Its fields, in their order on the page.
    fields: Vec<Field>,
) -> impl IntoView {
    let notice = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let (Some(notice), Some(_)) = (notice.get(), form.refusal()) {
            // It fails only for an element that has left the document.
            let _focused = notice.focus();
        }
    });
    let go_to = |name: &'static str| {
        move |event: ev::MouseEvent| {
            event.prevent_default();
            focus(name);
        }
    };
    move || {
        {
            form.refusal().filter(|failure| failure.kind != Kind::Stale).map(|failure| {
                let links = fields
                    .iter()
                    .filter_map(|field| failure.faults.of(field.name).map(|fault| (*field, field.words(fault))))
                    .map(|(field, words)| {
                        view! {
                            <li>
                                <a href=format!("#{}", field.name) on:click=go_to(field.name)>
                                    {words}
                                </a>
                            </li>
                        }
                    })
                    .collect_view();
                let has_links = !failure.faults.0.is_empty();
                view! {
                    <div class="notice" data-tone="error" tabindex="-1" node_ref=notice>
                        <Icon glyph=Glyph::Warning />
                        <div>
                            <strong>"Not saved. "</strong>
                            {failure.words}
                            {has_links.then(|| view! { <ul>{links}</ul> })}
                        </div>
                    </div>
                }
            })
        }
        .into_any()
    }
}

/// The button that saves, and beside it how the form stands.
#[component]
pub fn SaveBar(
    /// The form.
    form: Form,
    /// The button's words: `Save settings`.
    label: &'static str,
) -> impl IntoView {
    let stand = move || match form.stand.get() {
        Stand::Loaded => None,
        Stand::Unsaved => Some((Glyph::Note, "Not saved yet")),
        Stand::Saving { .. } => Some((Glyph::Turning, "Saving")),
        Stand::Saved => Some((Glyph::Saved, "Saved")),
        Stand::Refused(_) => Some((Glyph::Warning, "Not saved: see above")),
    };
    let is_refused = move || form.refusal().is_some();
    view! {
        <div class="save-bar">
            <button class="btn btn-primary" type="submit" aria-busy=move || form.is_busy().then_some("true")>
                {label}
            </button>
            <span class="status-line" class:error=is_refused role="status">
                {move || {
                    stand()
                        .map(|(glyph, words)| {
                            view! {
                                <Icon glyph=glyph />
                                <span>{words}</span>
                            }
                        })
                }}
            </span>
        </div>
    }
    .into_any()
}
