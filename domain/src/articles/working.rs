//! An article as the editor has it: the working copy with its slides, never what readers see.

use crate::articles::{Kind, Slug, Status};
use crate::ids::{ArticleId, PersonId, TopicId};
use crate::slides::WorkingSlide;
use crate::stamp::Stamp;
use crate::topics::TopicChoice;
use serde::{Deserialize, Serialize};

/// The most characters of a title.
pub const MAX_TITLE: usize = 160;
/// The most characters of a standfirst.
pub const MAX_STANDFIRST: usize = 400;

/// Everything that the editor shows of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorArticle {
    /// The article.
    pub id: ArticleId,
    /// Whether it is one, or a page that stands by itself.
    pub kind: Kind,
    /// Its title, standfirst and address.
    pub head: WorkingHead,
    /// Where it stands.
    pub status: Status,
    /// The names of those on the by-line, in order.
    pub authors: Vec<String>,
    /// When it was first published.
    pub published: Option<Stamp>,
    /// Whether what readers see differs from this.
    pub differs: bool,
    /// Who writes: what the server does not have yet is kept in the browser for this person alone.
    pub writer: PersonId,
    /// What the caller may do with it.
    pub may: May,
    /// The slides, in order.
    pub slides: Vec<WorkingSlide>,
    /// The topics that it can be given, by name.
    pub topics: Vec<TopicChoice>,
}

/// The title, the standfirst and the address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingHead {
    /// The version that a save is based on.
    pub version: i32,
    /// The title; empty when there is none yet.
    pub title: String,
    /// The standfirst; empty when there is none.
    pub standfirst: String,
    /// The address.
    pub slug: Slug,
    /// What it is about, the most important first.
    pub topics: Vec<TopicId>,
}

/// What the caller may do with the article as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct May {
    /// Change it; contributors may not while it waits for review.
    pub edit: bool,
    /// Publish and withdraw it; others hand it in.
    pub publish: bool,
}

#[cfg(feature = "store")]
mod verb {
    use super::{EditorArticle, May, WorkingHead};
    use crate::accounts::WritingDoor;
    use crate::articles::{Error, Kind, Slug, Status, live, rows};
    use crate::ids::TopicId;
    use crate::settings;
    use crate::slides::{self, WorkingSlide};
    use crate::stamp::Stamp;
    use crate::store::ConnectionTrait;
    use crate::store::Tx;
    use crate::topics;

    impl WritingDoor<'_> {
        /// Everything that the editor shows. At most fourteen queries, however many slides.
        ///
        /// # Errors
        /// [`Error::Gone`] when the article vanished meanwhile.
        pub async fn editor_page(&self) -> Result<EditorArticle, Error> {
            let store = &self.caller.store;
            let row = rows::find(&store.read, self.article.id).await?.ok_or(Error::Gone)?;
            let status = status_of(&row);
            let slides = working_slides(&store.read, row.id).await?;
            let live = live::load_of(&store.read, &row).await?;
            let topics = topics::rows::of_article(&store.read, row.id).await?;
            let differs = live.is_some_and(|live| live != live::compose(&row, &topics, &slides));
            let time_zone = settings::rows::settings(&store.read).await?.time_zone;
            Ok(EditorArticle {
                id: row.id,
                kind: kind_of(&row),
                authors: rows::authors_of(&store.read, &[row.id]).await?.remove(&row.id).unwrap_or_default(),
                published: row.published_at.map(|at| Stamp::new(at, &time_zone)),
                head: head_of(row, topics)?,
                status,
                differs,
                writer: self.caller.person(),
                may: May { edit: self.may_edit(status), publish: self.caller.role().publishes() },
                slides,
                topics: topics::rows::choices(&store.read).await?,
            })
        }

        /// Begins a change of the working copy, and gives the article as it is now: it may have been handed in since this door
        /// was opened.
        ///
        /// # Errors
        /// [`Error::WrongState`] while it waits for review and the caller may not change that, [`Error::Gone`].
        pub(crate) async fn begin_edit(&self) -> Result<(Tx, rows::article::Model), Error> {
            let (tx, row) = self.begin().await?;
            if self.may_edit(status_of(&row)) { Ok((tx, row)) } else { Err(Error::WrongState) }
        }

        /// Begins a transaction with the article as it is now, noted as changed. On PostgreSQL whoever changes the same article
        /// waits for its end.
        ///
        /// # Errors
        /// [`Error::Gone`] when the article vanished meanwhile.
        pub(crate) async fn begin(&self) -> Result<(Tx, rows::article::Model), Error> {
            let store = &self.caller.store;
            let tx = store.begin().await?;
            rows::touch(&tx, self.article.id, store.now()).await?;
            let row = rows::find(&*tx, self.article.id).await?.ok_or(Error::Gone)?;
            Ok((tx, row))
        }

        /// Whether the caller may change the article as the transaction has it.
        ///
        /// # Errors
        /// As [`Self::begin_edit`].
        pub(crate) async fn check_edit(&self, tx: &Tx) -> Result<(), Error> {
            let row = rows::find(&**tx, self.article.id).await?.ok_or(Error::Gone)?;
            if self.may_edit(status_of(&row)) { Ok(()) } else { Err(Error::WrongState) }
        }

        /// Contributors may not change what waits for review.
        fn may_edit(&self, status: Status) -> bool {
            status != Status::Review || self.caller.role().publishes()
        }
    }

    /// The slides of the working copy, in order, with everything on them.
    pub(crate) async fn working_slides(
        db: &impl ConnectionTrait,
        article: crate::ids::ArticleId,
    ) -> Result<Vec<WorkingSlide>, Error> {
        let rows = slides::rows::of_article(db, article).await?;
        slides::rows::with_pictures(db, rows).await
    }

    /// What `status` says; only this program writes it.
    pub(crate) fn status_of(row: &rows::article::Model) -> Status {
        Status::from_code(&row.status).unwrap_or(Status::Draft)
    }

    /// What `kind` says; only this program writes it.
    pub(crate) fn kind_of(row: &rows::article::Model) -> Kind {
        Kind::from_code(&row.kind).unwrap_or_default()
    }

    /// The address of the row.
    pub(crate) fn slug_of(row: &rows::article::Model) -> Result<Slug, Error> {
        Slug::try_from(row.slug.clone()).map_err(|_| Error::Gone)
    }

    /// The head of the row with its topics.
    pub(crate) fn head_of(row: rows::article::Model, topics: Vec<TopicId>) -> Result<WorkingHead, Error> {
        let slug = slug_of(&row)?;
        Ok(WorkingHead { version: row.version, title: row.title, standfirst: row.standfirst, slug, topics })
    }
}

#[cfg(feature = "store")]
pub(crate) use verb::{head_of, kind_of, slug_of, status_of, working_slides};

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use crate::credits::Credit;
    use crate::slides::SavePicture;
    use crate::store_tests;

    store_tests! {
        async fn the_editor_asks_the_same_number_of_queries_however_many_slides(scene: Scene) {
            let owner = scene.owner().await;
            let file = scene.file(&owner, 1600).await;
            for slides in [1, 20] {
                let id = scene.published(&owner, "Lamps", slides).await;
                let (alt, caption, credit) = (String::new(), String::new(), Credit::default());
                let picture = SavePicture { id: None, media: Some(file), alt, decorative: false, caption, credit };
                scene.picture(&owner, id, vec![picture]).await;
                let writing = owner.writing(id).await.unwrap();
                let (page, queries) = scene.counted(writing.editor_page()).await;
                assert_eq!((page.unwrap().slides.len(), queries), (slides, 14));
            }
        }
    }
}
