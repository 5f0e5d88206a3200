//! Putting what is published where it can be found.

pub(crate) use super::rows::NewEntry;
use super::rows::{self, Of};
use crate::articles;
use crate::articles::live::{self, LiveCopy};
use crate::ids::{ArticleId, PersonId};
use crate::people::rows::names;
use crate::slides::SafeHtml;
use crate::store::{Error, Store, Tx};
use std::collections::HashSet;

/// How many articles are looked for at once.
const BATCH: u64 = 50;

/// Puts an article where it can be found, as readers get it, and those who wrote it. What was there of it goes.
pub(crate) async fn put(tx: &Tx, article: ArticleId, copy: &LiveCopy) -> Result<(), Error> {
    rows::remove_article(tx, article).await?;
    rows::add(tx, entries(article, copy)).await?;
    for (person, name) in rows::writers(&**tx, article).await? {
        put_person(tx, person, &name).await?;
    }
    Ok(())
}

/// Puts what is there of articles that are new where it can be found, and those who wrote them.
pub(crate) async fn put_new(tx: &Tx, entries: Vec<NewEntry>, writers: HashSet<PersonId>) -> Result<(), Error> {
    rows::add(tx, entries).await?;
    for (person, name) in names(&**tx, writers).await? {
        put_person(tx, person, &name).await?;
    }
    Ok(())
}

/// What can be found of an article: its head, and each of its slides. Pure, and not quick.
pub(crate) fn entries(article: ArticleId, copy: &LiveCopy) -> Vec<NewEntry> {
    let head = NewEntry::new(Of::Article(article), &copy.title, &copy.standfirst, "");
    let slides = copy.slides.iter().zip(1..).map(|(slide, position)| {
        let body = SafeHtml::stored(slide.body_html.clone()).words();
        let captions = slide.figures.iter().flat_map(|figure| [figure.caption.as_str(), figure.alt.as_str()]);
        let text: Vec<&str> = std::iter::once(body.as_str()).chain(captions.filter(|text| !text.is_empty())).collect();
        let credits: Vec<&str> = slide.figures.iter().filter_map(|figure| figure.credit.as_deref()).collect();
        let of = Of::Slide(article, slide.id.clone(), position);
        NewEntry::new(of, &slide.heading, &text.join("\n"), &credits.join("\n"))
    });
    std::iter::once(head).chain(slides).collect()
}

/// Puts a person where they can be found. They are, once they have published something. Nothing is written when they are there.
pub(crate) async fn put_person(tx: &Tx, person: PersonId, name: &str) -> Result<(), Error> {
    if rows::name_of(&**tx, person).await?.as_deref() == Some(name) {
        return Ok(());
    }
    rows::remove_person(tx, person).await?;
    rows::add(tx, vec![NewEntry::new(Of::Person(person), name, "", "")]).await
}

/// Puts what was published before there was a search where it can be found; how many articles. It costs one query when there is
/// nothing of that. An article that cannot be put is told of in the log and left.
///
/// # Errors
/// What the database says when the list of them cannot be read.
pub async fn catch_up(store: &Store) -> Result<usize, Error> {
    let (mut count, mut after) = (0, None);
    loop {
        let missing = rows::unindexed(&store.read, after, BATCH).await?;
        let Some(last) = missing.last() else { return Ok(count) };
        after = Some(*last);
        for article in missing {
            match put_missing(store, article).await {
                Ok(is_new) => count += usize::from(is_new),
                Err(error) => tracing::warn!(%article, %error, "an article cannot be found yet: publish it anew"),
            }
        }
    }
}

/// Puts an article where it can be found unless somebody has meanwhile, or it is published no more. Who publishes it waits.
async fn put_missing(store: &Store, article: ArticleId) -> Result<bool, articles::Error> {
    let tx = store.begin().await?;
    rows::hold(&tx, article).await?;
    if rows::is_indexed(&*tx, article).await? {
        return Ok(false);
    }
    let Some(copy) = live::load(&*tx, article).await? else { return Ok(false) };
    put(&tx, article, &copy).await?;
    tx.commit().await?;
    Ok(true)
}
