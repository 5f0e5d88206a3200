//! What the panel and the server say to each other about one upload, and about a deletion.

use domain::MediaId;
use domain::media::{MediaSheet, Remark};
use serde::{Deserialize, Serialize};

/// Where a file is posted to, alone, as the part `file` of a multipart form.
pub const UPLOAD: &str = "/admin/api/upload_media";
/// Where a [`Delete`] is posted to, as JSON.
pub const DELETE: &str = "/admin/api/delete_media";

/// The item that an upload became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    /// The item.
    pub sheet: MediaSheet,
    /// The same file had been added before; its texts were kept as they are.
    pub was_there: bool,
    /// What its uploader should know.
    pub remarks: Vec<Remark>,
}

/// Asks for an item to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delete {
    /// The item.
    pub id: MediaId,
}
