//! Decisions in the database: added, never changed; and the desk's look at comments.

use super::{Error, Record};
use crate::accounts::Scope;
use crate::articles::rows::{article, live_article, written_by};
use crate::articles::{Slug, Status};
use crate::comments::State;
use crate::comments::rows::comment;
use crate::comments::rows::counts as kept;
use crate::ids::{ArticleId, CommentId, DecisionId, SlideId};
use crate::people::rows::names;
use crate::slides::rows::live::live_slide;
use crate::store::{self, Tx};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Asterisk, Expr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use std::collections::HashMap;

/// The table `decisions`.
pub(crate) mod decision {
    use crate::ids::{CommentId, DecisionId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `decisions`. `comment_version` is the version that was decided about: 0 for coming in.
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

/// What the scope lets the caller know of (security A2).
fn within(scope: Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::OwnArticles(person) => Condition::all().add(comment::Column::ArticleId.in_subquery(written_by(person))),
    }
}

/// The comment of that id, within the scope.
pub(crate) async fn comment(
    db: &impl ConnectionTrait,
    scope: Scope,
    id: CommentId,
) -> Result<Option<comment::Model>, store::Error> {
    Ok(comment::Entity::find_by_id(id).filter(within(scope)).one(db).await?)
}

/// Those of these comments that are within the scope.
pub(crate) async fn comments(
    db: &impl ConnectionTrait,
    scope: Scope,
    ids: &[CommentId],
) -> Result<HashMap<CommentId, comment::Model>, store::Error> {
    let found = comment::Entity::find().filter(within(scope)).filter(comment::Column::Id.is_in(ids.iter().copied()));
    Ok(found.all(db).await?.into_iter().map(|row| (row.id, row)).collect())
}

/// Where a page of the queue is.
pub(crate) struct Place {
    pub(crate) state: State,
    /// The last comment of the page before.
    pub(crate) after: Option<CommentId>,
    pub(crate) most: u64,
}

/// A page of the queue: those that wait oldest first, the others newest first.
pub(crate) async fn page(db: &impl ConnectionTrait, scope: Scope, place: &Place) -> Result<Vec<comment::Model>, store::Error> {
    let of_state =
        comment::Entity::find().filter(within(scope)).filter(comment::Column::State.eq(place.state.code())).limit(place.most);
    let page = match place.state {
        State::Pending => of_state
            .filter(Condition::all().add_option(place.after.map(|after| comment::Column::Id.gt(after))))
            .order_by_asc(comment::Column::Id),
        State::Published | State::Rejected | State::Spam => of_state
            .filter(Condition::all().add_option(place.after.map(|after| comment::Column::Id.lt(after))))
            .order_by_desc(comment::Column::Id),
    };
    Ok(page.all(db).await?)
}

/// How many comments there are in each state, within the scope (security A7). Of everything they are kept, not counted.
pub(crate) async fn counts(db: &impl ConnectionTrait, scope: Scope) -> Result<[usize; 4], store::Error> {
    match scope {
        Scope::Everything => Ok(kept::counts(db).await?.map(|many| usize::try_from(many).unwrap_or(usize::MAX))),
        Scope::OwnArticles(_) => counted(db, scope).await,
    }
}

async fn counted(db: &impl ConnectionTrait, scope: Scope) -> Result<[usize; 4], store::Error> {
    let rows: Vec<(String, i64)> = comment::Entity::find()
        .select_only()
        .column(comment::Column::State)
        .column_as(Expr::col(Asterisk).count(), "many")
        .filter(within(scope))
        .group_by(comment::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let many = |state: State| rows.iter().find(|(code, _)| code == state.code()).map_or(0, |(_, many)| *many);
    Ok(State::ALL.map(|state| usize::try_from(many(state)).unwrap_or(0)))
}

/// How many comments wait within the scope, and since when the oldest. Two look-ups by index: every page of the panel asks.
pub(crate) async fn waiting(db: &impl ConnectionTrait, scope: Scope) -> Result<(u64, Option<DateTime<Utc>>), store::Error> {
    let count = match scope {
        Scope::Everything => kept::counts(db).await?[0],
        Scope::OwnArticles(_) => pending(scope).count(db).await?,
    };
    let oldest = oldest_of(pending(scope)).into_tuple().one(db).await?;
    Ok((count, oldest))
}

fn pending(scope: Scope) -> Select<comment::Entity> {
    comment::Entity::find().filter(within(scope)).filter(comment::Column::State.eq(State::Pending.code()))
}

/// When the oldest was written: ids sort by time, and the index of the states by id.
fn oldest_of(comments: Select<comment::Entity>) -> Select<comment::Entity> {
    comments.select_only().column(comment::Column::CreatedAt).order_by_asc(comment::Column::Id).limit(1)
}

/// What each of the addresses wrote, in numbers, within the scope.
pub(crate) async fn records(
    db: &impl ConnectionTrait,
    scope: Scope,
    emails: Vec<String>,
) -> Result<HashMap<String, Record>, store::Error> {
    let rows: Vec<(String, String, i64)> = many_of(scope, emails).into_tuple().all(db).await?;
    let mut records: HashMap<String, Record> = HashMap::new();
    for (email, state, many) in rows {
        if let Some(state) = State::from_code(&state) {
            records.entry(email).or_default().add(state, usize::try_from(many).unwrap_or(0));
        }
    }
    Ok(records)
}

/// By address and state: an index of its own has all of it.
fn many_of(scope: Scope, emails: Vec<String>) -> Select<comment::Entity> {
    comment::Entity::find()
        .select_only()
        .columns([comment::Column::Email, comment::Column::State])
        .column_as(Expr::col(Asterisk).count(), "many")
        .filter(within(scope))
        .filter(comment::Column::Email.is_in(emails))
        .group_by(comment::Column::Email)
        .group_by(comment::Column::State)
}

/// The last few comments of the address, newest first, within the scope.
pub(crate) async fn latest_of(
    db: &impl ConnectionTrait,
    scope: Scope,
    email: &str,
    most: u64,
) -> Result<Vec<comment::Model>, store::Error> {
    Ok(latest(scope, email, most).all(db).await?)
}

/// By the moment and then the id: the index of the addresses is in the order of moments, and only those of one moment are sorted.
fn latest(scope: Scope, email: &str, most: u64) -> Select<comment::Entity> {
    use comment::Column as C;
    of_address(scope, email).order_by_desc(C::CreatedAt).order_by_desc(C::Id).limit(most)
}

/// When the address wrote for the first time, within the scope.
pub(crate) async fn first_of(
    db: &impl ConnectionTrait,
    scope: Scope,
    email: &str,
) -> Result<Option<DateTime<Utc>>, store::Error> {
    Ok(first(scope, email).into_tuple().one(db).await?)
}

fn first(scope: Scope, email: &str) -> Select<comment::Entity> {
    use comment::Column as C;
    of_address(scope, email).select_only().column(C::CreatedAt).order_by_asc(C::CreatedAt).limit(1)
}

fn of_address(scope: Scope, email: &str) -> Select<comment::Entity> {
    comment::Entity::find().filter(within(scope)).filter(comment::Column::Email.eq(email))
}

/// An article as the desk names it.
pub(crate) struct Named {
    /// Its address, while readers see it.
    pub(crate) slug: Option<Slug>,
    /// Its title as readers see it; of an article that they do not see the working title, for those who may edit it.
    pub(crate) title: Option<String>,
}

/// The articles of those ids, for somebody who may edit them or not (security A6).
pub(crate) async fn articles(
    db: &impl ConnectionTrait,
    ids: &[ArticleId],
    may_edit: bool,
) -> Result<HashMap<ArticleId, Named>, store::Error> {
    let rows: Vec<(ArticleId, String, String, String, Option<String>)> = article::Entity::find()
        .select_only()
        .columns([article::Column::Id, article::Column::Slug, article::Column::Title, article::Column::Status])
        .column_as(live_article::Column::Title, "live_title")
        .join(
            sea_orm::JoinType::LeftJoin,
            article::Entity::belongs_to(live_article::Entity)
                .from(article::Column::Id)
                .to(live_article::Column::ArticleId)
                .into(),
        )
        .filter(article::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let named = |slug: String, status: &str| Slug::try_from(slug).ok().filter(|_| status == Status::Published.code());
    Ok(rows
        .into_iter()
        .map(|(id, slug, title, status, live)| {
            (id, Named { slug: named(slug, &status), title: live.or(may_edit.then_some(title)) })
        })
        .collect())
}

/// Those of these slides that readers see, each with its article and its number in it.
pub(crate) async fn places(
    db: &impl ConnectionTrait,
    slides: Vec<SlideId>,
) -> Result<HashMap<SlideId, (ArticleId, usize)>, store::Error> {
    if slides.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(SlideId, ArticleId, i32)> = live_slide::Entity::find()
        .select_only()
        .columns([live_slide::Column::SlideId, live_slide::Column::ArticleId, live_slide::Column::Position])
        .filter(live_slide::Column::SlideId.is_in(slides))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, article, at)| Some((id, (article, usize::try_from(at).ok()?)))).collect())
}

/// A slide that readers see.
pub(crate) async fn live_slide(db: &impl ConnectionTrait, id: &SlideId) -> Result<Option<live_slide::Model>, store::Error> {
    Ok(live_slide::Entity::find_by_id(id.clone()).one(db).await?)
}

/// The decisions about those comments, oldest first, each with the name of who made it.
pub(crate) async fn decisions(
    db: &impl ConnectionTrait,
    comments: &[CommentId],
) -> Result<Vec<(decision::Model, Option<String>)>, store::Error> {
    let rows = decision::Entity::find()
        .filter(decision::Column::CommentId.is_in(comments.iter().copied()))
        .order_by_asc(decision::Column::CommentVersion)
        .all(db)
        .await?;
    let names = names(db, rows.iter().filter_map(|row| row.person_id)).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.person_id.and_then(|id| names.get(&id).cloned()), row))
        .map(|(name, row)| (row, name))
        .collect())
}

/// Why those comments were rejected: the reason of the last rejection of each.
pub(crate) async fn reasons(db: &impl ConnectionTrait, comments: &[CommentId]) -> Result<HashMap<CommentId, String>, DbErr> {
    let rows: Vec<(CommentId, String)> = decision::Entity::find()
        .select_only()
        .columns([decision::Column::CommentId, decision::Column::Reason])
        .filter(decision::Column::CommentId.is_in(comments.iter().copied()))
        .filter(decision::Column::ToState.eq(State::Rejected.code()))
        .filter(decision::Column::Reason.ne(""))
        .order_by_asc(decision::Column::CommentVersion)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The decision of that id.
pub(crate) async fn decision(db: &impl ConnectionTrait, id: DecisionId) -> Result<Option<decision::Model>, store::Error> {
    Ok(decision::Entity::find_by_id(id).one(db).await?)
}

/// The decisions of those ids.
pub(crate) async fn decisions_of(
    db: &impl ConnectionTrait,
    ids: &[DecisionId],
) -> Result<HashMap<DecisionId, decision::Model>, store::Error> {
    let found = decision::Entity::find().filter(decision::Column::Id.is_in(ids.iter().copied()));
    Ok(found.all(db).await?.into_iter().map(|row| (row.id, row)).collect())
}

/// Adds decisions.
pub(crate) async fn insert_many(tx: &Tx, rows: Vec<decision::Model>) -> Result<(), store::Error> {
    store::insert_all(tx, rows).await
}

/// Adds a decision.
pub(crate) async fn insert(tx: &Tx, row: decision::Model) -> Result<(), store::Error> {
    decision::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Moves the comment on from that version to the state. Whether it was still at that version. It is counted with [`count_moves`].
pub(crate) async fn move_on(tx: &Tx, id: CommentId, seen: i32, to: State) -> Result<bool, Error> {
    let moved = comment::Entity::update_many()
        .col_expr(comment::Column::State, Expr::value(to.code()))
        .col_expr(comment::Column::Version, Expr::col(comment::Column::Version).add(1))
        .filter(comment::Column::Id.eq(id))
        .filter(comment::Column::Version.eq(seen))
        .exec(&**tx)
        .await?;
    Ok(moved.rows_affected == 1)
}

/// Counts what was decided, once all comments of the transaction have moved on.
pub(crate) async fn count_moves(tx: &Tx, made: &[decision::Model]) -> Result<(), store::Error> {
    kept::moved(tx, made.iter().map(|row| (row.from_state.as_str(), row.to_state.as_str()))).await
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn the_oldest_comment_that_waits_is_read_off_an_index() {
        let plan = Scene::on(Backend::Sqlite).await.plan(oldest_of(pending(Scope::Everything))).await;
        assert!(plan.contains("comments_state (state=?)") && !plan.contains("TEMP B-TREE"), "{plan}");
    }

    #[tokio::test]
    async fn what_addresses_wrote_is_counted_off_an_index_alone() {
        let emails = vec!["anouk@example.org".to_owned(), "bo@example.org".to_owned()];
        let plan = Scene::on(Backend::Sqlite).await.plan(many_of(Scope::Everything, emails)).await;
        assert!(plan.contains("COVERING INDEX comments_email_state (email=?)") && !plan.contains("TEMP B-TREE"), "{plan}");
    }

    #[tokio::test]
    async fn of_all_that_an_address_wrote_no_more_is_read_than_is_shown() {
        let scene = Scene::on(Backend::Sqlite).await;
        let plan = scene.plan(latest(Scope::Everything, "anouk@example.org", 6)).await;
        assert!(plan.contains("INDEX comments_email (email=?)") && !plan.contains("TEMP B-TREE FOR ORDER BY"), "{plan}");
        let plan = scene.plan(first(Scope::Everything, "anouk@example.org")).await;
        assert!(plan.contains("COVERING INDEX comments_email (email=?)") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
}
