//! Many rows at once: as many a statement as both databases take.

use super::{Error, Tx};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait};

/// The most values of a statement. SQLite takes 32,766, PostgreSQL 65,535.
const MAX_VALUES: usize = 30_000;
/// The most rows of a statement: more of them make it no faster.
const MAX_ROWS: usize = 500;

/// Adds rows, all of which are new, in few statements.
pub(crate) async fn insert_all<M>(tx: &Tx, rows: Vec<M>) -> Result<(), Error>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel: Send,
{
    let columns = <M::Entity as EntityTrait>::Column::iter().count().max(1);
    let most = MAX_ROWS.min(MAX_VALUES / columns);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some = rows.by_ref().take(most).map(|row| row.into_active_model().reset_all());
        M::Entity::insert_many(some.collect::<Vec<_>>()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
