//! What queries run on: whichever connection is free, or one that sees a single moment of the database.

use super::{Edition, Error};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, IsolationLevel,
    QueryResult, Statement, TransactionTrait,
};
use std::sync::Arc;

/// What queries run on.
#[derive(Debug, Clone)]
pub(crate) enum Reader {
    /// Whichever connection is free, for each query anew.
    Any(DatabaseConnection),
    /// One connection, in a transaction that only reads, and the edition that was known before it began. It goes back when the
    /// last clone is dropped.
    Moment(Arc<DatabaseTransaction>, Option<Edition>),
}

impl Reader {
    /// A connection whose queries all see the database as it is at the first of them.
    ///
    /// SQLite's transactions see a snapshot whatever they are called; PostgreSQL's only as REPEATABLE READ.
    pub(super) async fn at_one_moment(&self, edition: Option<Edition>) -> Result<Self, Error> {
        let Self::Any(readers) = self else { return Ok(self.clone()) };
        let begun = match readers.get_database_backend() {
            DbBackend::Postgres => {
                readers.begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)).await?
            }
            _ => readers.begin().await?,
        };
        Ok(Self::Moment(Arc::new(begun), edition))
    }
}

#[sea_orm::prelude::async_trait::async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Any(connection) => connection.get_database_backend(),
            Self::Moment(transaction, _) => transaction.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Any(connection) => connection.execute_raw(statement).await,
            Self::Moment(transaction, _) => transaction.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Any(connection) => connection.execute_unprepared(sql).await,
            Self::Moment(transaction, _) => transaction.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Any(connection) => connection.query_one_raw(statement).await,
            Self::Moment(transaction, _) => transaction.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Any(connection) => connection.query_all_raw(statement).await,
            Self::Moment(transaction, _) => transaction.query_all_raw(statement).await,
        }
    }
}
