//! `/admin/reports`: what readers say is wrong in one's articles, and what was done about it.

use super::calls;
use crate::admin::{Acting, Awaited, PageHead, Toasts, Trouble};
use domain::corrections::{ErrorReport, Shelf};
use domain::page::{Cursor, Page};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The reports: the open ones, those that came with many others, or those that were settled.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let query = use_query_map();
    let shelf = Memo::new(move |_| {
        query.with(|query| query.get("state").and_then(|word| Shelf::from_code(&word))).unwrap_or(Shelf::Open)
    });
    let loaded = Resource::new(move || shelf.get(), |shelf| calls::reports(shelf, None));
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(page) => view! { <Reports page=page shelf=shelf.get_untracked() /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    let places = Shelf::ALL.map(|place| {
        let address = match place {
            Shelf::Open => "/admin/reports".to_owned(),
            Shelf::Held | Shelf::Settled => format!("/admin/reports?state={}", place.code()),
        };
        view! {
            <a href=address aria-current=move || (shelf.get() == place).then_some("page")>
                {shelf_words(place)}
            </a>
        }
    });
    view! {
        <div class="main-inner">
            <PageHead title="Reported errors" />
            <nav class="filters" aria-label="By state">
                {places.into_iter().collect_view()}
            </nav>
            <Awaited words="Loading reports" kept=true>{page}</Awaited>
        </div>
    }
    .into_any()
}

fn shelf_words(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Open => "Open",
        Shelf::Held => "Kept aside",
        Shelf::Settled => "Settled",
    }
}

#[component]
fn Reports(page: Page<ErrorReport>, shelf: Shelf) -> impl IntoView {
    let acting = Acting::here();
    let known = RwSignal::new(page.items);
    let next = RwSignal::new(page.next);
    let more = move |from: Cursor| {
        acting.act(calls::reports(shelf, Some(from)), move |page: Page<ErrorReport>| {
            known.update(|known| known.extend(page.items));
            next.set(page.next);
        });
    };
    let list = move || {
        if known.with(Vec::is_empty) {
            let words = match shelf {
                Shelf::Open => "No report is open.",
                Shelf::Held => "Nothing is kept aside: that happens when more than 20 reports on an article come within an hour.",
                Shelf::Settled => "Nothing was settled in the last 90 days.",
            };
            view! {
                <div class="empty">
                    <h2>"No reports"</h2>
                    <p>{words}</p>
                </div>
            }
            .into_any()
        } else {
            let rows = known.get().into_iter().map(|report| view! { <Row report=report known=known /> }).collect_view();
            view! { <ul class="reports">{rows}</ul> }.into_any()
        }
    };
    let about = match shelf {
        Shelf::Open => None,
        Shelf::Held => {
            Some("More than 20 reports on an article came within an hour. These came after them, and go after 30 days.")
        }
        Shelf::Settled => Some("What was settled is kept for 90 days."),
    };
    let about = move || about.filter(|_| !known.with(Vec::is_empty)).map(|words| view! { <p class="muted gap-b">{words}</p> });
    view! {
        {about}
        {list}
        {move || {
            next.get()
                .map(|from| {
                    view! {
                        <p class="list-pager">
                            <button class="btn" type="button" on:click=move |_| more(from.clone())>
                                "Show more"
                            </button>
                        </p>
                    }
                })
        }}
    }
    .into_any()
}

#[component]
fn Row(report: ErrorReport, known: RwSignal<Vec<ErrorReport>>) -> impl IntoView {
    let (acting, toasts) = (Acting::here(), Toasts::here());
    let ErrorReport { id, article, title, slide, quote, text, at, settled } = report.clone();
    let is_settled = settled.is_some();
    let about = format!(", the report on “{title}”");
    let place = match slide {
        Some((_, number, heading)) if heading.is_empty() => format!("Slide {number}"),
        Some((_, number, heading)) => format!("Slide {number}, “{heading}”"),
        None => "A slide that was taken out".to_owned(),
    };
    let settle = move |_| {
        let report = report.clone();
        acting.act(calls::settle_report(article, id, !is_settled), move |()| {
            known.update(|known| known.retain(|other| other.id != id));
            let back = Callback::new(move |()| {
                let report = report.clone();
                acting.act(calls::settle_report(article, id, is_settled), move |()| {
                    known.update(|known| known.insert(0, report));
                });
            });
            let words = if is_settled { "The report is open again" } else { "The report is settled" };
            toasts.offer(words.to_owned(), "Undo", back);
        });
    };
    let label = if is_settled { "Open again" } else { "Mark as settled" };
    view! {
        <li>
            <div class="stack-s">
                <p class="title" dir="auto">
                    <a href=format!("/admin/articles/{article}")>{title}</a>
                </p>
                <p class="muted small">
                    <bdi>{place}</bdi>
                    ", "
                    <time datetime=at.iso.clone()>{at.words()}</time>
                </p>
                {(!quote.is_empty()).then(|| view! { <blockquote dir="auto">{quote}</blockquote> })}
                <p class="ed-told" dir="auto">
                    {text}
                </p>
                {settled
                    .map(|(by, when)| {
                        view! {
                            <p class="muted small">
                                "Settled by " <bdi>{by}</bdi> ", " <time datetime=when.iso.clone()>{when.words()}</time>
                            </p>
                        }
                    })}
            </div>
            <button class="btn btn-sm" type="button" on:click=settle>
                {label}
                <span class="sr">{about}</span>
            </button>
        </li>
    }
    .into_any()
}
