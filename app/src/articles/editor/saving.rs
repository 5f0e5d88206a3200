//! Saving by itself: what was typed goes to the server at most two seconds later, also while the typing goes on.

use super::mirror::{Kept, KeptSlide, Mirror};
use super::queue::{Next, Part, Queue, SEND_AFTER};
use super::state::{HeadDraft, Sent, Theirs, Writing};
use crate::articles::calls;
use crate::browser;
use crate::failure::{Failure, Kind};
use domain::articles::{SaveHead, WorkingHead};
use domain::ids::{SlideId, TopicId};
use domain::slides::{SavePicture, SaveSlide, SavedSlide, WorkingSlide};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// What the server says of a part that it has saved.
pub enum Saved {
    /// Of a slide.
    Slide(SavedSlide),
    /// Of the head.
    Head(WorkingHead),
}

impl Writing {
    /// Changes a slide as somebody types.
    pub fn edit(self, id: &SlideId, change: impl FnOnce(&mut WorkingSlide)) {
        self.slides.update(|slides| {
            if let Some(slide) = slides.iter_mut().find(|slide| slide.id == *id) {
                change(slide);
            }
        });
        self.changed(Part::Slide(id.clone()));
    }

    /// Notes that a part was changed here: it is kept in the browser at once and sent soon.
    pub fn changed(self, part: Part) {
        let starts_timer = self.queue.try_update(|queue| queue.changed(&part)).unwrap_or(false);
        self.mirror_now();
        if starts_timer {
            self.send_after(part, SEND_AFTER);
        }
    }

    /// Sends everything that may be sent, now.
    pub fn send_all(self) {
        for part in self.queue.with_untracked(Queue::sendable) {
            self.send(part);
        }
    }

    /// What has to run while the editor is open: going on after signing in again or when the line is back, and the question
    /// before text that the server does not have is left behind.
    pub fn keep_watch(self) {
        // Before anything is typed, which is kept in the same place.
        Effect::new(move |_| {
            self.left.set(untrack(|| self.left_behind()));
            // What the server has after all is not kept any longer.
            self.mirror_now();
        });
        Effect::new(move |_| {
            self.signed_out.times();
            self.queue.update(Queue::signed_in);
            self.send_all();
        });
        let back = window_event_listener(ev::online, move |_| self.send_all());
        let asking = window_event_listener(ev::beforeunload, move |event| {
            if !self.queue.with_untracked(Queue::is_empty) {
                event.prevent_default();
                self.send_all();
            }
        });
        on_cleanup(move || {
            back.remove();
            asking.remove();
            self.send_for_the_last_time();
        });
    }

    /// Whether the slide has text here that the server may not have.
    pub fn is_unsent(self, id: &SlideId) -> bool {
        self.queue.with_untracked(|queue| queue.unsent().contains(&Part::Slide(id.clone())))
    }

    fn send_after(self, part: Part, wait: Duration) {
        set_timeout(
            move || {
                // The page may have been left meanwhile.
                if !self.queue.is_disposed() {
                    self.send(part);
                }
            },
            wait,
        );
    }

    /// Sends a part unless it is on its way already.
    pub fn send(self, part: Part) {
        if !self.queue.try_update(|queue| queue.begin(&part)).unwrap_or(false) {
            return;
        }
        match &part {
            Part::Head => {
                let sent = self.head.get_untracked();
                let HeadDraft { version, title, standfirst, new_slug, topics, .. } = sent.clone();
                let ask = SaveHead { based_on: version, title, standfirst, slug: new_slug, topics };
                spawn_local(async move {
                    let answer = calls::save_head(self.article, ask).await;
                    self.answered(Sent::Head(sent), answer.map(Saved::Head));
                });
            }
            Part::Slide(id) => {
                let Some(sent) = self.of_slide_now(id, Clone::clone) else {
                    return self.queue.update(|queue| queue.forget(&part));
                };
                let ask = self.ask(&sent);
                spawn_local(async move {
                    let answer = calls::save_slide(self.article, ask).await;
                    self.answered(Sent::Slide(Box::new(sent)), answer.map(Saved::Slide));
                });
            }
        }
    }

    fn ask(self, slide: &WorkingSlide) -> SaveSlide {
        let pictures = slide.pictures.iter().map(|picture| SavePicture {
            id: self.known_picture(picture.id),
            media: picture.file.as_ref().map(|file| file.media),
            alt: picture.alt.clone(),
            decorative: picture.decorative,
            caption: picture.caption.clone(),
            credit: picture.credit.clone(),
        });
        SaveSlide {
            slide: slide.id.clone(),
            based_on: slide.version,
            heading: slide.heading.clone(),
            body: slide.body.clone(),
            pictures: pictures.collect(),
        }
    }

    fn answered(self, sent: Sent, answer: Result<Saved, Failure>) {
        // The page may have been left meanwhile.
        if self.queue.is_disposed() {
            return;
        }
        let part = sent.part();
        match answer {
            Ok(saved) => {
                self.take(&sent, saved);
                self.differs.set(true);
                let is_due = self.queue.try_update(|queue| queue.done(&part, browser::now_ms())).unwrap_or(false);
                self.mirror_now();
                if is_due {
                    self.send(part);
                }
            }
            Err(failure) => {
                if matches!(failure.kind, Kind::Unreachable | Kind::Broken) {
                    self.unanswered.update_value(|all| all.extend((!all.contains(&sent)).then_some(sent)));
                }
                self.not_saved(part, &failure);
            }
        }
    }

    /// Goes on from what the server says of a part that it has saved.
    pub fn take(self, sent: &Sent, saved: Saved) {
        match (sent, saved) {
            (Sent::Head(sent), Saved::Head(head)) => self.take_head(head, (sent.new_slug.as_deref(), &sent.topics)),
            (Sent::Slide(sent), Saved::Slide(slide)) => self.take_slide(sent, slide),
            (Sent::Head(_), Saved::Slide(_)) | (Sent::Slide(_), Saved::Head(_)) => {}
        }
        let part = sent.part();
        self.unanswered.update_value(|all| all.retain(|other| other.part() != part));
    }

    /// Notes that the server does not have a part, and does what is to be done next.
    pub fn not_saved(self, part: Part, failure: &Failure) {
        let next = self.queue.try_update(|queue| queue.failed(&part, failure, browser::now_ms())).unwrap_or(Next::Rest);
        self.mirror_now();
        match next {
            Next::Again(wait) => self.send_after(part, wait),
            Next::SignIn => self.signed_out.ask(),
            Next::ShowBoth => self.stale.update(|stale| stale.push(part)),
            Next::Rest => {}
        }
    }

    fn take_head(self, head: WorkingHead, (sent_slug, sent_topics): (Option<&str>, &[TopicId])) {
        self.head.update(|draft| {
            draft.version = head.version;
            // One that was deleted meanwhile is left out.
            if draft.topics == sent_topics {
                draft.topics = head.topics;
            }
            if draft.new_slug.as_deref() == sent_slug {
                draft.new_slug = None;
            }
            draft.slug = head.slug.to_string();
        });
    }

    fn take_slide(self, sent: &WorkingSlide, saved: SavedSlide) {
        for (here, there) in sent.pictures.iter().map(|picture| picture.id).zip(saved.pictures) {
            if here.is_provisional() {
                self.picture_ids.update_value(|ids| {
                    ids.retain(|(known, _)| *known != here);
                    ids.push((here, there));
                });
            }
        }
        self.slides.update(|slides| {
            if let Some(slide) = slides.iter_mut().find(|slide| slide.id == sent.id) {
                slide.version = saved.version;
                if slide.body == sent.body {
                    slide.html = saved.html;
                }
            }
        });
    }

    /// Keeps in the browser what the server may not have, and what is there from before.
    pub fn mirror_now(self) {
        // What another window has saved or thrown away meanwhile does not come back.
        let there = self.mirror.with_value(Mirror::parts);
        if self.left.with_untracked(|left| left.parts().iter().any(|part| !there.contains(part))) {
            self.left.update(|left| left.retain(&there));
        }
        let kept = self.left.get_untracked().and(self.unsent());
        self.mirror.update_value(|mirror| mirror.keep(kept));
    }

    /// The editor is left: what is unsent goes once more, and stays in the browser until the next visit has compared.
    fn send_for_the_last_time(self) {
        for part in self.queue.with_untracked(Queue::sendable) {
            self.send(part);
        }
    }

    /// What an earlier visit left in the browser and the server does not have.
    pub fn left_behind(self) -> Kept {
        let mut kept = self.mirror.try_update_value(Mirror::take_up).unwrap_or_default();
        kept.slides.retain(|kept| self.of_slide_now(&kept.id, |slide| !kept.says_the_same_as(slide)).unwrap_or(true));
        kept.head = kept.head.filter(|kept| self.head.with_untracked(|head| !kept.says_the_same_as(head)));
        kept
    }

    /// Puts back what an earlier visit left behind. What was saved elsewhere meanwhile becomes a conflict, as if it had been
    /// typed now. Gives back the slides that are not there any more.
    pub fn put_back(self, kept: Kept) -> Vec<KeptSlide> {
        if let Some(head) = kept.head {
            self.head.update(|draft| {
                draft.version = head.based_on;
                draft.title = head.title;
                draft.standfirst = head.standfirst;
                draft.topics = head.topics;
                draft.new_slug = head.new_slug;
            });
            self.changed(Part::Head);
        }
        let mut homeless = Vec::new();
        for kept in kept.slides {
            if self.of_slide_now(&kept.id, |_| ()).is_none() {
                homeless.push(kept);
                continue;
            }
            let id = kept.id.clone();
            let pictures: Vec<_> = kept
                .pictures
                .into_iter()
                .map(|mut picture| {
                    if picture.id.is_provisional() {
                        picture.id = self.new_picture_id();
                    }
                    picture
                })
                .collect();
            self.turn_to(&id);
            self.edit(&id, |slide| {
                slide.version = kept.based_on;
                slide.heading = kept.heading;
                slide.body = kept.body;
                slide.pictures = pictures;
            });
            self.render_soon(&id);
        }
        self.refresh();
        homeless
    }

    /// Goes on with the text that is here: it is saved over theirs.
    pub fn keep_mine(self, theirs: &Theirs) {
        match theirs {
            Theirs::Head(head) => self.head.update(|draft| {
                draft.version = head.version;
                draft.slug = head.slug.to_string();
            }),
            Theirs::Slide(their) => self.slides.update(|slides| {
                if let Some(slide) = slides.iter_mut().find(|slide| slide.id == their.id) {
                    slide.version = their.version;
                    // A picture that they took off is new again.
                    for picture in &mut slide.pictures {
                        let known = self.known_picture(picture.id);
                        if known.is_some_and(|id| their.pictures.iter().all(|their| their.id != id)) {
                            picture.id = self.new_picture_id();
                        }
                    }
                }
            }),
        }
        self.refresh();
        self.settle(theirs);
        self.send(theirs.part());
    }

    /// Takes the text that was saved elsewhere.
    pub fn take_theirs(self, theirs: &Theirs) {
        match theirs {
            Theirs::Head(head) => self.head.set(HeadDraft::of(head.clone())),
            Theirs::Slide(their) => self.slides.update(|slides| {
                if let Some(slide) = slides.iter_mut().find(|slide| slide.id == their.id) {
                    slide.clone_from(their);
                }
            }),
        }
        self.settle(theirs);
        self.queue.update(|queue| queue.forget(&theirs.part()));
        self.mirror_now();
        self.refresh();
    }

    fn settle(self, theirs: &Theirs) {
        let part = theirs.part();
        self.theirs.update(|all| all.retain(|other| other.part() != part));
        self.queue.update(|queue| queue.settled(&part));
    }

    /// Asks the server what the text of a slide looks like.
    pub fn render_soon(self, id: &SlideId) {
        let Some(body) = self.of_slide_now(id, |slide| slide.body.clone()) else { return };
        let id = id.clone();
        spawn_local(async move {
            // Without an answer the preview stays as it was; saving brings the next one.
            let Ok(html) = calls::preview(self.article, body.clone()).await else { return };
            if self.slides.is_disposed() {
                return;
            }
            self.slides.update(|slides| {
                if let Some(slide) = slides.iter_mut().find(|slide| slide.id == id && slide.body == body) {
                    slide.html = html;
                }
            });
        });
    }
}

impl Theirs {
    /// The part that it is the other side of.
    pub fn part(&self) -> Part {
        match self {
            Theirs::Head(_) => Part::Head,
            Theirs::Slide(slide) => Part::Slide(slide.id.clone()),
        }
    }
}
