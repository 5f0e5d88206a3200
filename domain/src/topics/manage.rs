//! Looking after topics: editors add, rename and delete them.

use super::rows::{self, topic};
use super::{Error, MAX_DESCRIPTION, MAX_NAME, MAX_TOPICS, SaveTopic, TopicRow, TopicSlug};
use crate::accounts::TopicsDoor;
use crate::audit::{self, Act, What};
use crate::field::{Fault, Faults, filled_line, line};
use crate::ids::TopicId;
use crate::store::Tx;
use unicode_normalization::UnicodeNormalization;

/// A topic that parsed.
struct Written {
    name: String,
    slug: Option<TopicSlug>,
    description: String,
}

impl TopicsDoor<'_> {
    /// All topics, by name. One query.
    ///
    /// # Errors
    /// What the database says.
    pub async fn topics(&self) -> Result<Vec<TopicRow>, Error> {
        rows::all(&self.0.store.read).await
    }

    /// Adds a topic or changes one. Readers are led from an address that it had to the one it has.
    ///
    /// # Errors
    /// [`Error::Faulty`] with the fields `name`, `slug`, `description`; [`Error::Stale`] when somebody saved it meanwhile,
    /// [`Error::Gone`] when it was deleted, [`Error::TooMany`].
    pub async fn save(&self, ask: SaveTopic) -> Result<TopicRow, Error> {
        let based_on = ask.based_on;
        let written = parsed(ask).map_err(Error::Faulty)?;
        let tx = self.0.store.begin().await?;
        let row = match based_on {
            None => self.add(&tx, written).await,
            Some((id, version)) => self.change(&tx, (id, version), written).await,
        };
        let row = row.map_err(refused_by_the_database)?;
        tx.commit().await?;
        Ok(row.into())
    }

    /// Takes a topic away, from all articles too. Its address says that it is gone.
    ///
    /// # Errors
    /// [`Error::Gone`] when it was gone already.
    pub async fn delete(&self, id: TopicId) -> Result<(), Error> {
        let tx = self.0.store.begin().await?;
        let row = rows::find(&*tx, id).await?.ok_or(Error::Gone)?;
        if !rows::delete(&tx, &row).await? {
            return Err(Error::Gone);
        }
        self.note(&tx, What::DeletedTopic, &row).await?;
        Ok(tx.commit().await?)
    }

    async fn add(&self, tx: &Tx, written: Written) -> Result<topic::Model, Error> {
        let store = &self.0.store;
        if rows::count(tx).await? >= MAX_TOPICS as u64 {
            return Err(Error::TooMany { max: MAX_TOPICS });
        }
        let folded = self.unused_name(tx, &written.name, None).await?;
        let slug = match written.slug {
            Some(slug) => untaken(tx, slug, None).await?,
            None => rows::free_slug(tx, &TopicSlug::suggested(&written.name)).await?,
        };
        let row = topic::Model {
            id: TopicId::new(store.rng(), store.now()),
            slug: slug.into(),
            name: written.name,
            folded,
            description: written.description,
            version: 1,
            article_count: 0,
            was_public: false,
        };
        rows::insert(tx, row.clone()).await?;
        self.note(tx, What::AddedTopic, &row).await?;
        Ok(row)
    }

    async fn change(&self, tx: &Tx, (id, based_on): (TopicId, i32), written: Written) -> Result<topic::Model, Error> {
        let old = rows::find(&**tx, id).await?.ok_or(Error::Gone)?;
        let folded = self.unused_name(tx, &written.name, Some(id)).await?;
        let slug = match written.slug {
            Some(slug) => untaken(tx, slug, Some(id)).await?,
            None => rows::slug_of(&old),
        };
        let row = topic::Model {
            slug: slug.to_string(),
            name: written.name,
            folded,
            description: written.description,
            version: based_on + 1,
            ..old.clone()
        };
        if !rows::update(tx, &row, based_on).await? {
            return Err(Error::Stale { now: old.version });
        }
        if row.slug != old.slug {
            rows::keep_slug(tx, id, &slug).await?;
        }
        self.note(tx, What::ChangedTopic, &row).await?;
        Ok(row)
    }

    /// The name with its letters folded, if no other topic has it.
    async fn unused_name(&self, tx: &Tx, name: &str, of: Option<TopicId>) -> Result<String, Error> {
        let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
        match rows::of_folded(tx, &folded).await? {
            Some(other) if Some(other) != of => Err(taken("name")),
            _ => Ok(folded),
        }
    }

    async fn note(&self, tx: &Tx, what: What, row: &topic::Model) -> Result<(), Error> {
        let subject = row.id.to_string();
        let act = Act { by: Some(self.0.person()), what, subject: &subject, detail: &row.slug };
        Ok(audit::record(&self.0.store, tx, act).await?)
    }
}

async fn untaken(tx: &Tx, slug: TopicSlug, of: Option<TopicId>) -> Result<TopicSlug, Error> {
    if rows::is_taken(tx, &slug, of).await? { Err(taken("slug")) } else { Ok(slug) }
}

fn parsed(ask: SaveTopic) -> Result<Written, Faults> {
    let mut faults = Faults::default();
    let name = faults.take("name", filled_line(&ask.name, MAX_NAME));
    let description = faults.take("description", line(&ask.description, MAX_DESCRIPTION));
    let slug = ask.slug.and_then(|slug| faults.take("slug", TopicSlug::parse(&slug)));
    match (name, description) {
        (Some(name), Some(description)) if faults.0.is_empty() => Ok(Written { name, slug, description }),
        _ => Err(faults),
    }
}

fn taken(field: &str) -> Error {
    Error::Faulty(Faults::one(field, Fault::Taken))
}

/// On PostgreSQL two can pass the look-up of a name together; the constraint lets one through.
fn refused_by_the_database(error: Error) -> Error {
    match error {
        Error::Store(store) if store.is_duplicate() => taken("name"),
        other => other,
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
