//! The words in which the two databases differ, filled into SQL that is otherwise shared.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// Fills in the column types that differ: a UUID is a 16-byte blob in SQLite and `uuid` in PostgreSQL; a moment is
/// RFC 3339 text in UTC in SQLite, which sorts as time, and `timestamptz` in PostgreSQL; what is counted is numbered by the
/// database.
pub fn filled_in(sql: &str, backend: DbBackend) -> String {
    let [uuid, moment, json, counted] = match backend {
        DbBackend::Sqlite => ["uuid_text", "timestamp_with_timezone_text", "text", "integer PRIMARY KEY AUTOINCREMENT"],
        _ => ["uuid", "timestamp with time zone", "text", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"],
    };
    sql.replace("$counted", counted).replace("$uuid", uuid).replace("$moment", moment).replace("$json", json)
}

/// What stands behind a person's portrait. A person has a picture and a picture has somebody who added it, so one of the two
/// tables refers to one that comes later: SQLite takes that as it is and can add no reference afterwards, PostgreSQL the other
/// way round.
pub fn portrait(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "REFERENCES media (id)",
        _ => "",
    }
}

/// The same reference where it is added once both tables are there.
pub fn portrait_afterwards(backend: DbBackend) -> Option<&'static str> {
    match backend {
        DbBackend::Sqlite => None,
        _ => Some("ALTER TABLE people ADD FOREIGN KEY (portrait_id) REFERENCES media (id)"),
    }
}

/// Lets the statements of this transaction take as long as there are rows: PostgreSQL gives them no more than a page may take.
///
/// # Errors
/// What the database says.
pub async fn without_time_limit(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    }
    Ok(())
}
