//! The articles of the archive: each follows from its number, and no two are alike.

use super::sentences::{CAPTIONS, HEADINGS, SENTENCES, STANDFIRSTS, TITLES};
use super::vocabulary::{PLACES, THINGS};
use super::words::Scene;
use crate::demo::chance::Chance;
use chrono::{DateTime, TimeDelta, Utc};
use domain::articles::{Slug, WholeArticle, WholeSlide};
use domain::credits::Credit;
use domain::ids::{MediaId, PersonId, TopicId};
use domain::slides::SavePicture;

/// The most articles of an archive: then every title has been said of every thing in every place.
pub const MOST_ARTICLES: usize = TITLES.len() * THINGS.len() * PLACES.len();
/// A step through all titles that comes to each of them: a prime that divides none of the three numbers.
const STEP: usize = 100_003;

/// What articles are made of besides words.
pub(super) struct Makings {
    /// Who writes.
    pub(super) authors: Vec<PersonId>,
    /// What articles can be about.
    pub(super) topics: Vec<TopicId>,
    /// What is shown.
    pub(super) photos: Vec<MediaId>,
    /// How many articles there are.
    pub(super) count: usize,
    /// When the newest of them was published.
    pub(super) newest: DateTime<Utc>,
    /// Over which time they spread.
    pub(super) years: TimeDelta,
}

impl Makings {
    /// When the article of that number was published, from 0 for the newest on.
    pub(super) fn published(&self, number: usize) -> DateTime<Utc> {
        let number = i32::try_from(number).expect("an archive has an end");
        let count = i32::try_from(self.count).expect("an archive has an end");
        self.newest - self.years / count * number
    }

    /// The article of that number.
    pub(super) fn article(&self, number: usize) -> WholeArticle {
        let (scene, title) = about(number);
        let mut chance = Chance::of(number);
        let title = scene.say(title, &mut chance);
        let standfirst = scene.say(chance.one(&STANDFIRSTS), &mut chance);
        // Five to fifteen slides; the short ones are many.
        let count = 5 + chance.below(11).min(chance.below(11)).min(chance.below(11));
        let mut slides: Vec<WholeSlide> = Vec::with_capacity(count);
        while slides.len() < count {
            let slide = self.slide(&scene, slides.is_empty(), &mut chance);
            if slides.iter().all(|other| other.heading != slide.heading) {
                slides.push(slide);
            }
        }
        let by = self.authors[chance.below(self.authors.len())];
        let mut topics = vec![self.topics[chance.below(self.topics.len())]];
        let second = self.topics[chance.below(self.topics.len())];
        topics.extend(Some(second).filter(|second| *second != topics[0] && chance.percent(40)));
        WholeArticle { by, slug: Slug::suggested(&title), title, standfirst, topics, slides, published: self.published(number) }
    }

    fn slide(&self, scene: &Scene, is_first: bool, chance: &mut Chance) -> WholeSlide {
        let heading = scene.say(chance.one(&HEADINGS), chance);
        let mut body = String::new();
        for number in 0..3 + chance.below(3) {
            if number > 0 {
                body.push_str(if number == 2 { "\n\n" } else { " " });
            }
            body.push_str(&scene.say(chance.one(&SENTENCES), chance));
        }
        let pictures = if is_first { 1 } else { [0, 1, 1, 1, 2][chance.below(5)] };
        WholeSlide { heading, body, pictures: (0..pictures).map(|_| self.picture(scene, chance)).collect() }
    }

    /// A photograph with the words and the credit that it has in the library.
    fn picture(&self, scene: &Scene, chance: &mut Chance) -> SavePicture {
        SavePicture {
            id: None,
            media: Some(self.photos[chance.below(self.photos.len())]),
            alt: String::new(),
            decorative: false,
            caption: scene.say(chance.one(&CAPTIONS), chance),
            credit: Credit::default(),
        }
    }
}

/// What the article of that number is about, and the title that says it.
pub(super) fn about(number: usize) -> (Scene, &'static str) {
    let at = number * STEP % MOST_ARTICLES;
    let scene = Scene { things: THINGS[at % THINGS.len()], place: PLACES[at / THINGS.len() % PLACES.len()] };
    (scene, TITLES[at / THINGS.len() / PLACES.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn makings() -> Makings {
        Makings {
            authors: vec!["00000000-0000-7000-8000-000000000001".parse().unwrap()],
            topics: vec!["00000000-0000-7000-8000-000000000003".parse().unwrap()],
            photos: vec!["00000000-0000-7000-8000-000000000002".parse().unwrap()],
            count: 100_000,
            newest: DateTime::UNIX_EPOCH,
            years: TimeDelta::days(3_000),
        }
    }

    #[test]
    fn no_two_articles_have_one_title_or_one_address() {
        let mut addresses = HashSet::new();
        for number in 0..MOST_ARTICLES {
            let (scene, title) = about(number);
            assert!(addresses.insert(Slug::suggested(&scene.say(title, &mut Chance::of(0)))), "{number}");
        }
    }

    #[test]
    fn an_article_is_the_same_each_time_and_like_no_other() {
        let makings = makings();
        let mut bodies = HashSet::new();
        let mut counts = HashSet::new();
        let mut before = makings.newest + TimeDelta::seconds(1);
        for number in 0..500 {
            let article = makings.article(number);
            assert!(article.published < before, "{number}");
            before = article.published;
            assert!((5..=15).contains(&article.slides.len()));
            counts.insert(article.slides.len());
            assert!(!article.slides[0].pictures.is_empty());
            for slide in &article.slides {
                assert!(bodies.insert(slide.body.clone()), "{}", slide.body);
            }
            assert_eq!(format!("{article:?}"), format!("{:?}", makings.article(number)));
        }
        assert!(counts.len() >= 8, "{counts:?}");
    }
}
