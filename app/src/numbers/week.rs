//! 'This week' on the desk: two numbers, and how they came about.

use super::calls;
use super::plot::{DaysTable, Plot, grouped};
use crate::admin::{Awaited, Trouble};
use domain::numbers::WeekNumbers;
use leptos::prelude::*;

/// The numbers of the last seven days: of one's own articles, for editors of everybody's.
#[component]
pub fn ThisWeek() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::week());
    let again = Callback::new(move |()| loaded.refetch());
    let panel = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(week) if !week.is_counting && week.opened() == 0 => ().into_any(),
                Ok(week) => view! { <Panel week=week /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! { <Awaited>{panel}</Awaited> }.into_any()
}

#[component]
fn Panel(week: WeekNumbers) -> impl IntoView {
    let opened = week.opened();
    let to_the_end = week.percent_to_the_end();
    let until = week.days.last().map(|day| view! { <time datetime=day.iso.clone()>{day.words.clone()}</time> });
    let WeekNumbers { is_counting, days, most_opened, .. } = week;
    let numbers = if opened == 0 {
        view! { <p class="muted">"No reader has opened an article in the last seven days."</p> }.into_any()
    } else {
        view! {
            <dl class="figures">
                <div>
                    <dt>"Articles opened"</dt>
                    <dd>{grouped(opened)}</dd>
                </div>
                {to_the_end
                    .map(|percent| {
                        view! {
                            <div>
                                <dt>"Read to the last slide"</dt>
                                <dd>{percent}"%"</dd>
                            </div>
                        }
                    })}
            </dl>
            <Plot days=days.clone() />
            {most_opened
                .map(|(id, title)| {
                    view! {
                        <p class="small">
                            "Most of all "
                            <a href=format!("/admin/articles/{id}/numbers")>
                                <bdi>{title}</bdi>
                            </a>
                        </p>
                    }
                })}
            <DaysTable days=days />
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby="week">
            <div class="panel-head">
                <h2 class="h2" id="week">
                    "This week"
                </h2>
                <span class="muted small push">"to " {until}</span>
            </div>
            <div class="panel-body stack">
                {numbers} <p class="small muted">{if is_counting { COUNTED } else { STOPPED }}</p>
            </div>
        </section>
    }
    .into_any()
}

/// How it is counted.
pub(super) const COUNTED: &str = "Counted on this server, without cookies.";
/// Said where it is not, and was.
pub(super) const STOPPED: &str = "Nothing is counted any more: the settings say so.";
