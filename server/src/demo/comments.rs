//! The comments of the demo: sent as readers send them, decided and answered as the desk does.

use super::material::Comment;
use super::plan::{Ruling, Voice};
use super::{Failed, Stage};
use chrono::TimeDelta;
use domain::articles::{Found, Slug, article_page};
use domain::comments::{self, Marks, Post, Sender, Visit};
use domain::ids::CommentId;
use domain::moderation::{Decide, Reply};
use std::net::Ipv6Addr;

/// How long a reader writes.
const WRITING: TimeDelta = TimeDelta::minutes(2);

/// A comment that came in.
#[derive(Clone, Copy)]
pub(super) struct Said {
    id: CommentId,
    /// The version at which it stands.
    version: i32,
}

/// The version at which a comment comes in.
const FIRST: i32 = 1;

impl<'a> Stage<'a> {
    /// A reader sends the form. `neighbourhood` tells one reader's machine from another's.
    pub(super) async fn say(&mut self, comment: &'a Comment, neighbourhood: u16) -> Result<(), Failed> {
        let written = self.written(&comment.article)?;
        let slide = match &comment.slide {
            Some(heading) => Some(written.slides.iter().find(|(other, _)| other == heading).ok_or("no slide has that heading")?),
            None => None,
        };
        let slide = slide.map(|(_, id)| id.clone());
        let parent = comment.reply_to.as_deref().map(|answered| self.said(answered)).transpose()?;
        let slug = Slug::parse(&comment.article).map_err(|_| "its article is no address")?;
        let Found::Page(page) = article_page(&self.store, &slug).await? else {
            return Err("its article is not published".into());
        };
        let talk = comments::conversation(&self.store, &page, &Visit::default()).await?;
        self.clock.pass(WRITING);
        let post = Post {
            token: talk.form.ok_or("no comments are taken")?.token,
            website: String::new(),
            name: comment.name.clone().ok_or("it has no name")?,
            email: comment.email.clone().ok_or("it has no email")?,
            body: comment.body.clone(),
            slide,
            parent: parent.map(|said| said.id),
        };
        // An address for documentation (RFC 3849).
        let address = Ipv6Addr::new(0x2001, 0xdb8, neighbourhood, 0, 0, 0, 0, 1).into();
        let posted = comments::post(&self.store, &slug, post, Sender { address, marks: Marks::OurPage }).await?;
        self.said.insert(&comment.id, Said { id: posted.id, version: FIRST });
        Ok(())
    }

    /// Somebody of the house answers.
    pub(super) async fn reply(&mut self, comment: &'a Comment, voice: Voice<'a>) -> Result<(), Failed> {
        let answered = self.said(voice.answers)?;
        let ask = Reply { comment: answered.id, seen: answered.version, body: comment.body.clone() };
        let replied = self.person(voice.handle)?.moderation().await?.reply(ask).await?;
        self.said.insert(&comment.id, Said { id: replied.reply, version: FIRST });
        Ok(())
    }

    /// Somebody at the desk decides.
    pub(super) async fn decide(&mut self, comment: &'a Comment, ruling: Ruling<'a>) -> Result<(), Failed> {
        let said = self.said(&comment.id)?;
        let ask = Decide { comment: said.id, seen: said.version, verdict: ruling.verdict(), note: ruling.note().to_owned() };
        let decision = self.person(ruling.by())?.moderation().await?.decide(ask).await?;
        self.said.insert(&comment.id, Said { version: decision.version, ..said });
        Ok(())
    }

    fn said(&self, id: &str) -> Result<Said, Failed> {
        Ok(*self.said.get(id).ok_or_else(|| format!("nobody has said {id} yet"))?)
    }
}
