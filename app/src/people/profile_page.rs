//! `/admin/profile`: one's own name, biography and portrait as readers see them, and one's own sign-in.

use super::calls;
use super::profile_form::ProfileForm;
use crate::accounts::SigningIn;
use crate::admin::{Awaited, PageHead, Trouble};
use crate::icon::{Glyph, Icon};
use leptos::prelude::*;

/// One's own profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::profile());
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(profile) => view! { <ProfileForm profile=profile /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner stack-lg">
            <div>
                <PageHead title="Your profile">
                    <AuthorPageLink loaded=loaded />
                </PageHead>
                <Awaited words="Loading your profile">{page}</Awaited>
            </div>
            <SigningIn />
        </div>
    }
    .into_any()
}

/// The way to the page that readers see.
#[component]
fn AuthorPageLink(loaded: Resource<Result<domain::people::Profile, crate::failure::Failure>>) -> impl IntoView {
    let link = move || {
        Suspend::new(async move {
            loaded.await.ok().map(|profile| {
                view! {
                    <a class="btn push" href=format!("/by/{}", profile.handle) rel="external">
                        <Icon glyph=Glyph::Outside />
                        "Author page"
                    </a>
                }
            })
        })
    };
    view! { <Awaited>{link}</Awaited> }
}
