//! Paging by key: a list asks for one row more than a page holds, and goes on from the place of its last.
//!
//! In the order of moments and ids the bound on the moment stands by itself, so that SQLite begins at the place. Within an `or` alone
//! it finds no bound, and goes through the index from its end.

use crate::page::{Cursor, Page};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, Value};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A place in the order of moments, and of ids among what is of one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key<I> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) id: I,
}

impl<I: FromStr> Key<I> {
    /// Reads a key back; none when it is none.
    pub(crate) fn parse(Cursor(cursor): &Cursor) -> Option<Self> {
        let (micros, id) = cursor.split_once('-')?;
        Some(Self { at: DateTime::from_timestamp_micros(micros.parse().ok()?)?, id: id.parse().ok()? })
    }
}

/// Microseconds since 1970 and the id.
impl<I: Copy + Into<Uuid>> fmt::Display for Key<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id: Uuid = self.id.into();
        write!(f, "{}-{}", self.at.timestamp_micros(), id.simple())
    }
}

/// A page of so many of the rows, the last of which says by its key where the next page begins, if there are more.
pub(crate) fn cut<T, K: ToString>(mut rows: Vec<T>, most: u64, key: impl FnOnce(&T) -> K) -> Page<T> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let has_more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| has_more).map(|last| Cursor(key(last).to_string()));
    Page { items: rows, next }
}

/// What comes before the place.
pub(crate) fn before<C: ColumnTrait, I: Into<Value>>((moment, id): (C, C), place: Key<I>) -> Condition {
    let earlier = Condition::any().add(moment.lt(place.at)).add(id.lt(place.id));
    Condition::all().add(moment.lte(place.at)).add(earlier)
}

/// What comes after the place.
pub(crate) fn after<C: ColumnTrait, I: Into<Value>>((moment, id): (C, C), place: Key<I>) -> Condition {
    let later = Condition::any().add(moment.gt(place.at)).add(id.gt(place.id));
    Condition::all().add(moment.gte(place.at)).add(later)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ArticleId;

    #[test]
    fn a_page_goes_on_where_the_one_before_ended() {
        let page = |from: u32| cut((from..8).take(4).collect(), 3, |last| *last);
        let first = page(1);
        assert_eq!((first.items, first.next), (vec![1, 2, 3], Some(Cursor("3".to_owned()))));
        assert_eq!(page(4).next, Some(Cursor("6".to_owned())));
        let last = page(7);
        assert_eq!((last.items, last.next), (vec![7], None));
        assert_eq!(page(5).next, None, "a page that is just full is the last");
    }

    #[test]
    fn a_place_is_read_back_from_its_cursor() {
        let place = Key { at: "2026-11-21T09:12:00.000001Z".parse().unwrap(), id: ArticleId(Uuid::from_u128(7)) };
        let cursor = Cursor(place.to_string());
        assert_eq!(cursor.0, "1795252320000001-00000000000000000000000000000007");
        assert_eq!(Key::parse(&cursor), Some(place));
        for none in [
            "",
            "1",
            "-",
            "1-",
            "x-00000000000000000000000000000007",
            "1-x",
            "9223372036854775807-00000000000000000000000000000007",
        ] {
            assert_eq!(Key::<ArticleId>::parse(&Cursor(none.to_owned())), None, "{none}");
        }
    }
}
