//! What a comment is answered with whose article is not there any more: its text, to copy.

use crate::form::in_textarea;
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::icon::{Glyph, Icon};
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// The page that such a comment is answered with. It says nothing of the article.
#[component]
pub fn CommentHomeless(
    /// The site.
    site: SiteFrame,
    /// What was typed.
    body: String,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let heading = "Your comment was not sent";
    let head = Head { title: Some(heading.to_owned()), is_oops: true, ..Head::default() };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap cq after">
                <div class="grid-3">
                    <div class="col-main comments">
                        <h1 class="h2">{heading}</h1>
                        <div class="notice" data-tone="error" role="alert" tabindex="-1" autofocus>
                            <Icon glyph=Glyph::Warning />
                            <div>
                                <strong>"The article is not here any more."</strong>
                                " Your text is below, to copy. There are "
                                <a href="/">"other articles"</a>
                                "."
                            </div>
                        </div>
                        <div class="field">
                            <label class="label" for="cf-body">
                                "Comment"
                            </label>
                            <textarea class="input" id="cf-body" rows="10" dir="auto" readonly>
                                {in_textarea(&body)}
                            </textarea>
                        </div>
                    </div>
                </div>
            </div>
        </PublicDocument>
    }
    .into_any()
}
