//! `/admin/pages`: the pages that stand by themselves, and what a new one can begin with.

use super::calls;
use crate::admin::{Acting, Awaited, PageHead, Trouble};
use crate::articles::editor::status_words;
use crate::icon::{Glyph, Icon};
use domain::articles::Status;
use domain::pages::{PageRow, Start};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The list of pages.
#[component]
pub fn PagesPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::pages());
    let again = Callback::new(move |()| loaded.refetch());
    let starting = Starting::here();
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(pages) => view! { <Known pages=pages starting=starting /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <PageHead title="Pages">
                <a class="btn btn-quiet push" href="/admin/menus">
                    "Menus"
                </a>
                <button class="btn btn-primary" type="button" on:click=move |_| starting.start(Start::Blank)>
                    <Icon glyph=Glyph::Plus />
                    "New page"
                </button>
            </PageHead>
            <Awaited words="Loading pages">{page}</Awaited>
        </div>
    }
    .into_any()
}

/// Starts a page and goes to it.
#[derive(Clone, Copy)]
struct Starting {
    acting: Acting,
    go: Callback<String>,
}

impl Starting {
    fn here() -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
        Self { acting: Acting::here(), go }
    }

    fn start(self, start: Start) {
        self.acting.act(calls::start_page(start), move |id| self.go.run(format!("/admin/articles/{id}")));
    }
}

#[component]
fn Known(pages: Vec<PageRow>, starting: Starting) -> impl IntoView {
    // What a page can begin with is offered until there is a page of that address.
    let is_there = |start: &Start| pages.iter().any(|page| Some(page.slug.as_str()) == start.address());
    let offered: Vec<Start> = Start::TITLED.into_iter().filter(|start| !is_there(start)).collect();
    let is_empty = pages.is_empty();
    let rows = pages.into_iter().map(|row| view! { <Row row=row /> }).collect_view();
    view! {
        {is_empty
            .then(|| {
                view! {
                    <div class="empty">
                        <h2>"No pages yet"</h2>
                        <p>
                            "A page stands by itself: who you are, who answers for the site, what is kept of readers. No list, feed or count has it."
                        </p>
                    </div>
                }
            })}
        {(!is_empty)
            .then(|| {
                view! {
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"Title"</th>
                                <th scope="col">"State"</th>
                                <th scope="col" aria-sort="descending">
                                    "Changed"
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
            })}
        {(!offered.is_empty()).then(|| view! { <Offered starts=offered starting=starting /> })}
    }
    .into_any()
}

#[component]
fn Row(row: PageRow) -> impl IntoView {
    let PageRow { id, slug, title, status, changed } = row;
    let title = if title.trim().is_empty() { "Untitled".to_owned() } else { title };
    let path = format!("/{slug}");
    let words = path.clone();
    let address = match status {
        Status::Published => view! {
            <a href=path rel="external">
                {words}
            </a>
        }
        .into_any(),
        Status::Draft | Status::Review | Status::Withdrawn => view! { <span class="muted">{words}</span> }.into_any(),
    };
    view! {
        <tr>
            <td class="c-main">
                <p class="title">
                    <a href=format!("/admin/articles/{id}") dir="auto">
                        {title}
                    </a>
                </p>
                <p class="page-at small">{address}</p>
            </td>
            <td class="c-meta">
                <span class="badge" data-state=status.code()>
                    {status_words(status)}
                </span>
            </td>
            <td class="c-meta">
                <time datetime=changed.iso.clone()>{changed.words()}</time>
            </td>
        </tr>
    }
}

/// What a page can begin with: headings, and not a word beneath them that somebody else has thought up.
#[component]
fn Offered(starts: Vec<Start>, starting: Starting) -> impl IntoView {
    let rows = starts
        .into_iter()
        .map(|start| {
            let headings = start.headings().join(", ");
            view! {
                <li>
                    <div>
                        <p class="title">{start.title()}</p>
                        <p class="muted small">{headings}</p>
                    </div>
                    <button
                        class="btn btn-sm"
                        type="button"
                        aria-label=format!("Begin with “{}”", start.title())
                        on:click=move |_| starting.start(start)
                    >
                        "Begin"
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="starts">
            <div class="section-head">
                <h2 class="h2" id="starts">
                    "Most sites have these"
                </h2>
            </div>
            <p class="muted">"You get the headings, and fill in what is true. A page is not published while a heading has nothing under it."</p>
            <ul class="starts">{rows}</ul>
        </section>
    }
    .into_any()
}
