//! Who made a picture, whom to credit and how it may be used, as the file itself says.
//!
//! The same fact can stand in three places of one file, and they disagree when one program changed only one of them. The
//! order in which they are believed:
//!
//! 1. **XMP**, then **IPTC-IIM**: the IPTC keeps its properties in both, and where they differ XMP is the current one
//!    (IPTC Photo Metadata Standard 2023.1). Unless the file holds a digest of the IIM records that no longer fits them: then
//!    a program that knows no XMP has changed them since, and IIM goes first (Metadata Working Group, Guidelines for
//!    Handling Image Metadata 2.0, 2010).
//! 2. **Exif** last. The Guidelines of 2010 put it first, for programs that keep all three alike. For rights that is the
//!    wrong way round: cameras fill Artist and Copyright from a menu that was set once, often by another owner, while the
//!    IPTC fields are what a desk wrote about this picture.

mod clean;
mod exif_tags;
mod iim;
pub mod packet;
pub mod photoshop;
mod xmp;

use super::container::Blocks;
use domain::media::{MAX_CREATORS, MAX_NAME_CHARS, Remark, Rights};

/// Reads what the metadata of a file says, and what could not be read.
#[must_use]
pub fn read(blocks: &Blocks) -> (Rights, Vec<Remark>) {
    let mut remarks = Vec::new();
    let xmp = match blocks.xmp.as_deref().map(xmp::read) {
        Some(Ok(rights)) => rights,
        Some(Err(fault)) => {
            tracing::info!(%fault, "an XMP packet was not read");
            remarks.push(Remark::XmpNotRead);
            Rights::default()
        }
        None => Rights::default(),
    };
    if blocks.has_profile {
        remarks.push(Remark::ColourProfileIgnored);
    }
    let iim = blocks.photoshop.iim.as_deref().map(iim::read).unwrap_or_default();
    let exif = blocks.exif.as_deref().map(exif_tags::read).unwrap_or_default();
    let iptc = if blocks.photoshop.is_iim_newer() { iim.or(xmp) } else { xmp.or(iim) };
    (iptc.or(exif), remarks)
}

/// Adds a name as it stands in the file, unless it is there already or there are too many.
fn add_creator(rights: &mut Rights, name: &str) {
    if let Some(name) = clean::line(name, MAX_NAME_CHARS)
        && rights.creators.len() < MAX_CREATORS
        && !rights.creators.contains(&name)
    {
        rights.creators.push(name);
    }
}

#[cfg(test)]
mod tests;
