//! The preview: the very component that readers get, in a narrow column.

use crate::articles::editor::Writing;
use crate::slides::SlideView;
use domain::slides::WorkingSlide;
use leptos::prelude::*;

/// The slide being edited as readers would see it.
#[component]
pub fn Preview(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let slide = Memo::new(move |_| {
        let id = writing.current.get()?;
        let number = writing.number_of(&id);
        writing.of_slide(&id, |slide: &WorkingSlide| slide.model(number))
    });
    let is_there = Memo::new(move |_| slide.with(Option::is_some));
    view! {
        <div class="preview-frame">
            <div class="slides">
                {move || {
                    is_there
                        .get()
                        .then(|| {
                            let last = StoredValue::new(slide.get_untracked());
                            let model = Signal::derive(move || {
                                if let Some(slide) = slide.get() {
                                    last.set_value(Some(slide));
                                }
                                last.get_value().expect("it was there when this was made")
                            });
                            view! { <SlideView slide=model /> }
                        })
                }}
            </div>
        </div>
    }
}
