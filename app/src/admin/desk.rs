//! The desk: what needs a person, and what they were at.

use crate::accounts::calls::MeResource;
use leptos::prelude::*;
use leptos_meta::Title;

/// The desk.
#[component]
pub fn Desk() -> impl IntoView {
    let MeResource(me) = expect_context();
    view! {
        <Title text="Desk" />
        <div class="main-inner desk">
            <Suspense>
                {move || Suspend::new(async move {
                    let name = me.await.map(|me| me.name).unwrap_or_default();
                    view! { <h1 class="hello">"Good day, " {name} "."</h1> }
                })}
            </Suspense>
        </div>
    }
    .into_any()
}
