//! What is counted, through the verbs.

use super::tally::{Counted, Moment, Sum};
use super::{DAYS_KEPT, keep, sweep};
use crate::accounts::{Caller, Role};
use crate::articles::{self, Slug};
use crate::ids::{ArticleId, SlideId};
use crate::scene::Stage;
use crate::store_tests;
use chrono::{DateTime, TimeDelta, Utc};

fn opened(article: ArticleId, at: DateTime<Utc>, times: u32) -> Sum {
    (Counted::Opened(article), Moment::of(at), times)
}

fn came_to(slug: &str, slide: &SlideId, at: DateTime<Utc>, times: u32) -> Sum {
    (Counted::CameTo(Slug::parse(slug).unwrap(), slide.clone()), Moment::of(at), times)
}

/// How often an article was opened on each of the last days that it was opened on, the oldest first.
async fn days(caller: &Caller, article: ArticleId) -> Vec<(String, u64)> {
    let numbers = caller.writing(article).await.unwrap().numbers().await.unwrap();
    numbers.days.into_iter().filter(|day| day.count > 0).map(|day| (day.iso, day.count)).collect()
}

/// How many came to each slide of the stage, and how often it was opened by itself.
async fn reach(caller: &Caller, stage: &Stage) -> Vec<(u64, u64)> {
    let numbers = caller.writing(stage.article).await.unwrap().numbers().await.unwrap();
    numbers.slides.iter().map(|slide| (slide.reached, slide.alone)).collect()
}

async fn set(owner: &Caller, change: impl FnOnce(&mut crate::settings::SaveSettings)) {
    let door = owner.administration().unwrap();
    let mut ask = crate::settings::SaveSettings::from(door.settings().await.unwrap());
    change(&mut ask);
    door.save_settings(ask).await.unwrap();
}

store_tests! {
    async fn sums_are_added_to_those_of_their_day(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let now = scene.store.now();
        keep(&scene.store, &[opened(stage.article, now, 3), opened(stage.article, now - TimeDelta::days(1), 5)]).await.unwrap();
        keep(&scene.store, &[opened(stage.article, now, 4)]).await.unwrap();
        let expected = [("2026-11-20".to_owned(), 5), ("2026-11-21".to_owned(), 7)];
        assert_eq!(days(&owner, stage.article).await, expected);
        let numbers = owner.writing(stage.article).await.unwrap().numbers().await.unwrap();
        assert_eq!((numbers.days.len(), numbers.opened, numbers.is_published, numbers.is_counting), (30, 12, true, true));
        assert_eq!(numbers.days[0].iso, "2026-10-23");
        assert_eq!(numbers.days[29].words, "21 November 2026");
    }

    async fn several_nodes_add_up(scene: Scene) {
        let owner = scene.owner().await;
        let (lamps, wicks) = (scene.stage(&owner, "Lamps").await, scene.stage(&owner, "Wicks").await);
        let other = scene.another_node().await;
        let now = scene.store.now();
        // Each in another order: whoever waited for the other while the other waited for them would never end.
        let one = [opened(lamps.article, now, 1), opened(wicks.article, now, 1), came_to("lamps", &lamps.slides[0], now, 1)];
        let two = [came_to("lamps", &lamps.slides[0], now, 1), opened(wicks.article, now, 1), opened(lamps.article, now, 1)];
        for _ in 0..10 {
            let (one, two) = tokio::join!(keep(&scene.store, &one), keep(&other, &two));
            one.unwrap();
            two.unwrap();
        }
        assert_eq!(days(&owner, lamps.article).await, [("2026-11-21".to_owned(), 20)]);
        assert_eq!(days(&owner, wicks.article).await, [("2026-11-21".to_owned(), 20)]);
        assert_eq!(reach(&owner, &lamps).await, [(20, 0), (0, 0)]);
    }

    async fn a_day_is_the_sites_own(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        set(&owner, |ask| ask.time_zone = "Pacific/Auckland".to_owned()).await;
        // 13 hours ahead: midnight there is 11:00 UTC.
        for (time, times) in [("2026-11-20T10:59:00Z", 1), ("2026-11-20T11:00:00Z", 10), ("2026-11-21T09:00:00Z", 100)] {
            keep(&scene.store, &[opened(stage.article, time.parse().unwrap(), times)]).await.unwrap();
        }
        let expected = [("2026-11-20".to_owned(), 1), ("2026-11-21".to_owned(), 110)];
        assert_eq!(days(&owner, stage.article).await, expected);
    }

    async fn whoever_came_to_a_slide_came_to_those_before_it(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let now = scene.store.now();
        let alone = (Counted::Alone(stage.article, stage.slides[1].clone()), Moment::of(now), 4);
        let sums = [came_to("lamps", &stage.slides[0], now, 2), came_to("lamps", &stage.slides[1], now, 1), alone];
        keep(&scene.store, &sums).await.unwrap();
        assert_eq!(reach(&owner, &stage).await, [(3, 0), (1, 4)]);
        let week = owner.drafting().unwrap().week().await.unwrap();
        assert_eq!((week.to_the_end, week.percent_to_the_end()), ((3, 1), Some(33)));
    }

    async fn whoever_came_to_a_slide_that_was_taken_out_still_came_to_those_before_it(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let now = scene.store.now();
        let sums = [came_to("lamps", &stage.slides[0], now, 2), came_to("lamps", &stage.slides[1], now - TimeDelta::days(1), 60)];
        keep(&scene.store, &sums).await.unwrap();
        assert_eq!(reach(&owner, &stage).await, [(62, 0), (60, 0)]);
        let writing = owner.writing(stage.article).await.unwrap();
        writing.remove_slide(stage.slides[1].clone()).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(reach(&owner, &stage).await, [(62, 0)]);
        assert_eq!(owner.drafting().unwrap().week().await.unwrap().to_the_end, (62, 62));
        // What has been passed on is not passed on again.
        writing.restore_slide(stage.slides[1].clone()).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(reach(&owner, &stage).await, [(62, 0), (0, 0)]);
    }

    async fn a02_a06_what_readers_do_not_see_is_not_counted_whatever_browsers_say(scene: Scene) {
        let owner = scene.owner().await;
        let (lamps, wicks) = (scene.stage(&owner, "Lamps").await, scene.stage(&owner, "Wicks").await);
        let draft = scene.written(&owner, "Oil", 1).await;
        let now = scene.store.now();
        let of_draft = owner.writing(draft).await.unwrap().editor_page().await.unwrap().slides.remove(0).id;
        let sums = [
            opened(draft, now, 1),
            opened(ArticleId(uuid::Uuid::from_u128(7)), now, 1),
            came_to("oil", &of_draft, now, 1),
            came_to("nothing", &lamps.slides[0], now, 1),
            came_to("lamps", &wicks.slides[0], now, 1),
            came_to("lamps", &"abcdefghij".parse().unwrap(), now, 1),
            (Counted::Alone(lamps.article, wicks.slides[0].clone()), Moment::of(now), 1),
        ];
        keep(&scene.store, &sums).await.unwrap();
        for table in ["article_openings", "slide_readings"] {
            assert_eq!(scene.said(&format!("SELECT COUNT(*) FROM {table}")).await, "0", "{table}");
        }
        // An address that the article once had is its own.
        let writing = owner.writing(lamps.article).await.unwrap();
        let head = writing.head().await.unwrap();
        let ask = articles::SaveHead { based_on: head.version, title: head.title, standfirst: head.standfirst, slug: Some("lanterns".into()), topics: Vec::new() };
        writing.save_head(ask).await.unwrap();
        keep(&scene.store, &[came_to("lamps", &lamps.slides[0], now, 1)]).await.unwrap();
        assert_eq!(reach(&owner, &lamps).await, [(1, 0), (0, 0)]);
    }

    async fn counting_leaves_the_edition_and_asks_nothing_while_there_is_nothing(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let before = scene.edition().await;
        keep(&scene.store, &[opened(stage.article, scene.store.now(), 3)]).await.unwrap();
        sweep(&scene.store).await.unwrap();
        assert_eq!(scene.edition().await, before);
        let writes = scene.another_node().await;
        writes.close().await.unwrap();
        keep(&writes, &[]).await.expect("a store that is closed is not asked");
    }

    async fn while_it_is_off_nothing_is_written(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        set(&owner, |ask| ask.count_openings = false).await;
        keep(&scene.store, &[opened(stage.article, scene.store.now(), 3)]).await.unwrap();
        assert_eq!(days(&owner, stage.article).await, []);
        let numbers = owner.writing(stage.article).await.unwrap().numbers().await.unwrap();
        assert!(!numbers.is_counting && !numbers.has_any());
        assert!(!owner.drafting().unwrap().week().await.unwrap().is_counting);
    }

    async fn days_are_kept_for_a_year_and_a_month(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let now = scene.store.now();
        let ago = |days: u32| now - TimeDelta::days(days.into());
        let sums = [
            opened(stage.article, ago(DAYS_KEPT), 1),
            opened(stage.article, ago(DAYS_KEPT - 1), 1),
            came_to("lamps", &stage.slides[0], ago(DAYS_KEPT), 1),
            came_to("lamps", &stage.slides[0], ago(0), 1),
        ];
        keep(&scene.store, &sums).await.unwrap();
        for _ in 0..2 {
            sweep(&scene.store).await.unwrap();
            assert_eq!(owner.writing(stage.article).await.unwrap().numbers().await.unwrap().opened, 1);
            assert_eq!(scene.said("SELECT COUNT(*) FROM slide_readings").await, "1");
        }
    }

    async fn a02_the_numbers_are_for_those_who_write_the_article(scene: Scene) {
        scene.owner().await;
        let (ada, bo) = (scene.person("Ada", Role::Author).await, scene.person("Bo", Role::Author).await);
        let vera = scene.person("Vera", Role::Editor).await;
        let stage = scene.stage(&ada, "Lamps").await;
        keep(&scene.store, &[opened(stage.article, scene.store.now(), 3)]).await.unwrap();
        assert_eq!(days(&ada, stage.article).await.len(), 1);
        assert_eq!(days(&vera, stage.article).await.len(), 1);
        assert!(matches!(bo.writing(stage.article).await.map(|_| ()), Err(articles::Error::Gone)));
        for (caller, count) in [(&ada, 3), (&vera, 3), (&bo, 0)] {
            let week = caller.drafting().unwrap().week().await.unwrap();
            assert_eq!(week.opened(), count, "{}", caller.name);
            assert_eq!(week.most_opened.is_some(), count > 0, "{}", caller.name);
        }
        assert!(scene.person("Mo", Role::Moderator).await.drafting().is_err());
    }

    async fn the_numbers_take_the_same_queries_however_many_slides(scene: Scene) {
        let owner = scene.owner().await;
        for slides in [1, 20] {
            let article = scene.published(&owner, "Lamps", slides).await;
            let writing = owner.writing(article).await.unwrap();
            let (numbers, queries) = scene.counted(writing.numbers()).await;
            assert_eq!((numbers.unwrap().slides.len(), queries), (slides, 4));
        }
        let drafting = owner.drafting().unwrap();
        let (_, queries) = scene.counted(drafting.week()).await;
        assert_eq!(queries, 4);
    }

    async fn thousands_of_sums_are_written_at_once(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let now = scene.store.now();
        let mut sums: Vec<Sum> = (0..5_000)
            .map(|number| came_to("lamps", &format!("a{number:09}").parse().unwrap(), now, 1))
            .collect();
        sums.extend((0..2_000).map(|day| opened(stage.article, now - TimeDelta::days(day), 1)));
        keep(&scene.store, &sums).await.unwrap();
        assert_eq!(scene.said("SELECT COUNT(*) FROM article_openings").await, "2000");
    }
}
