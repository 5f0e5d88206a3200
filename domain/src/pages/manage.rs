//! Looking after pages: editors make them. Everything else is done to a page as to an article, through the same door.

use super::{MAX_PAGES, PageRow, Start};
use crate::accounts::PagesDoor;
use crate::articles::{self, Beginning, Error, Kind, rows};
use crate::ids::ArticleId;
use crate::settings;
use crate::slides;
use crate::slides::rows::slide;
use crate::stamp::Stamp;

impl PagesDoor<'_> {
    /// All pages, the last changed first. Two queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn pages(&self) -> Result<Vec<PageRow>, Error> {
        let store = &self.0.store;
        let wanted = rows::Wanted { kind: Kind::Page, person: None, status: None, from: None, limit: MAX_PAGES as u64 };
        let found = rows::changed_last(&store.read, wanted).await?;
        let time_zone = settings::rows::settings(&store.read).await?.time_zone;
        let row = |row: rows::article::Model| {
            Ok(PageRow {
                id: row.id,
                slug: articles::slug_of_row(&row)?,
                status: articles::status_of(&row),
                changed: Stamp::new(row.changed_at, &time_zone),
                title: row.title,
            })
        };
        found.into_iter().map(row).collect()
    }

    /// Starts a page with the headings that are to be filled in.
    ///
    /// # Errors
    /// [`Error::TooMany`].
    pub async fn start_page(&self, start: Start) -> Result<ArticleId, Error> {
        match self.try_start(start).await {
            // On PostgreSQL two can choose the same free address; the second finds another when it looks again.
            Err(Error::Store(error)) if error.is_duplicate() => self.try_start(start).await,
            other => other,
        }
    }

    async fn try_start(&self, start: Start) -> Result<ArticleId, Error> {
        let store = &self.0.store;
        let tx = store.begin().await?;
        if rows::count_of(&tx, Kind::Page).await? >= MAX_PAGES as u64 {
            return Err(Error::TooMany { max: MAX_PAGES });
        }
        let beginning = Beginning { title: start.title().to_owned(), standfirst: String::new() };
        let id = articles::begin(self.0, &tx, Kind::Page, beginning).await?;
        let slides = start.headings().iter().zip(1..).map(|(heading, position)| {
            let blank = slides::rows::blank(store, id, self.0.person(), position);
            slide::Model { heading: (*heading).to_owned(), ..blank }
        });
        slides::rows::insert(&tx, slides.collect()).await?;
        tx.commit_unseen().await?;
        Ok(id)
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
