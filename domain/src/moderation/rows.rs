//! Decisions in the database: added, never changed. And what waits for one.

use crate::accounts::Scope;
use crate::articles::rows::byline;
use crate::comments::{State, rows::comment};
use crate::store::Error;
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

/// The table `decisions`.
pub(crate) mod decision {
    use crate::ids::{CommentId, DecisionId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `decisions`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub comment_id: CommentId,
        pub comment_version: i32,
        pub from_state: String,
        pub to_state: String,
        pub reason: String,
        pub note: String,
        pub person_id: Option<PersonId>,
        pub undoes: Option<DecisionId>,
        pub made_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How many comments wait within the scope, and since when the oldest. Two look-ups by index.
pub(crate) async fn waiting(db: &impl ConnectionTrait, scope: Scope) -> Result<(u64, Option<DateTime<Utc>>), Error> {
    let count = waiting_within(scope).count(db).await?;
    let oldest = waiting_within(scope)
        .select_only()
        .column(comment::Column::CreatedAt)
        .order_by_asc(comment::Column::CreatedAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok((count, oldest))
}

fn waiting_within(scope: Scope) -> Select<comment::Entity> {
    let waiting = comment::Entity::find().filter(comment::Column::State.eq(State::Pending.code()));
    match scope {
        Scope::Everything => waiting,
        Scope::OwnArticles(person) => {
            let own = byline::Entity::find()
                .select_only()
                .column(byline::Column::ArticleId)
                .filter(byline::Column::PersonId.eq(person))
                .into_query();
            waiting.filter(comment::Column::ArticleId.in_subquery(own))
        }
    }
}
