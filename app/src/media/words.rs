//! What is said about files: sizes, and why an upload was refused.

use crate::failure::{Failure, Kind};
use domain::media::{Found, Unfit};

/// Why an upload failed, when the file itself was not at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The request was no form with files.
    NotAForm,
    /// The request held something else than one file.
    NotOneFile,
    /// It ended before its end.
    BrokeOff,
    /// The disk has no room left.
    DiskFull,
    /// The program failed.
    Failed,
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotAForm => Self::new(Kind::Unsupported, "An upload is one file in a form. Choose the pictures again."),
            Trouble::NotOneFile => Self::new(Kind::Faulty, "An upload is one file. Choose the pictures again."),
            Trouble::BrokeOff => Self::new(Kind::Faulty, "The upload broke off. Try it again."),
            Trouble::DiskFull => {
                Self::new(Kind::Full, "The server's disk is nearly full, so no pictures are taken. An admin can make room.")
            }
            Trouble::Failed => Self::new(Kind::Broken, "The picture could not be processed. Try it again in a moment."),
        }
    }
}

/// Why a file is refused, and the way out.
pub fn unfit(unfit: &Unfit) -> Failure {
    match unfit {
        Unfit::Empty => Failure::new(Kind::Faulty, "The file is empty."),
        Unfit::TooManyBytes { limit_bytes } => {
            let limit = bytes_words(*limit_bytes);
            Failure::new(Kind::TooLarge, &format!("The file has more than {limit}. Save it smaller, or as a JPEG."))
        }
        Unfit::NotAccepted { found } => {
            Failure::new(Kind::Unsupported, &format!("This is {}. Upload a JPEG, PNG or WebP.", found_words(*found)))
        }
        Unfit::Animated { kind } => Failure::new(Kind::Unsupported, &format!("This {kind} is animated. Upload a still picture.")),
        Unfit::SideTooLong { width, height, limit_px } => Failure::new(
            Kind::TooLarge,
            &format!("{} × {} pixels: a side may have {}. Save it smaller.", count(*width), count(*height), count(*limit_px)),
        ),
        Unfit::TooManyPixels { width, height, limit_px } => Failure::new(
            Kind::TooLarge,
            &format!(
                "{} × {} pixels: a picture may have {} million in all. Save it smaller.",
                count(*width),
                count(*height),
                limit_px / 1_000_000
            ),
        ),
        Unfit::TooMuchMetadata { limit_bytes, .. } => {
            let limit = bytes_words(*limit_bytes);
            let words = format!(
                "The file carries more than {limit} beside the picture. Export it anew, without previews and edit history."
            );
            Failure::new(Kind::TooLarge, &words)
        }
        Unfit::TooMuchMemory { .. } => {
            Failure::new(Kind::TooLarge, "The picture is too large for 16 bits a colour. Save it with 8, or smaller.")
        }
        Unfit::Broken { kind } => Failure::new(
            Kind::Faulty,
            &format!("This {kind} is damaged or not whole. Open it in a picture program and save it anew."),
        ),
    }
}

fn found_words(found: Found) -> String {
    match found {
        Found::Unknown => "no picture that Lantern knows".to_owned(),
        Found::Gif
        | Found::Avif
        | Found::Heic
        | Found::Tiff
        | Found::Bmp
        | Found::Svg
        | Found::Html
        | Found::Pdf
        | Found::Zip => found.to_string(),
    }
}

/// A length as people read it: `30 kB`, `6.2 MB`, `10 GB`.
pub fn bytes_words(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} bytes"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = (bytes * 10).div_ceil(unit);
    if tenths >= 100 || tenths.is_multiple_of(10) || name == "kB" {
        format!("{} {name}", tenths.div_ceil(10))
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

/// A number with its thousands apart: `16,384`.
pub fn count(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_as_many_figures_as_one_reads() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (29_600, "30 kB"),
            (1_000_000, "1 MB"),
            (6_150_000, "6.2 MB"),
            (25_000_000, "25 MB"),
            (9_950_000, "10 MB"),
            (10_000_000_000, "10 GB"),
        ] {
            assert_eq!(bytes_words(bytes), words, "{bytes}");
        }
        assert_eq!([0, 999, 16_384, 1_000_000].map(count), ["0", "999", "16,384", "1,000,000"]);
    }

    #[test]
    fn u01_a_refusal_names_what_was_found_and_the_way_out() {
        let refused = unfit(&Unfit::NotAccepted { found: Found::Tiff });
        assert_eq!((refused.kind, refused.words.as_str()), (Kind::Unsupported, "This is a TIFF. Upload a JPEG, PNG or WebP."));
        let refused = unfit(&Unfit::TooManyBytes { limit_bytes: 25_000_000 });
        assert_eq!(refused.words, "The file has more than 25 MB. Save it smaller, or as a JPEG.");
        let refused = unfit(&Unfit::TooManyPixels { width: 10_000, height: 6_001, limit_px: 60_000_000 });
        assert_eq!(refused.words, "10,000 × 6,001 pixels: a picture may have 60 million in all. Save it smaller.");
    }
}
