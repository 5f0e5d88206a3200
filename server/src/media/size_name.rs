//! The name of a size of a picture, in its address and on the disk: `640.webp`.

use domain::media::Kind;
use std::fmt;
use std::str::FromStr;

/// A size of a picture: its format and how wide it is in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizeName {
    /// Its format.
    pub kind: Kind,
    /// Pixels from left to right.
    pub width: u32,
}

impl SizeName {
    /// The WebP that is so many pixels wide.
    #[must_use]
    pub fn webp(width: u32) -> Self {
        Self { kind: Kind::WebP, width }
    }
}

impl fmt::Display for SizeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.width, self.kind.extension())
    }
}

/// A text that names no size, or not as it is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a size")]
pub struct NotASize;

impl FromStr for SizeName {
    type Err = NotASize;

    /// Each size has one spelling, so that it has one address.
    fn from_str(text: &str) -> Result<Self, NotASize> {
        let (digits, extension) = text.split_once('.').ok_or(NotASize)?;
        let kind = [Kind::Jpeg, Kind::Png, Kind::WebP].into_iter().find(|kind| kind.extension() == extension).ok_or(NotASize)?;
        let name = Self { kind, width: digits.parse().map_err(|_| NotASize)? };
        if name.to_string() == text { Ok(name) } else { Err(NotASize) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u02_a_size_has_one_spelling() {
        assert_eq!("640.webp".parse(), Ok(SizeName::webp(640)));
        assert_eq!("960.jpg".parse(), Ok(SizeName { kind: Kind::Jpeg, width: 960 }));
        for wrong in
            ["", "640", "0640.webp", "+640.webp", "640.WEBP", "640.jpeg", "640.webp.", "640.svg", ".png", "99999999999.png"]
        {
            assert_eq!(wrong.parse::<SizeName>(), Err(NotASize), "{wrong}");
        }
    }
}
