//! `/admin/media`: the library of pictures. What is shown stands in the address, so that it can be kept and come back to.

use super::calls;
use super::sheet::SheetPanel;
use super::tiles::{Filters, Tiles, Tools};
use super::uploads::{UploadButton, UploadList, Uploads};
use crate::admin::{Awaited, PageHead, Trouble};
use crate::icon::{Glyph, Icon};
use domain::MediaId;
use domain::credits::Licence;
use domain::media::{FindMedia, MediaFilter};
use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// What the library shows, as its address says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Which items.
    pub filter: MediaFilter,
    /// Words to find; empty for any.
    pub words: String,
    /// Under which licence; none for any.
    pub licence: Option<Licence>,
    /// The item that is shown in full.
    pub item: Option<MediaId>,
}

impl Address {
    /// Reads the address; what it does not know is left out.
    fn of(query: &ParamsMap) -> Self {
        Self {
            filter: query.get_str("show").map_or(MediaFilter::All, filter_of),
            words: query.get("find").unwrap_or_default(),
            licence: query.get_str("licence").and_then(|code| code.parse().ok()),
            item: query.get_str("item").and_then(|id| id.parse().ok()),
        }
    }

    /// The address itself.
    pub fn path(&self) -> String {
        let mut query = ParamsMap::new();
        if let Some(word) = word_of(self.filter) {
            query.insert("show", word.to_owned());
        }
        if !self.words.is_empty() {
            query.insert("find", self.words.clone());
        }
        if let Some(licence) = self.licence {
            query.insert("licence", licence.code().to_owned());
        }
        if let Some(item) = self.item {
            query.insert("item", item.to_string());
        }
        format!("/admin/media{}", query.to_query_string())
    }

    /// What the server is asked for.
    pub fn ask(&self) -> FindMedia {
        FindMedia { filter: self.filter, words: self.words.clone(), licence: self.licence, after: None }
    }
}

fn word_of(filter: MediaFilter) -> Option<&'static str> {
    match filter {
        MediaFilter::All => None,
        MediaFilter::NoAlt => Some("no-alt"),
        MediaFilter::NoCredit => Some("no-credit"),
        MediaFilter::NotUsed => Some("not-used"),
    }
}

fn filter_of(word: &str) -> MediaFilter {
    [MediaFilter::NoAlt, MediaFilter::NoCredit, MediaFilter::NotUsed]
        .into_iter()
        .find(|filter| word_of(*filter) == Some(word))
        .unwrap_or_default()
}

/// The library.
#[component]
pub fn MediaPage() -> impl IntoView {
    let query = use_query_map();
    let address = Memo::new(move |_| query.with(Address::of));
    let ask = Memo::new(move |_| address.with(Address::ask));
    let found = Resource::new(move || ask.get(), calls::find);
    let counts = Resource::new(|| (), |()| calls::counts());
    let changed = Callback::new(move |()| {
        found.refetch();
        counts.refetch();
    });
    let uploads = Uploads::new(Callback::new(move |_| changed.run(())));
    let pasting = window_event_listener(ev::paste, move |event| {
        if uploads.take_pasted(&event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || pasting.remove());

    let is_over = RwSignal::new(false);
    let over = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        uploads.take_dropped(&event);
    };
    let counted = Signal::derive(move || counts.get().and_then(Result::ok));
    let tiles = move || {
        Suspend::new(async move {
            match found.await {
                Ok(page) if page.items.is_empty() => view! { <Nothing address=address /> }.into_any(),
                Ok(page) => view! { <Tiles address=address page=page /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=changed /> }.into_any(),
            }
        })
    };
    let item = Memo::new(move |_| address.with(|address| address.item));
    view! {
        <div class="main-inner" on:dragover=over on:dragleave=move |_| is_over.set(false) on:drop=drop>
            <PageHead title="Media">
                <UploadButton uploads=uploads />
            </PageHead>
            <Awaited kept=true>
                <Filters address=address counts=counted />
            </Awaited>
            <div class="media">
                <div>
                    <Tools address=address />
                    <Show when=move || is_over.get()>
                        <p class="drop">
                            <Icon glyph=Glyph::Upload />
                            "Drop pictures here"
                        </p>
                    </Show>
                    <UploadList uploads=uploads />
                    <Awaited words="Loading pictures" kept=true>{tiles}</Awaited>
                </div>
                {move || item.get().map(|id| view! { <SheetPanel id=id address=address changed=changed /> })}
            </div>
        </div>
    }
    .into_any()
}

/// What stands in the grid's place when it has nothing to show.
#[component]
fn Nothing(address: Memo<Address>) -> impl IntoView {
    let is_whole = move || address.with(|address| address.ask() == FindMedia::default());
    view! {
        <div class="empty">
            {move || {
                if is_whole() {
                    view! {
                        <h2>"No pictures yet."</h2>
                        <p>"Upload some, drop them on this page, or paste one. JPEG, PNG and WebP of up to 25 MB are taken."</p>
                    }
                        .into_any()
                } else {
                    view! {
                        <h2>"Nothing here."</h2>
                        <p>
                            "No picture is like that. " <a href="/admin/media">"Show all of them"</a>
                        </p>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_itself() {
        let item = "0198f3a2-7c1e-7000-8000-000000000001".parse().ok();
        for address in [
            Address::default(),
            Address { filter: MediaFilter::NoCredit, ..Address::default() },
            Address { words: "a & b=c?".to_owned(), licence: Some(Licence::Cc0), item, ..Address::default() },
        ] {
            let path = address.path();
            let query = path.split_once('?').map_or("", |(_, query)| query);
            let query: ParamsMap = query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(Address::of(&query), address, "{path}");
        }
    }
}
