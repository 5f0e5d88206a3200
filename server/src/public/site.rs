//! A site in this process, for tests: an owner, a clock of the test's own, and the whole router.

use crate::access::Table;
use crate::config::Config;
use crate::front::Front;
use crate::router::served;
use crate::serve;
use crate::state::AppState;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::ArticleId;
use domain::accounts::Caller;
use domain::articles::SaveHead;
use domain::scene::{Backend, Scene};
use domain::settings::SaveSettings;
use domain::slides::{SavePicture, SaveSlide};
use tower::ServiceExt;

pub(crate) const LISTEN: &str = "127.0.0.1:3000";

/// A site with an owner, and its router.
pub(crate) struct Site {
    pub(crate) scene: Scene,
    pub(crate) owner: Caller,
    pub(crate) state: AppState,
    pub(crate) router: Front,
}

pub(crate) struct Answer<B = String> {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: B,
}

impl<B> Answer<B> {
    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) async fn state(scene: &Scene) -> AppState {
    let listen = LISTEN.parse().unwrap();
    // No page of these stories asks for a picture's file: the folder may go.
    let folder = tempfile::tempdir().unwrap();
    let config = Config::of_folder(folder.path(), listen);
    let media = serve::open_media(&config).unwrap();
    serve::state(config, scene.store.clone(), media).await.unwrap().0
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with(|table| table).await
    }

    /// The same with what `more` adds to the access table.
    pub(crate) async fn with(more: impl FnOnce(Table) -> Table) -> Self {
        let scene = Scene::on(Backend::Sqlite).await;
        let owner = scene.owner().await;
        let state = state(&scene).await;
        let router = served(&state, more);
        Self { scene, owner, state, router }
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.ask_bytes(request).await;
        Answer { status: answer.status, headers: answer.headers, body: String::from_utf8(answer.body).unwrap() }
    }

    /// The same with the body as it was sent.
    pub(crate) async fn ask_bytes(&self, mut request: Request<Body>) -> Answer<Vec<u8>> {
        request.headers_mut().insert(header::HOST, LISTEN.parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 1 << 24).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(name, *value));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Changes the first slide of the working copy.
    pub(crate) async fn rewrite(&self, article: ArticleId, text: &str, pictures: Vec<SavePicture>) {
        let writing = self.owner.writing(article).await.unwrap();
        let slide = writing.editor_page().await.unwrap().slides.swap_remove(0);
        let (heading, body) = (text.to_owned(), text.to_owned());
        writing.save_slide(SaveSlide { slide: slide.id, based_on: slide.version, heading, body, pictures }).await.unwrap();
    }

    pub(crate) async fn rename(&self, article: ArticleId, head: (&str, &str), slug: Option<&str>) {
        let writing = self.owner.writing(article).await.unwrap();
        let now = writing.head().await.unwrap();
        let (title, standfirst, slug) = (head.0.to_owned(), head.1.to_owned(), slug.map(str::to_owned));
        writing.save_head(SaveHead { based_on: now.version, title, standfirst, slug, topics: now.topics }).await.unwrap();
    }

    /// The settings as somebody would save them who changed nothing.
    pub(crate) async fn settings(&self) -> SaveSettings {
        self.owner.administration().unwrap().settings().await.unwrap().into()
    }

    pub(crate) async fn save_settings(&self, settings: SaveSettings) {
        self.owner.administration().unwrap().save_settings(settings).await.unwrap();
    }

    /// Raises the site's edition and changes no page.
    pub(crate) async fn let_an_edition_pass(&self) {
        self.save_settings(self.settings().await).await;
    }

    pub(crate) async fn publish(&self, article: ArticleId) {
        self.owner.writing(article).await.unwrap().publish_now().await.unwrap();
    }
}
