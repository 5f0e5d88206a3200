//! Accounts and sessions in the database.

use super::session::is_alive;
use super::set_up::NewAccount;
use super::{EmailAddress, Error, Role};
use crate::ids::{AccountId, PersonId};
use crate::people::rows::person;
use crate::store::{Store, Tx};
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

/// The table `accounts`.
pub(crate) mod account {
    use crate::ids::{AccountId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `accounts`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "accounts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AccountId,
        pub person_id: PersonId,
        pub email: String,
        pub password_hash: String,
        pub role: String,
        pub suspended_at: Option<DateTime<Utc>>,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `sessions`.
pub(crate) mod session {
    use crate::ids::AccountId;
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `sessions`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token_hash: String,
        pub account_id: AccountId,
        pub device: String,
        pub created_at: DateTime<Utc>,
        pub seen_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `throttles`.
pub(crate) mod throttle {
    use crate::store::{Error, Store, Tx};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;
    use sea_orm::sea_query::OnConflict;
    use sea_orm::{ExprTrait, IntoActiveModel, QuerySelect};

    /// A row of `throttles`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "throttles")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub hits: i32,
        pub since: DateTime<Utc>,
        pub until: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    /// The counter of that key, if it counts anything.
    pub(crate) async fn find(store: &Store, key: &str) -> Result<Option<Model>, Error> {
        Ok(Entity::find_by_id(key).one(&store.read).await?)
    }

    /// The counter of that key, made if it is not there, held by this transaction until its end.
    pub(crate) async fn held_for_counting(tx: &Tx, key: &str, now: DateTime<Utc>) -> Result<Model, Error> {
        let blank = Model { key: key.to_owned(), hits: 0, since: now, until: now };
        Entity::insert(blank.clone().into_active_model())
            .on_conflict(OnConflict::column(Column::Key).do_nothing().to_owned())
            .do_nothing()
            .exec_without_returning(&**tx)
            .await?;
        Ok(Entity::find_by_id(key).lock_exclusive().one(&**tx).await?.unwrap_or(blank))
    }

    /// Writes the counter.
    pub(crate) async fn update(tx: &Tx, counted: Model) -> Result<(), Error> {
        Entity::update(counted.into_active_model().reset_all()).exec(&**tx).await?;
        Ok(())
    }

    /// One less.
    pub(crate) async fn take_one_back(tx: &Tx, key: &str) -> Result<(), Error> {
        Entity::update_many()
            .col_expr(Column::Hits, Expr::col(Column::Hits).sub(1))
            .filter(Column::Key.eq(key))
            .filter(Column::Hits.gt(0))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    /// Forgets the counter.
    pub(crate) async fn delete(tx: &Tx, key: &str) -> Result<(), Error> {
        Entity::delete_by_id(key).exec(&**tx).await?;
        Ok(())
    }

    /// Forgets every counter that is over.
    pub(crate) async fn delete_over(tx: &Tx, now: DateTime<Utc>) -> Result<u64, Error> {
        Ok(Entity::delete_many().filter(Column::Until.lt(now)).exec(&**tx).await?.rows_affected)
    }
}

/// Who holds a session.
pub(crate) struct SignedIn {
    pub(crate) account: AccountId,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) role: Role,
}

/// Who holds the session of that hash, if it is alive and the account is not suspended. Three look-ups by key.
pub(crate) async fn signed_in(store: &Store, token_hash: &str) -> Result<Option<SignedIn>, Error> {
    let Some(held) = session::Entity::find_by_id(token_hash).one(&store.read).await? else { return Ok(None) };
    let account =
        account::Entity::find_by_id(held.account_id).filter(account::Column::SuspendedAt.is_null()).one(&store.read).await?;
    let Some(account) = account else { return Ok(None) };
    let Some(role) = Role::from_code(&account.role) else { return Ok(None) };
    if !is_alive(role, held.created_at, held.seen_at, store.now()) {
        return Ok(None);
    }
    let Some(person) = person::Entity::find_by_id(account.person_id).one(&store.read).await? else { return Ok(None) };
    Ok(Some(SignedIn { account: account.id, person: person.id, name: person.name, role }))
}

/// The owner's account, once there is one.
pub(crate) async fn owner(db: &impl ConnectionTrait) -> Result<Option<account::Model>, Error> {
    Ok(account::Entity::find().filter(account::Column::Role.eq(Role::Owner.code())).one(db).await?)
}

/// The address that the account signs in with.
pub(crate) async fn email_of(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<String>, Error> {
    Ok(account::Entity::find_by_id(id).select_only().column(account::Column::Email).into_tuple().one(db).await?)
}

/// The account of that address.
pub(crate) async fn by_email(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<Option<account::Model>, Error> {
    Ok(account::Entity::find().filter(account::Column::Email.eq(email.as_str())).one(db).await?)
}

/// Adds an account.
pub(crate) async fn insert(tx: &Tx, id: AccountId, person: PersonId, new: &NewAccount, now: DateTime<Utc>) -> Result<(), Error> {
    let row = account::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        email: Set(new.email.to_string()),
        password_hash: Set(new.password_hash.clone()),
        role: Set(new.role.code().to_owned()),
        suspended_at: Set(None),
        created_at: Set(now),
    };
    account::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Adds a session. A token that is there already is refused by its key, never taken over (security S4).
pub(crate) async fn insert_session(tx: &Tx, row: session::Model) -> Result<(), Error> {
    let row = session::ActiveModel {
        token_hash: Set(row.token_hash),
        account_id: Set(row.account_id),
        device: Set(row.device),
        created_at: Set(row.created_at),
        seen_at: Set(row.seen_at),
    };
    session::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Ends one session.
pub(crate) async fn delete_session(tx: &Tx, token_hash: &str) -> Result<(), Error> {
    session::Entity::delete_by_id(token_hash).exec(&**tx).await?;
    Ok(())
}
