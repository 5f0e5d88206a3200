//! Saving what stands over the slides: title, standfirst and address.

use crate::ids::TopicId;
use serde::{Deserialize, Serialize};

/// Title, standfirst and address as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveHead {
    /// The version that was edited.
    pub based_on: i32,
    /// The title; it may be empty until publishing.
    pub title: String,
    /// The standfirst.
    pub standfirst: String,
    /// The address; none leaves it as it is, or lets it follow the title of an article that was never published.
    pub slug: Option<String>,
    /// What it is about, the most important first, at most five. A topic that was deleted meanwhile is left out.
    pub topics: Vec<TopicId>,
}

#[cfg(feature = "store")]
mod verb {
    use super::SaveHead;
    use crate::accounts::{Refused, WritingDoor};
    use crate::articles::working::{head_of, kind_of, slug_of, status_of};
    use crate::articles::{Error, Kind, MAX_STANDFIRST, MAX_TITLE, Slug, Status, WorkingHead, rows};
    use crate::audit::What;
    use crate::field::{self, Fault, Faults};
    use crate::ids::TopicId;
    use crate::store::Tx;
    use crate::topics::{self, MAX_OF_ARTICLE};

    /// A head that parsed.
    struct Head {
        based_on: i32,
        title: String,
        standfirst: String,
        slug: Option<Slug>,
        topics: Vec<TopicId>,
    }

    impl WritingDoor<'_> {
        /// Saves title, standfirst and address. A published article's old address goes on leading to it.
        ///
        /// # Errors
        /// [`Error::Stale`] when somebody else saved them meanwhile, [`Error::Faulty`] (`title`, `standfirst`, `slug`, `topics`),
        /// [`Error::Refused`] when a contributor would move what readers see, [`Error::WrongState`] while it waits for review.
        pub async fn save_head(&self, ask: SaveHead) -> Result<WorkingHead, Error> {
            let asked = parsed(kind_of(&self.article), ask).map_err(Error::Faulty)?;
            match self.try_save_head(&asked).await {
                // On PostgreSQL two can choose the same free address; the second finds another, or its own taken, when it looks again.
                Err(Error::Store(error)) if error.is_duplicate() => self.try_save_head(&asked).await,
                other => other,
            }
        }

        async fn try_save_head(&self, asked: &Head) -> Result<WorkingHead, Error> {
            let (tx, row) = self.begin_edit().await?;
            if row.version != asked.based_on {
                return Err(Error::Stale { now: row.version });
            }
            let slug = self.settle_slug(&tx, &row, asked).await?;
            rows::save_head(&tx, row.id, &asked.title, &asked.standfirst).await?;
            let topics = topics::rows::set(&tx, row.id, &asked.topics).await?;
            let moved_for_readers = slug.as_str() != row.slug && status_of(&row) == Status::Published;
            if moved_for_readers {
                self.note(&tx, What::MovedArticle, &format!("{} to {slug}", row.slug)).await?;
                tx.commit().await?;
            } else {
                tx.commit_unseen().await?;
            }
            let (title, standfirst) = (asked.title.clone(), asked.standfirst.clone());
            Ok(WorkingHead { version: asked.based_on + 1, title, standfirst, slug, topics })
        }

        /// The head as it is now, for the other side of a conflict.
        ///
        /// # Errors
        /// [`Error::Gone`] when the article vanished meanwhile.
        pub async fn head(&self) -> Result<WorkingHead, Error> {
            let db = &self.caller.store.read;
            let row = rows::find(db, self.article.id).await?.ok_or(Error::Gone)?;
            let topics = topics::rows::of_article(db, row.id).await?;
            head_of(row, topics)
        }

        /// The address that the article has from now on.
        async fn settle_slug(&self, tx: &Tx, row: &rows::article::Model, asked: &Head) -> Result<Slug, Error> {
            let now = slug_of(row)?;
            let was_public = row.published_at.is_some();
            let kind = kind_of(row);
            let wanted = match &asked.slug {
                Some(slug) if *slug == now => return Ok(now),
                Some(slug) if rows::is_taken(tx, slug, row.id).await? => {
                    return Err(Error::Faulty(Faults::one("slug", Fault::Taken)));
                }
                Some(slug) => slug.clone(),
                None if was_public || !follows(&now, (kind, &row.title)) => return Ok(now),
                None => {
                    let suggested = Slug::suggested_for(kind, &asked.title);
                    if follows(&now, (kind, &asked.title)) {
                        return Ok(now);
                    }
                    rows::free_slug(tx, &suggested).await?
                }
            };
            if was_public && !self.caller.role().publishes() {
                return Err(Refused(self.caller.role()).into());
            }
            if !was_public {
                rows::forget_slugs(tx, row.id).await?;
            }
            rows::set_slug(tx, row.id, &wanted, self.caller.store.now()).await?;
            Ok(wanted)
        }
    }

    /// Whether the address is the one that the title suggests, with or without a number behind it.
    fn follows(slug: &Slug, (kind, title): (Kind, &str)) -> bool {
        let suggested = Slug::suggested_for(kind, title);
        let Some(ending) = slug.as_str().strip_prefix(suggested.as_str()) else { return false };
        ending.is_empty() || ending.strip_prefix('-').is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The topics, each once. Pages have none.
    fn chosen(kind: Kind, topics: Vec<TopicId>) -> Result<Vec<TopicId>, Fault> {
        if kind == Kind::Page && !topics.is_empty() {
            return Err(Fault::Wrong);
        }
        let mut kept: Vec<TopicId> = Vec::new();
        for topic in topics {
            if !kept.contains(&topic) {
                kept.push(topic);
            }
        }
        let has = kept.len();
        if has > MAX_OF_ARTICLE { Err(Fault::TooLong { max: MAX_OF_ARTICLE, has }) } else { Ok(kept) }
    }

    fn parsed(kind: Kind, ask: SaveHead) -> Result<Head, Faults> {
        let mut faults = Faults::default();
        let based_on = ask.based_on;
        let title = faults.take("title", field::line(&ask.title, MAX_TITLE));
        let standfirst = faults.take("standfirst", field::line(&ask.standfirst, MAX_STANDFIRST));
        let slug = ask.slug.and_then(|slug| faults.take("slug", Slug::parse_for(kind, &slug)));
        let topics = faults.take("topics", chosen(kind, ask.topics));
        match (title, standfirst, topics) {
            (Some(title), Some(standfirst), Some(topics)) if faults.0.is_empty() => {
                Ok(Head { based_on, title, standfirst, slug, topics })
            }
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
