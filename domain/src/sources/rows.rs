//! The source register in the database.

use super::{Register, Source, key};
use crate::accounts::Role;
use crate::articles::Error;
use crate::ids::SourceId;
use crate::imports::PasteSource;
use crate::store::{Store, Tx};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder, QuerySelect};
use std::collections::HashSet;

/// The table `sources`.
pub(crate) mod source {
    use crate::ids::SourceId;
    use sea_orm::entity::prelude::*;

    /// A row of `sources`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sources")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SourceId,
        pub name: String,
        pub folded: String,
        pub aliases: String,
        pub url: String,
        pub licence: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The site's own sources, by name; at most [`MAX_SOURCES`].
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Source>, Error> {
    let rows = source::Entity::find().order_by_asc(source::Column::Folded).limit(MAX_SOURCES as u64).all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| Source {
            name: row.name,
            aliases: serde_json::from_str(&row.aliases).unwrap_or_default(),
            url: row.url,
            licence: row.licence.and_then(|code| code.parse().ok()),
        })
        .collect())
}

/// Adds those sources that the register lacks; what it has stays as it is. A built-in one gets its usual spelling.
///
/// At most [`MAX_NEW`] at once, and none beyond [`MAX_SOURCES`]. A spelling that means another source goes on meaning it,
/// unless somebody asks who edits what others write.
pub(crate) async fn add_unknown(store: &Store, tx: &Tx, wanted: Vec<PasteSource>, by: Role) -> Result<(), Error> {
    let own = all(&**tx).await?;
    let room = MAX_NEW.min(MAX_SOURCES.saturating_sub(own.len()));
    let mut taken: HashSet<String> = own.iter().map(|source| key(&source.name)).collect();
    let register = Register::new(own);
    let now = store.now();
    let mut rows = Vec::new();
    for PasteSource { name, spellings } in wanted {
        if rows.len() == room {
            break;
        }
        let known = register.find(&name).map_or(name.trim(), |source| source.name.as_str()).to_owned();
        let folded = key(&known);
        if folded.is_empty() || known.chars().count() > Source::NAME_MAX_CHARS || !taken.insert(folded.clone()) {
            continue;
        }
        let aliases: Vec<String> = std::iter::once(name)
            .chain(spellings)
            .filter(|spelling| by.edits() || register.find(spelling).is_none_or(|other| key(&other.name) == folded))
            .filter(|spelling| key(spelling) != folded && spelling.chars().count() <= Source::NAME_MAX_CHARS)
            .take(MAX_ALIASES)
            .collect();
        let aliases = serde_json::to_string(&aliases).expect("names are plain text");
        let (id, url) = (SourceId::new(store.rng(), now), String::new());
        rows.push(source::Model { id, name: known, folded, aliases, url, licence: None }.into_active_model().reset_all());
    }
    if !rows.is_empty() {
        source::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// The most spellings that a page adds to a source.
const MAX_ALIASES: usize = 20;
/// The most sources that a page adds.
const MAX_NEW: usize = 100;
/// The most sources of a site: the register is read as a whole.
const MAX_SOURCES: usize = 2_000;

/// Fills the register with so many sources.
#[cfg(test)]
#[cfg(feature = "scene")]
pub(crate) async fn fill(store: &Store, count: usize) {
    let now = store.now();
    let rows = (0..count).map(|number| {
        let (id, name) = (SourceId::new(store.rng(), now), format!("Agency {number}"));
        let (folded, aliases) = (key(&name), "[]".to_owned());
        source::Model { id, name, folded, aliases, url: String::new(), licence: None }.into_active_model().reset_all()
    });
    let tx = store.begin().await.expect("the database answers");
    source::Entity::insert_many(rows).exec_without_returning(&*tx).await.expect("a test's rows fit");
    tx.commit_unseen().await.expect("a test's rows fit");
}
