//! The checks before publishing: what readers must not meet stands in the way, what merely helps is said.
//!
//! They are pure, so that the editor runs them at every change and publishing runs the very same.

use crate::ids::SlideId;
use crate::slides::{WorkingPicture, WorkingSlide};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A heading longer than so many characters is said to be long.
pub const LONG_HEADING: usize = 80;
/// A picture should have at least so many pixels on its longer side.
pub const SMALL_PICTURE_PX: u32 = 720;

/// Whether a remark stands in the way of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// It stands in the way.
    Block,
    /// It is only said.
    Warn,
}

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// The article has no title.
    NoTitle,
    /// The article has no slide.
    NoSlide,
    /// The slide has neither heading nor text nor picture.
    EmptySlide,
    /// The picture is a place without a file.
    NoFile,
    /// The picture has no alternative text and is not marked as decorative.
    NoAlt,
    /// The picture's credit names nobody.
    NoCredit,
    /// Nothing says under which licence the picture is shown.
    NoLicence,
    /// The article has no standfirst.
    NoStandfirst,
    /// The heading is long.
    LongHeading,
    /// An earlier slide has the same heading.
    DoubledHeading,
    /// The picture has so many pixels on its longer side.
    SmallPicture {
        /// Pixels on the longer side.
        side_px: u32,
    },
}

impl Rule {
    /// Whether it stands in the way of publishing.
    pub fn level(self) -> Level {
        match self {
            Rule::NoTitle | Rule::NoSlide | Rule::EmptySlide | Rule::NoFile | Rule::NoAlt | Rule::NoCredit | Rule::NoLicence => {
                Level::Block
            }
            Rule::NoStandfirst | Rule::LongHeading | Rule::DoubledHeading | Rule::SmallPicture { .. } => Level::Warn,
        }
    }
}

/// A rule and where it was found wanting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The rule.
    pub rule: Rule,
    /// The slide; none when it is about the article.
    pub slide: Option<SlideId>,
    /// The slide's number from 1; 0 when it is about the article.
    pub number: usize,
    /// Which picture of the slide, from 0; none when it is not about a picture.
    pub picture: Option<usize>,
}

impl Remark {
    /// Whether it stands in the way of publishing.
    pub fn blocks(&self) -> bool {
        self.rule.level() == Level::Block
    }
}

/// What is to be said of an article: first what stands in the way, then the rest, both in the order of the slides.
pub fn check(title: &str, standfirst: &str, slides: &[WorkingSlide]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut of_article = |rule| remarks.push(Remark { rule, slide: None, number: 0, picture: None });
    if title.trim().is_empty() {
        of_article(Rule::NoTitle);
    }
    if slides.is_empty() {
        of_article(Rule::NoSlide);
    }
    if standfirst.trim().is_empty() {
        of_article(Rule::NoStandfirst);
    }
    let mut headings = HashSet::new();
    for (slide, number) in slides.iter().zip(1..) {
        let is_new = headings.insert(folded(&slide.heading));
        check_slide(slide, is_new, |rule, picture| {
            remarks.push(Remark { rule, slide: Some(slide.id.clone()), number, picture });
        });
    }
    remarks.sort_by_key(|remark| remark.rule.level());
    remarks
}

fn check_slide(slide: &WorkingSlide, heading_is_new: bool, mut say: impl FnMut(Rule, Option<usize>)) {
    if slide.is_empty() {
        say(Rule::EmptySlide, None);
    }
    if !slide.heading.trim().is_empty() && !heading_is_new {
        say(Rule::DoubledHeading, None);
    }
    if slide.heading.chars().count() > LONG_HEADING {
        say(Rule::LongHeading, None);
    }
    for (at, picture) in slide.pictures.iter().enumerate() {
        check_picture(picture, |rule| say(rule, Some(at)));
    }
}

fn check_picture(picture: &WorkingPicture, mut say: impl FnMut(Rule)) {
    let Some(file) = &picture.file else { return say(Rule::NoFile) };
    if !picture.decorative && picture.alt_shown().trim().is_empty() {
        say(Rule::NoAlt);
    }
    let credit = picture.credit_shown();
    if credit.is_missing() {
        say(Rule::NoCredit);
    }
    if credit.licence.is_none() {
        say(Rule::NoLicence);
    }
    let side_px = file.sizes.width_px.max(file.sizes.height_px);
    if side_px < SMALL_PICTURE_PX {
        say(Rule::SmallPicture { side_px });
    }
}

/// A heading as it is compared: case, punctuation and spaces aside.
fn folded(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(feature = "store")]
impl crate::accounts::WritingDoor<'_> {
    /// What stands in the way of publishing, and what merely helps.
    ///
    /// # Errors
    /// What the database says.
    pub async fn checks(&self) -> Result<Vec<Remark>, super::Error> {
        let slides = super::working::working_slides(&self.caller.store.read, self.article.id).await?;
        Ok(check(&self.article.title, &self.article.standfirst, &slides))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credits::{Credit, Licence};
    use crate::ids::{MediaId, PictureId};
    use crate::media::Sizes;
    use crate::slides::{PictureFile, SafeHtml};

    fn slide(heading: &str) -> WorkingSlide {
        WorkingSlide {
            id: "abcdefghij".parse().unwrap(),
            version: 1,
            heading: heading.to_owned(),
            body: String::new(),
            html: SafeHtml::default(),
            pictures: Vec::new(),
            changed_by: String::new(),
        }
    }

    fn picture(width_px: u32) -> WorkingPicture {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let hash = "0".repeat(64);
        let sizes = Sizes { hash, width_px, height_px: 10, widths_px: vec![320], fallback: None, placeholder: None };
        WorkingPicture {
            id: PictureId(id.parse().unwrap()),
            file: Some(PictureFile {
                media: MediaId(id.parse().unwrap()),
                version: 1,
                sizes,
                alt: "A lamp".to_owned(),
                credit: Credit { creator: "Mara Lind".to_owned(), licence: Some(Licence::CcBy), ..Credit::default() },
            }),
            alt: String::new(),
            decorative: false,
            caption: String::new(),
            credit: Credit::default(),
        }
    }

    fn rules(slides: &[WorkingSlide]) -> Vec<Rule> {
        check("A title", "A standfirst", slides).into_iter().map(|remark| remark.rule).collect()
    }

    #[test]
    fn an_article_in_order_has_no_remark() {
        let mut first = slide("One");
        first.pictures.push(picture(1600));
        assert_eq!(rules(&[first, slide("Two")]), []);
    }

    #[test]
    fn an_article_needs_a_title_and_a_slide_and_wants_a_standfirst() {
        let found = check(" ", "", &[]);
        let found: Vec<(Rule, bool)> = found.iter().map(|remark| (remark.rule, remark.blocks())).collect();
        assert_eq!(found, [(Rule::NoTitle, true), (Rule::NoSlide, true), (Rule::NoStandfirst, false)]);
    }

    #[test]
    fn a_slide_with_nothing_on_it_stands_in_the_way() {
        assert_eq!(rules(&[slide(" ")]), [Rule::EmptySlide]);
        let text = WorkingSlide { body: "words".to_owned(), ..slide("") };
        assert_eq!(rules(&[text]), []);
    }

    #[test]
    fn a_picture_needs_file_alternative_text_credit_and_licence() {
        let lacking = |change: fn(&mut WorkingPicture)| {
            let mut picture = picture(1600);
            change(&mut picture);
            rules(&[WorkingSlide { pictures: vec![picture], ..slide("One") }])
        };
        assert_eq!(lacking(|picture| picture.file = None), [Rule::NoFile]);
        assert_eq!(lacking(|picture| picture.file.as_mut().unwrap().alt.clear()), [Rule::NoAlt]);
        assert_eq!(lacking(|picture| picture.file.as_mut().unwrap().credit.creator.clear()), [Rule::NoCredit]);
        assert_eq!(lacking(|picture| picture.file.as_mut().unwrap().credit.licence = None), [Rule::NoLicence]);
        let decorative = lacking(|picture| {
            picture.file.as_mut().unwrap().alt.clear();
            picture.decorative = true;
        });
        assert_eq!(decorative, []);
    }

    #[test]
    fn a_remark_says_where() {
        let two = WorkingSlide { pictures: vec![picture(1600), picture(400)], ..slide("Two") };
        let found = check("A title", "A standfirst", &[slide("One"), two]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].rule, found[0].number, found[0].picture), (Rule::SmallPicture { side_px: 400 }, 2, Some(1)));
        assert!(!found[0].blocks());
    }

    #[test]
    fn a_heading_should_be_short_and_stand_once() {
        assert_eq!(rules(&[slide("How long?"), slide("how LONG")]), [Rule::DoubledHeading]);
        assert_eq!(rules(&[slide(&"a".repeat(81))]), [Rule::LongHeading]);
    }

    #[test]
    fn what_stands_in_the_way_comes_first() {
        let found = check("A title", "", &[slide("")]);
        assert_eq!(found.iter().map(Remark::blocks).collect::<Vec<_>>(), [true, false]);
    }
}
