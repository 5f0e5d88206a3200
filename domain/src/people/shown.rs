//! A person's row becomes what readers see: never with an empty or a placeholder biography.

use super::rows::{person, shown};
use super::{AuthorBox, Handle, ProfileLink};
use crate::ids::PersonId;
use crate::imports::is_placeholder;
use crate::slides::SafeHtml;
use crate::store::{Error, Recalled, Store};

/// The authors of one by-line as readers see them.
pub(crate) type Authors = Recalled<Vec<PersonId>, Vec<AuthorBox>>;

/// Those on a by-line as readers see them, in its order. Asked of the database once an edition, for most articles share theirs with
/// others.
pub(crate) async fn authors(store: &Store, byline: &[PersonId]) -> Result<Vec<AuthorBox>, Error> {
    let read = async || {
        let mut people = shown::of_ids(&store.read, byline).await?;
        people.sort_by_key(|person| byline.iter().position(|id| *id == person.id));
        boxes(store, people).await
    };
    Ok(store.authors.of(store, byline.to_vec(), read).await?.to_vec())
}

/// These people as readers see them, in the same order.
pub(crate) async fn boxes(store: &Store, people: Vec<person::Model>) -> Result<Vec<AuthorBox>, Error> {
    let portraits = shown::portraits(&store.read, &people).await?;
    Ok(people
        .into_iter()
        .map(|person| {
            let portrait = person.portrait_id.and_then(|id| portraits.get(&id).cloned());
            AuthorBox {
                handle: Handle::parse(&person.handle).expect("a handle is parsed before it is kept"),
                bio: shown_bio(&person.bio, person.bio_html),
                name: person.name,
                role_line: person.role_line,
                pronouns: person.pronouns,
                links: ProfileLink::parse_lines(&person.links).expect("addresses are parsed before they are kept"),
                portrait,
            }
        })
        .collect())
}

/// The biography, unless nobody wrote one.
fn shown_bio(markdown: &str, html: String) -> Option<SafeHtml> {
    let is_written = !markdown.trim().is_empty() && !html.is_empty() && !is_placeholder(markdown);
    is_written.then(|| SafeHtml::stored(html))
}
