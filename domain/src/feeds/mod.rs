//! What programs read: feeds of the newest articles, and the list of all addresses.

mod card;
mod feed;
mod read;
mod sitemap;

pub(crate) use card::first_figure;
pub use card::{CardFace, CardPicture, card_face};
pub use feed::{Feed, FeedItem, FeedOf};
pub use read::{author_feed, site_feed, topic_feed};
pub use sitemap::{ARTICLES_A_PART, Listed, author_handles, part, part_count, topic_slugs};
