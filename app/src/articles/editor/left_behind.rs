//! Text that an earlier visit could not send is offered again.

use super::mirror::Kept;
use super::state::Writing;
use crate::icon::{Glyph, Icon};
use leptos::prelude::*;

/// What this browser has and the server does not.
#[component]
pub fn LeftBehind(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let put_back = move |_| {
        let homeless = writing.put_back(writing.left.get_untracked());
        writing.left.set(Kept { head: None, slides: homeless });
        writing.mirror_now();
    };
    let throw_away = move |_| {
        writing.left.set(Kept::default());
        writing.mirror_now();
    };
    let shown = move || {
        let kept = writing.left.get();
        (!kept.is_empty()).then(|| {
            let texts = kept.slides.iter().map(|slide| (slide.heading.clone(), slide.body.clone()));
            let head = kept.head.iter().map(|head| (head.title.clone(), head.standfirst.clone()));
            let texts = head.chain(texts).map(|(heading, body)| {
                view! {
                    <p class="ed-told" dir="auto">
                        {format!("{heading}\n\n{body}").trim().to_owned()}
                    </p>
                }
            });
            view! {
                <div class="notice" data-tone="warn">
                    <Icon glyph=Glyph::Offline />
                    <div class="stack-s">
                        <p>
                            <strong>"This browser has text that the server never got. "</strong>
                            "It is from an earlier visit."
                        </p>
                        {texts.collect_view()}
                        <p class="row row-tight">
                            <button class="btn btn-sm" type="button" on:click=put_back>
                                "Put it back"
                            </button>
                            <button class="btn btn-sm btn-quiet" type="button" on:click=throw_away>
                                "Throw it away"
                            </button>
                        </p>
                    </div>
                </div>
            }
        })
    };
    view! { <div role="status">{shown}</div> }.into_any()
}
