//! The picture on the card that others show for a link to an article or to one of its slides: what is drawn on it, and where.
//!
//! Its address holds a digest of all that is drawn, so that a card that changes gets another address and none is ever stale.

use crate::articles::rows as article_rows;
use crate::articles::{Error, shown_figures};
use crate::ids::{ArticleId, SlideId};
use crate::media::Kind;
use crate::slides::rows::live as slide_rows;
use crate::slides::{Figure, SlideModel};
use crate::store::Store;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Raised when cards are drawn in another way: every card gets another address then.
const DRAWING: u32 = 1;

/// What is drawn on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardFace {
    /// The site's title.
    pub site: String,
    /// The large words: the title of an article, the heading of a slide.
    pub heading: String,
    /// The title of the article that the slide is part of, above its heading.
    pub above: Option<String>,
    /// The picture beside them.
    pub picture: Option<CardPicture>,
}

/// A picture as it is drawn on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardPicture {
    /// The file: the SHA-256 of the original, in hexadecimal.
    pub hash: String,
    /// The format of the size.
    pub kind: Kind,
    /// Its width in pixels.
    pub width_px: u32,
    /// Who made it, as readers see it under the picture.
    pub credit: Option<String>,
}

impl CardFace {
    /// The card of an article: its title, and the first picture on its slides.
    pub(crate) fn of_article(site: &str, title: &str, first: Option<&Figure>) -> Self {
        Self { site: site.to_owned(), heading: title.to_owned(), above: None, picture: first.map(drawn) }
    }

    /// The card of a slide: its heading under the article's title, and its first picture. Without a heading the title is large.
    pub(crate) fn of_slide(site: &str, title: &str, heading: &str, figures: &[Figure]) -> Self {
        let picture = figures.first().map(drawn);
        let (heading, above) = if heading.is_empty() { (title, None) } else { (heading, Some(title.to_owned())) };
        Self { site: site.to_owned(), heading: heading.to_owned(), above, picture }
    }

    /// The name of the card: the SHA-256 of what is drawn, in hexadecimal. Two cards that look the same have the same.
    pub fn name(&self) -> String {
        let drawn = serde_json::to_vec(&(DRAWING, self)).expect("a face is plain data");
        format!("{:x}", Sha256::digest(drawn))
    }

    /// The address of the card of that article, or of that slide of it.
    pub fn address(&self, article: ArticleId, slide: Option<&SlideId>) -> String {
        let name = self.name();
        match slide {
            Some(slide) => format!("/cards/{article}/{slide}/{name}.jpg"),
            None => format!("/cards/{article}/{name}.jpg"),
        }
    }
}

fn drawn(figure: &Figure) -> CardPicture {
    let (kind, _, width_px, _) = figure.sizes.readable();
    CardPicture { hash: figure.sizes.hash.clone(), kind, width_px, credit: figure.credit.clone() }
}

/// The first picture on these slides: what stands for their article.
pub(crate) fn first_figure(slides: &[SlideModel]) -> Option<&Figure> {
    slides.iter().find_map(|slide| slide.figures.first())
}

/// What is drawn on the card of an article, or of one of its slides; none unless readers see it. At most three queries, one when
/// readers do not see the article.
///
/// # Errors
/// What the database says.
pub async fn card_face(store: &Store, article: ArticleId, slide: Option<&SlideId>) -> Result<Option<CardFace>, Error> {
    let Some(live) = article_rows::live(&store.read, article).await? else { return Ok(None) };
    let Some(id) = slide else {
        let site = store.site().await?;
        let first = slide_rows::first_with_figures(&store.read, article).await?;
        let figures = first.map(|slide| shown_figures(&slide.figures)).unwrap_or_default();
        return Ok(Some(CardFace::of_article(&site.site_title, &live.title, figures.first())));
    };
    let Some(slide) = slide_rows::find(&store.read, article, id).await? else { return Ok(None) };
    let site = store.site().await?;
    Ok(Some(CardFace::of_slide(&site.site_title, &live.title, &slide.heading, &shown_figures(&slide.figures))))
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::articles::{Found, SlideAt, Slug, article_page, slide_page};
    use crate::credits::Credit;
    use crate::scene::Scene;
    use crate::slides::SavePicture;
    use crate::store_tests;

    fn face() -> CardFace {
        CardFace { site: "Slow Light".to_owned(), heading: "Lamps".to_owned(), above: None, picture: None }
    }

    #[test]
    fn whatever_is_drawn_is_part_of_the_address() {
        let picture = CardPicture { hash: "ab".repeat(32), kind: Kind::Jpeg, width_px: 960, credit: None };
        let others = [
            CardFace { site: "Quick Light".to_owned(), ..face() },
            CardFace { heading: "Lanterns".to_owned(), ..face() },
            CardFace { above: Some("Light".to_owned()), ..face() },
            CardFace { picture: Some(picture.clone()), ..face() },
            CardFace { picture: Some(CardPicture { width_px: 640, ..picture.clone() }), ..face() },
            CardFace { picture: Some(CardPicture { credit: Some("Mara Lind".to_owned()), ..picture }), ..face() },
        ];
        let mut names: Vec<String> = others.iter().chain([&face()]).map(CardFace::name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 7);
        assert_eq!(face().name(), face().name());
        assert!(names.iter().all(|name| name.len() == 64));
    }

    async fn page(scene: &Scene, at: &str) -> crate::articles::ArticlePage {
        match article_page(&scene.store, &Slug::parse(at).unwrap()).await.unwrap() {
            Found::Page(page) => page,
            other => panic!("{other:?}"),
        }
    }

    store_tests! {
        async fn a_page_names_the_card_that_is_drawn_for_it(scene: Scene) {
            let owner = scene.owner().await;
            let id = scene.written(&owner, "Lamps", 2).await;
            let media = Some(scene.file(&owner, 640).await);
            let (alt, caption, credit) = ("A lamp".to_owned(), String::new(), Credit::default());
            scene.picture(&owner, id, vec![SavePicture { id: None, media, alt, decorative: false, caption, credit }]).await;
            owner.writing(id).await.unwrap().publish_now().await.unwrap();
            let page = page(&scene, "lamps").await;
            let face = card_face(&scene.store, page.id, None).await.unwrap().unwrap();
            assert_eq!((face.heading.as_str(), face.above.as_deref(), face.picture.is_some()), ("Lamps", None, true));
            assert_eq!(page.card, face.address(page.id, None));

            let slide = &page.slides[0];
            let (face, asked) = scene.counted(card_face(&scene.store, page.id, Some(&slide.id))).await;
            let face = face.unwrap().unwrap();
            assert_eq!((face.heading.as_str(), face.above.as_deref(), asked), (slide.heading.as_str(), Some("Lamps"), 3));
            let Found::Page(SlideAt::Slide(alone)) = slide_page(&scene.store, &page.slug, &slide.id).await.unwrap() else {
                panic!("the slide has a page")
            };
            assert_eq!(alone.card, face.address(page.id, Some(&slide.id)));
        }

        async fn a06_what_readers_do_not_see_has_no_card(scene: Scene) {
            let owner = scene.owner().await;
            let draft = scene.draft(&owner, "Quillwort").await;
            let (none, asked) = scene.counted(card_face(&scene.store, draft, None)).await;
            assert_eq!((none.unwrap(), asked), (None, 1));

            let shown = scene.published(&owner, "Lamps", 2).await;
            let other = page(&scene, "lamps").await.slides[0].id.clone();
            assert_eq!(card_face(&scene.store, draft, Some(&other)).await.unwrap(), None);
            assert!(card_face(&scene.store, shown, Some(&other)).await.unwrap().is_some());
            let strange = "abcdefghij".parse().unwrap();
            assert_eq!(card_face(&scene.store, shown, Some(&strange)).await.unwrap(), None);
            owner.writing(shown).await.unwrap().withdraw().await.unwrap();
            assert_eq!(card_face(&scene.store, shown, None).await.unwrap(), None);
            assert_eq!(card_face(&scene.store, shown, Some(&other)).await.unwrap(), None);
        }
    }
}
