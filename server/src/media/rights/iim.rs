//! Rights in IPTC-IIM, the older form of the IPTC's fields.
//!
//! Source: IPTC Information Interchange Model 4.2, 1.5 (data sets) and chapter 6 (the application record).

use super::exif_tags::decoded;
use super::{add_creator, clean};
use domain::media::{MAX_LINE_CHARS, MAX_NAME_CHARS, MAX_TEXT_CHARS, Rights};

const BY_LINE: u8 = 80;
const CREDIT: u8 = 110;
const SOURCE: u8 = 115;
const COPYRIGHT_NOTICE: u8 = 116;
const CAPTION: u8 = 120;

/// Reads data set after data set, up to the end or to the first that is damaged.
///
/// The declared character set (1:90) is not asked: files that declare none hold UTF-8 as often as Latin-1, and the bytes tell.
pub fn read(records: &[u8]) -> Rights {
    let mut rights = Rights::default();
    let mut rest = records;
    while let Some((record, number, data, next)) = first_data_set(rest) {
        rest = next;
        if record != 2 {
            continue;
        }
        let text = decoded(data);
        match number {
            BY_LINE => add_creator(&mut rights, &text),
            CREDIT => rights.credit_line = clean::line(&text, MAX_LINE_CHARS),
            SOURCE => rights.source = clean::line(&text, MAX_NAME_CHARS),
            COPYRIGHT_NOTICE => rights.copyright_notice = clean::line(&text, MAX_LINE_CHARS),
            CAPTION => rights.description = clean::line(&text, MAX_TEXT_CHARS),
            _ => {}
        }
    }
    rights
}

/// Marker, record, number, length, contents. A length with its top bit set is the length of a longer length.
fn first_data_set(bytes: &[u8]) -> Option<(u8, u8, &[u8], &[u8])> {
    let [0x1C, record, number, len @ ..] = bytes else {
        return None;
    };
    let (short, rest) = len.split_first_chunk()?;
    let short = u16::from_be_bytes(*short);
    let (len, rest) = if short & 0x8000 == 0 {
        (usize::from(short), rest)
    } else {
        let (long, rest) = rest.split_at_checked(usize::from(short & 0x7FFF))?;
        let len = long.iter().try_fold(0_usize, |len, byte| Some(len.checked_mul(256)? + usize::from(*byte)))?;
        (len, rest)
    };
    let (data, next) = rest.split_at_checked(len)?;
    Some((*record, *number, data, next))
}
