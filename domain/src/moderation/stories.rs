//! Stories of moderators at their desk, on both databases.

use super::rows::decision;
use super::*;
use crate::accounts::{self, Caller, Role};
use crate::comments::{self, HeldBecause, Ruling, State, Thread, Visit, WholeComment, Writer};
use crate::field::{Fault, Faults};
use crate::ids::{CommentId, DecisionId};
use crate::scene::{Backend, Scene, Stage};
use crate::store_tests;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

fn ask(comment: CommentId, seen: i32, verdict: Verdict) -> Decide {
    Decide { comment, seen, verdict, note: String::new() }
}

fn off_topic() -> Verdict {
    Verdict::Reject { reason: "Off topic".to_owned() }
}

async fn decide(by: &Caller, comment: CommentId, seen: i32, verdict: Verdict) -> Result<Decision, Error> {
    by.moderation().await.unwrap().decide(ask(comment, seen, verdict)).await
}

async fn readers_see(scene: &Scene, stage: &Stage) -> Thread {
    scene.talk(stage, &Visit::default()).await.thread
}

/// What became of a comment, one decision a line.
async fn life(by: &Caller, comment: CommentId) -> Vec<String> {
    let context = by.moderation().await.unwrap().context(comment).await.unwrap();
    let line = |decision: &Decision| {
        let from = decision.from.map_or("", State::code);
        let by = decision.by.as_deref().unwrap_or("nobody");
        let undo = if decision.undoes.is_some() { ", undone" } else { "" };
        format!(
            "{from} > {} by {by}{undo}{}{}",
            decision.to.code(),
            if decision.reason.is_empty() { "" } else { ": " },
            decision.reason
        )
    };
    context.decisions.iter().map(line).collect()
}

async fn decisions_of(scene: &Scene, comment: CommentId) -> u64 {
    decision::Entity::find().filter(decision::Column::CommentId.eq(comment)).count(&scene.store.read).await.unwrap()
}

async fn let_authors_moderate(scene: &Scene) {
    let sql = "UPDATE settings SET authors_moderate = true";
    sea_orm::ConnectionTrait::execute_unprepared(scene.store.for_migration(), sql).await.unwrap();
}

store_tests! {
    async fn a06_the_working_title_of_an_article_that_was_withdrawn_is_its_editors_alone(scene: Scene) {
        let owner = scene.owner().await;
        let author = scene.person("Ana", Role::Author).await;
        let stage = scene.stage(&author, "a-blur").await;
        let comment = scene.comment(&stage, "Anouk").await;
        let (vera, editor) = (scene.person("Vera", Role::Moderator).await, scene.person("Otto", Role::Editor).await);
        let_authors_moderate(&scene).await;
        let named = async |by: &Caller| by.moderation().await.unwrap().item(comment).await.unwrap().article;
        assert_eq!(named(&vera).await.as_deref(), Some("a-blur"));

        let writing = author.writing(stage.article).await.unwrap();
        let (title, standfirst) = ("Unheard of".to_owned(), String::new());
        let based_on = writing.head().await.unwrap().version;
        writing.save_head(crate::articles::SaveHead { based_on, title, standfirst, slug: None, topics: Vec::new() }).await.unwrap();
        assert_eq!(named(&vera).await.as_deref(), Some("a-blur"), "what readers see goes on");
        writing.withdraw().await.unwrap();
        assert_eq!(named(&vera).await, None);
        for by in [&owner, &editor, &author] {
            assert_eq!(named(by).await.as_deref(), Some("Unheard of"), "{:?}", by.role());
        }
    }

    async fn a09_two_moderators_decide_a_comment_once(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        let comment = scene.comment(&stage, "Anouk").await;
        let (vera, otto) = (scene.person("Vera", Role::Moderator).await, scene.person("Otto", Role::Moderator).await);

        decide(&vera, comment, 1, Verdict::Approve).await.unwrap();
        let refused = decide(&otto, comment, 1, off_topic()).await.unwrap_err();

        assert_eq!(refused.to_string(), "decided meanwhile: Published by Vera at 09:12");
        assert_eq!(life(&vera, comment).await, [" > pending by nobody", "pending > published by Vera"]);
        assert_eq!(readers_see(&scene, &stage).await.count, 1);
    }

    async fn a09_of_two_who_decide_at_the_same_moment_one_gets_through(scene: Scene) {
        let stage = scene.stage(&scene.owner().await, "a-blur").await;
        let comment = scene.comment(&stage, "Anouk").await;
        let (vera, otto) = (scene.person("Vera", Role::Moderator).await, scene.person("Otto", Role::Moderator).await);
        let (first, second) =
            tokio::join!(decide(&vera, comment, 1, Verdict::Approve), decide(&otto, comment, 1, Verdict::Approve));
        let late = match (first, second) {
            (Ok(_), Err(late)) | (Err(late), Ok(_)) => late,
            other => panic!("{other:?}"),
        };
        assert!(matches!(late, Error::DecidedMeanwhile { what: State::Published, .. }), "{late:?}");
        assert_eq!(decisions_of(&scene, comment).await, 2);
    }

    async fn a_decision_is_taken_back_by_one_more(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let comment = scene.comment(&stage, "Anouk").await;
        let vera = scene.person("Vera", Role::Moderator).await;
        let approval = decide(&vera, comment, 1, Verdict::Approve).await.unwrap();
        let published = scene.edition().await;
        assert_eq!((approval.version, readers_see(&scene, &stage).await.count), (2, 1));

        let undone = owner.moderation().await.unwrap().undo(approval.id).await.unwrap();
        assert_eq!((undone.to, undone.version, undone.undoes), (State::Pending, 3, Some(approval.id)));
        assert_eq!(readers_see(&scene, &stage).await.count, 0);
        assert!(scene.edition().await > published, "readers' pages are made again");
        assert_eq!(
            life(&vera, comment).await,
            [" > pending by nobody", "pending > published by Vera", "published > pending by Marit Olsen, undone"]
        );
        let again = vera.moderation().await.unwrap().undo(approval.id).await;
        assert!(matches!(again, Err(Error::DecidedMeanwhile { what: State::Pending, .. })), "{again:?}");
        let received = decision::Entity::find().filter(decision::Column::CommentVersion.eq(0)).one(&scene.store.read).await;
        let received = vera.moderation().await.unwrap().undo(received.unwrap().unwrap().id).await;
        assert!(matches!(received, Err(Error::NothingToUndo)), "{received:?}");
    }

    async fn a09_what_was_decided_together_is_taken_back_together_each_by_itself(scene: Scene) {
        let owner = scene.owner().await;
        let author = scene.person("Nadia Rahman", Role::Author).await;
        let (stage, own) = (scene.stage(&owner, "a-blur").await, scene.stage(&author, "her-own").await);
        let vera = scene.person("Vera", Role::Moderator).await;
        let mut comments = Vec::new();
        for name in ["Anouk", "Bo", "Cem"] {
            comments.push((scene.comment(&stage, name).await, 1));
        }
        comments.push((scene.comment(&own, "Dag").await, 1));
        let ask = DecideTogether { comments: comments.clone(), verdict: Verdict::Approve, note: String::new() };
        let made = vera.moderation().await.unwrap().decide_together(ask).await.unwrap();
        let made: Vec<Decision> = made.into_iter().map(|(_, outcome)| outcome.unwrap()).collect();
        decide(&owner, comments[1].0, 2, Verdict::Spam).await.unwrap();
        let_authors_moderate(&scene).await;

        let stranger = DecisionId::new(scene.store.rng(), scene.store.now());
        let of_all: Vec<DecisionId> = made.iter().map(|decision| decision.id).chain([stranger, made[0].id]).collect();
        let settled = vera.moderation().await.unwrap().undo_together(of_all[..3].to_vec()).await.unwrap();
        let settled: Vec<_> = settled.into_iter().map(|(id, outcome)| (id, outcome.map(|undone| (undone.comment, undone.to)))).collect();
        assert!(matches!(&settled[0], (id, Ok(back)) if *id == of_all[0] && *back == (comments[0].0, State::Pending)), "{settled:?}");
        assert!(matches!(&settled[1], (_, Err(Error::DecidedMeanwhile { what: State::Spam, .. }))), "{settled:?}");
        assert!(matches!(&settled[2], (_, Ok(back)) if *back == (comments[2].0, State::Pending)), "{settled:?}");

        let hers = author.moderation().await.unwrap().undo_together(of_all[..5].to_vec()).await.unwrap();
        let told: Vec<bool> = hers.iter().map(|(_, outcome)| outcome.is_ok()).collect();
        assert_eq!(told, [false, false, false, true, false], "an author's are the comments on their own articles");
        for (_, outcome) in &hers[..3] {
            assert!(matches!(outcome, Err(Error::Gone)), "{outcome:?}");
        }
        assert_eq!(readers_see(&scene, &stage).await.count + readers_see(&scene, &own).await.count, 0);

        let many = vec![stranger; MAX_TOGETHER + 1];
        assert!(matches!(vera.moderation().await.unwrap().undo_together(many).await, Err(Error::TooMany { max: 200 })));
        let twice = decide(&owner, comments[0].0, 3, Verdict::Approve).await.unwrap().id;
        let twice = vera.moderation().await.unwrap().undo_together(vec![twice, twice]).await.unwrap();
        assert!(twice[0].1.is_ok() && matches!(twice[1].1, Err(Error::DecidedMeanwhile { .. })), "{twice:?}");
    }

    async fn a_rejection_needs_a_reason(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let comment = scene.comment(&stage, "Anouk").await;
        let refused = decide(&owner, comment, 1, Verdict::Reject { reason: "  ".to_owned() }).await;
        let Err(Error::Faulty(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(faults, Faults::one("reason", Fault::Empty));
        let long = decide(&owner, comment, 1, Verdict::Reject { reason: "x".repeat(301) }).await;
        assert!(matches!(long, Err(Error::Faulty(_))), "{long:?}");
        assert_eq!(decisions_of(&scene, comment).await, 1);
        let before = scene.edition().await;
        decide(&owner, comment, 1, off_topic()).await.unwrap();
        assert_eq!(scene.edition().await, before, "nothing that a reader saw changed");
        let twice = decide(&owner, comment, 2, off_topic()).await;
        assert!(matches!(twice, Err(Error::Already(State::Rejected))), "{twice:?}");
    }

    async fn the_queue_shows_a_state_with_what_helps_to_judge(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let first = scene.comment(&stage, "Anouk").await;
        decide(&owner, first, 1, Verdict::Approve).await.unwrap();
        let about = comments::Post {
            slide: Some(stage.slides[1].clone()),
            parent: Some(first),
            ..scene.filled_in(&stage, "Anouk").await
        };
        let second = scene.sent(&stage, about).await.unwrap().id;
        let third = scene.comment(&stage, "Bo").await;

        let queue = owner.moderation().await.unwrap().queue(State::Pending, None).await.unwrap();
        assert_eq!(queue.counts, [2, 1, 0, 0]);
        assert_eq!(queue.comments.items.iter().map(|item| item.id).collect::<Vec<_>>(), [second, third]);
        let item = &queue.comments.items[0];
        assert_eq!((item.slide, item.slug.as_ref(), item.article.as_deref()), (Some(2), Some(&stage.slug), Some("a-blur")));
        assert_eq!(item.record, Record { published: 1, ..Record::default() });
        assert_eq!(item.because, [HeldBecause::Policy]);
        assert!(item.decided.is_none());

        let context = owner.moderation().await.unwrap().context(second).await.unwrap();
        assert_eq!(context.slide.map(|slide| (slide.number, slide.heading)), Some((2, "Slide 2 of a-blur".to_owned())));
        assert_eq!(context.answers.map(|answered| (answered.name, answered.is_staff)), Some(("Anouk".to_owned(), false)));
        assert_eq!(context.record.iter().map(|one| (one.id, one.state)).collect::<Vec<_>>(), [
            (first, State::Published),
            (second, State::Pending),
        ]);
        let published = owner.moderation().await.unwrap().queue(State::Published, None).await.unwrap();
        let decided = published.comments.items[0].decided.clone().unwrap();
        assert_eq!((decided.by.as_deref(), decided.to), (Some("Marit Olsen"), State::Published));
    }

    async fn f8_the_counts_are_what_is_there_whatever_was_decided(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let door = owner.moderation().await.unwrap();
        let as_counted = async || {
            let counts = door.queue(State::Published, None).await.unwrap().counts;
            for (state, count) in State::ALL.into_iter().zip(counts) {
                let there = format!("SELECT COUNT(*) FROM comments WHERE state = '{}'", state.code());
                assert_eq!(scene.said(&there).await, count.to_string(), "{state:?} of {counts:?}");
            }
            assert_eq!(door.waiting_since().await.unwrap().count, counts[0] as u64);
            counts
        };
        let mut comments = Vec::new();
        for name in ["Anouk", "Bo", "Cem", "Dag"] {
            comments.push(scene.comment(&stage, name).await);
        }
        assert_eq!(as_counted().await, [4, 0, 0, 0]);
        let spam = decide(&owner, comments[0], 1, Verdict::Spam).await.unwrap();
        assert_eq!(as_counted().await, [3, 0, 0, 1]);
        decide(&owner, comments[0], 1, Verdict::Approve).await.unwrap_err();
        door.undo(spam.id).await.unwrap();
        assert_eq!(as_counted().await, [4, 0, 0, 0]);
        // The last is stale, and holds up none of the others.
        let together = vec![(comments[1], 1), (comments[2], 1), (comments[0], 1)];
        let ask = DecideTogether { comments: together, verdict: off_topic(), note: String::new() };
        let made = door.decide_together(ask).await.unwrap();
        assert_eq!(as_counted().await, [2, 0, 2, 0]);
        let taken_back = made.into_iter().filter_map(|(_, outcome)| Some(outcome.ok()?.id)).collect();
        door.undo_together(taken_back).await.unwrap();
        assert_eq!(as_counted().await, [4, 0, 0, 0]);
        door.reply(Reply { comment: comments[3], seen: 1, body: "It does.".to_owned() }).await.unwrap();
        assert_eq!(as_counted().await, [3, 2, 0, 0]);

        let from = Writer::Reader { name: "Eve".to_owned(), email: "eve@example.org".to_owned() };
        let (made, body) = (scene.store.now(), "Said elsewhere.".to_owned());
        let whole = WholeComment { article: stage.article, slide: None, answers: None, from, body, made, ruling: None };
        let ruling = Some(Ruling { by: owner.person(), verdict: Verdict::Spam, at: made });
        let staff = Writer::Staff(owner.person(), "Marit Olsen".to_owned());
        let many = vec![whole.clone(), WholeComment { ruling, ..whole.clone() }, WholeComment { from: staff, ..whole }];
        let operator = accounts::operator(&scene.store);
        operator.add_comments(operator.ready_comments(many).await.unwrap()).await.unwrap();
        assert_eq!(as_counted().await, [4, 3, 0, 1]);
    }

    async fn l03_the_queue_comes_in_pages(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let mut waiting = Vec::new();
        for number in 0..53 {
            waiting.push(scene.comment(&stage, &format!("Reader {number}")).await);
        }
        let door = owner.moderation().await.unwrap();
        let page = door.queue(State::Pending, None).await.unwrap();
        let rest = door.queue(State::Pending, page.comments.next.clone()).await.unwrap();
        let shown: Vec<CommentId> = page.comments.items.iter().chain(&rest.comments.items).map(|item| item.id).collect();
        assert_eq!(shown, waiting);
        assert_eq!((page.comments.items.len(), page.counts[0], rest.comments.next), (50, 53, None));
    }

    async fn the_queue_asks_a_fixed_number_of_queries(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.moderation().await.unwrap();
        let mut asked = Vec::new();
        for title in ["a-blur", "a-lamp", "a-kite"] {
            let stage = scene.stage(&owner, title).await;
            for name in ["Anouk", "Bo"] {
                let form = comments::Post { slide: Some(stage.slides[1].clone()), ..scene.filled_in(&stage, name).await };
                let comment = scene.sent(&stage, form).await.unwrap().id;
                decide(&owner, comment, 1, Verdict::Approve).await.unwrap();
            }
            let (queue, queries) = scene.counted(door.queue(State::Published, None)).await;
            asked.push((queue.unwrap().comments.items.len(), queries));
        }
        assert_eq!(asked, [(2, 8), (4, 8), (6, 8)]);
    }

    async fn an_answer_from_the_desk_approves_what_it_answers(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let vera = scene.person("Vera", Role::Moderator).await;
        let comment = scene.comment(&stage, "Anouk").await;
        let door = vera.moderation().await.unwrap();
        let reply = |seen, body: &str| Reply { comment, seen, body: body.to_owned() };

        let empty = door.reply(reply(1, " ")).await;
        assert!(matches!(empty, Err(Error::Faulty(_))), "{empty:?}");
        let replied = door.reply(reply(1, "It does.")).await.unwrap();
        assert_eq!(replied.approval.map(|decision| decision.to), Some(State::Published));
        let thread = readers_see(&scene, &stage).await;
        assert_eq!((thread.count, thread.comments[0].replies[0].id), (2, replied.reply));
        let late = door.reply(reply(1, "Once more.")).await;
        assert!(matches!(late, Err(Error::DecidedMeanwhile { .. })), "{late:?}");
        assert!(door.reply(reply(2, "Once more.")).await.unwrap().approval.is_none());
        decide(&owner, comment, 2, Verdict::Spam).await.unwrap();
        let spam = door.reply(reply(3, "To spam?")).await;
        assert!(matches!(spam, Err(Error::NotAnswered(State::Spam))), "{spam:?}");
        assert_eq!(readers_see(&scene, &stage).await.count, 2);
    }

    async fn a09_many_are_decided_together_and_each_by_itself(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "a-blur").await;
        let (first, second) = (scene.comment(&stage, "Anouk").await, scene.comment(&stage, "Bo").await);
        decide(&owner, second, 1, Verdict::Approve).await.unwrap();
        let unknown = CommentId::new(scene.store.rng(), scene.store.now());
        let together = |comments| DecideTogether { comments, verdict: off_topic(), note: String::new() };
        let door = owner.moderation().await.unwrap();

        let settled = door.decide_together(together(vec![(second, 1), (unknown, 1), (first, 1)])).await.unwrap();
        assert!(matches!(settled[0], (id, Err(Error::DecidedMeanwhile { .. })) if id == second), "{settled:?}");
        assert!(matches!(settled[1], (id, Err(Error::Gone)) if id == unknown), "{settled:?}");
        assert!(matches!(&settled[2], (id, Ok(decision)) if *id == first && decision.reason == "Off topic"), "{settled:?}");
        let many = door.decide_together(together(vec![(first, 2); 201])).await;
        assert!(matches!(many, Err(Error::TooMany { max: 200 })), "{many:?}");
    }

    async fn a02_an_author_decides_on_their_own_articles_where_the_settings_say_so(scene: Scene) {
        let owner = scene.owner().await;
        let ana = scene.person("Ana", Role::Author).await;
        let (hers, others) = (scene.stage(&ana, "hers").await, scene.stage(&owner, "others").await);
        let (mine, foreign) = (scene.comment(&hers, "Anouk").await, scene.comment(&others, "Anouk").await);
        assert!(matches!(ana.moderation().await, Err(accounts::Error::Refused(_))));
        let_authors_moderate(&scene).await;

        let door = ana.moderation().await.unwrap();
        let queue = door.queue(State::Pending, None).await.unwrap();
        assert_eq!(queue.counts, [1, 0, 0, 0], "a07: totals count only what the caller may see");
        assert_eq!(queue.comments.items[0].record, Record::default(), "and so does the record");
        assert_eq!(door.context(mine).await.unwrap().record.len(), 1);
        assert!(matches!(door.decide(ask(foreign, 1, Verdict::Approve)).await, Err(Error::Gone)));
        assert!(matches!(door.context(foreign).await, Err(Error::Gone)));
        assert!(matches!(door.item(foreign).await, Err(Error::Gone)));
        assert!(matches!(door.reply(Reply { comment: foreign, seen: 1, body: "No".into() }).await, Err(Error::Gone)));
        let settled = door
            .decide_together(DecideTogether { comments: vec![(foreign, 1)], verdict: Verdict::Spam, note: String::new() })
            .await
            .unwrap();
        assert!(matches!(settled[..], [(_, Err(Error::Gone))]), "{settled:?}");
        let elsewhere = decide(&owner, foreign, 1, Verdict::Approve).await.unwrap();
        assert!(matches!(door.undo(elsewhere.id).await, Err(Error::Gone)));
        door.decide(ask(mine, 1, Verdict::Approve)).await.unwrap();
    }

    async fn a07_an_address_is_shown_alone_and_the_look_leaves_a_trace(scene: Scene) {
        let owner = scene.owner().await;
        let ana = scene.person("Ana", Role::Author).await;
        let stage = scene.stage(&ana, "hers").await;
        let comment = scene.comment(&stage, "Anouk").await;
        let vera = scene.person("Vera", Role::Moderator).await;

        let door = vera.moderation().await.unwrap();
        let queue = serde_json::to_string(&door.queue(State::Pending, None).await.unwrap()).unwrap();
        let context = serde_json::to_string(&door.context(comment).await.unwrap()).unwrap();
        assert!(!queue.contains("anouk@") && !context.contains("anouk@"));
        assert_eq!(door.address(comment).await.unwrap(), "anouk@example.org");
        let looks = || async {
            use crate::audit::rows::entry;
            let looks = entry::Entity::find().filter(entry::Column::Act.eq("comments.address"));
            looks.all(&scene.store.read).await.unwrap()
        };
        let [look] = &looks().await[..] else { panic!("one look leaves one line") };
        assert_eq!((look.person_id, look.subject.as_str()), (Some(vera.person()), comment.to_string().as_str()));
        assert!(!look.detail.contains("anouk"));

        let_authors_moderate(&scene).await;
        let hers = ana.moderation().await.unwrap().address(comment).await;
        assert!(matches!(hers, Err(Error::Refused(_))), "{hers:?}");
        assert_eq!(looks().await.len(), 1);
        drop(owner);
    }

    async fn nobody_undoes_what_is_not_there(scene: Scene) {
        let owner = scene.owner().await;
        let unknown = DecisionId::new(scene.store.rng(), scene.store.now());
        assert!(matches!(owner.moderation().await.unwrap().undo(unknown).await, Err(Error::Gone)));
    }

    async fn the_roles_that_moderate_open_the_desk_and_no_other(scene: Scene) {
        scene.owner().await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Owner) {
            let caller = scene.person(role.code(), role).await;
            assert_eq!(caller.moderation().await.is_ok(), role.moderates(), "{role:?}");
        }
    }
}

#[tokio::test]
async fn who_was_slower_is_told_so_while_no_other_connection_is_free() {
    let scene = Scene::with_connections(Backend::Postgres, 1).await;
    let owner = scene.owner().await;
    let comment = scene.comment(&scene.stage(&owner, "a-blur").await, "Anouk").await;
    decide(&owner, comment, 1, Verdict::Approve).await.unwrap();
    let late = decide(&owner, comment, 1, off_topic()).await;
    assert!(matches!(late, Err(Error::DecidedMeanwhile { what: State::Published, .. })), "{late:?}");
}
