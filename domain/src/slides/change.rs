//! Adding, duplicating, removing and bringing back a slide.

use crate::accounts::WritingDoor;
use crate::articles::Error;
use crate::field::{Fault, Faults};
use crate::ids::{PictureId, SlideId};
use crate::slides::{MAX_SLIDES, WorkingSlide, rows};
use crate::store::Tx;

impl WritingDoor<'_> {
    /// Adds an empty slide after that one, or at the end.
    ///
    /// # Errors
    /// [`Error::Gone`] when that one is not on this article, [`Error::Faulty`] (`slides`) when there are too many,
    /// [`Error::WrongState`] while the article waits for review.
    pub async fn add_slide(&self, after: Option<SlideId>) -> Result<WorkingSlide, Error> {
        let (tx, _) = self.begin_edit().await?;
        let new = self.blank();
        self.insert_after(&tx, after.as_ref(), new.clone()).await?;
        tx.commit_unseen().await?;
        self.slide(&new.id).await
    }

    /// Puts a copy of the slide, pictures and all, after it.
    ///
    /// # Errors
    /// As [`Self::add_slide`].
    pub async fn duplicate(&self, slide: SlideId) -> Result<WorkingSlide, Error> {
        let store = &self.caller.store;
        let (tx, _) = self.begin_edit().await?;
        let old = rows::find_in(&*tx, self.article.id, &slide).await?.ok_or(Error::Gone)?;
        let new = rows::slide::Model { heading: old.heading, body: old.body, body_html: old.body_html, ..self.blank() };
        self.insert_after(&tx, Some(&slide), new.clone()).await?;
        let now = store.now();
        let pictures = rows::pictures_of(&*tx, &[slide]).await?.into_iter().map(|picture| rows::picture::Model {
            id: PictureId::new(store.rng(), now),
            slide_id: new.id.clone(),
            ..picture
        });
        rows::insert_pictures(&tx, pictures.collect()).await?;
        tx.commit_unseen().await?;
        self.slide(&new.id).await
    }

    /// Takes a slide out of the article. It can be brought back.
    ///
    /// # Errors
    /// [`Error::Gone`] when it is not on this article, [`Error::WrongState`] while the article waits for review.
    pub async fn remove_slide(&self, slide: SlideId) -> Result<(), Error> {
        let (tx, _) = self.begin_edit().await?;
        let mut order = rows::order(&tx, self.article.id).await?;
        let place = order.iter().position(|other| *other == slide).ok_or(Error::Gone)?;
        rows::mark_removed(&tx, &slide, Some(self.caller.store.now())).await?;
        order.remove(place);
        rows::renumber(&tx, &order).await?;
        Ok(tx.commit_unseen().await?)
    }

    /// Brings back a slide that was removed, to the place where it stood.
    ///
    /// # Errors
    /// [`Error::Gone`] when no such slide was removed from this article; else as [`Self::add_slide`].
    pub async fn restore_slide(&self, slide: SlideId) -> Result<WorkingSlide, Error> {
        let (tx, _) = self.begin_edit().await?;
        let removed = rows::find_removed(&tx, self.article.id, &slide).await?.ok_or(Error::Gone)?;
        let mut order = rows::order(&tx, self.article.id).await?;
        check_room(order.len())?;
        rows::mark_removed(&tx, &slide, None).await?;
        let place = usize::try_from(removed.position - 1).unwrap_or(0).min(order.len());
        order.insert(place, slide.clone());
        rows::renumber(&tx, &order).await?;
        tx.commit_unseen().await?;
        self.slide(&slide).await
    }

    /// A slide with nothing on it, which has no place yet.
    fn blank(&self) -> rows::slide::Model {
        rows::blank(&self.caller.store, self.article.id, self.caller.person(), 0)
    }

    async fn insert_after(&self, tx: &Tx, after: Option<&SlideId>, new: rows::slide::Model) -> Result<(), Error> {
        let mut order = rows::order(tx, self.article.id).await?;
        check_room(order.len())?;
        let place = match after {
            Some(after) => 1 + order.iter().position(|other| other == after).ok_or(Error::Gone)?,
            None => order.len(),
        };
        order.insert(place, new.id.clone());
        rows::insert(tx, vec![new]).await?;
        rows::renumber(tx, &order).await
    }
}

/// Whether one more slide fits.
pub(super) fn check_room(count: usize) -> Result<(), Error> {
    if count < MAX_SLIDES {
        return Ok(());
    }
    Err(Error::Faulty(Faults::one("slides", Fault::TooLong { max: MAX_SLIDES, has: count + 1 })))
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
