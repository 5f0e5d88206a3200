//! Writing down what was counted, by day, and forgetting it when it is old.

use super::rows::{self, SlideSum};
use super::tally::{Counted, Moment, Sum};
use super::{DAYS_KEPT, rows::Day};
use crate::articles::Slug;
use crate::ids::{ArticleId, SlideId};
use crate::settings;
use crate::store::{Error, Store};
use std::collections::{BTreeMap, BTreeSet};

/// Adds these sums to those of their days, in the site's time zone. What readers do not see is passed over, and everything while
/// the site does not count. The edition stays: no reader ever sees a number.
///
/// Sums are added to what is there, so that several nodes may write at once. A process that is killed loses what it has not
/// written down.
///
/// # Errors
/// What the database says; then nothing was written.
pub async fn keep(store: &Store, sums: &[Sum]) -> Result<(), Error> {
    if sums.is_empty() {
        return Ok(());
    }
    let tx = store.begin().await?;
    let settings = settings::rows::settings(&*tx).await?;
    if !settings.count_openings {
        return Ok(());
    }
    let mut openings: BTreeMap<(ArticleId, Day), i64> = BTreeMap::new();
    let mut slides: BTreeMap<(ArticleId, SlideId, Day), SlideSum> = BTreeMap::new();
    let shown = rows::shown_slides(&*tx, &slides_in(sums)).await?;
    let day = |at: Moment| rows::day_of(at.begins(), &settings.time_zone);
    for (what, at, times) in sums {
        let times = i64::from(*times);
        match what {
            Counted::Opened(article) => *openings.entry((*article, day(*at))).or_default() += times,
            Counted::Alone(article, slide) if shown.is_on(*article, slide) => {
                slides.entry((*article, slide.clone(), day(*at))).or_default().alone += times;
            }
            Counted::CameTo(slug, slide) => {
                if let Some(article) = shown.of_address(slug, slide) {
                    slides.entry((article, slide.clone(), day(*at))).or_default().furthest += times;
                }
            }
            Counted::Alone(..) => {}
        }
    }
    let articles: BTreeSet<ArticleId> = openings.keys().map(|(article, _)| *article).collect();
    let published = rows::published(&*tx, articles).await?;
    openings.retain(|(article, _), _| published.contains(article));
    rows::add_openings(&tx, openings).await?;
    rows::add_readings(&tx, slides).await?;
    tx.commit_unseen().await
}

fn slides_in(sums: &[Sum]) -> BTreeSet<(&SlideId, Option<&Slug>)> {
    let of = |what| match what {
        &Counted::Opened(_) => None,
        Counted::Alone(_, slide) => Some((slide, None)),
        Counted::CameTo(slug, slide) => Some((slide, Some(slug))),
    };
    sums.iter().filter_map(|(what, _, _)| of(what)).collect()
}

/// Forgets the days that are older than [`DAYS_KEPT`].
///
/// # Errors
/// What the database says.
pub async fn sweep(store: &Store) -> Result<(), Error> {
    let time_zone = settings::rows::settings(&store.read).await?.time_zone;
    let first_kept = rows::day_of(store.now(), &time_zone).before(DAYS_KEPT - 1);
    if !rows::has_older(&store.read, first_kept).await? {
        return Ok(());
    }
    let tx = store.begin().await?;
    rows::forget_before(&tx, first_kept).await?;
    tx.commit_unseen().await
}
