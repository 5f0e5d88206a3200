//! What stands under an article: the threads, and the form where comments are taken.

use super::arranged::Arranging;
use super::rows::{self, comment};
use super::{CommentForm, Conversation, Error, Shown, State, Thread, Waiting, form_token};
use crate::articles::{ArticlePage, Slug};
use crate::ids::{ArticleId, CommentId, PersonId, SlideId};
use crate::moderation;
use crate::slides::SafeHtml;
use crate::stamp::Stamp;
use crate::store::{self, Store};
use std::collections::{BTreeSet, HashMap, HashSet};

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

/// What is said under an article that readers see, and the form; `page` is the article as it was just loaded. No query while
/// nobody has said anything, at most six whatever was said. A comment to answer that is not there makes a plain form.
///
/// # Errors
/// What the database says.
pub async fn conversation(store: &Store, page: &ArticlePage, visit: &Visit) -> Result<Conversation, store::Error> {
    let thread = Look { store, page, visit }.thread().await?;
    let form = if page.thread.is_open {
        let slides = page.slides.iter().map(|slide| (slide.id.clone(), slide.heading.clone()));
        Some(form_of(store, page.id, slides.collect(), visit.answers).await?)
    } else {
        None
    };
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
    let form = CommentForm { token, ..form_of(store, place.article, slides, answers).await? };
    Ok(FormAgain { slug: place.slug, title: place.title, form })
}

async fn form_of(
    store: &Store,
    article: ArticleId,
    slides: Vec<(SlideId, String)>,
    answers: Option<CommentId>,
) -> Result<CommentForm, store::Error> {
    let answers = match answers {
        Some(id) => rows::published(&store.read, article, id).await?.map(|row| (row.id, row.name)),
        None => None,
    };
    let slides = slides.into_iter().zip(1..).map(|((id, heading), number)| (id, number, heading)).collect();
    Ok(CommentForm { token: form_token::new(store, article), slides, answers })
}

/// A visit to one article.
struct Look<'a> {
    store: &'a Store,
    page: &'a ArticlePage,
    visit: &'a Visit,
}

impl Look<'_> {
    async fn thread(&self) -> Result<Thread, store::Error> {
        let (db, article) = (&self.store.read, self.page.id);
        let own = self.own().await?;
        let thread = Thread { is_later: self.visit.after.is_some(), ..self.page.thread.clone() };
        if thread.count == 0 && own.is_empty() {
            return Ok(thread);
        }
        let published = rows::roots(db, article, self.visit.after, MAX_THREADS as u64 + 1).await?;
        let (roots, mut next) = self.roots(published, &own);
        if roots.is_empty() {
            return Ok(thread);
        }
        let mut shown = rows::in_threads(db, article, &roots, MAX_COMMENTS as u64 + 1).await?;
        shown.extend(own.into_iter().filter(|row| roots.contains(&row.root_id) && row.state != State::Published.code()));
        shown.sort_by_key(|row| (row.root_id, row.id));
        if keep_whole_threads(&mut shown) {
            next = shown.last().map(|row| row.root_id);
        }
        let unseen = unseen(&shown);
        let gone = if unseen.is_empty() { Vec::new() } else { rows::by_ids(db, &unseen).await? };
        let reasons = self.reasons(&shown).await?;
        let arranging = Arranging {
            shown: &|row| shown_of(row, &self.page.writers, &reasons),
            made: &|row| Stamp::new(row.created_at, &self.page.time_zone),
            slide: &|slide| self.page.slides.iter().find(|other| other.id == *slide).map(|other| (slide.clone(), other.number)),
        };
        Ok(Thread { comments: arranging.threads(&shown, &gone), next, ..thread })
    }

    /// What was written in this browser under this article.
    async fn own(&self) -> Result<Vec<comment::Model>, store::Error> {
        match self.visit.waiting.ids() {
            [] => Ok(Vec::new()),
            ids => Ok(rows::own(&self.store.read, self.page.id, ids).await?),
        }
    }

    /// The threads of this page, by their first comments in order, and the last of them when more come after it. What was
    /// written in this browser is found on the first page, wherever its turn is.
    fn roots(&self, published: Vec<CommentId>, own: &[comment::Model]) -> (Vec<CommentId>, Option<CommentId>) {
        let own = own.iter().map(|row| row.root_id).filter(|root| self.visit.after.is_none_or(|after| *root > after));
        let mut roots: Vec<CommentId> = own.clone().chain(published).collect();
        roots.sort_unstable();
        roots.dedup();
        if roots.len() <= MAX_THREADS {
            return (roots, None);
        }
        roots.truncate(MAX_THREADS);
        let next = roots.last().copied();
        let later: BTreeSet<CommentId> = own.filter(|root| Some(*root) > next).collect();
        roots.extend(later);
        (roots, next)
    }

    /// Why those that were refused were: for their writer alone, who is the only one to see them.
    async fn reasons(&self, shown: &[comment::Model]) -> Result<HashMap<CommentId, String>, store::Error> {
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
    let body = SafeHtml::stored(row.body_html.clone());
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
