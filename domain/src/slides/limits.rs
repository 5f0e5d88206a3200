//! How long the parts of a slide may be, and how many of them there may be.

/// The most characters of a heading.
pub const MAX_HEADING: usize = 200;
/// The most characters of a slide's text.
pub const MAX_BODY: usize = 20_000;
/// The most characters of a caption.
pub const MAX_CAPTION: usize = 1_000;
/// The most characters of an alternative text: a file's own, which a slide may repeat, has no other limit.
pub const MAX_ALT: usize = crate::media::MAX_TEXT_CHARS;
/// The most pictures on a slide.
pub const MAX_PICTURES: usize = 12;
/// The most slides of an article, those that were removed aside.
pub const MAX_SLIDES: usize = 200;
