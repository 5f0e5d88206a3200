//! The licences under which a picture may be shown.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What may be done with a picture.
///
/// Stored, sent and posted as its [`code`](Licence::code), which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Licence {
    /// Free of copyright, by age or by law.
    PublicDomain,
    /// Given to the public domain by its maker.
    Cc0,
    /// Creative Commons Attribution 4.0.
    CcBy,
    /// Creative Commons Attribution-ShareAlike 4.0.
    CcBySa,
    /// Creative Commons Attribution-NoDerivatives 4.0.
    CcByNd,
    /// Creative Commons Attribution-NonCommercial 4.0.
    CcByNc,
    /// Creative Commons Attribution-NonCommercial-ShareAlike 4.0.
    CcByNcSa,
    /// Creative Commons Attribution-NonCommercial-NoDerivatives 4.0.
    CcByNcNd,
    /// Shown by permission of its owner.
    AllRightsReserved,
    /// Made by the author or for the site.
    OwnWork,
    /// Given out for use by the press.
    Press,
}

/// A text that is the code of no licence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no licence with the code {0:?}")]
pub struct UnknownLicence(pub String);

impl Licence {
    /// All licences, in the order in which a form offers them.
    pub const ALL: [Self; 11] = [
        Self::PublicDomain,
        Self::Cc0,
        Self::CcBy,
        Self::CcBySa,
        Self::CcByNd,
        Self::CcByNc,
        Self::CcByNcSa,
        Self::CcByNcNd,
        Self::AllRightsReserved,
        Self::OwnWork,
        Self::Press,
    ];

    /// The stable code for databases, forms and files: lower case ASCII, at most 19 characters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PublicDomain => "public-domain",
            Self::Cc0 => "cc0-1.0",
            Self::CcBy => "cc-by-4.0",
            Self::CcBySa => "cc-by-sa-4.0",
            Self::CcByNd => "cc-by-nd-4.0",
            Self::CcByNc => "cc-by-nc-4.0",
            Self::CcByNcSa => "cc-by-nc-sa-4.0",
            Self::CcByNcNd => "cc-by-nc-nd-4.0",
            Self::AllRightsReserved => "all-rights-reserved",
            Self::OwnWork => "own-work",
            Self::Press => "press",
        }
    }

    /// The name in a form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PublicDomain => "Public domain",
            Self::Cc0 => "CC0 1.0",
            Self::CcBy => "CC BY 4.0",
            Self::CcBySa => "CC BY-SA 4.0",
            Self::CcByNd => "CC BY-ND 4.0",
            Self::CcByNc => "CC BY-NC 4.0",
            Self::CcByNcSa => "CC BY-NC-SA 4.0",
            Self::CcByNcNd => "CC BY-NC-ND 4.0",
            Self::AllRightsReserved => "All rights reserved, by permission",
            Self::OwnWork => "Own work",
            Self::Press => "Press picture",
        }
    }

    /// The words after the names in a printed credit. None for own work: there the name alone says it.
    pub const fn printed(self) -> Option<&'static str> {
        match self {
            Self::PublicDomain => Some("public domain"),
            Self::Cc0 | Self::CcBy | Self::CcBySa | Self::CcByNd | Self::CcByNc | Self::CcByNcSa | Self::CcByNcNd => {
                Some(self.label())
            }
            Self::AllRightsReserved => Some("all rights reserved"),
            Self::OwnWork => None,
            Self::Press => Some("press picture"),
        }
    }

    /// The address of the licence's own text or mark, where it has one.
    pub const fn url(self) -> Option<&'static str> {
        match self {
            Self::PublicDomain => Some("https://creativecommons.org/publicdomain/mark/1.0/"),
            Self::Cc0 => Some("https://creativecommons.org/publicdomain/zero/1.0/"),
            Self::CcBy => Some("https://creativecommons.org/licenses/by/4.0/"),
            Self::CcBySa => Some("https://creativecommons.org/licenses/by-sa/4.0/"),
            Self::CcByNd => Some("https://creativecommons.org/licenses/by-nd/4.0/"),
            Self::CcByNc => Some("https://creativecommons.org/licenses/by-nc/4.0/"),
            Self::CcByNcSa => Some("https://creativecommons.org/licenses/by-nc-sa/4.0/"),
            Self::CcByNcNd => Some("https://creativecommons.org/licenses/by-nc-nd/4.0/"),
            Self::AllRightsReserved | Self::OwnWork | Self::Press => None,
        }
    }

    /// Whether the owner's rights stay reserved, so that a © is true.
    pub const fn reserves_rights(self) -> bool {
        match self {
            Self::AllRightsReserved | Self::OwnWork | Self::Press => true,
            Self::PublicDomain
            | Self::Cc0
            | Self::CcBy
            | Self::CcBySa
            | Self::CcByNd
            | Self::CcByNc
            | Self::CcByNcSa
            | Self::CcByNcNd => false,
        }
    }
}

impl fmt::Display for Licence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl FromStr for Licence {
    type Err = UnknownLicence;

    fn from_str(code: &str) -> Result<Self, UnknownLicence> {
        Self::ALL
            .into_iter()
            .find(|licence| licence.code() == code)
            .ok_or_else(|| UnknownLicence(code.chars().take(40).collect()))
    }
}

impl Serialize for Licence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Licence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Licence;

    #[test]
    fn a_code_comes_back_as_its_licence() {
        for licence in Licence::ALL {
            assert_eq!(licence.code().parse(), Ok(licence));
            let json = serde_json::to_string(&licence).unwrap();
            assert_eq!(json, format!("\"{}\"", licence.code()));
            assert_eq!(serde_json::from_str::<Licence>(&json).unwrap(), licence);
        }
        assert!("cc-by-3.0".parse::<Licence>().is_err());
        assert!("Public domain".parse::<Licence>().is_err());
    }
}
