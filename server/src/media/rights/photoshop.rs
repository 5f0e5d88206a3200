//! Image resources: the box in which a JPEG carries its IPTC-IIM records.
//!
//! Source: Adobe Photoshop File Formats Specification (2019), Image Resource Blocks.

use bytes::Bytes;
use md5::{Digest, Md5};

const IIM: u16 = 0x0404;
const IIM_DIGEST: u16 = 0x0425;

/// The image resources that say something about rights.
#[derive(Debug, Default, Clone)]
pub struct Resources {
    /// IPTC-IIM records.
    pub iim: Option<Bytes>,
    /// The MD5 of the records when XMP was last brought in line with them.
    pub iim_digest: Option<[u8; 16]>,
}

impl Resources {
    /// Reads resource after resource, up to the end or to the first that is damaged.
    #[must_use]
    pub fn read(resources: &[u8]) -> Self {
        let mut found = Self::default();
        let mut rest = resources;
        while let Some((id, data, next)) = first_resource(rest) {
            match id {
                IIM => found.iim = Some(Bytes::copy_from_slice(data)),
                IIM_DIGEST => found.iim_digest = data.try_into().ok(),
                _ => {}
            }
            rest = next;
        }
        found
    }

    /// The records were changed by a program that did not change XMP with them.
    #[must_use]
    pub fn is_iim_newer(&self) -> bool {
        let (Some(iim), Some(digest)) = (&self.iim, &self.iim_digest) else {
            return false;
        };
        Md5::digest(iim)[..] != digest[..]
    }
}

/// Signature, number, name, length, contents; name and contents are padded to even lengths.
fn first_resource(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let rest = bytes.strip_prefix(b"8BIM")?;
    let (id, rest) = rest.split_first_chunk()?;
    let name_len = usize::from(*rest.first()?) + 1;
    let rest = rest.get(name_len.next_multiple_of(2)..)?;
    let (len, rest) = rest.split_first_chunk()?;
    let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
    let data = rest.get(..len)?;
    let next = rest.get(len.next_multiple_of(2)..).unwrap_or_default();
    Some((u16::from_be_bytes(*id), data, next))
}
