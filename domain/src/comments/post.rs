//! A reader comments: the form is judged before the database is written to, then the comment waits for a moderator.

use super::rows::{self, Place, comment};
use super::{Error, HeldBecause, MAX_BODY, State, form_token, is_open, name};
use crate::accounts::EmailAddress;
use crate::accounts::throttle::{self, Limit, Limited, Pace, Prefix, Whom};
use crate::articles::Slug;
use crate::field::{Fault, Faults, text};
use crate::ids::{ArticleId, CommentId, SlideId};
use crate::moderation;
use crate::settings::{self, CommentPolicy};
use crate::slides::{SafeHtml, for_comment};
use crate::store::{Store, Tx};
use chrono::TimeDelta;
use std::net::IpAddr;

/// A comment as the form sends it.
#[derive(Debug, Clone)]
pub struct Post {
    /// The form's token.
    pub token: String,
    /// The field that people do not see: filled in, the rest is a program's.
    pub website: String,
    /// The writer's name.
    pub name: String,
    /// The writer's address, never shown.
    pub email: String,
    /// The text, in Markdown.
    pub body: String,
    /// The slide that it is about.
    pub slide: Option<SlideId>,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
}

/// Whom a comment comes from.
#[derive(Debug, Clone, Copy)]
pub struct Sender {
    /// The address of the machine. It is counted in a keyed hash of its neighbourhood and never stored (security D1).
    pub address: IpAddr,
    /// Whether a browser vouched for the page that it was sent from.
    pub marks: Marks,
}

/// What a browser says of where a form was sent from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// It was a page of ours.
    OurPage,
    /// Nothing was said: an old browser, a program, a proxy that takes headers away.
    None,
}

/// A comment was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The comment.
    pub id: CommentId,
    /// The address of its article.
    pub slug: Slug,
}

/// 5 in 10 minutes for a neighbourhood (security L1).
const FROM_ONE_PLACE: Limit =
    Limit { purpose: "comments.place", pace: Pace::Most(5, TimeDelta::minutes(10)), whom: Whom::Network };
/// 30 a day for a neighbourhood.
const FROM_ONE_PLACE_A_DAY: Limit =
    Limit { purpose: "comments.place_day", pace: Pace::Most(30, TimeDelta::days(1)), whom: Whom::Network };
/// 20 a minute for an article.
const ON_ONE_ARTICLE: Limit =
    Limit { purpose: "comments.article", pace: Pace::Most(20, TimeDelta::minutes(1)), whom: Whom::Known };
/// 120 a minute for the site: beyond that nothing is refused, and everything is held.
const ON_THE_SITE: Limit = Limit { purpose: "comments.site", pace: Pace::Most(120, TimeDelta::minutes(1)), whom: Whom::Known };

/// Takes a comment on the article at `at`; it waits for a moderator.
///
/// Token and hidden field are judged before anything is written (security L1). A program that filled in the hidden field
/// is answered as if its comment were taken. A known address is answered as an unknown one is (S1).
///
/// # Errors
/// [`Error::Gone`], [`Error::Closed`], [`Error::NotOurForm`], [`Error::TooFast`], [`Error::TooOld`], [`Error::Faulty`]
/// with `name`, `email` or `body`, [`Error::NoSuchParent`], [`Error::NoSuchSlide`], [`Error::Throttled`].
pub async fn post(store: &Store, at: &Slug, ask: Post, from: Sender) -> Result<Posted, Error> {
    let place = rows::place(&store.read, at).await?.ok_or(Error::Gone)?;
    let policy = settings::rows::settings(&store.read).await?.comment_policy;
    if !is_open(policy, &place.comments) {
        return Err(Error::Closed);
    }
    let id = CommentId::new(store.rng(), store.now());
    let posted = Posted { id, slug: place.slug.clone() };
    if !ask.website.is_empty() {
        return Ok(posted);
    }
    form_token::check(store, place.article, &ask.token)?;
    let entered = Entered::parse(&ask)?;
    let limits = limits(place.article, from.address);
    throttle::look(store, &limits).await?;
    let html = entered.rendered(store).await?;
    let mut because = entered.because(store, policy, from.marks).await?;

    let tx = store.begin().await?;
    if let Err(error) = throttle::count(store, &tx, ON_THE_SITE, "").await {
        held_in_a_crowd(error, &mut because)?;
    }
    for (limit, whom) in &limits {
        throttle::count(store, &tx, *limit, whom).await?;
    }
    let root_id = thread_of(&tx, &place, &ask).await?.unwrap_or(id);
    because.extend(entered.because_of_the_past(store, &tx).await?);
    because.sort_by_key(|reason| HeldBecause::ALL.iter().position(|other| other == reason));
    let row = comment::Model {
        id,
        article_id: place.article,
        slide_id: ask.slide,
        parent_id: ask.parent,
        root_id,
        name: entered.name,
        email: entered.email.to_string(),
        person_id: None,
        body: entered.body,
        body_html: html.as_str().to_owned(),
        state: State::Pending.code().to_owned(),
        held_because: HeldBecause::codes(&because),
        version: 1,
        created_at: store.now(),
    };
    rows::insert(&tx, row).await?;
    moderation::record_received(store, &tx, id, &because).await?;
    // Nobody but its writer and the moderators sees it yet, and their pages come from no cache.
    tx.commit_unseen().await?;
    Ok(posted)
}

/// What was entered, read.
struct Entered {
    name: String,
    email: EmailAddress,
    body: String,
}

impl Entered {
    fn parse(ask: &Post) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let name = faults.take("name", name::parse_name(&ask.name));
        let email = faults.take("email", EmailAddress::parse(&ask.email));
        let body = faults.take("body", parse_body(&ask.body));
        match (name, email, body) {
            (Some(name), Some(email), Some(body)) => Ok(Self { name, email, body }),
            _ => Err(Error::Faulty(faults)),
        }
    }

    /// The text as HTML, made away from the threads that answer requests (security L2).
    async fn rendered(&self, store: &Store) -> Result<SafeHtml, Error> {
        let html = rendered(store, self.body.clone()).await;
        if html.is_empty() { Err(Error::Faulty(Faults::one("body", Fault::Empty))) } else { Ok(html) }
    }

    /// Why it waits, as far as it can be told without a transaction.
    async fn because(&self, store: &Store, policy: CommentPolicy, marks: Marks) -> Result<Vec<HeldBecause>, Error> {
        let mut because = match policy {
            CommentPolicy::Held | CommentPolicy::Closed => vec![HeldBecause::Policy],
        };
        let mine = name::skeleton(&self.name);
        if rows::names_of_people(&store.read).await?.iter().any(|name| name::skeleton(name) == mine) {
            because.push(HeldBecause::StaffName);
        }
        match marks {
            Marks::OurPage => {}
            Marks::None => because.push(HeldBecause::Unmarked),
        }
        Ok(because)
    }

    /// Why it waits, as far as it hangs on what the same address said before.
    async fn because_of_the_past(&self, store: &Store, tx: &Tx) -> Result<Vec<HeldBecause>, Error> {
        let mut because = Vec::new();
        if !rows::is_known(tx, &self.email).await? {
            because.push(HeldBecause::First);
        }
        if rows::said_since(tx, &self.email, &self.body, store.now() - TimeDelta::days(1)).await? {
            because.push(HeldBecause::Repeated);
        }
        Ok(because)
    }
}

/// Reads a comment's text: something must be there, at most [`MAX_BODY`] characters.
pub(crate) fn parse_body(body: &str) -> Result<String, Fault> {
    let body = text(body, MAX_BODY)?.trim().to_owned();
    if body.is_empty() { Err(Fault::Empty) } else { Ok(body) }
}

/// Renders a comment away from the threads that answer requests.
pub(crate) async fn rendered(store: &Store, body: String) -> SafeHtml {
    store.aside(move || for_comment(&body)).await
}

/// The limits that a comment counts against besides the site's own, the widest first.
fn limits(article: ArticleId, address: IpAddr) -> [(Limit, String); 3] {
    let place = Prefix::NEIGHBOURHOOD.of(address).to_string();
    [(ON_ONE_ARTICLE, article.to_string()), (FROM_ONE_PLACE_A_DAY, place.clone()), (FROM_ONE_PLACE, place)]
}

/// More than the site usually has: the comment is taken all the same.
fn held_in_a_crowd(error: Limited, because: &mut Vec<HeldBecause>) -> Result<(), Error> {
    match error {
        Limited::Over { .. } => because.push(HeldBecause::Crowd),
        Limited::Store(error) => return Err(error.into()),
    }
    Ok(())
}

/// The first comment of the thread that is answered; none for a comment of its own. Slide and parent must be of this very
/// article, and readers must see them (security A2, A6).
async fn thread_of(tx: &Tx, place: &Place, ask: &Post) -> Result<Option<CommentId>, Error> {
    if let Some(slide) = &ask.slide
        && !rows::is_slide_of(&**tx, place.article, slide).await?
    {
        return Err(Error::NoSuchSlide);
    }
    match ask.parent {
        Some(parent) => match rows::published(&**tx, place.article, parent).await? {
            Some(row) => Ok(Some(row.root_id)),
            None => Err(Error::NoSuchParent),
        },
        None => Ok(None),
    }
}

impl From<Limited> for Error {
    fn from(error: Limited) -> Self {
        match error {
            Limited::Over { seconds } => Error::Throttled { seconds },
            Limited::Store(error) => error.into(),
        }
    }
}
