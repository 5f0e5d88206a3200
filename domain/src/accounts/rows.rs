//! Accounts and sessions in the database.

use super::session::is_alive;
use super::{EmailAddress, Error, Role};
use crate::ids::{AccountId, PersonId};
use crate::people::rows::person;
use crate::store::Tx;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

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
    use super::account;
    use crate::ids::AccountId;
    use crate::page::MAX_ITEMS;
    use crate::store::{Error, Tx};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;
    use sea_orm::{ExprTrait, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait};

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

    /// How many sessions there are.
    #[cfg(feature = "scene")]
    pub(crate) async fn count(db: &impl ConnectionTrait) -> Result<u64, Error> {
        use sea_orm::PaginatorTrait;
        Ok(Entity::find().count(db).await?)
    }

    /// The session of that hash.
    #[cfg(all(test, feature = "scene"))]
    pub(crate) async fn find(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Model>, Error> {
        Ok(Entity::find_by_id(token_hash).one(db).await?)
    }

    /// The session of that hash, held by this transaction until its end.
    pub(crate) async fn find_for_update(tx: &Tx, token_hash: &str) -> Result<Option<Model>, Error> {
        Ok(Entity::find_by_id(token_hash).lock_exclusive().one(&**tx).await?)
    }

    /// Adds a session. A token that is there already is refused by its key, never taken over (security S4).
    pub(crate) async fn insert(tx: &Tx, row: Model) -> Result<(), Error> {
        Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await?;
        Ok(())
    }

    /// Ends one session.
    pub(crate) async fn delete(tx: &Tx, token_hash: &str) -> Result<(), Error> {
        Entity::delete_by_id(token_hash).exec(&**tx).await?;
        Ok(())
    }

    /// Ends every session of the account.
    pub(crate) async fn delete_all_of(tx: &Tx, account: AccountId) -> Result<u64, Error> {
        Ok(Entity::delete_many().filter(Column::AccountId.eq(account)).exec(&**tx).await?.rows_affected)
    }

    /// Ends every session of the account but that one.
    pub(crate) async fn delete_others_of(tx: &Tx, account: AccountId, kept: &str) -> Result<u64, Error> {
        let others = Entity::delete_many().filter(Column::AccountId.eq(account)).filter(Column::TokenHash.ne(kept));
        Ok(others.exec(&**tx).await?.rows_affected)
    }

    /// The sessions of the account, the one seen last first; at most a page of them.
    pub(crate) async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Model>, Error> {
        let all = Entity::find().filter(Column::AccountId.eq(account)).order_by_desc(Column::SeenAt);
        Ok(all.limit(MAX_ITEMS).all(db).await?)
    }

    /// When each of the accounts was last seen, where a session still tells.
    pub(crate) async fn last_seen(
        db: &impl ConnectionTrait,
        accounts: Vec<AccountId>,
    ) -> Result<Vec<(AccountId, DateTime<Utc>)>, Error> {
        let latest = Entity::find()
            .select_only()
            .column(Column::AccountId)
            .column_as(Column::SeenAt.max(), "seen_at")
            .filter(Column::AccountId.is_in(accounts))
            .group_by(Column::AccountId);
        Ok(latest.into_tuple().all(db).await?)
    }

    /// Notes that the session was seen now, unless somebody has done so since it was read as `before`.
    pub(crate) async fn set_seen(tx: &Tx, token_hash: &str, before: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Error> {
        Entity::update_many()
            .col_expr(Column::SeenAt, Expr::value(now))
            .filter(Column::TokenHash.eq(token_hash))
            .filter(Column::SeenAt.eq(before))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    /// Deletes the sessions of those roles that were last seen or begun too long ago.
    pub(crate) async fn delete_over(tx: &Tx, roles: &[&str], seen: DateTime<Utc>, begun: DateTime<Utc>) -> Result<u64, Error> {
        let of_roles = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::Role.is_in(roles.iter().copied()))
            .into_query();
        let over = Entity::delete_many()
            .filter(Column::SeenAt.lte(seen).or(Column::CreatedAt.lte(begun)))
            .filter(Column::AccountId.in_subquery(of_roles));
        Ok(over.exec(&**tx).await?.rows_affected)
    }

    /// Deletes the sessions that were begun after that moment.
    pub(crate) async fn delete_begun_after(tx: &Tx, moment: DateTime<Utc>) -> Result<(), Error> {
        Entity::delete_many().filter(Column::CreatedAt.gt(moment)).exec(&**tx).await?;
        Ok(())
    }
}

/// The table `throttles`.
pub(crate) mod throttle {
    use crate::store::{Error, Tx};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;
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
    pub(crate) async fn find(db: &impl ConnectionTrait, key: &str) -> Result<Option<Model>, Error> {
        Ok(Entity::find_by_id(key).one(db).await?)
    }

    /// The counter of that key, made if it is not there, held by this transaction until its end.
    pub(crate) async fn held_for_counting(tx: &Tx, key: &str, now: DateTime<Utc>) -> Result<Model, Error> {
        let blank = Model { key: key.to_owned(), hits: 0, since: now, until: now };
        Entity::insert(blank.clone().into_active_model())
            .on_conflict_do_nothing_on([Column::Key])
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

    /// How many counters there are.
    #[cfg(test)]
    pub(crate) async fn count(db: &impl ConnectionTrait) -> Result<u64, Error> {
        use sea_orm::PaginatorTrait;
        Ok(Entity::find().count(db).await?)
    }

    /// Lets the counters begin again that began after `now`, and end at `until` at the latest; what they counted stays.
    pub(crate) async fn begin_again(tx: &Tx, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<(), Error> {
        Entity::update_many()
            .col_expr(Column::Since, Expr::value(now))
            .col_expr(Column::Until, Expr::value(until))
            .filter(Column::Since.gt(now))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    /// Forgets every counter that is over.
    pub(crate) async fn delete_over(tx: &Tx, now: DateTime<Utc>) -> Result<(), Error> {
        Entity::delete_many().filter(Column::Until.lt(now)).exec(&**tx).await?;
        Ok(())
    }
}

/// Who holds a session.
pub(crate) struct SignedIn {
    pub(crate) account: AccountId,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) seen: DateTime<Utc>,
}

/// Who holds the session of that hash, if it is alive and the account is not suspended. Three look-ups by key.
pub(crate) async fn signed_in(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<SignedIn>, Error> {
    let Some(held) = session::Entity::find_by_id(token_hash).one(db).await? else { return Ok(None) };
    let account = account::Entity::find_by_id(held.account_id).filter(account::Column::SuspendedAt.is_null()).one(db).await?;
    let Some(account) = account else { return Ok(None) };
    let Some(role) = Role::from_code(&account.role) else { return Ok(None) };
    if !is_alive(role, held.created_at, held.seen_at, now) {
        return Ok(None);
    }
    let Some(person) = person::Entity::find_by_id(account.person_id).one(db).await? else { return Ok(None) };
    Ok(Some(SignedIn { account: account.id, person: person.id, name: person.name, role, seen: held.seen_at }))
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
pub(crate) async fn insert(tx: &Tx, row: account::Model) -> Result<(), Error> {
    account::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The account of that id.
pub(crate) async fn find(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<account::Model>, Error> {
    Ok(account::Entity::find_by_id(id).one(db).await?)
}

/// The account of that id, held by this transaction until its end.
pub(crate) async fn find_for_update(tx: &Tx, id: AccountId) -> Result<Option<account::Model>, Error> {
    Ok(account::Entity::find_by_id(id).lock_exclusive().one(&**tx).await?)
}

/// The accounts with their people in the order in which they were made, from the one after `after` on.
pub(crate) async fn all_after(
    db: &impl ConnectionTrait,
    after: Option<AccountId>,
    limit: u64,
) -> Result<Vec<(account::Model, person::Model)>, Error> {
    let mut accounts = account::Entity::find().order_by_asc(account::Column::Id).limit(limit);
    if let Some(after) = after {
        accounts = accounts.filter(account::Column::Id.gt(after));
    }
    let accounts = accounts.all(db).await?;
    let ids: Vec<PersonId> = accounts.iter().map(|account| account.person_id).collect();
    let mut people: HashMap<PersonId, person::Model> = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    Ok(accounts.into_iter().filter_map(|account| people.remove(&account.person_id).map(|person| (account, person))).collect())
}

/// Gives the account a role.
pub(crate) async fn set_role(tx: &Tx, id: AccountId, role: Role) -> Result<(), Error> {
    set(tx, id, account::Column::Role, Expr::value(role.code())).await
}

/// Suspends the account, or lets it back in.
pub(crate) async fn set_suspended(tx: &Tx, id: AccountId, at: Option<DateTime<Utc>>) -> Result<(), Error> {
    set(tx, id, account::Column::SuspendedAt, Expr::value(at)).await
}

/// Gives the account another password, by its hash.
pub(crate) async fn set_password_hash(tx: &Tx, id: AccountId, hash: &str) -> Result<(), Error> {
    set(tx, id, account::Column::PasswordHash, Expr::value(hash)).await
}

async fn set(tx: &Tx, id: AccountId, column: account::Column, value: Expr) -> Result<(), Error> {
    account::Entity::update_many().col_expr(column, value).filter(account::Column::Id.eq(id)).exec(&**tx).await?;
    Ok(())
}

/// The person of that id.
pub(crate) async fn person_of(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<person::Model>, Error> {
    Ok(person::Entity::find_by_id(id).one(db).await?)
}
