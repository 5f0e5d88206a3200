//! People: those who write, as readers and colleagues see them.

mod avatar;

pub use avatar::{Avatar, AvatarSize};
