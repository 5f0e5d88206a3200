//! A site in the middle of its work, for tests: people who are signed in, and requests as their browsers make them.

use super::files::MediaFiles;
use super::hash::MediaHash;
use super::intake::Intake;
use crate::cache::PageCache;
use crate::config::Config;
use crate::cookies::{self, Name};
use crate::edge::{PerMinute, RequestIds};
use crate::feeds::card::CardMaker;
use crate::front::Front;
use crate::gates::SetUpGuard;
use crate::public::KnownSite;
use crate::router;
use crate::state::{AppState, Given, SEARCHES_A_MINUTE};
use app::frame::Assets;
use app::media::{UPLOAD, Uploaded};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use bytes::Bytes;
use domain::accounts::{Caller, Role};
use domain::credits::{Credit, Licence};
use domain::scene::{Backend, Scene};
use domain::slides::SavePicture;
use domain::store::SystemRng;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tower::ServiceExt;

pub struct Desk {
    pub scene: Scene,
    pub state: AppState,
    router: Front,
    pub dir: TempDir,
}

/// Somebody's browser.
pub struct Browser {
    pub caller: Caller,
    cookie: String,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub response: Response<()>,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn uploaded(&self) -> Uploaded {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body.escape_ascii());
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The words of a failure.
    pub fn words(&self) -> String {
        serde_json::from_slice::<app::failure::Failure>(&self.body).unwrap().words
    }
}

impl Desk {
    pub async fn new() -> Self {
        Self::with_reserve(0).await
    }

    pub async fn with_reserve(reserve_bytes: u64) -> Self {
        let scene = Scene::on(Backend::Sqlite).await;
        let dir = tempfile::tempdir().unwrap();
        let files = MediaFiles::open(dir.path(), reserve_bytes, Arc::new(SystemRng)).unwrap();
        let listen = "127.0.0.1:3000".parse().unwrap();
        let config = Config::of_folder(dir.path(), listen);
        let state = AppState::from(Given {
            store: scene.store.clone(),
            request_ids: RequestIds::default(),
            assets: Assets::default(),
            cards: Arc::new(CardMaker::new(files.clone())),
            media: Intake::new(files, 2),
            pages: PageCache::new(config.page_cache_bytes),
            config: Arc::new(config),
            known: Arc::new(KnownSite::new(domain::settings::frame(&scene.store).await.unwrap())),
            last_sheet: Arc::default(),
            searches: Arc::new(PerMinute::new(SEARCHES_A_MINUTE)),
            set_up: Arc::new(SetUpGuard::new(&SystemRng, scene.store.now(), true).0),
            readings: Arc::default(),
        });
        Self { scene, router: router::router(&state), state, dir }
    }

    pub async fn browser(&self, name: &str, role: Role) -> Browser {
        let token = self.scene.session(name, role).await;
        let cookie = cookies::set(Name::Session, token.secret(), Duration::from_hours(1));
        let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        Browser { caller: self.scene.caller(&token).await, cookie }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 30_000_000).await.unwrap();
        Answer { status: parts.status, response: Response::from_parts(parts, ()), body }
    }

    pub async fn get(&self, path: &str, browser: Option<&Browser>) -> Answer {
        self.send(request(Method::GET, path, browser).body(Body::empty()).unwrap()).await
    }

    /// Uploads a file as the panel does.
    pub async fn upload(&self, name: &str, file: &[u8], browser: &Browser) -> Answer {
        self.send(multipart(&[("file", name, file)], Some(browser))).await
    }

    pub async fn post_json(&self, path: &str, json: String, browser: &Browser) -> Answer {
        let request = request(Method::POST, path, Some(browser)).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(json.into()).unwrap()).await
    }

    /// Puts an item on the first slide of a new article.
    pub async fn draft_with(&self, uploaded: &Uploaded, browser: &Browser) -> domain::ArticleId {
        let article = self.scene.draft(&browser.caller, "How long is a blur?").await;
        let picture = SavePicture {
            id: None,
            media: Some(uploaded.sheet.id),
            alt: "A lamp".to_owned(),
            decorative: false,
            caption: String::new(),
            credit: Credit { creator: "Ada".to_owned(), licence: Some(Licence::CcBy), ..Credit::default() },
        };
        self.scene.picture(&browser.caller, article, vec![picture]).await;
        article
    }

    /// Shows an item to readers on a new article.
    pub async fn publish_with(&self, uploaded: &Uploaded, browser: &Browser) -> domain::ArticleId {
        let article = self.scene.published(&browser.caller, "How long is a blur?", 1).await;
        let picture = SavePicture {
            id: None,
            media: Some(uploaded.sheet.id),
            alt: "A lamp".to_owned(),
            decorative: false,
            caption: String::new(),
            credit: Credit { creator: "Ada".to_owned(), licence: Some(Licence::CcBy), ..Credit::default() },
        };
        self.scene.picture(&browser.caller, article, vec![picture]).await;
        browser.caller.writing(article).await.unwrap().publish_now().await.unwrap();
        article
    }

    /// Where a size of a picture lies.
    pub fn size_path(&self, hash: &str, width: u32) -> PathBuf {
        assert!(hash.parse::<MediaHash>().is_ok());
        self.dir.path().join(format!("sizes/{}/{hash}-{width}.webp", &hash[..2]))
    }

    /// Where an upload lies.
    pub fn original_path(&self, hash: &str) -> PathBuf {
        self.dir.path().join(format!("originals/{}/{hash}", &hash[..2]))
    }
}

/// A request of a page of the site.
pub fn request(method: Method, path: &str, browser: Option<&Browser>) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
    let request = request.header("sec-fetch-site", "same-origin");
    match browser {
        Some(browser) => request.header(header::COOKIE, &browser.cookie),
        None => request,
    }
}

/// A form of files: the name of each part, the name of its file, its bytes.
pub fn multipart(parts: &[(&str, &str, &[u8])], browser: Option<&Browser>) -> Request<Body> {
    let mut body = Vec::new();
    for (part, name, bytes) in parts {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    let request = request(Method::POST, UPLOAD, browser).header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    request.body(body.into()).unwrap()
}
