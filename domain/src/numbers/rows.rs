//! The numbers in the database: a row for each article and day, and for each slide and day.

use crate::articles::Slug;
use crate::articles::rows::{article, live_article, slug, written_by};
use crate::ids::{ArticleId, PersonId, SlideId};
use crate::slides::rows::live::live_slide;
use crate::store::{Error, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, JoinType, Order, QueryFilter,
    QueryOrder, QuerySelect, RelationDef,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A day of the site, counted from 1970-01-01 in its time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    /// So many days before.
    pub(crate) fn before(self, days: u32) -> Self {
        Self(self.0.saturating_sub_unsigned(days))
    }

    /// The date.
    pub(crate) fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }
}

/// The day at that moment; an unknown zone reads as UTC.
pub(crate) fn day_of(at: DateTime<Utc>, time_zone: &str) -> Day {
    let zone = time_zone.parse().unwrap_or(chrono_tz::UTC);
    Day(at.with_timezone(&zone).date_naive().to_epoch_days())
}

/// The table `article_openings`.
pub(crate) mod opening {
    use crate::ids::ArticleId;
    use sea_orm::entity::prelude::*;

    /// A row of `article_openings`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "article_openings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: i32,
        pub count: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `slide_readings`.
pub(crate) mod reading {
    use crate::ids::{ArticleId, SlideId};
    use sea_orm::entity::prelude::*;

    /// A row of `slide_readings`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "slide_readings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub slide_id: SlideId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: i32,
        pub furthest: i64,
        pub alone: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How often a slide was read on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SlideSum {
    /// How many came to it and no further.
    pub(crate) furthest: i64,
    /// How often it was opened by itself.
    pub(crate) alone: i64,
}

/// The most ids of a statement, and the most rows.
const AT_ONCE: usize = 500;

/// Those of the slides that were asked for which readers see, and where.
pub(crate) struct ShownSlides {
    on: HashSet<(ArticleId, SlideId)>,
    by_address: HashMap<(String, SlideId), ArticleId>,
}

impl ShownSlides {
    /// Whether readers see the slide on that article.
    pub(crate) fn is_on(&self, article: ArticleId, slide: &SlideId) -> bool {
        self.on.contains(&(article, slide.clone()))
    }

    /// The article that has, or had, that address and shows the slide.
    pub(crate) fn of_address(&self, at: &Slug, slide: &SlideId) -> Option<ArticleId> {
        self.by_address.get(&(at.to_string(), slide.clone())).copied()
    }
}

/// Those of these slides that readers see, on whatever article; where an address comes with one, whether it is the article's.
pub(crate) async fn shown_slides(
    db: &impl ConnectionTrait,
    asked: &BTreeSet<(&SlideId, Option<&Slug>)>,
) -> Result<ShownSlides, Error> {
    let mut shown = ShownSlides { on: HashSet::new(), by_address: HashMap::new() };
    let ids: Vec<&SlideId> = asked.iter().map(|(slide, _)| *slide).collect::<BTreeSet<_>>().into_iter().collect();
    for some in ids.chunks(AT_ONCE) {
        let slides =
            live_slide::Entity::find().select_only().columns([live_slide::Column::ArticleId, live_slide::Column::SlideId]);
        let found = slides.filter(live_slide::Column::SlideId.is_in(some.iter().map(|id| (*id).clone())));
        shown.on.extend(found.into_tuple::<(ArticleId, SlideId)>().all(db).await?);
    }
    let articles: BTreeSet<ArticleId> = shown.on.iter().map(|(article, _)| *article).collect();
    let mut slugs: HashMap<String, ArticleId> = HashMap::new();
    for some in articles.into_iter().collect::<Vec<_>>().chunks(AT_ONCE) {
        let had = slug::Entity::find().select_only().columns([slug::Column::Slug, slug::Column::ArticleId]);
        let found = had.filter(slug::Column::ArticleId.is_in(some.iter().copied()));
        slugs.extend(found.into_tuple::<(String, ArticleId)>().all(db).await?);
    }
    for (slide, at) in asked {
        let Some(at) = at.map(ToString::to_string) else { continue };
        let of = slugs.get(&at).copied().filter(|article| shown.is_on(*article, slide));
        shown.by_address.extend(of.map(|article| ((at, (*slide).clone()), article)));
    }
    Ok(shown)
}

/// Those of these articles that readers see.
pub(crate) async fn published(
    db: &impl ConnectionTrait,
    articles: impl IntoIterator<Item = ArticleId>,
) -> Result<HashSet<ArticleId>, Error> {
    let articles: Vec<ArticleId> = articles.into_iter().collect();
    let mut published = HashSet::new();
    for some in articles.chunks(AT_ONCE) {
        let live = live_article::Entity::find().select_only().column(live_article::Column::ArticleId);
        let found = live.filter(live_article::Column::ArticleId.is_in(some.iter().copied()));
        published.extend(found.into_tuple::<ArticleId>().all(db).await?);
    }
    Ok(published)
}

/// Adds to how often articles were opened. They come in one order, so that two who add at once never wait for each other.
pub(crate) async fn add_openings(tx: &Tx, sums: BTreeMap<(ArticleId, Day), i64>) -> Result<(), Error> {
    use opening::Column as C;
    let rows = sums.into_iter().map(|((article_id, day), count)| opening::Model { article_id, day: day.0, count });
    let mut on_conflict = OnConflict::columns([C::ArticleId, C::Day]);
    on_conflict.value(C::Count, added(opening::Entity, C::Count));
    for some in rows.collect::<Vec<_>>().chunks(AT_ONCE) {
        let rows = some.iter().map(|row| row.clone().into_active_model().reset_all());
        opening::Entity::insert_many(rows).on_conflict(on_conflict.clone()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Adds to how slides were read, in the same way.
pub(crate) async fn add_readings(tx: &Tx, sums: BTreeMap<(ArticleId, SlideId, Day), SlideSum>) -> Result<(), Error> {
    use reading::Column as C;
    let rows = sums.into_iter().map(|((article_id, slide_id, day), SlideSum { furthest, alone })| reading::Model {
        article_id,
        slide_id,
        day: day.0,
        furthest,
        alone,
    });
    let mut on_conflict = OnConflict::columns([C::ArticleId, C::SlideId, C::Day]);
    on_conflict.value(C::Furthest, added(reading::Entity, C::Furthest)).value(C::Alone, added(reading::Entity, C::Alone));
    for some in rows.collect::<Vec<_>>().chunks(AT_ONCE) {
        let rows = some.iter().map(|row| row.clone().into_active_model().reset_all());
        reading::Entity::insert_many(rows).on_conflict(on_conflict.clone()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Counts those who came to a slide that readers see no more, and no further, as those who came to another one. Sums are added in
/// the order of all the others, so that nobody who adds at the same time waits for this for ever.
pub(crate) async fn pass_on(tx: &Tx, article: ArticleId, slides: &[(SlideId, SlideId)]) -> Result<(), Error> {
    use reading::Column as C;
    let mut sums: BTreeMap<(ArticleId, SlideId, Day), SlideSum> = BTreeMap::new();
    for (from, to) in slides {
        let came = reading::Entity::find().filter(C::ArticleId.eq(article)).filter(C::SlideId.eq(from.clone()));
        for row in came.filter(C::Furthest.gt(0)).all(&**tx).await? {
            sums.entry((article, from.clone(), Day(row.day))).or_default().furthest -= row.furthest;
            sums.entry((article, to.clone(), Day(row.day))).or_default().furthest += row.furthest;
        }
    }
    add_readings(tx, sums).await
}

/// What is there and what comes.
fn added<E: EntityTrait, C: ColumnTrait>(table: E, column: C) -> sea_orm::sea_query::SimpleExpr {
    Expr::col((table, column)).add(Expr::col((Alias::new("excluded"), column)))
}

/// Whether anything was counted before that day.
pub(crate) async fn has_older(db: &impl ConnectionTrait, day: Day) -> Result<bool, Error> {
    let opening = opening::Entity::find().filter(opening::Column::Day.lt(day.0)).one(db).await?;
    Ok(opening.is_some() || reading::Entity::find().filter(reading::Column::Day.lt(day.0)).one(db).await?.is_some())
}

/// Forgets what was counted before that day.
pub(crate) async fn forget_before(tx: &Tx, day: Day) -> Result<(), Error> {
    opening::Entity::delete_many().filter(opening::Column::Day.lt(day.0)).exec(&**tx).await?;
    reading::Entity::delete_many().filter(reading::Column::Day.lt(day.0)).exec(&**tx).await?;
    Ok(())
}

/// How often an article was opened, by day, as far as it is kept.
pub(crate) async fn openings_of(db: &impl ConnectionTrait, id: ArticleId) -> Result<HashMap<Day, u64>, Error> {
    use opening::Column as C;
    let rows = opening::Entity::find().filter(C::ArticleId.eq(id)).select_only().columns([C::Day, C::Count]);
    let rows: Vec<(i32, i64)> = rows.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(day, count)| (Day(day), count.unsigned_abs())).collect())
}

/// The slides of a published article, in order: heading, how many came there and no further since that day, and how often each was
/// opened by itself.
pub(crate) async fn slides_since(
    db: &impl ConnectionTrait,
    (id, since): (ArticleId, Day),
) -> Result<Vec<(String, SlideSum)>, Error> {
    use reading::Column as C;
    let read = reading::Entity::find()
        .select_only()
        .column(C::SlideId)
        .column_as(sum(C::Furthest), "furthest")
        .column_as(sum(C::Alone), "alone")
        .filter(C::ArticleId.eq(id))
        .filter(C::Day.gte(since.0))
        .group_by(C::SlideId);
    let read: Vec<(SlideId, i64, i64)> = read.into_tuple().all(db).await?;
    let mut sums: HashMap<SlideId, SlideSum> =
        read.into_iter().map(|(slide, furthest, alone)| (slide, SlideSum { furthest, alone })).collect();
    let shown = live_slide::Entity::find()
        .select_only()
        .columns([live_slide::Column::SlideId, live_slide::Column::Heading])
        .filter(live_slide::Column::ArticleId.eq(id))
        .order_by_asc(live_slide::Column::Position);
    let shown: Vec<(SlideId, String)> = shown.into_tuple().all(db).await?;
    Ok(shown.into_iter().map(|(slide, heading)| (heading, sums.remove(&slide).unwrap_or_default())).collect())
}

/// A sum that is a whole number on both databases: PostgreSQL adds whole numbers up to a decimal one.
fn sum(column: impl ColumnTrait) -> sea_orm::sea_query::SimpleExpr {
    column.sum().cast_as(Alias::new("bigint"))
}

/// How often articles were opened on each day since that one: everybody's, or those of one person.
pub(crate) async fn openings_since(
    db: &impl ConnectionTrait,
    (since, writer): (Day, Option<PersonId>),
) -> Result<HashMap<Day, u64>, Error> {
    use opening::Column as C;
    let mut rows = opening::Entity::find()
        .select_only()
        .column(C::Day)
        .column_as(sum(C::Count), "opened")
        .filter(C::Day.gte(since.0))
        .group_by(C::Day);
    if let Some(writer) = writer {
        rows = rows.filter(C::ArticleId.in_subquery(written_by(writer)));
    }
    let rows: Vec<(i32, i64)> = rows.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(day, count)| (Day(day), count.unsigned_abs())).collect())
}

/// The article that was opened most since that day, with its title.
pub(crate) async fn most_opened(
    db: &impl ConnectionTrait,
    (since, writer): (Day, Option<PersonId>),
) -> Result<Option<(ArticleId, String)>, Error> {
    use opening::Column as C;
    let its_article: RelationDef = opening::Entity::belongs_to(article::Entity).from(C::ArticleId).to(article::Column::Id).into();
    let mut rows = opening::Entity::find()
        .select_only()
        .column(article::Column::Id)
        .column(article::Column::Title)
        .join(JoinType::InnerJoin, its_article)
        .filter(C::Day.gte(since.0))
        .group_by(article::Column::Id)
        .group_by(article::Column::Title)
        .order_by(C::Count.sum(), Order::Desc)
        .order_by_asc(article::Column::Id)
        .limit(1);
    if let Some(writer) = writer {
        rows = rows.filter(C::ArticleId.in_subquery(written_by(writer)));
    }
    Ok(rows.into_tuple().one(db).await?)
}

/// Of those who said since that day how far they came in an article that is published: how many, and how many of them came to its
/// last slide.
pub(crate) async fn to_the_end(db: &impl ConnectionTrait, (since, writer): (Day, Option<PersonId>)) -> Result<(u64, u64), Error> {
    #[derive(FromQueryResult)]
    struct Row {
        told: Option<i64>,
        came: Option<i64>,
    }
    use reading::Column as C;
    let its_slide: RelationDef = reading::Entity::belongs_to(live_slide::Entity)
        .from((C::ArticleId, C::SlideId))
        .to((live_slide::Column::ArticleId, live_slide::Column::SlideId))
        .into();
    let its_article: RelationDef =
        reading::Entity::belongs_to(live_article::Entity).from(C::ArticleId).to(live_article::Column::ArticleId).into();
    let is_last = Expr::col((live_slide::Entity, live_slide::Column::Position))
        .eq(Expr::col((live_article::Entity, live_article::Column::SlideCount)));
    let at_last = Expr::case(is_last, Expr::col((reading::Entity, C::Furthest))).finally(0);
    let mut rows = reading::Entity::find()
        .select_only()
        .column_as(sum(C::Furthest), "told")
        .column_as(Expr::expr(at_last).sum().cast_as(Alias::new("bigint")), "came")
        .join(JoinType::InnerJoin, its_slide)
        .join(JoinType::InnerJoin, its_article)
        .filter(C::Day.gte(since.0));
    if let Some(writer) = writer {
        rows = rows.filter(C::ArticleId.in_subquery(written_by(writer)));
    }
    let row = rows.into_model::<Row>().one(db).await?;
    let count = |sum: Option<i64>| sum.unwrap_or_default().unsigned_abs();
    Ok(row.map_or((0, 0), |row| (count(row.told), count(row.came))))
}
