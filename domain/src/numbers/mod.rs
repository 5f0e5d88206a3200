//! How often articles are opened and how far readers come: sums by day, and nothing about anybody.

mod shown;
#[cfg(feature = "store")]
mod tally;

#[cfg(feature = "store")]
mod keep;
#[cfg(feature = "store")]
mod read;
#[cfg(feature = "store")]
pub(crate) mod rows;

pub use shown::{ArticleNumbers, DAYS_KEPT, DAYS_SHOWN, DayCount, SlideReach, WEEK, WeekNumbers};

#[cfg(feature = "store")]
pub use keep::{keep, sweep};
#[cfg(feature = "store")]
pub use tally::{Counted, Moment, Sum, Tally};

#[cfg(test)]
#[cfg(feature = "scene")]
mod stories;
