//! What readers see of articles, in the database: published ones through their live copy, and the addresses that lead there.

use super::{article, byline, live_article, live_byline, slug};
use crate::articles::Slug;
use crate::comments::rows::count_published;
use crate::corrections::rows::is_corrected;
use crate::ids::{ArticleId, PersonId, TopicId};
use crate::people::Handle;
use crate::people::rows::person;
use crate::store::{Error, paging};
use crate::topics::rows::live::live_topic;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, Select,
};
use std::collections::HashMap;

/// A published article without its slides.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Live {
    pub(crate) id: ArticleId,
    pub(crate) slug: String,
    pub(crate) comments: String,
    pub(crate) title: String,
    pub(crate) standfirst: String,
    pub(crate) slide_count: i32,
    pub(crate) word_count: i32,
    pub(crate) cover: Option<String>,
    pub(crate) published_at: DateTime<Utc>,
    pub(crate) updated_at: Option<DateTime<Utc>>,
}

/// The place of an article in every list of them: newest first, by publication.
pub(crate) type Key = paging::Key<ArticleId>;

impl Live {
    /// Its place in a list.
    pub(crate) fn key(&self) -> Key {
        Key { at: self.published_at, id: self.id }
    }
}

/// What an address belongs to.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Address {
    pub(crate) id: ArticleId,
    pub(crate) kind: String,
    /// The address in use now.
    pub(crate) slug: String,
    pub(crate) status: String,
    /// When it was first published, if it ever was.
    pub(crate) first_published_at: Option<DateTime<Utc>>,
    /// How many comments on it are published.
    pub(crate) comment_count: i64,
    /// Whether anything was ever put right in it.
    pub(crate) is_corrected: bool,
    /// What readers see of it when it is an article.
    #[sea_orm(nested)]
    pub(crate) live: Option<Live>,
}

/// What the address belongs to or once belonged to. One look-up by key.
pub(crate) async fn address(db: &impl ConnectionTrait, wanted: &Slug) -> Result<Option<Address>, Error> {
    use slug::Column::ArticleId;
    let its_article: RelationDef = slug::Entity::belongs_to(article::Entity).from(ArticleId).to(article::Column::Id).into();
    let its_copy: RelationDef =
        slug::Entity::belongs_to(live_article::Entity).from(ArticleId).to(live_article::Column::ArticleId).into();
    let found = slug::Entity::find_by_id(wanted.as_str())
        .select_only()
        .column(article::Column::Id)
        .column(article::Column::Kind)
        .column(article::Column::Status)
        .column_as(article::Column::PublishedAt, "first_published_at")
        .expr_as(count_published(), "comment_count")
        .expr_as(is_corrected(), "is_corrected")
        .join(JoinType::InnerJoin, its_article)
        .join(JoinType::LeftJoin, its_copy);
    Ok(what_is_shown(found).into_model().one(db).await?)
}

/// A published article.
pub(crate) async fn find(db: &impl ConnectionTrait, id: ArticleId) -> Result<Option<Live>, Error> {
    Ok(published().filter(live_article::Column::ArticleId.eq(id)).into_model().one(db).await?)
}

/// Those of these articles that are published, in no order.
pub(crate) async fn of_ids(db: &impl ConnectionTrait, ids: &[ArticleId]) -> Result<Vec<Live>, Error> {
    let found = published().filter(live_article::Column::ArticleId.is_in(ids.iter().copied()));
    Ok(found.into_model().all(db).await?)
}

/// Which published articles are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// All of them.
    Every,
    /// Those that this person has a by-line on.
    By(PersonId),
    /// Those about this topic.
    About(TopicId),
    /// Those that were published from the first moment on, before the second.
    Between(DateTime<Utc>, DateTime<Utc>),
}

/// The newest of them after that place, at most so many.
pub(crate) async fn newest(db: &impl ConnectionTrait, which: Which, after: Option<Key>, most: u64) -> Result<Vec<Live>, Error> {
    Ok(in_order(which, after, most).into_model().all(db).await?)
}

/// The address and the title of a published article.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Named {
    pub(crate) slug: String,
    pub(crate) title: String,
}

/// The published articles right before and right after that place. One query.
pub(crate) async fn neighbours(db: &impl ConnectionTrait, place: Key) -> Result<(Option<Named>, Option<Named>), Error> {
    let mut both = beside(EARLIER, in_order(Which::Every, Some(place), 1));
    both.union(UnionType::All, beside(LATER, next_after(place)));
    let (mut earlier, mut later) = (None, None);
    for row in db.query_all(&both).await? {
        let side = if row.try_get::<i32>("", SIDE)? == EARLIER { &mut earlier } else { &mut later };
        *side = Some(Named::from_query_result(&row, "")?);
    }
    Ok((earlier, later))
}

/// The column that says on which side of the place a neighbour is.
const SIDE: &str = "side";
const EARLIER: i32 = 0;
const LATER: i32 = 1;

fn beside(side: i32, neighbour: Select<live_article::Entity>) -> SelectStatement {
    let mut row = Query::select();
    row.expr_as(Expr::value(side), SIDE).columns(["slug", "title"]).from_subquery(neighbour.into_query(), "neighbour");
    row
}

/// The article that was published right after that place.
fn next_after(place: Key) -> Select<live_article::Entity> {
    use live_article::Column::{ArticleId, PublishedAt};
    let after = paging::after((PublishedAt, ArticleId), place);
    published().filter(after).order_by_asc(PublishedAt).order_by_asc(ArticleId).limit(1)
}

/// How many published articles a person has a by-line on.
pub(crate) async fn count_of(db: &impl ConnectionTrait, person: PersonId) -> Result<u64, Error> {
    Ok(live_byline::Entity::find().filter(live_byline::Column::PersonId.eq(person)).count(db).await?)
}

/// When the first article was published.
pub(crate) async fn first_date(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, Error> {
    Ok(dates().order_by_asc(live_article::Column::PublishedAt).limit(1).into_tuple().one(db).await?)
}

/// When the last article was published.
pub(crate) async fn last_date(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, Error> {
    Ok(dates().order_by_desc(live_article::Column::PublishedAt).limit(1).into_tuple().one(db).await?)
}

/// When the last article before that moment was published.
pub(crate) async fn last_before(db: &impl ConnectionTrait, end: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
    use live_article::Column::PublishedAt;
    Ok(dates().filter(PublishedAt.lt(end)).order_by_desc(PublishedAt).limit(1).into_tuple().one(db).await?)
}

/// When the first article from that moment on was published.
pub(crate) async fn first_from(db: &impl ConnectionTrait, begin: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
    use live_article::Column::PublishedAt;
    Ok(dates().filter(PublishedAt.gte(begin)).order_by_asc(PublishedAt).limit(1).into_tuple().one(db).await?)
}

fn dates() -> Select<live_article::Entity> {
    live_article::Entity::find().select_only().column(live_article::Column::PublishedAt)
}

/// How many were published in each of these spans of time, from the first moment on and before the second. Each is counted on the
/// index.
pub(crate) async fn count_between(
    db: &impl ConnectionTrait,
    spans: &[(DateTime<Utc>, DateTime<Utc>)],
) -> Result<Vec<usize>, Error> {
    let rows = spans.iter().zip(0_i32..).map(|((begin, end), number)| (number, *begin, *end));
    let span = |column: &'static str| Expr::col((Alias::new("spans"), Alias::new(column)));
    let published = Expr::col((live_article::Entity, live_article::Column::PublishedAt));
    // The columns of a list of values have these names in both databases.
    let counted = Query::select()
        .expr(span("column1"))
        .expr(Expr::col((live_article::Entity, live_article::Column::ArticleId)).count())
        .from_values(rows, Alias::new("spans"))
        .join(
            JoinType::InnerJoin,
            live_article::Entity,
            Condition::all().add(published.clone().gte(span("column2"))).add(published.lt(span("column3"))),
        )
        .add_group_by([span("column1")])
        .to_owned();
    let rows = db.query_all(&counted).await?;
    let mut counts = vec![0; spans.len()];
    for row in rows {
        let (number, count) = (row.try_get_by_index::<i32>(0)?, row.try_get_by_index::<i64>(1)?);
        if let Some(place) = usize::try_from(number).ok().and_then(|number| counts.get_mut(number)) {
            *place = usize::try_from(count).unwrap_or(0);
        }
    }
    Ok(counts)
}

/// How many articles are published.
pub(crate) async fn count(db: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(live_article::Entity::find().count(db).await?)
}

/// The place of the article that was published `number`th, from 1. It is counted off on the index, and no row is read: numbering
/// them all took twenty times as long.
pub(crate) async fn nth(db: &impl ConnectionTrait, number: u64) -> Result<Option<Key>, Error> {
    Ok(numbered(number).into_tuple().one(db).await?.map(|(at, id)| Key { at, id }))
}

fn numbered(number: u64) -> Select<live_article::Entity> {
    use live_article::Column::{ArticleId, PublishedAt};
    let skipped = std::cmp::min(number.saturating_sub(1), i64::MAX.unsigned_abs());
    let in_order = live_article::Entity::find().select_only().columns([PublishedAt, ArticleId]);
    in_order.order_by_asc(PublishedAt).order_by_asc(ArticleId).offset(skipped).limit(1)
}

/// The published articles from that place on, oldest first, at most so many.
pub(crate) async fn oldest_from(db: &impl ConnectionTrait, first: Key, most: u64) -> Result<Vec<Live>, Error> {
    use live_article::Column::{ArticleId, PublishedAt};
    let Key { at, id } = first;
    let later = Condition::any().add(PublishedAt.gt(at)).add(ArticleId.gte(id));
    let from = Condition::all().add(PublishedAt.gte(at)).add(later);
    let articles = published().filter(from).order_by_asc(PublishedAt).order_by_asc(ArticleId).limit(most);
    Ok(articles.into_model().all(db).await?)
}

/// The names and handles of those who wrote each of these, in order.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    articles: &[ArticleId],
) -> Result<HashMap<ArticleId, Vec<(String, Handle)>>, Error> {
    let its_person: RelationDef =
        byline::Entity::belongs_to(person::Entity).from(byline::Column::PersonId).to(person::Column::Id).into();
    let rows: Vec<(ArticleId, String, String)> = byline::Entity::find()
        .select_only()
        .column(byline::Column::ArticleId)
        .column(person::Column::Name)
        .column(person::Column::Handle)
        .join(JoinType::InnerJoin, its_person)
        .filter(byline::Column::ArticleId.is_in(articles.iter().copied()))
        .order_by_asc(byline::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    let mut names: HashMap<ArticleId, Vec<(String, Handle)>> = HashMap::new();
    for (article, name, handle) in rows {
        let handle = Handle::parse(&handle).expect("a handle is parsed before it is kept");
        names.entry(article).or_default().push((name, handle));
    }
    Ok(names)
}

/// Published articles: those with a live copy, which publishing makes and withdrawing takes away. Asking for the state too would
/// lead SQLite through all published articles and have it sort them.
fn published() -> Select<live_article::Entity> {
    let articles = live_article::Entity::find().select_only().column_as(live_article::Column::ArticleId, "id");
    what_is_shown(articles).join(JoinType::InnerJoin, article_of_live())
}

/// With the columns of [`Live`] but its id.
fn what_is_shown<E: EntityTrait>(articles: Select<E>) -> Select<E> {
    articles
        .column(article::Column::Slug)
        .column(article::Column::Comments)
        .column(live_article::Column::Title)
        .column(live_article::Column::Standfirst)
        .column(live_article::Column::SlideCount)
        .column(live_article::Column::WordCount)
        .column(live_article::Column::Cover)
        .column(live_article::Column::PublishedAt)
        .column(live_article::Column::UpdatedAt)
}

fn article_of_live() -> RelationDef {
    live_article::Entity::belongs_to(article::Entity).from(live_article::Column::ArticleId).to(article::Column::Id).into()
}

/// Those of them, newest first, in the order of an index that has their dates.
fn in_order(which: Which, after: Option<Key>, most: u64) -> Select<live_article::Entity> {
    use live_article::Column::{ArticleId, PublishedAt};
    let by_own_date = |articles| by_date(articles, (PublishedAt, ArticleId), after, most);
    match which {
        Which::Every => by_own_date(published()),
        Which::By(person) => {
            use live_byline::Column as C;
            let its_lines: RelationDef =
                live_article::Entity::belongs_to(live_byline::Entity).from(ArticleId).to(C::ArticleId).into();
            let articles = published().join(JoinType::InnerJoin, its_lines).filter(C::PersonId.eq(person));
            by_date(articles, (C::PublishedAt, C::ArticleId), after, most)
        }
        Which::Between(begin, end) => by_own_date(published().filter(PublishedAt.gte(begin)).filter(PublishedAt.lt(end))),
        Which::About(topic) => {
            use live_topic::Column as C;
            let its_topics: RelationDef =
                live_article::Entity::belongs_to(live_topic::Entity).from(ArticleId).to(C::ArticleId).into();
            let articles = published().join(JoinType::InnerJoin, its_topics).filter(C::TopicId.eq(topic));
            by_date(articles, (C::PublishedAt, C::ArticleId), after, most)
        }
    }
}

/// Newest first by these columns, after that place, at most so many.
fn by_date<C: ColumnTrait>(
    articles: Select<live_article::Entity>,
    (date, id): (C, C),
    after: Option<Key>,
    most: u64,
) -> Select<live_article::Entity> {
    let articles = match after {
        Some(place) => articles.filter(paging::before((date, id), place)),
        None => articles,
    };
    articles.order_by_desc(date).order_by_desc(id).limit(most)
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn the_beginning_of_a_part_is_counted_off_on_an_index() {
        let plan = Scene::on(Backend::Sqlite).await.plan(numbered(5)).await;
        assert_eq!(plan, "SCAN live_articles USING COVERING INDEX live_articles_published");
    }

    #[tokio::test]
    async fn the_newest_articles_are_read_off_an_index() {
        let scene = Scene::on(Backend::Sqlite).await;
        let (id, now) = (ArticleId::new(scene.store.rng(), scene.store.now()), scene.store.now());
        for (which, index) in [
            (Which::Every, "live_articles_published"),
            (Which::Between(now, now), "live_articles_published"),
            (Which::About(TopicId(id.0)), "live_topics_newest"),
            (Which::By(PersonId(id.0)), "live_bylines_newest"),
        ] {
            for after in [None, Some(Key { at: now, id })] {
                let plan = scene.plan(in_order(which, after, 14)).await;
                assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{which:?}: {plan}");
                assert!(after.is_none() || plan.contains("published_at<"), "{which:?}: {plan}");
            }
        }
    }
}
