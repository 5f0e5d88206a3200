//! Uploads: files on their way to the library, a few at a time, each with its progress, its reason and another try.

use super::Uploaded;
use super::files::{self, PickedFile, Sending, Step};
use super::words::{bytes_words, unfit};
use crate::accounts::SignedOut;
use crate::admin::ask_before_leaving;
use crate::failure::{Failure, Kind};
use crate::icon::{Glyph, Icon};
use domain::media::{MAX_BYTES, Remark, Unfit};
use leptos::ev::{ClipboardEvent, DragEvent, Event};
use leptos::html;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

/// How many files are on their way at once.
const AT_ONCE: usize = 2;

/// How a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stand {
    /// Others go first.
    Waiting,
    /// So many of its bytes are sent.
    Sending(u64),
    /// The server makes its sizes.
    MakingSizes,
    /// It was added, and there is something to know about it.
    Added(Vec<&'static str>),
    /// It was not taken.
    Refused(Failure),
}

/// A file on its way. Its parts belong to the page that made the list.
#[derive(Clone, Copy)]
struct Upload {
    id: u32,
    stand: RwSignal<Stand>,
    file: StoredValue<PickedFile, LocalStorage>,
    sending: StoredValue<Option<Sending>, LocalStorage>,
}

/// The files on their way. A page makes the list once; the editor and the library use the same.
#[derive(Clone, Copy)]
pub struct Uploads {
    list: RwSignal<Vec<Upload>>,
    next: StoredValue<u32>,
    /// The page that made the list, which is not to outlive it for that.
    owner: StoredValue<Option<WeakOwner>>,
    done: Callback<Uploaded>,
    signed_out: SignedOut,
}

impl Uploads {
    /// An empty list; `done` is given each item that a file became.
    ///
    /// What a session that ended cut off is sent again when somebody has signed in again, and nobody leaves the page with files
    /// on their way without being asked.
    pub fn new(done: Callback<Uploaded>) -> Self {
        let uploads = Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
            done,
            signed_out: SignedOut::here(),
        };
        Effect::watch(
            move || uploads.signed_out.times(),
            move |_, _, _| uploads.again_when(|kind| kind == Kind::SignedOut),
            false,
        );
        ask_before_leaving(move || untrack(|| uploads.is_busy()));
        uploads
    }

    /// Takes the files that were chosen in an input.
    pub fn take_chosen(self, event: &Event) {
        self.add(files::chosen(event));
    }

    /// Takes the files that were dropped.
    pub fn take_dropped(self, event: &DragEvent) {
        self.add(files::dropped(event));
    }

    /// Takes the files that were pasted; tells whether there were any.
    pub fn take_pasted(self, event: &ClipboardEvent) -> bool {
        let files = files::pasted(event);
        let were_any = !files.is_empty();
        self.add(files);
        were_any
    }

    fn add(self, files: Vec<PickedFile>) {
        let Some(owner) = self.owner.get_value().and_then(|owner| owner.upgrade()) else { return };
        for file in files {
            let id = self.next.get_value();
            self.next.set_value(id + 1);
            // What is plainly too large is not sent first.
            let stand = match file.bytes() {
                0 => Stand::Refused(unfit(&Unfit::Empty)),
                bytes if bytes > MAX_BYTES => Stand::Refused(unfit(&Unfit::TooManyBytes { limit_bytes: MAX_BYTES })),
                _ => Stand::Waiting,
            };
            let upload = owner.with(|| Upload {
                id,
                stand: RwSignal::new(stand),
                file: StoredValue::new_local(file),
                sending: StoredValue::new_local(None),
            });
            self.list.update(|list| list.push(upload));
        }
        self.go_on();
    }

    /// Sends the next files, if not enough are on their way.
    fn go_on(self) {
        let list = self.list.get_untracked();
        let under_way = list.iter().filter(|upload| upload.is_under_way()).count();
        let waiting = list.into_iter().filter(|upload| upload.stand.with_untracked(|stand| *stand == Stand::Waiting));
        for upload in waiting.take(AT_ONCE.saturating_sub(under_way)) {
            upload.stand.set(Stand::Sending(0));
            let sent = upload.file.with_value(|file| files::send(file, move |step| self.went(upload, step)));
            match sent {
                Ok(sending) => upload.sending.set_value(Some(sending)),
                Err(failure) => upload.stand.set(Stand::Refused(failure)),
            }
        }
    }

    fn went(self, upload: Upload, step: Step) {
        // The page may have been left meanwhile.
        if upload.stand.is_disposed() {
            return;
        }
        match step {
            Step::Sent(bytes) => upload.stand.set(Stand::Sending(bytes)),
            Step::Arrived => upload.stand.set(Stand::MakingSizes),
            Step::Ended(answer) => {
                match *answer {
                    Ok(uploaded) => {
                        let notes = notes(&uploaded);
                        if notes.is_empty() {
                            self.forget(upload);
                        } else {
                            upload.stand.set(Stand::Added(notes));
                        }
                        self.done.run(uploaded);
                    }
                    Err(failure) => {
                        self.signed_out.is_why(&failure);
                        upload.stand.set(Stand::Refused(failure));
                    }
                }
                self.go_on();
            }
        }
    }

    /// Takes a file off the list; one that is on its way is broken off.
    fn forget(self, upload: Upload) {
        self.list.update(|list| list.retain(|other| other.id != upload.id));
        upload.sending.try_update_value(Option::take);
        self.go_on();
    }

    fn again(self, upload: Upload) {
        upload.stand.set(Stand::Waiting);
        self.go_on();
    }

    fn again_when(self, is_mended: fn(Kind) -> bool) {
        for upload in self.list.get_untracked() {
            let is_due = upload.stand.with_untracked(|stand| matches!(stand, Stand::Refused(failure) if is_mended(failure.kind)));
            if is_due {
                upload.stand.set(Stand::Waiting);
            }
        }
        self.go_on();
    }

    /// Whether any are on their way.
    pub fn is_busy(self) -> bool {
        self.list
            .get()
            .into_iter()
            .any(|upload| upload.stand.with(|stand| matches!(stand, Stand::Waiting | Stand::Sending(_) | Stand::MakingSizes)))
    }
}

impl Upload {
    fn is_under_way(self) -> bool {
        self.stand.with_untracked(|stand| matches!(stand, Stand::Sending(_) | Stand::MakingSizes))
    }
}

/// What there is to know about a file that was added.
fn notes(uploaded: &Uploaded) -> Vec<&'static str> {
    let was_there = uploaded.was_there.then_some("It was in the library already, with its texts.");
    let remarks = uploaded.remarks.iter().map(|remark| match remark {
        Remark::XmpNotRead => "A part of its rights could not be read: check credit and licence.",
        Remark::ColourProfileIgnored => "Its colour profile was left out: strong colours may look paler.",
    });
    was_there.into_iter().chain(remarks).collect()
}

/// Whether trying again may help.
fn may_help(kind: Kind) -> bool {
    match kind {
        Kind::Refused | Kind::Gone | Kind::Stale | Kind::Impossible | Kind::TooLarge | Kind::Unsupported | Kind::Faulty => false,
        Kind::SignedOut | Kind::Throttled | Kind::Busy | Kind::Unreachable | Kind::Full | Kind::Broken => true,
    }
}

/// A button that opens the browser's choice of files.
#[component]
pub fn UploadButton(
    /// Where the files go.
    uploads: Uploads,
    /// The button's word.
    #[prop(default = "Upload")]
    label: &'static str,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button class="btn btn-primary push" type="button" on:click=open>
            <Icon glyph=Glyph::Upload />
            {label}
        </button>
        <input
            type="file"
            hidden
            multiple
            accept="image/jpeg,image/png,image/webp"
            aria-label=label
            node_ref=input
            on:change=move |event| uploads.take_chosen(&event)
        />
    }
}

/// The files on their way; nothing when there are none.
#[component]
pub fn UploadList(
    /// The files.
    uploads: Uploads,
) -> impl IntoView {
    let is_empty = move || uploads.list.with(Vec::is_empty);
    view! {
        <Show when=move || !is_empty()>
            <section class="uploads panel panel-body" aria-label="Uploads">
                <For each=move || uploads.list.get() key=|upload| upload.id let:upload>
                    <UploadRow uploads=uploads upload=upload />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn UploadRow(uploads: Uploads, upload: Upload) -> impl IntoView {
    let (name, bytes, preview) = upload.file.with_value(|file| (file.name(), file.bytes(), file.preview()));
    let is_refused = Memo::new(move |_| upload.stand.with(|stand| matches!(stand, Stand::Refused(_))));
    let thumb = move || match preview.clone() {
        Some(preview) if !is_refused.get() => view! {
            <span class="thumb">
                <img src=preview alt="" />
            </span>
        }
        .into_any(),
        Some(_) | None => view! {
            <span class="thumb thumb-bad">
                <Icon glyph=Glyph::Warning />
            </span>
        }
        .into_any(),
    };
    let state = {
        let name = name.clone();
        move || match upload.stand.get() {
            Stand::Waiting => view! { <p class="muted small">"Waiting"</p> }.into_any(),
            Stand::Sending(sent) => {
                let label = format!("Uploading {name}");
                view! { <progress class="progress" value=sent.min(bytes).to_string() max=bytes.to_string() aria-label=label></progress> }
                    .into_any()
            }
            Stand::MakingSizes => {
                view! { <progress class="progress" aria-label=format!("Making sizes of {name}")></progress> }.into_any()
            }
            Stand::Added(notes) => view! { <p class="muted small">{format!("Added. {}", notes.join(" "))}</p> }.into_any(),
            Stand::Refused(failure) => view! {
                <p class="error" role="alert">
                    {failure.words}
                </p>
            }
            .into_any(),
        }
    };
    let figure = move || match upload.stand.get() {
        Stand::Sending(sent) => Some(format!("{} of {}", bytes_words(sent.min(bytes)), bytes_words(bytes))),
        Stand::MakingSizes => Some("Making sizes".to_owned()),
        Stand::Waiting | Stand::Added(_) | Stand::Refused(_) => None,
    };
    let can_retry = move || upload.stand.with(|stand| matches!(stand, Stand::Refused(failure) if may_help(failure.kind)));
    let dismiss = {
        let name = name.clone();
        move || match upload.stand.get() {
            Stand::Waiting | Stand::Sending(_) | Stand::MakingSizes => format!("Cancel {name}"),
            Stand::Added(_) | Stand::Refused(_) => format!("Dismiss {name}"),
        }
    };
    let retry_label = format!("Try {name} again");
    view! {
        <div class="upload">
            {thumb}
            <div>
                <p class="file">
                    <span dir="auto">{name}</span>
                    <span class="muted num">{figure}</span>
                </p>
                {state}
            </div>
            <div class="row row-tight">
                <Show when=can_retry>
                    <button
                        class="btn btn-sm"
                        type="button"
                        aria-label=retry_label.clone()
                        on:click=move |_| uploads.again(upload)
                    >
                        "Try again"
                    </button>
                </Show>
                <button
                    class="btn btn-quiet btn-icon btn-sm"
                    type="button"
                    aria-label=dismiss
                    on:click=move |_| uploads.forget(upload)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        </div>
    }
}
