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
use domain::articles::PublishedArticle;
use domain::comments::WholeComment;
use domain::ids::MediaId;
use futures::{StreamExt, TryStreamExt, stream};
use std::collections::BTreeMap;
use talk::{Spread, Talk, Voices};

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
/// How many batches are under way at once: one is written while the next is made.
const AT_ONCE: usize = 2;

impl Stage<'_> {
    /// Adds the archive, from its oldest article to its newest.
    pub(super) async fn add_archive(&mut self, size: Size, now: DateTime<Utc>) -> Result<(), Failed> {
        if size.articles == 0 {
            return Ok(());
        }
        let makings = Makings {
            authors: AUTHORS.iter().map(|handle| Ok(self.person(handle)?.person)).collect::<Result<_, Failed>>()?,
            topics: self.topics.iter().collect::<BTreeMap<_, _>>().into_values().copied().collect(),
            photos: self.photos().await?,
            count: size.articles,
            newest: plan::beginning(now) - BEFORE,
            years: YEARS,
        };
        let staff = self.person(ANSWERING)?;
        let voices = Voices {
            moderator: self.person(MODERATOR)?.person,
            staff: (staff.person, staff.name.clone()),
            readers: 20 + size.comments / 40,
            now,
        };
        let spread = Spread::of(size.comments, size.articles);
        let archive = Archive { door: operator(&self.store), makings, voices, spread };
        let starts = (0..size.articles).step_by(BATCH).collect::<Vec<_>>().into_iter().rev();
        stream::iter(starts).map(|start| Ok(archive.add(start))).try_buffer_unordered(AT_ONCE).try_collect().await
    }

    /// The photographs of the demo, each of which somebody has added by now.
    async fn photos(&mut self) -> Result<Vec<MediaId>, Failed> {
        let anybody = self.person(AUTHORS[0])?.clone();
        self.photos.all(&anybody).await
    }
}

struct Archive<'a> {
    door: OperatorDoor<'a>,
    makings: Makings,
    voices: Voices,
    spread: Spread,
}

impl Archive<'_> {
    /// Adds the articles from that number on, and what is said about them.
    async fn add(&self, start: usize) -> Result<(), Failed> {
        let end = (start + BATCH).min(self.makings.count);
        let numbers: Vec<usize> = (start..end).rev().collect();
        let articles = numbers.iter().map(|number| self.makings.article(*number)).collect();
        let published = self.door.publish_many(articles).await?;
        let mut said = Vec::new();
        for (number, article) in numbers.into_iter().zip(&published) {
            said.extend(self.said(number, article, said.len()));
            if said.len() >= COMMENTS {
                self.door.add_comments(std::mem::take(&mut said)).await?;
            }
        }
        Ok(self.door.add_comments(said).await?)
    }

    fn said(&self, number: usize, article: &PublishedArticle, first: usize) -> Vec<WholeComment> {
        let published = self.makings.published(number);
        self.voices.talk(&Talk { number, article, published, count: self.spread.under(number), first })
    }
}
