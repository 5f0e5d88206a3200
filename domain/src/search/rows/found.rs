//! Which entries hold what is looked for, the best first.
//!
//! Few of them are ranked by how well they fit. What more of them hold is a common word, which says little of how well an entry
//! fits, and to rank them all takes longer the larger the site: of those the newest come first that have all of it in their
//! heading, then the newest of all. Both are read backwards, as far as they are shown. On SQLite it is the same for few that hold a
//! common word among others, for it counts how common each word is before it ranks; and a long query is looked up by its longest
//! words alone where they find few, which are read through for the others.

use super::entry;
use crate::search::query::{Query, Term};
use crate::search::rows;
use crate::search::words::words;
use crate::store::{ConnectionTrait, Error, Reader, Store};
use sea_orm::{DbBackend, Statement, Value};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::time::Duration;

/// How many entries are ranked by how well they fit.
const RANKED: usize = 1_000;
/// What more entries hold than this SQLite does not rank by: before it ranks it counts all that hold each of the words.
const COMMON: usize = 10_000;
/// By how many of its words a long query is looked up on SQLite.
const GIST: usize = 3;
/// How many entries are read through for the other words.
const READ_THROUGH: usize = 100;

const NEWEST_ON_SQLITE: &str = "SELECT group_concat(id, ' ' ORDER BY id DESC) AS ids FROM (\
                                SELECT rowid AS id FROM search_words WHERE search_words MATCH ? ORDER BY rowid DESC LIMIT ?)";

/// The entries that hold all that is looked for, the best first, at most so many. On PostgreSQL no statement takes longer than that.
pub(in crate::search) async fn find(
    store: &Store,
    (query, patience): (&Query, Duration),
    most: usize,
) -> Result<Vec<i64>, Error> {
    match store.read.get_database_backend() {
        DbBackend::Postgres => on_postgres(&looking_on_postgres(store, patience).await?, query, most).await,
        _ => on_sqlite(store, query, most).await,
    }
}

async fn on_sqlite(store: &Store, query: &Query, most: usize) -> Result<Vec<i64>, Error> {
    const BEST: &str = "SELECT group_concat(id, ' ' ORDER BY fit, id DESC) AS ids FROM (\
                        SELECT rowid AS id, bm25(search_words, 10.0, 1.0, 3.0) AS fit FROM search_words WHERE search_words MATCH ? \
                        ORDER BY fit, rowid DESC LIMIT ?)";
    let (db, looked_for) = (&store.read, for_sqlite(&query.terms));
    let read = read_through(store, query).await?;
    let (newest, headed) = match read {
        Some(Read { newest, headed }) => (newest, Some(headed)),
        None => (ids(db, NEWEST_ON_SQLITE, [looked_for.as_str().into(), limit(RANKED + 1)]).await?, None),
    };
    if newest.len() < 2 {
        return Ok(newest);
    }
    if newest.len() <= RANKED && !has_common_word(db, query, COMMON).await? {
        return ids(db, BEST, [looked_for.into(), limit(most)]).await;
    }
    let headed = match headed {
        Some(headed) => headed,
        None => ids(db, NEWEST_ON_SQLITE, [format!("heading : ({looked_for})").into(), limit(most)]).await?,
    };
    Ok(headed_first(headed, newest, most))
}

/// Entries that were read: those that hold all that is looked for, and those that hold it in their heading; the newest first.
struct Read {
    newest: Vec<i64>,
    headed: Vec<i64>,
}

/// What the longest words of a long query find, read through for the others; none for a short query, for one with a phrase, and
/// where the longest find too much. To look up a common word takes the longer the larger the site is, and common words are short in
/// every language: Zipf's law of abbreviation.
async fn read_through(store: &Store, query: &Query) -> Result<Option<Read>, Error> {
    if query.terms.len() <= GIST || query.terms.iter().any(|term| matches!(term, Term::Phrase(_))) {
        return Ok(None);
    }
    let mut gist = query.terms.clone();
    gist.sort_by_key(|term| Reverse(term.letters()));
    gist.truncate(GIST);
    let found = ids(&store.read, NEWEST_ON_SQLITE, [for_sqlite(&gist).into(), limit(READ_THROUGH + 1)]).await?;
    if found.len() > READ_THROUGH {
        return Ok(None);
    }
    let (entries, query) = (rows::of_ids(&store.read, &found).await?, query.clone());
    Ok(Some(store.aside(move || read(&entries, &query)).await))
}

fn read(entries: &[entry::Model], query: &Query) -> Read {
    let folded = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<Vec<String>>();
    let (mut newest, mut headed) = (Vec::new(), Vec::new());
    for entry in entries.iter().rev() {
        let mut words = folded(&entry.heading);
        if query.is_met_by(&words) {
            headed.push(entry.id);
        }
        words.extend(folded(&entry.text));
        if query.is_met_by(&words) {
            newest.push(entry.id);
        }
    }
    Read { newest, headed }
}

/// On PostgreSQL, where headings have an index of their own: they say how many of them there are.
const HEADED: &str = "SELECT string_agg(CAST(id AS text), ' ' ORDER BY id DESC) AS ids FROM (\
                      SELECT id FROM search_entries WHERE ts_filter(words, '{a}') @@ CAST($1 AS tsquery) \
                      ORDER BY id DESC LIMIT $2) AS newest";

/// Whether more entries than that hold one of several words. What is looked for alone has been found already.
async fn has_common_word(db: &impl ConnectionTrait, query: &Query, than: usize) -> Result<bool, Error> {
    const IS_COMMON: &str = "EXISTS (SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT 1 OFFSET ?)";
    let mut words = words_of(query);
    if words.len() < 2 {
        return Ok(false);
    }
    // The first that is common ends it.
    words.sort_by_key(Term::letters);
    let any = vec![IS_COMMON; words.len()].join(" OR ");
    let values = words.into_iter().flat_map(|word| [for_sqlite(&[word]).into(), limit(than)]);
    let asked = Statement::from_sql_and_values(DbBackend::Sqlite, format!("SELECT {any} AS is_common"), values);
    let row = db.query_one_raw(asked).await?;
    Ok(row.map(|row| row.try_get("", "is_common")).transpose()?.unwrap_or(false))
}

/// The words, those of phrases each by itself.
fn words_of(query: &Query) -> Vec<Term> {
    let of_term = |term: &Term| match term {
        Term::Beginning(_) | Term::Word(_) => vec![term.clone()],
        Term::Phrase(words) => words.iter().cloned().map(Term::Word).collect(),
    };
    query.terms.iter().flat_map(of_term).collect()
}

/// One moment of PostgreSQL for a search. It plans for the words that are asked for and not for any, and gives up when whoever asked
/// has.
async fn looking_on_postgres(store: &Store, patience: Duration) -> Result<Reader, Error> {
    let moment = store.at_one_moment().await?.read;
    // None at all would be no limit.
    let limit = patience.as_millis().max(1);
    let settings = format!("SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL statement_timeout = {limit}");
    moment.execute_unprepared(&settings).await?;
    Ok(moment)
}

/// Whether the newest are read backwards until there are enough of them, or all are gathered by the index of words, follows from
/// how many there are. PostgreSQL estimates that well, as long as it plans for the words that are asked for and not for any.
async fn on_postgres(db: &impl ConnectionTrait, query: &Query, most: usize) -> Result<Vec<i64>, Error> {
    const NEWEST: &str = "SELECT string_agg(CAST(id AS text), ' ' ORDER BY id DESC) AS ids FROM (\
                          SELECT id FROM search_entries WHERE words @@ CAST($1 AS tsquery) ORDER BY id DESC LIMIT $2) AS newest";
    const BEST: &str = "SELECT string_agg(CAST(id AS text), ' ' ORDER BY fit DESC, id DESC) AS ids FROM (\
                        SELECT id, ts_rank('{0.1, 0.1, 0.3, 1.0}', words, CAST($1 AS tsquery), 1) AS fit FROM search_entries \
                        WHERE id = ANY (CAST($2 AS bigint[])) ORDER BY fit DESC, id DESC LIMIT $3) AS best";
    let looked_for = for_postgres(query);
    let newest = match phrased(db, query, &looked_for).await? {
        Some(newest) => newest,
        None => ids(db, NEWEST, [looked_for.as_str().into(), limit(RANKED + 1)]).await?,
    };
    if newest.len() < 2 {
        return Ok(newest);
    }
    if newest.len() <= RANKED {
        let among = format!("{{{}}}", newest.iter().map(i64::to_string).collect::<Vec<_>>().join(","));
        return ids(db, BEST, [looked_for.into(), among.into(), limit(most)]).await;
    }
    let headed = ids(db, HEADED, [looked_for.into(), limit(most)]).await?;
    Ok(headed_first(headed, newest, most))
}

/// The newest that hold a phrase; none where nothing that is looked for is one. How many hold the words one after another
/// PostgreSQL does not know: it takes them for as many as hold the words, and would read to the end of the site for the few that
/// there are. So as many as are quickly looked through are, and then what the index of words gathers.
async fn phrased(db: &impl ConnectionTrait, query: &Query, looked_for: &str) -> Result<Option<Vec<i64>>, Error> {
    const LOOKED_THROUGH: usize = 4_000;
    const AMONG_THE_NEWEST: &str = "SELECT string_agg(CAST(id AS text), ' ' ORDER BY id DESC) AS ids FROM (\
                                    SELECT id FROM (SELECT id, words FROM search_entries ORDER BY id DESC LIMIT $3) AS last \
                                    WHERE words @@ CAST($1 AS tsquery) ORDER BY id DESC LIMIT $2) AS newest";
    // An order that no index has: everything is gathered first.
    const GATHERED: &str = "SELECT string_agg(CAST(id AS text), ' ' ORDER BY id DESC) AS ids FROM (\
                            SELECT id FROM search_entries WHERE words @@ CAST($1 AS tsquery) ORDER BY id + 0 DESC LIMIT $2) AS newest";
    if !query.terms.iter().any(|term| matches!(term, Term::Phrase(_))) {
        return Ok(None);
    }
    let values = [looked_for.into(), limit(RANKED + 1), limit(LOOKED_THROUGH)];
    let newest = ids(db, AMONG_THE_NEWEST, values).await?;
    if newest.len() > RANKED {
        return Ok(Some(newest));
    }
    Ok(Some(ids(db, GATHERED, [looked_for.into(), limit(RANKED + 1)]).await?))
}

/// Those with it in their heading, then the others, at most so many.
fn headed_first(headed: Vec<i64>, newest: Vec<i64>, most: usize) -> Vec<i64> {
    let first: HashSet<i64> = headed.iter().copied().collect();
    let others = newest.into_iter().filter(|id| !first.contains(id));
    headed.into_iter().chain(others).take(most).collect()
}

fn limit(most: usize) -> Value {
    i64::try_from(most).unwrap_or(i64::MAX).into()
}

/// The ids, which the database gives as one text: rows come one by one, from SQLite out of a thread of its own.
async fn ids(db: &impl ConnectionTrait, select: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<i64>, Error> {
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), select, values)).await?;
    let ids = row.map(|row| row.try_get::<Option<String>>("", "ids")).transpose()?.flatten().unwrap_or_default();
    Ok(ids.split_ascii_whitespace().map(|id| id.parse().expect("an id is a number")).collect())
}

fn for_sqlite(terms: &[Term]) -> String {
    let term = |term: &Term| match term {
        Term::Beginning(word) => format!("\"{word}\"*"),
        Term::Word(word) => format!("\"{word}\""),
        Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
    };
    terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
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
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn a_word_is_common_that_more_entries_hold_alone_or_in_a_phrase() {
        let scene = Scene::on(Backend::Sqlite).await;
        let owner = scene.owner().await;
        scene.stage(&owner, "Lamps").await;
        scene.stage(&owner, "Lamps lit").await;
        let is_common = async |typed: &str, than| has_common_word(&scene.store.read, &Query::read(typed), than).await.unwrap();
        // Two titles and four headings of slides have the one, a title and two headings the other.
        for typed in ["lamps lit", "lit lam", "\"lamps lit\""] {
            assert!(is_common(typed, 5).await && !is_common(typed, 6).await, "{typed}");
        }
        assert!(!is_common("lamps", 1).await, "it is the only word");
    }

    #[tokio::test]
    async fn a_long_query_read_through_finds_what_the_index_finds() {
        let scene = Scene::on(Backend::Sqlite).await;
        let owner = scene.owner().await;
        for title in
            ["How Ghent learned to live with lamps", "How Ghent learned to live by lamps", "Lamps that Ghent learned with"]
        {
            scene.stage(&owner, title).await;
        }
        let db = &scene.store.read;
        // A title stands over the article and over two of its slides.
        for (typed, count) in [
            ("how ghent learned to live with lamps", 3),
            ("LAMP lived, live: Ghent to how", 0),
            ("lam wi gh le", 0),
            ("lam with ghe lear", 6),
            ("ghent learned lamps to", 6),
            ("first slide two lamps of", 0),
        ] {
            let query = Query::read(typed);
            let Read { newest, headed } = read_through(&scene.store, &query).await.unwrap().expect("it is a long query");
            let looked_for = for_sqlite(&query.terms);
            let in_headings = format!("heading : ({looked_for})");
            assert_eq!(newest, ids(db, NEWEST_ON_SQLITE, [looked_for.into(), limit(200)]).await.unwrap(), "{typed}");
            assert_eq!(headed, ids(db, NEWEST_ON_SQLITE, [in_headings.into(), limit(200)]).await.unwrap(), "{typed}");
            assert_eq!(headed.len(), count, "{typed}");
        }
        for short_or_a_phrase in ["ghent learned lamps", "\"to live\" how ghent learned"] {
            assert!(read_through(&scene.store, &Query::read(short_or_a_phrase)).await.unwrap().is_none());
        }
    }

    #[tokio::test]
    async fn headings_are_found_by_their_own_index_on_postgresql() {
        let scene = Scene::on(Backend::Postgres).await;
        let moment = scene.store.at_one_moment().await.unwrap();
        // Of an empty table everything is read, whatever indexes it has.
        moment.read.execute_unprepared("SET LOCAL enable_seqscan = off").await.unwrap();
        moment.read.execute_unprepared("SET LOCAL enable_indexscan = off").await.unwrap();
        let asked = [Value::from("'lantern':*"), limit(200)];
        let explain = Statement::from_sql_and_values(DbBackend::Postgres, format!("EXPLAIN {HEADED}"), asked);
        let steps = moment.read.query_all_raw(explain).await.unwrap();
        let plan: Vec<String> = steps.iter().map(|step| step.try_get_by_index(0).unwrap()).collect();
        assert!(plan.iter().any(|step| step.contains("Index Scan on search_entries_headings")), "{plan:#?}");
    }

    #[tokio::test]
    async fn l03_postgresql_looks_no_longer_than_somebody_waits() {
        let scene = Scene::on(Backend::Postgres).await;
        let moment = looking_on_postgres(&scene.store, Duration::from_millis(1)).await.unwrap();
        assert!(moment.execute_unprepared("SELECT pg_sleep(60)").await.is_err());
        assert_eq!(scene.said("SHOW statement_timeout").await, "5s", "others wait as long as ever");
    }

    /// Counts to that number, or without end.
    fn count(to: Option<u32>) -> String {
        let end = to.map_or_else(String::new, |to| format!("LIMIT {to}"));
        format!("WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted {end}) SELECT max(n) FROM counted")
    }

    #[tokio::test]
    async fn l03_sqlite_looks_no_longer_than_somebody_waits() {
        let scene = Scene::on(Backend::Sqlite).await;
        let (place, waiting) = scene.store.searching.take().await;
        let at_place = scene.store.at_place(&place).read;
        let looking = tokio::spawn(async move { at_place.execute_unprepared(&count(None)).await });
        drop(waiting);
        assert!(looking.await.unwrap().is_err());
    }

    #[tokio::test]
    async fn who_leaves_their_place_late_does_not_end_what_the_next_one_asks() {
        let scene = Scene::on(Backend::Sqlite).await;
        let (place, leaves_late) = scene.store.searching.take().await;
        drop(place);
        let (place, _waiting) = scene.store.searching.take().await;
        drop(leaves_late);
        assert!(scene.store.at_place(&place).read.execute_unprepared(&count(Some(100_000))).await.is_ok());
    }

    #[tokio::test]
    async fn postgresql_plans_for_the_words_that_are_asked_for() {
        let scene = Scene::with_connections(Backend::Postgres, 1).await;
        // After the fifth time PostgreSQL would plan once for any words.
        for _ in 0..8 {
            find(&scene.store, (&Query::read("lantern"), Duration::from_mins(1)), 200).await.unwrap();
        }
        let plans = "SELECT sum(custom_plans) || ' for these, ' || sum(generic_plans) || ' for any' \
                     FROM pg_prepared_statements WHERE statement LIKE '%FROM search_entries WHERE words%' \
                     AND statement NOT LIKE '%pg_prepared%'";
        assert_eq!(scene.said(plans).await, "8 for these, 0 for any");
    }
}
