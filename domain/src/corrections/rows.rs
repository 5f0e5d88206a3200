//! Corrections and reports in the database.

use super::{CorrectedArticle, Correction, CorrectionKind, CorrectionRow, Error, ErrorReport, NewCorrection, Shelf};
use crate::articles::rows::{article, live_article, slide_place, written_by};
use crate::articles::{Slug, Status};
use crate::ids::{ArticleId, CorrectionId, PersonId, ReportId, SlideId};
use crate::people::rows::person;
use crate::slides::rows::live::live_slide;
use crate::slides::rows::orders_of;
use crate::stamp::Stamp;
use crate::store::{self, Tx, paging};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationDef, Select, UpdateMany,
};
use std::collections::HashMap;

/// The table `corrections`.
pub(crate) mod correction {
    use crate::ids::{ArticleId, CorrectionId, PersonId, SlideId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `corrections`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "corrections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CorrectionId,
        pub article_id: ArticleId,
        pub slide_id: Option<SlideId>,
        pub kind: String,
        pub text: String,
        pub made_at: DateTime<Utc>,
        pub made_by: PersonId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `error_reports`.
pub(crate) mod error_report {
    use crate::ids::{ArticleId, PersonId, ReportId, SlideId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `error_reports`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "error_reports")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub article_id: ArticleId,
        pub slide_id: SlideId,
        pub quote: String,
        pub text: String,
        pub made_at: DateTime<Utc>,
        pub settled_at: Option<DateTime<Utc>>,
        pub settled_by: Option<PersonId>,
        pub held: bool,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Writes down what was put right.
pub(crate) async fn insert(
    tx: &Tx,
    (id, article, by): (CorrectionId, ArticleId, PersonId),
    new: NewCorrection,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let row = correction::Model {
        id,
        article_id: article,
        slide_id: new.slide,
        kind: new.kind.code().to_owned(),
        text: new.text,
        made_at: now,
        made_by: by,
    };
    correction::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Puts what was put right on these slides with the article that shows them now.
pub(crate) async fn follow(tx: &Tx, article: ArticleId, slides: &[SlideId]) -> Result<(), store::Error> {
    following(article, slides).exec(&**tx).await?;
    Ok(())
}

fn following(article: ArticleId, slides: &[SlideId]) -> UpdateMany<correction::Entity> {
    use correction::Column as C;
    correction::Entity::update_many()
        .col_expr(C::ArticleId, Expr::value(article.0))
        .filter(C::SlideId.is_in(slides.iter().cloned()))
        .filter(C::ArticleId.ne(article))
}

/// Puts what readers reported of a slide with those who write it now.
pub(crate) async fn follow_reports(tx: &Tx, article: ArticleId, slide: &SlideId) -> Result<(), store::Error> {
    reports_following(article, slide).exec(&**tx).await?;
    Ok(())
}

fn reports_following(article: ArticleId, slide: &SlideId) -> UpdateMany<error_report::Entity> {
    error_report::Entity::update_many()
        .col_expr(error_report::Column::ArticleId, Expr::value(article.0))
        .filter(error_report::Column::SlideId.eq(slide.clone()))
}

/// What was put right in these articles, the oldest first, each with its slide.
pub(crate) async fn of_articles(
    db: &impl ConnectionTrait,
    articles: &[ArticleId],
    time_zone: &str,
) -> Result<HashMap<ArticleId, Vec<(Option<SlideId>, Correction)>>, store::Error> {
    use correction::Column as C;
    let rows = correction::Entity::find().filter(C::ArticleId.is_in(articles.iter().copied()));
    let mut by_article: HashMap<ArticleId, Vec<(Option<SlideId>, Correction)>> = HashMap::new();
    for row in rows.order_by_asc(C::MadeAt).order_by_asc(C::Id).all(db).await? {
        let shown = Correction { id: row.id, kind: kind(&row.kind), text: row.text, at: Stamp::new(row.made_at, time_zone) };
        by_article.entry(row.article_id).or_default().push((row.slide_id, shown));
    }
    Ok(by_article)
}

/// Whether anything was put right in the article whose row a query is at.
pub(crate) fn is_corrected() -> SimpleExpr {
    let its = Expr::col((correction::Entity, correction::Column::ArticleId)).equals((article::Entity, article::Column::Id));
    Expr::exists(Query::select().expr(Expr::value(1)).from(correction::Entity).and_where(its).to_owned())
}

fn kind(code: &str) -> CorrectionKind {
    CorrectionKind::from_code(code).unwrap_or(CorrectionKind::Note)
}

/// A correction with the article that readers find it on.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Listed {
    pub(crate) id: CorrectionId,
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) made_at: DateTime<Utc>,
    pub(crate) slug: String,
    pub(crate) title: String,
    /// The slide, while readers see it.
    pub(crate) slide_id: Option<SlideId>,
}

/// The place of a correction in the list of all.
pub(crate) type Key = paging::Key<CorrectionId>;

impl Listed {
    pub(crate) fn key(&self) -> Key {
        Key { at: self.made_at, id: self.id }
    }
}

/// The newest corrections of articles that readers see, after that place, at most so many.
pub(crate) async fn newest(db: &impl ConnectionTrait, after: Option<Key>, most: u64) -> Result<Vec<Listed>, store::Error> {
    Ok(in_order(after, most).into_model().all(db).await?)
}

fn in_order(after: Option<Key>, most: u64) -> Select<correction::Entity> {
    use correction::Column as C;
    let live: RelationDef =
        correction::Entity::belongs_to(live_article::Entity).from(C::ArticleId).to(live_article::Column::ArticleId).into();
    let its_article: RelationDef =
        correction::Entity::belongs_to(article::Entity).from(C::ArticleId).to(article::Column::Id).into();
    let its_slide: RelationDef = correction::Entity::belongs_to(live_slide::Entity)
        .from((C::SlideId, C::ArticleId))
        .to((live_slide::Column::SlideId, live_slide::Column::ArticleId))
        .into();
    let mut found = correction::Entity::find()
        .select_only()
        .columns([C::Id, C::Kind, C::Text, C::MadeAt])
        .column(article::Column::Slug)
        .column(live_article::Column::Title)
        .column(live_slide::Column::SlideId)
        .join(JoinType::InnerJoin, live)
        .join(JoinType::InnerJoin, its_article)
        .join(JoinType::LeftJoin, its_slide);
    if let Some(place) = after {
        found = found.filter(paging::before((C::MadeAt, C::Id), place));
    }
    found.order_by_desc(C::MadeAt).order_by_desc(C::Id).limit(most)
}

/// The row as readers see it.
pub(crate) fn shown(row: Listed, time_zone: &str) -> CorrectionRow {
    CorrectionRow {
        correction: Correction { id: row.id, kind: kind(&row.kind), text: row.text, at: Stamp::new(row.made_at, time_zone) },
        article: CorrectedArticle {
            slug: Slug::try_from(row.slug).expect("a slug has its form before it is kept"),
            title: row.title,
            slide: row.slide_id,
        },
    }
}

/// The published article at that address, if readers see the slide on it, or saw it there. One query.
pub(crate) async fn article_of_slide(db: &impl ConnectionTrait, at: &Slug, slide: &SlideId) -> Result<Option<ArticleId>, Error> {
    let place = slide_place::find(db, at, slide).await?.filter(|place| place.status() == Some(Status::Published));
    Ok(place.filter(|place| place.was_here || place.shown_on == Some(place.article)).map(|place| place.article))
}

/// Keeps a report.
pub(crate) async fn insert_report(tx: &Tx, row: error_report::Model) -> Result<(), Error> {
    error_report::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The place of a report in a list.
pub(crate) type ReportKey = paging::Key<ReportId>;

/// A report with the title of its article and who settled it.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Reported {
    id: ReportId,
    article_id: ArticleId,
    title: String,
    slide_id: SlideId,
    quote: String,
    text: String,
    made_at: DateTime<Utc>,
    settled_at: Option<DateTime<Utc>>,
    settled_by_name: Option<String>,
}

impl Reported {
    pub(crate) fn key(&self) -> ReportKey {
        ReportKey { at: self.made_at, id: self.id }
    }
}

/// The newest reports of a shelf, on the articles of that person or on all, after that place, at most so many.
pub(crate) async fn reports(
    db: &impl ConnectionTrait,
    writer: Option<PersonId>,
    (shelf, after): (Shelf, Option<ReportKey>),
    most: u64,
) -> Result<Vec<Reported>, Error> {
    use error_report::Column as C;
    let its_article: RelationDef =
        error_report::Entity::belongs_to(article::Entity).from(C::ArticleId).to(article::Column::Id).into();
    let by: RelationDef = error_report::Entity::belongs_to(person::Entity).from(C::SettledBy).to(person::Column::Id).into();
    let mut found = of_writer(error_report::Entity::find(), writer)
        .select_only()
        .columns([C::Id, C::ArticleId, C::SlideId, C::Quote, C::Text, C::MadeAt, C::SettledAt])
        .column(article::Column::Title)
        .column_as(person::Column::Name, "settled_by_name")
        .join(JoinType::InnerJoin, its_article)
        .join(JoinType::LeftJoin, by)
        .filter(lies_on(shelf));
    if let Some(place) = after {
        found = found.filter(paging::before((C::MadeAt, C::Id), place));
    }
    Ok(found.order_by_desc(C::MadeAt).order_by_desc(C::Id).limit(most).into_model().all(db).await?)
}

/// How many are not settled on the articles of that person, or on all: those that were kept aside wait too.
pub(crate) async fn count_unsettled(db: &impl ConnectionTrait, writer: Option<PersonId>) -> Result<u64, store::Error> {
    let unsettled = error_report::Entity::find().filter(error_report::Column::SettledAt.is_null());
    Ok(of_writer(unsettled, writer).count(db).await?)
}

fn lies_on(shelf: Shelf) -> Condition {
    use error_report::Column as C;
    match shelf {
        Shelf::Open => Condition::all().add(C::SettledAt.is_null()).add(C::Held.eq(false)),
        Shelf::Held => Condition::all().add(C::SettledAt.is_null()).add(C::Held.eq(true)),
        Shelf::Settled => Condition::all().add(C::SettledAt.is_not_null()),
    }
}

/// Forgets what was settled before the first moment, and what was kept aside before the second.
pub(crate) async fn forget(tx: &Tx, (settled, held): (DateTime<Utc>, DateTime<Utc>)) -> Result<(), store::Error> {
    use error_report::Column as C;
    let old = Condition::any().add(C::SettledAt.lte(settled)).add(lies_on(Shelf::Held).add(C::MadeAt.lte(held)));
    error_report::Entity::delete_many().filter(old).exec(&**tx).await?;
    Ok(())
}

fn of_writer(reports: Select<error_report::Entity>, writer: Option<PersonId>) -> Select<error_report::Entity> {
    let Some(writer) = writer else { return reports };
    reports.filter(error_report::Column::ArticleId.in_subquery(written_by(writer)))
}

/// The reports with the slides of the working copies that they are about. At most two queries.
pub(crate) async fn with_slides(
    db: &impl ConnectionTrait,
    reports: Vec<Reported>,
    time_zone: &str,
) -> Result<Vec<ErrorReport>, Error> {
    let mut articles: Vec<ArticleId> = reports.iter().map(|report| report.article_id).collect();
    articles.sort_unstable();
    articles.dedup();
    let order = orders_of(db, &articles).await?;
    let slides: Vec<SlideId> = reports.iter().map(|report| report.slide_id.clone()).collect();
    let headings = crate::slides::rows::headings_of(db, &slides).await?;
    let place = |article: ArticleId, slide: &SlideId| {
        let of_article = order.iter().filter(|(other, _)| *other == article);
        of_article.map(|(_, slide)| slide).position(|other| other == slide).map(|at| at + 1)
    };
    Ok(reports
        .into_iter()
        .map(|report| {
            let number = place(report.article_id, &report.slide_id);
            let slide = number.map(|number| {
                let heading = headings.get(&report.slide_id).cloned().unwrap_or_default();
                (report.slide_id.clone(), number, heading)
            });
            ErrorReport {
                id: report.id,
                article: report.article_id,
                title: report.title,
                slide,
                quote: report.quote,
                text: report.text,
                at: Stamp::new(report.made_at, time_zone),
                settled: report.settled_at.map(|at| (report.settled_by_name.unwrap_or_default(), Stamp::new(at, time_zone))),
            }
        })
        .collect())
}

/// Notes who settled a report of that article and when, or that it is open; whether it was not so before.
pub(crate) async fn settle(
    tx: &Tx,
    article: ArticleId,
    report: ReportId,
    settled: Option<(DateTime<Utc>, PersonId)>,
) -> Result<bool, Error> {
    use error_report::Column as C;
    let (at, by) = settled.unzip();
    let done = error_report::Entity::update_many()
        .col_expr(C::SettledAt, Expr::value(at))
        .col_expr(C::SettledBy, Expr::value(by.map(|PersonId(id)| id)))
        .filter(C::Id.eq(report))
        .filter(C::ArticleId.eq(article))
        .filter(if settled.is_some() { C::SettledAt.is_null() } else { C::SettledAt.is_not_null() })
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Whether the article has that report.
pub(crate) async fn has_report(tx: &Tx, article: ArticleId, report: ReportId) -> Result<bool, Error> {
    let found = error_report::Entity::find_by_id(report).filter(error_report::Column::ArticleId.eq(article));
    Ok(found.one(&**tx).await?.is_some())
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn what_follows_a_slide_to_its_article_is_found_by_index() {
        let scene = Scene::on(Backend::Sqlite).await;
        let (rng, now) = (scene.store.rng(), scene.store.now());
        let (article, slides) = (ArticleId::new(rng, now), [SlideId::new(rng), SlideId::new(rng)]);
        let plan = scene.plan(following(article, &slides)).await;
        assert!(plan.contains("INDEX corrections_slide (slide_id=?)"), "{plan}");
        let plan = scene.plan(reports_following(article, &slides[0])).await;
        assert!(plan.contains("INDEX error_reports_slide (slide_id=?)"), "{plan}");
    }
}
