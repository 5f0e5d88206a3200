//! The menus in the database.

use super::shown::{Named, shown};
use super::{Choice, Entry, MenuAddress, Menus, Own, Place, ShownMenus, Target};
use crate::articles::Kind;
use crate::articles::rows::article;
use crate::ids::{ArticleId, TopicId};
use crate::pages::rows::live_page;
use crate::settings::rows::setting;
use crate::store::{Error, Tx, insert_all};
use crate::topics::rows::topic;
use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef, Select,
};

/// The table `menu_entries`.
pub(crate) mod menu_entry {
    use crate::ids::{ArticleId, TopicId};
    use sea_orm::entity::prelude::*;

    /// A row of `menu_entries`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "menu_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub site: i32,
        pub label: String,
        pub list: Option<String>,
        pub page_id: Option<ArticleId>,
        pub topic_id: Option<TopicId>,
        pub address: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What a row says of an entry; the columns of a row that is not there are empty.
#[derive(FromQueryResult)]
pub(crate) struct Line {
    place: Option<String>,
    label: Option<String>,
    list: Option<String>,
    page_id: Option<ArticleId>,
    topic_id: Option<TopicId>,
    address: Option<String>,
    page_title: Option<String>,
    page_slug: Option<String>,
    topic_name: Option<String>,
    topic_slug: Option<String>,
}

impl Line {
    /// The entry, with its place; none where there is no row.
    fn entry(&mut self) -> Option<(Place, Entry)> {
        let place = Place::from_code(self.place.as_deref()?)?;
        let own = || self.list.as_deref().and_then(Own::from_code).map(Target::Own);
        let page = || self.page_id.map(Target::Page);
        let topic = || self.topic_id.map(Target::Topic);
        let address = || self.address.as_deref().and_then(|kept| MenuAddress::parse(kept).ok()).map(Target::Address);
        let target = own().or_else(page).or_else(topic).or_else(address)?;
        Some((place, Entry { label: self.label.take().unwrap_or_default(), target }))
    }

    /// What the page or topic it leads to is called and where it is, as long as readers see it.
    fn named(self) -> Named {
        let page = self.page_title.zip(self.page_slug).map(|(title, slug)| (title, format!("/{slug}")));
        page.or_else(|| self.topic_name.zip(self.topic_slug).map(|(name, slug)| (name, format!("/topics/{slug}"))))
    }
}

/// Joins the entries to the settings, in order, with what they lead to as readers see it: [`Line`] reads a row. Where there is no
/// entry there is one row, of the settings alone.
pub(crate) fn with_entries(settings: Select<setting::Entity>) -> Select<setting::Entity> {
    use menu_entry::Column as C;
    let entries: RelationDef = setting::Entity::belongs_to(menu_entry::Entity).from(setting::Column::Id).to(C::Site).into();
    let page: RelationDef =
        menu_entry::Entity::belongs_to(live_page::Entity).from(C::PageId).to(live_page::Column::ArticleId).into();
    let address: RelationDef =
        live_page::Entity::belongs_to(article::Entity).from(live_page::Column::ArticleId).to(article::Column::Id).into();
    let mut its_topic: RelationDef = menu_entry::Entity::belongs_to(topic::Entity).from(C::TopicId).to(topic::Column::Id).into();
    its_topic.on_condition =
        Some(std::sync::Arc::new(|_, topics| Expr::col((topics, topic::Column::ArticleCount)).gt(0).into_condition()));
    settings
        .columns([C::Place, C::Label, C::List, C::PageId, C::TopicId, C::Address])
        .column_as(live_page::Column::Title, "page_title")
        .column_as(article::Column::Slug, "page_slug")
        .column_as(topic::Column::Name, "topic_name")
        .column_as(topic::Column::Slug, "topic_slug")
        .join(JoinType::LeftJoin, entries)
        .join(JoinType::LeftJoin, page)
        .join(JoinType::LeftJoin, address)
        .join(JoinType::LeftJoin, its_topic)
        .order_by_asc(C::Place)
        .order_by_asc(C::Position)
}

/// The menus that these rows make; before anybody has saved any, the ones to begin with.
pub(crate) fn shown_menus(version: i32, lines: Vec<Line>, has_topics: bool) -> ShownMenus {
    if version == 0 {
        return ShownMenus::to_begin_with(has_topics);
    }
    let mut menus = ShownMenus::default();
    for mut line in lines {
        let Some((place, entry)) = line.entry() else { continue };
        let menu = match place {
            Place::Head => &mut menus.head,
            Place::Foot => &mut menus.foot,
        };
        menu.extend(shown(entry, line.named(), has_topics));
    }
    menus
}

/// The version of the menus; 0 before anybody has saved them.
pub(crate) async fn version(db: &impl ConnectionTrait) -> Result<i32, Error> {
    let version = setting::Entity::find_by_id(1).select_only().column(setting::Column::MenuVersion).into_tuple().one(db).await?;
    Ok(version.unwrap_or_default())
}

/// Raises the version from the one that an edit is based on; whether that was still the one stored.
pub(crate) async fn raise_version(tx: &Tx, based_on: i32) -> Result<bool, Error> {
    use setting::Column as C;
    let done = setting::Entity::update_many()
        .col_expr(C::MenuVersion, Expr::col(C::MenuVersion).add(1))
        .filter(C::Id.eq(1))
        .filter(C::MenuVersion.eq(based_on))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The menus as they were saved.
pub(crate) async fn menus(db: &impl ConnectionTrait) -> Result<Menus, Error> {
    use menu_entry::Column as C;
    let rows = menu_entry::Entity::find().order_by_asc(C::Place).order_by_asc(C::Position).all(db).await?;
    let mut menus = Menus { head: Vec::new(), foot: Vec::new() };
    for row in rows {
        let mut line = Line {
            place: Some(row.place),
            label: Some(row.label),
            list: row.list,
            page_id: row.page_id,
            topic_id: row.topic_id,
            address: row.address,
            page_title: None,
            page_slug: None,
            topic_name: None,
            topic_slug: None,
        };
        match line.entry() {
            Some((Place::Head, entry)) => menus.head.push(entry),
            Some((Place::Foot, entry)) => menus.foot.push(entry),
            None => {}
        }
    }
    Ok(menus)
}

/// Writes both menus in the place of what was there.
pub(crate) async fn replace(tx: &Tx, menus: &Menus) -> Result<(), Error> {
    menu_entry::Entity::delete_many().exec(&**tx).await?;
    for place in Place::ALL {
        let rows = menus.at(place).iter().zip(1..).map(|(entry, position)| row(place, position, entry));
        insert_all(tx, rows.collect()).await?;
    }
    Ok(())
}

fn row(place: Place, position: i32, entry: &Entry) -> menu_entry::Model {
    let (mut list, mut page_id, mut topic_id, mut address) = (None, None, None, None);
    match &entry.target {
        Target::Own(own) => list = Some(own.code().to_owned()),
        Target::Page(page) => page_id = Some(*page),
        Target::Topic(topic) => topic_id = Some(*topic),
        Target::Address(to) => address = Some(to.to_string()),
    }
    let (place, label) = (place.code().to_owned(), entry.label.clone());
    menu_entry::Model { place, position, site: 1, label, list, page_id, topic_id, address }
}

/// Whether the target needs no page and no topic to be there.
pub(crate) fn is_free(target: &Target) -> bool {
    match target {
        Target::Own(_) | Target::Address(_) => true,
        Target::Page(_) | Target::Topic(_) => false,
    }
}

/// Every page, the last changed first, then every topic, by name. Two queries.
pub(crate) async fn choices(db: &impl ConnectionTrait) -> Result<Vec<Choice>, Error> {
    use article::Column as A;
    use topic::Column as T;
    let live: RelationDef = article::Entity::belongs_to(live_page::Entity).from(A::Id).to(live_page::Column::ArticleId).into();
    let pages: Vec<(ArticleId, String, Option<ArticleId>)> = article::Entity::find()
        .select_only()
        .columns([A::Id, A::Title])
        .column(live_page::Column::ArticleId)
        .join(JoinType::LeftJoin, live)
        .filter(A::Kind.eq(Kind::Page.code()))
        .order_by_desc(A::ChangedAt)
        .order_by_desc(A::Id)
        .into_tuple()
        .all(db)
        .await?;
    let topics: Vec<(TopicId, String, i32)> = topic::Entity::find()
        .select_only()
        .columns([T::Id, T::Name, T::ArticleCount])
        .order_by_asc(T::Folded)
        .into_tuple()
        .all(db)
        .await?;
    let pages = pages.into_iter().map(|(id, name, live)| Choice { target: Target::Page(id), name, is_public: live.is_some() });
    let topics = topics.into_iter().map(|(id, name, count)| Choice { target: Target::Topic(id), name, is_public: count > 0 });
    Ok(pages.chain(topics).collect())
}
