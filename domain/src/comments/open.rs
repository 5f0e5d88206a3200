//! Whether comments are taken: the site has a say, and the article.

use crate::settings::CommentPolicy;

/// Whether comments are taken under an article of which the database says `article`, on a site of that policy.
pub(crate) fn is_open(site: CommentPolicy, article: &str) -> bool {
    site != CommentPolicy::Closed && CommentPolicy::from_code(article) != Some(CommentPolicy::Closed)
}
