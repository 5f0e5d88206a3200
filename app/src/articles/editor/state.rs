//! The state of the editor: the article as it stands on this screen.

use super::mirror::{Kept, KeptHead, KeptSlide, Mirror};
use super::queue::{Part, Queue};
use super::uploading::Uploading;
use crate::accounts::SignedOut;
use domain::articles::checks::{self, Remark};
use domain::articles::{EditorArticle, Kind, May, Seen, Status, WorkingHead};
use domain::field::Fault;
use domain::ids::{ArticleId, PictureId, SlideId, TopicId};
use domain::slides::WorkingSlide;
use domain::stamp::Stamp;
use domain::topics::TopicChoice;
use leptos::prelude::*;

/// Title, standfirst and address as they stand on this screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadDraft {
    /// The version that the next save is based on.
    pub version: i32,
    /// The title.
    pub title: String,
    /// The standfirst.
    pub standfirst: String,
    /// The address that the article has.
    pub slug: String,
    /// The address that was typed and is not saved yet.
    pub new_slug: Option<String>,
    /// What it is about, the most important first.
    pub topics: Vec<TopicId>,
}

impl HeadDraft {
    /// The head as it is stored.
    pub fn of(head: WorkingHead) -> Self {
        let WorkingHead { version, title, standfirst, slug, topics } = head;
        Self { version, title, standfirst, slug: slug.to_string(), new_slug: None, topics }
    }
}

/// What was done to the order of slides, newest last, to be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// A slide was deleted; what stood on it here.
    Removed(Box<WorkingSlide>),
    /// A slide was moved from before that one, or from the end.
    Moved(SlideId, Option<SlideId>),
    /// A slide was moved to that article from before that slide, or from the end; what stood on it here.
    MovedTo(ArticleId, Option<SlideId>, Box<WorkingSlide>),
}

/// The other side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Theirs {
    /// The slide as somebody else saved it.
    Slide(Box<WorkingSlide>),
    /// The head as somebody else saved it: version, title, standfirst, address.
    Head(WorkingHead),
}

/// A part as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The slide.
    Slide(Box<WorkingSlide>),
    /// The head.
    Head(HeadDraft),
}

impl Sent {
    /// The part that was sent.
    pub fn part(&self) -> Part {
        match self {
            Self::Slide(slide) => Part::Slide(slide.id.clone()),
            Self::Head(_) => Part::Head,
        }
    }

    /// Whether this is what is stored: then it was saved, and the answer was lost.
    pub fn is_stored_as(&self, theirs: &Theirs) -> bool {
        match (self, theirs) {
            (Self::Slide(sent), Theirs::Slide(stored)) => sent.id == stored.id && KeptSlide::of(sent).says_the_same_as(stored),
            (Self::Head(sent), Theirs::Head(stored)) => {
                let has_slug = sent.new_slug.as_ref().is_none_or(|slug| *slug == stored.slug.as_str());
                has_slug && (&sent.title, &sent.standfirst, &sent.topics) == (&stored.title, &stored.standfirst, &stored.topics)
            }
            (Self::Slide(_), Theirs::Head(_)) | (Self::Head(_), Theirs::Slide(_)) => false,
        }
    }
}

/// The editor of one article. Cheap to copy: every part of the page has it.
#[derive(Clone, Copy)]
pub struct Writing {
    /// The article.
    pub article: ArticleId,
    /// Whether it is one, or a page that stands by itself.
    pub kind: Kind,
    /// Title, standfirst and address.
    pub head: RwSignal<HeadDraft>,
    /// The slides, in order.
    pub slides: RwSignal<Vec<WorkingSlide>>,
    /// The slide that is being edited.
    pub current: RwSignal<Option<SlideId>>,
    /// Raised when text comes from elsewhere than the fields: they are made anew.
    pub revision: RwSignal<u32>,
    /// Where the article stands.
    pub status: RwSignal<Status>,
    /// Whether readers see something else than this.
    pub differs: RwSignal<bool>,
    /// What the caller may do.
    pub may: RwSignal<May>,
    /// What waits to be saved.
    pub queue: RwSignal<Queue>,
    /// What was sent without an answer: nobody knows whether the server has it.
    pub unanswered: StoredValue<Vec<Sent>>,
    /// What was saved elsewhere meanwhile, until the other side is asked for.
    pub stale: RwSignal<Vec<Part>>,
    /// The other sides of conflicts.
    pub theirs: RwSignal<Vec<Theirs>>,
    /// What can be undone.
    pub done: RwSignal<Vec<Done>>,
    /// Whether it is asked about: whether it is to be published, or handed in.
    pub publishing: RwSignal<bool>,
    /// The same of withdrawing it.
    pub withdrawing: RwSignal<bool>,
    /// The slide that is asked about: where it is to go.
    pub moving: RwSignal<Option<SlideId>>,
    /// What the checks say.
    pub remarks: Memo<Vec<Remark>>,
    /// Who is signed out, and back.
    pub signed_out: SignedOut,
    /// Where unsent text is kept.
    pub mirror: StoredValue<Mirror>,
    /// What an earlier visit left there, until somebody says what is to become of it.
    pub left: RwSignal<Kept>,
    /// Files on their way to the slides.
    pub uploading: Uploading,
    /// The names on the by-line.
    pub authors: StoredValue<Vec<String>>,
    /// The topics that it can be given.
    pub topics: StoredValue<Vec<TopicChoice>>,
    /// When it was first published.
    pub published: RwSignal<Option<Stamp>>,
    /// The ids of pictures that were new here, and those that the server gave them.
    pub picture_ids: StoredValue<Vec<(PictureId, PictureId)>>,
    next_picture: StoredValue<u32>,
}

impl Writing {
    /// The editor of that article as it was loaded.
    pub fn new(page: EditorArticle) -> Self {
        let EditorArticle { id, kind, head, status, authors, published, differs, writer, may, slides, topics } = page;
        let head = RwSignal::new(HeadDraft::of(head));
        let current = RwSignal::new(slides.first().map(|slide| slide.id.clone()));
        let slides = RwSignal::new(slides);
        let remarks = Memo::new(move |_| {
            head.with(|head| slides.with(|slides| checks::check(kind, &head.title, &head.standfirst, slides)))
        });
        Self {
            article: id,
            kind,
            head,
            slides,
            current,
            revision: RwSignal::new(0),
            status: RwSignal::new(status),
            differs: RwSignal::new(differs),
            may: RwSignal::new(may),
            queue: RwSignal::new(Queue::default()),
            unanswered: StoredValue::new(Vec::new()),
            stale: RwSignal::new(Vec::new()),
            theirs: RwSignal::new(Vec::new()),
            done: RwSignal::new(Vec::new()),
            publishing: RwSignal::new(false),
            withdrawing: RwSignal::new(false),
            moving: RwSignal::new(None),
            remarks,
            signed_out: SignedOut::here(),
            mirror: StoredValue::new(Mirror::of(writer, id)),
            left: RwSignal::new(Kept::default()),
            uploading: Uploading::new(),
            authors: StoredValue::new(authors),
            topics: StoredValue::new(topics),
            published: RwSignal::new(published),
            picture_ids: StoredValue::new(Vec::new()),
            next_picture: StoredValue::new(1),
        }
    }

    /// An id for a picture that the server has not seen yet.
    pub fn new_picture_id(self) -> PictureId {
        let number = self.next_picture.get_value();
        self.next_picture.set_value(number + 1);
        PictureId::provisional(number)
    }

    /// The id that the server knows a picture by; none when it does not know it yet.
    pub fn known_picture(self, id: PictureId) -> Option<PictureId> {
        if id.is_provisional() {
            self.picture_ids.with_value(|ids| ids.iter().find(|(here, _)| *here == id).map(|(_, there)| *there))
        } else {
            Some(id)
        }
    }

    /// Something of the slide, if it is there; it follows every change.
    pub fn of_slide<T>(self, id: &SlideId, read: impl FnOnce(&WorkingSlide) -> T) -> Option<T> {
        self.slides.with(|slides| slides.iter().find(|slide| slide.id == *id).map(read))
    }

    /// The same without following changes.
    pub fn of_slide_now<T>(self, id: &SlideId, read: impl FnOnce(&WorkingSlide) -> T) -> Option<T> {
        self.slides.with_untracked(|slides| slides.iter().find(|slide| slide.id == *id).map(read))
    }

    /// The article as it stands on this screen, by its versions.
    pub fn seen_now(self) -> Seen {
        let head = self.head.with_untracked(|head| head.version);
        self.slides.with_untracked(|slides| Seen::of(head, slides))
    }

    /// The number of the slide, from 1; 0 when it is not there.
    pub fn number_of(self, id: &SlideId) -> usize {
        self.slides.with(|slides| slides.iter().position(|slide| slide.id == *id).map_or(0, |at| at + 1))
    }

    /// Whether the slide is the one being edited.
    pub fn is_current(self, id: &SlideId) -> bool {
        self.current.with(|current| current.as_ref() == Some(id))
    }

    /// Turns to a slide.
    pub fn turn_to(self, id: &SlideId) {
        if !self.current.with_untracked(|current| current.as_ref() == Some(id)) {
            self.current.set(Some(id.clone()));
        }
    }

    /// Turns to the slide so many places further on; stays where there is none.
    pub fn turn_by(self, places: isize) {
        let next = self.slides.with_untracked(|slides| {
            let at = slides.iter().position(|slide| Some(&slide.id) == self.current.get_untracked().as_ref())?;
            slides.get(at.checked_add_signed(places)?).map(|slide| slide.id.clone())
        });
        if let Some(next) = next {
            self.turn_to(&next);
        }
    }

    /// Makes the fields anew: their text came from elsewhere.
    pub fn refresh(self) {
        self.revision.update(|revision| *revision += 1);
    }

    /// What is wrong with a field of a part.
    pub fn fault(self, part: &Part, field: &str) -> Option<Fault> {
        self.queue.with(|queue| queue.fault(part, field))
    }

    /// What the server may not have, to be kept in the browser.
    pub fn unsent(self) -> Kept {
        let mut kept = Kept::default();
        for part in self.queue.with_untracked(Queue::unsent) {
            match part {
                Part::Head => {
                    kept.head = Some(self.head.with_untracked(KeptHead::of));
                }
                Part::Slide(id) => kept.slides.extend(self.of_slide_now(&id, |slide| self.kept_slide(slide))),
            }
        }
        kept
    }

    fn kept_slide(self, slide: &WorkingSlide) -> KeptSlide {
        let mut kept = KeptSlide::of(slide);
        for picture in &mut kept.pictures {
            picture.id = self.known_picture(picture.id).unwrap_or(PictureId::provisional(0));
        }
        kept
    }
}
