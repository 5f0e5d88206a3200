//! Why a comment waits: every held comment says so, in words.

use serde::{Deserialize, Serialize};

/// A reason for which a comment waits for a moderator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeldBecause {
    /// On this site every comment waits.
    Policy,
    /// Nothing from this address was published before.
    First,
    /// The same address left the same text within a day.
    Repeated,
    /// It goes by the name of somebody on the staff.
    StaffName,
    /// More comments came in than the site usually has.
    Crowd,
    /// The browser did not say which page it came from (security C1).
    Unmarked,
}

impl HeldBecause {
    /// All reasons, in the order in which they are given.
    pub const ALL: [HeldBecause; 6] = [
        HeldBecause::Policy,
        HeldBecause::First,
        HeldBecause::Repeated,
        HeldBecause::StaffName,
        HeldBecause::Crowd,
        HeldBecause::Unmarked,
    ];

    /// The word in the database.
    pub fn code(self) -> &'static str {
        match self {
            HeldBecause::Policy => "policy",
            HeldBecause::First => "first",
            HeldBecause::Repeated => "repeated",
            HeldBecause::StaffName => "staff-name",
            HeldBecause::Crowd => "crowd",
            HeldBecause::Unmarked => "unmarked",
        }
    }

    /// The reasons as the database keeps them: their words with spaces between.
    #[cfg(feature = "store")]
    pub(crate) fn codes(reasons: &[HeldBecause]) -> String {
        reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(" ")
    }

    /// Reads [`HeldBecause::codes`]; a word that no rule uses any more is passed over.
    #[cfg(feature = "store")]
    pub(crate) fn from_codes(codes: &str) -> Vec<HeldBecause> {
        codes.split(' ').filter_map(|code| Self::ALL.into_iter().find(|reason| reason.code() == code)).collect()
    }
}

#[cfg(all(test, feature = "store"))]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_read_back_as_they_were_written() {
        let reasons = HeldBecause::ALL.to_vec();
        assert_eq!(HeldBecause::from_codes(&HeldBecause::codes(&reasons)), reasons);
        assert_eq!(HeldBecause::from_codes(""), []);
        assert_eq!(HeldBecause::from_codes("first gone-rule crowd"), [HeldBecause::First, HeldBecause::Crowd]);
    }
}
