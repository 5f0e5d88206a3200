//! The list of articles in the admin panel.

use crate::articles::{Slug, Status};
use crate::ids::ArticleId;
use crate::media::Sizes;
use crate::page::{Cursor, Page};
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// How many articles a page of the list holds.
pub const ARTICLES_A_PAGE: u64 = 25;

/// Which articles are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleFilter {
    /// Only those in this state.
    pub status: Option<Status>,
    /// Where the page begins.
    pub from: Option<Cursor>,
}

/// A page of the list, with how many there are in each state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleList {
    /// The articles, the last changed first.
    pub page: Page<ArticleRow>,
    /// How many the caller may see in each state, in the order of [`Status::ALL`].
    pub counts: [u64; 4],
}

/// An article in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRow {
    /// The article.
    pub id: ArticleId,
    /// Its address.
    pub slug: Slug,
    /// Its title; empty when there is none yet.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// How many slides it has.
    pub slide_count: usize,
    /// How many slides have a picture without credit or alternative text.
    pub slides_lacking: usize,
    /// How many comments readers see under it.
    pub comment_count: u64,
    /// The names on the by-line, in order.
    pub authors: Vec<String>,
    /// Its first picture.
    pub cover: Option<Sizes>,
    /// When it was last changed.
    pub changed: Stamp,
}

/// What the desk shows of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskArticles {
    /// The caller's own drafts, the last changed first: three at most.
    pub drafts: Vec<ArticleRow>,
    /// How many drafts of their own there are.
    pub draft_count: u64,
    /// How many articles wait for an editor; none when that is not the caller.
    pub handed_in: Option<u64>,
    /// How many errors readers reported that are still open, on what the caller writes.
    pub reported: u64,
}

#[cfg(feature = "store")]
mod verb {
    use super::{ARTICLES_A_PAGE, ArticleFilter, ArticleList, ArticleRow, DeskArticles};
    use crate::accounts::DraftingDoor;
    use crate::articles::working::{slug_of, status_of};
    use crate::articles::{Error, Kind, Status, rows};
    use crate::corrections;
    use crate::ids::ArticleId;
    use crate::media::Sizes;
    use crate::page::Page;
    use crate::settings;
    use crate::slides;
    use crate::stamp::Stamp;
    use crate::store::{Store, paging};
    use std::collections::HashMap;

    impl DraftingDoor<'_> {
        /// The caller's own articles, or everybody's from editor up, the last changed first. At most nine
        /// queries.
        ///
        /// # Errors
        /// What the database says. A cursor that is none begins at the beginning.
        pub async fn articles(&self, filter: ArticleFilter) -> Result<ArticleList, Error> {
            let store = &self.0.store;
            let person = (!self.0.role().edits()).then_some(self.0.person());
            let counted = rows::count_by_status(&store.read, person).await?;
            let counts = Status::ALL.map(|status| counted.get(status.code()).copied().unwrap_or(0));
            let from = filter.from.as_ref().and_then(rows::Key::parse);
            let wanted = rows::Wanted { kind: Kind::Article, person, status: filter.status, from, limit: ARTICLES_A_PAGE + 1 };
            let found = rows::changed_last(&store.read, wanted).await?;
            let Page { items, next } = paging::cut(found, ARTICLES_A_PAGE, rows::key);
            Ok(ArticleList { page: Page { items: rows_shown(store, items).await?, next }, counts })
        }

        /// What the desk shows of articles: the caller's own drafts, and for editors what was handed in. At most
        /// eleven queries.
        ///
        /// # Errors
        /// What the database says.
        pub async fn desk_articles(&self) -> Result<DeskArticles, Error> {
            let store = &self.0.store;
            let person = Some(self.0.person());
            let wanted = rows::Wanted { kind: Kind::Article, person, status: Some(Status::Draft), from: None, limit: 3 };
            let found = rows::changed_last(&store.read, wanted).await?;
            let handed_in =
                if self.0.role().edits() { Some(rows::count_of_status(&store.read, None, Status::Review).await?) } else { None };
            Ok(DeskArticles {
                drafts: rows_shown(store, found).await?,
                draft_count: rows::count_of_status(&store.read, person, Status::Draft).await?,
                handed_in,
                reported: corrections::rows::count_unsettled(&store.read, self.writer()).await?,
            })
        }
    }

    async fn rows_shown(store: &Store, found: Vec<rows::article::Model>) -> Result<Vec<ArticleRow>, Error> {
        let ids: Vec<ArticleId> = found.iter().map(|row| row.id).collect();
        let time_zone = settings::rows::settings(&store.read).await?.time_zone;
        let mut authors = rows::authors_of(&store.read, &ids).await?;
        let mut slides = slides_shown(store, &ids).await?;
        let comments = rows::comment_counts(&store.read, &ids).await?;
        found
            .into_iter()
            .map(|row| {
                let shown = slides.remove(&row.id).unwrap_or_default();
                Ok(ArticleRow {
                    id: row.id,
                    status: status_of(&row),
                    slide_count: shown.count,
                    slides_lacking: shown.lacking,
                    comment_count: comments.get(&row.id).copied().unwrap_or(0),
                    authors: authors.remove(&row.id).unwrap_or_default(),
                    cover: shown.cover,
                    changed: Stamp::new(row.changed_at, &time_zone),
                    title: row.title.clone(),
                    slug: slug_of(&row)?,
                })
            })
            .collect()
    }

    /// What the list says of an article's slides.
    #[derive(Default)]
    struct Shown {
        count: usize,
        lacking: usize,
        cover: Option<Sizes>,
    }

    async fn slides_shown(store: &Store, ids: &[ArticleId]) -> Result<HashMap<ArticleId, Shown>, Error> {
        let order = slides::rows::orders_of(&store.read, ids).await?;
        let slide_ids: Vec<_> = order.iter().map(|(_, slide)| slide.clone()).collect();
        let mut pictures: HashMap<_, Vec<_>> = HashMap::new();
        for (slide, picture) in slides::rows::working_pictures(&store.read, &slide_ids).await? {
            pictures.entry(slide).or_default().push(picture);
        }
        let mut shown: HashMap<ArticleId, Shown> = HashMap::new();
        for (article, slide) in order {
            let shown = shown.entry(article).or_default();
            shown.count += 1;
            let pictures = pictures.remove(&slide).unwrap_or_default();
            let lacks = |picture: &slides::WorkingPicture| {
                picture.credit_shown().is_missing() || (!picture.decorative && picture.alt_shown().is_empty())
            };
            shown.lacking += usize::from(pictures.iter().any(lacks));
            if shown.cover.is_none() {
                shown.cover = pictures.into_iter().find_map(|picture| picture.file).map(|file| file.sizes);
            }
        }
        Ok(shown)
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
