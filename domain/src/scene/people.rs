//! People in a scene: an owner made by set-up, and accounts of every role.

use super::Scene;
use crate::accounts::{self, Caller, EmailAddress, NewAccount, Role, SessionToken, SetUp};
use crate::people::rows::person;
use crate::slides::for_bio;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// The password of everybody in a scene.
pub const PASSWORD: &str = "lamplight over the harbour";

impl Scene {
    /// Sets the site up and gives its owner, Marit, signed in.
    pub async fn owner(&self) -> Caller {
        let ask = SetUp {
            site_title: "Slow Light".to_owned(),
            name: "Marit Olsen".to_owned(),
            email: "marit@example.org".to_owned(),
            password: PASSWORD.to_owned(),
        };
        let welcome = accounts::set_up(&self.store, ask, "a test").await.expect("the site is set up once");
        self.caller(&welcome.session).await
    }

    /// Somebody of that role and name, signed in. The password is [`PASSWORD`] in name only: it is not hashed, to be quick.
    pub async fn person(&self, name: &str, role: Role) -> Caller {
        self.signed_in(name, role).await.0
    }

    /// The same, with the token of the session.
    pub async fn signed_in(&self, name: &str, role: Role) -> (Caller, SessionToken) {
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let new = NewAccount {
            name: name.to_owned(),
            email: EmailAddress::parse(&email).expect("the name makes an address"),
            password_hash: "none".to_owned(),
            role,
        };
        let token = accounts::scene_account(&self.store, new).await.expect("the account is new");
        (self.caller(&token).await, token)
    }

    /// Gives somebody a biography, as saving a profile leaves it.
    pub async fn biography(&self, caller: &Caller, markdown: &str) {
        person::Entity::update_many()
            .col_expr(person::Column::Bio, Expr::value(markdown))
            .col_expr(person::Column::BioHtml, Expr::value(for_bio(markdown).as_str()))
            .filter(person::Column::Id.eq(caller.person()))
            .exec(self.store.for_migration())
            .await
            .expect("the person is there");
    }

    /// The session of somebody new of that role and name, as their browser holds it.
    pub async fn session(&self, name: &str, role: Role) -> SessionToken {
        self.signed_in(name, role).await.1
    }

    /// How many sessions there are.
    pub async fn sessions(&self) -> u64 {
        accounts::rows::session::count(&self.store.read).await.expect("the database answers")
    }

    /// Who holds that session.
    pub async fn caller(&self, token: &SessionToken) -> Caller {
        Caller::of_session(&self.store, token).await.expect("the database answers").expect("the session was just made")
    }
}
