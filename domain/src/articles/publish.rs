//! Publishing, withdrawing, handing in: how an article comes before readers, and how it leaves them.

use super::live::{self, LiveCopy, LiveSlide};
use super::since::{Before, Since};
use super::working::{kind_of, status_of, working_slides};
use super::{Error, Kind, Seen, Status, checks, rows};
use crate::accounts::{Refused, WritingDoor};
use crate::audit::{self, Act, Deed, What};
use crate::corrections::{self, NewCorrection};
use crate::field::{Fault, Faults};
use crate::ids::{CorrectionId, SlideId};
use crate::numbers;
use crate::pages;
use crate::search;
use crate::slides;
use crate::store::Tx;
use crate::topics;
use chrono::{DateTime, Utc};

impl WritingDoor<'_> {
    /// Shows readers the working copy, if it is still what the publisher saw. What readers saw before and is the same leaves
    /// the date of the last change as it was.
    ///
    /// # Errors
    /// [`Error::Stale`] when anything was changed since it was `seen`, [`Error::NotReady`] when a check stands in the way, [`Error::ShownElsewhere`], [`Error::Refused`] to contributors, who hand in.
    pub async fn publish(&self, seen: Seen) -> Result<(), Error> {
        self.publish_with(seen, None).await
    }

    /// The same, with what readers are told of the change.
    ///
    /// # Errors
    /// As [`Self::publish`]; [`Error::Faulty`] with the field `correction`: [`Fault::Wrong`] when readers never saw the article,
    /// or the slide is not on it; on pages nothing is told of.
    pub async fn publish_with(&self, seen: Seen, correction: Option<NewCorrection>) -> Result<(), Error> {
        self.check_publishes()?;
        let faulty = |fault| Error::Faulty(Faults::one("correction", fault));
        let correction = correction.map(corrections::parsed).transpose().map_err(faulty)?;
        let (tx, row) = self.begin().await?;
        let slides = working_slides(&*tx, row.id).await?;
        if seen != Seen::of(row.version, &slides) {
            return Err(Error::Stale { now: row.version });
        }
        if checks::check(kind_of(&row), &row.title, &row.standfirst, &slides).iter().any(checks::Remark::blocks) {
            return Err(Error::NotReady);
        }
        let topics = topics::rows::of_article(&*tx, row.id).await?;
        let new = live::compose(&row, &topics, &slides);
        let old = live::load_of(&*tx, &row).await?;
        if old.as_ref() != Some(&new) || correction.is_some() {
            self.replace_live(&tx, &row, &new).await?;
        }
        if let Some(correction) = correction {
            let is_there = |id: &SlideId| new.slides.iter().any(|slide| slide.id == *id);
            let is_page = kind_of(&row) == Kind::Page;
            if is_page || row.published_at.is_none() || !correction.slide.as_ref().is_none_or(is_there) {
                return Err(faulty(Fault::Wrong));
            }
            self.tell(&tx, correction).await?;
        }
        self.note(&tx, Deed::Published, &row.slug).await?;
        Ok(tx.commit().await?)
    }

    async fn tell(&self, tx: &Tx, correction: NewCorrection) -> Result<(), Error> {
        let store = &self.caller.store;
        let now = store.now();
        let id = CorrectionId::new(store.rng(), now);
        corrections::rows::insert(tx, (id, self.article.id, self.caller.person()), correction, now).await?;
        self.note(tx, What::Corrected, &id.to_string()).await
    }

    /// Takes the article from readers: its address answers 410. The working copy stays.
    ///
    /// # Errors
    /// [`Error::WrongState`] when it is not published, [`Error::Refused`] to contributors.
    pub async fn withdraw(&self) -> Result<(), Error> {
        self.check_publishes()?;
        let (tx, row) = self.moved_on(&[Status::Published], Status::Withdrawn).await?;
        if kind_of(&row) == Kind::Page {
            pages::rows::delete(&tx, row.id).await?;
            self.note(&tx, Deed::Withdrew, &row.slug).await?;
            return Ok(tx.commit().await?);
        }
        topics::rows::live::count_change(&tx, row.id, &[]).await?;
        let shown = live::slides_since(&*tx, row.id).await?.into_iter().map(|(slide, _)| slide.id);
        let shown: Vec<SlideId> = shown.collect();
        // They are gone until they are published again.
        slides::rows::live::note_gone(&tx, (row.id, self.caller.store.now()), &shown, std::iter::empty()).await?;
        rows::delete_live(&tx, row.id).await?;
        self.note(&tx, Deed::Withdrew, &row.slug).await?;
        Ok(tx.commit().await?)
    }

    /// Hands the article to the editors, who publish it. Until they do, a contributor cannot change it.
    ///
    /// # Errors
    /// [`Error::NotReady`] when a check stands in the way, [`Error::WrongState`] when it is published or handed in already, and for
    /// a page, whose writers publish it.
    pub async fn hand_in(&self) -> Result<(), Error> {
        if kind_of(&self.article) == Kind::Page {
            return Err(Error::WrongState);
        }
        let (tx, row) = self.moved_on(&[Status::Draft, Status::Withdrawn], Status::Review).await?;
        let slides = working_slides(&*tx, row.id).await?;
        if checks::check(Kind::Article, &row.title, &row.standfirst, &slides).iter().any(checks::Remark::blocks) {
            return Err(Error::NotReady);
        }
        self.note(&tx, Deed::HandedIn, &row.slug).await?;
        Ok(tx.commit_unseen().await?)
    }

    /// Takes back what was handed in, or returns it to its writer: it is a draft again.
    ///
    /// # Errors
    /// [`Error::WrongState`] when it does not wait for review.
    pub async fn take_back(&self) -> Result<(), Error> {
        let (tx, row) = self.moved_on(&[Status::Review], Status::Draft).await?;
        self.note(&tx, Deed::TookBack, &row.slug).await?;
        Ok(tx.commit_unseen().await?)
    }

    fn check_publishes(&self) -> Result<(), Error> {
        let role = self.caller.role();
        if role.publishes() { Ok(()) } else { Err(Refused(role).into()) }
    }

    /// The article as it was, put into another state in the transaction if it is in one of these.
    async fn moved_on(&self, from: &[Status], to: Status) -> Result<(Tx, rows::article::Model), Error> {
        let (tx, row) = self.begin().await?;
        if !from.contains(&status_of(&row)) {
            return Err(Error::WrongState);
        }
        rows::set_status(&tx, row.id, to).await?;
        Ok((tx, row))
    }

    async fn replace_live(&self, tx: &Tx, row: &rows::article::Model, new: &LiveCopy) -> Result<(), Error> {
        let now = self.caller.store.now();
        let times = Times { published_at: row.published_at.unwrap_or(now), updated_at: row.published_at.map(|_| now) };
        if kind_of(row) == Kind::Page {
            pages::rows::replace(tx, row.id, new, times).await?;
            return rows::set_published(tx, row.id, times).await;
        }
        let seen = live::slides_since(&**tx, row.id).await?;
        let before = match (row.published_at, seen.as_slice()) {
            (None, _) => Before::Nothing,
            (Some(_), []) => Before::Withdrawn,
            (Some(_), slides) => Before::Slides(slides),
        };
        let gone = seen.iter().map(|(slide, _)| &slide.id).filter(|id| new.slides.iter().all(|slide| slide.id != **id));
        let gone: Vec<SlideId> = gone.cloned().collect();
        let shown: Vec<SlideId> = new.slides.iter().map(|slide| slide.id.clone()).collect();
        if let Some(title) = slides::rows::live::shown_elsewhere(tx, row.id, &shown).await? {
            return Err(Error::ShownElsewhere { title });
        }
        let topics = topics::rows::live::count_change(tx, row.id, &new.topics).await?;
        rows::delete_live(tx, row.id).await?;
        rows::insert_live(tx, vec![rows::live_row(row.id, new, times)]).await?;
        topics::rows::live::insert(tx, (row.id, times.published_at), &topics).await?;
        let files = new.files.iter().map(|file| (row.id, *file));
        slides::rows::live::insert(tx, live::slide_rows(row.id, new, (before, now)).collect(), files).await?;
        // What was put right on a slide goes where readers find it.
        corrections::rows::follow(tx, row.id, &shown).await?;
        numbers::rows::pass_on(tx, row.id, &heirs(&seen, &shown)).await?;
        slides::rows::live::note_gone(tx, (row.id, now), &gone, shown.into_iter()).await?;
        search::index::put(tx, row.id, new).await?;
        rows::set_published(tx, row.id, times).await
    }

    /// Writes down what was done to the article, for the audit trail.
    pub(crate) async fn note(&self, tx: &Tx, what: impl Into<What>, detail: &str) -> Result<(), Error> {
        let subject = self.article.id.to_string();
        let act = Act { by: Some(self.caller.person()), what: what.into(), subject: &subject, detail };
        Ok(audit::record(&self.caller.store, tx, act).await?)
    }
}

/// The two dates that readers are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    pub(crate) published_at: DateTime<Utc>,
    pub(crate) updated_at: Option<DateTime<Utc>>,
}

/// Of the slides that were seen and are shown no more, each with the one that readers come to before it now: the nearest before it
/// that is still shown, or the first of all.
fn heirs(seen: &[(LiveSlide, Since)], shown: &[SlideId]) -> Vec<(SlideId, SlideId)> {
    let Some(first) = shown.first() else { return Vec::new() };
    let mut heir = first;
    let mut heirs = Vec::new();
    for (slide, _) in seen {
        match shown.iter().find(|id| **id == slide.id) {
            Some(id) => heir = id,
            None => heirs.push((slide.id.clone(), heir.clone())),
        }
    }
    heirs
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
