//! The order in which the demo happens: every act with its moment, none after now.

use super::Failed;
use super::material::{Article, Comment, Material, Status};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use domain::comments::State;
use domain::moderation::Verdict;
use std::collections::HashMap;

/// Who approves what readers say.
const FIRST_READER: &str = "tomas";
/// How long before now the site was set up: before anything that the files speak of.
const OLD: TimeDelta = TimeDelta::days(120);
/// How long an article lies before it is published.
const LIES: TimeDelta = TimeDelta::hours(20);

/// Something that somebody does.
#[derive(Clone, Copy)]
pub(super) enum Act<'a> {
    Write(&'a Article),
    Publish(&'a Article),
    Withdraw(&'a Article),
    /// With a number that each reader has for themselves.
    Say(&'a Comment, u16),
    Reply(&'a Comment, Voice<'a>),
    Decide(&'a Comment, Ruling<'a>),
}

/// Somebody of the house, and the comment that is answered.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) handle: &'a str,
    pub(super) answers: &'a str,
}

/// What is decided about a comment.
#[derive(Clone, Copy)]
pub(super) enum Ruling<'a> {
    Approved,
    Rejected { by: &'a str, reason: &'a str, note: &'a str },
    Spam { by: &'a str, note: &'a str },
}

impl<'a> Ruling<'a> {
    pub(super) fn verdict(self) -> Verdict {
        match self {
            Ruling::Approved => Verdict::Approve,
            Ruling::Rejected { reason, .. } => Verdict::Reject { reason: reason.to_owned() },
            Ruling::Spam { .. } => Verdict::Spam,
        }
    }

    pub(super) fn by(self) -> &'a str {
        match self {
            Ruling::Approved => FIRST_READER,
            Ruling::Rejected { by, .. } | Ruling::Spam { by, .. } => by,
        }
    }

    pub(super) fn note(self) -> &'a str {
        match self {
            Ruling::Approved => "",
            Ruling::Rejected { note, .. } | Ruling::Spam { note, .. } => note,
        }
    }
}

impl Act<'_> {
    /// What the act is about, as the files name it.
    pub(super) fn name(&self) -> &str {
        match self {
            Act::Write(article) | Act::Publish(article) | Act::Withdraw(article) => &article.slug,
            Act::Say(comment, _) | Act::Reply(comment, _) | Act::Decide(comment, _) => &comment.id,
        }
    }
}

/// When the site is set up.
pub(super) fn beginning(now: DateTime<Utc>) -> DateTime<Utc> {
    now - OLD
}

/// Everything that happens after the people came, in its order.
///
/// # Errors
/// What a file leaves open.
pub(super) fn plan(material: &Material, now: DateTime<Utc>) -> Result<Vec<(DateTime<Utc>, Act<'_>)>, Failed> {
    let mut acts = Vec::new();
    let mut published = HashMap::new();
    for (article, place) in material.articles.iter().zip(0..) {
        let out = article.published_days_ago.map(|days| morning(now, days, place));
        let changed = article.changed_days_ago.map(|days| morning(now, days, place));
        let first = out.map(|at| at - LIES).or(changed);
        acts.push((first.ok_or_else(|| open(&article.slug, "its days"))?, Act::Write(article)));
        if let Some(out) = out {
            acts.push((out, Act::Publish(article)));
            published.insert(article.slug.as_str(), out);
        }
        match (article.status, out, changed) {
            (Status::Published, Some(_), None) | (Status::Draft, None, Some(_)) => {}
            (Status::Withdrawn, Some(_), Some(changed)) => acts.push((changed, Act::Withdraw(article))),
            (Status::Published | Status::Draft | Status::Withdrawn, _, _) => return Err(open(&article.slug, "its days")),
        }
    }
    let talk = Talk { comments: &material.comments, published, now };
    for (comment, place) in material.comments.iter().zip(0..) {
        talk.plan(comment, place, &mut acts)?;
    }
    // What happens at one moment happens in the order of the files.
    acts.sort_by_key(|(at, _)| *at);
    Ok(acts)
}

/// So many days ago between eight and eleven in the morning, not always on the minute.
fn morning(now: DateTime<Utc>, days: i64, place: i64) -> DateTime<Utc> {
    let day = (now - TimeDelta::days(days)).date_naive();
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(7) + TimeDelta::minutes(place * 37 % 180)
}

fn open(name: &str, what: &str) -> Failed {
    format!("{name}: {what} cannot be told").into()
}

/// What is said, and when what it is about came out.
struct Talk<'a> {
    comments: &'a [Comment],
    published: HashMap<&'a str, DateTime<Utc>>,
    now: DateTime<Utc>,
}

impl<'a> Talk<'a> {
    fn plan(&self, comment: &'a Comment, place: i64, acts: &mut Vec<(DateTime<Utc>, Act<'a>)>) -> Result<(), Failed> {
        let at = self.moment(comment)?;
        if let Some(handle) = &comment.by {
            let answers = comment.reply_to.as_deref().ok_or_else(|| open(&comment.id, "what it answers"))?;
            acts.push((at, Act::Reply(comment, Voice { handle, answers })));
            return Ok(());
        }
        acts.push((at, Act::Say(comment, self.neighbourhood(comment))));
        // A moderator comes by within the hour.
        let seen = at + TimeDelta::minutes(9 + place * 17 % 41);
        let Some(ruling) = ruling(comment)? else { return Ok(()) };
        let answers = self.comments.iter().filter(|other| other.reply_to.as_ref() == Some(&comment.id));
        let answers = answers.map(|other| self.moment(other)).collect::<Result<Vec<_>, _>>()?;
        match (ruling, answers.into_iter().max()) {
            (Ruling::Rejected { .. } | Ruling::Spam { .. }, Some(last)) => {
                acts.push((seen, Act::Decide(comment, Ruling::Approved)));
                acts.push((last + TimeDelta::hours(1), Act::Decide(comment, ruling)));
            }
            (Ruling::Approved, _) | (_, None) => acts.push((seen, Act::Decide(comment, ruling))),
        }
        Ok(())
    }

    fn moment(&self, comment: &Comment) -> Result<DateTime<Utc>, Failed> {
        let at = match (comment.hours_after, comment.hours_ago) {
            (Some(hours), None) => {
                self.published.get(comment.article.as_str()).map(|published| *published + TimeDelta::hours(hours))
            }
            (None, Some(hours)) => Some(self.now - TimeDelta::hours(hours)),
            (Some(_), Some(_)) | (None, None) => None,
        };
        at.ok_or_else(|| open(&comment.id, "its hours"))
    }

    /// The same for the same reader, another for every other one.
    fn neighbourhood(&self, comment: &Comment) -> u16 {
        let first = self.comments.iter().zip(1..).find(|(other, _)| other.email == comment.email);
        first.map_or(0, |(_, place)| place)
    }
}

fn ruling(comment: &Comment) -> Result<Option<Ruling<'_>>, Failed> {
    let by = || comment.decided_by.as_deref().ok_or_else(|| open(&comment.id, "who decided"));
    Ok(match comment.state {
        State::Pending => None,
        State::Published => Some(Ruling::Approved),
        State::Rejected => Some(Ruling::Rejected { by: by()?, reason: &comment.reason, note: &comment.note }),
        State::Spam => Some(Ruling::Spam { by: by()?, note: &comment.note }),
    })
}
