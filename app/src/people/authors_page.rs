//! `/authors`: everybody who has published something.

use super::{Avatar, AvatarSize};
use crate::articles::{Pager, article_count};
use crate::frame::{Head, PublicDocument, Surroundings};
use domain::people::{AuthorBox, AuthorsPage};
use leptos::prelude::*;

/// All authors.
#[component]
pub fn Authors(
    /// The page.
    page: AuthorsPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let AuthorsPage { site, from, authors } = page;
    let head = Head {
        title: Some("Authors".to_owned()),
        description: format!("Who writes for {}.", site.title),
        canonical: from.is_none().then(|| "/authors".to_owned()),
        ..Head::default()
    };
    let nobody = match (authors.items.is_empty(), &from) {
        (false, _) => None,
        (true, None) => Some("Nobody has published anything here yet."),
        (true, Some(_)) => Some("Nobody comes after these."),
    };
    let people = authors.items.into_iter().map(|(author, count)| view! { <Row author=author count=count /> });
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <header class="page-head">
                    <h1 class="headline">"Authors"</h1>
                    {nobody.map(|words| view! { <p class="lede">{words}</p> })}
                </header>
                <ul class="authors">{people.collect_view()}</ul>
                <Pager path="/authors".to_owned() is_first=from.is_none() next=authors.next words=("First page", "More ") />
            </div>
        </PublicDocument>
    }
    .into_any()
}

#[component]
fn Row(author: AuthorBox, count: usize) -> impl IntoView {
    let AuthorBox { handle, name, role_line, portrait, .. } = author;
    view! {
        <li class="h-card">
            <Avatar name=name.clone() portrait=portrait size=AvatarSize::Large />
            <div>
                <h2 dir="auto">
                    <a class="u-url p-name" href=format!("/by/{handle}")>
                        {name}
                    </a>
                </h2>
                {(!role_line.is_empty())
                    .then(|| {
                        view! {
                            <p class="p-note" dir="auto">
                                {role_line}
                            </p>
                        }
                    })}
                <p class="meta">{article_count(count)}</p>
            </div>
        </li>
    }
}
