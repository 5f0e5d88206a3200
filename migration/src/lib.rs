//! The schema, for SQLite and PostgreSQL, one file a change, forward only.
