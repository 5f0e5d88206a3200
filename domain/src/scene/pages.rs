//! Pages in a scene, made by the very verbs that the panel uses.

use super::Scene;
use crate::accounts::Caller;
use crate::ids::ArticleId;
use crate::pages::Start;
use crate::slides::SaveSlide;

impl Scene {
    /// A page of that editor's with a sentence under each of its headings.
    pub async fn filled_page(&self, editor: &Caller, start: Start) -> ArticleId {
        let page = editor.pages().expect("the role edits").start_page(start).await.expect("there is room");
        let slides = editor.writing(page).await.expect("the page is there").editor_page().await.expect("it is there").slides;
        for (slide, number) in slides.into_iter().zip(1..) {
            let body = format!("What there is to say, {number}.");
            let ask = SaveSlide { slide: slide.id, based_on: 1, heading: slide.heading, body, pictures: Vec::new() };
            self.write(editor, page, ask).await;
        }
        page
    }

    /// The same, published.
    pub async fn published_page(&self, editor: &Caller, start: Start) -> ArticleId {
        let page = self.filled_page(editor, start).await;
        editor.writing(page).await.expect("the page is there").publish_now().await.expect("nothing stands in the way");
        page
    }
}
