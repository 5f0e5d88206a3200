//! The sizes of a picture's file, as pages refer to them.

use serde::{Deserialize, Serialize};

/// The widths that derivatives are made in, in pixels; none is wider than the file itself.
pub const WIDTHS_PX: [u32; 4] = [320, 640, 960, 1600];

/// A media file in the sizes that readers are sent. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// SHA-256 of the original, in hexadecimal: the address of the file for ever.
    pub hash: String,
    /// The original's width in pixels.
    pub width_px: u32,
    /// The original's height in pixels.
    pub height_px: u32,
    /// The widths there are, ascending, in pixels.
    pub widths_px: Vec<u32>,
}

impl Sizes {
    /// The address of the derivative of that width.
    pub fn address(&self, width_px: u32) -> String {
        format!("/media/{}/{width_px}.webp", self.hash)
    }

    /// The address of the smallest derivative that is at least `width_px` wide, or the widest there is.
    pub fn at_least(&self, width_px: u32) -> String {
        let fitting = self.widths_px.iter().copied().find(|width| *width >= width_px);
        self.address(fitting.or(self.widths_px.last().copied()).unwrap_or(self.width_px))
    }

    /// The largest derivative there is: its address, its width and its height in pixels.
    pub fn largest(&self) -> (String, u32, u32) {
        let width_px = self.widths_px.last().copied().unwrap_or(self.width_px);
        let (whole, part) = (u64::from(self.width_px.max(1)), u64::from(width_px));
        let height_px = (u64::from(self.height_px) * part + whole / 2) / whole;
        (self.address(width_px), width_px, u32::try_from(height_px).unwrap_or(u32::MAX).max(1))
    }

    /// The value of `srcset`.
    pub fn srcset(&self) -> String {
        self.widths_px.iter().map(|width| format!("{} {width}w", self.address(*width))).collect::<Vec<_>>().join(", ")
    }

    /// The value of `data-fit`: a photograph is never enlarged past its own pixels by more than a hair.
    pub fn fit(&self) -> Option<&'static str> {
        match self.width_px {
            0..640 => Some("small"),
            640..900 => Some("text"),
            _ => None,
        }
    }
}
