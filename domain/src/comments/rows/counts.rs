//! How many comments there are in each state, kept beside them: to count a million takes longer than a page may.

use crate::comments::State;
use crate::store::{Error, Tx};
use comment_count::{Column, Entity};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait};

/// The table `comment_counts`.
mod comment_count {
    use sea_orm::entity::prelude::*;

    /// The row of `comment_counts`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comment_counts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub pending: i64,
        pub published: i64,
        pub rejected: i64,
        pub spam: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Counts comments that moved from a state to another, by their codes; what comes in is from none.
///
/// After the last comment of its transaction is written: whoever else counts waits from here to the commit, and who holds the
/// counts while waiting for a comment could wait for ever.
pub(crate) async fn moved<'a>(tx: &Tx, moves: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<(), Error> {
    let mut more = [0_i64; 4];
    for (from, to) in moves {
        for (state, more) in State::ALL.into_iter().zip(&mut more) {
            *more += i64::from(state.code() == to) - i64::from(state.code() == from);
        }
    }
    if more == [0; 4] {
        return Ok(());
    }
    let counted = State::ALL.into_iter().zip(more).filter(|(_, more)| *more != 0);
    let counting = counted.fold(Entity::update_many(), |counting, (state, more)| {
        let column = column(state);
        counting.col_expr(column, Expr::col(column).add(more))
    });
    counting.exec(&**tx).await?;
    Ok(())
}

/// How many comments there are in each state, in the order of [`State::ALL`].
pub(crate) async fn counts(db: &impl ConnectionTrait) -> Result<[u64; 4], Error> {
    let row = Entity::find_by_id(1).one(db).await?;
    let counted = row.map_or([0; 4], |row| [row.pending, row.published, row.rejected, row.spam]);
    Ok(counted.map(|count| u64::try_from(count).unwrap_or(0)))
}

fn column(state: State) -> Column {
    match state {
        State::Pending => Column::Pending,
        State::Published => Column::Published,
        State::Rejected => Column::Rejected,
        State::Spam => Column::Spam,
    }
}
