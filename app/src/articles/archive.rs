//! `/archive` and `/archive/{month}`: everything that was published, by month.

use super::{Index, Listing, Pager, article_count};
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::icon::{Glyph, Icon};
use domain::articles::{ArchivePage, Month, MonthPage};
use leptos::prelude::*;

/// Every month in which something was published, year by year.
#[component]
pub fn Archive(
    /// The page.
    page: ArchivePage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let ArchivePage { site, months } = page;
    let head = Head {
        title: Some("Archive".to_owned()),
        description: format!("Every article of {}, month by month.", site.title),
        canonical: Some("/archive".to_owned()),
        ..Head::default()
    };
    let is_empty = months.is_empty();
    let years = months.chunk_by(|(one, _), (other, _)| one.year() == other.year());
    let years = years.map(|months| view! { <Year months=months.to_vec() /> }).collect_view();
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <header class="page-head">
                    <h1 class="headline">"Archive"</h1>
                    {is_empty.then(|| view! { <p class="lede">"Nothing has been published here yet."</p> })}
                </header>
                <div class="archive">{years}</div>
            </div>
        </PublicDocument>
    }
    .into_any()
}

#[component]
fn Year(months: Vec<(Month, usize)>) -> impl IntoView {
    let year = months.first().map(|(month, _)| month.year()).unwrap_or_default();
    let months = months.into_iter().map(|(month, count)| view! { <MonthCount month=month count=count /> }).collect_view();
    view! {
        <section class="archive-year" aria-labelledby=format!("y-{year}")>
            <h2 class="h2" id=format!("y-{year}")>
                {year}
            </h2>
            <ol>{months}</ol>
        </section>
    }
}

#[component]
fn MonthCount(month: Month, count: usize) -> impl IntoView {
    view! {
        <li>
            <a href=month.path()>
                <time datetime=month.to_string()>{month.name()}</time>
            </a>
            <span class="meta">{article_count(count)}</span>
        </li>
    }
}

/// What was published in a month.
#[component]
pub fn MonthArticles(
    /// The page.
    page: MonthPage,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let MonthPage { site, month, earlier, later, from, articles } = page;
    let path = month.path();
    let head = Head {
        title: Some(month.words()),
        description: format!("The articles of {} from {}.", site.title, month.words()),
        canonical: from.is_none().then(|| path.clone()),
        ..Head::default()
    };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap cq">
                <header class="page-head">
                    <p class="kicker">
                        <a href="/archive">"Archive"</a>
                    </p>
                    <h1 class="headline">
                        <time datetime=month.to_string()>{month.words()}</time>
                    </h1>
                </header>
                <h2 class="sr">"Articles"</h2>
                <Index cards=articles.items listing=Listing::Site />
                <Pager path=path is_first=from.is_none() next=articles.next />
                <nav class="pager" aria-label="Months">
                    {match later {
                        Some(later) => {
                            view! {
                                <a class="btn" href=later.path()>
                                    <Icon glyph=Glyph::Left />
                                    {later.words()}
                                </a>
                            }
                                .into_any()
                        }
                        None => view! { <span></span> }.into_any(),
                    }}
                    {earlier
                        .map(|earlier| {
                            view! {
                                <a class="btn" href=earlier.path()>
                                    {earlier.words()}
                                    <Icon glyph=Glyph::Right />
                                </a>
                            }
                        })}
                </nav>
            </div>
        </PublicDocument>
    }
    .into_any()
}
