//! What the moderators' desk shows: the queue, and what stands beside the comment that is judged.

use super::rows::{self, Named, Place};
use super::{Answered, Context, ContextSlide, Decision, Earlier, Error, Queue, QueueItem, Record, change};
use crate::accounts::{ModerationDoor, Scope};
use crate::comments::rows::comment;
use crate::comments::{HeldBecause, State};
use crate::ids::{ArticleId, CommentId, SlideId};
use crate::page::{Cursor, Page};
use crate::slides::{Figure, SafeHtml};
use crate::stamp::Stamp;
use crate::store::paging;
use std::collections::HashMap;

/// How many comments a page of the queue holds.
const PAGE: u64 = 50;
/// How many comments of an address are shown beside one of them.
const MAX_EARLIER: u64 = 6;
/// How many characters of a comment are shown in one line.
const MAX_EXCERPT: usize = 160;

impl ModerationDoor<'_> {
    /// A page of the queue of that state, with how many there are in each. At most eight queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn queue(&self, state: State, after: Option<Cursor>) -> Result<Queue, Error> {
        let db = &self.store().read;
        let after = after.and_then(|cursor| cursor.0.parse().ok());
        let place = Place { state, after, most: PAGE + 1 };
        let Page { items, next } = paging::cut(rows::page(db, self.scope, &place).await?, PAGE, |row| row.id);
        let items = self.items(items).await?;
        let counts = rows::counts(db, self.scope).await?;
        Ok(Queue { state, comments: Page { items, next }, counts, me: self.caller.name.clone() })
    }

    /// One comment as the queue shows it.
    ///
    /// # Errors
    /// [`Error::Gone`].
    pub async fn item(&self, id: CommentId) -> Result<QueueItem, Error> {
        let row = rows::comment(&self.store().read, self.scope, id).await?.ok_or(Error::Gone)?;
        self.items(vec![row]).await?.pop().ok_or(Error::Gone)
    }

    /// What stands beside a comment while it is judged: its writer's record, what it is about, what was decided.
    ///
    /// # Errors
    /// [`Error::Gone`].
    pub async fn context(&self, id: CommentId) -> Result<Context, Error> {
        let db = &self.store().read;
        let row = rows::comment(db, self.scope, id).await?.ok_or(Error::Gone)?;
        let zone = self.time_zone().await?;
        let stamp = |at| Stamp::new(at, &zone);
        let (since, record) = if row.email.is_empty() {
            (None, Vec::new())
        } else {
            let latest = rows::latest_of(db, self.scope, &row.email, MAX_EARLIER).await?;
            let since = rows::first_of(db, self.scope, &row.email).await?;
            (since.map(stamp), with_this_one(latest, &row).iter().rev().map(|row| earlier(row, &zone)).collect())
        };
        let slide = match &row.slide_id {
            Some(slide) => self.slide(row.article_id, slide).await?,
            None => None,
        };
        let answers = match row.parent_id {
            Some(parent) => rows::comment(db, self.scope, parent).await?.map(answered),
            None => None,
        };
        let decisions = rows::decisions(db, &[id]).await?.into_iter().map(|(row, by)| change::model(row, by, &zone)).collect();
        Ok(Context { comment: id, name: row.name, since, record, slide, answers, decisions })
    }

    async fn slide(&self, article: ArticleId, id: &SlideId) -> Result<Option<ContextSlide>, Error> {
        let db = &self.store().read;
        let Some(live) = rows::live_slide(db, id).await?.filter(|live| live.article_id == article) else { return Ok(None) };
        let number = usize::try_from(live.position).unwrap_or_default();
        let figures: Vec<Figure> = serde_json::from_str(&live.figures).unwrap_or_default();
        let picture = figures.into_iter().next().map(|figure| figure.sizes);
        Ok(Some(ContextSlide { id: id.clone(), number, heading: live.heading, picture }))
    }

    /// Whether the caller edits the articles whose comments they decide: everybody's, or their own.
    fn may_edit(&self) -> bool {
        match self.scope {
            Scope::Everything => self.caller.role().edits(),
            Scope::OwnArticles(_) => true,
        }
    }

    async fn items(&self, page: Vec<comment::Model>) -> Result<Vec<QueueItem>, Error> {
        if page.is_empty() {
            return Ok(Vec::new());
        }
        let db = &self.store().read;
        let emails = page.iter().map(|row| row.email.clone()).filter(|email| !email.is_empty()).collect();
        let ids: Vec<CommentId> = page.iter().map(|row| row.id).collect();
        let mut articles: Vec<ArticleId> = page.iter().map(|row| row.article_id).collect();
        articles.sort_unstable();
        articles.dedup();
        let zone = self.time_zone().await?;
        let beside = Beside {
            records: rows::records(db, self.scope, emails).await?,
            articles: rows::articles(db, &articles, self.may_edit()).await?,
            slides: rows::places(db, page.iter().filter_map(|row| row.slide_id.clone()).collect()).await?,
            decided: rows::decisions(db, &ids)
                .await?
                .into_iter()
                .filter(|(row, _)| row.comment_version > 0)
                .map(|(row, by)| (row.comment_id, change::model(row, by, &zone)))
                .collect(),
            zone,
        };
        Ok(page.into_iter().filter_map(|row| beside.item(row)).collect())
    }
}

/// What the rows of a page are joined with.
struct Beside {
    records: HashMap<String, Record>,
    articles: HashMap<ArticleId, Named>,
    slides: HashMap<SlideId, (ArticleId, usize)>,
    decided: HashMap<CommentId, Decision>,
    zone: String,
}

impl Beside {
    /// None for a state that this program does not know.
    fn item(&self, row: comment::Model) -> Option<QueueItem> {
        let state = State::from_code(&row.state)?;
        let article = self.articles.get(&row.article_id);
        Some(QueueItem {
            id: row.id,
            version: row.version,
            state,
            is_staff: row.person_id.is_some(),
            record: self.records.get(&row.email).copied().unwrap_or_default().without(state),
            made: Stamp::new(row.created_at, &self.zone),
            body: SafeHtml::stored(row.body_html),
            excerpt: excerpt(&row.body),
            slug: article.and_then(|article| article.slug.clone()),
            article: article.and_then(|article| article.title.clone()),
            slide: row.slide_id.as_ref().and_then(|id| self.number(id, row.article_id)),
            because: HeldBecause::from_codes(&row.held_because),
            decided: self.decided.get(&row.id).cloned(),
            name: row.name,
        })
    }

    /// The number of the slide in that article, as long as readers see it there.
    fn number(&self, slide: &SlideId, article: ArticleId) -> Option<usize> {
        self.slides.get(slide).filter(|(shown_by, _)| *shown_by == article).map(|(_, number)| *number)
    }
}

/// The latest comments with the one in question among them, however old it is.
fn with_this_one(mut latest: Vec<comment::Model>, this: &comment::Model) -> Vec<comment::Model> {
    if !latest.iter().any(|row| row.id == this.id) {
        latest.pop();
        latest.push(this.clone());
    }
    latest
}

fn earlier(row: &comment::Model, zone: &str) -> Earlier {
    let state = State::from_code(&row.state).unwrap_or(State::Pending);
    Earlier { id: row.id, state, made: Stamp::new(row.created_at, zone), text: excerpt(&row.body) }
}

/// How a text begins, in one line.
fn excerpt(body: &str) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_EXCERPT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn answered(row: comment::Model) -> Answered {
    Answered { name: row.name, is_staff: row.person_id.is_some(), body: SafeHtml::stored(row.body_html) }
}
