//! What the demo is made of: the files of `server/demo`, part of the program, and the types that they are read as.

use super::Failed;
use domain::accounts::Role;
use domain::comments::State;
use domain::credits::Licence;
use serde::Deserialize;
use serde::de::DeserializeOwned;

macro_rules! texts {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../../demo/", $name)))),*] };
}

macro_rules! photos {
    ($($name:literal)*) => { &[$(($name, include_bytes!(concat!("../../demo/photos/", $name)))),*] };
}

const SITE: &str = include_str!("../../demo/site.toml");
const PEOPLE: &str = include_str!("../../demo/people.toml");
const TOPICS: &str = include_str!("../../demo/topics.toml");
const PHOTOS: &str = include_str!("../../demo/photos.toml");
const COMMENTS: &str = include_str!("../../demo/comments.toml");
const ARTICLES: &[(&str, &str)] = texts![
    "articles/01-ten-days-staring-at-nothing.toml"
    "articles/02-what-the-bar-looks-at-before-the-cup.toml"
    "articles/03-a-whisker-is-a-measuring-instrument.toml"
    "articles/04-raccoons-learn-the-bins.toml"
    "articles/05-the-stair-nobody-was-meant-to-photograph.toml"
    "articles/06-brick-gravel-grass.toml"
    "articles/07-how-long-is-a-blur.toml"
    "articles/08-weighing-a-cell-with-light.toml"
    "articles/09-the-last-quiet-hour-on-a-launch-pad.toml"
    "articles/10-the-only-place-to-see-blood-vessels.toml"
    "articles/11-why-stars-in-photographs-have-crosses.toml"
];
const PAGES: &[(&str, &str)] = texts![
    "pages/about.toml"
    "pages/imprint.toml"
];
const PHOTO_FILES: &[(&str, &[u8])] = photos![
    "astronaut.jpg"
    "brick.jpg"
    "cell.jpg"
    "chelsea.jpg"
    "clock.jpg"
    "coffee.jpg"
    "deep-field-b.jpg"
    "deep-field-c.jpg"
    "deep-field-d.jpg"
    "deep-field-e.jpg"
    "deep-field.jpg"
    "grass.jpg"
    "gravel.jpg"
    "raccoon.jpg"
    "retina.jpg"
    "rocket.jpg"
    "stairs.jpg"
];

/// Everything that the demo is made of.
pub(super) struct Material {
    pub(super) site: Site,
    pub(super) people: Vec<Person>,
    pub(super) topics: Vec<Topic>,
    pub(super) photos: Vec<Photo>,
    pub(super) pages: Vec<StandingPage>,
    /// The newest first.
    pub(super) articles: Vec<Article>,
    pub(super) comments: Vec<Comment>,
}

/// What the settings say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Site {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) language: String,
    pub(super) time_zone: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: Role,
    /// What the person does, in one line.
    pub(super) line: String,
    /// Markdown; empty for those who have written none.
    pub(super) biography: String,
    /// Addresses of profiles on other sites.
    #[serde(default)]
    pub(super) elsewhere: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) name: String,
    pub(super) description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Photo {
    pub(super) file: String,
    pub(super) creator: String,
    pub(super) line: String,
    pub(super) source: String,
    pub(super) source_url: String,
    pub(super) licence: Licence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    pub(super) title: String,
    pub(super) slug: String,
    pub(super) standfirst: String,
    /// A handle.
    pub(super) author: String,
    #[serde(default)]
    pub(super) status: Status,
    pub(super) published_days_ago: Option<i64>,
    pub(super) changed_days_ago: Option<i64>,
    /// Names of topics.
    #[serde(default)]
    pub(super) topics: Vec<String>,
    #[serde(rename = "slide")]
    pub(super) slides: Vec<Slide>,
}

/// A page that stands by itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandingPage {
    pub(super) title: String,
    pub(super) slug: String,
    /// None of them with a picture.
    #[serde(rename = "slide")]
    pub(super) slides: Vec<Slide>,
}

/// Where an article stands in the end.
#[derive(Deserialize, Default, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    #[default]
    Published,
    Draft,
    Withdrawn,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slide {
    pub(super) heading: String,
    pub(super) body: String,
    #[serde(default, rename = "picture")]
    pub(super) pictures: Vec<Picture>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Picture {
    pub(super) file: String,
    pub(super) alt: String,
    pub(super) caption: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    pub(super) id: String,
    pub(super) reply_to: Option<String>,
    pub(super) article: String,
    pub(super) slide: Option<String>,
    pub(super) by: Option<String>,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) hours_after: Option<i64>,
    pub(super) hours_ago: Option<i64>,
    pub(super) state: State,
    pub(super) decided_by: Option<String>,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) reason: String,
    pub(super) body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    person: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topics {
    topic: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Photos {
    photo: Vec<Photo>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Comments {
    comment: Vec<Comment>,
}

impl Material {
    /// Reads the files that are part of the program.
    ///
    /// # Errors
    /// Which file is not as it must be, and where.
    pub(super) fn read() -> Result<Self, Failed> {
        Ok(Self {
            site: parsed("site.toml", SITE)?,
            people: parsed::<People>("people.toml", PEOPLE)?.person,
            topics: parsed::<Topics>("topics.toml", TOPICS)?.topic,
            photos: parsed::<Photos>("photos.toml", PHOTOS)?.photo,
            pages: PAGES.iter().map(|(name, text)| parsed(name, text)).collect::<Result<_, _>>()?,
            articles: ARTICLES.iter().map(|(name, text)| parsed(name, text)).collect::<Result<_, _>>()?,
            comments: parsed::<Comments>("comments.toml", COMMENTS)?.comment,
        })
    }
}

impl Photo {
    /// The picture itself.
    pub(super) fn bytes(&self) -> Option<&'static [u8]> {
        PHOTO_FILES.iter().find(|(name, _)| *name == self.file).map(|(_, bytes)| *bytes)
    }
}

fn parsed<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Failed> {
    toml::from_str(text).map_err(|error| format!("{name}: {error}").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn names(folder: &str, ending: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo").join(folder);
        let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
        names.sort();
        names
    }

    #[test]
    fn every_article_page_and_photograph_of_the_folder_is_part_of_the_program() {
        let listed: Vec<&str> = ARTICLES.iter().map(|(name, _)| name.trim_start_matches("articles/")).collect();
        assert_eq!(names("articles", ".toml"), listed);
        let listed: Vec<&str> = PAGES.iter().map(|(name, _)| name.trim_start_matches("pages/")).collect();
        assert_eq!(names("pages", ".toml"), listed);
        let listed: Vec<&str> = PHOTO_FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names("photos", ".jpg"), listed);
    }

    #[test]
    fn a_key_that_nobody_knows_is_refused() {
        assert!(Material::read().is_ok());
        assert!(parsed::<Site>("site.toml", &format!("{SITE}\ncolour = \"blue\"")).is_err());
    }
}
