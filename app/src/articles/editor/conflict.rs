//! Saved elsewhere meanwhile: both texts side by side, and neither is lost.

use super::arranging::Arranging;
use super::queue::Part;
use super::state::{Theirs, Writing};
use crate::articles::calls;
use crate::failure::Kind;
use crate::icon::{Glyph, Icon};
use domain::slides::WorkingSlide;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Every conflict of the article.
#[component]
pub fn Conflicts(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let shown = move || {
        writing.theirs.get().into_iter().map(|theirs| view! { <Conflict writing=writing theirs=theirs /> }).collect_view()
    };
    view! { <div role="alert">{shown}</div> }.into_any()
}

#[component]
fn Conflict(writing: Writing, theirs: Theirs) -> impl IntoView {
    let (who, what, mine, there) = match &theirs {
        Theirs::Slide(slide) => {
            let number = untrack(|| writing.number_of(&slide.id));
            let mine = writing.of_slide_now(&slide.id, told).unwrap_or_default();
            (slide.changed_by.clone(), format!("slide {number}"), mine, told(slide))
        }
        Theirs::Head(head) => {
            let mine = writing.head.with_untracked(|head| format!("{}\n\n{}", head.title, head.standfirst));
            ("Somebody".to_owned(), "the title".to_owned(), mine, format!("{}\n\n{}", head.title, head.standfirst))
        }
    };
    let name = if who.is_empty() { "Somebody".to_owned() } else { who };
    let theirs = StoredValue::new(theirs);
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
                        <p class="ed-told" dir="auto">
                            {mine}
                        </p>
                        <button class="btn btn-sm" type="button" on:click=move |_| theirs.with_value(|theirs| writing.keep_mine(theirs))>
                            "Keep mine"
                        </button>
                    </section>
                    <section class="stack-s" aria-label="The text that was saved">
                        <h2 class="h2">{name} ", saved"</h2>
                        <p class="ed-told" dir="auto">
                            {there}
                        </p>
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

/// Puts the text that is here on a new slide after the other one, and takes theirs on the slide itself.
fn keep_both(writing: Writing, theirs: StoredValue<Theirs>) {
    let Theirs::Slide(there) = theirs.get_value() else { return };
    let Some(here) = writing.of_slide_now(&there.id, WorkingSlide::clone) else { return };
    let arranging = Arranging::of(writing);
    let after = there.id.clone();
    spawn_local(async move {
        let answer = calls::add_slide(writing.article, Some(after.clone())).await;
        if writing.slides.is_disposed() {
            return;
        }
        match answer {
            Ok(new) => {
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

/// What stands on a slide, as one text.
fn told(slide: &WorkingSlide) -> String {
    let captions = slide.pictures.iter().map(|picture| picture.caption.as_str()).filter(|caption| !caption.is_empty());
    let pictures = match slide.pictures.len() {
        0 => None,
        1 => Some("1 picture".to_owned()),
        count => Some(format!("{count} pictures")),
    };
    let parts = [slide.heading.as_str(), slide.body.as_str()].into_iter().chain(captions).map(str::to_owned).chain(pictures);
    let parts: Vec<String> = parts.filter(|part| !part.trim().is_empty()).collect();
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
