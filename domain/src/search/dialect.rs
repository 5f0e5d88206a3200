//! Where the two databases differ: how words are indexed, and how they are looked for.

use super::query::{Query, Term};
use super::words;
use crate::store::{ConnectionTrait, Error, Tx};
use sea_orm::{DbBackend, Statement};
use std::fmt::Write;

/// What is indexed of an entry. A word of the heading counts most, one of a credit least.
pub(super) struct Indexed<'a> {
    pub(super) heading: &'a str,
    pub(super) text: &'a str,
    pub(super) credits: &'a str,
}

/// The furthest place of a word that PostgreSQL keeps: none beyond it is indexed.
const MAX_PLACE: usize = 16_383;
/// The most bytes of a vector as text. PostgreSQL takes no more than 1 MB of words.
const MAX_VECTOR_BYTES: usize = 500_000;

/// The words as PostgreSQL writes a `tsvector`. They are letters and digits, so that nothing in them needs a quote.
pub(super) fn vector(indexed: &Indexed<'_>) -> String {
    let mut place = 0;
    let mut vector = String::new();
    for (text, weight) in [(indexed.heading, 'A'), (indexed.text, 'C'), (indexed.credits, 'B')] {
        for word in words::words(text) {
            place += 1;
            if place > MAX_PLACE || vector.len() > MAX_VECTOR_BYTES {
                return vector;
            }
            write!(vector, "'{}':{place}{weight} ", word.folded).expect("a string takes what is written");
        }
        // A phrase does not go from one part into the next.
        place += 1;
    }
    vector
}

/// Indexes the words of an entry that is there. On PostgreSQL they stand in its own row.
pub(super) async fn index(tx: &Tx, entry: i64, indexed: &Indexed<'_>) -> Result<(), Error> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        let insert = "INSERT INTO search_words (rowid, heading, text, credits) VALUES (?, ?, ?, ?)";
        let [heading, text, credits] = [indexed.heading, indexed.text, indexed.credits].map(words::folded);
        let values = [entry.into(), heading.into(), text.into(), credits.into()];
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, insert, values)).await?;
    }
    Ok(())
}

/// The entries that hold all that is looked for, the best first, at most so many.
pub(super) async fn find(db: &impl ConnectionTrait, query: &Query, most: u64) -> Result<Vec<i64>, Error> {
    let backend = db.get_database_backend();
    let (select, looked_for) = if backend == DbBackend::Sqlite {
        let select = "SELECT rowid AS id FROM search_words WHERE search_words MATCH ? \
                      ORDER BY bm25(search_words, 10.0, 1.0, 3.0), rowid DESC LIMIT ?";
        (select, for_sqlite(query))
    } else {
        let select = "SELECT id FROM search_entries WHERE words @@ CAST($1 AS tsquery) \
                      ORDER BY ts_rank('{0.1, 0.1, 0.3, 1.0}', words, CAST($1 AS tsquery), 1) DESC, id DESC LIMIT $2";
        (select, for_postgres(query))
    };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, select, [looked_for.into(), most.into()])).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}

fn for_sqlite(query: &Query) -> String {
    let term = |term: &Term| match term {
        Term::Beginning(word) => format!("\"{word}\"*"),
        Term::Word(word) => format!("\"{word}\""),
        Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
    };
    query.terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
}

fn for_postgres(query: &Query) -> String {
    let term = |term: &Term| match term {
        Term::Beginning(word) => format!("'{word}':*"),
        Term::Word(word) => format!("'{word}'"),
        Term::Phrase(words) => {
            let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            format!("({})", quoted.join(" <-> "))
        }
    };
    query.terms.iter().map(term).collect::<Vec<_>>().join(" & ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_is_no_longer_than_postgresql_takes() {
        for text in ["\u{FDFA} ".repeat(60_000), "word ".repeat(60_000), "日".repeat(60_000)] {
            let vector = vector(&Indexed { heading: "Lamps", text: &text, credits: "Mara Lind" });
            assert!(vector.len() < MAX_VECTOR_BYTES + 1_000 && vector.starts_with("'lamps':1A "));
        }
    }
}
