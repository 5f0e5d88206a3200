//! The first address that is free, of one that is wanted and the numbered ones after it.

use super::Error;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use std::collections::HashSet;
use std::fmt::Display;

/// So many are asked about at first: hardly a title is given to more.
const FIRST: u32 = 8;
/// So many times as many the next time.
const GROWTH: u32 = 8;
/// No statement asks about more: a database takes a few ten thousand values.
const MOST: u32 = 4_096;

/// What is wanted, or its first numbered form that none of these rows has in that column. It asks by key, so that it costs what is
/// in the way and not what is in the table: whoever writes waits meanwhile.
///
/// # Errors
/// What the database says.
pub(crate) async fn first_free<E, A>(
    db: &impl ConnectionTrait,
    (rows, column): (Select<E>, impl ColumnTrait),
    wanted: &A,
    numbered: impl Fn(&A, u32) -> A,
) -> Result<A, Error>
where
    E: EntityTrait,
    A: Clone + Display,
{
    let candidate = |number| if number == 1 { wanted.clone() } else { numbered(wanted, number) };
    let (mut from, mut count) = (1, FIRST);
    loop {
        let candidates: Vec<A> = (from..from + count).map(candidate).collect();
        let names = candidates.iter().map(A::to_string).collect();
        let taken: HashSet<String> = among(rows.clone(), column, names).into_tuple().all(db).await?.into_iter().collect();
        if let Some(free) = candidates.into_iter().find(|candidate| !taken.contains(&candidate.to_string())) {
            return Ok(free);
        }
        (from, count) = (from + count, (count * GROWTH).min(MOST));
    }
}

fn among<E: EntityTrait>(rows: Select<E>, column: impl ColumnTrait, names: Vec<String>) -> Select<E> {
    rows.select_only().column(column).filter(column.is_in(names))
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::articles::{Slug, rows::slug};
    use crate::people::rows::person;
    use crate::scene::{Backend, Scene};
    use crate::topics::rows::topic_slug;

    #[tokio::test]
    async fn what_is_in_the_way_is_found_by_its_key() {
        let scene = Scene::on(Backend::Sqlite).await;
        let names = || vec!["lamps".to_owned(), "lamps-2".to_owned()];
        let plans = [
            scene.plan(among(slug::Entity::find(), slug::Column::Slug, names())).await,
            scene.plan(among(topic_slug::Entity::find(), topic_slug::Column::Slug, names())).await,
            scene.plan(among(person::Entity::find(), person::Column::Handle, names())).await,
        ];
        for plan in plans {
            assert!(plan.starts_with("SEARCH") && !plan.contains("SCAN"), "{plan}");
        }
    }

    #[tokio::test]
    async fn it_asks_again_only_when_all_that_it_asked_about_are_taken() {
        let scene = Scene::on(Backend::Sqlite).await;
        let owner = scene.owner().await;
        let wanted = Slug::suggested("Lamps");
        let addresses = || (slug::Entity::find(), slug::Column::Slug);
        let free = async || {
            let (free, queries) = scene.counted(first_free(&scene.store.read, addresses(), &wanted, Slug::numbered)).await;
            (free.unwrap().to_string(), queries)
        };
        assert_eq!(free().await, ("lamps".to_owned(), 1));
        for _ in 0..7 {
            scene.draft(&owner, "Lamps").await;
        }
        assert_eq!(free().await, ("lamps-8".to_owned(), 1));
        scene.draft(&owner, "Lamps").await;
        assert_eq!(free().await, ("lamps-9".to_owned(), 2));
    }
}
