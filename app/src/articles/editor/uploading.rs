//! Files on their way to the slides: they go on while another slide is turned to, and arrive where they were dropped.

use super::state::Writing;
use crate::admin::Toasts;
use crate::media::{Uploaded, Uploads};
use domain::credits::Credit;
use domain::ids::{PictureId, SlideId};
use domain::media::MediaSheet;
use domain::slides::{PictureFile, WorkingPicture};
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

/// Where a file goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Onto that slide, as a picture of its own.
    Slide(SlideId),
    /// Into the place of that picture of the slide.
    Picture(SlideId, PictureId),
}

/// The files on their way, by where they go. They belong to the editor: the fields of a slide are made anew for each slide.
#[derive(Clone, Copy)]
pub struct Uploading {
    owner: StoredValue<Option<WeakOwner>>,
    /// A few: there is one for each slide and picture that was turned to.
    lists: StoredValue<Vec<(Destination, Uploads)>>,
    toasts: Toasts,
}

impl Uploading {
    /// None are on their way.
    pub fn new() -> Self {
        let owner = Owner::current().map(|owner| owner.downgrade());
        Self { owner: StoredValue::new(owner), lists: StoredValue::new(Vec::new()), toasts: Toasts::here() }
    }

    /// Whether any are on their way.
    pub fn is_busy(self) -> bool {
        let lists: Vec<Uploads> = self.lists.with_value(|lists| lists.iter().map(|(_, uploads)| *uploads).collect());
        lists.into_iter().any(Uploads::is_busy)
    }
}

impl Writing {
    /// The files on their way to there.
    pub fn uploads_to(self, destination: Destination) -> Uploads {
        let Uploading { owner, lists, .. } = self.uploading;
        let known = lists.with_value(|lists| lists.iter().find(|(known, _)| *known == destination).map(|(_, uploads)| *uploads));
        if let Some(known) = known {
            return known;
        }
        let to = destination.clone();
        let new = move || Uploads::new(Callback::new(move |uploaded| self.take_file(&to, uploaded)));
        let uploads = match owner.get_value().and_then(|owner| owner.upgrade()) {
            Some(owner) => owner.with(new),
            None => new(),
        };
        lists.update_value(|lists| lists.push((destination, uploads)));
        uploads
    }

    fn take_file(self, to: &Destination, uploaded: Uploaded) {
        let (Destination::Slide(slide) | Destination::Picture(slide, _)) = to;
        if self.of_slide_now(slide, |_| ()).is_none() {
            return self.uploading.toasts.say("The picture is in the library. Its slide is not here any more.");
        }
        let file = file_of(uploaded);
        match to {
            Destination::Slide(slide) => {
                let picture = WorkingPicture {
                    id: self.new_picture_id(),
                    file: Some(file),
                    alt: String::new(),
                    decorative: false,
                    caption: String::new(),
                    credit: Credit::default(),
                };
                self.edit(slide, |slide| slide.pictures.push(picture));
            }
            Destination::Picture(slide, id) => self.edit(slide, |slide| {
                if let Some(picture) = slide.pictures.iter_mut().find(|picture| picture.id == *id) {
                    picture.file = Some(file);
                }
            }),
        }
    }
}

/// The file of a picture, as the library knows it.
fn file_of(uploaded: Uploaded) -> PictureFile {
    let MediaSheet { id, version, sizes, alt, credit, .. } = uploaded.sheet;
    PictureFile { media: id, version, sizes, alt, credit }
}
