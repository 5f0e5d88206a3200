//! `/admin/articles/new`: an article begins with a title, or without one.

use super::calls;
use crate::admin::{ErrorSummary, Form, PageHead};
use crate::form::{Field, TextField};
use crate::icon::{Glyph, Icon};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The page that starts an article.
#[component]
pub fn NewArticlePage() -> impl IntoView {
    let form = Form::new();
    let title = Field::new("title", "Title", "").hint("You can leave it out and find one later. The address follows it.");
    let navigate = use_navigate();
    let start = move |event: SubmitEvent| {
        event.prevent_default();
        let (typed, navigate) = (title.text(), navigate.clone());
        form.send(
            move || calls::start_article(typed.clone()),
            move |id| navigate(&format!("/admin/articles/{id}"), NavigateOptions::default()),
        );
    };
    view! {
        <div class="main-inner">
            <PageHead title="New article" />
            <form class="stack-form" on:submit=start inert=move || form.is_inert() novalidate>
                <ErrorSummary form=form fields=vec![title] />
                <TextField field=title form=form />
                <div class="row">
                    <button class="btn btn-primary" type="submit" aria-busy=move || form.is_busy().then_some("true")>
                        "Start writing"
                        <Icon glyph=Glyph::Right />
                    </button>
                    <a class="btn" href="/admin/articles/paste">
                        <Icon glyph=Glyph::Copy />
                        "Paste a page instead"
                    </a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
