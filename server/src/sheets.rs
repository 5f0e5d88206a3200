//! The style sheet that says how the site looks, by its hash: an address of it never means anything else.

use crate::encoding::Encoding;
use crate::public::broken;
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::settings;
use std::sync::{Arc, Mutex, PoisonError};

/// The sheet that was asked for last, in every coding: all readers ask for one.
#[derive(Debug, Default)]
pub struct LastSheet(Mutex<Option<Arc<Coded>>>);

/// A sheet in every coding.
#[derive(Debug)]
struct Coded {
    hash: String,
    bodies: [(Encoding, Bytes); 3],
}

impl LastSheet {
    fn find(&self, hash: &str) -> Option<Arc<Coded>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|last| last.hash == hash).cloned()
    }

    fn keep(&self, hash: &str, css: &str) -> Arc<Coded> {
        let [brotli, gzip] = Encoding::SMALLER;
        let bodies = [brotli, gzip, Encoding::Identity].map(|encoding| (encoding, encoding.of(css.as_bytes()).into()));
        let coded = Arc::new(Coded { hash: hash.to_owned(), bodies });
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&coded));
        coded
    }
}

impl Coded {
    fn answer(&self, headers: &HeaderMap) -> Response {
        let best = Encoding::best(headers);
        let (_, body) = self.bodies.iter().find(|(encoding, _)| *encoding == best).expect("there is one of each");
        let mut response = body.clone().into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
        if let Some(value) = best.value() {
            response.headers_mut().insert(header::CONTENT_ENCODING, value);
        }
        response
    }
}

/// `GET /sheets/{hash}.css`.
pub async fn serve(State(state): State<AppState>, headers: HeaderMap, Path(file): Path<String>) -> Response {
    let Some(hash) = file.strip_suffix(".css").filter(|hash| is_hash(hash)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(coded) = state.last_sheet.find(hash) {
        return coded.answer(&headers);
    }
    match settings::site_sheet(&state.store, hash).await {
        Ok(Some(css)) => state.last_sheet.keep(hash, &css).answer(&headers),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use crate::public::site::Site;
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use domain::settings::{HomeArrangement, SaveAppearance};

    #[tokio::test]
    async fn o05_d05_pages_link_to_one_sheet_that_is_kept_for_ever_and_nothing_else_changes() {
        let site = Site::new().await;
        site.scene.published(&site.owner, "Lamps", 2).await;
        let before = site.get("/lamps").await;
        let ask = SaveAppearance {
            logo: None,
            based_on: 0,
            accent: "#7fd1b9".to_owned(),
            paper: String::new(),
            home: HomeArrangement::Lead,
            own_css: ".slide { border: 0 } </style><script>".to_owned(),
            own_is_on: true,
        };
        site.owner.administration().unwrap().save_appearance(ask).await.unwrap();
        let after = site.get("/lamps").await;
        let address =
            after.body.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.starts_with("/sheets/"));
        let address = address.expect("the page links to it").to_owned();
        let link = format!("<link rel=\"stylesheet\" href=\"{address}\">");
        assert_eq!(after.body.replace(&link, ""), before.body, "nothing of it stands in the page itself");
        assert_eq!(after.header(header::CONTENT_SECURITY_POLICY), before.header(header::CONTENT_SECURITY_POLICY));
        let sheet = site.get(&address).await;
        assert_eq!(sheet.header(header::CONTENT_TYPE), "text/css; charset=utf-8");
        assert_eq!(sheet.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(sheet.header(header::CACHE_CONTROL).contains("immutable"));
        let (again, queries) = site.scene.counted(site.get(&address)).await;
        assert_eq!((again.body == sheet.body, queries), (true, 0));
        let request = Request::get(&address).header(header::ACCEPT_ENCODING, "gzip, br").body(Body::empty()).unwrap();
        let small = site.ask_bytes(request).await;
        assert_eq!((small.header(header::CONTENT_ENCODING), small.header(header::VARY)), ("br", "Accept-Encoding"));
        let mut whole = Vec::new();
        brotli::BrotliDecompress(&mut small.body.as_slice(), &mut whole).unwrap();
        assert_eq!(whole, sheet.body.as_bytes());
        assert!(sheet.body.contains("--lamp:light-dark(#7fd1b9,#7fd1b9)") && sheet.body.contains("@layer own{.slide"));
        for (path, status) in [("/nowhere", StatusCode::NOT_FOUND), ("/", StatusCode::OK), ("/lamps/slideshow", StatusCode::OK)] {
            let page = site.get(path).await;
            assert_eq!((page.status, page.body.contains(&link)), (status, true), "{path}");
        }
    }

    #[tokio::test]
    async fn h07_no_other_name_is_a_sheet() {
        let site = Site::new().await;
        for name in
            ["x.css", "00000000000000000000000000000000.css", "00000000000000000000000000000000", "..%2fadmin.css", "%00.css"]
        {
            let answer = site.get(&format!("/sheets/{name}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
            assert!(!answer.header(header::CACHE_CONTROL).contains("immutable"), "{name}");
        }
    }
}
