//! Adding, copying, deleting and moving slides, and undoing it.

use super::mirror::KeptSlide;
use super::queue::Part;
use super::state::{Done, Writing};
use crate::admin::Toasts;
use crate::articles::calls;
use crate::failure::Failure;
use crate::slides::editor::focus_heading;
use domain::ids::{ArticleId, SlideId};
use domain::slides::{Move, MoveTo, WorkingSlide, order};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is done to the order of slides. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Arranging {
    writing: Writing,
    toasts: Toasts,
}

impl Arranging {
    /// Arranges the slides of that article.
    pub fn of(writing: Writing) -> Self {
        Self { writing, toasts: Toasts::here() }
    }

    /// Adds an empty slide after that one, or at the end, and turns to it.
    pub fn add(self, after: Option<SlideId>) {
        let Writing { article, .. } = self.writing;
        self.ask(calls::add_slide(article, after.clone()), move |slide| {
            self.insert_after(after.as_ref(), slide);
            focus_heading();
        });
    }

    /// Puts a copy of a slide after it, as it stands on this screen.
    pub fn duplicate(self, id: SlideId) {
        let Writing { article, .. } = self.writing;
        self.ask(calls::duplicate_slide(article, id.clone()), move |mut copy| {
            let writing = self.writing;
            let unsent = writing.is_unsent(&id).then(|| writing.of_slide_now(&id, WorkingSlide::clone)).flatten();
            let is_unsent = unsent.is_some();
            if let Some(here) = unsent {
                copy.heading = here.heading;
                copy.body = here.body;
                copy.html = here.html;
                copy.pictures = here.pictures;
                for picture in &mut copy.pictures {
                    picture.id = writing.new_picture_id();
                }
            }
            let part = Part::Slide(copy.id.clone());
            self.insert_after(Some(&id), copy);
            if is_unsent {
                writing.changed(part);
            }
        });
    }

    /// Deletes a slide; it can be brought back.
    pub fn remove(self, id: SlideId) {
        let Writing { article, slides, .. } = self.writing;
        let number = slides.with_untracked(|slides| slides.iter().position(|slide| slide.id == id).map_or(0, |at| at + 1));
        self.ask(calls::remove_slide(article, id.clone()), move |()| {
            let Some(removed) = self.take_out(&id) else { return };
            self.offer_undo(format!("Slide {number} deleted"), Done::Removed(Box::new(removed)));
        });
    }

    /// Takes a slide from the screen that is on the article no more; gives what stood on it.
    fn take_out(self, id: &SlideId) -> Option<WorkingSlide> {
        let Writing { slides, .. } = self.writing;
        let writing = self.writing;
        let removed = writing.of_slide_now(id, WorkingSlide::clone)?;
        if writing.current.get_untracked().as_ref() == Some(id) {
            let is_last = slides.with_untracked(|slides| slides.last().is_some_and(|slide| slide.id == *id));
            writing.turn_by(if is_last { -1 } else { 1 });
            // The button that took it goes with it.
            focus_heading();
        }
        slides.update(|slides| slides.retain(|slide| slide.id != *id));
        if slides.with_untracked(Vec::is_empty) {
            writing.current.set(None);
        }
        writing.queue.update(|queue| queue.forget(&Part::Slide(id.clone())));
        writing.mirror_now();
        self.noted();
        Some(removed)
    }

    fn offer_undo(self, words: String, done: Done) {
        self.writing.done.update(|all| all.push(done.clone()));
        let back = Callback::new(move |()| self.undo_this(&done));
        self.toasts.offer(words, "Undo", back);
    }

    /// Moves a slide, all of which is saved, to the end of another article of that title; it can be brought back.
    pub fn move_to(self, id: SlideId, (to, title): (ArticleId, String)) {
        let Writing { article, slides, .. } = self.writing;
        let ids = self.order();
        let number = ids.iter().position(|other| *other == id).map_or(0, |at| at + 1);
        let before = slides.with_untracked(|slides| slides.get(number).map(|slide| slide.id.clone()));
        let ask = MoveTo { slide: id.clone(), to, before: None };
        self.ask(calls::move_slide_to(article, ask), move |()| {
            let Some(moved) = self.take_out(&id) else { return };
            self.offer_undo(format!("Slide {number} moved to “{title}”"), Done::MovedTo(to, before, Box::new(moved)));
        });
    }

    fn move_back(self, from: ArticleId, before: Option<SlideId>, here: WorkingSlide) {
        let Writing { article, .. } = self.writing;
        // What stood after it may have gone meanwhile.
        let before = before.filter(|before| self.order().contains(before));
        let ask = MoveTo { slide: here.id.clone(), to: article, before };
        self.ask(calls::move_slide_to(from, ask), move |()| {
            self.ask(calls::load_slide(article, here.id.clone()), move |slide| self.put_where_it_stands(slide, || {}));
        });
    }

    /// Moves a slide to stand before that one, or at the end.
    pub fn move_before(self, id: &SlideId, before: Option<SlideId>) {
        self.move_then(id, before, move |undo| self.writing.done.update(|done| done.push(undo)));
    }

    /// Moves a slide, and hands over what would undo it once it is done.
    fn move_then(self, id: &SlideId, before: Option<SlideId>, then: impl FnOnce(Done) + 'static) {
        let Writing { slides, .. } = self.writing;
        let ids = self.order();
        let Some(at) = ids.iter().position(|other| other == id) else { return };
        let was_before = ids.get(at + 1).cloned();
        let Some(wanted) = order::moved(&ids, id, before.as_ref()).filter(|wanted| *wanted != ids) else { return };
        // It is shown at once; when the server says no, it goes back.
        self.put_in(&wanted);
        let ask = Move { slide: id.clone(), before };
        let id = id.clone();
        let call = calls::move_slide(self.writing.article, ask);
        spawn_local(async move {
            let answer = call.await;
            if slides.is_disposed() {
                return;
            }
            match answer {
                Ok(()) => {
                    then(Done::Moved(id, was_before));
                    self.noted();
                }
                Err(failure) => {
                    self.put_in(&ids);
                    self.say(failure);
                }
            }
        });
    }

    /// Moves a slide by so many places.
    pub fn move_by(self, id: &SlideId, places: isize) {
        let others: Vec<SlideId> = self.order().into_iter().filter(|other| other != id).collect();
        let Some(at) = self.order().iter().position(|other| other == id) else { return };
        let Some(to) = at.checked_add_signed(places).filter(|to| *to <= others.len()) else { return };
        self.move_before(id, others.get(to).cloned());
    }

    /// Undoes what was done last.
    pub fn undo(self) {
        if let Some(last) = self.writing.done.with_untracked(|done| done.last().cloned()) {
            self.undo_this(&last);
        }
    }

    fn undo_this(self, done: &Done) {
        let all = self.writing.done;
        if !all.with_untracked(|all| all.contains(done)) {
            return;
        }
        all.update(|all| all.retain(|other| other != done));
        match done {
            Done::Removed(slide) => self.restore((**slide).clone()),
            Done::MovedTo(to, before, slide) => self.move_back(*to, before.clone(), (**slide).clone()),
            Done::Moved(id, before) => self.move_then(id, before.clone(), |_| {}),
        }
    }

    fn restore(self, here: WorkingSlide) {
        let Writing { article, .. } = self.writing;
        self.ask(calls::restore_slide(article, here.id.clone()), move |back| {
            let writing = self.writing;
            let differs = !KeptSlide::of(&here).says_the_same_as(&back);
            let slide = if differs { WorkingSlide { version: back.version, ..here } } else { back };
            let part = Part::Slide(slide.id.clone());
            self.put_where_it_stands(slide, move || {
                if differs {
                    writing.changed(part);
                }
            });
        });
    }

    /// Puts a slide that is back where the server says that it stands; at the end, if it does not say.
    fn put_where_it_stands(self, slide: WorkingSlide, then: impl FnOnce() + 'static) {
        spawn_local(async move {
            let page = calls::editor_article(self.writing.article).await;
            if self.writing.slides.is_disposed() {
                return;
            }
            if let Ok(page) = page {
                let after = page.slides.iter().position(|other| other.id == slide.id).and_then(|at| at.checked_sub(1));
                let after = after.map(|at| page.slides[at].id.clone());
                self.insert_at(after.as_ref(), slide);
            } else {
                self.insert_after(None, slide);
            }
            then();
        });
    }

    /// Brings back a slide that was deleted elsewhere, with the text that is here.
    pub fn bring_back(self, id: SlideId) {
        let Writing { article, .. } = self.writing;
        self.ask(calls::restore_slide(article, id.clone()), move |back| {
            self.writing.queue.update(|queue| queue.settled(&Part::Slide(id.clone())));
            self.writing.edit(&id, |slide| slide.version = back.version);
            self.writing.send(Part::Slide(id));
        });
    }

    /// Puts a slide that the server has added after that one, and turns to it.
    pub fn put_after(self, after: &SlideId, slide: WorkingSlide) {
        self.insert_at(Some(after), slide);
    }

    fn insert_after(self, after: Option<&SlideId>, slide: WorkingSlide) {
        let after = after.cloned().or_else(|| self.order().pop());
        self.insert_at(after.as_ref(), slide);
    }

    /// Puts a slide after that one, or first, and turns to it.
    fn insert_at(self, after: Option<&SlideId>, slide: WorkingSlide) {
        let id = slide.id.clone();
        self.writing.slides.update(|slides| {
            let place = after.and_then(|after| slides.iter().position(|slide| slide.id == *after)).map_or(0, |at| at + 1);
            slides.insert(place, slide);
        });
        self.writing.turn_to(&id);
        self.noted();
    }

    fn order(self) -> Vec<SlideId> {
        self.writing.slides.with_untracked(|slides| slides.iter().map(|slide| slide.id.clone()).collect())
    }

    fn put_in(self, order: &[SlideId]) {
        self.writing.slides.update(|slides| slides.sort_by_key(|slide| order.iter().position(|id| *id == slide.id)));
    }

    /// Readers see another order from now on.
    fn noted(self) {
        self.writing.differs.set(true);
    }

    /// Asks the server and goes on with its answer, or says why not.
    fn ask<T: 'static>(self, call: impl Future<Output = Result<T, Failure>> + 'static, go_on: impl FnOnce(T) + 'static) {
        spawn_local(async move {
            let answer = call.await;
            if self.writing.slides.is_disposed() {
                return;
            }
            match answer {
                Ok(answer) => go_on(answer),
                Err(failure) => self.say(failure),
            }
        });
    }

    /// Says what went wrong, or asks to sign in again.
    pub fn say(self, failure: Failure) {
        if !self.writing.signed_out.is_why(&failure) {
            self.toasts.say(failure.words);
        }
    }
}
