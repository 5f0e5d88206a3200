//! Whether comments are taken: the site has a say, and the article.

use crate::settings::CommentPolicy;

/// Whether comments are taken under an article of which the database says `article`, on a site of that policy.
pub(crate) fn is_open(site: CommentPolicy, article: &str) -> bool {
    site != CommentPolicy::Closed && CommentPolicy::from_code(article) != Some(CommentPolicy::Closed)
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use crate::accounts::Caller;
    use crate::comments::Visit;
    use crate::scene::{Scene, Stage};
    use crate::settings::{CommentPolicy, SaveSettings};
    use crate::store_tests;
    use migration::MigratorTrait;
    use sea_orm::ConnectionTrait;

    async fn policy(owner: &Caller, comment_policy: CommentPolicy) {
        let door = owner.administration().unwrap();
        let ask = SaveSettings { comment_policy, ..door.settings().await.unwrap().into() };
        door.save_settings(ask).await.unwrap();
    }

    async fn takes_comments(scene: &Scene, stage: &Stage) -> bool {
        scene.talk(stage, &Visit::default()).await.form.is_some()
    }

    store_tests! {
        async fn what_was_begun_while_the_site_took_no_comments_takes_them_when_the_site_does(scene: Scene) {
            let owner = scene.owner().await;
            policy(&owner, CommentPolicy::Closed).await;
            let stage = scene.stage(&owner, "a-blur").await;
            assert!(!takes_comments(&scene, &stage).await);
            policy(&owner, CommentPolicy::Held).await;
            assert!(takes_comments(&scene, &stage).await);
        }

        async fn what_an_older_program_closed_with_the_site_is_opened_by_the_next(scene: Scene) {
            let owner = scene.owner().await;
            let stage = scene.stage(&owner, "a-blur").await;
            let db = scene.store.for_migration();
            for older in ["UPDATE articles SET comments = 'closed'", "DELETE FROM seaql_migrations WHERE version LIKE 'm0013%'"] {
                db.execute_unprepared(older).await.unwrap();
            }
            assert!(!takes_comments(&scene, &stage).await);
            migration::Migrator::up(db, None).await.unwrap();
            assert!(takes_comments(&scene, &stage).await);
        }
    }
}
