//! Articles: an ordered run of slides with a title, an address and a by-line.

mod archive;
mod article;
pub mod checks;
#[cfg(feature = "store")]
mod error;
mod head;
mod list;
#[cfg(feature = "store")]
pub(crate) mod live;
mod page;
#[cfg(feature = "store")]
pub(crate) mod publish;
#[cfg(feature = "store")]
mod publish_many;
#[cfg(feature = "store")]
mod read;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod seen;
pub mod share;
#[cfg(feature = "store")]
mod since;
mod slug;
#[cfg(feature = "store")]
mod start;
mod working;

#[cfg(feature = "store")]
pub(crate) use read::{Newest, corrected, listed, shown_figures, shown_slides, slug_of};
#[cfg(feature = "store")]
pub(crate) use start::{Beginning, begin};

pub use archive::{ArchivePage, Month, MonthPage, NotAMonth};
#[cfg(feature = "store")]
pub use archive::{archive, month_page};
pub use article::{Kind, Status};
#[cfg(feature = "store")]
pub use error::Error;
pub use head::SaveHead;
pub use list::{ARTICLES_A_PAGE, ArticleFilter, ArticleList, ArticleRow, DeskArticles};
pub use page::{
    ArticleCard, ArticleLink, ArticlePage, AuthorPage, Found, GoneSlide, HomePage, Lead, Neighbour, PictureAt, PicturePage,
    Shown, SlideAt, SlidePage, StripSlide,
};
#[cfg(feature = "store")]
pub use publish_many::{ReadyArticle, ReadyArticles, WholeArticle, WholeSlide};
#[cfg(feature = "store")]
pub(crate) use read::cards_of;
#[cfg(feature = "store")]
pub use read::{article_page, author_page, home, newest_picture, picture_page, shown_at, slide_page};
pub use seen::{Seen, SeenSlide};
pub use slug::{RESERVED, Slug};
pub use working::{EditorArticle, MAX_STANDFIRST, MAX_TITLE, May, WorkingHead};
#[cfg(feature = "store")]
pub(crate) use working::{slug_of as slug_of_row, status_of};
