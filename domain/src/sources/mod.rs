//! Sources: the register of those who supply pictures, one spelling each.

#[cfg(feature = "store")]
pub(crate) mod rows;
