//! The schema, for SQLite and PostgreSQL: one file a change, forward only.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m0001_first_slides;

/// Applies the changes in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_first_slides::Migration)]
    }
}
