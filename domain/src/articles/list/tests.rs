//! The list of articles.

use super::*;
use crate::accounts::Role;
use crate::credits::Credit;
use crate::slides::SavePicture;
use crate::store_tests;
use chrono::TimeDelta;

fn of(status: Status) -> ArticleFilter {
    ArticleFilter { status: Some(status), from: None }
}

store_tests! {
    async fn authors_see_their_own_and_editors_everybodys(scene: Scene) {
        let owner = scene.owner().await;
        let author = scene.person("Ann Lee", Role::Author).await;
        scene.draft(&owner, "Of the owner").await;
        scene.clock.pass(TimeDelta::minutes(1));
        scene.draft(&author, "Of the author").await;
        let titles = |list: ArticleList| list.page.items.into_iter().map(|row| row.title).collect::<Vec<_>>();
        let all = owner.drafting().unwrap().articles(ArticleFilter::default()).await.unwrap();
        assert_eq!(all.counts, [2, 0, 0, 0]);
        assert_eq!(titles(all), ["Of the author", "Of the owner"]);
        let own = author.drafting().unwrap().articles(ArticleFilter::default()).await.unwrap();
        assert_eq!(own.counts, [1, 0, 0, 0]);
        assert_eq!(titles(own), ["Of the author"]);
    }

    async fn a_row_says_what_there_is_and_what_lacks(scene: Scene) {
        let owner = scene.owner().await;
        scene.draft(&owner, "Draft").await;
        let id = scene.published(&owner, "Lamps", 3).await;
        let file = scene.file(&owner, 1600).await;
        let (alt, caption, credit) = (String::new(), String::new(), Credit::default());
        let picture = SavePicture { id: None, media: Some(file), alt, decorative: false, caption, credit };
        let place = SavePicture { media: None, ..picture.clone() };
        scene.picture(&owner, id, vec![place, picture]).await;
        let list = owner.drafting().unwrap().articles(of(Status::Published)).await.unwrap();
        assert_eq!(list.counts, [1, 0, 1, 0]);
        let row = &list.page.items[0];
        assert_eq!((row.slide_count, row.slides_lacking, row.comment_count), (3, 1, 0));
        assert_eq!(row.authors, ["Marit Olsen"]);
        assert_eq!(row.cover.as_ref().unwrap().width_px, 1600);
        assert_eq!(row.changed.words(), "21 November 2026, 09:12");
    }

    async fn a_list_and_the_desk_ask_a_fixed_number_of_queries(scene: Scene) {
        let owner = scene.owner().await;
        let file = scene.file(&owner, 1600).await;
        let (alt, caption, credit) = (String::new(), String::new(), Credit::default());
        let picture = SavePicture { id: None, media: Some(file), alt, decorative: false, caption, credit };
        let drafting = owner.drafting().unwrap();
        let mut asked = Vec::new();
        for many in [1, 5] {
            for _ in 0..many {
                let id = scene.draft(&owner, "Lamps").await;
                scene.picture(&owner, id, vec![picture.clone()]).await;
            }
            let (list, of_list) = scene.counted(drafting.articles(ArticleFilter::default())).await;
            let (desk, of_desk) = scene.counted(drafting.desk_articles()).await;
            assert!(list.is_ok() && desk.is_ok());
            asked.push((of_list, of_desk));
        }
        assert_eq!(asked, [(9, 11), (9, 11)]);
    }

    async fn l03_pages_follow_each_other_without_gap_or_double(scene: Scene) {
        let owner = scene.owner().await;
        for number in 0..ARTICLES_A_PAGE + 2 {
            scene.draft(&owner, &format!("Number {number}")).await;
            if number % 2 == 0 {
                scene.clock.pass(TimeDelta::milliseconds(1));
            }
        }
        let drafting = owner.drafting().unwrap();
        let first = drafting.articles(of(Status::Draft)).await.unwrap().page;
        assert_eq!(u64::try_from(first.items.len()).unwrap(), ARTICLES_A_PAGE);
        let rest = drafting.articles(ArticleFilter { from: first.next, ..of(Status::Draft) }).await.unwrap().page;
        assert_eq!((rest.items.len(), &rest.next), (2, &None));
        let mut titles: Vec<_> = first.items.iter().chain(&rest.items).map(|row| row.title.as_str()).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(u64::try_from(titles.len()).unwrap(), ARTICLES_A_PAGE + 2);
        let nonsense = Some(Cursor("nonsense".to_owned()));
        assert_eq!(drafting.articles(ArticleFilter { from: nonsense, status: None }).await.unwrap().page.items, first.items);
    }
}

#[test]
fn a07_a_filter_that_is_not_in_the_list_is_refused() {
    assert!(serde_json::from_str::<ArticleFilter>(r#"{"status":"secret","from":null}"#).is_err());
    assert!(serde_json::from_str::<ArticleFilter>(r#"{"status":null,"from":null,"sort":"email"}"#).is_err());
}
