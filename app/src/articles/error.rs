//! 500: something failed on our side. The page asks nothing of the store, so that it cannot fail too.

use crate::frame::{BareDocument, Head, Surroundings};
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// The page for a failure of ours: fixed words, whatever went wrong (security X4).
#[component]
pub fn ErrorPage(
    /// The site, as it was last known.
    site: SiteFrame,
    /// Assets and theme.
    around: Surroundings,
    /// The number of the request, which the log has too; empty when there is none.
    number: String,
) -> impl IntoView {
    let head = Head { title: Some("Something broke".to_owned()), is_oops: true, ..Head::default() };
    let name = site.title.clone();
    view! {
        <BareDocument site=site head=head around=around>
            <main id="main">
                <div class="wrap">
                    <div class="oops oops-full">
                        <p>
                            <span class="wordmark" dir="auto">
                                {name}
                            </span>
                        </p>
                        <p class="code" aria-hidden="true">
                            "500"
                            <span class="dot dot-out"></span>
                        </p>
                        <h1 class="headline oops-h">"The lamp went out."</h1>
                        <p class="lede">"Something failed on our side. What you were writing is still in the form when you go back."</p>
                        <p class="row">
                            <a class="btn btn-primary" href="">
                                "Try again"
                            </a>
                            <a class="btn" href="/">
                                "Latest articles"
                            </a>
                        </p>
                        {(!number.is_empty())
                            .then(|| {
                                view! {
                                    <p class="meta">
                                        "If you write to us, mention " <code>{number}</code> "."
                                    </p>
                                }
                            })}
                    </div>
                </div>
            </main>
        </BareDocument>
    }
    .into_any()
}
