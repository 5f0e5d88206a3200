//! Sending a picture's file, with how far it is, and what went wrong in words.

use crate::browser::{self, File};
use crate::failure::Failure;
use domain::media::MediaSheet;
use domain::slides::PictureFile;
use leptos::prelude::*;
use serde::Deserialize;

/// What the server answers about a file that it took.
#[derive(Debug, Clone, Deserialize)]
struct Taken {
    sheet: MediaSheet,
}

impl From<Taken> for PictureFile {
    fn from(Taken { sheet }: Taken) -> Self {
        Self { media: sheet.id, sizes: sheet.sizes, alt: sheet.alt, credit: sheet.credit }
    }
}

/// A file on its way.
#[derive(Clone)]
pub struct Upload {
    /// Which one it is.
    pub id: u32,
    /// The name that it has on the person's machine.
    pub name: String,
    /// How much has gone, in hundredths.
    pub percent: RwSignal<u32>,
    /// Why it was not taken.
    pub trouble: RwSignal<Option<String>>,
    file: SendFile,
}

/// The file itself, for the next try. The browser has one thread, and the server never makes one.
type SendFile = StoredValue<Option<File>, LocalStorage>;

/// The files on their way to one slide.
#[derive(Clone, Copy)]
pub struct Uploads {
    /// Those that are on their way or were not taken.
    pub all: RwSignal<Vec<Upload>>,
    next: StoredValue<u32>,
    taken: Callback<PictureFile>,
}

impl Uploads {
    /// None yet; what the server takes is handed to `taken`.
    pub fn new(taken: Callback<PictureFile>) -> Self {
        Self { all: RwSignal::new(Vec::new()), next: StoredValue::new(0), taken }
    }

    /// Sends a file.
    pub fn add(self, file: File) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let upload = Upload {
            id,
            name: browser::name_of(&file),
            percent: RwSignal::new(0),
            trouble: RwSignal::new(None),
            file: StoredValue::new_local(Some(file)),
        };
        self.all.update(|all| all.push(upload.clone()));
        self.send(&upload);
    }

    /// Sends a file that was not taken once more.
    pub fn again(self, upload: &Upload) {
        upload.trouble.set(None);
        upload.percent.set(0);
        self.send(upload);
    }

    /// Lets go of a file.
    pub fn forget(self, id: u32) {
        self.all.update(|all| all.retain(|upload| upload.id != id));
    }

    fn answered(self, upload: &Upload, answer: Result<PictureFile, Failure>) {
        // The page may have been left meanwhile.
        if self.all.is_disposed() {
            return;
        }
        match answer {
            Ok(file) => {
                self.forget(upload.id);
                self.taken.run(file);
            }
            Err(failure) => upload.trouble.set(Some(failure.words)),
        }
    }
}

#[cfg(feature = "hydrate")]
mod here {
    use super::{Taken, Upload, Uploads};
    use crate::accounts::SignedOut;
    use crate::failure::{Failure, Kind};
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;

    const UNREACHABLE: &str = "The server could not be reached. Try again when the connection is back.";
    const UNREADABLE: &str = "The server did not say what it made of the file. Try again in a moment.";

    impl Uploads {
        /// Sends the bytes. `fetch` cannot say how much of a body has gone; this older way can.
        pub(super) fn send(self, upload: &Upload) {
            let Some(file) = upload.file.get_value() else { return };
            let unreachable = |_| Failure::new(Kind::Unreachable, UNREACHABLE);
            let sent = begin(self, upload, &file).map_err(unreachable);
            if let Err(failure) = sent {
                self.answered(upload, Err(failure));
            }
        }
    }

    fn begin(uploads: Uploads, upload: &Upload, file: &web_sys::File) -> Result<(), wasm_bindgen::JsValue> {
        let request = web_sys::XmlHttpRequest::new()?;
        request.open("POST", "/admin/media")?;
        request.set_request_header("Accept", "application/json")?;
        let form = web_sys::FormData::new()?;
        form.append_with_blob_and_filename("file", file, &file.name())?;

        let percent = upload.percent;
        let moved = Closure::<dyn Fn(web_sys::ProgressEvent)>::new(move |event: web_sys::ProgressEvent| {
            if event.length_computable() && !percent.is_disposed() {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 100")]
                percent.set((event.loaded() * 100.0 / event.total()) as u32);
            }
        });
        request.upload()?.set_onprogress(Some(moved.as_ref().unchecked_ref()));
        let (done_request, done_upload) = (request.clone(), upload.clone());
        let done = Closure::once_into_js(move || {
            uploads.answered(&done_upload, read(&done_request));
            // The request holds it as long as it needs it.
            drop(moved);
        });
        request.set_onloadend(Some(done.unchecked_ref()));
        request.send_with_opt_form_data(Some(&form))
    }

    fn read(request: &web_sys::XmlHttpRequest) -> Result<domain::slides::PictureFile, Failure> {
        let status = request.status().unwrap_or(0);
        if status == 0 {
            return Err(Failure::new(Kind::Unreachable, UNREACHABLE));
        }
        let text = request.response_text().ok().flatten().unwrap_or_default();
        if (200..300).contains(&status) {
            let taken: Result<Taken, _> = serde_json::from_str(&text);
            return taken.map(Into::into).map_err(|_| Failure::new(Kind::Broken, UNREADABLE));
        }
        let failure = serde_json::from_str(&text).unwrap_or_else(|_| match status {
            401 => Failure::new(Kind::SignedOut, "You are signed out. Sign in again, then try again."),
            413 => Failure::new(Kind::Faulty, "The file is too large: 25 MB fit."),
            415 => Failure::new(Kind::Faulty, "This is not a picture that can be shown. JPEG, PNG and WebP can."),
            _ => Failure::new(Kind::Broken, UNREADABLE),
        });
        if let Some(signed_out) = use_context::<SignedOut>() {
            signed_out.is_why(&failure);
        }
        Err(failure)
    }
}

#[cfg(not(feature = "hydrate"))]
impl Uploads {
    /// On the server no event handler ever runs.
    fn send(self, upload: &Upload) {
        let _ = (&upload.file, Self::answered, PictureFile::from as fn(Taken) -> PictureFile);
    }
}
