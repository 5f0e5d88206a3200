//! Stories of people who comment, on both databases.

use super::rows::comment;
use super::*;
use crate::accounts::Caller;
use crate::field::{Fault, Faults};
use crate::ids::{ArticleId, CommentId, SlideId};
use crate::moderation::{Decide, Reply, Verdict};
use crate::scene::{Scene, Stage};
use crate::store_tests;
use chrono::TimeDelta;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::net::IpAddr;

async fn talk(scene: &Scene, stage: &Stage, own: &[CommentId]) -> Conversation {
    let waiting = own.iter().fold(Waiting::default(), |list, id| list.with(*id));
    scene.talk(stage, &Visit { waiting, ..Visit::default() }).await
}

async fn stored(scene: &Scene) -> u64 {
    comment::Entity::find().count(&scene.store.read).await.unwrap()
}

async fn because(scene: &Scene, id: CommentId) -> Vec<HeldBecause> {
    let row = comment::Entity::find_by_id(id).one(&scene.store.read).await.unwrap().unwrap();
    HeldBecause::from_codes(&row.held_because)
}

async fn verdict(moderator: &Caller, comment: CommentId, seen: i32, verdict: Verdict) {
    let ask = Decide { comment, seen, verdict, note: String::new() };
    moderator.moderation().await.unwrap().decide(ask).await.unwrap();
}

async fn approved(scene: &Scene, moderator: &Caller, stage: &Stage, name: &str) -> CommentId {
    let id = scene.comment(stage, name).await;
    verdict(moderator, id, 1, Verdict::Approve).await;
    id
}

fn from(address: &str) -> Sender {
    Sender { address: address.parse::<IpAddr>().unwrap(), marks: Marks::OurPage }
}

/// The threads in short: names, `?` behind what waits, `!` behind what was refused, `x` for what is gone.
fn drawn(comments: &[ThreadComment]) -> String {
    let one = |comment: &ThreadComment| {
        let name = match &comment.shown {
            Shown::Published { name, .. } => name.clone(),
            Shown::Waiting { name, .. } => format!("{name}?"),
            Shown::Refused { name, .. } => format!("{name}!"),
            Shown::Removed => "x".to_owned(),
        };
        let replies = drawn(&comment.replies);
        if replies.is_empty() { name } else { format!("{name}({replies})") }
    };
    comments.iter().map(one).collect::<Vec<_>>().join(" ")
}

store_tests! {
    async fn a06_a_comment_waits_and_its_writer_alone_sees_it(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        let before = scene.edition().await;
        let anouk = scene.comment(&stage, "Anouk").await;

        let others = talk(&scene, &stage, &[]).await.thread;
        assert_eq!((drawn(&others.comments).as_str(), others.count, others.is_open), ("", 0, true));
        let hers = talk(&scene, &stage, &[anouk]).await.thread;
        assert_eq!((drawn(&hers.comments).as_str(), hers.count), ("Anouk?", 0));
        assert_eq!(because(&scene, anouk).await, [HeldBecause::Policy, HeldBecause::First]);
        assert_eq!(scene.edition().await, before, "no page of a reader changed");
    }

    async fn a06_a_list_of_waiting_comments_shows_none_of_another_article(scene: Scene) {
        let owner = scene.owner().await;
        let (here, there) = (scene.stage(&owner, "here").await, scene.stage(&owner, "there").await);
        let anouk = scene.comment(&there, "Anouk").await;
        assert_eq!(drawn(&talk(&scene, &here, &[anouk]).await.thread.comments), "");
    }

    async fn what_is_approved_is_seen_by_all_in_threads(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let first = approved(&scene, &owner, &stage, "Anouk").await;
        approved(&scene, &owner, &stage, "Bo").await;
        let reply = Post { parent: Some(first), slide: Some(stage.slides[1].clone()), ..scene.filled_in(&stage, "Cem").await };
        let reply = scene.sent(&stage, reply).await.unwrap().id;
        verdict(&owner, reply, 1, Verdict::Approve).await;
        let answer = Reply { comment: reply, seen: 2, body: "Thank you, *all*.".to_owned() };
        owner.moderation().await.unwrap().reply(answer).await.unwrap();

        let thread = talk(&scene, &stage, &[]).await.thread;
        assert_eq!((drawn(&thread.comments).as_str(), thread.count), ("Anouk(Cem(Marit Olsen)) Bo", 4));
        let cem = &thread.comments[0].replies[0];
        assert_eq!(cem.slide, Some((stage.slides[1].clone(), 2)));
        let Shown::Published { is_author, is_staff, .. } = &cem.shown else { panic!("{cem:?}") };
        assert_eq!((*is_author, *is_staff), (false, false));
        let Shown::Published { is_author, is_staff, body, .. } = &cem.replies[0].shown else { panic!("{cem:?}") };
        assert_eq!((*is_author, *is_staff, body.as_str()), (true, true, "<p>Thank you, <em>all</em>.</p>"));
    }

    async fn a_rejected_comment_is_gone_for_others_and_says_why_to_its_writer(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let first = approved(&scene, &owner, &stage, "Anouk").await;
        let reply = Post { parent: Some(first), ..scene.filled_in(&stage, "Bo").await };
        let reply = scene.sent(&stage, reply).await.unwrap().id;
        verdict(&owner, reply, 1, Verdict::Approve).await;
        verdict(&owner, first, 2, Verdict::Reject { reason: "Names a neighbour".to_owned() }).await;

        assert_eq!(drawn(&talk(&scene, &stage, &[]).await.thread.comments), "x(Bo)");
        let hers = talk(&scene, &stage, &[first]).await.thread;
        let Shown::Refused { reason, .. } = &hers.comments[0].shown else { panic!("{hers:?}") };
        assert_eq!(reason.as_deref(), Some("Names a neighbour"));
        verdict(&owner, reply, 2, Verdict::Spam).await;
        assert_eq!(drawn(&talk(&scene, &stage, &[]).await.thread.comments), "", "an unanswered one leaves no line");
    }

    async fn l01_five_in_ten_minutes_from_one_neighbourhood(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        let form = scene.filled_in(&stage, "Anouk").await;
        for machine in 1..=5 {
            let text = Post { body: format!("Text {machine}"), ..form.clone() };
            post(&scene.store, &stage.slug, text, from(&format!("192.0.2.{machine}"))).await.unwrap();
        }
        let sixth = post(&scene.store, &stage.slug, form.clone(), from("192.0.2.200")).await;
        assert!(matches!(sixth, Err(Error::Throttled { seconds: 600 })), "{sixth:?}");
        assert_eq!(stored(&scene).await, 5);
        post(&scene.store, &stage.slug, form.clone(), from("192.0.3.1")).await.unwrap();
        scene.clock.pass(TimeDelta::minutes(10));
        post(&scene.store, &stage.slug, form.clone(), from("192.0.2.1")).await.unwrap();
        for _ in 0..5 {
            post(&scene.store, &stage.slug, form.clone(), from("2001:db8:1::1")).await.unwrap();
        }
        let same_48 = post(&scene.store, &stage.slug, form, from("2001:db8:1:ffff::1")).await;
        assert!(matches!(same_48, Err(Error::Throttled { .. })), "{same_48:?}");
    }

    async fn l01_thirty_a_day_from_one_neighbourhood(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        for _ in 0..6 {
            let form = scene.filled_in(&stage, "Anouk").await;
            for _ in 0..5 {
                post(&scene.store, &stage.slug, form.clone(), from("192.0.2.1")).await.unwrap();
            }
            scene.clock.pass(TimeDelta::minutes(10));
        }
        let form = scene.filled_in(&stage, "Anouk").await;
        let late = post(&scene.store, &stage.slug, form, from("192.0.2.1")).await;
        let Err(Error::Throttled { seconds }) = late else { panic!("{late:?}") };
        assert!(seconds > 20 * 3_600, "{seconds}");
    }

    async fn l01_twenty_a_minute_on_one_article(scene: Scene) {
        let owner = scene.owner().await;
        let (here, there) = (scene.stage(&owner, "here").await, scene.stage(&owner, "there").await);
        let (form, other) = (scene.filled_in(&here, "Anouk").await, scene.filled_in(&there, "Anouk").await);
        for place in 1..=20 {
            post(&scene.store, &here.slug, form.clone(), from(&format!("10.1.{place}.1"))).await.unwrap();
        }
        let late = post(&scene.store, &here.slug, form, from("10.2.1.1")).await;
        assert!(matches!(late, Err(Error::Throttled { seconds: 60 })), "{late:?}");
        post(&scene.store, &there.slug, other, from("10.2.1.1")).await.unwrap();
    }

    async fn l01_beyond_120_a_minute_on_the_site_everything_is_taken_and_held_as_a_crowd(scene: Scene) {
        let owner = scene.owner().await;
        let mut forms = Vec::new();
        for number in 1..=7 {
            let stage = scene.stage(&owner, &format!("article-{number}")).await;
            let form = scene.filled_in(&stage, "Anouk").await;
            forms.push((stage, form));
        }
        let mut taken = Vec::new();
        for place in 0..121 {
            let (stage, form) = &forms[place / 20];
            let address = format!("10.{}.{}.1", place / 20, place % 20);
            taken.push(post(&scene.store, &stage.slug, form.clone(), from(&address)).await.unwrap().id);
        }
        assert!(!because(&scene, taken[119]).await.contains(&HeldBecause::Crowd));
        assert!(because(&scene, taken[120]).await.contains(&HeldBecause::Crowd));
    }

    async fn c01_the_form_is_good_from_three_seconds_to_a_day_and_for_its_article_alone(scene: Scene) {
        let owner = scene.owner().await;
        let (here, there) = (scene.stage(&owner, "here").await, scene.stage(&owner, "there").await);
        let fresh = talk(&scene, &here, &[]).await.form.unwrap().token;
        let form = scene.filled_in(&here, "Anouk").await;
        scene.clock.pass(TimeDelta::seconds(-3));
        let form = Post { token: fresh, ..form };
        assert!(matches!(scene.sent(&here, form.clone()).await, Err(Error::TooFast)));
        scene.clock.pass(TimeDelta::seconds(1));
        scene.sent(&here, form.clone()).await.unwrap();
        assert!(matches!(scene.sent(&there, form.clone()).await, Err(Error::NotOurForm)));
        scene.clock.pass(TimeDelta::hours(24));
        assert!(matches!(scene.sent(&here, form.clone()).await, Err(Error::TooOld)));
        let later = form.token.replacen('1', "2", 1);
        for token in [later.as_str(), "", "1.2", "garbage"] {
            let forged = Post { token: token.to_owned(), ..form.clone() };
            assert!(matches!(scene.sent(&here, forged).await, Err(Error::NotOurForm)), "{token}");
        }
        assert_eq!(stored(&scene).await, 1);
    }

    async fn a_form_that_grew_old_is_shown_again_with_a_token_that_works_at_once(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        let form = scene.filled_in(&stage, "Anouk").await;
        let same = form_again(&scene.store, &stage.slug, None, &form.token).await.unwrap();
        assert_eq!(same.form.token, form.token, "a token that is good is kept");
        scene.clock.pass(TimeDelta::days(2));
        let again = form_again(&scene.store, &stage.slug, None, &form.token).await.unwrap();
        scene.sent(&stage, Post { token: again.form.token, ..form.clone() }).await.unwrap();
        let foreign = form_again(&scene.store, &stage.slug, None, "made.up").await.unwrap();
        let too_fast = scene.sent(&stage, Post { token: foreign.form.token, ..form }).await;
        assert!(matches!(too_fast, Err(Error::TooFast)), "{too_fast:?}");
    }

    async fn l01_a_program_that_fills_in_the_hidden_field_is_answered_and_stored_nowhere(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        let form = Post { website: "https://spam.example/".to_owned(), ..scene.filled_in(&stage, "Anouk").await };
        assert_eq!(scene.sent(&stage, form).await.unwrap().slug, stage.slug);
        assert_eq!(stored(&scene).await, 0);
    }

    async fn a02_a_reply_stays_under_its_article_and_answers_what_readers_see(scene: Scene) {
        let owner = scene.owner().await;
        let (here, there) = (scene.stage(&owner, "here").await, scene.stage(&owner, "there").await);
        let foreign = approved(&scene, &owner, &there, "Anouk").await;
        let held = scene.comment(&here, "Bo").await;
        let unknown = CommentId::new(scene.store.rng(), scene.store.now());
        for parent in [foreign, held, unknown] {
            let form = Post { parent: Some(parent), ..scene.filled_in(&here, "Cem").await };
            let refused = scene.sent(&here, form).await;
            assert!(matches!(refused, Err(Error::NoSuchParent)), "{refused:?}");
        }
        for slide in [there.slides[0].clone(), SlideId::new(scene.store.rng())] {
            let form = Post { slide: Some(slide), ..scene.filled_in(&here, "Cem").await };
            let refused = scene.sent(&here, form).await;
            assert!(matches!(refused, Err(Error::NoSuchSlide)), "{refused:?}");
        }
        let form = scene.talk(&here, &Visit { answers: Some(foreign), ..Visit::default() }).await.form;
        assert_eq!(form.unwrap().answers, None, "the form does not offer it either");
        assert_eq!(stored(&scene).await, 2);
    }

    async fn every_faulty_field_is_named_at_once(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        let form = scene.filled_in(&stage, "Anouk").await;
        let wrong = Post { name: "Staff".into(), email: "anouk@example".into(), body: "x".repeat(10_001), ..form.clone() };
        let Err(Error::Faulty(faults)) = scene.sent(&stage, wrong).await else { panic!("nothing was refused") };
        let expected = [
            ("name".to_owned(), Fault::Reserved),
            ("email".to_owned(), Fault::Malformed),
            ("body".to_owned(), Fault::TooLong { max: 10_000, has: 10_001 }),
        ];
        assert_eq!(faults, Faults(expected.to_vec()));
        for body in ["  \n ", "[a]: https://example.org/", "<!-- -->\u{0}"] {
            let refused = scene.sent(&stage, Post { body: body.into(), ..form.clone() }).await;
            if body.starts_with('<') {
                refused.unwrap();
            } else {
                let Err(Error::Faulty(faults)) = refused else { panic!("{body} was taken") };
                assert_eq!(faults, Faults::one("body", Fault::Empty), "{body}");
            }
        }
    }

    async fn s01_a_known_address_is_answered_as_an_unknown_one_is(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        approved(&scene, &owner, &stage, "Anouk").await;
        for email in ["anouk@example.org", "marit@example.org", "nobody@example.org"] {
            let form = Post { email: email.to_owned(), ..scene.filled_in(&stage, "Cem").await };
            let posted = scene.sent(&stage, form).await.unwrap();
            assert_eq!(drawn(&talk(&scene, &stage, &[posted.id]).await.thread.comments), "Anouk Cem?", "{email}");
        }
    }

    async fn a_comment_says_why_it_waits(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        approved(&scene, &owner, &stage, "Anouk").await;
        let form = scene.filled_in(&stage, "Anouk").await;
        let known = scene.sent(&stage, form.clone()).await.unwrap().id;
        assert_eq!(because(&scene, known).await, [HeldBecause::Policy]);
        let again = scene.sent(&stage, form.clone()).await.unwrap().id;
        assert_eq!(because(&scene, again).await, [HeldBecause::Policy, HeldBecause::Repeated]);
        let named = Post { name: "Marıt Olsen".to_owned(), ..scene.filled_in(&stage, "Anouk").await };
        let named = scene.sent(&stage, named).await.unwrap().id;
        assert_eq!(because(&scene, named).await, [HeldBecause::Policy, HeldBecause::StaffName]);
        let unmarked = Sender { marks: Marks::None, ..from("192.0.2.1") };
        let form = scene.filled_in(&stage, "Anouk").await;
        let unmarked = post(&scene.store, &stage.slug, form, unmarked).await.unwrap().id;
        assert_eq!(because(&scene, unmarked).await, [HeldBecause::Policy, HeldBecause::Unmarked]);
    }

    async fn nobody_comments_where_comments_are_closed_or_nothing_is_published(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        approved(&scene, &owner, &stage, "Anouk").await;
        let form = scene.filled_in(&stage, "Bo").await;
        let set = |column: &'static str, value: &'static str| {
            let sql = format!("UPDATE articles SET {column} = '{value}'");
            let store = scene.store.clone();
            async move { sea_orm::ConnectionTrait::execute_unprepared(store.for_migration(), &sql).await.unwrap() }
        };
        set("comments", "closed").await;
        assert!(matches!(scene.sent(&stage, form.clone()).await, Err(Error::Closed)));
        let closed = talk(&scene, &stage, &[]).await;
        assert_eq!((drawn(&closed.thread.comments).as_str(), closed.thread.is_open, closed.form), ("Anouk", false, None));
        set("comments", "open").await;
        set("status", "withdrawn").await;
        assert!(matches!(scene.sent(&stage, form.clone()).await, Err(Error::Gone)));
        let again = form_again(&scene.store, &stage.slug, None, &form.token).await;
        assert!(matches!(again, Err(Error::Gone)), "{again:?}");
        let nowhere = post(&scene.store, &crate::articles::Slug::parse("nowhere").unwrap(), form, from("192.0.2.1")).await;
        assert!(matches!(nowhere, Err(Error::Gone)), "{nowhere:?}");
    }

    async fn a_long_conversation_comes_in_pages_of_whole_threads(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let ids: Vec<CommentId> = grown(&scene, stage.article, 203).await;
        let first = talk(&scene, &stage, &[]).await.thread;
        assert_eq!((first.comments.len(), first.count, first.next), (200, 203, Some(ids[199])));
        let visit = Visit { after: first.next, ..Visit::default() };
        let rest = scene.talk(&stage, &visit).await.thread;
        assert_eq!(rest.comments.iter().map(|comment| comment.id).collect::<Vec<_>>(), ids[200..]);
        assert_eq!((rest.next, rest.is_later), (None, true));
        let own = scene.comment(&stage, "Bo").await;
        let hers = talk(&scene, &stage, &[own]).await.thread;
        assert_eq!(hers.comments.last().map(|comment| comment.id), Some(own), "her own is on the first page");
        assert_eq!((hers.comments.len(), hers.next), (201, Some(ids[199])));
    }

    async fn a_page_asks_a_few_queries_whatever_was_said_and_by_whom(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let page = scene.page(&stage.slug).await;
        let (_, alone) = scene.counted(conversation(&scene.store, &page, &Visit::default())).await;
        assert_eq!(alone, 0);

        let ids = grown(&scene, stage.article, 203).await;
        let refused = scene.comment(&stage, "Bo").await;
        verdict(&owner, refused, 1, Verdict::Reject { reason: "Off topic".to_owned() }).await;
        let ask = Reply { comment: ids[1], seen: 1, body: "We agree.".to_owned() };
        owner.moderation().await.unwrap().reply(ask).await.unwrap();
        verdict(&owner, ids[1], 1, Verdict::Spam).await;
        let page = scene.page(&stage.slug).await;
        let (_, read) = scene.counted(conversation(&scene.store, &page, &Visit::default())).await;
        let waiting = Waiting::default().with(refused);
        let visit = Visit { waiting, after: None, answers: Some(ids[0]) };
        let (talk, answered) = scene.counted(conversation(&scene.store, &page, &visit)).await;

        let talk = talk.unwrap();
        assert!(matches!(talk.thread.comments[1].shown, Shown::Removed));
        assert!(matches!(&talk.thread.comments[200].shown, Shown::Refused { reason: Some(reason), .. } if reason == "Off topic"));
        assert!(talk.form.unwrap().answers.is_some());
        assert_eq!((read, answered), (3, 6));
    }

    async fn o03_a_comments_links_vouch_for_nothing_and_its_html_is_text(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let body = "[a](javascript:alert(1)) [b](https://example.org/) <img src=x onerror=alert(1)>";
        let form = Post { body: body.to_owned(), ..scene.filled_in(&stage, "Anouk").await };
        let id = scene.sent(&stage, form).await.unwrap().id;
        let thread = talk(&scene, &stage, &[id]).await.thread;
        let Shown::Waiting { body, .. } = &thread.comments[0].shown else { panic!("{thread:?}") };
        let link = "<a href=\"https://example.org/\" rel=\"nofollow ugc noopener\">b</a>";
        let dead = "<a rel=\"nofollow ugc noopener\">a</a>";
        assert_eq!(body.as_str(), format!("<p>{dead} {link} &lt;img src=x onerror=alert(1)&gt;</p>"));
    }
}

/// So many published comments that answer nobody, straight into the table.
async fn grown(scene: &Scene, article: ArticleId, many: usize) -> Vec<CommentId> {
    let mut ids = Vec::new();
    let tx = scene.store.begin().await.unwrap();
    for _ in 0..many {
        scene.clock.pass(TimeDelta::seconds(1));
        let id = CommentId::new(scene.store.rng(), scene.store.now());
        let row = comment::Model {
            id,
            article_id: article,
            slide_id: None,
            parent_id: None,
            root_id: id,
            name: "Anouk".to_owned(),
            email: "anouk@example.org".to_owned(),
            person_id: None,
            body: "Text".to_owned(),
            body_html: "<p>Text</p>".to_owned(),
            state: State::Published.code().to_owned(),
            held_because: String::new(),
            version: 1,
            created_at: scene.store.now(),
        };
        rows::insert(&tx, row).await.unwrap();
        ids.push(id);
    }
    tx.commit().await.unwrap();
    ids
}
