//! Paging by key: what comes before or after a place in the order of two columns, the second of which tells apart what is equal in
//! the first.
//!
//! The bound on the first column stands by itself, so that SQLite begins at the place. Within an `or` alone it finds no bound, and
//! goes through the index from its end.

use sea_orm::{ColumnTrait, Condition, Value};

/// What comes before the place.
pub(crate) fn before<C: ColumnTrait>(
    (first, second): (C, C),
    (place, id): (impl Into<Value> + Clone, impl Into<Value>),
) -> Condition {
    let earlier = Condition::any().add(first.lt(place.clone())).add(second.lt(id));
    Condition::all().add(first.lte(place)).add(earlier)
}

/// What comes after the place.
pub(crate) fn after<C: ColumnTrait>(
    (first, second): (C, C),
    (place, id): (impl Into<Value> + Clone, impl Into<Value>),
) -> Condition {
    let later = Condition::any().add(first.gt(place.clone())).add(second.gt(id));
    Condition::all().add(first.gte(place)).add(later)
}
