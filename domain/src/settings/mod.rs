//! Settings: what the site is called, its language and time zone, how comments are let in, and how it looks to readers.

mod appearance;
mod colour;
#[cfg(feature = "store")]
mod error;
mod language;
#[cfg(feature = "store")]
mod own_sheet;
mod palette;
#[cfg(feature = "store")]
mod read;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
mod save;
mod sheet_remark;
mod site;

pub use appearance::{Appearance, HomeArrangement, Logo, Look, MAX_OWN_CSS, SaveAppearance};
pub use colour::Colour;
pub use language::language_tag;
pub use palette::{Illegible, Palette, Shade, illegible_accent, illegible_paper};
pub use sheet_remark::{SheetFault, SheetRemark};
pub use site::{CommentPolicy, MAX_DESCRIPTION, MAX_HUB, MAX_TITLE, SaveSettings, Settings, SiteFrame};

#[cfg(feature = "store")]
pub use appearance::site_sheet;
#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub use read::frame;
