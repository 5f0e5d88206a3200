//! `/admin/articles/{id}/numbers`: how often an article is opened, and how far readers come in it.

use super::calls;
use super::plot::{DaysTable, Plot, grouped, part};
use super::week::{COUNTED, STOPPED};
use crate::admin::{Awaited, PageHead, Trouble};
use crate::failure::Failure;
use domain::ids::ArticleId;
use domain::numbers::{ArticleNumbers, DAYS_KEPT, DAYS_SHOWN, DayCount, SlideReach};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The numbers of one article.
#[component]
pub fn NumbersPage() -> impl IntoView {
    let params = use_params_map();
    let article = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<ArticleId>().ok())));
    let loaded = Resource::new(
        move || article.get(),
        async |article| match article {
            Some(article) => calls::numbers(article).await,
            None => Err(Failure::no_article()),
        },
    );
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(numbers) => view! { <Numbers numbers=numbers /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <PageHead title="Numbers" />
            <Awaited words="Loading the numbers" kept=true>{page}</Awaited>
        </div>
    }
    .into_any()
}

#[component]
fn Numbers(numbers: ArticleNumbers) -> impl IntoView {
    let has_any = numbers.has_any();
    let ArticleNumbers { id, slug, title, is_published, is_counting, days, opened, slides } = numbers;
    let title = if title.is_empty() { "Untitled".to_owned() } else { title };
    let shown = if has_any {
        view! {
            <Openings days=days opened=opened />
            <Reach slides=slides />
        }
        .into_any()
    } else {
        view! { <Nothing is_published=is_published is_counting=is_counting /> }.into_any()
    };
    let view = is_published.then(|| {
        view! {
            <a class="small" href=format!("/{slug}") rel="external">
                "Read the article"
            </a>
        }
    });
    view! {
        <div class="stack-lg numbers">
            <p class="row">
                <a class="title" href=format!("/admin/articles/{id}") dir="auto">
                    {title}
                </a>
                {view}
            </p>
            {shown}
            <p class="small muted">
                {if is_counting { COUNTED } else { STOPPED }}
                {format!(
                    " Days are kept for {DAYS_KEPT} days, as sums; nothing is kept about readers. Programs that say what they are, people who \
                     ask not to be tracked, and you while you are signed in are not counted.",
                )}
            </p>
        </div>
    }
    .into_any()
}

/// What is said while there is nothing to show.
#[component]
fn Nothing(is_published: bool, is_counting: bool) -> impl IntoView {
    let words = match (is_published, is_counting) {
        (_, false) => "The settings say that openings are not counted. An admin can change that.",
        (true, true) => "No reader has opened it in the last 30 days. What is read is shown here within a minute.",
        (false, true) => "Readers do not see the article. Once it is published, what is read is shown here within a minute.",
    };
    view! {
        <div class="empty">
            <h2>"Nothing was counted"</h2>
            <p>{words}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Openings(days: Vec<DayCount>, opened: u64) -> impl IntoView {
    let lately: u64 = days.iter().map(|day| day.count).sum();
    let ends = [days.first().cloned(), days.last().cloned()]
        .into_iter()
        .flatten()
        .map(|day| view! { <time datetime=day.iso>{day.words}</time> })
        .collect_view();
    view! {
        <section aria-labelledby="openings">
            <div class="section-head">
                <h2 class="h2" id="openings">
                    "Opened"
                </h2>
            </div>
            <dl class="figures">
                <div>
                    <dt>{format!("In {DAYS_SHOWN} days")}</dt>
                    <dd>{grouped(lately)}</dd>
                </div>
                <div>
                    <dt>{format!("In {DAYS_KEPT} days")}</dt>
                    <dd>{grouped(opened)}</dd>
                </div>
            </dl>
            <Plot days=days.clone() />
            <p class="ends small muted">{ends}</p>
            <DaysTable days=days />
        </section>
    }
    .into_any()
}

/// How far readers come. The bars are parts of those who came to the first slide.
#[component]
fn Reach(slides: Vec<SlideReach>) -> impl IntoView {
    if slides.is_empty() {
        return ().into_any();
    }
    let told = slides.first().map_or(0, |slide| slide.reached);
    let about = if told == 0 {
        format!("In {DAYS_SHOWN} days no browser has said how far its reader came. It says so when they leave the page.")
    } else {
        let browsers = if told == 1 {
            "one browser has said how far its reader".to_owned()
        } else {
            format!("{} browsers have said how far their readers", grouped(told))
        };
        format!(
            "In {DAYS_SHOWN} days {browsers} came. A browser says so when they leave the page; one without \
             scripts never does.",
        )
    };
    let rows = slides.into_iter().map(|slide| view! { <Slide slide=slide told=told /> }).collect_view();
    view! {
        <section aria-labelledby="reach">
            <div class="section-head">
                <h2 class="h2" id="reach">
                    "How far readers come"
                </h2>
            </div>
            <p class="muted gap-b">{about}</p>
            <table class="tally">
                <thead>
                    <tr>
                        <th scope="col">"Slide"</th>
                        <th scope="col">"Came to it"</th>
                        <th scope="col" class="num">
                            "On its own page"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Slide(slide: SlideReach, told: u64) -> impl IntoView {
    let SlideReach { number, heading, reached, alone } = slide;
    let came = part(reached, told);
    let percent = (told > 0).then(|| format!("{:.0}%", came * 100.0));
    view! {
        <tr>
            <th scope="row">
                <span class="muted">{number}</span>
                " "
                <bdi>{heading}</bdi>
            </th>
            <td class="reach">
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect x="0" y="0" width=came * 100.0 height="8" />
                </svg>
                <span class="num">{grouped(reached)}</span>
                {percent.map(|percent| view! { " " <span class="muted num">{percent}</span> })}
            </td>
            <td class="num">{grouped(alone)}</td>
        </tr>
    }
    .into_any()
}
