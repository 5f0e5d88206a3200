//! The words in which the two databases differ, filled into SQL that is otherwise shared.

use sea_orm_migration::sea_orm::DbBackend;

/// Fills in the column types that differ: a UUID is a 16-byte blob in SQLite and `uuid` in PostgreSQL; a moment is
/// RFC 3339 text in UTC in SQLite, which sorts as time, and `timestamptz` in PostgreSQL.
pub fn filled_in(sql: &str, backend: DbBackend) -> String {
    let [uuid, moment, json] = match backend {
        DbBackend::Sqlite => ["uuid_text", "timestamp_with_timezone_text", "text"],
        _ => ["uuid", "timestamp with time zone", "text"],
    };
    sql.replace("$uuid", uuid).replace("$moment", moment).replace("$json", json)
}
