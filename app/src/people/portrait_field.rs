//! The portrait in the profile: uploaded here, chosen from the library, or taken off.

use super::{Avatar, AvatarSize};
use crate::admin::Form;
use crate::form::Field;
use crate::media::{PictureWays, WaysWords};
use domain::ids::MediaId;
use domain::media::MediaSheet;
use domain::people::Portrait;
use leptos::prelude::*;

const WORDS: WaysWords = WaysWords { upload: "Upload a photo", file: "A photo of you", choose: "Choose your portrait" };

/// The portrait, and for those who add media the ways to another one.
#[component]
pub fn PortraitField(
    /// The picture and what is shown of it.
    portrait: RwSignal<Option<(MediaId, Portrait)>>,
    /// The name, whose initials stand in for a portrait.
    name: Field,
    /// The form.
    form: Form,
    /// Whether the person may add media.
    adds_media: bool,
) -> impl IntoView {
    let take = move |sheet: MediaSheet| {
        let MediaSheet { id, sizes, alt, credit, .. } = sheet;
        portrait.set(Some((id, Portrait { sizes, alt, credit: credit.printed() })));
        form.touch();
    };
    let take_off = move |_| {
        portrait.set(None);
        form.touch();
    };
    let shown = move || portrait.with(|portrait| portrait.as_ref().map(|(_, portrait)| portrait.clone()));
    let ways = adds_media.then(|| view! { <PictureWays take=Callback::new(take) words=WORDS /> });
    let hint = if adds_media {
        "Square, at least 400 pixels. Until then, your initials."
    } else {
        "Pictures are added by those who write. Until then, your initials."
    };
    view! {
        <div class="row">
            {move || view! { <Avatar name=name.typed.get() portrait=shown() size=AvatarSize::Large /> }}
            <div class="stack-s">
                <div class="row row-tight">
                    {ways}
                    {move || {
                        portrait
                            .with(Option::is_some)
                            .then(|| {
                                view! {
                                    <button class="btn btn-sm btn-quiet" type="button" on:click=take_off>
                                        "Take the portrait off"
                                    </button>
                                }
                            })
                    }}
                </div>
                <p class="hint">{hint}</p>
            </div>
        </div>
    }
}
