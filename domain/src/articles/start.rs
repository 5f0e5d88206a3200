//! Starting an article.

use super::{Error, Kind, MAX_TITLE, Slug, Status, rows};
use crate::accounts::{Caller, DraftingDoor};
use crate::audit::{self, Act, What};
use crate::field::{self, Faults};
use crate::ids::ArticleId;
use crate::settings::CommentPolicy;
use crate::slides;
use crate::store::Tx;

impl DraftingDoor<'_> {
    /// Starts an article of the caller's with one empty slide. The title may be empty: the address follows it until the
    /// article is published.
    ///
    /// # Errors
    /// [`Error::Faulty`] (`title`) when the title is too long.
    pub async fn start(&self, title: &str) -> Result<ArticleId, Error> {
        let title = field::line(title, MAX_TITLE).map_err(|fault| Error::Faulty(Faults::one("title", fault)))?;
        match self.try_start(title.clone()).await {
            // On PostgreSQL two can choose the same free address; the second finds another when it looks again.
            Err(Error::Store(error)) if error.is_duplicate() => self.try_start(title).await,
            other => other,
        }
    }

    async fn try_start(&self, title: String) -> Result<ArticleId, Error> {
        let store = &self.0.store;
        let tx = store.begin().await?;
        let id = self.begin_article(&tx, Beginning { title, standfirst: String::new() }).await?;
        let blank = slides::rows::blank(store, id, self.0.person(), 1);
        slides::rows::insert(&tx, vec![blank]).await?;
        tx.commit_unseen().await?;
        Ok(id)
    }

    /// The article itself, with its address and the caller's by-line, without a slide.
    pub(crate) async fn begin_article(&self, tx: &Tx, beginning: Beginning) -> Result<ArticleId, Error> {
        begin(self.0, tx, Kind::Article, beginning).await
    }
}

/// Begins an article with the caller's by-line, or a page, which nobody is named as the writer of; neither has a slide yet. Who
/// may do so, the doors say that call this.
pub(crate) async fn begin(caller: &Caller, tx: &Tx, kind: Kind, beginning: Beginning) -> Result<ArticleId, Error> {
    let store = &caller.store;
    let now = store.now();
    let slug = rows::free_slug(tx, &Slug::suggested_for(kind, &beginning.title)).await?;
    let comments = match kind {
        // As open as an article can be: whether the site takes comments it is asked whenever somebody reads.
        Kind::Article => CommentPolicy::Held,
        Kind::Page => CommentPolicy::Closed,
    };
    let row = rows::article::Model {
        id: ArticleId::new(store.rng(), now),
        kind: kind.code().to_owned(),
        slug: slug.to_string(),
        title: beginning.title,
        standfirst: beginning.standfirst,
        status: Status::Draft.code().to_owned(),
        comments: comments.code().to_owned(),
        version: 1,
        created_by: caller.person(),
        created_at: now,
        changed_at: now,
        published_at: None,
        updated_at: None,
    };
    let id = row.id;
    let what = match kind {
        Kind::Article => What::StartedArticle,
        Kind::Page => What::StartedPage,
    };
    match kind {
        Kind::Article => rows::insert(tx, vec![(row, caller.person())]).await?,
        Kind::Page => rows::insert_page(tx, row).await?,
    }
    let act = Act { by: Some(caller.person()), what, subject: &id.to_string(), detail: slug.as_str() };
    audit::record(store, tx, act).await?;
    Ok(id)
}

/// What an article starts with.
pub(crate) struct Beginning {
    pub(crate) title: String,
    pub(crate) standfirst: String,
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use crate::accounts::Role;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn an_article_is_started_while_no_other_connection_is_free() {
        let scene = Scene::with_connections(Backend::Postgres, 1).await;
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let article = nadia.drafting().unwrap().start("How long is a blur?").await.unwrap();
        assert_eq!(nadia.writing(article).await.unwrap().head().await.unwrap().title, "How long is a blur?");
    }
}
