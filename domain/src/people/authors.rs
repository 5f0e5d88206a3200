//! `/authors`: everybody who has published something.

use super::AuthorBox;
use crate::page::{Cursor, Page};
use crate::settings::SiteFrame;
use serde::{Deserialize, Serialize};

/// Everybody who has published something, by handle, paged by key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorsPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// Where this page of the list begins; none on the first.
    pub from: Option<Cursor>,
    /// The people, each with how many articles; never nought.
    pub authors: Page<(AuthorBox, usize)>,
}

#[cfg(feature = "store")]
mod read {
    use super::AuthorsPage;
    use crate::page::{Cursor, Page};
    use crate::people::rows::shown as rows;
    use crate::people::{Handle, shown};
    use crate::store::{Error, Store, paging};

    /// The people of a page.
    const PEOPLE: u64 = 48;

    /// A page of those who have published something. At most five queries. A cursor that is none is the first page's.
    ///
    /// # Errors
    /// What the database says.
    pub async fn authors(store: &Store, from: Option<&Cursor>) -> Result<AuthorsPage, Error> {
        authors_by(store, from, PEOPLE).await
    }

    async fn authors_by(store: &Store, from: Option<&Cursor>, most: u64) -> Result<AuthorsPage, Error> {
        let store = &store.at_one_moment().await?;
        let site = store.site().await?.frame();
        let after = from.and_then(|Cursor(handle)| Handle::parse(handle).ok());
        let people = rows::published(&store.read, after.as_ref(), most + 1).await?;
        let Page { items: people, next } = paging::cut(people, most, |person| person.handle.clone());
        let ids: Vec<_> = people.iter().map(|person| person.id).collect();
        let counts = rows::article_counts(&store.read, &ids).await?;
        let boxes = shown::boxes(store, people).await?;
        let counts = ids.iter().map(|id| counts.get(id).copied().unwrap_or(0));
        let from = after.map(|handle| Cursor(handle.into()));
        Ok(AuthorsPage { site, from, authors: Page { items: boxes.into_iter().zip(counts).collect(), next } })
    }

    #[cfg(test)]
    #[cfg(feature = "scene")]
    mod tests {
        use super::*;
        use crate::accounts::Role;
        use crate::store_tests;

        store_tests! {
            async fn l03_everybody_who_has_published_is_listed_once_page_by_page(scene: Scene) {
                let owner = scene.owner().await;
                scene.draft(&owner, "Quillwort").await;
                for name in ["Nadia Rahman", "Tomas Eide", "Ana Lund"] {
                    let person = scene.person(name, Role::Author).await;
                    scene.published(&person, &format!("Lamps of {name}"), 1).await;
                    scene.published(&person, &format!("Candles of {name}"), 1).await;
                }
                let (first, queries) = scene.counted(authors_by(&scene.store, None, 2)).await;
                let first = first.unwrap();
                let shown = |page: &AuthorsPage| -> Vec<(String, usize)> {
                    page.authors.items.iter().map(|(author, count)| (author.name.clone(), *count)).collect()
                };
                assert_eq!(shown(&first), [("Ana Lund".to_owned(), 2), ("Nadia Rahman".to_owned(), 2)]);
                assert!(queries <= 5, "{queries}");
                let rest = authors_by(&scene.store, first.authors.next.as_ref(), 2).await.unwrap();
                assert_eq!(shown(&rest), [("Tomas Eide".to_owned(), 2)]);
                assert_eq!((rest.authors.next, rest.from), (None, first.authors.next));
            }
        }
    }
}

#[cfg(feature = "store")]
pub use read::authors;
