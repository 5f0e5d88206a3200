//! `/admin`: what needs a person, what they were at, and what happened lately.

use super::{Awaited, Place, Trouble};
use crate::accounts::calls::{Me, MeResource};
use crate::articles::CarryOn;
use crate::articles::calls::desk_articles;
use crate::audit::Lately;
use crate::numbers::ThisWeek;
use domain::articles::{ArticleRow, DeskArticles};
use leptos::prelude::*;
use leptos_meta::Title;

/// The desk.
#[component]
pub fn Desk() -> impl IntoView {
    let MeResource(me) = expect_context();
    let again = Callback::new(move |()| me.refetch());
    let page = move || {
        Suspend::new(async move {
            match me.await {
                Ok(me) => view! { <DeskOf me=me /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <Title text="Desk" />
        <Awaited words="Loading the desk" kept=true>{page}</Awaited>
    }
    .into_any()
}

#[component]
fn DeskOf(me: Me) -> impl IntoView {
    let hello = format!("{}, {}.", greeting(&me.now.time), called(&me.name));
    let writes = me.role.drafts();
    let work = if writes { view! { <Writing me=me /> }.into_any() } else { view! { <Needs me=me articles=None /> }.into_any() };
    view! {
        <div class="main-inner desk">
            <div class="stack-lg">
                <h1 class="hello" dir="auto">
                    {hello}
                </h1>
                {work}
            </div>
            <aside class="stack-lg" aria-label="This week and lately">
                {writes.then(|| view! { <ThisWeek /> })} <Lately />
            </aside>
        </div>
    }
}

/// What needs somebody who writes, and what they were at.
#[component]
fn Writing(me: Me) -> impl IntoView {
    let loaded = Resource::new(|| (), |()| desk_articles());
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        let me = me.clone();
        Suspend::new(async move {
            match loaded.await {
                Ok(articles) => view! {
                    <Needs me=me articles=Some(articles.clone()) />
                    <CarryOn articles=articles />
                }
                .into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! { <Awaited words="Loading your drafts">{page}</Awaited> }
}

/// Something that needs a person: how much of it, what, where or since when, and the way there.
struct Need {
    count: u64,
    what: &'static str,
    more: String,
    address: String,
    label: &'static str,
}

#[component]
fn Needs(me: Me, articles: Option<DeskArticles>) -> impl IntoView {
    let needs: Vec<Need> = waiting(&me).into_iter().chain(articles.iter().flat_map(of_articles)).collect();
    let list = if needs.is_empty() {
        view! { <p class="muted">"Nothing. Every comment is decided, and no draft lacks anything."</p> }.into_any()
    } else {
        let items = needs.into_iter().map(|need| view! { <Todo need=need /> }).collect_view();
        view! { <ul class="todo">{items}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="needs">
            <div class="section-head">
                <h2 class="h2" id="needs">
                    "Needs you"
                </h2>
            </div>
            {list}
        </section>
    }
}

#[component]
fn Todo(need: Need) -> impl IntoView {
    let Need { count, what, more, address, label } = need;
    view! {
        <li>
            <span class="n">{count}</span>
            <div>
                <b>{what}</b>
                <p dir="auto">{more}</p>
            </div>
            <a class="btn" href=address aria-label=format!("{label}: {count} {what}")>
                {label}
            </a>
        </li>
    }
}

fn waiting(me: &Me) -> Option<Need> {
    let count = me.waiting.filter(|count| *count > 0)?;
    let since = me.oldest_waiting.as_ref().map(|oldest| format!("The oldest since {}", oldest.words()));
    Some(Need {
        count,
        what: if count == 1 { "comment is waiting" } else { "comments are waiting" },
        more: since.unwrap_or_default(),
        address: Place::Comments.path().to_owned(),
        label: "Review",
    })
}

fn of_articles(articles: &DeskArticles) -> Vec<Need> {
    let handed_in = articles.handed_in.filter(|count| *count > 0).map(|count| Need {
        count,
        what: if count == 1 { "article was handed in" } else { "articles were handed in" },
        more: "Contributors wait for an editor.".to_owned(),
        address: "/admin/articles?state=review".to_owned(),
        label: "Look them over",
    });
    let reported = (articles.reported > 0).then(|| Need {
        count: articles.reported,
        what: if articles.reported == 1 { "error was reported" } else { "errors were reported" },
        more: "Readers say what is wrong, and on which slide.".to_owned(),
        address: "/admin/reports".to_owned(),
        label: "Read",
    });
    handed_in.into_iter().chain(reported).chain(articles.drafts.iter().filter_map(lacking)).collect()
}

fn lacking(draft: &ArticleRow) -> Option<Need> {
    let title = if draft.title.is_empty() { "an untitled draft".to_owned() } else { format!("“{}”", draft.title) };
    (draft.slides_lacking > 0).then(|| Need {
        count: draft.slides_lacking as u64,
        what: if draft.slides_lacking == 1 {
            "slide lacks a credit or an alternative text"
        } else {
            "slides lack a credit or an alternative text"
        },
        more: format!("In {title}."),
        address: format!("/admin/articles/{}", draft.id),
        label: "Fix",
    })
}

/// What is said at that time of day, `HH:MM`.
fn greeting(time: &str) -> &'static str {
    match time.get(..2).and_then(|hour| hour.parse::<u32>().ok()) {
        Some(5..12) => "Good morning",
        Some(12..18) => "Good afternoon",
        Some(18..) => "Good evening",
        Some(_) | None => "Hello",
    }
}

/// The first name, unless it is an initial.
fn called(name: &str) -> &str {
    match name.split_whitespace().next() {
        Some(first) if first.chars().count() > 2 && !first.contains('.') => first,
        Some(_) | None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_greeted_by_the_time_of_day() {
        for (time, words) in [
            ("05:00", "Good morning"),
            ("11:59", "Good morning"),
            ("12:00", "Good afternoon"),
            ("18:00", "Good evening"),
            ("02:10", "Hello"),
        ] {
            assert_eq!(greeting(time), words, "{time}");
        }
    }

    #[test]
    fn people_are_called_by_their_first_name() {
        for (name, first) in [("Subrato Kumar", "Subrato"), ("J. Duarte", "J. Duarte"), ("Bo Ek", "Bo Ek"), ("Šárka", "Šárka")]
        {
            assert_eq!(called(name), first);
        }
    }
}
