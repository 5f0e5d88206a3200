//! The ways to one picture: uploading it, or choosing one of the library.

use super::calls;
use super::{UploadList, Uploaded, Uploads};
use crate::admin::{Acting, Dialog};
use crate::icon::{Glyph, Icon};
use domain::ids::MediaId;
use domain::media::{FindMedia, MediaSheet, MediaTile};
use domain::page::Page;
use leptos::html;
use leptos::prelude::*;

/// What the ways are called where they stand.
#[derive(Debug, Clone, Copy)]
pub struct WaysWords {
    /// The button that uploads one.
    pub upload: &'static str,
    /// What the file is, for a screen reader.
    pub file: &'static str,
    /// The title of the library.
    pub choose: &'static str,
}

/// Uploading a picture, and choosing one that is there.
#[component]
pub fn PictureWays(
    /// Takes what was uploaded or chosen.
    take: Callback<MediaSheet>,
    /// What they are called.
    words: WaysWords,
) -> impl IntoView {
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
            {words.upload}
        </button>
        <input
            type="file"
            hidden
            accept="image/jpeg,image/png,image/webp"
            aria-label=words.file
            node_ref=input
            on:change=move |event| uploads.take_chosen(&event)
        />
        <button class="btn btn-sm" type="button" on:click=move |_| is_open.set(true)>
            <Icon glyph=Glyph::Media />
            "Choose from the library"
        </button>
        <UploadList uploads=uploads />
        <Library is_open=is_open take=take title=words.choose />
    }
}

/// The newest pictures of the library. It is asked when it is opened.
#[component]
fn Library(is_open: RwSignal<bool>, take: Callback<MediaSheet>, title: &'static str) -> impl IntoView {
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
        Some(tiles) if tiles.is_empty() => view! { <p class="muted">"The library is empty. Upload one instead."</p> }.into_any(),
        Some(tiles) => {
            let tiles = tiles.into_iter().map(|tile| view! { <Tile tile=tile choose=choose /> }).collect_view();
            view! { <ul class="media-grid">{tiles}</ul> }.into_any()
        }
    };
    view! {
        <Dialog is_open=is_open labelled_by="choose-picture">
            <div class="dialog-body">
                <h2 id="choose-picture">{title}</h2>
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
