//! Moving a slide to another article, and back.

use crate::accounts::WritingDoor;
use crate::articles::{Error, rows as article_rows};
use crate::audit::What;
use crate::corrections;
use crate::slides::{MoveTo, change::check_room, rows};
use crate::store::Tx;

impl WritingDoor<'_> {
    /// Moves a slide, pictures and all, to the working copy of another article that the caller writes too. What readers reported of
    /// it goes along; its comments stay in the conversation that they are part of. Readers find it at its new place when both
    /// articles are published again, and what was put right on it as well. Moving it back undoes it.
    ///
    /// # Errors
    /// [`Error::Gone`] when the slide is not on this article or `before` is not on the other one, when the other one is this one,
    /// or is a page where this is none, or not the caller's to write; [`Error::WrongState`] while one of the two waits for review; [`Error::Faulty`] (`slides`)
    /// when there is no room.
    pub async fn move_slide_to(&self, ask: MoveTo) -> Result<(), Error> {
        let MoveTo { slide, to, before } = ask;
        let to = self.caller.writing(to).await?;
        let (from, to_id) = (self.article.id, to.article.id);
        // Between an article and a page nothing goes: what stands on a page has no address of its own.
        if from == to_id || self.article.kind != to.article.kind {
            return Err(Error::Gone);
        }
        let tx = self.begin_with(&to).await?;
        let mut left = rows::order(&tx, from).await?;
        let place = left.iter().position(|other| *other == slide).ok_or(Error::Gone)?;
        let mut joined = rows::order(&tx, to_id).await?;
        check_room(joined.len())?;
        let new_place = match &before {
            Some(before) => joined.iter().position(|other| other == before).ok_or(Error::Gone)?,
            None => joined.len(),
        };
        left.remove(place);
        joined.insert(new_place, slide.clone());
        rows::put_on(&tx, &slide, to_id).await?;
        rows::renumber(&tx, &left).await?;
        rows::renumber(&tx, &joined).await?;
        corrections::rows::follow_reports(&tx, to_id, &slide).await?;
        self.note(&tx, What::MovedSlide, &format!("{slide} to {to_id}")).await?;
        Ok(tx.commit_unseen().await?)
    }

    /// Begins a change of both articles. Whoever changes two takes them in one order, so that nobody waits for somebody who waits
    /// for them.
    async fn begin_with(&self, other: &WritingDoor<'_>) -> Result<Tx, Error> {
        let store = &self.caller.store;
        let tx = store.begin().await?;
        let mut doors = [self, other];
        doors.sort_unstable_by_key(|door| door.article.id);
        for door in doors {
            article_rows::touch(&tx, door.article.id, store.now()).await?;
            door.check_edit(&tx).await?;
        }
        Ok(tx)
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
