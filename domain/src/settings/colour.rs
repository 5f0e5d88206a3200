//! Colours: as they are typed, as they are seen, and how well one is read on another.

use crate::field::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A colour of sRGB with 8 bits a channel, written as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// A colour by lightness (0 to 1), chroma (0 to about 0.37) and hue (radians).
///
/// Source: CSS Color 4, 9.4 and 10.4.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oklch {
    pub(super) lightness: f64,
    pub(super) chroma: f64,
    pub(super) hue: f64,
}

impl Colour {
    /// Parses `#rrggbb` or `#rgb`, the sign left out or not.
    ///
    /// # Errors
    /// [`Fault::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Option<Vec<u8>> = digits.chars().map(|c| c.to_digit(16).and_then(|digit| digit.try_into().ok())).collect();
        match digits.as_deref() {
            Some(&[red, green, blue]) => Ok(Self { red: red * 17, green: green * 17, blue: blue * 17 }),
            Some(&[r1, r2, g1, g2, b1, b2]) => Ok(Self { red: r1 * 16 + r2, green: g1 * 16 + g2, blue: b1 * 16 + b2 }),
            Some(_) | None => Err(Fault::Malformed),
        }
    }

    /// How well one of them is read on the other: 1 to 21.
    ///
    /// Source: WCAG 2.2, contrast ratio.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    /// Source: WCAG 2.2, relative luminance.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        })
    }

    pub(super) fn oklch(self) -> Oklch {
        let [red, green, blue] = self.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short;
        let lightness = 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short;
        Oklch { lightness, chroma: a.hypot(b), hue: b.atan2(a) }
    }
}

impl Oklch {
    /// The colour that a screen can show: of the same lightness and hue, with as much chroma as there is.
    pub(super) fn colour(self) -> Colour {
        const STEPS: u32 = 50;
        let less = |step: u32| Self { chroma: self.chroma * f64::from(STEPS - step) / f64::from(STEPS), ..self };
        let is_shown = |channel: &f64| (-0.000_5..=1.000_5).contains(channel);
        let linear = (0..STEPS).map(|step| less(step).linear()).find(|linear| linear.iter().all(is_shown));
        let [red, green, blue] = linear.unwrap_or_else(|| less(STEPS).linear()).map(encoded);
        Colour { red, green, blue }
    }

    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let long = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
        ]
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is cut to 0 to 255 before")]
fn encoded(linear: f64) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let channel = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    (channel * 255.0).round().clamp(0.0, 255.0) as u8
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Colour {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a colour")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    pub(crate) fn any_colour() -> impl Strategy<Value = Colour> {
        any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Colour { red, green, blue })
    }

    #[test]
    fn a_colour_is_six_digits_or_three() {
        assert_eq!(colour(" FFC53D "), colour("#ffc53d"));
        assert_eq!(colour("#fa0").to_string(), "#ffaa00");
        for wrong in ["", "#", "#ffff", "red", "#fffffg", "#ffffff;", "url(x)", "#ffffff00"] {
            assert_eq!(Colour::parse(wrong), Err(Fault::Malformed), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((colour("#000").contrast(colour("#fff")) - 21.0).abs() < 0.001);
        assert!((colour("#777").contrast(colour("#fff")) - 4.478).abs() < 0.001);
        assert!((colour("#fff").contrast(colour("#fff")) - 1.0).abs() < 0.001);
    }

    proptest! {
        #[test]
        fn a_colour_is_the_same_by_lightness_chroma_and_hue(colour in any_colour()) {
            prop_assert_eq!(colour.oklch().colour(), colour);
            prop_assert_eq!(Colour::parse(&colour.to_string()), Ok(colour));
        }
    }
}
