//! The demo, filled once: what there is to see.

use super::{Account, Size, fill};
use crate::config::Config;
use crate::serve;
use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::{Caller, Role, SignIn, Visitor, sign_in};
use domain::articles::{ArticlePage, Found, Slug, article_page, author_page, home};
use domain::comments::{Shown, State, Visit, conversation};
use domain::people::Handle;
use domain::search::{Query, find};
use domain::stamp::Stamp;
use domain::store::{Clock, Store, SystemClock};
use std::collections::HashSet;

async fn signed_in(store: &Store, account: &Account) -> Caller {
    let ask = SignIn { email: account.email.clone(), password: account.password.clone() };
    let visitor = Visitor { address: [192, 0, 2, 1].into(), device: String::new(), mark: None };
    let welcome = sign_in(store, ask, &visitor).await.unwrap();
    Caller::of_session(store, &welcome.session).await.unwrap().unwrap()
}

async fn article(store: &Store, slug: &Slug) -> ArticlePage {
    let Ok(Found::Page(page)) = article_page(store, slug).await else { panic!("{slug} is not published") };
    page
}

#[tokio::test]
async fn the_demo_is_a_site_of_several_months_and_is_filled_once() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::of_folder(&folder.path().join("data"), ([127, 0, 0, 1], 3000).into());
    let now = SystemClock.now();
    let accounts = fill(&config, now, Size::default()).await.unwrap();
    let store = serve::open_store(&config).await.unwrap();

    // One account a role, each of which signs in with the password that was given.
    for role in Role::ALL {
        let account = accounts.iter().find(|account| account.role == role).unwrap();
        assert_eq!(signed_in(&store, account).await.role(), role);
    }

    // Articles of five to fifteen slides, each picture with its words and its credit, at times that are over.
    let site = home(&store, None).await.unwrap();
    let cards: Vec<_> = site.lead.map(|lead| lead.card).into_iter().chain(site.latest.items).collect();
    assert!(cards.len() >= 6, "{}", cards.len());
    assert!(cards.is_sorted_by_key(|card| std::cmp::Reverse(card.published.iso.clone())));
    let mut dates = HashSet::new();
    for card in &cards {
        assert!((5..=15).contains(&card.slide_count), "{}: {}", card.title, card.slide_count);
        assert!(card.cover.is_some(), "{}", card.title);
        let page = article(&store, &card.slug).await;
        assert_eq!(page.updated, None, "{}", card.title);
        for figure in page.slides.iter().flat_map(|slide| &slide.figures) {
            assert!(!figure.alt.is_empty() && !figure.caption.is_empty() && figure.credit.is_some(), "{figure:?}");
        }
        let published: DateTime<Utc> = page.published.iso.parse().unwrap();
        assert!(published < now - TimeDelta::days(1), "{}", page.published.iso);
        dates.insert(page.published.day.clone());
        let talk = conversation(&store, &page, &Visit::default()).await.unwrap();
        for comment in &talk.thread.comments {
            assert!(comment.made.iso.parse::<DateTime<Utc>>().unwrap() > published, "{comment:?}");
            assert!(matches!(comment.shown, Shown::Published { .. } | Shown::Removed), "{comment:?}");
        }
    }
    assert_eq!(dates.len(), cards.len(), "no two on one day");
    let withdrawn = Slug::parse("why-stars-in-photographs-have-crosses").unwrap();
    assert!(matches!(article_page(&store, &withdrawn).await, Ok(Found::Withdrawn)));

    // Three authors who say something of themselves.
    for handle in ["marit", "jonas", "nadia"] {
        let page = author_page(&store, &Handle::parse(handle).unwrap(), None).await.unwrap().unwrap();
        assert!(page.author.bio.is_some_and(|bio| bio.as_str().contains("<a ")), "{handle}");
    }

    // Comments in every state; what waits says why.
    let moderator = accounts.iter().find(|account| account.role == Role::Moderator).unwrap();
    let tomas = signed_in(&store, moderator).await;
    let queue = tomas.moderation().await.unwrap().queue(State::Pending, None).await.unwrap();
    assert!(queue.counts.iter().all(|count| *count >= 3), "{:?}", queue.counts);
    assert!(queue.comments.items.iter().all(|item| !item.because.is_empty()));

    // Readers of the last week, some of whom came to the end.
    let editor = accounts.iter().find(|account| account.role == Role::Editor).unwrap();
    let week = signed_in(&store, editor).await.drafting().unwrap().week().await.unwrap();
    assert!(week.days.iter().all(|day| day.count > 0), "{week:?}");
    assert!((20..80).contains(&week.percent_to_the_end().unwrap()) && week.most_opened.is_some(), "{week:?}");

    let again = fill(&config, now, Size::default()).await.unwrap_err().to_string();
    assert_eq!(
        again,
        format!("`data` is {}, where something is already; the demo fills a new folder only", config.data.display())
    );
}

#[tokio::test]
async fn an_archive_is_added_older_than_the_rest_with_comments_in_every_state() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::of_folder(&folder.path().join("data"), ([127, 0, 0, 1], 3000).into());
    let now = SystemClock.now();
    let accounts = fill(&config, now, Size { articles: 300, comments: 600 }).await.unwrap();
    let store = serve::open_store(&config).await.unwrap();

    let mut cards = Vec::new();
    let mut from = None;
    loop {
        let page = home(&store, from.as_ref()).await.unwrap();
        cards.extend(page.lead.map(|lead| lead.card).into_iter().chain(page.latest.items));
        from = page.latest.next;
        if from.is_none() {
            break;
        }
    }
    let told = cards.iter().position(|card| card.published.iso.parse::<DateTime<Utc>>().unwrap() < now - TimeDelta::days(120));
    let archived = cards.split_off(told.unwrap());
    assert_eq!((archived.len(), cards.len() >= 6), (300, true));
    assert_eq!(archived.iter().map(|card| &card.title).collect::<HashSet<_>>().len(), 300);
    assert!(archived.iter().map(|card| &card.authors).collect::<HashSet<_>>().len() >= 5);
    assert_eq!(archived[0].published.day, Stamp::new(now - TimeDelta::days(130), "Europe/Oslo").day);
    let years: HashSet<&str> = archived.iter().map(|card| &card.published.iso[..4]).collect();
    assert!(years.len() >= 8, "{years:?}");

    // The newest has most to say, with answers; what is found leads there.
    let page = article(&store, &archived[0].slug).await;
    let talk = conversation(&store, &page, &Visit::default()).await.unwrap();
    assert!((40..=60).contains(&talk.thread.count), "{}", talk.thread.count);
    assert!(talk.thread.comments.iter().any(|comment| !comment.replies.is_empty()));
    let typed = format!("\"{}\"", archived[0].title);
    assert_eq!(find(&store, Query::read(&typed)).await.unwrap().articles[0].card.slug, archived[0].slug);

    let moderator = accounts.iter().find(|account| account.role == Role::Moderator).unwrap();
    let desk = signed_in(&store, moderator).await;
    let queue = desk.moderation().await.unwrap().queue(State::Pending, None).await.unwrap();
    assert!(
        (600..700).contains(&queue.counts.iter().sum::<usize>()) && queue.counts.iter().all(|count| *count > 5),
        "{:?}",
        queue.counts
    );
}
