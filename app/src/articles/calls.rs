//! Calls about articles and their slides: the list, the editor, publishing.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::articles::{ArticleFilter, ArticleList, DeskArticles, EditorArticle, SaveHead, Seen, WorkingHead};
use domain::corrections::NewCorrection;
use domain::ids::{ArticleId, SlideId};
use domain::slides::{Move, MoveTo, SafeHtml, SaveSlide, SavedSlide, WorkingSlide};
use leptos::prelude::*;

/// A page of the list of articles: one's own, or everybody's from editor up.
///
/// # Errors
/// Refused below contributor.
#[server(ListArticles, prefix = "/admin/api", endpoint = "articles", input = Json, output = Json)]
pub async fn articles(filter: ArticleFilter) -> Result<ArticleList, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.articles(filter).await?)
}

/// What the desk shows of articles.
///
/// # Errors
/// Refused below contributor.
#[server(LoadDesk, prefix = "/admin/api", endpoint = "desk_articles", input = Json, output = Json)]
pub async fn desk_articles() -> Result<DeskArticles, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.desk_articles().await?)
}

/// Starts an article.
///
/// # Errors
/// Refused below contributor; faulty (`title`).
#[server(prefix = "/admin/api", endpoint = "start_article", input = Json, output = Json)]
pub async fn start_article(title: String) -> Result<ArticleId, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.start(&title).await?)
}

/// Everything that the editor shows of an article.
///
/// # Errors
/// Gone when the article is not the caller's to write.
#[server(LoadArticle, prefix = "/admin/api", endpoint = "article", input = Json, output = Json)]
pub async fn editor_article(article: ArticleId) -> Result<EditorArticle, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.editor_page().await?)
}

/// Saves title, standfirst and address.
///
/// # Errors
/// Stale when they were saved elsewhere meanwhile; faulty by field.
#[server(StoreHead, prefix = "/admin/api", endpoint = "save_head", input = Json, output = Json)]
pub async fn save_head(article: ArticleId, ask: SaveHead) -> Result<WorkingHead, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.save_head(ask).await?)
}

/// Title, standfirst and address as they are now.
///
/// # Errors
/// Gone when the article is not the caller's to write.
#[server(LoadHead, prefix = "/admin/api", endpoint = "head", input = Json, output = Json)]
pub async fn load_head(article: ArticleId) -> Result<WorkingHead, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.head().await?)
}

/// Saves a slide.
///
/// # Errors
/// Stale when it was saved elsewhere meanwhile; faulty by field; gone when the slide was removed.
#[server(StoreSlide, prefix = "/admin/api", endpoint = "save_slide", input = Json, output = Json)]
pub async fn save_slide(article: ArticleId, ask: SaveSlide) -> Result<SavedSlide, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.save_slide(ask).await?)
}

/// A slide as it is now.
///
/// # Errors
/// Gone when it is not on the article.
#[server(LoadSlide, prefix = "/admin/api", endpoint = "slide", input = Json, output = Json)]
pub async fn load_slide(article: ArticleId, slide: SlideId) -> Result<WorkingSlide, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.slide(&slide).await?)
}

/// Adds an empty slide after that one, or at the end.
///
/// # Errors
/// Faulty (`slides`) when there are too many.
#[server(prefix = "/admin/api", endpoint = "add_slide", input = Json, output = Json)]
pub async fn add_slide(article: ArticleId, after: Option<SlideId>) -> Result<WorkingSlide, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.add_slide(after).await?)
}

/// Puts a copy of the slide after it.
///
/// # Errors
/// As [`add_slide`].
#[server(prefix = "/admin/api", endpoint = "duplicate_slide", input = Json, output = Json)]
pub async fn duplicate_slide(article: ArticleId, slide: SlideId) -> Result<WorkingSlide, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.duplicate(slide).await?)
}

/// Takes a slide out of the article.
///
/// # Errors
/// Gone when it is not on the article.
#[server(prefix = "/admin/api", endpoint = "remove_slide", input = Json, output = Json)]
pub async fn remove_slide(article: ArticleId, slide: SlideId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.remove_slide(slide).await?)
}

/// Brings a removed slide back to its place.
///
/// # Errors
/// Gone when no such slide was removed.
#[server(prefix = "/admin/api", endpoint = "restore_slide", input = Json, output = Json)]
pub async fn restore_slide(article: ArticleId, slide: SlideId) -> Result<WorkingSlide, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.restore_slide(slide).await?)
}

/// Moves a slide.
///
/// # Errors
/// Gone when one of the slides is not on the article.
#[server(prefix = "/admin/api", endpoint = "move_slide", input = Json, output = Json)]
pub async fn move_slide(article: ArticleId, ask: Move) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.move_slide(ask).await?)
}

/// Moves a slide to another article.
///
/// # Errors
/// Gone when the slide is not on the article, or the other one is not the caller's to write; faulty (`slides`) when there is no
/// room.
#[server(prefix = "/admin/api", endpoint = "move_slide_to", input = Json, output = Json)]
pub async fn move_slide_to(article: ArticleId, ask: MoveTo) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.move_slide_to(ask).await?)
}

/// What a text looks like to readers.
///
/// # Errors
/// Faulty (`body`) when it is too long.
#[server(prefix = "/admin/api", endpoint = "preview", input = Json, output = Json)]
pub async fn preview(article: ArticleId, body: String) -> Result<SafeHtml, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.preview(body).await?)
}

/// Shows readers the working copy as it was seen, and tells them what was put right, if anything is to be told.
///
/// # Errors
/// Stale when anything was changed meanwhile; impossible when a check stands in the way; refused to contributors; faulty
/// (`correction`).
#[server(prefix = "/admin/api", endpoint = "publish", input = Json, output = Json)]
pub async fn publish(article: ArticleId, seen: Seen, correction: Option<NewCorrection>) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.publish_with(seen, correction).await?)
}

/// Takes the article from readers.
///
/// # Errors
/// Impossible when it is not published; refused to contributors.
#[server(prefix = "/admin/api", endpoint = "withdraw", input = Json, output = Json)]
pub async fn withdraw(article: ArticleId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.withdraw().await?)
}

/// Hands the article to the editors.
///
/// # Errors
/// Impossible when a check stands in the way, or it is published or handed in already.
#[server(prefix = "/admin/api", endpoint = "hand_in", input = Json, output = Json)]
pub async fn hand_in(article: ArticleId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.hand_in().await?)
}

/// Makes what was handed in a draft again.
///
/// # Errors
/// Impossible when it does not wait for review.
#[server(prefix = "/admin/api", endpoint = "take_back", input = Json, output = Json)]
pub async fn take_back(article: ArticleId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.take_back().await?)
}
