//! `/admin/reports`: what readers say is wrong in one's articles, and what was done about it.

use super::calls;
use crate::admin::{Acting, PageHead, Skeleton, Toasts, Trouble};
use domain::corrections::ErrorReport;
use domain::page::{Cursor, Page};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The reports, open or settled.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let query = use_query_map();
    let are_settled = Memo::new(move |_| query.with(|query| query.get("state").as_deref() == Some("settled")));
    let loaded = Resource::new(move || are_settled.get(), |settled| calls::reports(settled, None));
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(page) => view! { <Reports page=page are_settled=are_settled.get_untracked() /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    let current = move |settled: bool| (are_settled.get() == settled).then_some("page");
    view! {
        <div class="main-inner">
            <PageHead title="Reported errors" />
            <nav class="filters" aria-label="By state">
                <a href="/admin/reports" aria-current=move || current(false)>
                    "Open"
                </a>
                <a href="/admin/reports?state=settled" aria-current=move || current(true)>
                    "Settled"
                </a>
            </nav>
            <Transition fallback=|| view! { <Skeleton words="Loading reports" /> }>{page}</Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Reports(page: Page<ErrorReport>, are_settled: bool) -> impl IntoView {
    let acting = Acting::here();
    let known = RwSignal::new(page.items);
    let next = RwSignal::new(page.next);
    let more = move |from: Cursor| {
        acting.act(calls::reports(are_settled, Some(from)), move |page: Page<ErrorReport>| {
            known.update(|known| known.extend(page.items));
            next.set(page.next);
        });
    };
    let list = move || {
        if known.with(Vec::is_empty) {
            let words = if are_settled { "Nothing was settled yet." } else { "No report is open." };
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
    view! {
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
