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

pub use self::xmp::XmpFault;
use super::container::Blocks;

/// The most people that are named as makers of one picture.
pub const MAX_CREATORS: usize = 20;
/// The most characters of a person's name.
pub const MAX_NAME_CHARS: usize = 200;
/// The most characters of a credit line, notice or source.
pub const MAX_LINE_CHARS: usize = 500;
/// The most characters of a description or an alternative text.
pub const MAX_TEXT_CHARS: usize = 2_000;

/// What a file says about its own rights. Every text is one line, without controls and without space around it, and never
/// empty.
///
/// Source of the names and meanings: IPTC Photo Metadata Standard 2023.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rights {
    /// Who made the picture, in order: at most [`MAX_CREATORS`], each of at most [`MAX_NAME_CHARS`] characters.
    pub creators: Vec<String>,
    /// How the supplier wants to be credited; at most [`MAX_LINE_CHARS`] characters.
    pub credit_line: Option<String>,
    /// Who holds the copyright, since when; at most [`MAX_LINE_CHARS`] characters.
    pub copyright_notice: Option<String>,
    /// How the picture may be used, in words; at most [`MAX_LINE_CHARS`] characters.
    pub usage_terms: Option<String>,
    /// Where the licence or the statement of rights stands: an absolute http or https address.
    pub licence_url: Option<String>,
    /// Where the picture was got from; at most [`MAX_LINE_CHARS`] characters.
    pub source: Option<String>,
    /// What the picture shows; at most [`MAX_TEXT_CHARS`] characters.
    pub description: Option<String>,
    /// What stands in for the picture where it cannot be seen; at most [`MAX_TEXT_CHARS`] characters.
    pub alt_text: Option<String>,
}

/// Something about a picture that its uploader should know, though it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// The XMP packet was not read, so rights that stand only there are missing.
    XmpRefused(XmpFault),
    /// The picture has a colour profile, and its sizes are made as if it were sRGB: colours may come out paler.
    ColourProfileIgnored,
}

impl Rights {
    /// Reads what the metadata of a file says, and what could not be read.
    #[must_use]
    pub fn read(blocks: &Blocks) -> (Self, Vec<Remark>) {
        let mut remarks = Vec::new();
        let xmp = match blocks.xmp.as_deref().map(xmp::read) {
            Some(Ok(rights)) => rights,
            Some(Err(fault)) => {
                remarks.push(Remark::XmpRefused(fault));
                Self::default()
            }
            None => Self::default(),
        };
        if blocks.has_profile {
            remarks.push(Remark::ColourProfileIgnored);
        }
        let iim = blocks.photoshop.iim.as_deref().map(iim::read).unwrap_or_default();
        let exif = blocks.exif.as_deref().map(exif_tags::read).unwrap_or_default();
        let iptc = if blocks.photoshop.is_iim_newer() { iim.or(xmp) } else { xmp.or(iim) };
        (iptc.or(exif), remarks)
    }

    /// What is said here, and where nothing is said, what `other` says.
    fn or(self, other: Self) -> Self {
        Self {
            creators: if self.creators.is_empty() { other.creators } else { self.creators },
            credit_line: self.credit_line.or(other.credit_line),
            copyright_notice: self.copyright_notice.or(other.copyright_notice),
            usage_terms: self.usage_terms.or(other.usage_terms),
            licence_url: self.licence_url.or(other.licence_url),
            source: self.source.or(other.source),
            description: self.description.or(other.description),
            alt_text: self.alt_text.or(other.alt_text),
        }
    }

    fn add_creator(&mut self, name: &str) {
        if let Some(name) = clean::line(name, MAX_NAME_CHARS)
            && self.creators.len() < MAX_CREATORS
            && !self.creators.contains(&name)
        {
            self.creators.push(name);
        }
    }
}

#[cfg(test)]
mod tests;
