//! Since when readers see a slide as it is: what tells a returning reader which slides are new.

use super::live::LiveSlide;
use chrono::{DateTime, Utc};

/// When a slide came before readers and when it last changed for them; nothing where that was when its article was published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Since {
    pub(crate) added_at: Option<DateTime<Utc>>,
    pub(crate) changed_at: Option<DateTime<Utc>>,
}

/// What readers saw of an article until now.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Before<'a> {
    /// It is published for the first time.
    Nothing,
    /// It was published, and taken back.
    Withdrawn,
    /// These slides, each with its times.
    Slides(&'a [(LiveSlide, Since)]),
}

impl Before<'_> {
    /// The times of a slide that is published now.
    pub(crate) fn since(self, slide: &LiveSlide, now: DateTime<Utc>) -> Since {
        match self {
            Before::Nothing => Since::default(),
            // What they saw is gone, so that nothing can be compared: it was changed, whatever it was.
            Before::Withdrawn => Since { added_at: None, changed_at: Some(now) },
            Before::Slides(slides) => match slides.iter().find(|(before, _)| before.id == slide.id) {
                None => Since { added_at: Some(now), changed_at: None },
                Some((before, since)) if before.looks_like(slide) => *since,
                Some((_, since)) => Since { changed_at: Some(now), ..*since },
            },
        }
    }
}
