//! What readers say in the archive: threads in every state, most under one article, and never the same from two sites of one size.

use super::article::about;
use super::sentences::{ANSWERS, REMARKS, UNWANTED};
use super::words::{Scene, name};
use crate::demo::chance::Chance;
use chrono::{DateTime, TimeDelta, Utc};
use domain::articles::ReadyArticle;
use domain::comments::{Ruling, WholeComment, Writer};
use domain::ids::PersonId;
use domain::moderation::Verdict;

/// From how many comments on one article has so many of them that its pages are many.
const MUCH_SAID: usize = 100_000;
/// How many that article has then.
const MOST_UNDER_ONE: usize = 10_000;
/// How long readers go on about an article.
const TALKED_ABOUT: TimeDelta = TimeDelta::days(90);
/// How far back somebody answers.
const NEAR: usize = 40;

/// How the comments of an archive spread over its articles.
pub(super) struct Spread {
    /// How many under each article, from the newest on.
    counts: Vec<usize>,
}

impl Spread {
    /// So many comments over so many articles: the newest has most, some have none.
    pub(super) fn of(comments: usize, articles: usize) -> Self {
        if articles == 0 {
            return Self { counts: Vec::new() };
        }
        let first = if comments >= MUCH_SAID { MOST_UNDER_ONE } else { comments / 10 };
        let others = comments - if articles == 1 { comments } else { first };
        let weight = |number: usize| {
            let drawn = Chance::of(number).below(100);
            drawn * drawn
        };
        let sum: usize = (1..articles).map(weight).sum::<usize>().max(1);
        let (mut below, mut given) = (0, 0);
        let mut counts = vec![comments - others];
        for number in 1..articles {
            below += weight(number);
            let end = if number + 1 == articles { others } else { others * below / sum };
            counts.push(end - given);
            given = end;
        }
        Self { counts }
    }

    /// How many there are under the article of that number.
    pub(super) fn under(&self, number: usize) -> usize {
        self.counts.get(number).copied().unwrap_or(0)
    }
}

/// Those who speak and decide.
pub(super) struct Voices {
    /// Who decides.
    pub(super) moderator: PersonId,
    /// Who answers for the house, by id and name.
    pub(super) staff: (PersonId, String),
    /// How many readers there are.
    pub(super) readers: usize,
    /// The moment it is: nobody has said anything after it.
    pub(super) now: DateTime<Utc>,
}

/// What is to be said under an article.
pub(super) struct Talk<'a> {
    /// The number of the article.
    pub(super) number: usize,
    pub(super) article: &'a ReadyArticle,
    pub(super) published: DateTime<Utc>,
    /// How many comments.
    pub(super) count: usize,
    /// The place of the first of them in the list that they go into.
    pub(super) first: usize,
}

impl Voices {
    /// The comments under an article.
    pub(super) fn talk(&self, talk: &Talk<'_>) -> Vec<WholeComment> {
        let Talk { number, article, published, count, first } = *talk;
        let mut chance = Chance::of(usize::MAX - number);
        let (scene, _) = about(number);
        let between = TALKED_ABOUT.min(self.now - published) / i32::try_from(count + 1).expect("a talk has an end");
        let mut seen: Vec<usize> = Vec::new();
        let mut comments = Vec::with_capacity(count);
        let mut made = published;
        for place in 0..count {
            made += between;
            let answered =
                seen.len().checked_sub(1).filter(|_| chance.percent(40)).map(|last| seen[last - chance.below(NEAR).min(last)]);
            let turn = Turn { article, answered: answered.map(|answered| first + answered), made };
            let comment = self.comment(&scene, &turn, &mut chance);
            if is_seen(&comment) {
                seen.push(place);
            }
            comments.push(comment);
        }
        comments
    }

    fn comment(&self, scene: &Scene, turn: &Turn<'_>, chance: &mut Chance) -> WholeComment {
        let roll = chance.below(100);
        let (verdict, sentences): (Option<Verdict>, &[&str]) = match roll {
            0..6 => {
                (Some(Verdict::Reject { reason: "Say it again without guessing at what others think.".to_owned() }), &UNWANTED)
            }
            6..10 => (Some(Verdict::Spam), &UNWANTED),
            10..12 => (None, &REMARKS),
            _ => (Some(Verdict::Approve), &REMARKS),
        };
        let mut body = scene.say(chance.one(sentences), chance);
        if chance.percent(50) && roll >= 10 {
            body.push_str("\n\n");
            body.push_str(&scene.say(chance.one(&REMARKS), chance));
        }
        let slide = chance.percent(20).then(|| turn.article.slides[chance.below(turn.article.slides.len())].clone());
        let by_staff = roll >= 94 && turn.answered.is_some();
        let from = if by_staff {
            body = scene.say(chance.one(&ANSWERS), chance);
            Writer::Staff(self.staff.0, self.staff.1.clone())
        } else {
            reader(chance.below(self.readers))
        };
        // What waits came in lately, whatever it is about.
        let made = if verdict.is_none() { self.now - TimeDelta::seconds(60 + seconds(chance, 259_200)) } else { turn.made };
        let at = (turn.made + TimeDelta::minutes(5) + TimeDelta::seconds(seconds(chance, 3_600))).min(self.now);
        let ruling = verdict.filter(|_| !by_staff).map(|verdict| Ruling { by: self.moderator, verdict, at });
        WholeComment { article: turn.article.id, slide, answers: turn.answered, from, body, made, ruling }
    }
}

/// The reader of that number, who is the same each time.
fn reader(number: usize) -> Writer {
    let name = name(&mut Chance::of(number));
    Writer::Reader { email: format!("reader-{number}@example.com"), name }
}

/// Whose turn it is to speak.
struct Turn<'a> {
    article: &'a ReadyArticle,
    answered: Option<usize>,
    made: DateTime<Utc>,
}

fn seconds(chance: &mut Chance, below: usize) -> i64 {
    i64::try_from(chance.below(below)).expect("a few days")
}

/// Whether readers see it, so that they can answer.
fn is_seen(comment: &WholeComment) -> bool {
    match (&comment.from, &comment.ruling) {
        (Writer::Staff(..), _) => true,
        (Writer::Reader { .. }, ruling) => ruling.as_ref().is_some_and(|ruling| ruling.verdict == Verdict::Approve),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_said_as_were_asked_for_and_most_of_them_under_one_article() {
        for (comments, articles) in [(0, 5), (7, 1), (300, 30), (100_000, 1_000), (1_000_000, 20_000), (5, 0)] {
            let spread = Spread::of(comments, articles);
            let sum: usize = (0..articles).map(|number| spread.under(number)).sum();
            assert_eq!(sum, if articles == 0 { 0 } else { comments }, "{comments} over {articles}");
            assert!(comments < 100_000 || spread.under(0) >= 10_000, "{comments} over {articles}");
        }
    }
}
