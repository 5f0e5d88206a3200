//! The archive: as many articles and comments as somebody wants to see the site with, older than what the demo tells by hand.
//!
//! They are generated, always the same for the same numbers, and published many at once. What comes of that is what publishing
//! each of them would have made.

mod article;
mod sentences;
mod talk;
mod vocabulary;
mod words;

use super::{Failed, Stage, plan};
pub use article::MOST_ARTICLES;
use article::Makings;
use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::{OperatorDoor, operator};
use domain::articles::{ReadyArticle, ReadyArticles};
use domain::comments::{ReadyComments, WholeComment};
use domain::ids::MediaId;
use domain::store::Store;
use std::collections::BTreeMap;
use talk::{Spread, Talk, Voices};
use tokio::sync::mpsc;

/// How much is added to the demo.
#[derive(Debug, Clone, Copy, Default)]
pub struct Size {
    /// Articles, at most [`MOST_ARTICLES`].
    pub articles: usize,
    /// Comments; none without articles.
    pub comments: usize,
}

/// Who writes the archive.
const AUTHORS: [&str; 5] = ["marit", "jonas", "nadia", "lucia", "ilse"];
/// Who decides about its comments.
const MODERATOR: &str = "tomas";
/// Who answers there.
const ANSWERING: &str = "marit";
/// How long before the site was set up the newest of the archive was published.
const BEFORE: TimeDelta = TimeDelta::days(10);
/// Over which time it spreads.
const YEARS: TimeDelta = TimeDelta::days(8 * 365);
/// How many articles are published at once.
const BATCH: usize = 250;
/// From how many comments on they are added at once.
const COMMENTS: usize = 2_000;

impl Stage<'_> {
    /// Adds the archive, from its oldest article to its newest.
    pub(super) async fn add_archive(&mut self, size: Size, now: DateTime<Utc>) -> Result<(), Failed> {
        if size.articles == 0 {
            return Ok(());
        }
        self.store.make_room_to_fill().await?;
        let makings = Makings {
            authors: AUTHORS.iter().map(|handle| Ok(self.person(handle)?.person())).collect::<Result<_, Failed>>()?,
            topics: self.topics.iter().collect::<BTreeMap<_, _>>().into_values().copied().collect(),
            photos: self.photos().await?,
            count: size.articles,
            newest: plan::beginning(now) - BEFORE,
            years: YEARS,
        };
        let staff = self.person(ANSWERING)?;
        let voices = Voices {
            moderator: self.person(MODERATOR)?.person(),
            staff: (staff.person(), staff.name.clone()),
            readers: 20 + size.comments / 40,
            now,
        };
        let spread = Spread::of(size.comments, size.articles);
        let archive = Archive { makings, voices, spread };
        let (batches, ready) = mpsc::channel(1);
        let making = tokio::spawn(archive.make(self.store.clone(), batches));
        let writing = write(&self.store, ready).await;
        // Where nothing can be written, nothing more is made.
        making.await??;
        writing
    }

    /// The photographs of the demo, each of which somebody has added by now.
    async fn photos(&mut self) -> Result<Vec<MediaId>, Failed> {
        let anybody = self.person(AUTHORS[0])?.clone();
        self.photos.all(&anybody).await
    }
}

/// Some articles, and what is said about them.
struct Batch {
    articles: ReadyArticles,
    comments: Vec<ReadyComments>,
}

/// Writes what was made, in its order.
async fn write(store: &Store, mut ready: mpsc::Receiver<Batch>) -> Result<(), Failed> {
    let door = operator(store);
    while let Some(Batch { articles, comments }) = ready.recv().await {
        door.publish_many(articles).await?;
        for comments in comments {
            door.add_comments(comments).await?;
        }
    }
    Ok(())
}

struct Archive {
    makings: Makings,
    voices: Voices,
    spread: Spread,
}

impl Archive {
    /// Makes it, from its oldest article to its newest, until it is all there or nobody takes it any more.
    async fn make(self, store: Store, batches: mpsc::Sender<Batch>) -> Result<(), Failed> {
        let door = operator(&store);
        for start in (0..self.makings.count).step_by(BATCH).rev() {
            let batch = self.batch(&door, start).await?;
            if batches.send(batch).await.is_err() {
                break;
            }
        }
        Ok(())
    }

    /// The articles from that number on, and what is said about them.
    async fn batch(&self, door: &OperatorDoor<'_>, start: usize) -> Result<Batch, Failed> {
        let end = (start + BATCH).min(self.makings.count);
        let numbers: Vec<usize> = (start..end).rev().collect();
        let articles = door.ready_articles(numbers.iter().map(|number| self.makings.article(*number)).collect()).await?;
        let (mut comments, mut said) = (Vec::new(), Vec::new());
        for (number, article) in numbers.into_iter().zip(&articles.each()) {
            said.extend(self.said(number, article, said.len()));
            if said.len() >= COMMENTS {
                comments.push(door.ready_comments(std::mem::take(&mut said)).await?);
            }
        }
        comments.push(door.ready_comments(said).await?);
        Ok(Batch { articles, comments })
    }

    fn said(&self, number: usize, article: &ReadyArticle, first: usize) -> Vec<WholeComment> {
        let published = self.makings.published(number);
        self.voices.talk(&Talk { number, article, published, count: self.spread.under(number), first })
    }
}
