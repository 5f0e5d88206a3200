//! Articles: the pages that readers see, and the pages on which authors write them.

mod after;
mod archive;
mod byline;
pub mod calls;
mod carry_on;
mod contents;
mod counts;
pub mod editor;
mod error;
mod gone;
mod gone_slide;
mod home;
mod index;
mod list_page;
mod mode;
mod new_page;
mod not_found;
mod picture_page;
mod share;
mod slide_page;
mod slideshow;
mod story;
pub mod unsent;

pub use archive::{Archive, ArchiveProps, MonthArticles, MonthArticlesProps};
pub use byline::Names;
pub(crate) use contents::Contents;
pub(crate) use counts::article_count;
pub use error::{ErrorPage, ErrorPageProps};
pub use gone::{GonePage, GonePageProps};
pub use gone_slide::{GoneSlidePage, GoneSlidePageProps};
pub use home::{Home, HomeProps};
pub use index::{CardPlate, Index, Listing, Pager, SlideCount};
pub use list_page::ArticlesPage;
pub use mode::{Mode, Reading};
pub use new_page::NewArticlePage;
pub use not_found::{NotFoundPage, NotFoundPageProps};
pub use picture_page::{Picture, PictureProps};
pub use share::SlideFoot;
pub use slide_page::{SlideAlone, SlideAloneProps};
pub use slideshow::{Slideshow, SlideshowProps};
pub use story::{Story, StoryProps};

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
pub use carry_on::CarryOn;
