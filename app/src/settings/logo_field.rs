//! The logo in the appearance: uploaded here, chosen from the library, or taken off.

use crate::admin::Form;
use crate::media::{PictureWays, WaysWords};
use domain::media::MediaSheet;
use domain::settings::Logo;
use leptos::prelude::*;

const WORDS: WaysWords = WaysWords { upload: "Upload a logo", file: "The logo", choose: "Choose the logo" };

/// The logo, and the ways to another one.
#[component]
pub fn LogoField(
    /// The logo.
    logo: RwSignal<Option<Logo>>,
    /// The form.
    form: Form,
) -> impl IntoView {
    let take = move |MediaSheet { id, sizes, .. }: MediaSheet| {
        logo.set(Some(Logo { media: id, sizes }));
        form.touch();
    };
    let take_off = move |_| {
        logo.set(None);
        form.touch();
    };
    let shown = move || {
        logo.get().map(|Logo { sizes, .. }| {
            view! {
                <div class="logo-shown">
                    <img src=sizes.at_least(320) width=sizes.width_px height=sizes.height_px alt="The logo as it is now" />
                </div>
            }
        })
    };
    let off = move || {
        logo.with(Option::is_some).then(|| {
            view! {
                <button class="btn btn-sm btn-quiet" type="button" on:click=take_off>
                    "Take the logo off"
                </button>
            }
        })
    };
    view! {
        <div class="stack-s" id="logo">
            {shown}
            <div class="row row-tight">
                <PictureWays take=Callback::new(take) words=WORDS />
                {off}
            </div>
            <p class="hint">
                "In the masthead, in the place of the name. Readers have it on light and on dark paper. Without one, the name stands there."
            </p>
        </div>
    }
}
