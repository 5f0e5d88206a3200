//! `/corrections`: everything that was put right, the newest first.

use super::kind_words;
use crate::articles::Pager;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::icon::{Glyph, Icon};
use domain::corrections::{CorrectedArticle, CorrectionRow, CorrectionsPage};
use leptos::prelude::*;

/// Everything that was put right.
#[component]
pub fn Corrections(
    /// The page.
    page: CorrectionsPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let CorrectionsPage { site, from, corrections } = page;
    let head = Head {
        title: Some("Corrections".to_owned()),
        description: format!("What was put right on {}.", site.title),
        canonical: from.is_none().then(|| "/corrections".to_owned()),
        ..Head::default()
    };
    let nothing = match (corrections.items.is_empty(), &from) {
        (false, _) => None,
        (true, None) => Some("Nothing has had to be put right so far. Every slide has a link to say that something is wrong."),
        (true, Some(_)) => Some("There is nothing before these."),
    };
    let rows = corrections.items.into_iter().map(|row| view! { <Row row=row /> }).collect_view();
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <header class="page-head">
                    <h1 class="headline">"Corrections"</h1>
                    {nothing.map(|words| view! { <p class="lede">{words}</p> })}
                    <p class="row tag-actions">
                        <a class="btn btn-sm btn-quiet" href="/corrections/feed.xml">
                            <Icon glyph=Glyph::Feed />
                            "Follow by RSS"
                        </a>
                    </p>
                </header>
                <ol class="corrections">{rows}</ol>
                <Pager path="/corrections".to_owned() is_first=from.is_none() next=corrections.next />
            </div>
        </PublicDocument>
    }
    .into_any()
}

#[component]
fn Row(row: CorrectionRow) -> impl IntoView {
    let CorrectionRow { correction, article } = row;
    let CorrectedArticle { slug, title, slide } = article;
    let address = slide.map_or_else(|| format!("/{slug}"), |slide| format!("/{slug}#s-{slide}"));
    view! {
        <li>
            <p class="meta">
                <time datetime=correction.at.iso>{correction.at.day}</time>
                ", "
                {kind_words(correction.kind)}
            </p>
            <div>
                <h2 dir="auto">
                    <a href=address>{title}</a>
                </h2>
                <p dir="auto">{correction.text}</p>
            </div>
        </li>
    }
}
