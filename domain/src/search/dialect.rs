//! Where the two databases differ in how words are indexed; how they are looked for is in `rows/found.rs`.

use super::rows::entry;
use super::words;
use crate::store::{ConnectionTrait, Error, Tx, insert_all};
use sea_orm::{DbBackend, Statement, Value};
use std::fmt::Write;

/// What is indexed of an entry: folded words with single spaces between. One of the heading counts most, one of a credit least.
pub(super) struct Words {
    heading: String,
    text: String,
    credits: String,
}

impl Words {
    /// The words of these texts.
    pub(super) fn of(heading: &str, text: &str, credits: &str) -> Self {
        let [heading, text, credits] = [heading, text, credits].map(words::folded);
        Self { heading, text, credits }
    }
}

/// The furthest place of a word that PostgreSQL keeps: none beyond it is indexed.
const MAX_PLACE: usize = 16_383;
/// The most bytes of a vector as text. PostgreSQL takes no more than 1 MB of words.
const MAX_VECTOR_BYTES: usize = 500_000;
/// The most entries of a statement.
const MAX_ROWS: usize = 250;

/// The words as PostgreSQL writes a `tsvector`. They are letters and digits, so that nothing in them needs a quote.
fn vector(indexed: &Words) -> String {
    let mut place = 0;
    let mut vector = String::new();
    for (text, weight) in [(&indexed.heading, 'A'), (&indexed.text, 'C'), (&indexed.credits, 'B')] {
        for word in text.split_ascii_whitespace() {
            place += 1;
            if place > MAX_PLACE || vector.len() > MAX_VECTOR_BYTES {
                return vector;
            }
            write!(vector, "'{word}':{place}{weight} ").expect("a string takes what is written");
        }
        // A phrase does not go from one part into the next.
        place += 1;
    }
    vector
}

/// The number of the next entry. SQLite's are given by us, so that the words get the same; PostgreSQL gives its own, whatever
/// is said here.
pub(super) async fn next_id(tx: &Tx) -> Result<i64, Error> {
    if tx.get_database_backend() == DbBackend::Postgres {
        return Ok(1);
    }
    let last = "SELECT coalesce(max(seq), 0) AS seq FROM sqlite_sequence WHERE name = 'search_entries'";
    let row = tx.query_one_raw(Statement::from_string(DbBackend::Sqlite, last)).await?;
    Ok(1 + row.map(|row| row.try_get::<i64>("", "seq")).transpose()?.unwrap_or(0))
}

/// Adds entries with their words. On PostgreSQL these stand in the entry's own row.
pub(super) async fn insert(tx: &Tx, mut entries: Vec<(entry::Model, Words)>) -> Result<(), Error> {
    while !entries.is_empty() {
        let rest = entries.split_off(entries.len().min(MAX_ROWS));
        if tx.get_database_backend() == DbBackend::Postgres {
            insert_with_words(tx, entries).await?;
        } else {
            let (rows, words): (Vec<_>, Vec<_>) = entries.into_iter().map(|(row, words)| (row.clone(), (row.id, words))).unzip();
            insert_all(tx, rows).await?;
            index(tx, words).await?;
        }
        entries = rest;
    }
    Ok(())
}

async fn insert_with_words(tx: &Tx, entries: Vec<(entry::Model, Words)>) -> Result<(), Error> {
    let rows = (0..entries.len()).map(|row| {
        let plain: Vec<String> = (1..7).map(|column| format!("${}", row * 7 + column)).collect();
        format!("({}, CAST(${} AS tsvector))", plain.join(", "), row * 7 + 7)
    });
    let columns = "article_id, slide_id, person_id, position, heading, text, words";
    let insert = format!("INSERT INTO search_entries ({columns}) VALUES {}", rows.collect::<Vec<_>>().join(", "));
    let values = entries.into_iter().flat_map(|(row, words)| -> [Value; 7] {
        let entry::Model { id: _, article_id, slide_id, person_id, position, heading, text } = row;
        let words = vector(&words);
        [article_id.into(), slide_id.into(), person_id.into(), position.into(), heading.into(), text.into(), words.into()]
    });
    tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, insert, values)).await?;
    Ok(())
}

async fn index(tx: &Tx, words: Vec<(i64, Words)>) -> Result<(), Error> {
    let rows = vec!["(?, ?, ?, ?)"; words.len()].join(", ");
    let insert = format!("INSERT INTO search_words (rowid, heading, text, credits) VALUES {rows}");
    let values = words
        .into_iter()
        .flat_map(|(id, words)| -> [Value; 4] { [id.into(), words.heading.into(), words.text.into(), words.credits.into()] });
    tx.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, insert, values)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_is_no_longer_than_postgresql_takes() {
        for text in ["\u{FDFA} ".repeat(60_000), "word ".repeat(60_000), "日".repeat(60_000)] {
            let vector = vector(&Words::of("Lamps", &text, "Mara Lind"));
            assert!(vector.len() < MAX_VECTOR_BYTES + 1_000 && vector.starts_with("'lamps':1A "));
        }
    }
}
