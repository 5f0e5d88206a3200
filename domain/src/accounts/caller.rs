//! The caller, made from the session in one place, and the doors that its role opens; and the one door that needs no caller.
//!
//! Doors are the permission: a verb that needs a right is a method of the door and exists nowhere else. Code that forgot
//! to ask does not compile.

use super::{Error, Role, SessionToken, rows};
use crate::articles;
use crate::ids::{AccountId, ArticleId, PersonId};
use crate::store::Store;
use chrono::{DateTime, Utc};

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Caller {
    pub(crate) store: Store,
    // Whoever could write these would open every door.
    account: AccountId,
    person: PersonId,
    role: Role,
    /// The name that others see.
    pub name: String,
    /// The hash of the session's token, to tell this session from the account's others.
    pub(crate) session: String,
    /// When the session was last noted as seen.
    pub(crate) seen: DateTime<Utc>,
}

/// The role does not open this door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the role {0:?} does not open this door")]
pub struct Refused(pub Role);

/// Whose comments a moderator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those on every article.
    Everything,
    /// Those on the articles of this person, because the settings let authors moderate their own.
    OwnArticles(PersonId),
}

/// Opens what everybody owns: profile, password, sessions.
pub struct OwnDoor<'a>(pub(crate) &'a Caller);
/// Opens starting articles and adding media: contributors and up.
pub struct DraftingDoor<'a>(pub(crate) &'a Caller);
/// Opens one article for writing. It is made only by loading the article through the caller.
pub struct WritingDoor<'a> {
    pub(crate) caller: &'a Caller,
    pub(crate) article: articles::rows::article::Model,
}
/// Opens the queue and the decisions.
pub struct ModerationDoor<'a> {
    pub(crate) caller: &'a Caller,
    pub(crate) scope: Scope,
}
/// Opens the topics of all articles: editors and up.
pub struct TopicsDoor<'a>(pub(crate) &'a Caller);
/// Opens pages that stand by themselves, and the menu: editors and up.
pub struct PagesDoor<'a>(pub(crate) &'a Caller);
/// Opens people and settings.
pub struct AdministrationDoor<'a>(pub(crate) &'a Caller);
/// Opens everybody's account, and the articles and comments that come from elsewhere, to whoever holds the data folder (security S3).
pub struct OperatorDoor<'a>(pub(crate) &'a Store);

/// What whoever holds the data folder may do.
///
/// Only the program's own command line calls it; nothing that comes over the network does.
pub fn operator(store: &Store) -> OperatorDoor<'_> {
    OperatorDoor(store)
}

impl Caller {
    /// Who holds this session; none when it is unknown, too old, or the account is suspended.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of_session(store: &Store, token: &SessionToken) -> Result<Option<Self>, Error> {
        let Some(row) = rows::signed_in(&store.read, &token.hash(), store.now()).await? else { return Ok(None) };
        Ok(Some(Self {
            store: store.clone(),
            account: row.account,
            person: row.person,
            name: row.name,
            role: row.role,
            session: token.hash(),
            seen: row.seen,
        }))
    }

    /// The account that signed in.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The person whom the account belongs to.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The role as it is now: a change counts from the next request (security A4).
    pub fn role(&self) -> Role {
        self.role
    }

    /// What is one's own.
    pub fn own(&self) -> OwnDoor<'_> {
        OwnDoor(self)
    }

    /// Starting articles, adding media.
    ///
    /// # Errors
    /// [`Refused`] below contributor.
    pub fn drafting(&self) -> Result<DraftingDoor<'_>, Refused> {
        if self.role.drafts() { Ok(DraftingDoor(self)) } else { Err(Refused(self.role)) }
    }

    /// One article: one's own from contributor up, everybody's from editor up. A page is nobody's own: it is for editors and up.
    ///
    /// # Errors
    /// [`articles::Error::Gone`] when there is no such article or the caller may not know of it (security A2).
    pub async fn writing(&self, article: ArticleId) -> Result<WritingDoor<'_>, articles::Error> {
        let row = match self.role {
            _ if self.role.edits() => articles::rows::find(&self.store.read, article).await?,
            _ if self.role.drafts() => {
                let own = articles::rows::find_of(&self.store.read, article, self.person).await?;
                own.filter(|row| row.kind == articles::Kind::Article.code())
            }
            _ => None,
        };
        let article = row.ok_or(articles::Error::Gone)?;
        Ok(WritingDoor { caller: self, article })
    }

    /// The queue of comments: from moderator up, save contributors; authors where the settings allow it, for their own
    /// articles.
    ///
    /// # Errors
    /// [`Refused`] to the others.
    pub async fn moderation(&self) -> Result<ModerationDoor<'_>, Error> {
        let scope = if self.role.moderates() {
            Scope::Everything
        } else if self.role == Role::Author && crate::settings::rows::settings(&self.store.read).await?.authors_moderate {
            Scope::OwnArticles(self.person)
        } else {
            return Err(Refused(self.role).into());
        };
        Ok(ModerationDoor { caller: self, scope })
    }

    /// The topics.
    ///
    /// # Errors
    /// [`Refused`] below editor.
    pub fn topics(&self) -> Result<TopicsDoor<'_>, Refused> {
        if self.role.edits() { Ok(TopicsDoor(self)) } else { Err(Refused(self.role)) }
    }

    /// Pages that stand by themselves, and the menu.
    ///
    /// # Errors
    /// [`Refused`] below editor.
    pub fn pages(&self) -> Result<PagesDoor<'_>, Refused> {
        if self.role.edits() { Ok(PagesDoor(self)) } else { Err(Refused(self.role)) }
    }

    /// People and settings.
    ///
    /// # Errors
    /// [`Refused`] below admin.
    pub fn administration(&self) -> Result<AdministrationDoor<'_>, Refused> {
        if self.role.administers() { Ok(AdministrationDoor(self)) } else { Err(Refused(self.role)) }
    }
}
