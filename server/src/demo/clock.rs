//! The clock of the demo: it stands until it is moved to the next moment of the plan.

use chrono::{DateTime, TimeDelta, Utc};
use domain::store::Clock;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A clock that stands still until it is moved, and never goes back.
pub(super) struct DemoClock(Mutex<DateTime<Utc>>);

impl DemoClock {
    pub(super) fn at(moment: DateTime<Utc>) -> Self {
        Self(Mutex::new(moment))
    }

    /// Moves on to that moment, unless it is over.
    pub(super) fn reach(&self, moment: DateTime<Utc>) {
        let mut now = self.now_held();
        *now = moment.max(*now);
    }

    /// Moves on by that time.
    pub(super) fn pass(&self, time: TimeDelta) {
        *self.now_held() += time;
    }

    /// A moment is whole whatever became of who moved it last.
    fn now_held(&self) -> MutexGuard<'_, DateTime<Utc>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for DemoClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now_held()
    }
}
