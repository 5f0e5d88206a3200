//! The sizes of a picture's file, as pages refer to them.

use super::{Kind, Placeholder};
use serde::{Deserialize, Serialize};

/// The widths that derivatives are made in, in pixels; none is wider than the file itself.
///
/// 768 is what a phone of 412 by 1.75 pixels asks for, 1280 one of 390 by 3.
pub const WIDTHS_PX: [u32; 6] = [320, 640, 768, 960, 1280, 1600];

/// The picture on a card of a link, from left to right, in pixels: what the large networks ask for.
pub const CARD_WIDTH_PX: u32 = 1200;
/// The same from top to bottom.
pub const CARD_HEIGHT_PX: u32 = 630;

/// A media file in the sizes that readers are sent. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// SHA-256 of the original, in hexadecimal: the address of the file for ever.
    pub hash: String,
    /// The original's width in pixels.
    pub width_px: u32,
    /// The original's height in pixels.
    pub height_px: u32,
    /// The widths there are as WebP, ascending, in pixels.
    pub widths_px: Vec<u32>,
    /// The one size for programs that do not read WebP: older browsers, readers of feeds, those who make cards of links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Fallback>,
    /// What stands in the picture's place until it has come; nothing for one that can be seen through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<Placeholder>,
}

/// A size in a format that everything reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fallback {
    /// [`Kind::Jpeg`], or [`Kind::Png`] for what can be seen through.
    pub kind: Kind,
    /// Its width in pixels.
    pub width_px: u32,
}

impl Sizes {
    /// The address of the derivative of that width.
    pub fn address(&self, width_px: u32) -> String {
        self.address_as(width_px, Kind::WebP)
    }

    fn address_as(&self, width_px: u32, kind: Kind) -> String {
        format!("/media/{}/{width_px}.{}", self.hash, kind.extension())
    }

    /// The address of the smallest derivative that is at least `width_px` wide, or the widest there is.
    pub fn at_least(&self, width_px: u32) -> String {
        let fitting = self.widths_px.iter().copied().find(|width| *width >= width_px);
        self.address(fitting.or(self.widths_px.last().copied()).unwrap_or(self.width_px))
    }

    /// The largest derivative there is: its address, its width and its height in pixels.
    pub fn largest(&self) -> (String, u32, u32) {
        let width_px = self.widths_px.last().copied().unwrap_or(self.width_px);
        (self.address(width_px), width_px, self.height_of(width_px))
    }

    /// The size that everything reads: its kind, its address, its width and its height in pixels. A file from before there was
    /// one has its largest WebP.
    pub fn readable(&self) -> (Kind, String, u32, u32) {
        let Some(Fallback { kind, width_px }) = self.fallback else {
            let (address, width_px, height_px) = self.largest();
            return (Kind::WebP, address, width_px, height_px);
        };
        (kind, self.address_as(width_px, kind), width_px, self.height_of(width_px))
    }

    /// The address of the size that everything reads, if there is one.
    pub fn fallback_address(&self) -> Option<String> {
        self.fallback.map(|Fallback { kind, width_px }| self.address_as(width_px, kind))
    }

    fn height_of(&self, width_px: u32) -> u32 {
        let (whole, part) = (u64::from(self.width_px.max(1)), u64::from(width_px));
        let height_px = (u64::from(self.height_px) * part + whole / 2) / whole;
        u32::try_from(height_px).unwrap_or(u32::MAX).max(1)
    }

    /// The value of `srcset`: the sizes as WebP.
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
