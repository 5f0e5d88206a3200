//! Sources: the register of those who supply pictures, one spelling each.

mod known;
mod register;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod source;
mod spelling;

pub use register::Register;
pub use source::Source;
pub use spelling::{are_near, key};
