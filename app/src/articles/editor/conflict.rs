//! Saved elsewhere meanwhile: both texts side by side, and neither is lost.

use super::arranging::Arranging;
use super::queue::Part;
use super::saving::Saved;
use super::state::{HeadDraft, Theirs, Writing};
use crate::articles::calls;
use crate::failure::Kind;
use crate::icon::{Glyph, Icon};
use domain::credits::Licence;
use domain::ids::TopicId;
use domain::slides::{SavedSlide, WorkingPicture, WorkingSlide};
use domain::topics::TopicChoice;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Every conflict of the article.
#[component]
pub fn Conflicts(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    Effect::new(move |_| {
        let stale = writing.stale.get();
        if !stale.is_empty() {
            writing.stale.set(Vec::new());
            for part in stale {
                writing.fetch_theirs(part);
            }
        }
    });
    let shown = move || {
        writing.theirs.get().into_iter().map(|theirs| view! { <Conflict writing=writing theirs=theirs /> }).collect_view()
    };
    view! { <div role="alert">{shown}</div> }.into_any()
}

#[component]
fn Conflict(writing: Writing, theirs: Theirs) -> impl IntoView {
    let told = move |head: &HeadDraft| writing.topics.with_value(|topics| Side::of_head(head, topics));
    let (who, what, there) = match &theirs {
        Theirs::Slide(slide) => {
            let number = untrack(|| writing.number_of(&slide.id));
            (slide.changed_by.clone(), format!("slide {number}"), Side::of_slide(slide))
        }
        Theirs::Head(head) => ("Somebody".to_owned(), "the title".to_owned(), told(&HeadDraft::of(head.clone()))),
    };
    let name = if who.is_empty() { "Somebody".to_owned() } else { who };
    let theirs = StoredValue::new(theirs);
    let mine = move || {
        let side = theirs.with_value(|theirs| match theirs {
            Theirs::Slide(slide) => writing.of_slide(&slide.id, Side::of_slide).unwrap_or_default(),
            Theirs::Head(_) => writing.head.with(told),
        });
        view! { <Told side=side /> }
    };
    let can_keep_both = theirs.with_value(|theirs| matches!(theirs, Theirs::Slide(_)));
    view! {
        <div class="notice" data-tone="warn">
            <Icon glyph=Glyph::People />
            <div class="stack-s ed-conflict">
                <p>
                    <strong>{name.clone()} " saved " {what} " while you were writing. "</strong>
                    "Your text is kept beside it until you choose."
                </p>
                <div class="form-row">
                    <section class="stack-s" aria-label="Your text">
                        <h2 class="h2">"Yours"</h2>
                        {mine}
                        <button class="btn btn-sm" type="button" on:click=move |_| theirs.with_value(|theirs| writing.keep_mine(theirs))>
                            "Keep mine"
                        </button>
                    </section>
                    <section class="stack-s" aria-label="The text that was saved">
                        <h2 class="h2">{name} ", saved"</h2>
                        <Told side=there />
                        <button class="btn btn-sm" type="button" on:click=move |_| theirs.with_value(|theirs| writing.take_theirs(theirs))>
                            "Take theirs"
                        </button>
                    </section>
                </div>
                {can_keep_both
                    .then(|| {
                        view! {
                            <p>
                                <button class="btn btn-sm btn-quiet" type="button" on:click=move |_| keep_both(writing, theirs)>
                                    "Keep both: yours becomes a slide of its own"
                                </button>
                            </p>
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}

impl Writing {
    /// Gets the other side of a conflict; tried again until it is there.
    fn fetch_theirs(self, part: Part) {
        spawn_local(async move {
            let theirs = match &part {
                Part::Head => calls::load_head(self.article).await.map(Theirs::Head),
                Part::Slide(id) => calls::load_slide(self.article, id.clone()).await.map(|slide| Theirs::Slide(Box::new(slide))),
            };
            if self.queue.is_disposed() {
                return;
            }
            match theirs {
                Ok(theirs) => self.meet(theirs),
                Err(failure) => {
                    self.queue.update(|queue| queue.settled(&part));
                    self.not_saved(part, &failure);
                }
            }
        });
    }

    /// What is stored is what was sent from here without an answer, and the saving goes on; or somebody else's.
    fn meet(self, theirs: Theirs) {
        let mine = self.unanswered.with_value(|all| all.iter().find(|sent| sent.is_stored_as(&theirs)).cloned());
        let Some(sent) = mine else {
            return self.theirs.update(|all| {
                all.retain(|other| other.part() != theirs.part());
                all.push(theirs);
            });
        };
        let part = theirs.part();
        self.take(&sent, theirs.into());
        self.queue.update(|queue| queue.settled(&part));
        self.send(part);
    }
}

impl From<Theirs> for Saved {
    fn from(theirs: Theirs) -> Self {
        match theirs {
            Theirs::Slide(slide) => {
                let WorkingSlide { version, html, pictures, .. } = *slide;
                Self::Slide(SavedSlide { version, html, pictures: pictures.into_iter().map(|picture| picture.id).collect() })
            }
            Theirs::Head(head) => Self::Head(head),
        }
    }
}

/// Puts the text that is here on a new slide after the other one, and takes theirs on the slide itself.
fn keep_both(writing: Writing, theirs: StoredValue<Theirs>) {
    let Theirs::Slide(there) = theirs.get_value() else { return };
    let arranging = Arranging::of(writing);
    let after = there.id.clone();
    spawn_local(async move {
        let answer = calls::add_slide(writing.article, Some(after.clone())).await;
        if writing.slides.is_disposed() {
            return;
        }
        match answer {
            Ok(new) => {
                // With what was typed while the new one was on its way.
                let Some(here) = writing.of_slide_now(&after, WorkingSlide::clone) else { return };
                let part = Part::Slide(new.id.clone());
                let mut pictures = here.pictures;
                for picture in &mut pictures {
                    picture.id = writing.new_picture_id();
                }
                let WorkingSlide { heading, body, html, .. } = here;
                theirs.with_value(|theirs| writing.take_theirs(theirs));
                arranging.put_after(&after, WorkingSlide { heading, body, html, pictures, ..new });
                writing.changed(part);
            }
            Err(failure) => arranging.say(failure),
        }
    });
}

/// What one side says: all of it, since all of it is chosen together.
#[derive(Default)]
struct Side {
    text: String,
    /// Where its pictures are.
    pictures: Vec<String>,
}

impl Side {
    fn of_head(head: &HeadDraft, known: &[TopicChoice]) -> Self {
        let name = |id: &TopicId| known.iter().find(|topic| topic.id == *id).map(|topic| topic.name.as_str());
        let topics: Vec<&str> = head.topics.iter().filter_map(name).collect();
        let slug = head.new_slug.as_ref().unwrap_or(&head.slug);
        let lines = [line("Topics", &topics.join(", ")), line("Address", &format!("/{slug}"))];
        Self { text: together([head.title.clone(), head.standfirst.clone()].into_iter().chain(lines)), pictures: Vec::new() }
    }

    fn of_slide(slide: &WorkingSlide) -> Self {
        let pictures = slide.pictures.iter().enumerate().map(|(at, picture)| picture_lines(at + 1, picture));
        let text = together([slide.heading.clone(), slide.body.clone()].into_iter().chain(pictures));
        let files = slide.pictures.iter().filter_map(|picture| picture.file.as_ref());
        Self { text, pictures: files.map(|file| file.sizes.at_least(320)).collect() }
    }
}

#[component]
fn Told(side: Side) -> impl IntoView {
    let Side { text, pictures } = side;
    let pictures = pictures.into_iter().map(|src| view! { <img src=src alt="" /> }).collect_view();
    view! {
        <p class="ed-told" dir="auto">
            {text}
        </p>
        <p class="ed-told-pictures">{pictures}</p>
    }
}

fn picture_lines(number: usize, picture: &WorkingPicture) -> String {
    let WorkingPicture { alt, decorative, caption, credit, .. } = picture;
    let alt = if *decorative { "none, it is decorative" } else { alt };
    let licence = credit.licence.map(Licence::label).unwrap_or_default();
    let lines = [
        format!("Picture {number}"),
        line("Caption", caption),
        line("Alternative text", alt),
        line("Creator", &credit.creator),
        line("Source", &credit.source),
        line("Licence", licence),
        line("Credit line", &credit.line),
        line("Source page", &credit.source_url),
        line("Copyright notice", &credit.copyright),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Nothing where there is nothing to say.
fn line(label: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{label}: {text}") }
}

fn together(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    if parts.is_empty() { "Nothing".to_owned() } else { parts.join("\n\n") }
}

/// What the server will not have as it is, with the way out.
#[component]
pub fn Refusals(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let arranging = Arranging::of(writing);
    let shown = move || {
        let refused = writing.queue.with(|queue| {
            let parts = queue.unsent().into_iter();
            parts.filter_map(|part| queue.refusal(&part).cloned().map(|failure| (part, failure))).collect::<Vec<_>>()
        });
        refused
            .into_iter()
            .map(|(part, failure)| {
                let (what, way) = match part {
                    Part::Head => ("Title, standfirst or address".to_owned(), None),
                    Part::Slide(id) => {
                        let number = writing.number_of(&id);
                        let is_gone = failure.kind == Kind::Gone;
                        let turn = Callback::new({
                            let id = id.clone();
                            move |()| writing.turn_to(&id)
                        });
                        let back = Callback::new(move |()| arranging.bring_back(id.clone()));
                        let way = if is_gone { ("Bring the slide back", back) } else { ("Show the slide", turn) };
                        (format!("Slide {number}"), Some(way))
                    }
                };
                let words = if failure.kind == Kind::Gone {
                    "It was deleted or moved to another article elsewhere, or something on it is not yours to use. Your text is kept here: copy it before you leave.".to_owned()
                } else {
                    failure.words
                };
                view! {
                    <div class="notice" data-tone="error">
                        <Icon glyph=Glyph::Warning />
                        <div class="stack-s">
                            <p>
                                <strong>{what} " is not saved. "</strong>
                                {words}
                            </p>
                            {way
                                .map(|(label, act)| {
                                    view! {
                                        <p>
                                            <button class="btn btn-sm" type="button" on:click=move |_| act.run(())>
                                                {label}
                                            </button>
                                        </p>
                                    }
                                })}
                        </div>
                    </div>
                }
            })
            .collect_view()
    };
    view! { <div role="alert">{shown}</div> }.into_any()
}
