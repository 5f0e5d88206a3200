//! What waits to be saved: each part of an article by itself, one save at a time, tried again until the server has it.

use crate::failure::{Failure, Kind};
use domain::field::Fault;
use domain::ids::SlideId;
use std::time::Duration;

/// A part of an article that is saved by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Title, standfirst and address.
    Head,
    /// A slide.
    Slide(SlideId),
}

/// How long typing goes on before it is sent, counted from the first letter that the server does not have: with the way
/// there and back it stays within two seconds.
pub const SEND_AFTER: Duration = Duration::from_millis(1_400);

/// How long to wait before the next try, in seconds, by the tries that failed.
const WAITS_S: [u64; 5] = [2, 5, 10, 20, 30];

/// How one part stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Waiting {
    part: Part,
    is_unsent: bool,
    is_on_its_way: bool,
    /// Its time came while an earlier save was on its way.
    is_due: bool,
    failed_tries: usize,
    halt: Option<Halt>,
}

/// Why a part is not tried again by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Halt {
    /// Somebody has signed out; it goes on when they are back.
    SignedOut,
    /// It was saved elsewhere meanwhile: a person chooses.
    Conflict,
    /// The server will not have it as it is.
    Refused(Failure),
}

/// What to do after a save that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Try again after so long.
    Again(Duration),
    /// Ask to sign in again; then go on.
    SignIn,
    /// Show both texts.
    ShowBoth,
    /// Wait for the next change.
    Rest,
}

/// What the line beside the title says.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Nothing was typed yet.
    Untouched,
    /// The server has everything since that moment, in milliseconds since 1970.
    Saved(f64),
    /// Something is on its way, or will be in a moment.
    Saving,
    /// The next try comes at that moment, in milliseconds since 1970.
    Retrying(f64),
    /// Nobody is signed in any more.
    SignedOut,
    /// A person has to look at it.
    Halted,
}

/// Everything that waits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    waiting: Vec<Waiting>,
    saved_at: Option<f64>,
    retry_at: Option<f64>,
}

impl Queue {
    /// Notes a change. Whether a timer is to be started: it counts from the first change, however long the typing goes on.
    pub fn changed(&mut self, part: &Part) -> bool {
        let waiting = self.entry(part);
        let is_first = !waiting.is_unsent || matches!(waiting.halt, Some(Halt::Refused(_)));
        waiting.is_unsent = true;
        if matches!(waiting.halt, Some(Halt::Refused(_))) {
            waiting.halt = None;
        }
        is_first && waiting.halt.is_none()
    }

    /// Takes a part to be sent now. Whether it is to be: not when it is on its way already, halted, or sent.
    pub fn begin(&mut self, part: &Part) -> bool {
        let Some(waiting) = self.find(part) else { return false };
        if !waiting.is_unsent || waiting.halt.is_some() {
            return false;
        }
        if waiting.is_on_its_way {
            waiting.is_due = true;
            return false;
        }
        waiting.is_on_its_way = true;
        waiting.is_unsent = false;
        waiting.is_due = false;
        self.retry_at = None;
        true
    }

    /// The server has it. Whether more was typed whose time has come meanwhile.
    pub fn done(&mut self, part: &Part, now_ms: f64) -> bool {
        self.saved_at = Some(now_ms);
        let Some(waiting) = self.find(part) else { return false };
        waiting.is_on_its_way = false;
        waiting.failed_tries = 0;
        let is_due = waiting.is_due;
        self.waiting.retain(|waiting| waiting.is_unsent || waiting.is_on_its_way);
        is_due
    }

    /// The server does not have it. Of what was forgotten meanwhile, such as a slide that was deleted, nothing comes back.
    pub fn failed(&mut self, part: &Part, failure: &Failure, now_ms: f64) -> Next {
        let Some(waiting) = self.find(part) else { return Next::Rest };
        waiting.is_on_its_way = false;
        waiting.is_unsent = true;
        waiting.is_due = false;
        match failure.kind {
            Kind::SignedOut => {
                waiting.halt = Some(Halt::SignedOut);
                Next::SignIn
            }
            Kind::Stale => {
                waiting.halt = Some(Halt::Conflict);
                Next::ShowBoth
            }
            Kind::Refused | Kind::Gone | Kind::Faulty | Kind::Impossible | Kind::TooLarge | Kind::Unsupported => {
                waiting.halt = Some(Halt::Refused(failure.clone()));
                Next::Rest
            }
            Kind::Throttled | Kind::Busy | Kind::Unreachable | Kind::Full | Kind::Broken => {
                let wait = Duration::from_secs(WAITS_S[waiting.failed_tries.min(WAITS_S.len() - 1)]);
                waiting.failed_tries += 1;
                #[expect(clippy::cast_precision_loss, reason = "half a minute in milliseconds")]
                let wait_ms = wait.as_millis() as f64;
                self.retry_at = Some(now_ms + wait_ms);
                Next::Again(wait)
            }
        }
    }

    /// Somebody has signed in again: what that had halted may go on.
    pub fn signed_in(&mut self) {
        for waiting in &mut self.waiting {
            if waiting.halt == Some(Halt::SignedOut) {
                waiting.halt = None;
            }
        }
    }

    /// A person has chosen between two texts: it may be sent.
    pub fn settled(&mut self, part: &Part) {
        if let Some(waiting) = self.find(part) {
            waiting.halt = None;
        }
    }

    /// Nothing of this part waits any more.
    pub fn forget(&mut self, part: &Part) {
        self.waiting.retain(|waiting| waiting.part != *part);
    }

    /// What waits to be sent and may be.
    pub fn sendable(&self) -> Vec<Part> {
        self.waiting
            .iter()
            .filter(|waiting| waiting.is_unsent && waiting.halt.is_none())
            .map(|waiting| waiting.part.clone())
            .collect()
    }

    /// What the server does not have for certain.
    pub fn unsent(&self) -> Vec<Part> {
        self.waiting.iter().map(|waiting| waiting.part.clone()).collect()
    }

    /// Whether the server has everything.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Why the server will not have a part as it is.
    pub fn refusal(&self, part: &Part) -> Option<&Failure> {
        match self.waiting.iter().find(|waiting| waiting.part == *part)?.halt.as_ref()? {
            Halt::Refused(failure) => Some(failure),
            Halt::SignedOut | Halt::Conflict => None,
        }
    }

    /// What is wrong with a field of a part.
    pub fn fault(&self, part: &Part, field: &str) -> Option<Fault> {
        self.refusal(part)?.faults.of(field).cloned()
    }

    /// What the line beside the title says.
    pub fn standing(&self) -> Standing {
        let any = |is: fn(&Waiting) -> bool| self.waiting.iter().any(is);
        if any(|waiting| waiting.halt == Some(Halt::SignedOut)) {
            Standing::SignedOut
        } else if any(|waiting| waiting.halt.is_some()) {
            Standing::Halted
        } else if any(|waiting| waiting.is_on_its_way) {
            Standing::Saving
        } else if let Some(at) = self.retry_at.filter(|_| !self.waiting.is_empty()) {
            Standing::Retrying(at)
        } else if !self.waiting.is_empty() {
            Standing::Saving
        } else {
            self.saved_at.map_or(Standing::Untouched, Standing::Saved)
        }
    }

    fn find(&mut self, part: &Part) -> Option<&mut Waiting> {
        self.waiting.iter_mut().find(|waiting| waiting.part == *part)
    }

    fn entry(&mut self, part: &Part) -> &mut Waiting {
        let at = self.waiting.iter().position(|waiting| waiting.part == *part).unwrap_or_else(|| {
            self.waiting.push(Waiting {
                part: part.clone(),
                is_unsent: false,
                is_on_its_way: false,
                is_due: false,
                failed_tries: 0,
                halt: None,
            });
            self.waiting.len() - 1
        });
        &mut self.waiting[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Part = Part::Head;

    fn failure(kind: Kind) -> Failure {
        Failure::new(kind, "words")
    }

    #[test]
    fn the_timer_counts_from_the_first_letter_in_unbroken_typing() {
        let mut queue = Queue::default();
        assert!(queue.changed(&HEAD));
        assert!(!queue.changed(&HEAD));
        assert!(!queue.changed(&HEAD));
        assert!(queue.begin(&HEAD));
        assert!(queue.changed(&HEAD), "what is typed while a save is on its way is counted anew");
    }

    #[test]
    fn one_save_of_a_part_is_on_its_way_at_a_time() {
        let mut queue = Queue::default();
        queue.changed(&HEAD);
        assert!(queue.begin(&HEAD));
        queue.changed(&HEAD);
        assert!(!queue.begin(&HEAD));
        assert!(queue.done(&HEAD, 1.0), "its time came meanwhile");
        assert!(queue.begin(&HEAD));
        assert!(!queue.done(&HEAD, 2.0));
        assert_eq!(queue.standing(), Standing::Saved(2.0));
        assert!(queue.is_empty());
    }

    #[test]
    fn a_timer_that_comes_late_leaves_nothing_behind() {
        let mut queue = Queue::default();
        queue.changed(&HEAD);
        queue.begin(&HEAD);
        queue.done(&HEAD, 1.0);
        assert!(!queue.begin(&HEAD));
        assert_eq!((queue.standing(), queue.is_empty()), (Standing::Saved(1.0), true));
        queue.settled(&HEAD);
        assert!(queue.is_empty());
    }

    #[test]
    fn what_was_deleted_while_it_was_being_saved_does_not_come_back() {
        let mut queue = Queue::default();
        queue.changed(&HEAD);
        queue.begin(&HEAD);
        queue.forget(&HEAD);
        assert_eq!(queue.failed(&HEAD, &failure(Kind::Gone), 1.0), Next::Rest);
        assert!(!queue.begin(&HEAD) && queue.is_empty());
    }

    #[test]
    fn what_failed_is_tried_again_ever_more_slowly() {
        let mut queue = Queue::default();
        queue.changed(&HEAD);
        let waits: Vec<u64> = (0..7)
            .map(|_| {
                assert!(queue.begin(&HEAD));
                let Next::Again(wait) = queue.failed(&HEAD, &failure(Kind::Unreachable), 0.0) else {
                    panic!("it is tried again")
                };
                wait.as_secs()
            })
            .collect();
        assert_eq!(waits, [2, 5, 10, 20, 30, 30, 30]);
        assert_eq!(queue.standing(), Standing::Retrying(30_000.0));
        assert_eq!(queue.sendable(), [HEAD]);
    }

    #[test]
    fn after_signing_in_again_the_text_is_sent() {
        let mut queue = Queue::default();
        queue.changed(&HEAD);
        queue.begin(&HEAD);
        assert_eq!(queue.failed(&HEAD, &failure(Kind::SignedOut), 0.0), Next::SignIn);
        assert!(!queue.changed(&HEAD));
        assert!(!queue.begin(&HEAD));
        assert_eq!(queue.standing(), Standing::SignedOut);
        queue.signed_in();
        assert_eq!(queue.sendable(), [HEAD]);
        assert!(queue.begin(&HEAD));
    }

    #[test]
    fn a_conflict_waits_for_a_person_however_much_is_typed() {
        let mut queue = Queue::default();
        queue.changed(&HEAD);
        queue.begin(&HEAD);
        assert_eq!(queue.failed(&HEAD, &failure(Kind::Stale), 0.0), Next::ShowBoth);
        assert!(!queue.changed(&HEAD));
        assert!(!queue.begin(&HEAD));
        assert_eq!(queue.standing(), Standing::Halted);
        assert!(!queue.is_empty());
        queue.settled(&HEAD);
        assert!(queue.begin(&HEAD));
    }

    #[test]
    fn what_the_server_will_not_have_is_tried_again_with_the_next_change() {
        let mut queue = Queue::default();
        queue.changed(&HEAD);
        queue.begin(&HEAD);
        assert_eq!(queue.failed(&HEAD, &failure(Kind::Faulty), 0.0), Next::Rest);
        assert!(queue.refusal(&HEAD).is_some());
        assert!(!queue.begin(&HEAD));
        assert!(queue.changed(&HEAD));
        assert!(queue.refusal(&HEAD).is_none());
        assert!(queue.begin(&HEAD));
    }
}
