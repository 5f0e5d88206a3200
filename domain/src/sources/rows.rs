//! The source register in the database.

use super::{Register, Source, key};
use crate::accounts::Caller;
use crate::articles::Error;
use crate::ids::{PersonId, SourceId};
use crate::imports::PasteSource;
use crate::store::Tx;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

/// The table `sources`.
pub(crate) mod source {
    use crate::ids::{PersonId, SourceId};
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
        /// Whose page named it first; none from before that was kept.
        pub added_by: Option<PersonId>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The site's own sources, by name; at most [`MAX_SOURCES`].
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Source>, Error> {
    Ok(rows(db).await?.iter().map(own).collect())
}

/// The whole register: whoever adds to it keeps it at [`MAX_SOURCES`].
async fn rows(db: &impl ConnectionTrait) -> Result<Vec<source::Model>, Error> {
    Ok(source::Entity::find().order_by_asc(source::Column::Folded).all(db).await?)
}

/// Nobody else adds to the register until the transaction ends: two who choose at once what goes would leave too many there. On
/// SQLite one writes at a time anyway.
async fn alone(tx: &Tx) -> Result<(), Error> {
    /// Known to every node.
    const LOCK: i64 = i64::from_be_bytes(*b"\0sources");
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    Ok(())
}

fn own(row: &source::Model) -> Source {
    Source {
        name: row.name.clone(),
        aliases: serde_json::from_str(&row.aliases).unwrap_or_default(),
        url: row.url.clone(),
        licence: row.licence.as_deref().and_then(|code| code.parse().ok()),
    }
}

/// How the register changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Learnt {
    added: usize,
    let_go: usize,
}

impl fmt::Display for Learnt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} added, {} let go", self.added, self.let_go)
    }
}

/// Adds those sources that the register lacks; what it has stays as it is. A built-in one gets its usual spelling. None when there is
/// nothing to add.
///
/// At most [`MAX_NEW`] at once. A register of [`MAX_SOURCES`] lets go of as many as come. A spelling that means another source goes
/// on meaning it, unless somebody asks who edits what others write.
pub(crate) async fn add_unknown(by: &Caller, tx: &Tx, wanted: Vec<PasteSource>) -> Result<Option<Learnt>, Error> {
    alone(tx).await?;
    let there = rows(&**tx).await?;
    let new = unknown(by, &there, &wanted);
    if new.is_empty() {
        return Ok(None);
    }
    let excess = (there.len() + new.len()).saturating_sub(MAX_SOURCES);
    let named: HashSet<String> = wanted.iter().map(|source| key(&source.name)).collect();
    let gone = longest_there_of_most(there.iter().filter(|row| !named.contains(&row.folded)), by.person(), excess);
    let learnt = Learnt { added: new.len(), let_go: gone.len() };
    if !gone.is_empty() {
        source::Entity::delete_many().filter(source::Column::Id.is_in(gone)).exec(&**tx).await?;
    }
    let new = new.into_iter().map(|row| row.into_active_model().reset_all());
    source::Entity::insert_many(new).exec_without_returning(&**tx).await?;
    Ok(Some(learnt))
}

/// The rows of those that are wanted and not there.
fn unknown(by: &Caller, there: &[source::Model], wanted: &[PasteSource]) -> Vec<source::Model> {
    let mut taken: HashSet<String> = there.iter().map(|row| key(&row.name)).collect();
    let register = Register::new(there.iter().map(own).collect());
    let now = by.store.now();
    let mut new = Vec::new();
    for PasteSource { name, spellings } in wanted {
        if new.len() == MAX_NEW {
            break;
        }
        let known = register.find(name).map_or(name.trim(), |source| source.name.as_str()).to_owned();
        let folded = key(&known);
        if folded.is_empty() || known.chars().count() > Source::NAME_MAX_CHARS || !taken.insert(folded.clone()) {
            continue;
        }
        let aliases: Vec<&String> = std::iter::once(name)
            .chain(spellings)
            .filter(|spelling| by.role().edits() || register.find(spelling).is_none_or(|other| key(&other.name) == folded))
            .filter(|spelling| key(spelling) != folded && spelling.chars().count() <= Source::NAME_MAX_CHARS)
            .take(MAX_ALIASES)
            .collect();
        let aliases = serde_json::to_string(&aliases).expect("names are plain text");
        let (id, url) = (SourceId::new(by.store.rng(), now), String::new());
        new.push(source::Model { id, name: known, folded, aliases, url, licence: None, added_by: Some(by.person()) });
    }
    new
}

/// So many of those that go: each time the oldest of whoever has added most, so that nobody pushes out the names of others with
/// many of their own (security L4). Between equals it is `by` who gives one up.
fn longest_there_of_most<'a>(sources: impl Iterator<Item = &'a source::Model>, by: PersonId, count: usize) -> Vec<SourceId> {
    let mut added: BTreeMap<Option<PersonId>, BTreeSet<SourceId>> = BTreeMap::new();
    for source in sources {
        added.entry(source.added_by).or_default().insert(source.id);
    }
    // Ids sort by time.
    let next = || added.iter_mut().max_by_key(|(who, ids)| (ids.len(), **who == Some(by)))?.1.pop_first();
    std::iter::from_fn(next).take(count).collect()
}

/// The most spellings that a page adds to a source.
const MAX_ALIASES: usize = 20;
/// The most sources that a page adds.
const MAX_NEW: usize = 100;
/// The most sources of a site: the register is read as a whole.
const MAX_SOURCES: usize = 2_000;

/// Fills the register with so many sources, which that person added.
#[cfg(test)]
#[cfg(feature = "scene")]
pub(crate) async fn fill(store: &crate::store::Store, count: usize, by: Option<PersonId>) {
    let now = store.now();
    let rows = (0..count).map(|number| {
        let (id, name) = (SourceId::new(store.rng(), now), format!("Agency {number}"));
        let (folded, aliases) = (key(&name), "[]".to_owned());
        source::Model { id, name, folded, aliases, url: String::new(), licence: None, added_by: by }
            .into_active_model()
            .reset_all()
    });
    let tx = store.begin().await.expect("the database answers");
    source::Entity::insert_many(rows).exec_without_returning(&*tx).await.expect("a test's rows fit");
    tx.commit_unseen().await.expect("a test's rows fit");
}
