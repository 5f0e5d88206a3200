//! Sources: who supplies pictures, under one name each, however their name was spelt.

mod known;
mod register;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod source;
mod spelling;

pub use register::Register;
pub use source::Source;
pub use spelling::{are_near, key};
