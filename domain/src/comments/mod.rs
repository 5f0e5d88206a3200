//! Comments: what readers say under an article, in threads.

#[cfg(feature = "store")]
mod add_many;
mod form;
mod held;
mod name;
mod state;
mod thread;

#[cfg(feature = "store")]
mod arranged;
#[cfg(feature = "store")]
mod error;
#[cfg(feature = "store")]
pub(crate) mod form_token;
#[cfg(feature = "store")]
mod open;
#[cfg(feature = "store")]
pub(crate) mod post;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
mod sealed;
#[cfg(test)]
mod stories;
#[cfg(feature = "store")]
mod talk;
#[cfg(feature = "store")]
mod waiting;

pub use form::{CommentForm, Conversation, MAX_BODY};
pub use held::HeldBecause;
pub use name::{MAX_NAME, parse_name};
pub use state::State;
pub use thread::{Shown, Thread, ThreadComment};

#[cfg(feature = "store")]
pub use add_many::{ReadyComments, Ruling, WholeComment, Writer};
#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub(crate) use open::is_open;
#[cfg(feature = "store")]
pub use post::{Marks, Post, Posted, Sender, post};
#[cfg(feature = "store")]
pub use talk::{FormAgain, Visit, conversation, form_again};
#[cfg(feature = "store")]
pub use waiting::{MAX_WAITING, Waiting};
