//! What stands under an article: the threads, and the form where comments are taken.

use super::arranged::Arranging;
use super::rows::{self, Place, Seen, comment};
use super::{CommentForm, Conversation, Error, Shown, State, Thread, Waiting, form_token};
use crate::articles::Slug;
use crate::ids::{ArticleId, CommentId, PersonId, SlideId};
use crate::moderation;
use crate::settings::{self, CommentPolicy};
use crate::slides::SafeHtml;
use crate::stamp::Stamp;
use crate::store::Store;
use std::collections::{HashMap, HashSet};

/// The most threads on a page.
const MAX_THREADS: usize = 200;
/// The most comments on a page, unless a single thread has more of its own: of that one the first so many.
const MAX_COMMENTS: usize = 2_000;

/// Who looks, and at which part.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    /// What was written in this browser.
    pub waiting: Waiting,
    /// The last comment of the page before, which answers nobody.
    pub after: Option<CommentId>,
    /// The comment that the form answers.
    pub answers: Option<CommentId>,
}

/// What is said under an article that readers see, and the form. At most ten queries, whatever was said.
///
/// # Errors
/// [`Error::Gone`] when readers do not see the article; a comment to answer that is not there makes a plain form.
pub async fn conversation(store: &Store, article: ArticleId, visit: &Visit) -> Result<Conversation, Error> {
    let place = rows::place_by_id(&store.read, article).await?.ok_or(Error::Gone)?;
    let settings = settings::rows::settings(&store.read).await?;
    let is_open = place.is_open && settings.comment_policy != CommentPolicy::Closed;
    let slides = rows::slides(&store.read, article).await?;
    let look = Look { store, article, visit, slides: &slides, time_zone: &settings.time_zone };
    let thread = Thread { is_open, ..look.thread().await? };
    let form = if is_open { Some(form_of(store, &place, slides, visit.answers).await?) } else { None };
    Ok(Conversation { thread, form })
}

/// A form that is shown again after it was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormAgain {
    /// The article's address now.
    pub slug: Slug,
    /// The article's title.
    pub title: String,
    /// The form, with the token that it had while that is good.
    pub form: CommentForm,
}

/// The form under the article at that address, shown again. `token` is the one that it was sent with.
///
/// # Errors
/// [`Error::Gone`] when readers do not see the article.
pub async fn form_again(store: &Store, at: &Slug, answers: Option<CommentId>, token: &str) -> Result<FormAgain, Error> {
    let place = rows::place(&store.read, at).await?.ok_or(Error::Gone)?;
    let slides = rows::slides(&store.read, place.article).await?;
    let token = form_token::again(store, place.article, token);
    let form = CommentForm { token, ..form_of(store, &place, slides, answers).await? };
    Ok(FormAgain { slug: place.slug, title: place.title, form })
}

async fn form_of(
    store: &Store,
    place: &Place,
    slides: Vec<(SlideId, String)>,
    answers: Option<CommentId>,
) -> Result<CommentForm, Error> {
    let answers = match answers {
        Some(id) => rows::published(&store.read, place.article, id).await?.map(|row| (row.id, row.name)),
        None => None,
    };
    let slides = slides.into_iter().zip(1..).map(|((id, heading), number)| (id, number, heading)).collect();
    Ok(CommentForm { token: form_token::new(store, place.article), slides, answers })
}

/// A visit to one article.
struct Look<'a> {
    store: &'a Store,
    article: ArticleId,
    visit: &'a Visit,
    slides: &'a [(SlideId, String)],
    time_zone: &'a str,
}

impl Look<'_> {
    async fn thread(&self) -> Result<Thread, Error> {
        let db = &self.store.read;
        let own = self.visit.waiting.ids();
        let seen = Seen { article: self.article, own };
        let mut roots = rows::roots(db, &seen, self.visit.after, MAX_THREADS as u64 + 1).await?;
        if roots.is_empty() {
            return Ok(Thread::default());
        }
        let mut next = None;
        if roots.len() > MAX_THREADS {
            roots.truncate(MAX_THREADS);
            next = roots.last().copied();
            // What was written in this browser is found on the first page, wherever its turn is.
            roots.extend(rows::roots_of(db, self.article, own, next).await?);
        }
        let mut shown = rows::in_threads(db, &seen, &roots, MAX_COMMENTS as u64 + 1).await?;
        if keep_whole_threads(&mut shown) {
            next = shown.last().map(|row| row.root_id);
        }
        let gone = rows::by_ids(db, &unseen(&shown)).await?;
        let writers = rows::writers(db, self.article).await?;
        let reasons = self.reasons(&shown).await?;
        let count = usize::try_from(rows::count_published(db, self.article).await?).unwrap_or(usize::MAX);
        let arranging = Arranging {
            shown: &|row| shown_of(row, &writers, &reasons),
            made: &|row| Stamp::new(row.created_at, self.time_zone),
            slide: &|slide| self.slides.iter().position(|(id, _)| id == slide).map(|at| (slide.clone(), at + 1)),
        };
        let is_later = self.visit.after.is_some();
        Ok(Thread { comments: arranging.threads(&shown, &gone), count, is_open: false, is_later, next })
    }

    /// Why those that were refused were: for their writer alone, who is the only one to see them.
    async fn reasons(&self, shown: &[comment::Model]) -> Result<HashMap<CommentId, String>, Error> {
        let refused: Vec<CommentId> = shown.iter().filter(|row| row.state == State::Rejected.code()).map(|row| row.id).collect();
        if refused.is_empty() {
            return Ok(HashMap::new());
        }
        Ok(moderation::rows::reasons(&self.store.read, &refused).await?)
    }
}

/// Drops the last thread when the page is full, unless it is the only one: that one is cut. Whether something was dropped.
fn keep_whole_threads(shown: &mut Vec<comment::Model>) -> bool {
    if shown.len() <= MAX_COMMENTS {
        return false;
    }
    shown.truncate(MAX_COMMENTS);
    let (Some(first), Some(last)) = (shown.first().map(|row| row.root_id), shown.last().map(|row| row.root_id)) else {
        return false;
    };
    if first != last {
        shown.retain(|row| row.root_id != last);
    }
    true
}

/// The comments that are answered, or that began a thread, and are not among those shown.
fn unseen(shown: &[comment::Model]) -> Vec<CommentId> {
    let seen: HashSet<CommentId> = shown.iter().map(|row| row.id).collect();
    let named: HashSet<CommentId> = shown.iter().flat_map(|row| [Some(row.root_id), row.parent_id]).flatten().collect();
    named.difference(&seen).copied().collect()
}

fn shown_of(row: &comment::Model, writers: &[PersonId], reasons: &HashMap<CommentId, String>) -> Shown {
    let name = row.name.clone();
    let body = SafeHtml::sanitised(row.body_html.clone());
    match State::from_code(&row.state) {
        Some(State::Published) => {
            let is_author = row.person_id.is_some_and(|person| writers.contains(&person));
            Shown::Published { name, is_author, is_staff: row.person_id.is_some(), body }
        }
        Some(State::Pending) => Shown::Waiting { name, body },
        Some(State::Rejected) => Shown::Refused { name, body, reason: reasons.get(&row.id).cloned() },
        Some(State::Spam) => Shown::Refused { name, body, reason: None },
        None => Shown::Removed,
    }
}
