//! The page cache: a page for everybody is rendered once, put into each coding once, and sent as bytes until the site's edition
//! rises.
//!
//! Nothing personal gets in: what is kept is made by [`rendered`] alone, which the public pages call, and only a request
//! without a cookie of ours but the theme's is answered from here.

mod key;
mod page;
mod shelf;

pub use key::Query;
pub use page::{Form, Page};

use crate::state::AppState;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::store::Edition;
use key::Key;
use shelf::Shelf;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// The pages that are kept and those that are being rendered.
#[derive(Debug)]
pub struct PageCache {
    shelf: Shelf,
    /// Pages that somebody is rendering, each with the edition that it is rendered under.
    under_way: Mutex<HashMap<Key, (Edition, Ready)>>,
}

/// Tells those who wait for a page what came of it. It is gone without a word when whoever rendered it went away.
type Ready = watch::Receiver<Option<Came>>;

/// What came of rendering a page.
#[derive(Debug, Clone)]
enum Came {
    /// A page for all who wait.
    Page(Arc<Page>),
    /// Nothing that is everybody's.
    Nothing,
}

impl PageCache {
    /// An empty cache of so many bytes; of none it keeps nothing.
    pub fn new(bears_bytes: usize) -> Arc<Self> {
        Arc::new(Self { shelf: Shelf::new(bears_bytes), under_way: Mutex::default() })
    }

    /// How much the pages weigh that are kept, in bytes.
    pub fn weight_bytes(&self) -> usize {
        self.shelf.weight_bytes()
    }

    /// How many pages were kept so far.
    pub fn count_rendered(&self) -> usize {
        self.shelf.count_put()
    }

    /// The page that a request asks for, if it is kept under that edition and still good.
    pub fn at_once(&self, request: &Request, edition: Edition, now: DateTime<Utc>) -> Option<Arc<Page>> {
        self.find(&Key::of(request)?, edition, now)
    }

    /// The page, if it is kept under that edition and still good.
    fn find(&self, key: &Key, edition: Edition, now: DateTime<Utc>) -> Option<Arc<Page>> {
        self.shelf.find(key, edition).filter(|page| page.is_good(now))
    }

    /// Whose turn it is to render the page: of many who ask for one that is not there, the first.
    fn turn(self: &Arc<Self>, key: &Key, edition: Edition) -> Turn {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        match under_way.get(key) {
            Some((of, ready)) if *of >= edition => Turn::Wait(ready.clone()),
            // What is rendered under an older edition is not waited for: it may be what was before an answer to 'publish'.
            _ => {
                let (tell, ready) = watch::channel(None);
                under_way.insert(key.clone(), (edition, ready));
                Turn::Render(Rendering { cache: self.clone(), key: key.clone(), edition, tell })
            }
        }
    }
}

enum Turn {
    Render(Rendering),
    Wait(Ready),
}

/// A page that is being rendered. When it goes, whatever came of it, nobody waits for it any more.
struct Rendering {
    cache: Arc<PageCache>,
    key: Key,
    edition: Edition,
    tell: watch::Sender<Option<Came>>,
}

impl Rendering {
    fn done(self, page: &Arc<Page>) {
        self.cache.shelf.put(self.key.clone(), page.clone(), self.edition);
        self.tell.send_replace(Some(Came::Page(page.clone())));
    }

    fn nothing(self) {
        self.tell.send_replace(Some(Came::Nothing));
    }
}

impl Drop for Rendering {
    fn drop(&mut self) {
        let mut under_way = self.cache.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.get(&self.key).is_some_and(|(edition, _)| *edition == self.edition) {
            under_way.remove(&self.key);
        }
    }
}

/// A page that may be kept, on its way from the handler that rendered it to the cache around it.
#[derive(Clone)]
struct Rendered {
    page: Arc<Page>,
    query: Query,
}

/// The answer of a handler whose page is everybody's: it was made from the path, this part of the query and the theme alone.
pub fn rendered(page: Page, query: Query) -> Response {
    let mut response = Response::default();
    response.extensions_mut().insert(Rendered { page: Arc::new(page), query });
    response
}

/// Answers from the cache around a public page, or has it rendered: once for all who ask at the same time.
///
/// The edition is asked for before the page is loaded, so that a page which was loaded before a commit is never found after it.
pub async fn around(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let asked = Asked { headers: request.headers().clone(), reads: *request.method() == Method::GET };
    let Some(key) = Key::of(&request) else { return asked.personally(&state, next.run(request).await) };
    // What is rendered is the page, whether its head or all of it was asked for.
    *request.method_mut() = Method::GET;
    let rendering = loop {
        let Some(edition) = state.store.edition() else { break None };
        if let Some(page) = state.pages.find(&key, edition, state.store.now()) {
            return asked.answer(&state, &page);
        }
        match state.pages.turn(&key, edition) {
            Turn::Render(rendering) => break Some(rendering),
            Turn::Wait(mut ready) => match ready.wait_for(Option::is_some).await.as_deref() {
                Ok(Some(Came::Page(page))) => return asked.answer(&state, page),
                Ok(_) => break None,
                // Who rendered it went away: it is somebody else's turn.
                Err(_) => {}
            },
        }
    };
    let Some(rendering) = rendering else { return asked.unkept(&state, next.run(request).await) };
    // Whoever rendered it before may have been done between the look and the turn.
    if let Some(page) = state.pages.find(&key, rendering.edition, state.store.now()) {
        rendering.done(&page);
        return asked.answer(&state, &page);
    }
    let line = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    match response.extensions().get::<Rendered>() {
        Some(Rendered { page, query }) if key.asks_for(query) => {
            if let Some(line) = line {
                page.made_by(line);
            }
            // It is kept in the coding that this reader takes, and in no other before somebody asks.
            let answer = asked.answer(&state, page);
            page.pack();
            rendering.done(page);
            answer
        }
        _ => {
            rendering.nothing();
            asked.unkept(&state, response)
        }
    }
}

/// How a page was asked for.
struct Asked {
    headers: HeaderMap,
    /// Whether all of it is wanted, or only its head.
    reads: bool,
}

impl Asked {
    fn answer(&self, state: &AppState, page: &Page) -> Response {
        self.count(state, page);
        page.answer(&self.headers)
    }

    /// The answer to somebody whose page is nobody else's.
    fn personally(&self, state: &AppState, mut response: Response) -> Response {
        match response.extensions_mut().remove::<Rendered>() {
            Some(Rendered { page, .. }) => {
                self.count(state, &page);
                page.answer_personally()
            }
            None => response,
        }
    }

    /// The answer with a page that is not kept.
    fn unkept(&self, state: &AppState, response: Response) -> Response {
        match response.extensions().get::<Rendered>() {
            Some(Rendered { page, .. }) => self.answer(state, page),
            None => response,
        }
    }

    fn count(&self, state: &AppState, page: &Page) {
        if let Some(counted) = page.counted().filter(|_| self.reads) {
            state.readings.count(counted, &self.headers, state.store.now());
        }
    }
}

#[cfg(test)]
mod tests;
