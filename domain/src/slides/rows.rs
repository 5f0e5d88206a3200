//! Slides and their pictures in the database, the working copy and the live one.

pub(crate) mod live;

use super::{SafeHtml, SavePicture, WorkingPicture, WorkingSlide};
use crate::articles::Error;
use crate::credits::Credit;
use crate::ids::{ArticleId, MediaId, PersonId, PictureId, SlideId};
use crate::media::rows::{Reach, files, media};
use crate::people::rows::names;
use crate::store::{Store, Tx, insert_all};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{CaseStatement, Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;

/// The table `slides`.
pub(crate) mod slide {
    use crate::ids::{ArticleId, PersonId, SlideId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `slides`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "slides")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SlideId,
        pub article_id: ArticleId,
        pub position: i32,
        pub heading: String,
        pub body: String,
        pub body_html: String,
        pub version: i32,
        pub changed_at: DateTime<Utc>,
        pub changed_by: PersonId,
        pub removed_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `pictures`.
pub(crate) mod picture {
    use crate::ids::{MediaId, PictureId, SlideId};
    use sea_orm::entity::prelude::*;

    /// A row of `pictures`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pictures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PictureId,
        pub slide_id: SlideId,
        pub position: i32,
        pub media_id: Option<MediaId>,
        pub alt: String,
        pub decorative: bool,
        pub caption: String,
        pub creator: String,
        pub credit_line: String,
        pub source: String,
        pub source_url: String,
        pub copyright: String,
        pub licence: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The texts of a slide, with who typed them and when.
pub(crate) struct Text {
    pub(crate) heading: String,
    pub(crate) body: String,
    pub(crate) html: String,
    pub(crate) by: PersonId,
    pub(crate) at: DateTime<Utc>,
}

/// The slides of an article that are not removed, in order.
pub(crate) async fn of_article(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<slide::Model>, Error> {
    Ok(there(article).order_by_asc(slide::Column::Position).order_by_asc(slide::Column::Id).all(db).await?)
}

/// The ids of the slides of an article that are not removed, in order.
pub(crate) async fn order(tx: &Tx, article: ArticleId) -> Result<Vec<SlideId>, Error> {
    let ids = there(article).select_only().column(slide::Column::Id).order_by_asc(slide::Column::Position);
    Ok(ids.order_by_asc(slide::Column::Id).into_tuple().all(&**tx).await?)
}

/// The ids of the slides of several articles that are not removed, each article's in order.
pub(crate) async fn orders_of(db: &impl ConnectionTrait, articles: &[ArticleId]) -> Result<Vec<(ArticleId, SlideId)>, Error> {
    let ids = slide::Entity::find()
        .select_only()
        .columns([slide::Column::ArticleId, slide::Column::Id])
        .filter(slide::Column::ArticleId.is_in(articles.iter().copied()))
        .filter(slide::Column::RemovedAt.is_null())
        .order_by_asc(slide::Column::ArticleId)
        .order_by_asc(slide::Column::Position);
    Ok(ids.into_tuple().all(db).await?)
}

/// The headings of these slides of working copies.
pub(crate) async fn headings_of(db: &impl ConnectionTrait, ids: &[SlideId]) -> Result<HashMap<SlideId, String>, Error> {
    let found = slide::Entity::find().select_only().columns([slide::Column::Id, slide::Column::Heading]);
    let found: Vec<(SlideId, String)> = found.filter(slide::Column::Id.is_in(ids.iter().cloned())).into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
}

/// A slide if it is on that article and not removed.
pub(crate) async fn find_in(db: &impl ConnectionTrait, article: ArticleId, id: &SlideId) -> Result<Option<slide::Model>, Error> {
    Ok(there(article).filter(slide::Column::Id.eq(id.clone())).one(db).await?)
}

/// A slide if it was removed from that article.
pub(crate) async fn find_removed(tx: &Tx, article: ArticleId, id: &SlideId) -> Result<Option<slide::Model>, Error> {
    let removed = slide::Entity::find_by_id(id.clone())
        .filter(slide::Column::ArticleId.eq(article))
        .filter(slide::Column::RemovedAt.is_not_null());
    Ok(removed.one(&**tx).await?)
}

fn there(article: ArticleId) -> sea_orm::Select<slide::Entity> {
    slide::Entity::find().filter(slide::Column::ArticleId.eq(article)).filter(slide::Column::RemovedAt.is_null())
}

/// A slide with nothing on it, at that place of the article.
pub(crate) fn blank(store: &Store, article: ArticleId, by: PersonId, position: i32) -> slide::Model {
    slide::Model {
        id: SlideId::new(store.rng()),
        article_id: article,
        position,
        heading: String::new(),
        body: String::new(),
        body_html: String::new(),
        version: 1,
        changed_at: store.now(),
        changed_by: by,
        removed_at: None,
    }
}

/// Adds slides.
pub(crate) async fn insert(tx: &Tx, slides: Vec<slide::Model>) -> Result<(), Error> {
    Ok(insert_all(tx, slides).await?)
}

/// Gives the slides the positions 1, 2, 3 in that order, in one statement.
pub(crate) async fn renumber(tx: &Tx, order: &[SlideId]) -> Result<(), Error> {
    if order.is_empty() {
        return Ok(());
    }
    let position = order
        .iter()
        .zip(1_i32..)
        .fold(CaseStatement::new(), |case, (id, position)| case.case(slide::Column::Id.eq(id.clone()), Expr::val(position)));
    let position = position.finally(Expr::col(slide::Column::Position));
    slide::Entity::update_many()
        .col_expr(slide::Column::Position, position.into())
        .filter(slide::Column::Id.is_in(order.iter().cloned()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Marks a slide as removed at that moment, or as there again.
pub(crate) async fn mark_removed(tx: &Tx, id: &SlideId, at: Option<DateTime<Utc>>) -> Result<(), Error> {
    slide::Entity::update_many()
        .col_expr(slide::Column::RemovedAt, Expr::value(at))
        .filter(slide::Column::Id.eq(id.clone()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Puts a slide on another article; its place there is given by [`renumber`].
pub(crate) async fn put_on(tx: &Tx, id: &SlideId, article: ArticleId) -> Result<(), Error> {
    slide::Entity::update_many()
        .col_expr(slide::Column::ArticleId, Expr::value(article.0))
        .filter(slide::Column::Id.eq(id.clone()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The article whose working copy has, or had, the slide.
pub(crate) async fn article_of(db: &impl ConnectionTrait, id: &SlideId) -> Result<Option<ArticleId>, crate::store::Error> {
    Ok(slide::Entity::find_by_id(id.clone()).select_only().column(slide::Column::ArticleId).into_tuple().one(db).await?)
}

/// Writes the texts of a slide if it is still at that version, and raises the version. Whether it was.
pub(crate) async fn save(tx: &Tx, id: &SlideId, based_on: i32, text: Text) -> Result<bool, Error> {
    let saved = slide::Entity::update_many()
        .col_expr(slide::Column::Heading, Expr::value(text.heading))
        .col_expr(slide::Column::Body, Expr::value(text.body))
        .col_expr(slide::Column::BodyHtml, Expr::value(text.html))
        .col_expr(slide::Column::Version, Expr::col(slide::Column::Version).add(1))
        .col_expr(slide::Column::ChangedAt, Expr::value(text.at))
        .col_expr(slide::Column::ChangedBy, Expr::value(text.by))
        .filter(slide::Column::Id.eq(id.clone()))
        .filter(slide::Column::Version.eq(based_on))
        .exec(&**tx)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// The pictures of those slides, slide by slide in order.
pub(crate) async fn pictures_of(db: &impl ConnectionTrait, slides: &[SlideId]) -> Result<Vec<picture::Model>, Error> {
    let pictures = picture::Entity::find().filter(picture::Column::SlideId.is_in(slides.iter().cloned()));
    Ok(pictures.order_by_asc(picture::Column::SlideId).order_by_asc(picture::Column::Position).all(db).await?)
}

/// Puts these pictures on a slide, in this order, in place of those that were there.
pub(crate) async fn replace_pictures(tx: &Tx, slide: &SlideId, pictures: Vec<(PictureId, SavePicture)>) -> Result<(), Error> {
    picture::Entity::delete_many().filter(picture::Column::SlideId.eq(slide.clone())).exec(&**tx).await?;
    let rows = pictures.into_iter().zip(1_i32..).map(|((id, picture), position)| picture_row(id, slide, position, picture));
    insert_pictures(tx, rows.collect()).await
}

/// Adds pictures.
pub(crate) async fn insert_pictures(tx: &Tx, pictures: Vec<picture::Model>) -> Result<(), Error> {
    Ok(insert_all(tx, pictures).await?)
}

/// A picture as a row.
pub(crate) fn picture_row(id: PictureId, slide: &SlideId, position: i32, picture: SavePicture) -> picture::Model {
    let Credit { creator, line, source, source_url, copyright, licence } = picture.credit;
    picture::Model {
        id,
        slide_id: slide.clone(),
        position,
        media_id: picture.media,
        alt: picture.alt,
        decorative: picture.decorative,
        caption: picture.caption,
        creator,
        credit_line: line,
        source,
        source_url,
        copyright,
        licence: licence.map(|licence| licence.code().to_owned()),
    }
}

/// How many of these files may be used on that article: all when no person is named, else those that the person added or
/// that are on the article already.
pub(crate) async fn usable_files(
    tx: &Tx,
    wanted: &[MediaId],
    person: Option<PersonId>,
    article: ArticleId,
) -> Result<usize, Error> {
    if wanted.is_empty() {
        return Ok(0);
    }
    let on_article = Query::select()
        .column(picture::Column::MediaId)
        .from(picture::Entity)
        .inner_join(
            slide::Entity,
            Expr::col((picture::Entity, picture::Column::SlideId)).equals((slide::Entity, slide::Column::Id)),
        )
        .and_where(slide::Column::ArticleId.eq(article))
        .and_where(picture::Column::MediaId.is_not_null())
        .to_owned();
    let mut usable = media::Entity::find().filter(media::Column::Id.is_in(wanted.iter().copied()));
    if let Some(person) = person {
        let held = Reach::HeldBy(person).held();
        usable = usable.filter(Condition::any().add(held).add(media::Column::Id.in_subquery(on_article)));
    }
    Ok(usize::try_from(usable.count(&**tx).await?).unwrap_or(usize::MAX))
}

/// The slides with their pictures, files and the names of who changed them: four look-ups, however many slides.
pub(crate) async fn with_pictures(db: &impl ConnectionTrait, slides: Vec<slide::Model>) -> Result<Vec<WorkingSlide>, Error> {
    let ids: Vec<SlideId> = slides.iter().map(|slide| slide.id.clone()).collect();
    let names = names(db, slides.iter().map(|slide| slide.changed_by)).await?;
    let mut pictures: HashMap<SlideId, Vec<WorkingPicture>> = HashMap::new();
    for (slide, picture) in working_pictures(db, &ids).await? {
        pictures.entry(slide).or_default().push(picture);
    }
    Ok(slides
        .into_iter()
        .map(|slide| WorkingSlide {
            pictures: pictures.remove(&slide.id).unwrap_or_default(),
            changed_by: names.get(&slide.changed_by).cloned().unwrap_or_default(),
            html: SafeHtml::stored(slide.body_html),
            id: slide.id,
            version: slide.version,
            heading: slide.heading,
            body: slide.body,
        })
        .collect())
}

/// The pictures of those slides with their files, slide by slide in order.
pub(crate) async fn working_pictures(
    db: &impl ConnectionTrait,
    slides: &[SlideId],
) -> Result<Vec<(SlideId, WorkingPicture)>, Error> {
    let rows = pictures_of(db, slides).await?;
    let media: Vec<MediaId> = rows.iter().filter_map(|picture| picture.media_id).collect();
    let files = files(db, &media).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let picture = WorkingPicture {
                id: row.id,
                file: row.media_id.and_then(|media| files.get(&media).cloned()),
                alt: row.alt,
                decorative: row.decorative,
                caption: row.caption,
                credit: Credit {
                    creator: row.creator,
                    line: row.credit_line,
                    source: row.source,
                    source_url: row.source_url,
                    copyright: row.copyright,
                    licence: row.licence.and_then(|code| code.parse().ok()),
                },
            };
            (row.slide_id, picture)
        })
        .collect())
}
