//! What stands in the place of a page, or of a part of it, while it loads and when it could not be loaded.

use crate::accounts::SignedOut;
use crate::failure::{Failure, Kind};
use crate::icon::{Glyph, Icon};
use leptos::prelude::*;

/// What went wrong, and the way to try again.
#[component]
pub fn Trouble(
    /// What went wrong.
    failure: Failure,
    /// Tries again.
    again: Callback<()>,
) -> impl IntoView {
    let signed_out = SignedOut::here();
    let can_retry = match failure.kind {
        Kind::Refused | Kind::Gone | Kind::TooLarge | Kind::Unsupported => false,
        Kind::SignedOut
        | Kind::Stale
        | Kind::Faulty
        | Kind::Impossible
        | Kind::Throttled
        | Kind::Busy
        | Kind::Unreachable
        | Kind::Full
        | Kind::Broken => true,
    };
    if signed_out.is_why(&failure) {
        Effect::watch(move || signed_out.times(), move |_, _, _| again.run(()), false);
    }
    view! {
        <div class="notice" data-tone="error" role="alert">
            <Icon glyph=Glyph::Warning />
            <div>
                <p>{failure.words}</p>
                {can_retry
                    .then(|| {
                        view! {
                            <p>
                                <button class="btn btn-sm" type="button" on:click=move |_| again.run(())>
                                    "Try again"
                                </button>
                            </p>
                        }
                    })}
            </div>
        </div>
    }
}

/// What is there once it has come, and until then rows of the heights that it will have.
///
/// Children without a type of their own: what waits is compiled once, and not for each of the panel's pages.
#[component]
pub fn Awaited(
    /// What loads, for those who do not see it: `Loading people`. Without words nothing stands in for it.
    #[prop(optional)]
    words: Option<&'static str>,
    /// Whether what was there stays while it is fetched anew.
    #[prop(optional)]
    kept: bool,
    children: Children,
) -> impl IntoView {
    let rows = move || words.map(|words| view! { <Skeleton words=words /> });
    if kept {
        view! { <Transition fallback=rows>{children()}</Transition> }.into_any()
    } else {
        view! { <Suspense fallback=rows>{children()}</Suspense> }.into_any()
    }
}

/// Rows of the heights that the real ones will have.
#[component]
fn Skeleton(
    /// What loads, for those who do not see it: `Loading people`.
    words: &'static str,
) -> impl IntoView {
    let rows = (0..4)
        .map(|_| {
            view! {
                <div class="sk-row">
                    <div class="skeleton a"></div>
                    <div>
                        <div class="skeleton b"></div>
                        <div class="skeleton c"></div>
                    </div>
                    <div class="skeleton"></div>
                </div>
            }
        })
        .collect_view();
    view! {
        <div aria-busy="true" role="status">
            <span class="sr">{words}</span>
            {rows}
        </div>
    }
}
