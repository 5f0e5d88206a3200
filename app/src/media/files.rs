//! Files in the browser: those that somebody chose, dropped or pasted, and sending one with its progress.
//!
//! On the server no event handler ever runs; there the same names are without effect.

#[cfg(feature = "hydrate")]
pub use browser::{PickedFile, Sending, chosen, delete, dropped, pasted, send};
#[cfg(not(feature = "hydrate"))]
pub use server::{PickedFile, Sending, chosen, delete, dropped, pasted, send};

use super::Uploaded;
use crate::failure::Failure;

/// How far a file has come.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "nothing is sent from the server"))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// So many of its bytes are sent.
    Sent(u64),
    /// All are sent; the server makes the sizes.
    Arrived,
    /// It ended, one way or the other.
    Ended(Box<Result<Uploaded, Failure>>),
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::Step;
    use crate::failure::{Failure, Kind};
    use crate::media::{DELETE, Delete, UPLOAD};
    use serde::de::DeserializeOwned;
    use std::rc::Rc;
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{ClipboardEvent, DragEvent, Event, FileList, FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest};

    /// A file on somebody's machine, with a preview that the browser makes of it.
    pub struct PickedFile {
        file: web_sys::File,
        preview: Option<String>,
    }

    impl PickedFile {
        fn new(file: web_sys::File) -> Self {
            let preview = web_sys::Url::create_object_url_with_blob(&file).ok();
            Self { file, preview }
        }

        /// Its name.
        pub fn name(&self) -> String {
            self.file.name()
        }

        /// Its length in bytes.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths are whole and below 2^53")]
        pub fn bytes(&self) -> u64 {
            self.file.size() as u64
        }

        /// The address of its preview, in this browser alone.
        pub fn preview(&self) -> Option<String> {
            self.preview.clone()
        }
    }

    impl Drop for PickedFile {
        fn drop(&mut self) {
            if let Some(preview) = &self.preview {
                // It fails only for an address that is none.
                let _revoked = web_sys::Url::revoke_object_url(preview);
            }
        }
    }

    fn all(list: Option<FileList>) -> Vec<PickedFile> {
        let Some(list) = list else { return Vec::new() };
        (0..list.length()).filter_map(|at| list.get(at)).map(PickedFile::new).collect()
    }

    /// The files that were chosen; the same can be chosen again afterwards.
    pub fn chosen(event: &Event) -> Vec<PickedFile> {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return Vec::new() };
        let files = all(input.files());
        input.set_value("");
        files
    }

    /// The files that were dropped.
    pub fn dropped(event: &DragEvent) -> Vec<PickedFile> {
        all(event.data_transfer().and_then(|data| data.files()))
    }

    /// The files that were pasted; none when it was text.
    pub fn pasted(event: &ClipboardEvent) -> Vec<PickedFile> {
        all(event.clipboard_data().and_then(|data| data.files()))
    }

    /// A file on its way. Dropping it breaks the upload off.
    pub struct Sending {
        request: XmlHttpRequest,
        _listening: Vec<Closure<dyn FnMut(ProgressEvent)>>,
    }

    impl Drop for Sending {
        fn drop(&mut self) {
            self.request.set_onload(None);
            self.request.set_onerror(None);
            // It fails only for a request that was never sent.
            let _aborted = self.request.abort();
        }
    }

    /// Sends a file and tells how far it has come.
    pub fn send(picked: &PickedFile, tell: impl Fn(Step) + 'static) -> Result<Sending, Failure> {
        let request = XmlHttpRequest::new().map_err(unreachable)?;
        request.open_with_async("POST", UPLOAD, true).map_err(unreachable)?;
        let form = FormData::new().map_err(unreachable)?;
        form.append_with_blob("file", &picked.file).map_err(unreachable)?;

        let tell = Rc::new(tell);
        let listen = |heard: Box<dyn FnMut(ProgressEvent)>| Closure::wrap(heard);
        let on_progress = listen(Box::new({
            let tell = tell.clone();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths are whole and below 2^53")]
            move |event: ProgressEvent| tell(Step::Sent(event.loaded() as u64))
        }));
        let on_sent = listen(Box::new({
            let tell = tell.clone();
            move |_| tell(Step::Arrived)
        }));
        let on_answer = listen(Box::new({
            let (tell, request) = (tell.clone(), request.clone());
            move |_| {
                let text = request.response_text().ok().flatten().unwrap_or_default();
                let is_ok = request.status().is_ok_and(|status| status == 200);
                tell(Step::Ended(Box::new(understood(is_ok, &text))));
            }
        }));
        let on_error = listen(Box::new(move |_| tell(Step::Ended(Box::new(Err(unreachable(JsValue::NULL)))))));

        let upload = request.upload().map_err(unreachable)?;
        upload.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        upload.set_onload(Some(on_sent.as_ref().unchecked_ref()));
        request.set_onload(Some(on_answer.as_ref().unchecked_ref()));
        request.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        request.send_with_opt_form_data(Some(&form)).map_err(unreachable)?;
        Ok(Sending { request, _listening: vec![on_progress, on_sent, on_answer, on_error] })
    }

    /// Deletes an item.
    pub async fn delete(ask: Delete) -> Result<(), Failure> {
        let init = web_sys::RequestInit::new();
        init.set_method("POST");
        init.set_body(&serde_json::to_string(&ask).unwrap_or_default().into());
        let request = web_sys::Request::new_with_str_and_init(DELETE, &init).map_err(unreachable)?;
        request.headers().set("Content-Type", "application/json").map_err(unreachable)?;
        let answer = JsFuture::from(leptos::prelude::window().fetch_with_request(&request)).await.map_err(unreachable)?;
        let answer: web_sys::Response = answer.unchecked_into();
        let text = JsFuture::from(answer.text().map_err(unreachable)?).await.map_err(unreachable)?;
        understood(answer.ok(), &text.as_string().unwrap_or_default())
    }

    fn understood<T: DeserializeOwned>(is_ok: bool, text: &str) -> Result<T, Failure> {
        let strange = || Failure::new(Kind::Broken, "The server's answer was not understood. Load the page again.");
        if is_ok {
            serde_json::from_str(text).map_err(|_| strange())
        } else {
            Err(serde_json::from_str(text).unwrap_or_else(|_| strange()))
        }
    }

    fn unreachable(_: JsValue) -> Failure {
        Failure::new(Kind::Unreachable, "The server cannot be reached. Try it again when the connection is back.")
    }
}

#[cfg(not(feature = "hydrate"))]
mod server {
    use super::Step;
    use crate::failure::Failure;
    use crate::media::Delete;
    use leptos::ev::{ClipboardEvent, DragEvent, Event};

    /// There are no files to pick on the server.
    pub enum PickedFile {}

    impl PickedFile {
        /// Its name.
        pub fn name(&self) -> String {
            match *self {}
        }

        /// Its length in bytes.
        pub fn bytes(&self) -> u64 {
            match *self {}
        }

        /// The address of its preview.
        pub fn preview(&self) -> Option<String> {
            match *self {}
        }
    }

    /// Nothing is sent from the server.
    pub enum Sending {}

    /// No files.
    pub fn chosen(_: &Event) -> Vec<PickedFile> {
        Vec::new()
    }

    /// No files.
    pub fn dropped(_: &DragEvent) -> Vec<PickedFile> {
        Vec::new()
    }

    /// No files.
    pub fn pasted(_: &ClipboardEvent) -> Vec<PickedFile> {
        Vec::new()
    }

    /// There is nothing to send.
    pub fn send(picked: &PickedFile, _: impl Fn(Step) + 'static) -> Result<Sending, Failure> {
        match *picked {}
    }

    /// Deletions are made in the browser.
    pub async fn delete(_: Delete) -> Result<(), Failure> {
        Ok(())
    }
}
