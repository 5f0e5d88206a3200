//! The portrait in the profile: uploaded here, chosen from the library, or taken off.

use super::{Avatar, AvatarSize};
use crate::admin::{Acting, Dialog, Form};
use crate::form::Field;
use crate::icon::{Glyph, Icon};
use crate::media::{UploadList, Uploaded, Uploads, calls};
use domain::ids::MediaId;
use domain::media::{FindMedia, MediaSheet, MediaTile};
use domain::page::Page;
use domain::people::Portrait;
use leptos::html;
use leptos::prelude::*;

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
    let ways = adds_media.then(|| view! { <Ways take=Callback::new(take) /> });
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

/// Uploading a picture, and choosing one that is there.
#[component]
fn Ways(take: Callback<MediaSheet>) -> impl IntoView {
    let uploads = Uploads::new(Callback::new(move |uploaded: Uploaded| take.run(uploaded.sheet)));
    let input = NodeRef::<html::Input>::new();
    let is_open = RwSignal::new(false);
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button class="btn btn-sm" type="button" on:click=open>
            <Icon glyph=Glyph::Upload />
            "Upload a photo"
        </button>
        <input
            type="file"
            hidden
            accept="image/jpeg,image/png,image/webp"
            aria-label="A photo of you"
            node_ref=input
            on:change=move |event| uploads.take_chosen(&event)
        />
        <button class="btn btn-sm" type="button" on:click=move |_| is_open.set(true)>
            <Icon glyph=Glyph::Media />
            "Choose from the library"
        </button>
        <UploadList uploads=uploads />
        <Library is_open=is_open take=take />
    }
}

/// The newest pictures of the library. It is asked when it is opened.
#[component]
fn Library(is_open: RwSignal<bool>, take: Callback<MediaSheet>) -> impl IntoView {
    let acting = Acting::here();
    let tiles = RwSignal::new(None::<Vec<MediaTile>>);
    Effect::new(move |_| {
        if is_open.get() {
            acting.act(calls::find(FindMedia::default()), move |page: Page<MediaTile>| tiles.set(Some(page.items)));
        }
    });
    let choose = move |id: MediaId| {
        acting.act(calls::sheet(id), move |sheet| {
            take.run(sheet);
            is_open.set(false);
        });
    };
    let shown = move || match tiles.get() {
        None => view! { <p class="muted">"Looking"</p> }.into_any(),
        Some(tiles) if tiles.is_empty() => {
            view! { <p class="muted">"The library is empty. Upload a photo instead."</p> }.into_any()
        }
        Some(tiles) => {
            let tiles = tiles.into_iter().map(|tile| view! { <Tile tile=tile choose=choose /> }).collect_view();
            view! { <ul class="media-grid">{tiles}</ul> }.into_any()
        }
    };
    view! {
        <Dialog is_open=is_open labelled_by="choose-portrait">
            <div class="dialog-body">
                <h2 id="choose-portrait">"Choose your portrait"</h2>
                {shown}
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" on:click=move |_| is_open.set(false)>
                    "Keep what is there"
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Tile(tile: MediaTile, choose: impl Fn(MediaId) + 'static) -> impl IntoView {
    let MediaTile { id, file_name, sizes, .. } = tile;
    let name = if file_name.is_empty() { "A picture without a name".to_owned() } else { file_name };
    view! {
        <li class="tile">
            <button class="tile-choice" type="button" on:click=move |_| choose(id)>
                <span class="thumb">
                    <img src=sizes.at_least(320) width=sizes.width_px height=sizes.height_px alt="" loading="lazy" />
                </span>
                <span class="name" dir="auto">
                    {name}
                </span>
            </button>
        </li>
    }
}
