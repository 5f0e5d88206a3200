//! The photographs of the demo: each is taken once, as an upload is, and held by everybody who shows it.

use super::Failed;
use super::material::Photo;
use crate::media::{Intake, Taken, upload};
use domain::accounts::Caller;
use domain::credits::Credit;
use domain::ids::MediaId;
use domain::media::{ChangeMedia, Quota};
use std::collections::HashMap;

/// The photographs that were taken.
pub(super) struct Photos<'a> {
    intake: Intake,
    list: &'a [Photo],
    taken: HashMap<&'a str, Taken>,
}

impl<'a> Photos<'a> {
    pub(super) fn new(intake: Intake, list: &'a [Photo]) -> Self {
        Self { intake, list, taken: HashMap::new() }
    }

    /// The item of that file, with its credit; `caller` may use it from now on. The first who adds it says what is to be
    /// seen.
    pub(super) async fn add(&mut self, caller: &Caller, file: &str, alt: &str) -> Result<MediaId, Failed> {
        let photo = self.list.iter().find(|photo| photo.file == file).ok_or_else(|| format!("photos.toml has no {file}"))?;
        let taken = self.take(photo).await?;
        let door = caller.drafting()?;
        let added = door.add_media(upload::new(taken), Quota::default()).await?;
        if !added.was_there {
            let ask = ChangeMedia {
                id: added.id,
                based_on: door.media_sheet(added.id).await?.version,
                alt: alt.to_owned(),
                credit: credit(photo),
            };
            door.change_media(ask).await?;
        }
        Ok(added.id)
    }

    /// The items of all files, which `caller` may use from now on.
    pub(super) async fn all(&mut self, caller: &Caller) -> Result<Vec<MediaId>, Failed> {
        let mut all = Vec::with_capacity(self.list.len());
        for photo in self.list {
            all.push(self.add(caller, &photo.file, "").await?);
        }
        Ok(all)
    }

    async fn take(&mut self, photo: &'a Photo) -> Result<Taken, Failed> {
        if let Some(taken) = self.taken.get(photo.file.as_str()) {
            return Ok(taken.clone());
        }
        let bytes = photo.bytes().ok_or_else(|| format!("{} is not part of the program", photo.file))?;
        let taken = self.intake.take_embedded(&photo.file, bytes).await?;
        self.taken.insert(&photo.file, taken.clone());
        Ok(taken)
    }
}

fn credit(photo: &Photo) -> Credit {
    Credit {
        creator: photo.creator.clone(),
        line: photo.line.clone(),
        source: photo.source.clone(),
        source_url: photo.source_url.clone(),
        copyright: String::new(),
        licence: Some(photo.licence),
    }
}
