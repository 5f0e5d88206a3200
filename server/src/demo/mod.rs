//! The demo: a new data folder is filled with the site *Slow Light*, through the verbs that people use.
//!
//! What is said stands in `server/demo`. [`plan`] puts it in the order in which it would have happened; the clock of the
//! store is moved to each moment before the verb of that moment is called.

mod archive;
mod articles;
mod chance;
mod clock;
mod comments;
mod material;
mod numbers;
mod pages;
mod people;
mod photos;
mod plan;
#[cfg(test)]
mod tests;
mod topics;

pub use archive::{MOST_ARTICLES, Size};
pub use people::Account;

use crate::config::Config;
use crate::media::Intake;
use crate::{key, serve};
use articles::Written;
use chrono::{DateTime, Utc};
use clock::DemoClock;
use comments::Said;
use domain::accounts::{self, Caller};
use domain::ids::TopicId;
use domain::store::Store;
use material::Material;
use photos::Photos;
use plan::Act;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What keeps the demo from being filled, in one sentence.
pub(crate) type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Something is in the folder.
#[derive(Debug, thiserror::Error)]
#[error("`data` is {0}, where something is already; the demo fills a new folder only")]
pub struct NotNew(PathBuf);

/// Fills the data folder, which is new or empty, as if the last months up to `now` had been spent with it, and adds an archive of
/// that size.
///
/// # Errors
/// [`NotNew`], what is wrong with the folder, or what a verb says.
pub async fn fill(config: &Config, now: DateTime<Utc>, archive: Size) -> Result<Vec<Account>, Failed> {
    check_new(&config.data)?;
    key::make_folder(&config.data)?;
    let _held = key::hold(&config.data)?;
    let material = Material::read()?;
    let acts = plan::plan(&material, now)?;
    let clock = Arc::new(DemoClock::at(plan::beginning(now)));
    let store = serve::open_store_with(config, clock.clone()).await?;
    let (people, accounts) = people::settle(&store, &clock, &material).await?;
    let topics = topics::add(&people, &material).await?;
    pages::add(&people, &material).await?;
    let mut stage = Stage {
        clock,
        store,
        people,
        topics,
        photos: Photos::new(serve::open_media(config)?, &material.photos),
        written: HashMap::new(),
        said: HashMap::new(),
    };
    for (at, act) in acts {
        stage.clock.reach(at);
        stage.play(act).await.map_err(|error| format!("{}: {error}", act.name()))?;
    }
    stage.clock.reach(now);
    stage.count_readers(now).await?;
    stage.add_archive(archive, now).await?;
    accounts::sweep(&stage.store).await?;
    Ok(accounts)
}

fn check_new(data: &Path) -> Result<(), Failed> {
    match std::fs::read_dir(data) {
        Ok(mut there) => match there.next() {
            None => Ok(()),
            Some(_) => Err(NotNew(data.to_owned()).into()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("`data` is {}: {error}", data.display()).into()),
    }
}

/// The site while it is filled.
struct Stage<'a> {
    clock: Arc<DemoClock>,
    store: Store,
    /// By their handles.
    people: HashMap<&'a str, Caller>,
    /// By their names.
    topics: HashMap<&'a str, TopicId>,
    photos: Photos<'a>,
    /// The articles that were started, by their addresses.
    written: HashMap<&'a str, Written<'a>>,
    /// The comments, by their names in the file.
    said: HashMap<&'a str, Said>,
}

impl<'a> Stage<'a> {
    async fn play(&mut self, act: Act<'a>) -> Result<(), Failed> {
        match act {
            Act::Write(article) => self.write(article).await,
            Act::Publish(article) => self.publish(article).await,
            Act::Withdraw(article) => self.withdraw(article).await,
            Act::Say(comment, place) => self.say(comment, place).await,
            Act::Reply(comment, voice) => self.reply(comment, voice).await,
            Act::Decide(comment, ruling) => self.decide(comment, ruling).await,
        }
    }

    fn person(&self, handle: &str) -> Result<&Caller, Failed> {
        Ok(self.people.get(handle).ok_or_else(|| format!("there is nobody with the handle {handle}"))?)
    }
}

impl Intake {
    /// Takes a file that is part of the program, as an upload of that name.
    async fn take_embedded(&self, name: &str, bytes: &'static [u8]) -> Result<crate::media::Taken, crate::media::Refusal> {
        let pieces = futures::stream::iter([Ok::<_, std::convert::Infallible>(bytes::Bytes::from_static(bytes))]);
        let upload = self.receive(Some(name), pieces).await?;
        self.take(upload).await
    }
}
