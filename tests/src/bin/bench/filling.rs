//! A data folder filled by the very verbs that the panel uses.

use domain::accounts::Role;
use domain::ids::{ArticleId, SlideId};
use domain::scene::Scene;
use server::config::Config;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

/// What is in the folder.
pub struct Filled {
    /// The paths of the articles, in the order in which they were made.
    pub addresses: Vec<String>,
    /// The secret of an editor's session.
    pub session: String,
    /// One of the articles, the editor's own.
    pub article: ArticleId,
    /// Its first slide.
    pub slide: SlideId,
    /// The version that the next save of that slide is based on.
    pub version: i32,
}

/// Sets a site up in the folder, with so many published articles of three slides.
pub async fn fill(data: &Path, articles: usize) -> Filled {
    let config = Config::of_folder(data, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let store = server::serve::open_store(&config).await.expect("a new folder takes a store");
    let scene = Scene::over(store);
    scene.owner().await;
    let (editor, token) = scene.signed_in("Vera Nilsen", Role::Editor).await;
    let mut addresses = Vec::with_capacity(articles);
    let mut last = None;
    for number in 1..=articles {
        let article = scene.published(&editor, &format!("Lamp number {number}"), 3).await;
        addresses.push(format!("/lamp-number-{number}"));
        last = Some(article);
    }
    let article = last.expect("at least one article is asked for");
    let writing = editor.writing(article).await.expect("an editor may write");
    let page = writing.editor_page().await.expect("the article is there");
    let slide = page.slides.into_iter().next().expect("it has slides");
    Filled { addresses, session: token.secret(), article, slide: slide.id, version: slide.version }
}
