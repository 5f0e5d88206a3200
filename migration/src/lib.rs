//! The schema, for SQLite and PostgreSQL: one file a change, forward only.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod dialect;
mod m0001_first_slides;
mod m0002_media_holders;

/// Applies the changes in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_first_slides::Migration), Box::new(m0002_media_holders::Migration)]
    }
}
