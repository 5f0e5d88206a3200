//! The form again after it was refused: everything that was typed, and what needs another look.

use super::form::{Draft, FormCard};
use crate::frame::{Head, PublicDocument, Surroundings};
use domain::articles::Slug;
use domain::comments::CommentForm;
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// The page that a refused comment is answered with.
#[component]
pub fn CommentAgain(
    /// The site.
    site: SiteFrame,
    /// The article's address and its title.
    article: (Slug, String),
    /// The form.
    form: CommentForm,
    /// What was typed, and why it was refused.
    draft: Draft,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let (slug, title) = article;
    let heading = "Your comment was not sent yet";
    let head = Head { title: Some(heading.to_owned()), ..Head::default() };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap cq after">
                <div class="grid-3">
                    <div class="col-rail">
                        <h1 class="sr">{heading}</h1>
                        <h2 class="h-quiet">
                            "On " <a href=format!("/{slug}")>
                                <bdi>{title}</bdi>
                            </a>
                        </h2>
                    </div>
                    <div class="col-main comments">
                        <FormCard slug=slug form=form draft=draft />
                    </div>
                </div>
            </div>
        </PublicDocument>
    }
    .into_any()
}
