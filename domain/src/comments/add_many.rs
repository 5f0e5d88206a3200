//! Adding many comments at once that were written and decided elsewhere: each stands as if it had come in and been decided here.

use super::post::parse_body;
use super::rows::{self, comment};
use super::{Error, HeldBecause, State, name};
use crate::accounts::{EmailAddress, OperatorDoor};
use crate::field::{Fault, Faults};
use crate::ids::{ArticleId, CommentId, DecisionId, PersonId, SlideId};
use crate::moderation::{self, Verdict, rows::decision};
use crate::slides::for_comment;
use crate::store::{Rng, Store};
use chrono::{DateTime, Utc};

/// A comment that is whole.
#[derive(Debug, Clone)]
pub struct WholeComment {
    /// The article.
    pub article: ArticleId,
    /// The slide that it is about.
    pub slide: Option<SlideId>,
    /// The comment that it answers, by its place in the list: an earlier one, under the same article.
    pub answers: Option<usize>,
    /// Who wrote it.
    pub from: Writer,
    /// The text: Markdown.
    pub body: String,
    /// When it was written.
    pub made: DateTime<Utc>,
    /// What was decided; none while it waits, and for what was written at the desk.
    pub ruling: Option<Ruling>,
}

/// Who wrote a comment.
#[derive(Debug, Clone)]
pub enum Writer {
    /// A reader, by name and address.
    Reader {
        /// The name.
        name: String,
        /// The address.
        email: String,
    },
    /// Somebody of the house, by name. What they write waits for nobody.
    Staff(PersonId, String),
}

/// What was decided about a comment, by whom and when.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// Who decided.
    pub by: PersonId,
    /// What.
    pub verdict: Verdict,
    /// When.
    pub at: DateTime<Utc>,
}

/// Comments that can stand on the site, as they go into the database.
#[derive(Default)]
pub struct ReadyComments {
    comments: Vec<comment::Model>,
    decisions: Vec<decision::Model>,
}

impl OperatorDoor<'_> {
    /// Makes these comments ready: checks them and renders their texts. It writes nothing, so that the next ones are made ready
    /// while the last are added.
    ///
    /// # Errors
    /// [`Error::Faulty`] with `name`, `email`, `body` or `reason`; [`Error::NoSuchParent`] when one answers what does not come before
    /// it under the same article.
    pub async fn ready_comments(&self, comments: Vec<WholeComment>) -> Result<ReadyComments, Error> {
        let store = self.0.clone();
        self.0.aside(move || ReadyComments::of(&store, comments)).await
    }

    /// Adds these comments with what was decided about them, all of them or none. They are one transaction.
    ///
    /// # Errors
    /// [`Error::Store`] when an article or somebody is not there.
    pub async fn add_comments(&self, ready: ReadyComments) -> Result<(), Error> {
        let is_seen = ready.comments.iter().any(|row| row.state == State::Published.code());
        let tx = self.0.begin().await?;
        rows::insert_many(&tx, ready.comments).await?;
        moderation::rows::insert_many(&tx, ready.decisions).await?;
        Ok(if is_seen { tx.commit().await } else { tx.commit_unseen().await }?)
    }
}

impl ReadyComments {
    fn of(store: &Store, comments: Vec<WholeComment>) -> Result<Self, Error> {
        let mut made = Self::default();
        for comment in comments {
            made.add(store.rng(), comment)?;
        }
        Ok(made)
    }

    fn add(&mut self, rng: &dyn Rng, comment: WholeComment) -> Result<(), Error> {
        let WholeComment { article, slide, answers, from, body, made, ruling } = comment;
        let parent = answers.map(|place| self.answered(article, place)).transpose()?;
        let body = parse_body(&body).map_err(|fault| Error::Faulty(Faults::one("body", fault)))?;
        let html = for_comment(&body);
        if html.is_empty() {
            return Err(Error::Faulty(Faults::one("body", Fault::Empty)));
        }
        let came_in = match from {
            Writer::Reader { .. } => State::Pending,
            Writer::Staff(..) => State::Published,
        };
        let (name, email, person_id) = signed(from)?;
        let id = CommentId::new(rng, made);
        // On this site every comment of a reader waits, as `CommentPolicy` has it.
        let held_because = if came_in == State::Pending { HeldBecause::codes(&[HeldBecause::Policy]) } else { String::new() };
        let received = decision::Model {
            id: DecisionId::new(rng, made),
            comment_id: id,
            comment_version: 0,
            from_state: String::new(),
            to_state: came_in.code().to_owned(),
            reason: String::new(),
            note: held_because.clone(),
            person_id,
            undoes: None,
            made_at: made,
        };
        self.decisions.push(received);
        let decided = ruling.filter(|_| came_in == State::Pending).map(|ruling| decision_of(rng, id, &ruling)).transpose()?;
        self.comments.push(comment::Model {
            id,
            article_id: article,
            slide_id: slide,
            parent_id: parent.map(|(parent, _)| parent),
            root_id: parent.map_or(id, |(_, root)| root),
            name,
            email,
            person_id,
            body,
            body_html: html.as_str().to_owned(),
            state: decided.as_ref().map_or(came_in.code(), |decided| &decided.to_state).to_owned(),
            held_because,
            version: 1 + i32::from(decided.is_some()),
            created_at: made,
        });
        self.decisions.extend(decided);
        Ok(())
    }

    /// The comment at that place and the first of its thread.
    fn answered(&self, article: ArticleId, place: usize) -> Result<(CommentId, CommentId), Error> {
        let answered = self.comments.get(place).filter(|row| row.article_id == article);
        answered.map(|row| (row.id, row.root_id)).ok_or(Error::NoSuchParent)
    }
}

fn signed(from: Writer) -> Result<(String, String, Option<PersonId>), Error> {
    match from {
        Writer::Reader { name, email } => {
            let name = name::parse_name(&name).map_err(|fault| Error::Faulty(Faults::one("name", fault)))?;
            let email = EmailAddress::parse(&email).map_err(|fault| Error::Faulty(Faults::one("email", fault)))?;
            Ok((name, email.to_string(), None))
        }
        Writer::Staff(person, name) => Ok((name, String::new(), Some(person))),
    }
}

fn decision_of(rng: &dyn Rng, comment: CommentId, ruling: &Ruling) -> Result<decision::Model, Error> {
    Ok(decision::Model {
        id: DecisionId::new(rng, ruling.at),
        comment_id: comment,
        comment_version: 1,
        from_state: State::Pending.code().to_owned(),
        to_state: ruling.verdict.leads_to().code().to_owned(),
        reason: ruling.verdict.reason().map_err(Error::Faulty)?,
        note: String::new(),
        person_id: Some(ruling.by),
        undoes: None,
        made_at: ruling.at,
    })
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::accounts::{Role, operator};
    use crate::comments::Visit;
    use crate::moderation::Decide;
    use crate::scene::Scene;
    use crate::store_tests;
    use chrono::TimeDelta;

    /// Comment and decisions as they stand in the database, without what is random and without their times.
    async fn stands(scene: &Scene, id: CommentId) -> (comment::Model, Vec<decision::Model>) {
        let row = rows::by_ids(&scene.store.read, &[id]).await.unwrap().pop().unwrap();
        let root_id = if row.root_id == row.id { CommentId(uuid::Uuid::nil()) } else { row.root_id };
        let nil = CommentId(uuid::Uuid::nil());
        let decisions = moderation::rows::decisions(&scene.store.read, &[id]).await.unwrap();
        let bare = |row: decision::Model| decision::Model {
            id: DecisionId(nil.0),
            comment_id: nil,
            made_at: DateTime::UNIX_EPOCH,
            ..row
        };
        let decisions = decisions.into_iter().map(|(row, _)| bare(row)).collect();
        (comment::Model { id: nil, root_id, created_at: DateTime::UNIX_EPOCH, ..row }, decisions)
    }

    store_tests! {
        async fn comments_that_are_added_stand_as_if_they_had_been_sent_and_decided(scene: Scene) {
            let owner = scene.owner().await;
            let vera = scene.person("Vera Nilsen", Role::Moderator).await;
            let stage = scene.stage(&owner, "Lamps").await;
            let sent = scene.comment(&stage, "Anouk Vos").await;
            let verdict = Verdict::Reject { reason: "off topic".to_owned() };
            let ask = Decide { comment: sent, seen: 1, verdict: verdict.clone(), note: String::new() };
            vera.moderation().await.unwrap().decide(ask).await.unwrap();
            let (mut row, decisions) = stands(&scene, sent).await;
            // That it was the first from its address is told only by what was there before.
            row.held_because = "policy".to_owned();

            let (at, from) = (scene.store.now(), Writer::Reader { name: row.name.clone(), email: row.email.clone() });
            let ruling = Some(Ruling { by: vera.person(), verdict, at });
            let body = row.body.clone();
            let whole = WholeComment { article: stage.article, slide: None, answers: None, from, body, made: at, ruling };
            let approved = Some(Ruling { by: vera.person(), verdict: Verdict::Approve, at });
            let later = at + TimeDelta::minutes(1);
            let reply = WholeComment { answers: Some(0), made: later, ruling: None, from: Writer::Staff(owner.person(), "Marit Olsen".into()), ..whole.clone() };
            let root = WholeComment { ruling: approved, ..whole.clone() };
            let door = operator(&scene.store);
            door.add_comments(door.ready_comments(vec![root, reply, whole]).await.unwrap()).await.unwrap();

            let talk = scene.talk(&stage, &Visit::default()).await;
            assert_eq!((talk.thread.count, talk.thread.comments.len(), talk.thread.comments[0].replies.len()), (2, 1, 1));
            let queue = vera.moderation().await.unwrap().queue(State::Rejected, None).await.unwrap();
            let added = queue.comments.items.iter().map(|item| item.id).find(|id| *id != sent).unwrap();
            let (added, its) = stands(&scene, added).await;
            assert_eq!(added, row);
            assert_eq!(its[1], decisions[1]);
            assert_eq!((its.len(), &its[0].to_state, &its[0].note), (2, &"pending".to_owned(), &"policy".to_owned()));
        }

        async fn a02_an_answer_stands_under_the_article_of_what_it_answers(scene: Scene) {
            let owner = scene.owner().await;
            let (lamps, candles) = (scene.stage(&owner, "Lamps").await, scene.stage(&owner, "Candles").await);
            let from = Writer::Reader { name: "Anouk".to_owned(), email: "anouk@example.org".to_owned() };
            let (body, made) = ("Said.".to_owned(), scene.store.now());
            let first = WholeComment { article: lamps.article, slide: None, answers: None, from, body, made, ruling: None };
            for wrong in [
                WholeComment { article: candles.article, answers: Some(0), ..first.clone() },
                WholeComment { answers: Some(1), ..first.clone() },
            ] {
                let refused = operator(&scene.store).ready_comments(vec![first.clone(), wrong]).await.err();
                assert!(matches!(refused, Some(Error::NoSuchParent)), "{refused:?}");
            }
            let nothing = WholeComment { body: " ".to_owned(), ..first.clone() };
            assert!(matches!(operator(&scene.store).ready_comments(vec![first, nothing]).await, Err(Error::Faulty(_))));
            assert_eq!(scene.talk(&lamps, &Visit::default()).await.thread.count, 0);
        }
    }
}
