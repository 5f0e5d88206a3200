//! `/admin/articles`: the list of articles, by state, the last changed first.

use super::calls;
use super::editor::status_words;
use crate::accounts::calls::MeResource;
use crate::admin::{Awaited, PageHead, Trouble};
use crate::icon::{Glyph, Icon};
use domain::articles::{ArticleFilter, ArticleList, ArticleRow, Status};
use domain::page::Cursor;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The list.
#[component]
pub fn ArticlesPage() -> impl IntoView {
    let query = use_query_map();
    let status = Memo::new(move |_| query.with(|query| query.get("state").and_then(|code| Status::from_code(&code))));
    let from = Memo::new(move |_| query.with(|query| query.get("from")));
    let loaded = Resource::new(
        move || (status.get(), from.get()),
        |(status, from)| calls::articles(ArticleFilter { status, from: from.map(Cursor) }),
    );
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(list) => {
                    view! { <List list=list status=status.get_untracked() is_first=from.get_untracked().is_none() /> }.into_any()
                }
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <PageHead title="Articles">
                <ToTopics />
                <a class="btn" href="/admin/articles/paste">
                    <Icon glyph=Glyph::Copy />
                    "Paste a page"
                </a>
                <a class="btn btn-primary" href="/admin/articles/new">
                    <Icon glyph=Glyph::Plus />
                    "New article"
                </a>
            </PageHead>
            <Awaited words="Loading articles" kept=true>{page}</Awaited>
        </div>
    }
    .into_any()
}

/// The way to topics and pages, for those who look after them.
#[component]
fn ToTopics() -> impl IntoView {
    let MeResource(me) = expect_context();
    let edits = move || me.get().and_then(Result::ok).is_some_and(|me| me.role.edits());
    view! {
        <span class="push">
            <Awaited kept=true>
                {move || {
                    edits()
                        .then(|| {
                            view! {
                                <a class="btn btn-quiet" href="/admin/pages">
                                    "Pages"
                                </a>
                                <a class="btn btn-quiet" href="/admin/topics">
                                    "Topics"
                                </a>
                            }
                        })
                }}
            </Awaited>
        </span>
    }
}

#[component]
fn List(list: ArticleList, status: Option<Status>, is_first: bool) -> impl IntoView {
    let ArticleList { page, counts } = list;
    let is_empty = page.items.is_empty();
    let rows = page.items.into_iter().map(|row| view! { <Row row=row /> }).collect_view();
    let next = page.next.map(|next| address(status, Some(&next)));
    view! {
        <Filters status=status counts=counts />
        {if is_empty {
            view! { <Nothing status=status has_any={counts.iter().sum::<u64>() > 0} /> }.into_any()
        } else {
            view! {
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Title"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Author"</th>
                            <th scope="col">"Comments"</th>
                            <th scope="col" aria-sort="descending">
                                "Changed"
                            </th>
                            <th scope="col">
                                <span class="sr">"Actions"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
                .into_any()
        }}
        {(next.is_some() || !is_first).then(|| view! { <ListPager status=status next=next is_first=is_first /> })}
    }
    .into_any()
}

/// The address of the list, by state and from where.
fn address(status: Option<Status>, from: Option<&Cursor>) -> String {
    let state = status.map(|status| format!("state={}", status.code()));
    let from = from.map(|from| format!("from={}", from.0));
    let query: Vec<String> = state.into_iter().chain(from).collect();
    if query.is_empty() { "/admin/articles".to_owned() } else { format!("/admin/articles?{}", query.join("&")) }
}

fn filter_words(status: Option<Status>) -> &'static str {
    match status {
        None => "All",
        Some(Status::Draft) => "Drafts",
        Some(Status::Review) => "For review",
        Some(Status::Published) => "Published",
        Some(Status::Withdrawn) => "Withdrawn",
    }
}

#[component]
fn Filters(status: Option<Status>, counts: [u64; 4]) -> impl IntoView {
    let all = (None, counts.iter().sum::<u64>());
    let each = Status::ALL.into_iter().zip(counts).map(|(status, count)| (Some(status), count));
    let links = std::iter::once(all)
        .chain(each)
        .map(|(one, count)| {
            view! {
                <a href=address(one, None) aria-current=(one == status).then_some("page")>
                    {filter_words(one)}
                    " "
                    <span class="n">{count}</span>
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="filters" aria-label="By state">
            {links}
        </nav>
    }
}

#[component]
fn Nothing(status: Option<Status>, has_any: bool) -> impl IntoView {
    if has_any || status.is_some() {
        view! {
            <div class="empty">
                <h2>"Nothing here"</h2>
                <p>"No article is in this state, or there are no more."</p>
                <a class="btn" href="/admin/articles">
                    "See all articles"
                </a>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="empty">
                <h2>"No articles yet"</h2>
                <p>
                    "An article is a row of slides: a picture, what it shows, who made it, and a few sentences. One slide is enough to begin."
                </p>
                <div class="row">
                    <a class="btn btn-primary" href="/admin/articles/new">
                        <Icon glyph=Glyph::Plus />
                        "Write the first one"
                    </a>
                    <a class="btn" href="/admin/articles/paste">
                        "Paste a page"
                    </a>
                </div>
            </div>
        }
        .into_any()
    }
}

#[component]
fn Row(row: ArticleRow) -> impl IntoView {
    let ArticleRow { id, slug, title, status, slide_count, slides_lacking, comment_count, authors, cover, changed } = row;
    let title = if title.is_empty() { "Untitled".to_owned() } else { title };
    let slides = if slide_count == 1 { "1 slide".to_owned() } else { format!("{slide_count} slides") };
    let lacking = match slides_lacking {
        0 => None,
        1 => Some("1 slide without credit or alternative text".to_owned()),
        count => Some(format!("{count} slides without credit or alternative text")),
    };
    let edit = format!("/admin/articles/{id}");
    let numbers_words = format!("Numbers of “{title}”");
    let view_words = format!("View “{title}”");
    view! {
        <tr>
            <td class="c-main">
                <div class="cell-title">
                    <span class="thumb">{cover.map(|sizes| view! { <img src=sizes.at_least(320) alt="" loading="lazy" /> })}</span>
                    <div>
                        <p class="title" dir="auto">
                            <a href=edit>{title}</a>
                        </p>
                        <p class="sub">
                            <span>{slides}</span>
                            {lacking
                                .map(|words| {
                                    view! {
                                        <span class="error">
                                            <Icon glyph=Glyph::Warning />
                                            {words}
                                        </span>
                                    }
                                })}
                        </p>
                    </div>
                </div>
            </td>
            <td class="c-meta">
                <span class="badge" data-state=status.code()>
                    {status_words(status)}
                </span>
            </td>
            <td class="c-hide">{authors.join(", ")}</td>
            <td class="c-hide num">
                {if comment_count == 0 { view! { <span class="muted">"none"</span> }.into_any() } else { comment_count.into_any() }}
            </td>
            <td class="c-meta muted small">
                <time datetime=changed.iso.clone()>{changed.words()}</time>
            </td>
            <td class="row-menu">
                {(status == Status::Published)
                    .then(|| {
                        view! {
                            <a
                                class="btn btn-quiet btn-icon btn-sm"
                                href=format!("/admin/articles/{id}/numbers")
                                aria-label=numbers_words
                            >
                                <Icon glyph=Glyph::Numbers />
                            </a>
                            <a class="btn btn-quiet btn-icon btn-sm" href=format!("/{slug}") rel="external" aria-label=view_words>
                                <Icon glyph=Glyph::Outside />
                            </a>
                        }
                    })}
            </td>
        </tr>
    }
}

#[component]
fn ListPager(status: Option<Status>, next: Option<String>, is_first: bool) -> impl IntoView {
    view! {
        <nav class="pager list-pager" aria-label="Pages">
            {if is_first {
                view! { <span></span> }.into_any()
            } else {
                view! {
                    <a class="btn" href=address(status, None)>
                        <Icon glyph=Glyph::Left />
                        "To the newest"
                    </a>
                }
                    .into_any()
            }}
            {next
                .map(|next| {
                    view! {
                        <a class="btn" href=next>
                            "Older"
                            <Icon glyph=Glyph::Right />
                        </a>
                    }
                })}
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_an_address_for_each_state_and_page() {
        assert_eq!(address(None, None), "/admin/articles");
        let from = Cursor("2026-11-21T09:12:00Z_x".to_owned());
        assert_eq!(address(Some(Status::Draft), Some(&from)), "/admin/articles?state=draft&from=2026-11-21T09:12:00Z_x");
    }
}
