//! 'Carry on writing': one's own drafts on the desk, the last changed first.

use crate::icon::{Glyph, Icon};
use domain::articles::{ArticleRow, DeskArticles};
use leptos::prelude::*;

/// One's own drafts, and the way to a new article.
#[component]
pub fn CarryOn(
    /// What the desk shows of articles.
    articles: DeskArticles,
) -> impl IntoView {
    let DeskArticles { drafts, draft_count, .. } = articles;
    let all = match draft_count {
        0 | 1 => None,
        count => Some(format!("All {count} drafts")),
    };
    let cards = drafts.into_iter().map(|draft| view! { <Draft draft=draft /> }).collect_view();
    view! {
        <section aria-labelledby="carry-on">
            <div class="section-head">
                <h2 class="h2" id="carry-on">
                    "Carry on writing"
                </h2>
                {all
                    .map(|words| {
                        view! {
                            <a class="push small" href="/admin/articles?state=draft">
                                {words}
                            </a>
                        }
                    })}
            </div>
            <div class="drafts">
                {cards} <a class="draft draft-new" href="/admin/articles/new">
                    <Icon glyph=Glyph::Plus />
                    "Start a new article"
                </a>
            </div>
        </section>
    }
}

#[component]
fn Draft(draft: ArticleRow) -> impl IntoView {
    let ArticleRow { id, title, slide_count, cover, changed, .. } = draft;
    let title = if title.is_empty() { "Untitled".to_owned() } else { title };
    let gap = match (cover.is_some(), slide_count) {
        (_, 0) => "No slide yet".to_owned(),
        (true, 1) => "No second slide yet".to_owned(),
        (true, count) => format!("{} more", count - 1),
        (false, _) => "No picture yet".to_owned(),
    };
    let slides = match slide_count {
        0 => "No slides".to_owned(),
        1 => "1 slide".to_owned(),
        count => format!("{count} slides"),
    };
    let picture = cover.map(|sizes| {
        view! { <img src=sizes.at_least(320) width=sizes.width_px height=sizes.height_px alt="" loading="lazy" /> }
    });
    view! {
        <article class="draft">
            <div class="mini-strip">{picture} <span class="gap">{gap}</span></div>
            <h3 class="title" dir="auto">
                <a href=format!("/admin/articles/{id}")>{title}</a>
            </h3>
            <p class="muted small">
                {slides} ". Changed " <time datetime=changed.iso.clone()>{changed.words()}</time>
            </p>
        </article>
    }
}
