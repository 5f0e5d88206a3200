//! What happened lately, as the desk tells it.

use crate::ids::ArticleId;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// An act that the desk tells of. The audit trail has more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Deed {
    /// The site was set up.
    SetUp,
    /// An article was published, or published anew.
    Published,
    /// An article was taken back.
    Withdrew,
    /// An article was handed in.
    HandedIn,
    /// An article was taken back from review.
    TookBack,
    /// Somebody was let in.
    LetIn,
    /// Somebody got another role.
    ChangedRole,
    /// Somebody was kept out.
    Suspended,
    /// Somebody was let in again.
    Reinstated,
    /// Somebody was given a new password.
    ResetPassword,
    /// One's own password was changed.
    ChangedPassword,
    /// One's own profile was saved.
    SavedProfile,
    /// The settings were saved.
    SavedSettings,
}

impl Deed {
    /// All that the desk tells of.
    pub const ALL: [Deed; 13] = [
        Deed::SetUp,
        Deed::Published,
        Deed::Withdrew,
        Deed::HandedIn,
        Deed::TookBack,
        Deed::LetIn,
        Deed::ChangedRole,
        Deed::Suspended,
        Deed::Reinstated,
        Deed::ResetPassword,
        Deed::ChangedPassword,
        Deed::SavedProfile,
        Deed::SavedSettings,
    ];

    /// The word in the audit trail.
    pub fn code(self) -> &'static str {
        match self {
            Deed::SetUp => "accounts.set_up",
            Deed::Published => "articles.publish",
            Deed::Withdrew => "articles.withdraw",
            Deed::HandedIn => "articles.hand_in",
            Deed::TookBack => "articles.take_back",
            Deed::LetIn => "accounts.add",
            Deed::ChangedRole => "accounts.set_role",
            Deed::Suspended => "accounts.suspend",
            Deed::Reinstated => "accounts.reinstate",
            Deed::ResetPassword => "accounts.reset_password",
            Deed::ChangedPassword => "accounts.change_password",
            Deed::SavedProfile => "people.save_profile",
            Deed::SavedSettings => "settings.save",
        }
    }

    /// The act of that word, if the desk tells of it.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.code() == code)
    }

    /// Whether it was done to an article.
    pub fn is_of_articles(self) -> bool {
        matches!(self, Deed::Published | Deed::Withdrew | Deed::HandedIn | Deed::TookBack)
    }
}

/// What happened lately: one act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Who did it; nobody for the command line and for those who are gone.
    pub by: Option<String>,
    /// Whether it was the caller.
    pub is_you: bool,
    /// What was done.
    pub deed: Deed,
    /// The article it was done to, with its title: empty when it has none.
    pub article: Option<(ArticleId, String)>,
    /// The person it was done to.
    pub person: Option<String>,
    /// When.
    pub at: Stamp,
}

#[cfg(feature = "store")]
mod verb {
    use super::{Deed, Happening};
    use crate::accounts::OwnDoor;
    use crate::audit::rows::{self, Heard};
    use crate::ids::{AccountId, ArticleId};
    use crate::settings;
    use crate::stamp::Stamp;
    use crate::store::Error;
    use chrono::TimeDelta;

    /// How many acts the desk tells of.
    const MOST: u64 = 8;
    /// How far back: it bounds the look through the trail.
    const LATELY: TimeDelta = TimeDelta::days(30);

    impl OwnDoor<'_> {
        /// What happened lately, newest first: all of it for those who look after people, what was done to articles for
        /// editors, else what the caller did and what was done to their articles (security A7). At most six queries.
        ///
        /// # Errors
        /// What the database says.
        pub async fn lately(&self) -> Result<Vec<Happening>, Error> {
            let caller = self.0;
            let db = &caller.store.read;
            let told = |deed: &Deed| caller.role().administers() || (caller.role().edits() && deed.is_of_articles());
            let of_all: Vec<&str> = Deed::ALL.iter().filter(|deed| told(deed)).map(|deed| deed.code()).collect();
            let own: Vec<&str> = Deed::ALL.iter().map(|deed| deed.code()).collect();
            let to_own: Vec<&str> = Deed::ALL.iter().filter(|deed| deed.is_of_articles()).map(|deed| deed.code()).collect();
            let heard = Heard { of_all, own, to_own, person: caller.person(), since: caller.store.now() - LATELY };
            let found = rows::latest(db, heard, MOST).await?;

            let articles: Vec<ArticleId> = found.iter().filter_map(|(row, _)| row.subject.parse().ok()).collect();
            let writer = (!caller.role().edits()).then_some(caller.person());
            let titles = rows::titles(db, articles, writer).await?;
            let accounts: Vec<AccountId> = found.iter().filter_map(|(row, _)| row.subject.parse().ok()).collect();
            let names = rows::names(db, accounts).await?;
            let zone = settings::rows::settings(&caller.store.read).await?.time_zone;
            let tell = |(row, by): (rows::entry::Model, Option<String>)| {
                let article = row.subject.parse().ok().and_then(|id| titles.get(&id).map(|title| (id, title.clone())));
                let person = row.subject.parse().ok().and_then(|id: AccountId| names.get(&id).cloned());
                Deed::from_code(&row.act).map(|deed| Happening {
                    by,
                    is_you: row.person_id == Some(caller.person()),
                    deed,
                    article,
                    person,
                    at: Stamp::new(row.made_at, &zone),
                })
            };
            Ok(found.into_iter().filter_map(tell).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{AddAccount, Role};
    use crate::store_tests;
    use chrono::TimeDelta;

    #[test]
    fn an_act_is_found_by_its_word() {
        for deed in Deed::ALL {
            assert_eq!(Deed::from_code(deed.code()), Some(deed));
        }
    }

    store_tests! {
        async fn a_contributor_hears_that_an_article_came_back(scene: Scene) {
            let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
            let other = scene.person("Tomas Eide", Role::Contributor).await;
            let editor = scene.person("Marit Berg", Role::Editor).await;
            let article = scene.written(&contributor, "Ten days", 1).await;
            contributor.writing(article).await.unwrap().hand_in().await.unwrap();
            scene.clock.pass(TimeDelta::minutes(1));
            editor.writing(article).await.unwrap().take_back().await.unwrap();

            let heard = contributor.own().lately().await.unwrap();
            assert_eq!((heard[0].deed, heard[0].is_you), (Deed::TookBack, false));
            assert_eq!(heard[0].by.as_deref(), Some("Marit Berg"));
            assert_eq!(heard[0].article, Some((article, "Ten days".to_owned())));
            assert_eq!(other.own().lately().await.unwrap(), []);
        }

        async fn a07_each_is_told_what_they_may_know(scene: Scene) {
            let owner = scene.owner().await;
            let author = scene.person("Nadia Rahman", Role::Author).await;
            let editor = scene.person("Marit Berg", Role::Editor).await;
            scene.clock.pass(TimeDelta::minutes(1));
            let ask = AddAccount { name: "Tomas Eide".into(), email: "tomas@example.org".into(), role: Role::Moderator };
            owner.administration().unwrap().add_account(ask).await.unwrap();
            scene.clock.pass(TimeDelta::minutes(1));
            let article = scene.published(&author, "Ten days", 1).await;

            let told = |happenings: &[Happening]| happenings.iter().map(|one| one.deed).collect::<Vec<_>>();
            let (of_owner, queries) = scene.counted(owner.own().lately()).await;
            let of_owner = of_owner.unwrap();
            assert_eq!(queries, 6);
            assert_eq!(told(&of_owner), [Deed::Published, Deed::LetIn, Deed::SetUp]);
            assert_eq!(of_owner[0].article, Some((article, "Ten days".to_owned())));
            assert_eq!(of_owner[0].by.as_deref(), Some("Nadia Rahman"));
            assert_eq!(of_owner[1].person.as_deref(), Some("Tomas Eide"));
            assert!(of_owner[1].is_you);
            assert_eq!(told(&editor.own().lately().await.unwrap()), [Deed::Published]);
            let of_author = author.own().lately().await.unwrap();
            assert_eq!(told(&of_author), [Deed::Published]);
            assert_eq!(of_author[0].article, Some((article, "Ten days".to_owned())));
        }
    }
}
