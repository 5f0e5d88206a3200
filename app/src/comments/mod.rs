//! Comments: what readers say under an article, and the form with which they say it, which works without scripts.

mod again;
mod form;
mod homeless;
mod section;
mod thread;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

pub use again::{CommentAgain, CommentAgainProps};
pub use form::{Draft, Refusal};
pub(crate) use form::{FORM_IS_OLD, TOO_FAST};
pub use homeless::{CommentHomeless, CommentHomelessProps};
pub use section::Comments;
